<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts that several documents share: headings with bookmarks, task tables, approval tables, people. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f l pp">

  <!-- the newest revision row: what "changed" marks speak of -->
  <xsl:variable name="this-revision" select="$plan/p:revisions/p:revision[@n = $plan/@revision]"/>

  <!-- change bars: against the revision that $since names, else the last before this one that somebody approved -->
  <xsl:param name="since"/>
  <xsl:variable name="approved" select="$plan/p:revisions/p:revision[@n != $plan/@revision][@n = $plan/p:approval/p:signature[starts-with(@decision, 'approve')]/@revision][last()]"/>
  <xsl:variable name="barred" select="($plan/p:revisions/p:revision[@n = $since] | $approved[$since = ''])/following-sibling::p:revision/p:change/@at"/>
  <xsl:template name="check-since">
    <xsl:if test="$since != '' and $since != 'none' and not($plan/p:revisions/p:revision[@n = $since])">
      <xsl:message terminate="yes">the plan has no revision '<xsl:value-of select="$since"/>' for change bars to count from</xsl:message>
    </xsl:if>
  </xsl:template>
  <xsl:template name="bar-begin">
    <xsl:if test="@id = $barred"><fo:change-bar-begin change-bar-class="{@id}" change-bar-style="solid" change-bar-width="1.2pt" change-bar-color="{$warn}" change-bar-offset="3.5mm" change-bar-placement="start"/></xsl:if>
  </xsl:template>
  <xsl:template name="bar-end">
    <xsl:if test="@id = $barred"><fo:change-bar-end change-bar-class="{@id}"/></xsl:if>
  </xsl:template>

  <!-- a sign behind ids that the change list of this revision names -->
  <xsl:template name="changed">
    <xsl:param name="id" select="@id"/>
    <xsl:if test="$this-revision[@class != 'initial']/p:change[@at = $id]">
      <fo:inline color="{$warn}" font-size="7.25pt" font-weight="600" keep-together.within-line="always">
        <xsl:text>&#160;Δ&#160;</xsl:text><xsl:value-of select="$plan/@revision"/>
      </fo:inline>
    </xsl:if>
  </xsl:template>

  <xsl:template name="id-block">
    <xsl:param name="id" select="@id"/>
    <fo:block xsl:use-attribute-sets="id" id="{$id}" hyphenate="false"><xsl:value-of select="$id"/></fo:block>
    <xsl:if test="$this-revision[@class != 'initial']/p:change[@at = $id]"><fo:block color="{$warn}" font-size="7.25pt" font-weight="600">Δ&#160;<xsl:value-of select="$plan/@revision"/></fo:block></xsl:if>
  </xsl:template>

  <xsl:template name="h2">
    <xsl:param name="id"/>
    <xsl:param name="number"/>
    <xsl:param name="text"/>
    <xsl:param name="page" select="'auto'"/>
    <fo:block xsl:use-attribute-sets="h2" id="{$id}" role="H1" break-before="{$page}">
      <xsl:if test="$number != ''">
        <fo:inline color="{$brand}" font-weight="500"><xsl:value-of select="$number"/></fo:inline><fo:leader leader-pattern="space" leader-length="3mm"/>
      </xsl:if>
      <xsl:value-of select="$text"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="h3">
    <xsl:param name="text"/>
    <xsl:param name="id"/>
    <fo:block xsl:use-attribute-sets="h3" role="H2">
      <xsl:if test="$id != ''"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
      <xsl:value-of select="$text"/>
    </fo:block>
  </xsl:template>

  <!-- persons, roles, bodies and teams by name -->
  <xsl:template name="period">
    <xsl:param name="from" select="@from"/>
    <xsl:param name="to" select="@to"/>
    <xsl:choose>
      <xsl:when test="$from != '' and $to != ''"><xsl:value-of select="concat(pp:day($from), ' – ', pp:day($to))"/></xsl:when>
      <xsl:when test="$from != ''"><xsl:value-of select="concat(pp:label('in.from'), ' ', pp:day($from))"/></xsl:when>
      <xsl:when test="$to != ''"><xsl:value-of select="concat(pp:label('until'), ' ', pp:day($to))"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- who is asked to sign, what they decided; of more than `most`, as many and where the others stand -->
  <xsl:template name="approval-table">
    <xsl:param name="most" select="999"/>
    <xsl:variable name="others" select="count($plan/p:approval/p:signatory) - $most"/>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="28mm"/>
      <fo:table-column column-width="21mm"/>
      <fo:table-header>
        <fo:table-row xsl:use-attribute-sets="head-row">
          <fo:table-cell xsl:use-attribute-sets="head-cell"><fo:block><xsl:value-of select="pp:label('approval')"/></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="head-cell"><fo:block><xsl:value-of select="pp:label('decision')"/></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="head-cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:label('date')"/></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$plan/p:approval/p:signatory">
          <xsl:sort select="@order" data-type="number"/>
          <xsl:if test="position() &lt;= $most">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell">
              <fo:block hyphenate="false"><xsl:value-of select="pp:name(@who)"/></fo:block>
              <fo:block color="{$soft}"><xsl:value-of select="pp:word('capacity', @capacity)"/><xsl:if test="@required = 'no'">, <xsl:value-of select="pp:label('optional')"/></xsl:if></fo:block>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell">
              <fo:block hyphenate="false">
                <xsl:call-template name="state"><xsl:with-param name="s"><xsl:choose><xsl:when test="@f:decision"><xsl:value-of select="@f:decision"/></xsl:when><xsl:otherwise>open</xsl:otherwise></xsl:choose></xsl:with-param><xsl:with-param name="kind" select="'decision'"/></xsl:call-template>
                <xsl:if test="@f:signed-revision and @f:signed-revision != $plan/@revision"><fo:inline color="{$soft}"> (<xsl:value-of select="@f:signed-revision"/>)</fo:inline></xsl:if>
              </fo:block>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@f:signed-on)"/></fo:block></fo:table-cell>
          </fo:table-row>
          </xsl:if>
        </xsl:for-each>
        <xsl:if test="$others &gt; 0">
          <fo:table-row xsl:use-attribute-sets="row-alone">
            <fo:table-cell xsl:use-attribute-sets="cell" number-columns-spanned="3" padding-end="0pt"><fo:block color="{$soft}"><xsl:value-of select="l:fill(pp:label('more-signatories'), '{n}', $others)"/></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:if>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- tasks below the current node (or of $tasks), with dates: twin of the chart -->
  <xsl:template name="task-rows">
    <xsl:param name="level" select="0"/>
    <xsl:for-each select="p:task | p:milestone">
      <fo:table-row xsl:use-attribute-sets="row">
        <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell">
          <!-- from the ninth level on, no deeper: the column would have no room -->
          <fo:block start-indent="{3 * ($level * ($level &lt; 8) + 8 * ($level &gt;= 8))}mm">
            <xsl:if test="@f:kind = 'summary'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
            <xsl:if test="self::p:milestone">◆ </xsl:if>
            <xsl:value-of select="@name"/>
            <xsl:variable name="terms">
              <xsl:if test="@must and @must != 'asap'">; <xsl:value-of select="normalize-space(concat(pp:word('must', @must), ' ', pp:day(@on)))"/></xsl:if>
              <xsl:if test="@on and not(@must)">; <xsl:value-of select="pp:label('in.fixed')"/></xsl:if>
              <xsl:if test="@deadline">; <xsl:value-of select="concat(pp:label('deadline'), ' ', pp:day(@deadline))"/></xsl:if>
              <xsl:if test="@effort">; <xsl:value-of select="concat(pp:label('in.effort'), ' ', l:span(@effort))"/></xsl:if>
              <xsl:if test="@calendar">; <xsl:value-of select="concat(pp:label('in.calendar'), ' ', translate(@calendar, '-', '&#x2011;'))"/></xsl:if>
            </xsl:variable>
            <xsl:if test="string($terms) != ''"><fo:inline color="{$soft}"> (<xsl:value-of select="substring-after($terms, '; ')"/>)</fo:inline></xsl:if>
          </fo:block>
        </fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell">
          <fo:block color="{$soft}" hyphenate="false">
            <xsl:for-each select="p:after">
              <xsl:if test="position() &gt; 1">, </xsl:if>
              <xsl:value-of select="@task"/>
              <xsl:if test="@type and @type != 'FS'">&#160;<xsl:value-of select="pp:word('link', @type)"/></xsl:if>
              <xsl:if test="@lag">&#160;<xsl:value-of select="l:lag(string(@lag))"/></xsl:if>
            </xsl:for-each>
          </fo:block>
        </fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell">
          <fo:block hyphenate="false">
            <xsl:for-each select="p:assign"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="pp:name(@who)"/><xsl:if test="@units">&#160;<fo:inline color="{$soft}"><xsl:value-of select="@units"/>&#160;%</fo:inline></xsl:if></xsl:for-each>
          </fo:block>
        </fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:if test="not(self::p:milestone)"><xsl:value-of select="l:num(@f:days)"/></xsl:if></fo:block></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:if test="not(self::p:milestone)"><xsl:value-of select="pp:day(@f:start-date)"/></xsl:if></fo:block></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@f:finish-date)"/></fo:block></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:choose><xsl:when test="@f:critical = 'yes'"><fo:inline font-weight="600">0</fo:inline></xsl:when><xsl:otherwise><xsl:value-of select="l:num(@f:slack-days)"/></xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></fo:block></fo:table-cell>
      </fo:table-row>
      <xsl:call-template name="task-rows"><xsl:with-param name="level" select="$level + 1"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="task-head">
    <xsl:call-template name="columns">
      <xsl:with-param name="cols">
        <l:col w="20mm" k="id"/><l:col w="proportional-column-width(3)" k="task"/><l:col w="28mm" k="after"/>
        <l:col w="proportional-column-width(2)" k="who"/><l:col w="13mm" k="days" a="end"/><l:col w="24mm" k="start" a="end"/>
        <l:col w="24mm" k="finish" a="end"/><l:col w="15mm" k="slack" a="end"/><l:col w="30mm" k="state"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
