<?xml version="1.0" encoding="UTF-8"?>
<!-- Topics 1 to 3: infrastructure, objectives, improvements with the findings they answer. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="p f l exsl pp">

  <!-- ======== 1 infrastructure ======== -->
  <xsl:template name="topic-1">
    <xsl:variable name="i" select="$plan/p:infrastructure"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-1'"/><xsl:with-param name="number" select="'1'"/><xsl:with-param name="text" select="pp:label('chapter-1')"/></xsl:call-template>
    <xsl:if test="$i/p:intro"><fo:block xsl:use-attribute-sets="para"><xsl:call-template name="rich"><xsl:with-param name="e" select="$i/p:intro"/></xsl:call-template></fo:block></xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('bodies')"/></xsl:call-template>
    <xsl:for-each select="$i/p:body"><xsl:call-template name="group"><xsl:with-param name="kind" select="pp:word('body', @kind)"/></xsl:call-template></xsl:for-each>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('teams')"/></xsl:call-template>
    <xsl:for-each select="$i/p:team"><xsl:call-template name="group"><xsl:with-param name="kind"><xsl:call-template name="period"/></xsl:with-param></xsl:call-template></xsl:for-each>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('processes')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="20mm" k="id"/><l:col w="proportional-column-width(1)" k="name"/><l:col w="34mm" k="kind"/><l:col w="20mm" k="version"/><l:col w="38mm" k="owner"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$i/p:process">
          <fo:table-row xsl:use-attribute-sets="row-alone">
            <xsl:if test="p:asset"><xsl:attribute name="keep-with-next.within-page">always</xsl:attribute></xsl:if>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="@name"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:label('process')"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@version"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:value-of select="pp:name(@owner)"/></fo:block></fo:table-cell>
          </fo:table-row>
          <xsl:for-each select="p:asset">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block start-indent="3mm"><xsl:value-of select="@name"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('asset', @kind)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@version"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block/></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$i/p:tool">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('tools')"/></xsl:call-template>
      <xsl:call-template name="named-rows"><xsl:with-param name="nodes" select="$i/p:tool"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- id, name, prose -->
  <xsl:template name="named-rows">
    <xsl:param name="nodes"/>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="20mm"/><fo:table-column column-width="42mm"/><fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:for-each select="$nodes">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="@name"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- a body or a team -->
  <xsl:template name="group">
    <xsl:param name="kind"/>
    <fo:block id="{@id}" keep-with-next.within-page="always" space-before="6.75pt">
      <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:call-template name="changed"/>
      <xsl:text>&#160; </xsl:text><fo:inline font-weight="600"><xsl:value-of select="@name"/></fo:inline>
      <xsl:if test="$kind != ''"><fo:inline color="{$soft}"><xsl:text>&#160; </xsl:text><xsl:value-of select="$kind"/></fo:inline></xsl:if>
    </fo:block>
    <xsl:if test="p:mandate"><fo:block space-after="3pt" keep-with-next.within-page="always"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:mandate"/></xsl:call-template></fo:block></xsl:if>
    <xsl:variable name="allocated" select="boolean(p:member/@allocation)"/>
    <xsl:variable name="dated" select="boolean(p:member/@from or p:member/@to)"/>
    <xsl:variable name="more" select="p:mission or p:authority or p:limits or p:working-agreement or p:forum"/>
    <fo:table xsl:use-attribute-sets="table" space-before="2pt">
      <!-- what else is said of the group goes on as rows below its members -->
      <xsl:if test="$more">
        <xsl:attribute name="space-after.minimum">0pt</xsl:attribute>
        <xsl:attribute name="space-after.optimum">0pt</xsl:attribute>
        <xsl:attribute name="space-after.maximum">0pt</xsl:attribute>
        <xsl:attribute name="border-after">none</xsl:attribute>
        <xsl:attribute name="keep-with-next.within-page">4</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="58mm" k="member"/><l:col w="proportional-column-width(1)" k="role"/>
        <xsl:if test="$allocated"><l:col w="22mm" k="allocation" a="end"/></xsl:if>
        <xsl:if test="$dated"><l:col w="50mm" k="period"/></xsl:if>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="p:member">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@who)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('as', @as)"/></fo:block></fo:table-cell>
            <xsl:if test="$allocated"><fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:if test="@allocation"><xsl:value-of select="@allocation"/>&#160;%</xsl:if></fo:block></fo:table-cell></xsl:if>
            <xsl:if test="$dated"><fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:call-template name="period"/></fo:block></fo:table-cell></xsl:if>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$more">
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:for-each select="p:mission | p:authority | p:limits | p:working-agreement">
            <xsl:call-template name="kv"><xsl:with-param name="k" select="local-name()"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:with-param></xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="p:forum">
            <xsl:call-template name="kv"><xsl:with-param name="k" select="'forum'"/><xsl:with-param name="v">
              <fo:inline id="{@id}"><xsl:value-of select="@name"/></fo:inline>
              <fo:inline color="{$soft}"> (<xsl:value-of select="pp:word('every', @every)"/><xsl:if test="@records">; <xsl:value-of select="concat(pp:label('records'), ': ', @records)"/></xsl:if>)</fo:inline>
            </xsl:with-param></xsl:call-template>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <!-- ======== 2 objectives ======== -->
  <xsl:template name="topic-2">
    <xsl:variable name="o" select="$plan/p:objectives"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-2'"/><xsl:with-param name="number" select="'2'"/><xsl:with-param name="text" select="pp:label('chapter-2')"/></xsl:call-template>
    <xsl:if test="$o/p:business-goal">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('business-goals')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="20mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:for-each select="$o/p:business-goal">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:apply-templates mode="inline"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('objectives')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="20mm" k="id"/><l:col w="proportional-column-width(1)" k="objective"/><l:col w="30mm" k="owner"/><l:col w="23mm" k="due" a="end"/><l:col w="22mm" k="serves"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$o/p:objective">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell">
              <xsl:call-template name="rich"><xsl:with-param name="e" select="p:statement"/></xsl:call-template>
              <xsl:if test="p:rationale"><fo:block color="{$soft}"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:rationale"/></xsl:call-template></fo:block></xsl:if>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@owner)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@due)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@goal"/></xsl:call-template></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- ======== 3 improvements ======== -->
  <xsl:template name="topic-3">
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-3'"/><xsl:with-param name="number" select="'3'"/><xsl:with-param name="text" select="pp:label('chapter-3')"/></xsl:call-template>
    <xsl:if test="$plan/p:appraisal">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('appraisals')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="20mm" k="id"/><l:col w="proportional-column-width(1)" k="appraisal"/><l:col w="28mm" k="model"/><l:col w="24mm" k="date" a="end"/><l:col w="36mm" k="lead"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:appraisal">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block><xsl:value-of select="pp:word('method', @method)"/></fo:block>
                <xsl:if test="@scope"><fo:block color="{$soft}"><xsl:value-of select="@scope"/></fo:block></xsl:if>
                <xsl:if test="@report"><fo:block><fo:basic-link external-destination="url('{@report}')" color="{$brand}"><xsl:value-of select="pp:label('report')"/></fo:basic-link></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@model"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@date)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:value-of select="@lead"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('findings')"/><xsl:with-param name="id" select="'table-findings'"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="20mm" k="id"/><l:col w="proportional-column-width(3)" k="finding"/><l:col w="proportional-column-width(2)" k="disposition"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$plan/p:findings/p:finding"><xsl:call-template name="finding"/></xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:for-each select="$plan/p:improvements/p:improvement"><xsl:call-template name="improvement"/></xsl:for-each>
  </xsl:template>

  <xsl:template name="finding">
    <fo:table-row xsl:use-attribute-sets="row">
      <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell">
        <xsl:call-template name="rich"><xsl:with-param name="e" select="p:statement"/></xsl:call-template>
        <fo:block color="{$soft}">
          <xsl:value-of select="pp:word('finding', @kind)"/>
          <xsl:if test="@severity"> · <xsl:value-of select="pp:word('severity', @severity)"/></xsl:if>
          <xsl:if test="@rating"> · <xsl:value-of select="pp:word('rating', @rating)"/></xsl:if>
          <xsl:if test="@practice"> · <xsl:value-of select="@practice"/></xsl:if>
          <xsl:if test="@process"> · <xsl:value-of select="l:name(@process)"/></xsl:if>
          <xsl:if test="@appraisal"> · <xsl:call-template name="id-link"><xsl:with-param name="id" select="@appraisal"/></xsl:call-template></xsl:if>
        </fo:block>
        <xsl:if test="p:impact"><fo:block space-before="2pt"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:impact"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('impact')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
        <xsl:if test="p:cause"><fo:block space-before="2pt"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:cause"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('cause')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
        <xsl:for-each select="p:seen"><fo:block space-before="2pt"><fo:inline font-weight="600"><xsl:value-of select="concat(pp:label('seen'), ' ', @where, '&#x200E;')"/>.&#160;</fo:inline><xsl:apply-templates mode="inline"/></fo:block></xsl:for-each>
      </fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt">
        <fo:block><xsl:if test="@kind != 'strength'"><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></xsl:if></fo:block>
        <xsl:for-each select="p:disposition">
          <fo:block>
            <xsl:value-of select="pp:word('disposition', @is)"/>
            <xsl:if test="@until"><xsl:value-of select="concat(' ', pp:label('until'), ' ', pp:day(@until))"/></xsl:if>
            <xsl:if test="@to"><xsl:value-of select="concat(' ', @to)"/></xsl:if>
            <xsl:variable name="me" select="../@id"/>
            <xsl:variable name="by" select="$plan/p:improvements/p:improvement[contains(concat(' ', normalize-space(@addresses), ' '), concat(' ', $me, ' '))]"/>
            <xsl:if test="$by"><xsl:text>: </xsl:text><xsl:for-each select="$by"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></xsl:for-each></xsl:if>
          </fo:block>
          <xsl:if test="@by or @on"><fo:block color="{$soft}"><xsl:value-of select="pp:name(@by)"/><xsl:if test="@by and @on">, </xsl:if><xsl:value-of select="pp:day(@on)"/></fo:block></xsl:if>
          <xsl:if test="normalize-space(.) != ''"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:if>
        </xsl:for-each>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="improvement">
    <fo:block break-before="page">
    <fo:marker marker-class-name="chapter"><xsl:value-of select="concat('3.', position(), ' ', normalize-space(p:title))"/></fo:marker>
    <xsl:call-template name="bar-begin"/>
    <fo:block xsl:use-attribute-sets="h2" id="{@id}" role="H2">
      <fo:inline color="{$brand}" font-weight="500">3.<xsl:value-of select="position()"/></fo:inline><fo:leader leader-pattern="space" leader-length="3mm"/>
      <xsl:apply-templates select="p:title/node()" mode="inline"/>
    </fo:block>
    <xsl:variable name="me" select="@id"/>
    <xsl:variable name="pilots" select="$plan/p:strategies/p:pilot[@improvement = $me]"/>
    <fo:block xsl:use-attribute-sets="para" keep-with-next.within-page="always">
      <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:call-template name="changed"/>
      <xsl:text>&#160; </xsl:text>
      <xsl:call-template name="pills"><xsl:with-param name="tokens" select="@nature"/></xsl:call-template>
      <xsl:if test="@priority"><fo:inline color="{$soft}"><xsl:text>&#160; </xsl:text><xsl:value-of select="concat(pp:label('in.priority'), ' ', pp:word('priority', @priority))"/></fo:inline></xsl:if>
      <xsl:if test="$pilots and (contains(@nature, 'new') or contains(@nature, 'unproven') or contains(@nature, 'major'))">
        <fo:inline color="{$soft}"><xsl:text>&#160;· </xsl:text><xsl:value-of select="pp:label('must-be-piloted')"/><xsl:text> (</xsl:text><xsl:for-each select="$pilots"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></xsl:for-each><xsl:text>)</xsl:text></fo:inline>
      </xsl:if>
    </fo:block>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'answers'"/><xsl:with-param name="v"><xsl:call-template name="said"><xsl:with-param name="ids" select="@addresses"/></xsl:call-template></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'serves'"/><xsl:with-param name="v"><xsl:call-template name="said"><xsl:with-param name="ids" select="@objectives"/></xsl:call-template></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'changes'"/><xsl:with-param name="v">
          <xsl:value-of select="l:names(@process)"/>
          <xsl:if test="@assets">: <xsl:value-of select="l:names(@assets)"/></xsl:if>
          <fo:inline color="{$soft}"> (<xsl:call-template name="process-owners"><xsl:with-param name="ids" select="@process"/></xsl:call-template>)</fo:inline>
        </xsl:with-param></xsl:call-template>
        <xsl:if test="@keeps"><xsl:call-template name="kv"><xsl:with-param name="k" select="'keeps'"/><xsl:with-param name="v"><xsl:call-template name="said"><xsl:with-param name="ids" select="@keeps"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="@sponsor"><xsl:call-template name="kv"><xsl:with-param name="k" select="'sponsor'"/><xsl:with-param name="v" select="pp:name(@sponsor)"/></xsl:call-template></xsl:if>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'state'"/><xsl:with-param name="v">
          <xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template>
          <xsl:if test="@f:percent">, <xsl:value-of select="@f:percent"/>&#160;%</xsl:if>
          <xsl:if test="@f:start-date"><fo:inline color="{$soft}"><xsl:text> · </xsl:text><xsl:value-of select="concat(pp:day(@f:start-date), ' – ', pp:day(@f:finish-date))"/></fo:inline></xsl:if>
        </xsl:with-param></xsl:call-template>
      </fo:table-body>
    </fo:table>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('strategy-and-approach')"/></xsl:call-template>
    <fo:block xsl:use-attribute-sets="para"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:strategy"/></xsl:call-template></fo:block>
    <xsl:call-template name="rich"><xsl:with-param name="e" select="p:approach"/></xsl:call-template>
    <xsl:for-each select="p:alternative">
      <fo:block xsl:use-attribute-sets="aside">
        <xsl:call-template name="rich"><xsl:with-param name="e" select="."/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:choose><xsl:when test="@chosen = 'yes'"><xsl:value-of select="pp:label('chosen')"/></xsl:when><xsl:otherwise><xsl:value-of select="pp:label('considered')"/></xsl:otherwise></xsl:choose>&#160; </fo:inline></xsl:with-param></xsl:call-template>
      </fo:block>
    </xsl:for-each>
    <xsl:if test="p:benefit"><fo:block space-before="6.75pt"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:benefit"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('benefit')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('actions')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="14mm" k="id"/><l:col w="proportional-column-width(1)" k="action-done-when"/><l:col w="32mm" k="owner"/><l:col w="17mm" k="start" a="end"/><l:col w="17mm" k="finish" a="end"/><l:col w="23mm" k="state"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="p:action">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell">
              <fo:block><fo:inline font-weight="600"><xsl:apply-templates select="p:title/node()" mode="inline"/></fo:inline><fo:inline color="{$soft}"> (<xsl:value-of select="pp:word('action', @kind)"/>)</fo:inline></fo:block>
              <xsl:if test="p:what"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:what"/></xsl:call-template></xsl:if>
              <xsl:if test="p:done-when"><fo:block color="{$soft}"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:done-when"/></xsl:call-template></fo:block></xsl:if>
              <xsl:for-each select="p:deliverable"><xsl:call-template name="deliverable"/></xsl:for-each>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@owner)"/></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:name(@team)"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@f:start-date, 'short')"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@f:finish-date, 'short')"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <!-- where the rest of this improvement's story stands -->
    <xsl:variable name="risks" select="$plan/p:risks/p:risk[contains(concat(' ', normalize-space(@on), ' '), concat(' ', $me, ' '))]"/>
    <xsl:variable name="evaluations" select="$plan/p:measurement/p:evaluation[contains(concat(' ', normalize-space(@improvement), ' '), concat(' ', $me, ' '))]"/>
    <xsl:variable name="deployments" select="$plan/p:strategies/p:deployment[@improvement = $me]"/>
    <xsl:variable name="story">
      <xsl:if test="$pilots"><l:said k="pilot"><xsl:for-each select="$pilots"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="@where"/></fo:block></xsl:for-each></l:said></xsl:if>
      <xsl:if test="$deployments"><l:said k="deployment"><xsl:for-each select="$deployments"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="pp:word('mode', @mode)"/></fo:block></xsl:for-each></l:said></xsl:if>
      <xsl:if test="$evaluations"><l:said k="evaluation"><xsl:for-each select="$evaluations"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="pp:word('method', @method)"/><xsl:if test="@on">, <xsl:value-of select="pp:day(@on)"/></xsl:if></fo:block></xsl:for-each></l:said></xsl:if>
      <xsl:if test="$risks"><l:said k="risks"><fo:block><xsl:for-each select="$risks"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><fo:inline color="{$soft}"><xsl:value-of select="concat(' (', pp:word('category', @category), ', ', @probability * @impact, ')')"/></fo:inline></xsl:for-each></fo:block></l:said></xsl:if>
    </xsl:variable>
    <xsl:if test="$pilots or $deployments or $evaluations or $risks">
      <fo:table xsl:use-attribute-sets="table">
        <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-column column-width="24mm"/><fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:for-each select="exsl:node-set($story)/l:said[position() mod 2 = 1]">
            <fo:table-row xsl:use-attribute-sets="row">
              <xsl:call-template name="said-cells"/>
              <xsl:for-each select="following-sibling::l:said[1]"><xsl:call-template name="said-cells"/></xsl:for-each>
              <xsl:if test="not(following-sibling::l:said)"><fo:table-cell number-columns-spanned="2"><fo:block/></fo:table-cell></xsl:if>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="effects"/>
    <xsl:call-template name="bar-end"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="said-cells">
    <fo:table-cell xsl:use-attribute-sets="cell" padding-before="1.15mm" padding-after="1.15mm"><fo:block color="{$soft}" hyphenate="false"><xsl:value-of select="pp:label(@k)"/></fo:block></fo:table-cell>
    <fo:table-cell xsl:use-attribute-sets="cell" padding-before="1.15mm" padding-after="1.15mm"><xsl:copy-of select="node()"/></fo:table-cell>
  </xsl:template>

  <xsl:template name="deliverable">
    <fo:block id="{@id}" space-before="2pt">
      <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:call-template name="changed"/><xsl:text> </xsl:text>
      <xsl:apply-templates select="p:title/node()" mode="inline"/>
      <fo:inline color="{$soft}">
        <xsl:if test="@asset"><xsl:text> · </xsl:text><xsl:value-of select="l:name(@asset)"/></xsl:if>
        <xsl:if test="@due"><xsl:text> · </xsl:text><xsl:value-of select="concat(pp:label('in.due'), ' ', pp:day(@due))"/></xsl:if>
        <xsl:if test="@accepted-by"><xsl:text> · </xsl:text><xsl:value-of select="concat(pp:label('in.accepted-by'), ' ', pp:name(@accepted-by))"/></xsl:if>
      </fo:inline>
    </fo:block>
    <xsl:if test="p:accept-when"><fo:block color="{$soft}"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:accept-when"/></xsl:call-template></fo:block></xsl:if>
  </xsl:template>

  <!-- ids with the words of their statements -->
  <xsl:template name="said">
    <xsl:param name="ids"/>
    <xsl:variable name="list" select="normalize-space($ids)"/>
    <xsl:variable name="first">
      <xsl:choose><xsl:when test="contains($list, ' ')"><xsl:value-of select="substring-before($list, ' ')"/></xsl:when><xsl:otherwise><xsl:value-of select="$list"/></xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:if test="$first != ''">
      <fo:block>
        <xsl:call-template name="id-link"><xsl:with-param name="id" select="string($first)"/></xsl:call-template><xsl:text> </xsl:text>
        <xsl:call-template name="run-in"><xsl:with-param name="e" select="key('id', string($first))/p:statement"/></xsl:call-template>
        <xsl:if test="key('id', string($first))/@practice"><fo:inline color="{$soft}"><xsl:text> </xsl:text><xsl:value-of select="key('id', string($first))/@practice"/></fo:inline></xsl:if>
      </fo:block>
      <xsl:call-template name="said"><xsl:with-param name="ids" select="substring-after($list, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="process-owners">
    <xsl:param name="ids"/>
    <xsl:variable name="list" select="concat(normalize-space($ids), ' ')"/>
    <xsl:variable name="first" select="substring-before($list, ' ')"/>
    <xsl:if test="$first != ''">
      <xsl:value-of select="l:name(key('id', $first)/@owner)"/>
      <xsl:if test="normalize-space(substring-after($list, ' ')) != ''">, <xsl:call-template name="process-owners"><xsl:with-param name="ids" select="substring-after($list, ' ')"/></xsl:call-template></xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="pills">
    <xsl:param name="tokens"/>
    <xsl:variable name="list" select="concat(normalize-space($tokens), ' ')"/>
    <xsl:variable name="first" select="substring-before($list, ' ')"/>
    <xsl:if test="$first != ''">
      <fo:inline xsl:use-attribute-sets="pill" color="{$brand}" border-color="{$brand}"><xsl:value-of select="pp:word('nature', $first)"/></fo:inline><xsl:text> </xsl:text>
      <xsl:call-template name="pills"><xsl:with-param name="tokens" select="substring-after($list, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
