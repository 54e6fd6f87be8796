<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose of the plan: paragraphs, lists, emphasis, references.  Mode "rich" yields blocks, mode
     "inline" yields inlines. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p l">

  <!-- an element with Rich content, as blocks; lead: inlines set before its first words -->
  <xsl:template name="rich">
    <xsl:param name="e"/>
    <xsl:param name="lead"/>
    <xsl:choose>
      <xsl:when test="$e/p:p or $e/p:ul or $e/p:ol">
        <xsl:if test="$lead and not($e/*[1][self::p:p])"><fo:block keep-with-next.within-page="always"><xsl:copy-of select="$lead"/></fo:block></xsl:if>
        <xsl:for-each select="$e/p:p | $e/p:ul | $e/p:ol">
          <xsl:choose>
            <xsl:when test="self::p:p">
              <fo:block xsl:use-attribute-sets="para">
                <xsl:if test="position() = last()"><xsl:attribute name="space-after">0pt</xsl:attribute></xsl:if>
                <xsl:if test="position() = 1"><xsl:copy-of select="$lead"/></xsl:if>
                <xsl:apply-templates select="node()" mode="inline"/>
              </fo:block>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates select="." mode="rich"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <fo:block hyphenate="true" widows="2" orphans="2"><xsl:copy-of select="$lead"/><xsl:apply-templates select="$e/node()" mode="inline"/></fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:ul | p:ol" mode="rich">
    <fo:list-block provisional-distance-between-starts="4.5mm" provisional-label-separation="1.5mm" space-before="2pt" space-after="4pt">
      <xsl:for-each select="p:li">
        <fo:list-item space-after="2pt">
          <fo:list-item-label end-indent="label-end()">
            <fo:block>
              <xsl:choose>
                <xsl:when test="parent::p:ol"><xsl:value-of select="position()"/>.</xsl:when>
                <xsl:otherwise>•</xsl:otherwise>
              </xsl:choose>
            </fo:block>
          </fo:list-item-label>
          <fo:list-item-body start-indent="body-start()">
            <xsl:call-template name="rich"><xsl:with-param name="e" select="."/></xsl:call-template>
          </fo:list-item-body>
        </fo:list-item>
      </xsl:for-each>
    </fo:list-block>
  </xsl:template>

  <!-- Rich content where only inlines fit: paragraphs follow each other after a space -->
  <xsl:template name="run-in">
    <xsl:param name="e"/>
    <xsl:apply-templates select="$e/node()" mode="inline"/>
  </xsl:template>

  <xsl:template match="text()" mode="inline"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="inline"/>
  <xsl:template match="p:b" mode="inline"><fo:inline font-weight="600"><xsl:apply-templates mode="inline"/></fo:inline></xsl:template>
  <xsl:template match="p:i" mode="inline"><fo:inline font-style="italic"><xsl:apply-templates mode="inline"/></fo:inline></xsl:template>
  <xsl:template match="p:code" mode="inline"><fo:inline font-family="{$code-font}" font-size="0.92em"><xsl:value-of select="."/></fo:inline></xsl:template>
  <xsl:template match="p:br" mode="inline"><fo:block/></xsl:template>
  <xsl:template match="p:a" mode="inline">
    <fo:basic-link external-destination="url('{@href}')" color="{$brand}"><xsl:value-of select="."/></fo:basic-link>
  </xsl:template>
  <xsl:template match="p:ref" mode="inline">
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="normalize-space(.) != ''"><xsl:value-of select="."/></xsl:when>
        <xsl:otherwise><xsl:value-of select="l:name(@to)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains(@to, '#')">
        <xsl:value-of select="$text"/><fo:inline color="{$soft}"> (<xsl:value-of select="@to"/>)</fo:inline>
      </xsl:when>
      <xsl:otherwise>
        <fo:basic-link internal-destination="{@to}" color="{$brand}"><xsl:value-of select="$text"/></fo:basic-link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="p:p | p:li" mode="inline"><xsl:apply-templates mode="inline"/><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="p:ul | p:ol" mode="inline">
    <xsl:for-each select="p:li"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates mode="inline"/></xsl:for-each>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
