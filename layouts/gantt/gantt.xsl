<?xml version="1.0" encoding="UTF-8"?>
<!-- The Gantt chart on landscape pages. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f pp l">
  <xsl:import href="../common/base.xsl"/>
  <xsl:import href="../common/page.xsl"/>
  <xsl:import href="../common/prose.xsl"/>
  <xsl:import href="../common/tables.xsl"/>
  <xsl:import href="../common/gantt.xsl"/>

  <xsl:param name="fit"/>
  <xsl:param name="scale" select="'auto'"/>
  <xsl:param name="day-width"/>
  <xsl:param name="improvement"/>
  <xsl:param name="of"/>
  <xsl:param name="columns"/>
  <xsl:param name="names" select="'no'"/>
  <xsl:param name="load" select="'no'"/>
  <xsl:param name="slack" select="'yes'"/>
  <xsl:param name="progress-line" select="'no'"/>
  <xsl:param name="weeks" select="'iso'"/>
  <xsl:param name="fiscal-start" select="'1'"/>

  <!-- A sheet has room for all rows at once, with some to spare for names that take two lines; rows shrink a
       little rather than go to a second one.  It is wider for long schedules. -->
  <xsl:variable name="tasks" select="count($plan//p:task | $plan//p:milestone)"/>
  <xsl:variable name="sheet-rows" select="$tasks + count($plan/p:improvements/p:improvement) + count($plan//p:action) * ($tasks &gt; 14) + ($load = 'yes') * (1 + count($plan/p:people/p:person))"/>
  <xsl:variable name="sheet-height" select="concat(75 + ceiling($sheet-rows * l:gantt-row($tasks)), 'mm')"/>
  <xsl:variable name="sheet-width">
    <xsl:choose>
      <xsl:when test="$tasks &gt; 60">594mm</xsl:when>
      <xsl:when test="$tasks &gt; 24">420mm</xsl:when>
      <xsl:otherwise>297mm</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <fo:root xsl:use-attribute-sets="text">
      <xsl:call-template name="masters"/>
      <fo:page-sequence master-reference="landscape" id="gantt">
        <fo:title><xsl:value-of select="concat(pp:label('gantt-title'), ' · ', $plan/@id, ' ', $plan/@revision)"/></fo:title>
        <xsl:call-template name="statics-wide">
          <xsl:with-param name="last" select="'gantt'"/>
          <xsl:with-param name="left"><fo:inline font-weight="600" color="{$ink}"><xsl:value-of select="pp:label('gantt-title')"/></fo:inline> · <xsl:value-of select="normalize-space($plan/p:head/p:title)"/></xsl:with-param>
          <xsl:with-param name="right">
            <xsl:value-of select="$org"/>
            <xsl:if test="$plan/@status-date"><xsl:value-of select="concat(' · ', pp:label('status'), ' ', pp:day($plan/@status-date))"/></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
        <fo:flow flow-name="xsl-region-body"><fo:block role="Figure" line-height="0pt"><xsl:call-template name="gantt-chart">
          <xsl:with-param name="scale" select="$scale"/>
          <xsl:with-param name="day-width" select="$day-width"/>
          <xsl:with-param name="scope">
            <xsl:choose>
              <xsl:when test="$improvement = ''">all</xsl:when>
              <xsl:otherwise><xsl:value-of select="$improvement"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="of" select="string($of)"/>
          <xsl:with-param name="columns">
            <xsl:choose>
              <xsl:when test="normalize-space($columns) != ''"><xsl:value-of select="normalize-space($columns)"/></xsl:when>
              <xsl:when test="$names = 'yes'">id name days slack</xsl:when>
              <xsl:otherwise>id name who days slack</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="names" select="$names"/>
          <xsl:with-param name="load" select="$load"/>
          <xsl:with-param name="slack" select="$slack"/>
          <xsl:with-param name="progress-line" select="$progress-line"/>
          <xsl:with-param name="weeks" select="$weeks"/>
          <xsl:with-param name="fiscal-start" select="$fiscal-start"/>
          <xsl:with-param name="fit">
            <xsl:choose>
              <xsl:when test="normalize-space($fit) = '' and $paper = 'sheet'">page</xsl:when>
              <xsl:when test="normalize-space($fit) = ''">width</xsl:when>
              <xsl:otherwise><xsl:value-of select="normalize-space($fit)"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template></fo:block></fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
