<?xml version="1.0" encoding="UTF-8"?>
<!--
  The effect chart of a measure: readings against baseline and target, and when pilots and deployments of an
  improvement began.  An element of urn:planpress:chart:1, whose attributes are told in src/chart/read_effect.c.

    <xsl:call-template name="effects"/>      in an improvement: a chart for each of its measures that has readings
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:planpress:chart:1"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1"
    xmlns:l="urn:planpress:layouts:local"
    exclude-result-prefixes="c p f pp l">

  <xsl:key name="readings" match="p:tracking/p:reading" use="@of"/>

  <xsl:template name="effects">
    <xsl:variable name="improvement" select="."/>
    <xsl:variable name="objectives" select="concat(' ', normalize-space(@objectives), ' ')"/>
    <xsl:for-each select="$plan/p:measurement/p:measure[key('readings', @id)][contains($objectives, concat(' ', substring-before(concat(normalize-space(@objective), ' '), ' '), ' '))]">
      <xsl:call-template name="effect"><xsl:with-param name="improvement" select="$improvement"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- the chart of the measure that is the current node -->
  <xsl:template name="effect">
    <xsl:param name="improvement" select="/.."/>
    <xsl:variable name="unit" select="concat('&#160;', @unit)"/>
    <xsl:variable name="readings" select="key('readings', @id)"/>
    <fo:block keep-together.within-page="always" space-after="6.75pt">
      <fo:block xsl:use-attribute-sets="h3" role="H2">
        <xsl:value-of select="pp:label('effect')"/>
        <fo:inline font-size="8.25pt" font-weight="400" font-family="{$figures-font}">
          <xsl:text>&#160;&#160; </xsl:text><xsl:call-template name="id-link"><xsl:with-param name="id" select="@id"/></xsl:call-template>
          <xsl:text> </xsl:text><xsl:apply-templates select="p:name/node()" mode="inline"/>
        </fo:inline>
      </fo:block>
      <fo:block line-height="0pt" font-family="{$figures-font}"><fo:instream-foreign-object>
        <c:effect title="{normalize-space(p:name)}" lang="{$lang}" font="{$figures-font}" height="28mm" finish="{@by}"
            baseline="{@baseline}" target="{@target}" target-label="{concat(pp:label('in.target'), ' ', l:num(@target), $unit)}"
            ink="{$ink}" soft="{$soft}" line="{$line}" brand="{$brand}" warn="{$warn}" good="{$good}" paper="{$white}">
          <xsl:if test="@baseline"><xsl:attribute name="baseline-label"><xsl:value-of select="concat(pp:label('in.baseline'), ' ', l:num(@baseline), $unit)"/></xsl:attribute></xsl:if>
          <xsl:attribute name="alt">
            <xsl:value-of select="concat(normalize-space(p:name), ': ')"/>
            <xsl:for-each select="$readings"><xsl:value-of select="concat(l:num(@value), $unit, ', ', pp:day(@on), '; ')"/></xsl:for-each>
            <xsl:value-of select="concat(pp:label('in.target'), ' ', l:num(@target), $unit)"/>
          </xsl:attribute>
          <xsl:if test="@baseline and @baseline-date"><c:point on="{@baseline-date}" value="{@baseline}"/></xsl:if>
          <xsl:for-each select="$readings"><c:point on="{@on}" value="{@value}" label="{concat(l:num(@value), $unit)}"/></xsl:for-each>
          <xsl:for-each select="$plan/p:strategies/*[self::p:pilot or self::p:deployment][@improvement = $improvement/@id]">
            <xsl:variable name="start"><xsl:call-template name="first-start"><xsl:with-param name="tasks" select="concat(' ', normalize-space(@tasks), ' ')"/></xsl:call-template></xsl:variable>
            <xsl:if test="$start != ''"><c:event on="{$start}" label="{pp:label(concat('starts.', local-name()))}"/></xsl:if>
          </xsl:for-each>
        </c:effect>
      </fo:instream-foreign-object></fo:block>
    </fo:block>
  </xsl:template>

  <!-- the earliest start of tasks of this list -->
  <xsl:template name="first-start">
    <xsl:param name="tasks"/>
    <xsl:for-each select="$plan//p:task[@f:start-date][contains($tasks, concat(' ', @id, ' '))]">
      <xsl:sort select="@f:start-date"/>
      <xsl:if test="position() = 1"><xsl:value-of select="@f:start-date"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
