<?xml version="1.0" encoding="UTF-8"?>
<!--
  The rows and links of a Gantt chart (gantt.xsl), in mode gantt: improvements, actions, tasks, milestones,
  dates from outside; rows of load.  $how is the element that gantt.xsl makes of its parameters.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:c="urn:planpress:chart:1"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="c p f pp l">

  <xsl:key name="gantt-progress" match="p:tracking/p:progress" use="@of"/>

  <!-- ======== rows ======== -->

  <!-- improvement or action: its span, its title; without tasks only its title -->
  <xsl:template match="p:improvement | p:action" mode="gantt">
    <xsl:param name="level" select="0"/>
    <xsl:param name="how"/>
    <xsl:variable name="shown" select="self::p:improvement or $how/@actions = 'yes'"/>
    <xsl:if test="$how/@of = '' or .//p:assign[@who = $how/@of]">
      <xsl:if test="$shown">
        <c:row id="{@id}" kind="summary" level="{$level}" name="{normalize-space(p:title)}" start="{@f:start-date}" finish="{@f:finish-date}">
          <xsl:if test="$how/@link-rows = 'yes'"><xsl:attribute name="href"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
          <xsl:call-template name="gantt-cells"><xsl:with-param name="how" select="$how"/></xsl:call-template>
        </c:row>
      </xsl:if>
      <xsl:apply-templates select="p:action | p:task | p:milestone" mode="gantt">
        <xsl:with-param name="level" select="$level + $shown"/>
        <xsl:with-param name="how" select="$how"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:external" mode="gantt">
    <c:row id="{@id}" kind="milestone" level="0" name="{normalize-space(.)}" start="{@on}T08:00" finish="{@on}T08:00"/>
  </xsl:template>

  <xsl:template match="p:task | p:milestone" mode="gantt">
    <xsl:param name="level"/>
    <xsl:param name="how"/>
    <xsl:if test="$how/@of = '' or .//p:assign/@who = $how/@of or self::p:milestone[key('id', p:after/@task)/p:assign/@who = $how/@of]">
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
        <xsl:if test="@f:critical = 'yes' and $how/@critical = 'yes'"><xsl:attribute name="critical">yes</xsl:attribute></xsl:if>
        <xsl:if test="@f:gate"><xsl:attribute name="gate">yes</xsl:attribute></xsl:if>
        <xsl:if test="@f:baseline-start"><xsl:attribute name="baseline-start"><xsl:value-of select="@f:baseline-start"/></xsl:attribute></xsl:if>
        <xsl:if test="@f:baseline-finish"><xsl:attribute name="baseline-finish"><xsl:value-of select="@f:baseline-finish"/></xsl:attribute></xsl:if>
        <xsl:if test="@f:late-finish and @f:kind = 'task'"><xsl:attribute name="slack-to"><xsl:value-of select="@f:late-finish"/></xsl:attribute></xsl:if>
        <xsl:if test="@deadline"><xsl:attribute name="deadline"><xsl:value-of select="@deadline"/></xsl:attribute></xsl:if>
        <xsl:if test="@on and @must"><xsl:call-template name="gantt-constraint"/></xsl:if>
        <xsl:if test="$how/@link-rows = 'yes'"><xsl:attribute name="href"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
        <xsl:call-template name="gantt-label"><xsl:with-param name="how" select="$how"/></xsl:call-template>
        <xsl:call-template name="gantt-cells"><xsl:with-param name="how" select="$how"/></xsl:call-template>
      </c:row>
      <xsl:apply-templates select="p:task | p:milestone" mode="gantt">
        <xsl:with-param name="level" select="$level + 1"/>
        <xsl:with-param name="how" select="$how"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <xsl:template name="gantt-constraint">
    <xsl:attribute name="constraint-date"><xsl:value-of select="@on"/></xsl:attribute>
    <xsl:attribute name="constraint">
      <xsl:choose>
        <xsl:when test="contains(@must, 'no-earlier')">not-earlier</xsl:when>
        <xsl:when test="contains(@must, 'no-later')">not-later</xsl:when>
        <xsl:otherwise>must</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- what the columns show and the row has no attribute for -->
  <xsl:template name="gantt-cells">
    <xsl:param name="how"/>
    <xsl:variable name="columns" select="$how/@columns"/>
    <xsl:if test="self::p:task and contains($columns, ' days ')"><c:cell key="days"><xsl:value-of select="pp:decimal(@f:days)"/></c:cell></xsl:if>
    <xsl:if test="@f:who and contains($columns, ' who ')"><c:cell key="who"><xsl:value-of select="pp:brief(@f:who)"/></c:cell></xsl:if>
    <xsl:if test="@f:slack-days and contains($columns, ' slack ')"><c:cell key="slack"><xsl:value-of select="pp:decimal(@f:slack-days)"/></c:cell></xsl:if>
    <xsl:if test="@f:start-date and contains($columns, ' start ')"><c:cell key="start"><xsl:value-of select="pp:day(@f:start-date, 'short')"/></c:cell></xsl:if>
    <xsl:if test="@f:finish-date and contains($columns, ' finish ')"><c:cell key="finish"><xsl:value-of select="pp:day(@f:finish-date, 'short')"/></c:cell></xsl:if>
    <xsl:if test="@f:percent and contains($columns, ' percent ')"><c:cell key="percent"><xsl:value-of select="concat(@f:percent, '&#160;%')"/></c:cell></xsl:if>
    <xsl:if test="@f:wbs and contains($columns, ' wbs ')"><c:cell key="wbs"><xsl:value-of select="@f:wbs"/></c:cell></xsl:if>
    <xsl:if test="@f:slip-days != 0 and contains($columns, ' slip ')"><c:cell key="slip"><xsl:if test="@f:slip-days &gt; 0">+</xsl:if><xsl:value-of select="pp:decimal(@f:slip-days)"/></c:cell></xsl:if>
  </xsl:template>

  <!-- beside the bar: who does it if that is asked for, how far it is, and what is wrong with it -->
  <xsl:template name="gantt-label">
    <xsl:param name="how"/>
    <xsl:variable name="reported" select="key('gantt-progress', @id)[last()]/@state"/>
    <xsl:variable name="state">
      <xsl:choose>
        <xsl:when test="@f:state = 'done'"/>
        <xsl:when test="$reported = 'at-risk' or $reported = 'late' or $reported = 'blocked' or $reported = 'cancelled'"><xsl:value-of select="$reported"/></xsl:when>
        <xsl:when test="@f:state = 'late' or @f:state = 'blocked' or @f:state = 'cancelled'"><xsl:value-of select="@f:state"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="named" select="$how/@names = 'yes' and @f:who"/>
    <xsl:variable name="running" select="self::p:task and not(p:task) and @f:percent &gt; 0 and @f:percent &lt; 100"/>
    <xsl:if test="$named or $running or $state != ''">
      <xsl:attribute name="label">
        <xsl:if test="$named"><xsl:value-of select="pp:brief(@f:who)"/></xsl:if>
        <xsl:if test="$named and ($running or $state != '')"> · </xsl:if>
        <xsl:if test="$running"><xsl:value-of select="concat(@f:percent, '&#160;%')"/></xsl:if>
        <xsl:if test="$running and $state != ''"> · </xsl:if>
        <xsl:if test="$state != ''"><xsl:value-of select="concat(pp:word('state', string($state)), ' ▲')"/></xsl:if>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ======== load ======== -->

  <xsl:template name="gantt-load">
    <xsl:param name="people"/>
    <xsl:if test="$people">
      <c:row id="load" kind="summary" level="0" name="{pp:label('gantt.load-title')}"><c:cell key="id"/></c:row>
      <xsl:for-each select="$people">
        <c:row id="{@id}" kind="load" level="1" name="{pp:name(@id)}" limit="{@f:allocation}">
          <c:cell key="id"/>
          <c:cell key="who"><xsl:if test="@f:allocation"><xsl:value-of select="l:fill(pp:label('gantt.of-time'), '{n}', string(@f:allocation))"/></xsl:if></c:cell>
          <xsl:for-each select="f:load"><c:use from="{@from}" percent="{@percent}"/></xsl:for-each>
        </c:row>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- ======== links ======== -->

  <xsl:template match="p:after" mode="gantt">
    <xsl:param name="how"/>
    <c:link from="{@task}" to="{../@id}">
      <xsl:attribute name="type">
        <xsl:choose>
          <xsl:when test="@f:type"><xsl:value-of select="@f:type"/></xsl:when>
          <xsl:when test="@type"><xsl:value-of select="@type"/></xsl:when>
          <xsl:otherwise>FS</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="$how/@critical = 'yes' and ../@f:critical = 'yes' and ../@f:driver = @task"><xsl:attribute name="critical">yes</xsl:attribute></xsl:if>
    </c:link>
  </xsl:template>
</xsl:stylesheet>
