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
          <xsl:with-param name="fit">
            <xsl:choose>
              <xsl:when test="normalize-space($fit) = ''">width</xsl:when>
              <xsl:otherwise><xsl:value-of select="normalize-space($fit)"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template></fo:block></fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
