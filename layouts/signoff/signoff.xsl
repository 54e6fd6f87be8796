<?xml version="1.0" encoding="UTF-8"?>
<!-- Sign-off sheets alone; for one person (parameter person) or for all signatories. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f pp l">
  <xsl:import href="sheets.xsl"/>
  <xsl:param name="sheets" select="'each'"/>

  <xsl:template match="/">
    <fo:root xsl:use-attribute-sets="text">
      <xsl:call-template name="masters"/>
      <xsl:choose>
        <xsl:when test="$sheets = 'all'"><xsl:call-template name="signoff-all"/></xsl:when>
        <xsl:when test="not($plan/p:approval/p:signatory[$person = '' or @who = $person])">
          <xsl:message terminate="yes"><xsl:value-of select="concat('the plan asks no signature of ', $person)"/></xsl:message>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="signoff-sheets">
            <xsl:with-param name="who" select="$plan/p:approval/p:signatory[$person = '' or @who = $person]"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
