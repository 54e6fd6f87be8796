<?xml version="1.0" encoding="UTF-8"?>
<!-- The comment form as a page-sequence: rows with lines for a hand, on a landscape page. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str p f pp l">
  <xsl:import href="../signoff/sheets.xsl"/>

  <xsl:template name="comment-form">
    <xsl:param name="who"/>
    <xsl:param name="last" select="'comment-form'"/>
    <fo:page-sequence master-reference="landscape" id="comment-form">
      <xsl:if test="$last = 'comment-form'"><fo:title><xsl:value-of select="concat(pp:label('comment-form'), ' · ', $plan/@id, ' ', $plan/@revision)"/></fo:title></xsl:if>
      <xsl:call-template name="statics-wide">
        <xsl:with-param name="last" select="$last"/>
        <xsl:with-param name="left"><fo:inline font-weight="600" color="{$ink}"><xsl:value-of select="pp:label('comment-form')"/></fo:inline> · <xsl:value-of select="concat($plan/@id, ' ', pp:label('in.revision'), ' ', $plan/@revision, ' · ', normalize-space($plan/p:head/p:title))"/></xsl:with-param>
        <xsl:with-param name="right"><xsl:choose><xsl:when test="$who != ''"><xsl:value-of select="pp:name($who)"/></xsl:when><xsl:otherwise><xsl:value-of select="$org"/></xsl:otherwise></xsl:choose></xsl:with-param>
      </xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <fo:block xsl:use-attribute-sets="para" end-indent="40mm"><xsl:value-of select="pp:label('comment-form-intro')"/></fo:block>
        <fo:block xsl:use-attribute-sets="para" font-weight="600"><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('no-comments')"/><fo:leader leader-pattern="space" leader-length="10mm"/><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('need-meeting')"/></fo:block>
        <fo:table xsl:use-attribute-sets="table" border-after-style="none">
          <xsl:call-template name="columns"><xsl:with-param name="cols">
            <l:col w="8mm" k="number"/><l:col w="34mm" k="where-id-page"/><l:col w="3mm" k="in.nothing"/><l:col w="22mm" k="class"/><l:col w="3mm" k="in.nothing"/><l:col w="proportional-column-width(1)" k="comment"/><l:col w="3mm" k="in.nothing"/><l:col w="proportional-column-width(1)" k="proposed-wording"/>
          </xsl:with-param></xsl:call-template>
          <fo:table-body>
            <xsl:for-each select="str:tokenize('1 2 3 4 5 6 7', ' ')">
              <!-- a line below each cell, with a gap between them: the columns are seen where one writes -->
              <fo:table-row height="18mm" keep-together.within-page="always">
                <fo:table-cell padding-before="1.5mm"><fo:block color="{$soft}"><xsl:value-of select="."/></fo:block></fo:table-cell>
                <fo:table-cell border-after="0.75pt solid {$soft}"><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell border-after="0.75pt solid {$soft}"><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell border-after="0.75pt solid {$soft}"><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell border-after="0.75pt solid {$soft}"><fo:block/></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block xsl:use-attribute-sets="small"><xsl:value-of select="pp:label('classes-note')"/></fo:block>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

</xsl:stylesheet>
