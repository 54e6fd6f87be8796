<?xml version="1.0" encoding="UTF-8"?>
<!-- The plan document. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format">
  <xsl:import href="document.xsl"/>

  <xsl:template match="/">
    <fo:root xsl:use-attribute-sets="text">
      <xsl:call-template name="masters"/>
      <fo:bookmark-tree><xsl:call-template name="plan-bookmarks"/></fo:bookmark-tree>
      <xsl:call-template name="plan-document"><xsl:with-param name="last" select="'plan-end'"/></xsl:call-template>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
