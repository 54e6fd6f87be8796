<?xml version="1.0" encoding="UTF-8"?>
<!-- A review packet: a letter that names what is asked and where the reader stands in the plan, the plan, the
     comment form, and the sign-off sheet if the reader signs. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="p f pp l">
  <xsl:import href="../plan/document.xsl"/>
  <xsl:import href="../comment-form/form.xsl"/>
  <xsl:param name="review"/>

  <xsl:variable name="rv" select="$plan/p:review[($review != '' and @id = $review) or ($review = '' and position() = last())]"/>
  <xsl:variable name="signs" select="$plan/p:approval/p:signatory[@who = $person]"/>
  <xsl:variable name="file-end">
    <xsl:choose>
      <xsl:when test="$signs"><xsl:value-of select="concat('sheet-', $signs[last()]/@id)"/></xsl:when>
      <xsl:otherwise>comment-form</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <fo:root xsl:use-attribute-sets="text">
      <xsl:call-template name="masters"/>
      <fo:bookmark-tree>
        <fo:bookmark internal-destination="letter"><fo:bookmark-title><xsl:value-of select="pp:label('review-packet')"/></fo:bookmark-title></fo:bookmark>
        <xsl:call-template name="plan-bookmarks"/>
        <fo:bookmark internal-destination="comment-form"><fo:bookmark-title><xsl:value-of select="pp:label('comment-form')"/></fo:bookmark-title></fo:bookmark>
        <xsl:for-each select="$signs"><fo:bookmark internal-destination="sheet-{@id}"><fo:bookmark-title><xsl:value-of select="pp:label('signoff-sheet')"/></fo:bookmark-title></fo:bookmark></xsl:for-each>
      </fo:bookmark-tree>
      <xsl:call-template name="letter"/>
      <xsl:call-template name="plan-document"><xsl:with-param name="last" select="string($file-end)"/></xsl:call-template>
      <xsl:call-template name="comment-form"><xsl:with-param name="who" select="$person"/><xsl:with-param name="last" select="string($file-end)"/></xsl:call-template>
      <xsl:if test="$signs"><xsl:call-template name="signoff-sheets"><xsl:with-param name="who" select="$signs"/><xsl:with-param name="last" select="string($file-end)"/></xsl:call-template></xsl:if>
    </fo:root>
  </xsl:template>

  <xsl:template name="letter">
    <xsl:variable name="lead">
      <xsl:choose><xsl:when test="$rv/@lead"><xsl:value-of select="$rv/@lead"/></xsl:when><xsl:otherwise><xsl:value-of select="$plan/p:head/p:owner/@who"/></xsl:otherwise></xsl:choose>
    </xsl:variable>
    <fo:page-sequence master-reference="portrait" id="letter">
      <fo:title><xsl:value-of select="concat(pp:label('review-packet'), ' · ', $plan/@id, ' ', $plan/@revision, ' · ', pp:name($person))"/></fo:title>
      <xsl:call-template name="statics"><xsl:with-param name="last" select="string($file-end)"/><xsl:with-param name="left" select="pp:label('review-packet')"/><xsl:with-param name="right" select="$org"/></xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <fo:block xsl:use-attribute-sets="eyebrow" text-transform="uppercase"><xsl:value-of select="pp:label('review-packet')"/></fo:block>
        <fo:block xsl:use-attribute-sets="title" space-before="1.5mm" role="H1"><xsl:apply-templates select="$plan/p:head/p:title/node()" mode="inline"/></fo:block>
        <fo:block xsl:use-attribute-sets="para" color="{$soft}"><xsl:value-of select="concat($plan/@id, ', ', pp:label('in.revision'), ' ', $plan/@revision)"/><xsl:if test="$rv"><xsl:value-of select="concat(' · ', pp:word('review', $rv/@kind), ' ', $rv/@id, ', ', pp:label('in.round'), ' ', $rv/@round)"/></xsl:if><xsl:if test="$today != ''"><xsl:value-of select="concat(' · ', pp:day($today))"/></xsl:if></fo:block>
        <fo:block xsl:use-attribute-sets="para" space-before="13.5pt"><xsl:value-of select="l:fill(pp:label('letter-dear'), '{n}', pp:name($person))"/></fo:block>
        <fo:block xsl:use-attribute-sets="para">
          <xsl:variable name="by"><xsl:if test="$rv/@due"><xsl:value-of select="l:fill(pp:label('letter-by'), '{d}', pp:date(string($rv/@due), 'full', string($lang)))"/></xsl:if></xsl:variable>
          <xsl:value-of select="l:fill(l:fill(pp:label('letter-ask'), '{r}', $plan/@revision), '{d}', $by)"/>
          <xsl:if test="$signs"><xsl:text> </xsl:text><xsl:value-of select="pp:label('letter-sign')"/></xsl:if>
        </fo:block>
        <xsl:variable name="yours" select="$plan/p:improvements//*[@owner = $person or @who = $person]/ancestor-or-self::*[@id][1] | $plan/p:infrastructure/*[@owner = $person or p:member/@who = $person] | $plan/p:risks/p:risk[@owner = $person] | $plan/p:objectives/p:objective[@owner = $person] | $plan/p:responsibilities/*[@by = $person or @who = $person][@id] | $plan/p:resources/p:resource[@provider = $person] | $plan/p:strategies/*[@lead = $person] | $plan/p:measurement/*[@collector = $person or @by = $person]"/>
        <xsl:if test="$yours">
          <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('letter-yours')"/></xsl:call-template>
          <fo:table xsl:use-attribute-sets="table">
            <fo:table-column column-width="18mm"/><fo:table-column column-width="proportional-column-width(1)"/><fo:table-column column-width="16mm"/>
            <fo:table-body>
              <xsl:for-each select="$yours">
                <fo:table-row xsl:use-attribute-sets="row">
                  <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
                  <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:choose><xsl:when test="l:name(@id) != @id"><xsl:value-of select="l:name(@id)"/></xsl:when><xsl:when test="p:statement"><xsl:call-template name="run-in"><xsl:with-param name="e" select="p:statement"/></xsl:call-template></xsl:when><xsl:when test="self::p:commitment or self::p:resource"><xsl:call-template name="run-in"><xsl:with-param name="e" select="."/></xsl:call-template></xsl:when><xsl:otherwise><xsl:value-of select="pp:label(local-name())"/><xsl:if test="p:concern"><xsl:text>: </xsl:text><xsl:apply-templates select="p:concern[1]/node()" mode="inline"/></xsl:if></xsl:otherwise></xsl:choose><xsl:call-template name="changed"/></fo:block></fo:table-cell>
                  <fo:table-cell xsl:use-attribute-sets="cell" padding-end="0pt"><fo:block text-align="end" color="{$soft}"><fo:page-number-citation ref-id="{@id}"/></fo:block></fo:table-cell>
                </fo:table-row>
              </xsl:for-each>
            </fo:table-body>
          </fo:table>
        </xsl:if>
        <xsl:if test="$this-revision[@class != 'initial']/p:change">
          <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('letter-changed')"/></xsl:call-template>
          <xsl:for-each select="$this-revision/p:change"><fo:block><xsl:if test="@at"><xsl:call-template name="id-link"><xsl:with-param name="id" select="@at"/></xsl:call-template><xsl:text> </xsl:text></xsl:if><xsl:apply-templates mode="inline"/></fo:block></xsl:for-each>
        </xsl:if>
        <xsl:if test="$plan/p:review/p:comment[@by = $person]">
          <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('letter-earlier')"/></xsl:call-template>
          <xsl:for-each select="$plan/p:review/p:comment[@by = $person]">
            <fo:block><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="run-in"><xsl:with-param name="e" select="p:says"/></xsl:call-template><xsl:text>&#160; </xsl:text><xsl:call-template name="state"><xsl:with-param name="s" select="@f:state"/></xsl:call-template></fo:block>
          </xsl:for-each>
        </xsl:if>
        <xsl:call-template name="h3"><xsl:with-param name="text" select="pp:label('letter-parts')"/></xsl:call-template>
        <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'cover'"/><xsl:with-param name="text" select="pp:label('process-action-plan')"/></xsl:call-template>
        <xsl:call-template name="toc-item"><xsl:with-param name="id" select="'comment-form'"/><xsl:with-param name="text" select="pp:label('comment-form')"/></xsl:call-template>
        <xsl:for-each select="$signs"><xsl:call-template name="toc-item"><xsl:with-param name="id" select="concat('sheet-', @id)"/><xsl:with-param name="text" select="pp:label('signoff-sheet')"/></xsl:call-template></xsl:for-each>
        <fo:block xsl:use-attribute-sets="para" space-before="13.5pt"><xsl:value-of select="l:fill(pp:label('letter-thanks'), '{n}', pp:name($lead))"/></fo:block>
        <fo:block space-before="13.5pt"><xsl:value-of select="pp:name($lead)"/></fo:block>
        <fo:block color="{$soft}"><xsl:value-of select="key('id', string($lead))/@title"/></fo:block>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

</xsl:stylesheet>
