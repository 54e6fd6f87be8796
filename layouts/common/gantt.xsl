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

  scope          all, or the id of an improvement
  of             a person: only their tasks, and the milestones that wait for these
  columns        of wbs id name who days start finish slack slip percent
  actions        rows for actions: yes, no, auto (when there are many tasks)
  row-height     a length, or auto: 9mm, less when there are many rows; small rows have smaller texts
  scale          auto day week month quarter year
  fit            width, page, 2x3 (pages across and down), at-most-4
  day-width      a length: true scale, over as many pages as it takes
  critical       yes marks critical tasks
  slack          yes draws how far tasks may slip
  progress-line  yes bends the status line to how far each task is
  names          yes writes beside the bars who does it
  load           yes adds a row of load for each person
  weeks          iso, or project: counted from the start of the schedule
  fiscal-start   month in which quarters and years begin
  link-rows      yes: rows are links to the ids of their tasks, which must be printed somewhere
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:planpress:chart:1"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func"
    exclude-result-prefixes="c p f pp l exsl str">
  <xsl:import href="gantt-rows.xsl"/>

  <!-- l:gantt-row(n): the height in millimetres of one of n rows -->
  <func:function name="l:gantt-row">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="$n &gt; 60"><func:result select="6"/></xsl:when>
      <xsl:when test="$n &gt; 24"><func:result select="7.5"/></xsl:when>
      <xsl:otherwise><func:result select="9"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template name="gantt-chart">
    <xsl:param name="scope" select="'all'"/>
    <xsl:param name="of"/>
    <xsl:param name="columns" select="'id name who days slack'"/>
    <xsl:param name="actions" select="'auto'"/>
    <xsl:param name="row-height" select="'auto'"/>
    <xsl:param name="scale" select="'auto'"/>
    <xsl:param name="fit" select="'width'"/>
    <xsl:param name="day-width"/>
    <xsl:param name="critical" select="'yes'"/>
    <xsl:param name="slack" select="'yes'"/>
    <xsl:param name="progress-line" select="'no'"/>
    <xsl:param name="names" select="'no'"/>
    <xsl:param name="load" select="'no'"/>
    <xsl:param name="weeks" select="'iso'"/>
    <xsl:param name="fiscal-start" select="1"/>
    <xsl:param name="link-rows" select="'no'"/>
    <xsl:variable name="improvements" select="$plan/p:improvements/p:improvement[$scope = 'all' or @id = $scope]"/>
    <xsl:variable name="loose" select="$plan/p:schedule[$scope = 'all']/*[self::p:task or self::p:milestone]"/>
    <xsl:variable name="all" select="($improvements | $loose)/descendant-or-self::*[self::p:task or self::p:milestone][@f:start]"/>
    <xsl:variable name="work" select="$all[not($of) or p:assign/@who = $of or self::p:milestone[key('id', p:after/@task)/p:assign/@who = $of]]"/>
    <xsl:variable name="externals" select="$plan/p:schedule/p:external[@on][@id = $work/p:after/@task]"/>
    <!-- what the rows need to know, as one thing to hand on -->
    <xsl:variable name="how-tree">
      <how of="{$of}" critical="{$critical}" names="{$names}" link-rows="{$link-rows}" columns="{concat(' ', $columns, ' ')}">
        <xsl:attribute name="actions">
          <xsl:choose>
            <xsl:when test="$actions = 'auto' and count($work) &gt; 14 or $actions = 'yes'">yes</xsl:when>
            <xsl:otherwise>no</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </how>
    </xsl:variable>
    <xsl:variable name="how" select="exsl:node-set($how-tree)/how"/>
    <xsl:variable name="row">
      <xsl:choose>
        <xsl:when test="$row-height != 'auto'"><xsl:value-of select="$row-height"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat(l:gantt-row(count($work)), 'mm')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$work">
      <!-- a line as high as the chart: a tile takes the whole page, and the room of a strut below it would be
           too much -->
      <fo:block line-height="0pt"><fo:instream-foreign-object>
        <c:gantt lang="{$lang}" scale="{$scale}" fit="{$fit}" day-width="{$day-width}" row-height="{$row}"
            title="{concat(pp:label('gantt.schedule'), ' · ', normalize-space($plan/p:head/p:title))}"
            status="{$plan/@f:status-date}" progress-line="{$progress-line}" fiscal-start="{$fiscal-start}" font="{$figures-font}"
            ink="{$ink}" soft="{$soft}" line="{$line}" hair="{$hair}" brand="{$brand}" warn="{$warn}" bad="{$bad}" paper="{$white}">
          <xsl:if test="$weeks = 'project'"><xsl:attribute name="week-one"><xsl:value-of select="$plan/p:schedule/@start"/></xsl:attribute></xsl:if>
          <xsl:call-template name="gantt-hours"/>
          <c:columns>
            <xsl:for-each select="str:tokenize($columns, ' ')">
              <c:column key="{.}" title="{pp:label(concat('gantt.', .))}">
                <xsl:if test=". = 'id' or . = 'name'"><xsl:attribute name="indent">yes</xsl:attribute></xsl:if>
                <xsl:if test=". = 'who' or . = 'wbs'"><xsl:attribute name="tone">soft</xsl:attribute></xsl:if>
                <xsl:if test="contains(' days slack slip start finish percent ', concat(' ', ., ' '))"><xsl:attribute name="align">end</xsl:attribute></xsl:if>
              </c:column>
            </xsl:for-each>
          </c:columns>
          <xsl:call-template name="gantt-words">
            <xsl:with-param name="work" select="$work"/>
            <xsl:with-param name="critical" select="$critical"/>
            <xsl:with-param name="slack" select="$slack"/>
            <xsl:with-param name="weeks" select="$weeks"/>
          </xsl:call-template>
          <xsl:for-each select="$plan/p:schedule/f:calendar/f:free">
            <c:free from="{@from}" to="{@to}" name="{@name}"/>
          </xsl:for-each>
          <xsl:apply-templates select="$externals" mode="gantt"/>
          <xsl:apply-templates select="$loose" mode="gantt">
            <xsl:with-param name="level" select="0"/>
            <xsl:with-param name="how" select="$how"/>
          </xsl:apply-templates>
          <xsl:apply-templates select="$improvements" mode="gantt">
            <xsl:with-param name="how" select="$how"/>
          </xsl:apply-templates>
          <xsl:if test="$load = 'yes'">
            <xsl:call-template name="gantt-load"><xsl:with-param name="people" select="$plan/p:people/p:person[f:load][not($of) or @id = $of][@id = $work/p:assign/@who]"/></xsl:call-template>
          </xsl:if>
          <xsl:apply-templates select="$work/p:after" mode="gantt">
            <xsl:with-param name="how" select="$how"/>
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
    <xsl:param name="slack"/>
    <xsl:param name="weeks"/>
    <xsl:variable name="revision" select="$work/@f:baseline-revision"/>
    <c:labels milestone="{pp:label('gantt.milestone')}" gate="{pp:label('gantt.gate')}" gate-note="{pp:label('gantt.gate-note')}"
        free="{pp:label('gantt.free')}" progress="{pp:label('gantt.done')}" deadline="{pp:label('gantt.deadline')}"
        constraint="{pp:label('gantt.constraint')}" load="{pp:label('gantt.load')}" overload="{pp:label('gantt.overload')}"
        quarter="{pp:label('gantt.quarter')}" fiscal-year="{concat(pp:label('gantt.fiscal-year'), '&#160;')}"
        baseline="{l:fill(pp:label('gantt.baseline'), '{r}', string($revision[1]))}">
      <xsl:attribute name="week">
        <xsl:choose>
          <xsl:when test="$weeks = 'project'"><xsl:value-of select="pp:label('gantt.project-week')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="pp:label('gantt.week')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:attribute name="critical"><xsl:if test="$critical = 'yes'"><xsl:value-of select="pp:label('gantt.critical')"/></xsl:if></xsl:attribute>
      <xsl:attribute name="slack"><xsl:if test="$slack = 'yes'"><xsl:value-of select="pp:label('gantt.may-slip')"/></xsl:if></xsl:attribute>
      <xsl:if test="$plan/@f:status-date">
        <xsl:attribute name="status"><xsl:value-of select="l:fill(pp:label('gantt.status'), '{d}', pp:day($plan/@f:status-date, 'short'))"/></xsl:attribute>
      </xsl:if>
    </c:labels>
    <xsl:for-each select="str:tokenize('define develop review train pilot deploy measure support')">
      <c:look kind="{.}" label="{pp:word('action', string(.))}"/>
    </xsl:for-each>
    <c:look kind="other" label="{pp:label('gantt.other')}"/>
  </xsl:template>
</xsl:stylesheet>
