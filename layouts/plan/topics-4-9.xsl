<?xml version="1.0" encoding="UTF-8"?>
<!-- Topics 4 to 9: procedures, pilots and deployment, responsibilities, resources and schedule, measurement,
     risks. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str p f l pp">

  <!-- ======== 4 procedures ======== -->
  <xsl:template name="topic-4">
    <xsl:if test="$plan/p:procedures">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-4'"/><xsl:with-param name="number" select="'4'"/><xsl:with-param name="text" select="pp:label('chapter-4')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="procedure"/><l:col w="42mm" k="every"/><l:col w="42mm" k="thresholds"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:procedures/p:procedure">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block><fo:inline font-weight="600"><xsl:apply-templates select="p:title/node()" mode="inline"/></fo:inline><fo:inline color="{$soft}"> (<xsl:value-of select="pp:word('procedure', @kind)"/>)</fo:inline></fo:block>
                <xsl:call-template name="rich"><xsl:with-param name="e" select="p:how"/></xsl:call-template>
                <xsl:if test="@asset"><fo:block color="{$soft}"><xsl:value-of select="l:name(@asset)"/></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('every', @every)"/></fo:block><fo:block color="{$soft}"><xsl:if test="@forum"><xsl:value-of select="l:name(@forum)"/></xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt">
                <xsl:for-each select="p:threshold">
                  <fo:block><xsl:value-of select="concat(pp:word('threshold', @on), ' ', pp:label('threshold-over'), ' ')"/>
                    <xsl:choose>
                      <xsl:when test="@on = 'slip' or @on = 'issue-age'"><xsl:value-of select="l:span(@over)"/></xsl:when>
                      <xsl:otherwise><xsl:value-of select="@over"/></xsl:otherwise>
                    </xsl:choose>: <xsl:value-of select="pp:word('then', @then)"/></fo:block>
                </xsl:for-each>
                <xsl:if test="not(p:threshold)"><fo:block/></xsl:if>
              </fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <!-- ======== 5 pilots and deployment ======== -->
  <xsl:template name="topic-5">
    <xsl:if test="$plan/p:strategies">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-5'"/><xsl:with-param name="number" select="'5'"/><xsl:with-param name="text" select="pp:label('chapter-5')"/></xsl:call-template>
      <xsl:if test="$plan/p:strategies/p:intro"><fo:block xsl:use-attribute-sets="para"><xsl:call-template name="rich"><xsl:with-param name="e" select="$plan/p:strategies/p:intro"/></xsl:call-template></fo:block></xsl:if>
      <xsl:for-each select="$plan/p:strategies/p:pilot"><xsl:call-template name="bar-begin"/><xsl:call-template name="pilot"/><xsl:call-template name="bar-end"/></xsl:for-each>
      <xsl:for-each select="$plan/p:strategies/p:deployment"><xsl:call-template name="bar-begin"/><xsl:call-template name="deployment"/><xsl:call-template name="bar-end"/></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="pilot">
    <fo:block xsl:use-attribute-sets="h3" id="{@id}" role="H2">
      <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:call-template name="changed"/><xsl:text>&#160; </xsl:text><xsl:value-of select="concat(pp:label('pilot'), ': ', @where)"/>
    </fo:block>
    <fo:block xsl:use-attribute-sets="para" keep-with-next.within-page="always">
      <xsl:call-template name="run-in"><xsl:with-param name="e" select="p:aim"/></xsl:call-template>
      <fo:inline color="{$soft}"><xsl:text> (</xsl:text><xsl:call-template name="id-link"><xsl:with-param name="id" select="@improvement"/></xsl:call-template>
        <xsl:if test="@tasks">; <xsl:call-template name="id-links"><xsl:with-param name="ids" select="@tasks"/></xsl:call-template></xsl:if>
        <xsl:text>; </xsl:text><xsl:value-of select="concat(pp:label('in.lead'), ': ', pp:name(@lead))"/>
        <xsl:if test="@with">; <xsl:value-of select="concat(pp:label('in.takes-part'), ': ', l:names(@with))"/></xsl:if>
        <xsl:if test="@decides">; <xsl:value-of select="concat(pp:label('in.decides'), ': ', pp:name(@decides))"/></xsl:if>
        <xsl:if test="@decision">; <xsl:value-of select="concat(pp:label('in.decision'), ': ')"/><xsl:call-template name="id-link"><xsl:with-param name="id" select="@decision"/></xsl:call-template></xsl:if>
        <xsl:text>)</xsl:text></fo:inline>
    </fo:block>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:if test="p:enter-when"><xsl:call-template name="kv"><xsl:with-param name="k" select="'enters-when'"/><xsl:with-param name="v"><xsl:for-each select="p:enter-when"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:for-each></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'succeeds-when'"/><xsl:with-param name="v"><xsl:for-each select="p:succeed-when"><fo:block><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template>
          <xsl:if test="@measure or @target"><fo:block color="{$soft}"><xsl:if test="@measure"><xsl:call-template name="id-link"><xsl:with-param name="id" select="@measure"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="l:name(@measure)"/><xsl:text> </xsl:text></xsl:if><xsl:value-of select="@target"/></fo:block></xsl:if></fo:block></xsl:for-each></xsl:with-param></xsl:call-template>
        <xsl:if test="p:stop-when"><xsl:call-template name="kv"><xsl:with-param name="k" select="'stops-when'"/><xsl:with-param name="v"><xsl:for-each select="p:stop-when"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:for-each></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="p:collect"><xsl:call-template name="kv"><xsl:with-param name="k" select="'collects'"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:collect"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:for-each select="p:outcome"><xsl:call-template name="kv"><xsl:with-param name="k" select="'outcome'"/><xsl:with-param name="v"><fo:inline font-weight="600"><xsl:value-of select="pp:word('decision', @decision)"/></fo:inline><xsl:value-of select="concat(', ', pp:name(@by), ', ', pp:day(@on))"/><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="deployment">
    <fo:block xsl:use-attribute-sets="h3" id="{@id}" role="H2">
      <fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:call-template name="changed"/><xsl:text>&#160; </xsl:text><xsl:value-of select="concat(pp:label('deployment'), ': ', pp:word('mode', @mode))"/>
      <fo:inline color="{$soft}" font-weight="400" font-size="9.25pt"> (<xsl:call-template name="id-link"><xsl:with-param name="id" select="@improvement"/></xsl:call-template><xsl:if test="@tasks">; <xsl:call-template name="id-links"><xsl:with-param name="ids" select="@tasks"/></xsl:call-template></xsl:if>)</fo:inline>
    </fo:block>
    <fo:table xsl:use-attribute-sets="table">
      <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:if test="p:wave"><xsl:call-template name="kv"><xsl:with-param name="k" select="'waves'"/><xsl:with-param name="v">
          <xsl:for-each select="p:wave"><fo:block><xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if><fo:inline font-weight="600"><xsl:value-of select="@name"/></fo:inline><xsl:if test="@from">, <xsl:value-of select="concat(pp:label('in.from'), ' ', pp:day(@from))"/></xsl:if><xsl:if test="normalize-space(.) != ''">: <xsl:apply-templates mode="inline"/></xsl:if></fo:block></xsl:for-each>
        </xsl:with-param></xsl:call-template></xsl:if>
        <xsl:for-each select="p:training | p:communication | p:support | p:fallback"><xsl:call-template name="kv"><xsl:with-param name="k" select="local-name()"/><xsl:with-param name="v"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:for-each>
        <xsl:if test="not(p:wave or p:training or p:communication or p:support or p:fallback)"><xsl:call-template name="kv"><xsl:with-param name="k" select="'mode'"/><xsl:with-param name="v" select="pp:word('mode', @mode)"/></xsl:call-template></xsl:if>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- ======== 6 responsibility and authority ======== -->
  <xsl:template name="topic-6">
    <xsl:variable name="r" select="$plan/p:responsibilities"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-6'"/><xsl:with-param name="number" select="'6'"/><xsl:with-param name="text" select="pp:label('chapter-6')"/></xsl:call-template>
    <xsl:if test="not($r/*)"><fo:block xsl:use-attribute-sets="para" color="{$soft}"><xsl:value-of select="pp:label('none-named')"/></fo:block></xsl:if>
    <xsl:if test="$r/p:raci">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('raci')"/><xsl:with-param name="id" select="'table-raci'"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="proportional-column-width(5)" k="item"/><l:col w="proportional-column-width(4)" k="responsible"/><l:col w="proportional-column-width(3)" k="accountable"/><l:col w="proportional-column-width(4)" k="consulted"/><l:col w="proportional-column-width(4)" k="informed"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$r/p:raci">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@for"/></xsl:call-template><xsl:if test="l:name(@for) != @for"><xsl:text> </xsl:text><xsl:value-of select="l:name(@for)"/></xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@r)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600"><xsl:value-of select="pp:name(@a)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@c)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:value-of select="pp:name(@i)"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$r/p:authority">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('authorities')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="46mm" k="who"/><l:col w="proportional-column-width(1)" k="may"/><l:col w="30mm" k="limit"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$r/p:authority">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@who)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('may', @may)"/></fo:block><xsl:if test="normalize-space(.) != ''"><fo:block color="{$soft}"><xsl:apply-templates mode="inline"/></fo:block></xsl:if></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:value-of select="translate(@limit, ' ', '&#160;')"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$r/p:stakeholder">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('stakeholders')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="46mm" k="stakeholder"/><l:col w="40mm" k="involvement"/><l:col w="proportional-column-width(1)" k="concern"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$r/p:stakeholder">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@who)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:word('involvement', @involvement)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><xsl:for-each select="p:concern"><fo:block><xsl:apply-templates mode="inline"/></fo:block></xsl:for-each><xsl:if test="not(p:concern)"><fo:block/></xsl:if></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$r/p:commitment">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('commitments')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="commitment"/><l:col w="34mm" k="by"/><l:col w="34mm" k="given-to"/><l:col w="23mm" k="due" a="end"/><l:col w="22mm" k="state"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$r/p:commitment">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:apply-templates mode="inline"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@by)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:if test="@to"><xsl:value-of select="l:name(@to)"/></xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@due)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:call-template name="state"><xsl:with-param name="s" select="@state"/></xsl:call-template></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <!-- ======== 7 resources and schedule ======== -->
  <xsl:template name="topic-7">
    <xsl:variable name="s" select="$plan/p:schedule"/>
    <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-7'"/><xsl:with-param name="number" select="'7'"/><xsl:with-param name="text" select="pp:label('chapter-7')"/></xsl:call-template>
    <xsl:if test="$plan/p:resources">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('resources')"/><xsl:with-param name="id" select="'table-resources'"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="resource"/><l:col w="30mm" k="amount" a="end"/><l:col w="47mm" k="period"/><l:col w="30mm" k="secured"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:resources/p:resource">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:apply-templates mode="inline"/><fo:inline color="{$soft}"> (<xsl:value-of select="pp:word('resource', @kind)"/>)</fo:inline></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="translate(@amount, ' ', '&#160;')"/><xsl:if test="@fte"><fo:inline color="{$soft}"> (<xsl:value-of select="concat(l:num(@fte), '&#160;', pp:label('fte'))"/>)</fo:inline></xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after"><fo:block><xsl:call-template name="period"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block>
                <xsl:choose><xsl:when test="@secured = 'yes'"><fo:inline color="{$good}">●&#160;<xsl:value-of select="pp:label('yes')"/></fo:inline></xsl:when><xsl:otherwise><fo:inline color="{$warn}">○&#160;<xsl:value-of select="pp:label('no')"/></fo:inline></xsl:otherwise></xsl:choose>
                <xsl:if test="@provider"><fo:inline color="{$soft}">, <xsl:value-of select="pp:name(@provider)"/></fo:inline></xsl:if></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('calendars')"/></xsl:call-template>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="columns"><xsl:with-param name="cols">
        <l:col w="28mm" k="id"/><l:col w="56mm" k="working-week"/><l:col w="proportional-column-width(1)" k="days-off"/>
      </xsl:with-param></xsl:call-template>
      <fo:table-body>
        <xsl:for-each select="$s/p:calendar">
          <fo:table-row xsl:use-attribute-sets="row">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/><xsl:if test="@base"><fo:block color="{$soft}" hyphenate="false"><xsl:value-of select="concat(pp:label('in.based-on'), ' ', translate(@base, '-', '&#x2011;'))"/></fo:block></xsl:if></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:if test="@week"><xsl:value-of select="pp:word('week', @week)"/></xsl:if></fo:block><xsl:if test="@hours"><fo:block color="{$soft}"><xsl:value-of select="concat(l:num(@hours), ' ', pp:label('hours-a-day'))"/></fo:block></xsl:if></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt">
              <xsl:for-each select="p:off"><fo:block><xsl:value-of select="@name"/><xsl:if test="@name"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="pp:day(@from)"/><xsl:if test="@to and @to != @from"> – <xsl:value-of select="pp:day(@to)"/></xsl:if></fo:block></xsl:for-each>
              <xsl:for-each select="p:on"><fo:block><fo:inline font-weight="600"><xsl:value-of select="pp:label('extra-days')"/>:&#160;</fo:inline><xsl:value-of select="@name"/><xsl:if test="@name"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="pp:day(@from)"/><xsl:if test="@to and @to != @from"> – <xsl:value-of select="pp:day(@to)"/></xsl:if></fo:block></xsl:for-each>
              <xsl:if test="not(p:off or p:on)"><fo:block/></xsl:if>
            </fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$s/p:external">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('externals')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="external"/><l:col w="46mm" k="source"/><l:col w="26mm" k="date" a="end"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$s/p:external">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:apply-templates mode="inline"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="@plan"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:if test="$s/p:baseline">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('baseline')"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="proportional-column-width(1)" k="task"/><l:col w="28mm" k="revision"/><l:col w="26mm" k="start" a="end"/><l:col w="26mm" k="finish" a="end"/><xsl:if test="$s/p:baseline/p:at/@effort"><l:col w="26mm" k="effort" a="end"/></xsl:if>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$s/p:baseline/p:at">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@task"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="l:name(@task)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="concat(../@revision, ', ', pp:day(../@on, 'short'))"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@start)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="pp:day(@finish)"/></fo:block></fo:table-cell>
              <xsl:if test="$s/p:baseline/p:at/@effort"><fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:if test="@effort"><xsl:value-of select="l:span(@effort)"/></xsl:if></fo:block></fo:table-cell></xsl:if>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <!-- the chart's table twin, behind it on the wide pages -->
  <xsl:template name="topic-7-tasks">
    <!-- a page of its own, unless both are short -->
    <fo:block>
      <xsl:if test="count($plan//p:task | $plan//p:milestone) &gt; 6"><xsl:attribute name="break-before">page</xsl:attribute></xsl:if>
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('tasks')"/><xsl:with-param name="id" select="'table-tasks'"/></xsl:call-template>
    </fo:block>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="task-head"/>
      <fo:table-body>
        <xsl:for-each select="$plan/p:schedule[p:task or p:milestone]"><xsl:call-template name="task-rows"/></xsl:for-each>
        <xsl:for-each select="$plan/p:improvements/p:improvement/p:action[p:task or p:milestone]">
          <fo:table-row xsl:use-attribute-sets="row-alone" keep-with-next.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell" number-columns-spanned="8" padding-end="0pt"><fo:block font-weight="600"><xsl:apply-templates select="p:title/node()" mode="inline"/></fo:block></fo:table-cell>
          </fo:table-row>
          <xsl:call-template name="task-rows"><xsl:with-param name="level" select="1"/></xsl:call-template>
        </xsl:for-each>
        <xsl:if test="not($plan//p:task or $plan//p:milestone)"><fo:table-row><fo:table-cell number-columns-spanned="9"><fo:block>–</fo:block></fo:table-cell></fo:table-row></xsl:if>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- ======== 8 measurement ======== -->
  <xsl:template name="topic-8">
    <xsl:variable name="m" select="$plan/p:measurement"/>
    <xsl:if test="$m">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-8'"/><xsl:with-param name="number" select="'8'"/><xsl:with-param name="text" select="pp:label('chapter-8')"/></xsl:call-template>
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('measures')"/><xsl:with-param name="id" select="'table-measures'"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="measure"/><l:col w="25mm" k="baseline-value" a="end"/><l:col w="25mm" k="target" a="end"/><l:col w="38mm" k="collector"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$m/p:measure">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <fo:block font-weight="600"><xsl:apply-templates select="p:name/node()" mode="inline"/></fo:block>
                <xsl:if test="p:question"><fo:block><xsl:apply-templates select="p:question/node()" mode="inline"/></fo:block></xsl:if>
                <xsl:if test="p:formula"><fo:block color="{$soft}"><xsl:apply-templates select="p:formula/node()" mode="inline"/></fo:block></xsl:if>
                <xsl:if test="p:use"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:use"/></xsl:call-template></xsl:if>
                <fo:block color="{$soft}"><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@objective"/></xsl:call-template> · <xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></fo:block>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:if test="@baseline"><xsl:value-of select="concat(l:num(@baseline), '&#160;', @unit)"/></xsl:if></fo:block><fo:block text-align="end" color="{$soft}"><xsl:value-of select="pp:day(@baseline-date)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end"><xsl:value-of select="concat(l:num(@target), '&#160;', @unit)"/></fo:block><fo:block text-align="end" color="{$soft}"><xsl:value-of select="pp:word('want', @want)"/></fo:block><fo:block text-align="end" color="{$soft}"><xsl:value-of select="pp:day(@by)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after" padding-end="0pt"><fo:block><xsl:if test="@collector"><xsl:value-of select="pp:name(@collector)"/></xsl:if></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:word('every', @every)"/><xsl:if test="@every and @source">, </xsl:if><xsl:value-of select="@source"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
      <xsl:if test="$m/p:evaluation">
        <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('evaluations')"/></xsl:call-template>
        <fo:table xsl:use-attribute-sets="table">
          <xsl:call-template name="columns"><xsl:with-param name="cols">
            <l:col w="18mm" k="id"/><l:col w="proportional-column-width(1)" k="evaluation"/><l:col w="30mm" k="improvement"/><l:col w="34mm" k="by"/><l:col w="24mm" k="date" a="end"/>
          </xsl:with-param></xsl:call-template>
          <fo:table-body>
            <xsl:for-each select="$m/p:evaluation">
              <fo:table-row xsl:use-attribute-sets="row">
                <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template><fo:block color="{$soft}"><xsl:value-of select="pp:word('method', @method)"/></fo:block><xsl:variable name="me" select="@id"/><xsl:for-each select="$plan/p:tracking/p:result[@of = $me]"><fo:block space-before="2pt" font-weight="600"><xsl:value-of select="concat(pp:word('result', @is), ', ', pp:day(@on))"/></fo:block><xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:for-each></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@improvement"/></xsl:call-template></fo:block><xsl:if test="@measures"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@measures"/></xsl:call-template></fo:block></xsl:if></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="pp:name(@by)"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end"><xsl:value-of select="pp:day(@on)"/></fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- ======== 9 risks ======== -->
  <xsl:template name="topic-9">
    <xsl:if test="$plan/p:risks">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'topic-9'"/><xsl:with-param name="number" select="'9'"/><xsl:with-param name="text" select="pp:label('chapter-9')"/></xsl:call-template>
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('risks')"/><xsl:with-param name="id" select="'table-risks'"/></xsl:call-template>
      <fo:table xsl:use-attribute-sets="table">
        <xsl:call-template name="columns"><xsl:with-param name="cols">
          <l:col w="16mm" k="id"/><l:col w="proportional-column-width(4)" k="risk"/><l:col w="18mm" k="exposure" a="end"/><l:col w="proportional-column-width(3)" k="response"/><l:col w="29mm" k="owner"/>
        </xsl:with-param></xsl:call-template>
        <fo:table-body>
          <xsl:for-each select="$plan/p:risks/p:risk">
            <fo:table-row xsl:use-attribute-sets="row">
              <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="id-block"/></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell">
                <xsl:call-template name="rich"><xsl:with-param name="e" select="p:statement"/></xsl:call-template>
                <fo:block color="{$soft}"><xsl:value-of select="pp:word('category', @category)"/><xsl:if test="@on"> · <xsl:value-of select="pp:label('in.threatens')"/><xsl:text> </xsl:text><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@on"/></xsl:call-template></xsl:if></fo:block>
                <xsl:if test="p:trigger"><fo:block><xsl:call-template name="rich"><xsl:with-param name="e" select="p:trigger"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('trigger')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="end" font-weight="600"><xsl:value-of select="@probability * @impact"/></fo:block><fo:block text-align="end" color="{$soft}"><xsl:value-of select="concat(@probability, '&#160;×&#160;', @impact)"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-after">
                <fo:block font-weight="600"><xsl:value-of select="pp:word('response', @response)"/></fo:block>
                <xsl:if test="p:mitigation"><xsl:call-template name="rich"><xsl:with-param name="e" select="p:mitigation"/></xsl:call-template></xsl:if>
                <xsl:if test="@actions"><fo:block><xsl:call-template name="id-links"><xsl:with-param name="ids" select="@actions"/></xsl:call-template></fo:block></xsl:if>
                <xsl:if test="p:contingency"><fo:block><xsl:call-template name="rich"><xsl:with-param name="e" select="p:contingency"/><xsl:with-param name="lead"><fo:inline font-weight="600"><xsl:value-of select="pp:label('contingency')"/>.&#160;</fo:inline></xsl:with-param></xsl:call-template></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block><xsl:value-of select="pp:name(@owner)"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
      <xsl:call-template name="risk-matrix"/>
    </xsl:if>
  </xsl:template>

  <!-- 5 × 5: probability upwards, impact to the right -->
  <xsl:template name="risk-matrix">
    <fo:block keep-together.within-page="always">
      <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('risk-matrix')"/></xsl:call-template>
      <fo:table table-layout="fixed" width="122mm" font-size="7.25pt" line-height="10pt" font-family="{$figures-font}" border-collapse="collapse">
        <fo:table-column column-width="22mm"/>
        <fo:table-column column-width="20mm" number-columns-repeated="5"/>
        <fo:table-body>
          <xsl:call-template name="risk-line"><xsl:with-param name="p" select="5"/></xsl:call-template>
          <xsl:call-template name="risk-line"><xsl:with-param name="p" select="4"/></xsl:call-template>
          <xsl:call-template name="risk-line"><xsl:with-param name="p" select="3"/></xsl:call-template>
          <xsl:call-template name="risk-line"><xsl:with-param name="p" select="2"/></xsl:call-template>
          <xsl:call-template name="risk-line"><xsl:with-param name="p" select="1"/></xsl:call-template>
          <fo:table-row>
            <fo:table-cell><fo:block/></fo:table-cell>
            <xsl:for-each select="str:tokenize('1 2 3 4 5', ' ')"><fo:table-cell padding-before="1mm"><fo:block text-align="center" color="{$soft}"><xsl:if test=". = 1"><xsl:value-of select="concat(pp:label('impact'), ' ')"/></xsl:if><xsl:value-of select="."/></fo:block></fo:table-cell></xsl:for-each>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
    </fo:block>
  </xsl:template>
  <xsl:template name="risk-line">
    <xsl:param name="p"/>
    <fo:table-row height="9mm">
      <fo:table-cell padding-end="2mm" display-align="center"><fo:block text-align="end" color="{$soft}"><xsl:if test="$p = 5"><xsl:value-of select="concat(pp:label('probability'), ' ')"/></xsl:if><xsl:value-of select="$p"/></fo:block></fo:table-cell>
      <xsl:for-each select="str:tokenize('1 2 3 4 5', ' ')">
        <xsl:variable name="i" select="number(.)"/>
        <fo:table-cell display-align="center" border="0.5pt solid {$line}">
          <xsl:if test="$p * $i &gt;= 15"><xsl:attribute name="background-color"><xsl:value-of select="$bad-tint"/></xsl:attribute></xsl:if>
          <xsl:if test="$p * $i &gt;= 8 and $p * $i &lt; 15"><xsl:attribute name="background-color"><xsl:value-of select="$warn-tint"/></xsl:attribute></xsl:if>
          <fo:block text-align="center" font-weight="600">
            <xsl:for-each select="$plan/p:risks/p:risk[@probability = $p and @impact = $i]"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></xsl:for-each>
          </fo:block>
        </fo:table-cell>
      </xsl:for-each>
    </fo:table-row>
  </xsl:template>

</xsl:stylesheet>
