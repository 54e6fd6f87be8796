<?xml version="1.0" encoding="UTF-8"?>
<!-- Cover with control block and approval block; contents; revision history; what the plan is about. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f l pp">

  <xsl:template name="cover">
    <xsl:param name="last"/>
    <xsl:variable name="h" select="$plan/p:head"/>
    <fo:page-sequence master-reference="cover">
      <fo:title><xsl:value-of select="concat($plan/@id, ' ', $plan/@revision, ' – ', normalize-space($h/p:title))"/></fo:title>
      <fo:static-content flow-name="foot" role="artifact">
        <!-- the foot begins behind the band -->
        <fo:block-container margin-left="{number(substring-before($page-inner, 'mm')) - 9}mm" margin-right="{$page-outer}">
          <fo:block-container margin="0pt">
            <fo:block space-before="6mm" space-before.conditionality="retain">
              <xsl:call-template name="foot-line"><xsl:with-param name="last" select="$last"/></xsl:call-template>
            </fo:block>
          </fo:block-container>
        </fo:block-container>
      </fo:static-content>
      <fo:flow flow-name="xsl-region-body">
        <fo:table table-layout="fixed" width="100%" id="cover">
          <fo:table-column column-width="proportional-column-width(3)"/>
          <fo:table-column column-width="proportional-column-width(2)"/>
          <fo:table-body>
            <fo:table-row>
              <fo:table-cell>
                <xsl:if test="$logo != ''"><fo:block space-after="3mm"><fo:external-graphic src="url('{$logo}')" content-height="{$th/*[local-name() = 'brand']/@logo-height}"/></fo:block></xsl:if>
                <fo:block font-size="10.5pt" font-weight="600"><xsl:value-of select="$org"/></fo:block>
                <fo:block color="{$soft}"><xsl:value-of select="$h/p:unit"/></fo:block>
              </fo:table-cell>
              <fo:table-cell>
                <fo:block text-align="end" color="{l:state-colour($state)}">
                  <fo:inline xsl:use-attribute-sets="pill" letter-spacing="0.4pt" text-transform="uppercase" border-color="{l:state-colour($state)}"><xsl:call-template name="state-sign"><xsl:with-param name="s" select="$state"/></xsl:call-template><xsl:value-of select="concat(' ', pp:word('state', $state))"/></fo:inline>
                </fo:block>
                <fo:block text-align="end" xsl:use-attribute-sets="small" space-before="2pt"><xsl:value-of select="$classification"/></fo:block>
              </fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
        <!-- who answers for the plan, who has signed it: at the foot of the page -->
        <fo:block-container absolute-position="absolute" left="0pt" right="0pt" top="100mm" display-align="after"
                            height="{number(substring-before($long-edge, 'mm')) - 154}mm">
          <fo:table table-layout="fixed" width="100%" display-align="before">
            <fo:table-column column-width="proportional-column-width(6)"/>
            <fo:table-column column-width="8mm"/>
            <fo:table-column column-width="proportional-column-width(7)"/>
            <fo:table-body>
              <fo:table-row>
                <fo:table-cell><xsl:call-template name="control-block"/></fo:table-cell>
                <fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell><xsl:call-template name="approval-table"><xsl:with-param name="most" select="12"/></xsl:call-template></fo:table-cell>
              </fo:table-row>
            </fo:table-body>
          </fo:table>
        </fo:block-container>
        <fo:block>
          <!-- higher up when there are many to sign -->
          <fo:block xsl:use-attribute-sets="eyebrow" space-before="34mm" space-before.conditionality="retain" text-transform="uppercase"><xsl:if test="count($plan/p:approval/p:signatory) &gt; 6"><xsl:attribute name="space-before">10mm</xsl:attribute></xsl:if><xsl:choose><xsl:when test="$plan/@kind"><xsl:value-of select="pp:word('kind', $plan/@kind)"/></xsl:when><xsl:otherwise><xsl:value-of select="pp:label('process-action-plan')"/></xsl:otherwise></xsl:choose></fo:block>
          <fo:block xsl:use-attribute-sets="h1" role="Title" space-before="3mm" end-indent="48mm"><xsl:apply-templates select="$h/p:title/node()" mode="inline"/></fo:block>
          <xsl:if test="$h/p:subtitle"><fo:block font-size="15pt" line-height="20.25pt" font-family="{$display-font}" color="{$soft}" space-before="2mm" end-indent="30mm"><xsl:apply-templates select="$h/p:subtitle/node()" mode="inline"/></fo:block></xsl:if>
          <fo:block font-size="10.5pt" line-height="15pt" color="{$soft}" space-before="5mm" end-indent="43mm" font-family="{$text-font}"><xsl:choose>
              <xsl:when test="$h/p:purpose/p:p"><xsl:apply-templates select="$h/p:purpose/p:p[1]/node()" mode="inline"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="run-in"><xsl:with-param name="e" select="$h/p:purpose"/></xsl:call-template></xsl:otherwise>
            </xsl:choose></fo:block>
        </fo:block>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:template name="control-block">
    <xsl:variable name="h" select="$plan/p:head"/>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="26mm"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'document'"/><xsl:with-param name="v"><fo:inline font-weight="600"><xsl:value-of select="$plan/@id"/></fo:inline></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'revision'"/><xsl:with-param name="v">
          <xsl:value-of select="$plan/@revision"/>
          <xsl:if test="$this-revision"><xsl:value-of select="concat(' ', pp:label('of-date'), ' ', pp:day($this-revision/@on), ' (', pp:word('class', $this-revision/@class), ')')"/></xsl:if>
        </xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'owner'"/><xsl:with-param name="v" select="pp:name($h/p:owner/@who)"/></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'sponsor'"/><xsl:with-param name="v" select="pp:name($h/p:sponsor/@who)"/></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'authors'"/><xsl:with-param name="v"><xsl:for-each select="$h/p:author"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="pp:name(@who)"/></xsl:for-each></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'status-date'"/><xsl:with-param name="v" select="pp:day($plan/@status-date)"/></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'digest'"/><xsl:with-param name="v"><fo:inline font-family="{$code-font}" font-size="7.25pt"><xsl:value-of select="concat(substring($digest, 1, 4), ' ', substring($digest, 5, 4), ' ', substring($digest, 9, 4), ' ', substring($digest, 13, 4))"/></fo:inline></xsl:with-param></xsl:call-template>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- ======== contents ======== -->
  <xsl:template name="toc-line">
    <xsl:param name="id"/>
    <xsl:param name="number"/>
    <xsl:param name="text"/>
    <xsl:param name="level" select="1"/>
    <fo:block text-align-last="justify" start-indent="{8 * ($level)}mm" text-indent="{-8}mm" end-indent="8mm" last-line-end-indent="-8mm" hyphenate="false">
      <xsl:if test="$level = 1"><xsl:attribute name="font-weight">600</xsl:attribute><xsl:attribute name="space-before">3.375pt</xsl:attribute></xsl:if>
      <xsl:if test="$level = 2"><xsl:attribute name="start-indent">18mm</xsl:attribute><xsl:attribute name="text-indent">-10mm</xsl:attribute></xsl:if>
      <fo:basic-link internal-destination="{$id}">
        <fo:inline-container inline-progression-dimension="{6 + 2 * $level}mm" width="{6 + 2 * $level}mm"><fo:block text-align="start" text-align-last="start" start-indent="0pt" end-indent="0pt" text-indent="0pt" color="{$brand}"><xsl:value-of select="$number"/></fo:block></fo:inline-container>
        <xsl:value-of select="$text"/>
      </fo:basic-link>
      <fo:leader leader-pattern="dots" leader-pattern-width="4pt" leader-alignment="reference-area" color="{$soft}" font-weight="400" leader-length.minimum="6mm"/>
      <fo:inline font-family="{$figures-font}" font-weight="400"><fo:page-number-citation ref-id="{$id}"/></fo:inline>
    </fo:block>
  </xsl:template>

  <xsl:template name="plan-contents">
    <xsl:call-template name="toc-line"><xsl:with-param name="id" select="'about'"/><xsl:with-param name="text" select="pp:label('about')"/></xsl:call-template>
    <xsl:call-template name="toc-topic"><xsl:with-param name="n" select="1"/></xsl:call-template>
    <xsl:call-template name="toc-topic"><xsl:with-param name="n" select="2"/></xsl:call-template>
    <xsl:call-template name="toc-topic"><xsl:with-param name="n" select="3"/></xsl:call-template>
    <xsl:for-each select="$plan/p:improvements/p:improvement">
      <xsl:call-template name="toc-line"><xsl:with-param name="id" select="@id"/><xsl:with-param name="number" select="concat('3.', position())"/><xsl:with-param name="text" select="normalize-space(p:title)"/><xsl:with-param name="level" select="2"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="$plan/p:procedures"><xsl:call-template name="toc-topic"><xsl:with-param name="n" select="4"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:strategies"><xsl:call-template name="toc-topic"><xsl:with-param name="n" select="5"/></xsl:call-template></xsl:if>
    <xsl:call-template name="toc-topic"><xsl:with-param name="n" select="6"/></xsl:call-template>
    <xsl:call-template name="toc-topic"><xsl:with-param name="n" select="7"/></xsl:call-template>
    <xsl:if test="$plan/p:measurement"><xsl:call-template name="toc-topic"><xsl:with-param name="n" select="8"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:risks"><xsl:call-template name="toc-topic"><xsl:with-param name="n" select="9"/></xsl:call-template></xsl:if>
    <xsl:if test="$appendices != 'no'">
      <xsl:call-template name="toc-appendix"><xsl:with-param name="n" select="'a'"/></xsl:call-template>
      <xsl:if test="$plan/p:review"><xsl:call-template name="toc-appendix"><xsl:with-param name="n" select="'b'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="toc-appendix"><xsl:with-param name="n" select="'c'"/></xsl:call-template>
      <xsl:if test="$plan/p:tracking or $plan/p:evidence"><xsl:call-template name="toc-appendix"><xsl:with-param name="n" select="'d'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="toc-appendix"><xsl:with-param name="n" select="'e'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="toc-topic">
    <xsl:param name="n"/>
    <xsl:call-template name="toc-line"><xsl:with-param name="id" select="concat('topic-', $n)"/><xsl:with-param name="number" select="$n"/><xsl:with-param name="text" select="pp:label(concat('chapter-', $n))"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="toc-appendix">
    <xsl:param name="n"/>
    <xsl:call-template name="toc-line"><xsl:with-param name="id" select="concat('appendix-', $n)"/><xsl:with-param name="number" select="translate($n, 'abcde', 'ABCDE')"/><xsl:with-param name="text" select="pp:label(concat('appendix-', $n))"/></xsl:call-template>
  </xsl:template>

  <!-- the same as bookmarks -->
  <xsl:template name="plan-bookmarks">
    <fo:bookmark internal-destination="contents"><fo:bookmark-title><xsl:value-of select="pp:label('contents')"/></fo:bookmark-title></fo:bookmark>
    <fo:bookmark internal-destination="about"><fo:bookmark-title><xsl:value-of select="pp:label('about')"/></fo:bookmark-title></fo:bookmark>
    <xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="1"/></xsl:call-template>
    <xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="2"/></xsl:call-template>
    <fo:bookmark internal-destination="topic-3"><fo:bookmark-title>3 <xsl:value-of select="pp:label('chapter-3')"/></fo:bookmark-title>
      <xsl:for-each select="$plan/p:improvements/p:improvement">
        <fo:bookmark internal-destination="{@id}"><fo:bookmark-title><xsl:value-of select="concat('3.', position(), ' ', normalize-space(p:title))"/></fo:bookmark-title></fo:bookmark>
      </xsl:for-each>
    </fo:bookmark>
    <xsl:if test="$plan/p:procedures"><xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="4"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:strategies"><xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="5"/></xsl:call-template></xsl:if>
    <xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="6"/></xsl:call-template>
    <fo:bookmark internal-destination="topic-7"><fo:bookmark-title>7 <xsl:value-of select="pp:label('chapter-7')"/></fo:bookmark-title>
      <fo:bookmark internal-destination="figure-schedule"><fo:bookmark-title><xsl:value-of select="pp:label('schedule')"/></fo:bookmark-title></fo:bookmark>
    </fo:bookmark>
    <xsl:if test="$plan/p:measurement"><xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="8"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:risks"><xsl:call-template name="bookmark-topic"><xsl:with-param name="n" select="9"/></xsl:call-template></xsl:if>
    <xsl:if test="$appendices != 'no'">
      <xsl:call-template name="bookmark-appendix"><xsl:with-param name="n" select="'a'"/></xsl:call-template>
      <xsl:if test="$plan/p:review"><xsl:call-template name="bookmark-appendix"><xsl:with-param name="n" select="'b'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="bookmark-appendix"><xsl:with-param name="n" select="'c'"/></xsl:call-template>
      <xsl:if test="$plan/p:tracking or $plan/p:evidence"><xsl:call-template name="bookmark-appendix"><xsl:with-param name="n" select="'d'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="bookmark-appendix"><xsl:with-param name="n" select="'e'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="bookmark-topic">
    <xsl:param name="n"/>
    <fo:bookmark internal-destination="topic-{$n}"><fo:bookmark-title><xsl:value-of select="concat($n, ' ', pp:label(concat('chapter-', $n)))"/></fo:bookmark-title></fo:bookmark>
  </xsl:template>
  <xsl:template name="bookmark-appendix">
    <xsl:param name="n"/>
    <fo:bookmark internal-destination="appendix-{$n}"><fo:bookmark-title><xsl:value-of select="concat(translate($n, 'abcde', 'ABCDE'), ' ', pp:label(concat('appendix-', $n)))"/></fo:bookmark-title></fo:bookmark>
  </xsl:template>

  <!-- ======== front matter ======== -->
  <xsl:template name="front-matter">
    <fo:block>
      <fo:marker marker-class-name="chapter"><xsl:value-of select="pp:label('contents')"/></fo:marker>
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'contents'"/><xsl:with-param name="text" select="pp:label('contents')"/></xsl:call-template>
      <xsl:call-template name="plan-contents"/>
      <xsl:call-template name="tables-and-figures"/>
    </fo:block>
    <fo:block break-before="page">
      <fo:marker marker-class-name="chapter"><xsl:value-of select="pp:label('about')"/></fo:marker>
      <xsl:call-template name="revision-history"/>
      <xsl:call-template name="about"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="about">
    <xsl:variable name="h" select="$plan/p:head"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'about'"/><xsl:with-param name="text" select="pp:label('about')"/></xsl:call-template>
    <fo:block xsl:use-attribute-sets="para"><xsl:call-template name="rich"><xsl:with-param name="e" select="$h/p:purpose"/></xsl:call-template></fo:block>
    <xsl:if test="$h/p:background"><xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('background')"/></xsl:call-template><xsl:call-template name="rich"><xsl:with-param name="e" select="$h/p:background"/></xsl:call-template></xsl:if>
    <xsl:if test="$h/p:scope">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('scope')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:call-template name="kv"><xsl:with-param name="k" select="'in-scope'"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="$h/p:scope/p:in"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:if test="$h/p:scope/p:out"><xsl:call-template name="kv"><xsl:with-param name="k" select="'out-of-scope'"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="$h/p:scope/p:out"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="bullets"><xsl:with-param name="nodes" select="$h/p:assumption"/><xsl:with-param name="k" select="'assumptions'"/></xsl:call-template>
    <xsl:call-template name="bullets"><xsl:with-param name="nodes" select="$h/p:constraint"/><xsl:with-param name="k" select="'constraints'"/></xsl:call-template>
    <xsl:if test="$h/p:distribution or $h/p:field">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('fields')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:call-template name="kv"><xsl:with-param name="k" select="'distribution'"/><xsl:with-param name="v" select="pp:name($h/p:distribution/@to)"/></xsl:call-template>
          <xsl:for-each select="$h/p:field"><xsl:call-template name="kv"><xsl:with-param name="text" select="string(@name)"/><xsl:with-param name="v" select="string(.)"/></xsl:call-template></xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <xsl:template name="bullets">
    <xsl:param name="nodes"/>
    <xsl:param name="k"/>
    <xsl:if test="$nodes">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label($k)"/></xsl:call-template>
      <fo:list-block provisional-distance-between-starts="4.5mm" provisional-label-separation="1.5mm" space-after="6.75pt">
        <xsl:for-each select="$nodes">
          <fo:list-item space-after="2pt">
            <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
            <fo:list-item-label end-indent="label-end()"><fo:block>•</fo:block></fo:list-item-label>
            <fo:list-item-body start-indent="body-start()"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></fo:list-item-body>
          </fo:list-item>
        </xsl:for-each>
      </fo:list-block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="toc-item">
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <fo:block text-align-last="justify" end-indent="8mm" last-line-end-indent="-8mm" hyphenate="false" color="{$soft}">
      <fo:basic-link internal-destination="{$id}"><xsl:value-of select="$text"/></fo:basic-link>
      <fo:leader leader-pattern="dots" leader-pattern-width="4pt" leader-alignment="reference-area" leader-length.minimum="6mm"/>
      <fo:inline font-family="{$figures-font}"><fo:page-number-citation ref-id="{$id}"/></fo:inline>
    </fo:block>
  </xsl:template>
  <xsl:template name="tables-and-figures">
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('tables-and-figures')"/></xsl:call-template>
    <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-revisions'"/><xsl:with-param name="text" select="pp:label('revision-history')"/></xsl:call-template>
    <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-findings'"/><xsl:with-param name="text" select="pp:label('findings')"/></xsl:call-template>
    <xsl:if test="$plan/p:responsibilities/p:raci"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-raci'"/><xsl:with-param name="text" select="pp:label('raci')"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:resources"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-resources'"/><xsl:with-param name="text" select="pp:label('resources')"/></xsl:call-template></xsl:if>
    <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'figure-schedule'"/><xsl:with-param name="text" select="concat(pp:label('schedule'), ' (', pp:label('figure'), ')')"/></xsl:call-template>
    <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-tasks'"/><xsl:with-param name="text" select="concat(pp:label('schedule'), ' (', pp:label('table'), ')')"/></xsl:call-template>
    <xsl:if test="$plan/p:measurement"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-measures'"/><xsl:with-param name="text" select="pp:label('measures')"/></xsl:call-template></xsl:if>
    <xsl:if test="$plan/p:risks"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-risks'"/><xsl:with-param name="text" select="pp:label('risks')"/></xsl:call-template></xsl:if>
    <xsl:if test="$appendices != 'no'"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="'table-trace'"/><xsl:with-param name="text" select="pp:label('appendix-a')"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="revision-history">
    <xsl:call-template name="h2"><xsl:with-param name="text" select="pp:label('revision-history')"/><xsl:with-param name="id" select="'table-revisions'"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="15mm" k="revision"/><l:col w="24mm" k="date"/><l:col w="27mm" k="by"/><l:col w="30mm" k="class"/><l:col w="proportional-column-width(1)" k="summary"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$plan/p:revisions/p:revision">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="@n"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@by)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('class', @class)"/></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:word('trigger', @trigger)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt">
              <xsl:call-template name="rich"><xsl:with-param name="e" select="p:summary"/></xsl:call-template>
              <xsl:for-each select="p:change">
                <fo:block color="{$soft}">
                  <fo:inline font-weight="600"><xsl:value-of select="pp:word('mark', @mark)"/></fo:inline>
                  <xsl:if test="@at"><xsl:text> </xsl:text><xsl:call-template name="id-link"><xsl:with-param name="id" select="@at"/></xsl:call-template></xsl:if>
                  <xsl:if test="normalize-space(.) != ''"><xsl:text>: </xsl:text><xsl:apply-templates mode="inline"/></xsl:if>
                  <xsl:if test="@request"> (<xsl:value-of select="@request"/>)</xsl:if>
                </fo:block>
              </xsl:for-each>
            </fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

</xsl:stylesheet>
