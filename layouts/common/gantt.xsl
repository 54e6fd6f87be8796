<?xml version="1.0" encoding="UTF-8"?>
<!--
  The Gantt chart of a plan: facts to a gantt element of urn:planpress:chart:1 (its attributes are told
  in src/chart/read.c).  Import it beside base.xsl, which gives theme, labels and language:

    <xsl:call-template name="gantt-chart"/>                    the whole plan
    <xsl:call-template name="gantt-chart">                     one improvement, small
      <xsl:with-param name="scope" select="@id"/>
      <xsl:with-param name="columns" select="'id name'"/>
      <xsl:with-param name="row-height" select="'6mm'"/>
    </xsl:call-template>

  scope        all, or the id of an improvement
  columns      of id name who days slack start finish percent
  actions      rows for actions: yes, no, auto (when there are many tasks)
  row-height   a length, or auto: 9mm, less when there are many rows; small rows have smaller texts
  scale        auto day week month quarter year
  fit          width, page, 2x3 (pages across and down), at-most-4
  critical     yes marks critical tasks
  link-rows    yes: rows are links to the ids of their tasks, which must be printed somewhere
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:planpress:chart:1"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local" xmlns:func="http://exslt.org/functions"
    xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str"
    exclude-result-prefixes="c p f pp l func str">

  <!-- l:decimal('2.5'): days without needless decimals -->
  <func:function name="l:decimal">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="string(number($n)) = 'NaN'"><func:result select="''"/></xsl:when>
      <xsl:when test="number($n) = floor(number($n))"><func:result select="pp:number(number($n), 0, string($lang))"/></xsl:when>
      <xsl:otherwise><func:result select="pp:number(number($n), 1, string($lang))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:brief-name(id): a person's last name where names are written so, all of any other name -->
  <func:function name="l:brief-name">
    <xsl:param name="id"/>
    <xsl:variable name="name" select="pp:name($id)"/>
    <xsl:variable name="person" select="$plan/p:people/p:person[@id = $id]"/>
    <xsl:choose>
      <xsl:when test="$person and not(contains(' ja zh ko hu vi ', concat(' ', $language, ' ')))">
        <func:result select="string(str:tokenize($name, ' ')[last()])"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$name"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template name="gantt-chart">
    <xsl:param name="scope" select="'all'"/>
    <xsl:param name="columns" select="'id name who days slack'"/>
    <xsl:param name="actions" select="'auto'"/>
    <xsl:param name="row-height" select="'auto'"/>
    <xsl:param name="scale" select="'auto'"/>
    <xsl:param name="fit" select="'width'"/>
    <xsl:param name="critical" select="'yes'"/>
    <xsl:param name="link-rows" select="'no'"/>
    <xsl:variable name="improvements" select="$plan/p:improvements/p:improvement[$scope = 'all' or @id = $scope]"/>
    <xsl:variable name="loose" select="$plan/p:schedule[$scope = 'all']/*[self::p:task or self::p:milestone]"/>
    <xsl:variable name="work" select="($improvements | $loose)/descendant-or-self::*[self::p:task or self::p:milestone][@f:start]"/>
    <xsl:variable name="externals" select="$plan/p:schedule/p:external[@on][@id = $work/p:after/@task]"/>
    <xsl:variable name="show-actions" select="$actions = 'yes' or ($actions = 'auto' and count($work) &gt; 14)"/>
    <xsl:variable name="row">
      <xsl:choose>
        <xsl:when test="$row-height != 'auto'"><xsl:value-of select="$row-height"/></xsl:when>
        <xsl:when test="count($work) &gt; 60">6mm</xsl:when>
        <xsl:when test="count($work) &gt; 24">7.5mm</xsl:when>
        <xsl:otherwise>9mm</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$work">
      <!-- a line as high as the chart: a tile takes the whole page, and the room of a strut below it would be
           too much -->
      <fo:block line-height="0pt"><fo:instream-foreign-object>
        <c:gantt lang="{$lang}" scale="{$scale}" fit="{$fit}" row-height="{$row}"
            title="{concat(pp:label('gantt.schedule'), ' · ', normalize-space($plan/p:head/p:title))}"
            status="{$plan/@f:status-date}" font="{$figures-font}"
            ink="{$ink}" soft="{$soft}" line="{$line}" hair="{$hair}" brand="{$brand}" warn="{$warn}" bad="{$bad}" paper="{$white}">
          <xsl:call-template name="gantt-hours"/>
          <c:columns>
            <xsl:for-each select="str:tokenize($columns, ' ')">
              <c:column key="{.}" title="{pp:label(concat('gantt.', .))}">
                <xsl:if test=". = 'id' or . = 'name'"><xsl:attribute name="indent">yes</xsl:attribute></xsl:if>
                <xsl:if test=". = 'who'"><xsl:attribute name="tone">soft</xsl:attribute></xsl:if>
                <xsl:if test="contains(' days slack start finish percent ', concat(' ', ., ' '))"><xsl:attribute name="align">end</xsl:attribute></xsl:if>
              </c:column>
            </xsl:for-each>
          </c:columns>
          <xsl:call-template name="gantt-words">
            <xsl:with-param name="work" select="$work"/>
            <xsl:with-param name="critical" select="$critical"/>
          </xsl:call-template>
          <xsl:for-each select="$plan/p:schedule/f:calendar/f:free">
            <c:free from="{@from}" to="{@to}" name="{@name}"/>
          </xsl:for-each>
          <xsl:apply-templates select="$externals" mode="gantt"/>
          <xsl:apply-templates select="$loose" mode="gantt">
            <xsl:with-param name="level" select="0"/>
            <xsl:with-param name="critical" select="$critical"/>
            <xsl:with-param name="link-rows" select="$link-rows"/>
          </xsl:apply-templates>
          <xsl:apply-templates select="$improvements" mode="gantt">
            <xsl:with-param name="show-actions" select="$show-actions"/>
            <xsl:with-param name="critical" select="$critical"/>
            <xsl:with-param name="link-rows" select="$link-rows"/>
          </xsl:apply-templates>
          <xsl:apply-templates select="$work/p:after" mode="gantt">
            <xsl:with-param name="critical" select="$critical"/>
          </xsl:apply-templates>
        </c:gantt>
      </fo:instream-foreign-object></fo:block>
    </xsl:if>
  </xsl:template>

  <!-- a day begins at eight and has an hour's break after the fourth hour -->
  <xsl:template name="gantt-hours">
    <xsl:variable name="hours" select="number($plan/p:schedule/f:calendar/@f:hours)"/>
    <xsl:if test="$hours &gt; 0 and $hours &lt;= 15">
      <xsl:variable name="minutes" select="8 * 60 + round($hours * 60) + 60 * ($hours &gt; 4)"/>
      <xsl:attribute name="day-start">08:00</xsl:attribute>
      <xsl:attribute name="day-end"><xsl:value-of select="concat(format-number(floor($minutes div 60), '00'), ':', format-number($minutes mod 60, '00'))"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="gantt-words">
    <xsl:param name="work"/>
    <xsl:param name="critical"/>
    <xsl:variable name="revision" select="$work/@f:baseline-revision"/>
    <c:labels milestone="{pp:label('gantt.milestone')}" gate="{pp:label('gantt.gate')}" gate-note="{pp:label('gantt.gate-note')}"
        free="{pp:label('gantt.free')}" progress="{pp:label('gantt.done')}" deadline="{pp:label('gantt.deadline')}"
        week="{pp:label('gantt.week')}" quarter="{pp:label('gantt.quarter')}"
        baseline="{l:fill(pp:label('gantt.baseline'), '{r}', string($revision[1]))}">
      <xsl:attribute name="critical"><xsl:if test="$critical = 'yes'"><xsl:value-of select="pp:label('gantt.critical')"/></xsl:if></xsl:attribute>
      <xsl:if test="$plan/@f:status-date">
        <xsl:attribute name="status"><xsl:value-of select="l:fill(pp:label('gantt.status'), '{d}', pp:day($plan/@f:status-date, 'short'))"/></xsl:attribute>
      </xsl:if>
    </c:labels>
    <xsl:for-each select="str:tokenize('define develop review train pilot deploy measure support')">
      <c:look kind="{.}" label="{pp:word('action', string(.))}"/>
    </xsl:for-each>
    <c:look kind="other" label="{pp:label('gantt.other')}"/>
  </xsl:template>

  <!-- ======== rows ======== -->

  <xsl:template match="p:improvement" mode="gantt">
    <xsl:param name="show-actions"/>
    <xsl:param name="critical"/>
    <xsl:param name="link-rows"/>
    <xsl:call-template name="gantt-summary">
      <xsl:with-param name="level" select="0"/>
      <xsl:with-param name="link-rows" select="$link-rows"/>
    </xsl:call-template>
    <xsl:for-each select="p:action">
      <xsl:if test="$show-actions">
        <xsl:call-template name="gantt-summary">
          <xsl:with-param name="level" select="1"/>
          <xsl:with-param name="link-rows" select="$link-rows"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="p:task | p:milestone" mode="gantt">
        <xsl:with-param name="level" select="1 + $show-actions"/>
        <xsl:with-param name="critical" select="$critical"/>
        <xsl:with-param name="link-rows" select="$link-rows"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <!-- improvement or action: its span, its title; without tasks only its title -->
  <xsl:template name="gantt-summary">
    <xsl:param name="level"/>
    <xsl:param name="link-rows"/>
    <c:row id="{@id}" kind="summary" level="{$level}" name="{normalize-space(p:title)}" start="{@f:start-date}" finish="{@f:finish-date}">
      <xsl:if test="$link-rows = 'yes'"><xsl:attribute name="href"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
      <xsl:call-template name="gantt-dates"/>
    </c:row>
  </xsl:template>

  <xsl:template name="gantt-dates">
    <xsl:if test="@f:start-date">
      <c:cell key="start"><xsl:value-of select="pp:day(@f:start-date, 'short')"/></c:cell>
      <c:cell key="finish"><xsl:value-of select="pp:day(@f:finish-date, 'short')"/></c:cell>
    </xsl:if>
    <c:cell key="percent"><xsl:if test="@f:percent"><xsl:value-of select="concat(@f:percent, '&#160;%')"/></xsl:if></c:cell>
  </xsl:template>

  <xsl:template match="p:external" mode="gantt">
    <c:row id="{@id}" kind="milestone" level="0" name="{normalize-space(.)}" start="{@on}T08:00" finish="{@on}T08:00"/>
  </xsl:template>

  <xsl:template match="p:task | p:milestone" mode="gantt">
    <xsl:param name="level"/>
    <xsl:param name="critical"/>
    <xsl:param name="link-rows"/>
    <c:row id="{@id}" name="{@name}" level="{$level}" start="{@f:start}" finish="{@f:finish}">
      <xsl:attribute name="kind">
        <xsl:choose>
          <xsl:when test="@f:kind"><xsl:value-of select="@f:kind"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:attribute name="pattern-kind">
        <xsl:choose>
          <xsl:when test="ancestor::p:action"><xsl:value-of select="ancestor::p:action[1]/@kind"/></xsl:when>
          <xsl:otherwise>other</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="@f:percent"><xsl:attribute name="percent"><xsl:value-of select="@f:percent"/></xsl:attribute></xsl:if>
      <xsl:if test="@f:critical = 'yes' and $critical = 'yes'"><xsl:attribute name="critical">yes</xsl:attribute></xsl:if>
      <xsl:if test="@f:gate"><xsl:attribute name="gate">yes</xsl:attribute></xsl:if>
      <xsl:if test="@f:baseline-start"><xsl:attribute name="baseline-start"><xsl:value-of select="@f:baseline-start"/></xsl:attribute></xsl:if>
      <xsl:if test="@f:baseline-finish"><xsl:attribute name="baseline-finish"><xsl:value-of select="@f:baseline-finish"/></xsl:attribute></xsl:if>
      <xsl:if test="@deadline"><xsl:attribute name="deadline"><xsl:value-of select="@deadline"/></xsl:attribute></xsl:if>
      <xsl:if test="$link-rows = 'yes'"><xsl:attribute name="href"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
      <xsl:attribute name="slack"><xsl:value-of select="l:decimal(@f:slack-days)"/></xsl:attribute>
      <xsl:if test="self::p:task">
        <xsl:attribute name="days"><xsl:value-of select="l:decimal(@f:days)"/></xsl:attribute>
        <xsl:attribute name="who"><xsl:for-each select="p:assign"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="l:brief-name(string(@who))"/></xsl:for-each></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="gantt-label"/>
      <xsl:call-template name="gantt-dates"/>
    </c:row>
    <xsl:apply-templates select="p:task | p:milestone" mode="gantt">
      <xsl:with-param name="level" select="$level + 1"/>
      <xsl:with-param name="critical" select="$critical"/>
      <xsl:with-param name="link-rows" select="$link-rows"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- beside the bar: how far it is, and what is wrong with it -->
  <xsl:template name="gantt-label">
    <xsl:variable name="reported" select="$plan/p:tracking/p:progress[@of = current()/@id][last()]/@state"/>
    <xsl:variable name="state">
      <xsl:choose>
        <xsl:when test="@f:state = 'done'"/>
        <xsl:when test="$reported = 'at-risk' or $reported = 'late' or $reported = 'blocked' or $reported = 'cancelled'"><xsl:value-of select="$reported"/></xsl:when>
        <xsl:when test="@f:state = 'late' or @f:state = 'blocked' or @f:state = 'cancelled'"><xsl:value-of select="@f:state"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="running" select="self::p:task and not(p:task) and @f:percent &gt; 0 and @f:percent &lt; 100"/>
    <xsl:if test="$running or $state != ''">
      <xsl:attribute name="label">
        <xsl:if test="$running"><xsl:value-of select="concat(@f:percent, '&#160;%')"/></xsl:if>
        <xsl:if test="$running and $state != ''"> · </xsl:if>
        <xsl:if test="$state != ''"><xsl:value-of select="concat(pp:word('state', string($state)), ' ▲')"/></xsl:if>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ======== links ======== -->

  <xsl:template match="p:after" mode="gantt">
    <xsl:param name="critical"/>
    <c:link from="{@task}" to="{../@id}">
      <xsl:attribute name="type">
        <xsl:choose>
          <xsl:when test="@f:type"><xsl:value-of select="@f:type"/></xsl:when>
          <xsl:when test="@type"><xsl:value-of select="@type"/></xsl:when>
          <xsl:otherwise>FS</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="$critical = 'yes' and ../@f:critical = 'yes' and ../@f:driver = @task"><xsl:attribute name="critical">yes</xsl:attribute></xsl:if>
    </c:link>
  </xsl:template>
</xsl:stylesheet>
