<?xml version="1.0" encoding="UTF-8"?>
<!-- The comment form alone. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f pp l">
  <xsl:import href="form.xsl"/>
  <xsl:template match="/">
    <fo:root xsl:use-attribute-sets="text">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="comment-form"><xsl:with-param name="who" select="$person"/></xsl:call-template>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
