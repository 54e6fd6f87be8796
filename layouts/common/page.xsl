<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pages: masters for cover, portrait and landscape, head and foot of every page.  One design on A4 and
  Letter (larger ones for charts); the paper comes from base.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f l pp">

  <xsl:template name="masters">
    <fo:layout-master-set>
      <fo:simple-page-master master-name="cover" page-width="{$short-edge}" page-height="{$long-edge}">
        <fo:region-body margin-left="{$page-inner}" margin-right="{$page-outer}" margin-top="27mm" margin-bottom="{$page-bottom}"/>
        <fo:region-after region-name="foot" extent="{$page-bottom}" precedence="false"/>
        <fo:region-start region-name="band" extent="9mm" background-color="{$brand}"/>
      </fo:simple-page-master>
      <fo:simple-page-master master-name="portrait" page-width="{$short-edge}" page-height="{$long-edge}">
        <fo:region-body margin-left="{$page-inner}" margin-right="{$page-outer}" margin-top="{$page-top}" margin-bottom="{$page-bottom}"/>
        <fo:region-before region-name="head" extent="{$page-top}" precedence="true"/>
        <fo:region-after region-name="foot" extent="{$page-bottom}" precedence="true"/>
        <fo:region-start region-name="mark" extent="14mm" reference-orientation="90"/>
      </fo:simple-page-master>
      <fo:simple-page-master master-name="landscape" page-width="{$long-edge}" page-height="{$short-edge}">
        <fo:region-body margin-left="14mm" margin-right="14mm" margin-top="22mm" margin-bottom="18mm"/>
        <fo:region-before region-name="head-wide" extent="20mm" precedence="true"/>
        <fo:region-after region-name="foot-wide" extent="18mm" precedence="true"/>
        <fo:region-start region-name="mark-wide" extent="12mm" reference-orientation="90"/>
      </fo:simple-page-master>
    </fo:layout-master-set>
  </xsl:template>

  <!-- document information -->
  <xsl:template name="foot-line">
    <xsl:param name="last"/>
    <xsl:param name="form"/>
    <fo:table table-layout="fixed" width="100%" font-size="7.25pt" line-height="10pt" color="{$soft}"
              font-family="{$figures-font}" border-before="0.5pt solid {$line}">
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="34mm"/>
      <fo:table-column column-width="26mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell padding-before="2mm">
            <fo:block hyphenate="false">
              <xsl:value-of select="$plan/@id"/> · <xsl:value-of select="pp:label('in.revision')"/><xsl:text> </xsl:text><xsl:value-of select="$plan/@revision"/>
              <xsl:choose>
                <xsl:when test="$form != ''"> · <xsl:value-of select="$form"/></xsl:when>
                <xsl:otherwise> · <xsl:value-of select="pp:word('state', $state)"/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="$classification != ''"> · <xsl:value-of select="$classification"/></xsl:if>
            </fo:block>
          </fo:table-cell>
          <fo:table-cell padding-before="2mm"><fo:block text-align="end"><xsl:value-of select="$digest"/></fo:block></fo:table-cell>
          <fo:table-cell padding-before="2mm">
            <fo:block text-align="end">
              <fo:page-number/><xsl:text> </xsl:text><xsl:value-of select="pp:label('page-of')"/><xsl:text> </xsl:text>
              <fo:page-number-citation-last ref-id="{$last}"/>
            </fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="head-line">
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="share" select="1"/><!-- of the left part, to one of the right -->
    <fo:table table-layout="fixed" width="100%" font-size="7.25pt" line-height="10pt" color="{$soft}"
              border-after="0.5pt solid {$line}">
      <fo:table-column column-width="proportional-column-width({$share})"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell padding-after="2mm"><fo:block hyphenate="false"><xsl:copy-of select="$left"/></fo:block></fo:table-cell>
          <fo:table-cell padding-after="2mm"><fo:block hyphenate="false" text-align="end"><xsl:copy-of select="$right"/></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- heads and feet of a page-sequence on portrait pages; last: id whose last page is m of n of m -->
  <xsl:template name="statics">
    <xsl:param name="last"/>
    <xsl:param name="left"><xsl:value-of select="normalize-space($plan/p:head/p:title)"/></xsl:param>
    <xsl:param name="right"/>
    <xsl:param name="form"/>
    <fo:static-content flow-name="head" role="artifact">
      <fo:block-container margin-left="{$page-inner}" margin-right="{$page-outer}">
        <fo:block-container margin="0pt">
          <fo:block space-before="13mm" space-before.conditionality="retain">
            <xsl:call-template name="head-line"><xsl:with-param name="left" select="$left"/><xsl:with-param name="right" select="$right"/></xsl:call-template>
          </fo:block>
        </fo:block-container>
      </fo:block-container>
    </fo:static-content>
    <fo:static-content flow-name="foot" role="artifact">
      <fo:block-container margin-left="{$page-inner}" margin-right="{$page-outer}">
        <fo:block-container margin="0pt">
          <fo:block space-before="6mm" space-before.conditionality="retain">
            <xsl:call-template name="foot-line"><xsl:with-param name="last" select="$last"/><xsl:with-param name="form" select="$form"/></xsl:call-template>
          </fo:block>
        </fo:block-container>
      </fo:block-container>
    </fo:static-content>
    <xsl:call-template name="mark"><xsl:with-param name="region" select="'mark'"/></xsl:call-template>
  </xsl:template>

  <!-- a plan that is not in force says so along the margin of every page: one not yet approved, or no more -->
  <xsl:template name="mark">
    <xsl:param name="region"/>
    <xsl:variable name="not-yet" select="contains(' draft in-review ready-to-sign partly-signed approval-lapsed ', concat(' ', $state, ' '))"/>
    <xsl:if test="$not-yet or contains(' rejected superseded withdrawn ', concat(' ', $state, ' '))">
      <fo:static-content flow-name="{$region}" role="artifact">
        <fo:block space-before="5mm" space-before.conditionality="retain" text-align="center" font-size="8.25pt" line-height="10pt"
                  font-weight="600" letter-spacing="1.6pt" color="{$warn}">
          <xsl:if test="contains(' rejected approval-lapsed ', concat(' ', $state, ' '))"><xsl:attribute name="color"><xsl:value-of select="$bad"/></xsl:attribute></xsl:if>
          <xsl:value-of select="pp:word('state', $state)"/>
          <xsl:if test="$not-yet"> · <xsl:value-of select="pp:label('not-approved')"/></xsl:if>
        </fo:block>
      </fo:static-content>
    </xsl:if>
  </xsl:template>

  <xsl:template name="statics-wide">
    <xsl:param name="last"/>
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <fo:static-content flow-name="head-wide" role="artifact">
      <fo:block-container margin-left="14mm" margin-right="14mm">
        <fo:block-container margin="0pt">
          <fo:block space-before="9mm" space-before.conditionality="retain">
            <xsl:call-template name="head-line"><xsl:with-param name="share" select="2"/><xsl:with-param name="left" select="$left"/><xsl:with-param name="right" select="$right"/></xsl:call-template>
          </fo:block>
        </fo:block-container>
      </fo:block-container>
    </fo:static-content>
    <fo:static-content flow-name="foot-wide" role="artifact">
      <fo:block-container margin-left="14mm" margin-right="14mm">
        <fo:block-container margin="0pt">
          <fo:block space-before="4mm" space-before.conditionality="retain">
            <xsl:call-template name="foot-line"><xsl:with-param name="last" select="$last"/></xsl:call-template>
          </fo:block>
        </fo:block-container>
      </fo:block-container>
    </fo:static-content>
    <xsl:call-template name="mark"><xsl:with-param name="region" select="'mark-wide'"/></xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
