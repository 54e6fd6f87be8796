<?xml version="1.0" encoding="UTF-8"?>
<!-- The plan document as page-sequences, so that a packet can hold it too: cover, front matter, the nine
     topics in the order of the plan, the schedule on landscape pages, appendices. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f l pp">
  <xsl:import href="../common/base.xsl"/>
  <xsl:import href="../common/page.xsl"/>
  <xsl:import href="../common/prose.xsl"/>
  <xsl:import href="../common/tables.xsl"/>
  <xsl:import href="../common/gantt.xsl"/>
  <xsl:import href="../common/effect.xsl"/>
  <xsl:import href="front.xsl"/>
  <xsl:import href="topics-1-3.xsl"/>
  <xsl:import href="topics-4-9.xsl"/>
  <xsl:import href="appendices.xsl"/>

  <xsl:param name="appendices" select="'yes'"/>

  <xsl:template name="chapter-marker">
    <fo:retrieve-marker retrieve-class-name="chapter" retrieve-position="first-including-carryover" retrieve-boundary="document"/>
  </xsl:template>

  <!-- a topic in a block that carries its name to the head of every page it stands on -->
  <xsl:template name="chapter">
    <xsl:param name="n"/>
    <xsl:variable name="there" select="boolean($n &lt; 4 or $n = 6 or $n = 7 or $n = 4 and $plan/p:procedures or $n = 5 and $plan/p:strategies
        or $n = 8 and $plan/p:measurement or $n = 9 and $plan/p:risks)"/>
    <xsl:if test="$there">
      <fo:block>
        <fo:marker marker-class-name="chapter"><xsl:value-of select="concat($n, ' ', pp:label(concat('chapter-', $n)))"/></fo:marker>
        <xsl:choose>
          <xsl:when test="$n = 1"><xsl:call-template name="topic-1"/></xsl:when>
          <xsl:when test="$n = 2"><xsl:call-template name="topic-2"/></xsl:when>
          <xsl:when test="$n = 3"><xsl:call-template name="topic-3"/></xsl:when>
          <xsl:when test="$n = 4"><xsl:call-template name="topic-4"/></xsl:when>
          <xsl:when test="$n = 5"><xsl:call-template name="topic-5"/></xsl:when>
          <xsl:when test="$n = 6"><xsl:call-template name="topic-6"/></xsl:when>
          <xsl:when test="$n = 7"><xsl:call-template name="topic-7"/></xsl:when>
          <xsl:when test="$n = 8"><xsl:call-template name="topic-8"/></xsl:when>
          <xsl:when test="$n = 9"><xsl:call-template name="topic-9"/></xsl:when>
        </xsl:choose>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <!-- last: id of the page-sequence whose last page is the document's -->
  <xsl:template name="plan-document">
    <xsl:param name="last"/>
    <xsl:call-template name="check-since"/>
    <xsl:call-template name="cover"><xsl:with-param name="last" select="$last"/></xsl:call-template>
    <fo:page-sequence master-reference="portrait" initial-page-number="auto">
      <xsl:call-template name="statics"><xsl:with-param name="last" select="$last"/><xsl:with-param name="right"><xsl:call-template name="chapter-marker"/></xsl:with-param></xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <xsl:call-template name="front-matter"/>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="1"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="2"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="3"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="4"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="5"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="6"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="7"/></xsl:call-template>
      </fo:flow>
    </fo:page-sequence>
    <fo:page-sequence master-reference="landscape">
      <xsl:call-template name="statics-wide">
        <xsl:with-param name="last" select="$last"/>
        <xsl:with-param name="left"><fo:inline font-weight="600" color="{$ink}"><xsl:value-of select="pp:label('schedule')"/></fo:inline> · <xsl:value-of select="normalize-space($plan/p:head/p:title)"/></xsl:with-param>
        <xsl:with-param name="right"><xsl:if test="$plan/@status-date"><xsl:value-of select="concat(pp:label('status-date'), ' ', pp:day($plan/@status-date))"/></xsl:if></xsl:with-param>
      </xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <fo:block id="figure-schedule" role="Figure" line-height="0pt"><xsl:call-template name="gantt-chart"/></fo:block>
        <xsl:call-template name="topic-7-tasks"/>
      </fo:flow>
    </fo:page-sequence>
    <fo:page-sequence master-reference="portrait" id="{$last}">
      <xsl:if test="$last != 'plan-end'"><xsl:attribute name="id">plan-end</xsl:attribute></xsl:if>
      <xsl:call-template name="statics"><xsl:with-param name="last" select="$last"/><xsl:with-param name="right"><xsl:call-template name="chapter-marker"/></xsl:with-param></xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="8"/></xsl:call-template>
        <xsl:call-template name="chapter"><xsl:with-param name="n" select="9"/></xsl:call-template>
        <xsl:if test="$appendices != 'no'"><xsl:call-template name="appendices"/></xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

</xsl:stylesheet>
