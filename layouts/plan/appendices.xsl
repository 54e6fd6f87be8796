<?xml version="1.0" encoding="UTF-8"?>
<!-- Appendices: traceability, reviews and comments, approval, tracking and evidence, glossary and people. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f pp l">

  <xsl:template name="appendices">
    <xsl:call-template name="appendix-trace"/>
    <xsl:if test="$plan/p:review"><xsl:call-template name="appendix-reviews"/></xsl:if>
    <xsl:call-template name="appendix-approval"/>
    <xsl:if test="$plan/p:tracking or $plan/p:evidence"><xsl:call-template name="appendix-tracking"/></xsl:if>
    <xsl:call-template name="appendix-people"/>
  </xsl:template>

  <!-- ======== A traceability: goal – objective – finding – improvement – action – measure – risk ======== -->
  <xsl:template name="appendix-trace">
    <fo:block>
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('A ', pp:label('appendix-a'))"/></fo:marker>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'appendix-a'"/><xsl:with-param name="number" select="'A'"/><xsl:with-param name="text" select="pp:label('appendix-a')"/><xsl:with-param name="page" select="'page'"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table" id="table-trace">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="proportional-column-width(5)" k="improvement"/><l:col w="proportional-column-width(2)" k="finding"/><l:col w="proportional-column-width(3)" k="objective"/><l:col w="proportional-column-width(2)" k="action"/><l:col w="proportional-column-width(2)" k="pilot"/><l:col w="proportional-column-width(2)" k="measure"/><l:col w="proportional-column-width(2)" k="risk"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$plan/p:improvements/p:improvement">
          <xsl:variable name="me" select="@id"/>
          <xsl:variable name="objectives" select="concat(' ', normalize-space(@objectives), ' ')"/>
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:text> </xsl:text><xsl:apply-templates select="p:title/node()" mode="inline"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@addresses"/></xsl:call-template></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell">
              <xsl:for-each select="$plan/p:objectives/p:objective[contains($objectives, concat(' ', @id, ' '))]">
                <fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:if test="@goal"> ← <xsl:call-template name="id-links"><xsl:with-param name="ids" select="@goal"/></xsl:call-template></xsl:if></fo:block>
              </xsl:for-each>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="trace-cell"><xsl:with-param name="nodes" select="p:action"/></xsl:call-template></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="trace-cell"><xsl:with-param name="nodes" select="$plan/p:strategies/*[@improvement = $me]"/></xsl:call-template></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="trace-cell"><xsl:with-param name="nodes" select="$plan/p:measurement/p:measure[contains($objectives, concat(' ', substring-before(concat(normalize-space(@objective), ' '), ' '), ' '))]"/></xsl:call-template></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><xsl:call-template name="trace-cell"><xsl:with-param name="nodes" select="$plan/p:risks/p:risk[contains(concat(' ', normalize-space(@on), ' '), concat(' ', $me, ' '))]"/></xsl:call-template></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    </fo:block>
  </xsl:template>
  <!-- ids one under the other; a hole is marked -->
  <xsl:template name="trace-cell">
    <xsl:param name="nodes"/>
    <xsl:choose>
      <xsl:when test="$nodes"><xsl:for-each select="$nodes"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></fo:block></xsl:for-each></xsl:when>
      <xsl:otherwise><fo:block color="{$warn}">○</fo:block></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ======== B reviews and comments ======== -->
  <xsl:template name="appendix-reviews">
    <fo:block>
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('B ', pp:label('appendix-b'))"/></fo:marker>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'appendix-b'"/><xsl:with-param name="number" select="'B'"/><xsl:with-param name="text" select="pp:label('appendix-b')"/></xsl:call-template>
    <xsl:for-each select="$plan/p:review">
      <fo:block xsl:use-attribute-sets="h3" id="{@id}" role="H2">
        <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:text>&#160; </xsl:text>
        <xsl:value-of select="concat(pp:upper(substring(pp:word('review', @kind), 1, 1)), substring(pp:word('review', @kind), 2), ', ', pp:label('in.round'), ' ', @round, ', ', pp:label('in.revision'), ' ', @revision)"/>
      </fo:block>
      <fo:block xsl:use-attribute-sets="para" color="{$soft}" keep-with-next.within-page="always">
        <xsl:value-of select="concat(pp:label('opened'), ' ', pp:day(@opened))"/>
        <xsl:if test="@due"><xsl:value-of select="concat(', ', pp:label('in.due'), ' ', pp:day(@due))"/></xsl:if>
        <xsl:if test="@closed"><xsl:value-of select="concat(', ', pp:label('in.closed'), ' ', pp:day(@closed))"/></xsl:if>
        <xsl:value-of select="concat('; ', pp:label('in.lead'), ': ', pp:name(@lead), '. ', pp:label('reviewers'), ': ')"/>
        <xsl:for-each select="p:reviewer">
          <xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="concat(pp:name(@who), ' (', pp:word('reviewer', @state))"/><xsl:if test="@delegate"><xsl:value-of select="concat(' → ', pp:name(@delegate))"/></xsl:if><xsl:if test="@on"><xsl:value-of select="concat(', ', pp:day(@on, 'short'))"/></xsl:if>)</xsl:for-each>.
      </fo:block>
      <xsl:if test="p:comment">
        <fo:table xsl:use-attribute-sets="table">
          <xsl:call-template name="columns"><xsl:with-param name="cols">
            <l:col w="18mm" k="id"/><l:col w="32mm" k="by"/><l:col w="proportional-column-width(1)" k="comment"/><l:col w="proportional-column-width(1)" k="answer"/>
          </xsl:with-param></xsl:call-template>
          <fo:table-body>
            <xsl:for-each select="p:comment">
              <fo:table-row xsl:use-attribute-sets="row">
                <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/><xsl:if test="@at"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@at"/></xsl:call-template></fo:block></xsl:if></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@by)"/></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:word('comment', @class)"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell">
                  <xsl:call-template name="rich"><xsl:with-param name="e" select="p:says"/></xsl:call-template>
                  <xsl:if test="p:proposes"><fo:block space-before="2pt"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:proposes"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('proposal')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
                </fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt">
                  <fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></fo:block>
                  <xsl:for-each select="p:response">
                    <fo:block><fo:inline font-weight="600"><xsl:value-of select="pp:word('response', @is)"/></fo:inline><xsl:if test="@in"><xsl:value-of select="concat(' ', pp:label('in-revision'), ' ', @in)"/></xsl:if></fo:block>
                    <xsl:if test="normalize-space(.) != ''"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:if>
                    <xsl:if test="@by or @concurs"><fo:block color="{$soft}"><xsl:if test="@by"><xsl:value-of select="pp:name(@by)"/></xsl:if><xsl:if test="@on">, <xsl:value-of select="pp:day(@on)"/></xsl:if><xsl:if test="@concurs = 'yes'">; <xsl:value-of select="pp:label('concurs')"/></xsl:if><xsl:if test="@concurs = 'no'">; <xsl:value-of select="pp:label('concurs-not')"/></xsl:if></fo:block></xsl:if>
                  </xsl:for-each>
                  <xsl:if test="not(p:response)"><fo:block/></xsl:if>
                </fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:if>
      <xsl:for-each select="p:negotiation">
        <fo:block xsl:use-attribute-sets="h4" id="{@id}">
          <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:text>&#160; </xsl:text>
          <xsl:value-of select="concat(pp:label('negotiation'), ', ', pp:day(@on), ': ', pp:word('result', @result))"/>
        </fo:block>
        <fo:table xsl:use-attribute-sets="table">
          <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-body>
            <xsl:call-template name="kv"><xsl:with-param name="k" select="'about-id'"/><xsl:with-param name="v"><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@about"/></xsl:call-template></xsl:with-param></xsl:call-template>
            <xsl:call-template name="kv"><xsl:with-param name="k" select="'with'"/><xsl:with-param name="v" select="l:names(@with)"/></xsl:call-template>
            <xsl:for-each select="p:asked | p:offered | p:agreed"><xsl:call-template name="kv"><xsl:with-param name="k" select="local-name()"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:for-each>
    </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- ======== C approval ======== -->
  <xsl:template name="appendix-approval">
    <fo:block>
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('C ', pp:label('appendix-c'))"/></fo:marker>
    <xsl:variable name="a" select="$plan/p:approval"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'appendix-c'"/><xsl:with-param name="number" select="'C'"/><xsl:with-param name="text" select="pp:label('appendix-c')"/></xsl:call-template>
    <fo:block xsl:use-attribute-sets="para">
      <xsl:call-template name="state"><xsl:with-param name="s" select="$state"/></xsl:call-template>
      <xsl:if test="l:state-reason() != ''"><xsl:text>: </xsl:text><xsl:value-of select="l:state-reason()"/></xsl:if>
      <xsl:if test="$a/@policy"><fo:inline color="{$soft}"><xsl:text> </xsl:text>(<xsl:value-of select="concat(pp:label('policy'), ': ', $a/@policy)"/>)</fo:inline></xsl:if>
    </fo:block>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('signatories')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="signatory"/><l:col w="62mm" k="capacity"/><l:col w="26mm" k="signs-for"/><xsl:if test="$a/p:signatory/@proxy"><l:col w="30mm" k="proxy"/></xsl:if>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$a/p:signatory">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block hyphenate="false"><xsl:value-of select="pp:name(@who)"/></fo:block><fo:block color="{$soft}"><xsl:choose><xsl:when test="@required = 'no'"><xsl:value-of select="pp:label('optional')"/></xsl:when><xsl:otherwise><xsl:value-of select="pp:label('required')"/></xsl:otherwise></xsl:choose><xsl:if test="@order">, <xsl:value-of select="@order"/></xsl:if></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('capacity', @capacity)"/></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:word('capacity-means', @capacity)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@for"/></xsl:call-template></fo:block></fo:table-cell>
            <xsl:if test="$a/p:signatory/@proxy"><fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:if test="@proxy"><xsl:value-of select="pp:name(@proxy)"/></xsl:if></fo:block></fo:table-cell></xsl:if>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$a/p:signature">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('signatures')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="revision"/><l:col w="40mm" k="signatory"/><l:col w="proportional-column-width(1)" k="decision"/><l:col w="28mm" k="how-signed"/><l:col w="25mm" k="date" a="end"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$a/p:signature">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@revision"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="l:name(@of)"/></fo:block><xsl:if test="@proxy"><fo:block color="{$soft}"><xsl:value-of select="concat(pp:label('proxy'), ': ', pp:name(@proxy))"/></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@decision"/><xsl:with-param name="kind" select="'decision'"/></xsl:call-template></fo:block>
                <xsl:if test="p:reason"><fo:block><xsl:apply-templates select="p:reason/node()" mode="inline"/></fo:block></xsl:if>
                <xsl:for-each select="p:condition">
                  <fo:block id="{@id}"><fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:text> </xsl:text><xsl:apply-templates mode="inline"/><fo:inline color="{$soft}"> (<xsl:value-of select="concat(pp:name(@owner), ', ', pp:day(@due))"/>; </fo:inline><xsl:call-template name="state"><xsl:with-param name="s" select="@state"/></xsl:call-template><fo:inline color="{$soft}">)</fo:inline></fo:block>
                </xsl:for-each>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('how', @how)"/></fo:block><xsl:if test="@record"><fo:block><fo:basic-link external-destination="url('{@record}')" color="{$brand}"><xsl:value-of select="pp:label('record')"/></fo:basic-link></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$plan/p:waivers">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('waivers')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="rule"/><l:col w="proportional-column-width(1)" k="reason"/><l:col w="36mm" k="by"/><l:col w="25mm" k="date" a="end"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:waivers/p:waiver">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="@rule"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template><xsl:if test="@at"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@at"/></xsl:call-template></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@by)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@on)"/></fo:block><xsl:if test="@until"><fo:block text-align="end" color="{$soft}"><xsl:value-of select="concat(pp:label('until'), ' ', pp:day(@until))"/></fo:block></xsl:if></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- ======== D tracking and evidence ======== -->
  <xsl:template name="appendix-tracking">
    <fo:block>
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('D ', pp:label('appendix-d'))"/></fo:marker>
    <xsl:variable name="t" select="$plan/p:tracking"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'appendix-d'"/><xsl:with-param name="number" select="'D'"/><xsl:with-param name="text" select="pp:label('appendix-d')"/></xsl:call-template>
    <xsl:if test="$t/p:progress">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('progress')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="proportional-column-width(1)" k="task"/><l:col w="15mm" k="percent" a="end"/><l:col w="22mm" k="start" a="end"/><l:col w="22mm" k="finish" a="end"/><xsl:if test="$t/p:progress/@expect"><l:col w="22mm" k="expected" a="end"/></xsl:if><xsl:if test="$t/p:progress/@spent"><l:col w="22mm" k="spent" a="end"/></xsl:if><l:col w="22mm" k="state"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$t/p:progress">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@of"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="l:name(@of)"/></fo:block><xsl:if test="normalize-space(.) != ''"><fo:block color="{$soft}"><xsl:apply-templates mode="inline"/></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:if test="@percent"><xsl:value-of select="@percent"/>&#160;%</xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@started, 'short')"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@finished, 'short')"/></fo:block></fo:table-cell>
              <xsl:if test="$t/p:progress/@expect"><fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@expect, 'short')"/></fo:block></fo:table-cell></xsl:if>
              <xsl:if test="$t/p:progress/@spent"><fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:if test="@spent"><xsl:value-of select="l:span(@spent)"/></xsl:if></fo:block></fo:table-cell></xsl:if>
              <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:if test="@state"><xsl:call-template name="state"><xsl:with-param name="s" select="@state"/></xsl:call-template></xsl:if></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$t/p:reading">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('readings')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="proportional-column-width(1)" k="measure"/><l:col w="26mm" k="date" a="end"/><l:col w="26mm" k="value" a="end"/><l:col w="62mm" k="notes"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$t/p:reading">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@of"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="l:name(@of)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="concat(l:num(@value), '&#160;', key('id', @of)/@unit)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:apply-templates mode="inline"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$t/p:issue">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('issues')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="issue"/><l:col w="32mm" k="owner"/><l:col w="23mm" k="opened" a="end"/><l:col w="23mm" k="closed" a="end"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$t/p:issue">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/><xsl:if test="@at"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@at"/></xsl:call-template></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template><xsl:if test="@severity"><fo:block color="{$soft}"><xsl:value-of select="pp:word('severity', @severity)"/></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@owner)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@opened)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:choose><xsl:when test="@closed"><xsl:value-of select="pp:day(@closed)"/></xsl:when><xsl:otherwise><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$t/p:risk-state">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('risk-states')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="risk"/><l:col w="26mm" k="date"/><l:col w="32mm" k="state"/><l:col w="proportional-column-width(1)" k="exposure"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$t/p:risk-state">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@of"/></xsl:call-template></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@state"/></xsl:call-template></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:if test="@probability and @impact"><xsl:value-of select="concat(@probability * @impact, ' (', @probability, '&#160;×&#160;', @impact, ')')"/></xsl:if></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$t/p:note">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('notes')"/></xsl:call-template>
      <xsl:for-each select="$t/p:note"><fo:block xsl:use-attribute-sets="para"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/><xsl:with-param name="lead"><fo:inline color="{$soft}"><xsl:value-of select="concat(pp:day(@on), ', ', pp:name(@by), ': ')"/></fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:for-each>
    </xsl:if>
    <xsl:if test="$plan/p:evidence">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('evidence')"/></xsl:call-template>
      <xsl:if test="$plan/p:evidence/@claims"><fo:block xsl:use-attribute-sets="para"><xsl:value-of select="concat(pp:label('claims'), ': ', normalize-space($plan/p:evidence/@claims))"/></fo:block></xsl:if>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="evidence"/><l:col w="48mm" k="practice"/><l:col w="25mm" k="date" a="end"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:evidence/p:item">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block><xsl:choose><xsl:when test="@href"><fo:basic-link external-destination="url('{@href}')" color="{$brand}"><xsl:apply-templates mode="inline"/></fo:basic-link></xsl:when><xsl:otherwise><xsl:apply-templates mode="inline"/></xsl:otherwise></xsl:choose></fo:block>
                <fo:block color="{$soft}"><xsl:value-of select="pp:word('item', @kind)"/><xsl:if test="@at"> · <xsl:call-template name="id-links"><xsl:with-param name="ids" select="@at"/></xsl:call-template></xsl:if></fo:block>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block hyphenate="false"><xsl:value-of select="@practice"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@date)"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- ======== E glossary, sources, people ======== -->
  <xsl:template name="appendix-people">
    <fo:block>
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('E ', pp:label('appendix-e'))"/></fo:marker>
    <xsl:variable name="h" select="$plan/p:head"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'appendix-e'"/><xsl:with-param name="number" select="'E'"/><xsl:with-param name="text" select="pp:label('appendix-e')"/></xsl:call-template>
    <xsl:if test="$h/p:term">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('glossary')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="42mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:for-each select="$h/p:term">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="@name"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:apply-templates mode="inline"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$h/p:source">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('sources')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="18mm"/><fo:table-column column-width="proportional-column-width(1)"/><fo:table-column column-width="40mm"/>
        <fo:table-body>
          <xsl:for-each select="$h/p:source">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block><xsl:apply-templates mode="inline"/></fo:block>
                <xsl:if test="@href"><fo:block hyphenate="false"><fo:basic-link external-destination="url('{@href}')" color="{$brand}"><xsl:value-of select="@href"/></fo:basic-link></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:value-of select="@version"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('people')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <!-- a short list is not torn for its last two lines -->
      <xsl:if test="count($plan/p:people/p:person) &lt; 13"><xsl:attribute name="keep-together.within-page">4</xsl:attribute></xsl:if>
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="25mm" k="id"/><l:col w="44mm" k="name"/><l:col w="proportional-column-width(1)" k="title"/><xsl:if test="$plan/p:people/p:person/@email"><l:col w="46mm" k="email"/></xsl:if>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$plan/p:people/p:person">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block hyphenate="false"><xsl:value-of select="@name"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@title"/><xsl:if test="@org"><xsl:if test="@title">, </xsl:if><xsl:value-of select="@org"/></xsl:if></fo:block><xsl:if test="@practitioner = 'yes'"><fo:block color="{$soft}"><xsl:value-of select="pp:label('practitioner')"/></fo:block></xsl:if></fo:table-cell>
            <xsl:if test="$plan/p:people/p:person/@email"><fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block hyphenate="false"><xsl:value-of select="@email"/></fo:block></fo:table-cell></xsl:if>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$plan/p:people/p:role">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('roles')"/></xsl:call-template>
      <xsl:call-template name="named-rows"><xsl:with-param name="nodes" select="$plan/p:people/p:role"/></xsl:call-template>
    </xsl:if>
    </fo:block>
  </xsl:template>

</xsl:stylesheet>
