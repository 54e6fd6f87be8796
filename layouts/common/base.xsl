<?xml version="1.0" encoding="UTF-8"?>
<!--
  What every layout stands on: theme, labels in the plan's language, names of things, states, and the
  attribute sets of the type scale.  Sizes are 26 / 15 / 10.5 / 9.25 / 8.25 / 7.25 pt and no others;
  text hangs on 13.5 pt, tables on 11.5 pt.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:planpress:plan:1" xmlns:f="urn:planpress:facts:1"
    xmlns:pp="urn:planpress:functions:1" xmlns:th="urn:planpress:theme:1"
    xmlns:l="urn:planpress:layouts:local"
    xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
    extension-element-prefixes="func"
    exclude-result-prefixes="p f pp th l func exsl">

  <xsl:output method="xml" indent="no"/>

  <xsl:param name="paper"/>
  <xsl:param name="person"/>
  <xsl:param name="today"/>
  <xsl:param name="theme"/>
  <xsl:param name="theme-dir"/>

  <xsl:key name="id" match="*[@id]" use="@id"/>

  <!-- ======== theme ======== -->
  <xsl:variable name="th" select="document('pp:theme')/th:theme"/>
  <xsl:variable name="ink" select="string($th/th:colours/@ink)"/>
  <xsl:variable name="soft" select="string($th/th:colours/@soft)"/>
  <xsl:variable name="line" select="string($th/th:colours/@line)"/>
  <xsl:variable name="hair" select="string($th/th:colours/@hair)"/>
  <xsl:variable name="brand" select="string($th/th:colours/@brand)"/>
  <xsl:variable name="tint" select="string($th/th:colours/@tint)"/>
  <xsl:variable name="white" select="string($th/th:colours/@paper)"/>
  <xsl:variable name="good" select="string($th/th:colours/@good)"/>
  <xsl:variable name="warn" select="string($th/th:colours/@warn)"/>
  <xsl:variable name="bad" select="string($th/th:colours/@bad)"/>
  <!-- grounds of a risk matrix, told apart in grey too -->
  <xsl:variable name="warn-tint" select="concat($th/th:colours/@warn-tint, substring('#faeddc', 1 + 7 * boolean($th/th:colours/@warn-tint)))"/>
  <xsl:variable name="bad-tint" select="concat($th/th:colours/@bad-tint, substring('#eec4bf', 1 + 7 * boolean($th/th:colours/@bad-tint)))"/>
  <xsl:variable name="text-font" select="string($th/th:fonts/@text)"/>
  <xsl:variable name="display-font" select="string($th/th:fonts/@display)"/>
  <xsl:variable name="figures-font" select="string($th/th:fonts/@figures)"/>
  <xsl:variable name="code-font" select="string($th/th:fonts/@code)"/>
  <xsl:variable name="page-inner" select="string($th/th:page/@inner)"/>
  <xsl:variable name="page-outer" select="string($th/th:page/@outer)"/>
  <xsl:variable name="page-top" select="string($th/th:page/@top)"/>
  <xsl:variable name="page-bottom" select="string($th/th:page/@bottom)"/>
  <xsl:variable name="size">
    <xsl:choose>
      <xsl:when test="$paper != '' and $paper != 'theme'"><xsl:value-of select="$paper"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$th/th:page/@paper"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- a sheet is as large as the layout that offers it says -->
  <xsl:variable name="sheet-width" select="'297mm'"/>
  <xsl:variable name="sheet-height" select="'210mm'"/>
  <!-- short and long edge -->
  <xsl:variable name="short-edge">
    <xsl:choose>
      <xsl:when test="$size = 'sheet'"><xsl:value-of select="$sheet-height"/></xsl:when>
      <xsl:when test="$size = 'letter'">215.9mm</xsl:when>
      <xsl:when test="$size = 'tabloid'">279.4mm</xsl:when>
      <xsl:when test="$size = 'a3'">297mm</xsl:when>
      <xsl:when test="$size = 'a2'">420mm</xsl:when>
      <xsl:when test="$size = 'a1'">594mm</xsl:when>
      <xsl:when test="$size = 'a0'">841mm</xsl:when>
      <xsl:otherwise>210mm</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="long-edge">
    <xsl:choose>
      <xsl:when test="$size = 'sheet'"><xsl:value-of select="$sheet-width"/></xsl:when>
      <xsl:when test="$size = 'letter'">279.4mm</xsl:when>
      <xsl:when test="$size = 'tabloid'">431.8mm</xsl:when>
      <xsl:when test="$size = 'a3'">420mm</xsl:when>
      <xsl:when test="$size = 'a2'">594mm</xsl:when>
      <xsl:when test="$size = 'a1'">841mm</xsl:when>
      <xsl:when test="$size = 'a0'">1189mm</xsl:when>
      <xsl:otherwise>297mm</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- ======== the plan ======== -->
  <xsl:variable name="plan" select="/p:plan"/>
  <xsl:variable name="lang">
    <xsl:choose>
      <xsl:when test="$plan/@xml:lang"><xsl:value-of select="$plan/@xml:lang"/></xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="language">
    <xsl:choose>
      <xsl:when test="contains($lang, '-')"><xsl:value-of select="substring-before($lang, '-')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$lang"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="classification">
    <xsl:choose>
      <xsl:when test="$plan/p:head/p:classification"><xsl:value-of select="$plan/p:head/p:classification"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$th/th:classification/@text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="org">
    <xsl:choose>
      <xsl:when test="$th/th:brand/@text != ''"><xsl:value-of select="$th/th:brand/@text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$plan/p:head/p:org"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- beside the theme, unless its path begins at the root -->
  <xsl:variable name="logo">
    <xsl:if test="$th/th:brand/@logo != '' and $theme-dir != '' and not(starts-with($th/th:brand/@logo, '/'))"><xsl:value-of select="concat($theme-dir, '/')"/></xsl:if>
    <xsl:value-of select="$th/th:brand/@logo"/>
  </xsl:variable>
  <xsl:variable name="digest" select="string($plan/@f:digest-short)"/>
  <xsl:variable name="state" select="string($plan/@f:state)"/>

  <!-- ======== words: labels, dates and names are pp:label, pp:word, pp:day, pp:name ======== -->
  <!-- l:name(id): what people call the thing behind an id, also when it has no name or title of its own -->
  <func:function name="l:name">
    <xsl:param name="id"/>
    <xsl:variable name="own" select="pp:name($id)"/>
    <xsl:choose>
      <xsl:when test="$own != string($id)"><func:result select="$own"/></xsl:when>
      <xsl:otherwise><func:result select="l:role-name(string($id))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>
  <func:function name="l:role-name">
    <xsl:param name="id"/>
    <xsl:variable name="found">
      <xsl:for-each select="$plan">
        <xsl:variable name="e" select="key('id', $id)[1]"/>
        <xsl:choose>
          <xsl:when test="$e/self::p:appraisal"><xsl:value-of select="concat(pp:word('method', $e/@method), ', ', pp:day($e/@date))"/></xsl:when>
          <xsl:when test="$e/self::p:signatory"><xsl:value-of select="pp:name($e/@who)"/></xsl:when>
          <xsl:when test="$e/self::p:pilot or $e/self::p:deployment"><xsl:value-of select="concat(pp:label(local-name($e)), ' ', $id)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="pp:bidi(string($found))"/>
  </func:function>

  <!-- l:names('a b'): names of a list of ids -->
  <func:function name="l:names">
    <xsl:param name="ids"/>
    <xsl:variable name="list" select="normalize-space($ids)"/>
    <xsl:choose>
      <xsl:when test="contains($list, ' ')">
        <func:result select="concat(l:name(substring-before($list, ' ')), ', ', l:names(substring-after($list, ' ')))"/>
      </xsl:when>
      <xsl:when test="$list = ''"><func:result select="''"/></xsl:when>
      <xsl:otherwise><func:result select="l:name($list)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:state-reason(): why the plan is in its state.  The facts tell it in English; other languages have a
       sentence for each state. -->
  <func:function name="l:state-reason">
    <xsl:variable name="own" select="pp:label(concat('reason.', $state), string($language), '')"/>
    <xsl:choose>
      <xsl:when test="$language != 'en' and $own != ''"><func:result select="$own"/></xsl:when>
      <xsl:otherwise><func:result select="string($plan/@f:state-reason)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:num('0.85'): a number as this language writes it, with as many decimals as were given; other text as it is -->
  <func:function name="l:num">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="string($n) = '' or string(number($n)) = 'NaN'"><func:result select="string($n)"/></xsl:when>
      <xsl:otherwise><func:result select="pp:number(number($n), string-length(substring-after(string($n), '.')), string($lang))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:span('6w'): a duration in words -->
  <func:function name="l:span">
    <xsl:param name="span"/>
    <xsl:variable name="unit" select="translate($span, '+-.0123456789', '')"/>
    <xsl:variable name="n" select="substring-before($span, $unit)"/>
    <xsl:variable name="form">
      <xsl:choose>
        <xsl:when test="number($n) = 1">one</xsl:when>
        <xsl:otherwise>many</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($span) = ''"><func:result select="''"/></xsl:when>
      <xsl:when test="$unit = '%'"><func:result select="concat($n, '&#160;%')"/></xsl:when>
      <xsl:otherwise><func:result select="concat($n, '&#160;', pp:label(concat('unit.', $unit, '.', $form)))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:lag('-3d'): a lag with its sign, its unit abridged -->
  <func:function name="l:lag">
    <xsl:param name="lag"/>
    <xsl:variable name="n" select="translate($lag, '+-abcdefghijklmnopqrstuvwxyz%', '')"/>
    <xsl:variable name="unit" select="translate($lag, '+-.0123456789', '')"/>
    <xsl:choose>
      <xsl:when test="$lag = ''"><func:result select="''"/></xsl:when>
      <xsl:when test="starts-with($lag, '-')"><func:result select="concat('−', l:num($n), pp:word('lag', $unit))"/></xsl:when>
      <xsl:otherwise><func:result select="concat('+', l:num($n), pp:word('lag', $unit))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- l:fill(text, slot, value) -->
  <func:function name="l:fill">
    <xsl:param name="text"/>
    <xsl:param name="slot"/>
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="contains($text, $slot)"><func:result select="concat(substring-before($text, $slot), $value, substring-after($text, $slot))"/></xsl:when>
      <xsl:otherwise><func:result select="$text"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- has a text anything to print -->
  <func:function name="l:has">
    <xsl:param name="node"/>
    <func:result select="boolean($node) and normalize-space($node) != ''"/>
  </func:function>

  <!-- colour and sign of a state; a sign and a word always stand beside the colour -->
  <func:function name="l:state-colour">
    <xsl:param name="s"/>
    <xsl:choose>
      <xsl:when test="contains(' done approved approve implemented verified reached met closed agreed on-track ', concat(' ', $s, ' '))"><func:result select="$good"/></xsl:when>
      <xsl:when test="contains(' at-risk partly-signed approved-with-conditions approve-with-conditions due-soon in-review disputed ready-to-sign negotiating in-work running ', concat(' ', $s, ' '))"><func:result select="$warn"/></xsl:when>
      <xsl:when test="contains(' late blocked rejected reject overdue off-track approval-lapsed missed declined ', concat(' ', $s, ' '))"><func:result select="$bad"/></xsl:when>
      <xsl:otherwise><func:result select="$soft"/></xsl:otherwise>
    </xsl:choose>
  </func:function>
  <xsl:template name="state-sign">
    <xsl:param name="s"/>
    <xsl:param name="colour" select="l:state-colour($s)"/>
    <xsl:choose>
      <xsl:when test="$colour = $good">●</xsl:when>
      <xsl:when test="contains(' at-risk due-soon disputed ', concat(' ', $s, ' ')) or $colour = $bad">▲</xsl:when>
      <xsl:when test="$colour = $warn">◐</xsl:when>
      <xsl:otherwise>○</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state">
    <xsl:param name="s"/>
    <xsl:param name="kind" select="'state'"/>
    <xsl:variable name="state" select="string($s)"/>
    <xsl:if test="$state != ''">
      <xsl:variable name="colour" select="l:state-colour($state)"/>
      <fo:inline color="{$colour}">
        <xsl:call-template name="state-sign"><xsl:with-param name="s" select="$state"/><xsl:with-param name="colour" select="$colour"/></xsl:call-template>
        <xsl:text>&#160;</xsl:text>
        <xsl:value-of select="pp:word($kind, $state)"/>
      </fo:inline>
    </xsl:if>
  </xsl:template>

  <!-- an id as link to where the thing stands -->
  <xsl:template name="id-link">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="contains($id, '#')"><fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="$id"/></fo:inline></xsl:when>
      <xsl:otherwise>
        <fo:basic-link internal-destination="{$id}" xsl:use-attribute-sets="id"><xsl:value-of select="$id"/></fo:basic-link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- a list of ids as links -->
  <xsl:template name="id-links">
    <xsl:param name="ids"/>
    <xsl:variable name="list" select="normalize-space($ids)"/>
    <xsl:choose>
      <xsl:when test="contains($list, ' ')">
        <xsl:call-template name="id-link"><xsl:with-param name="id" select="substring-before($list, ' ')"/></xsl:call-template>
        <xsl:text>, </xsl:text>
        <xsl:call-template name="id-links"><xsl:with-param name="ids" select="substring-after($list, ' ')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$list != ''">
        <xsl:call-template name="id-link"><xsl:with-param name="id" select="$list"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ======== type ======== -->
  <xsl:attribute-set name="text">
    <xsl:attribute name="font-family"><xsl:value-of select="$text-font"/></xsl:attribute>
    <xsl:attribute name="font-size">9.25pt</xsl:attribute>
    <xsl:attribute name="line-height">13.5pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$ink"/></xsl:attribute>
    <xsl:attribute name="xml:lang"><xsl:value-of select="$lang"/></xsl:attribute>
    <xsl:attribute name="line-height-shift-adjustment">disregard-shifts</xsl:attribute>
    <xsl:attribute name="hyphenation-remain-character-count">4</xsl:attribute>
    <xsl:attribute name="hyphenation-push-character-count">4</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="para">
    <xsl:attribute name="space-after">6.75pt</xsl:attribute>
    <xsl:attribute name="widows">2</xsl:attribute>
    <xsl:attribute name="orphans">2</xsl:attribute>
    <xsl:attribute name="hyphenate">true</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="h1">
    <xsl:attribute name="font-family"><xsl:value-of select="$display-font"/></xsl:attribute>
    <xsl:attribute name="font-size">26pt</xsl:attribute>
    <xsl:attribute name="line-height">31pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="title">
    <xsl:attribute name="font-family"><xsl:value-of select="$display-font"/></xsl:attribute>
    <xsl:attribute name="font-size">15pt</xsl:attribute>
    <xsl:attribute name="line-height">20.25pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="space-after">6.75pt</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    <xsl:attribute name="keep-together.within-page">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="h2" use-attribute-sets="title">
    <xsl:attribute name="space-before.minimum">13.5pt</xsl:attribute>
    <xsl:attribute name="space-before.optimum">20.25pt</xsl:attribute>
    <xsl:attribute name="space-before.maximum">20.25pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="h3">
    <xsl:attribute name="font-size">10.5pt</xsl:attribute>
    <xsl:attribute name="line-height">13.5pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="space-before.minimum">6.75pt</xsl:attribute>
    <xsl:attribute name="space-before.optimum">13.5pt</xsl:attribute>
    <xsl:attribute name="space-before.maximum">13.5pt</xsl:attribute>
    <xsl:attribute name="space-after">3.375pt</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="h4">
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="space-before">6.75pt</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="eyebrow">
    <xsl:attribute name="font-size">7.25pt</xsl:attribute>
    <xsl:attribute name="line-height">10pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="letter-spacing">0.6pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$brand"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="small">
    <xsl:attribute name="font-size">7.25pt</xsl:attribute>
    <xsl:attribute name="line-height">10pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$soft"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="soft">
    <xsl:attribute name="color"><xsl:value-of select="$soft"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="id">
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$brand"/></xsl:attribute>
    <xsl:attribute name="keep-together.within-line">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="pill">
    <xsl:attribute name="font-size">7.25pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="padding-start">1.6mm</xsl:attribute>
    <xsl:attribute name="padding-end">1.6mm</xsl:attribute>
    <xsl:attribute name="padding-before">0.5pt</xsl:attribute>
    <xsl:attribute name="padding-after">0.5pt</xsl:attribute>
    <xsl:attribute name="border">0.6pt solid</xsl:attribute>
    <xsl:attribute name="keep-together.within-line">always</xsl:attribute>
  </xsl:attribute-set>

  <!-- ======== tables: no vertical lines, a strong rule under the head, hairlines between rows ======== -->
  <xsl:attribute-set name="table">
    <xsl:attribute name="table-layout">fixed</xsl:attribute>
    <xsl:attribute name="width">100%</xsl:attribute>
    <xsl:attribute name="font-family"><xsl:value-of select="$figures-font"/></xsl:attribute>
    <xsl:attribute name="font-size">8.25pt</xsl:attribute>
    <xsl:attribute name="line-height">11.5pt</xsl:attribute>
    <xsl:attribute name="border-after">0.5pt solid <xsl:value-of select="$line"/></xsl:attribute>
    <xsl:attribute name="space-after.minimum">6.75pt</xsl:attribute>
    <xsl:attribute name="space-after.optimum">13.5pt</xsl:attribute>
    <xsl:attribute name="space-after.maximum">13.5pt</xsl:attribute>
    <xsl:attribute name="hyphenate">true</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="head-row">
    <xsl:attribute name="font-size">7.25pt</xsl:attribute>
    <xsl:attribute name="line-height">10pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$soft"/></xsl:attribute>
    <xsl:attribute name="border-after">1pt solid <xsl:value-of select="$ink"/></xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="head-cell">
    <xsl:attribute name="padding-after">1.4mm</xsl:attribute>
    <xsl:attribute name="padding-end">2.5mm</xsl:attribute>
    <xsl:attribute name="display-align">after</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="row-alone">
    <xsl:attribute name="border-before">0.5pt solid <xsl:value-of select="$hair"/></xsl:attribute>
    <xsl:attribute name="keep-together.within-page">5</xsl:attribute>
  </xsl:attribute-set>
  <!-- a row for each node of a for-each: the first and the last do not stand alone on a page -->
  <xsl:attribute-set name="row" use-attribute-sets="row-alone">
    <xsl:attribute name="keep-with-next.within-page"><xsl:choose><xsl:when test="position() = 1 and last() &gt; 1">4</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:attribute>
    <xsl:attribute name="keep-with-previous.within-page"><xsl:choose><xsl:when test="position() = last() and last() &gt; 1">4</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="cell">
    <xsl:attribute name="padding-before">1.5mm</xsl:attribute>
    <xsl:attribute name="padding-after">1.5mm</xsl:attribute>
    <xsl:attribute name="padding-end">2.5mm</xsl:attribute>
  </xsl:attribute-set>
  <!-- behind a column of numbers set to its end -->
  <xsl:attribute-set name="cell-after">
    <xsl:attribute name="padding-before">1.5mm</xsl:attribute>
    <xsl:attribute name="padding-after">1.5mm</xsl:attribute>
    <xsl:attribute name="padding-start">3mm</xsl:attribute>
    <xsl:attribute name="padding-end">2.5mm</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="aside">
    <xsl:attribute name="background-color"><xsl:value-of select="$tint"/></xsl:attribute>
    <xsl:attribute name="border-start">1.6pt solid <xsl:value-of select="$brand"/></xsl:attribute>
    <xsl:attribute name="padding">2.5mm 4mm</xsl:attribute>
    <xsl:attribute name="margin-left">1.6pt</xsl:attribute>
    <xsl:attribute name="margin-right">0pt</xsl:attribute>
    <xsl:attribute name="space-before">6.75pt</xsl:attribute>
    <xsl:attribute name="space-after">6.75pt</xsl:attribute>
    <xsl:attribute name="keep-together.within-page">always</xsl:attribute>
  </xsl:attribute-set>

  <!-- <l:col w="12mm" k="label-key" a="end"/>… as head and columns of a table -->
  <xsl:template name="columns">
    <xsl:param name="cols"/>
    <xsl:for-each select="exsl:node-set($cols)/l:col">
      <fo:table-column column-width="{@w}"/>
    </xsl:for-each>
    <fo:table-header>
      <fo:table-row xsl:use-attribute-sets="head-row">
        <xsl:for-each select="exsl:node-set($cols)/l:col">
          <fo:table-cell xsl:use-attribute-sets="head-cell">
            <xsl:if test="position() = last()"><xsl:attribute name="padding-end">0pt</xsl:attribute></xsl:if>
            <xsl:if test="not(@a) and preceding-sibling::*[1]/@a"><xsl:attribute name="padding-start">3mm</xsl:attribute></xsl:if>
            <fo:block>
              <xsl:if test="@a"><xsl:attribute name="text-align"><xsl:value-of select="@a"/></xsl:attribute></xsl:if>
              <xsl:value-of select="pp:label(@k)"/>
            </fo:block>
          </fo:table-cell>
        </xsl:for-each>
      </fo:table-row>
    </fo:table-header>
  </xsl:template>

  <!-- a row of a key–value table; nothing when there is no value -->
  <xsl:template name="kv">
    <xsl:param name="k"/>
    <xsl:param name="v"/>
    <xsl:param name="text" select="pp:label($k)"/>
    <xsl:if test="normalize-space($v) != ''">
      <fo:table-row xsl:use-attribute-sets="row-alone">
        <fo:table-cell xsl:use-attribute-sets="cell" padding-before="1.15mm" padding-after="1.15mm"><fo:block color="{$soft}" hyphenate="false"><xsl:value-of select="$text"/></fo:block></fo:table-cell>
        <fo:table-cell xsl:use-attribute-sets="cell" padding-before="1.15mm" padding-after="1.15mm" padding-end="0pt"><fo:block><xsl:copy-of select="$v"/></fo:block></fo:table-cell>
      </fo:table-row>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
