<?xml version="1.0" encoding="UTF-8"?>
<!-- Sign-off sheets as page-sequences.  A person reads what the signature says, decides, signs: lines are
     10 mm high and boxes 3.4 mm wide, for a hand. -->
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

  <xsl:template name="signoff-head">
    <xsl:value-of select="concat(pp:label('signoff-sheet'), ' · ', $plan/@id, ' ', pp:label('in.revision'), ' ', $plan/@revision)"/>
  </xsl:template>

  <!-- last: id of the last page-sequence of the whole file; empty: each sheet counts its own pages -->
  <xsl:template name="signoff-sheets">
    <xsl:param name="who"/>
    <xsl:param name="last"/>
    <xsl:for-each select="$who">
      <xsl:sort select="@order" data-type="number"/>
      <fo:page-sequence master-reference="portrait" id="sheet-{@id}" force-page-count="no-force">
        <xsl:if test="$last = ''"><xsl:attribute name="initial-page-number">1</xsl:attribute></xsl:if>
        <xsl:if test="$last = ''"><fo:title><xsl:call-template name="signoff-head"/></fo:title></xsl:if>
        <xsl:call-template name="statics">
          <xsl:with-param name="last"><xsl:choose><xsl:when test="$last = ''">sheet-<xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="$last"/></xsl:otherwise></xsl:choose></xsl:with-param>
          <xsl:with-param name="left"><xsl:call-template name="signoff-head"/></xsl:with-param>
          <xsl:with-param name="right" select="$org"/>
          <xsl:with-param name="form" select="concat(pp:label('in.form'), ' ', @id)"/>
        </xsl:call-template>
        <fo:flow flow-name="xsl-region-body"><xsl:call-template name="signoff-sheet"/></fo:flow>
      </fo:page-sequence>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="signoff-sheet">
    <xsl:variable name="me" select="@who"/>
    <fo:block xsl:use-attribute-sets="eyebrow" text-transform="uppercase"><xsl:value-of select="pp:label('signoff')"/></fo:block>
    <fo:table table-layout="fixed" width="100%">
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="8mm"/>
      <fo:table-column column-width="30mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell>
            <fo:block xsl:use-attribute-sets="title" space-before="1.5mm" role="H1"><xsl:apply-templates select="$plan/p:head/p:title/node()" mode="inline"/></fo:block>
            <fo:block xsl:use-attribute-sets="para"><xsl:value-of select="l:fill(pp:label('signoff-scope'), '{r}', $plan/@revision)"/></fo:block>
          </fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell>
            <fo:block space-before="1.5mm" line-height="0pt" text-align="end">
              <fo:instream-foreign-object content-width="28mm" content-height="28mm" width="28mm" height="28mm" scaling="uniform" role="Figure">
                <xsl:copy-of select="pp:qr(concat('planpress:1;', $plan/@id, ';', $plan/@revision, ';', $digest, ';', @id, ';', $me))"/>
              </fo:instream-foreign-object>
            </fo:block>
            <fo:block xsl:use-attribute-sets="small" text-align="end" space-before="1mm"><xsl:value-of select="@id"/></fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <fo:table xsl:use-attribute-sets="table" space-before="6.75pt">
      <fo:table-column column-width="34mm"/><fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'signs-as'"/><xsl:with-param name="v"><fo:inline font-weight="600"><xsl:value-of select="pp:name($me)"/></fo:inline><xsl:if test="key('id', $me)/@title">, <xsl:value-of select="key('id', $me)/@title"/></xsl:if></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'capacity'"/><xsl:with-param name="v"><xsl:value-of select="pp:word('capacity', @capacity)"/><fo:inline color="{$soft}"> – <xsl:value-of select="pp:word('capacity-means', @capacity)"/></fo:inline><xsl:if test="@for"><xsl:value-of select="concat(' (', l:names(@for), ')')"/></xsl:if></xsl:with-param></xsl:call-template>
        <xsl:call-template name="kv"><xsl:with-param name="k" select="'return-to'"/><xsl:with-param name="v"><xsl:value-of select="pp:name($plan/p:head/p:owner/@who)"/></xsl:with-param></xsl:call-template>
        <xsl:variable name="mine" select="$plan/p:improvements/p:improvement/p:action[@owner = $me] | $plan/p:infrastructure/p:process[@owner = $me] | $plan/p:risks/p:risk[@owner = $me] | $plan/p:objectives/p:objective[@owner = $me] | $plan/p:responsibilities/p:commitment[@by = $me] | $plan/p:resources/p:resource[@provider = $me]"/>
        <xsl:if test="$mine"><xsl:call-template name="kv"><xsl:with-param name="k" select="'concerns-you'"/><xsl:with-param name="v"><xsl:for-each select="$mine"><xsl:if test="position() &gt; 1">, </xsl:if><fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:if test="l:name(@id) != @id"><xsl:text> </xsl:text><xsl:value-of select="l:name(@id)"/></xsl:if></xsl:for-each></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="$this-revision[@class != 'initial']/p:change">
          <xsl:call-template name="kv"><xsl:with-param name="k" select="'changed-for-you'"/><xsl:with-param name="v"><xsl:for-each select="$this-revision/p:change"><fo:block><xsl:if test="@at"><fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@at"/></fo:inline><xsl:text> </xsl:text></xsl:if><xsl:apply-templates mode="inline"/><xsl:if test="@request"><fo:inline color="{$soft}"> (<xsl:value-of select="@request"/>)</fo:inline></xsl:if></fo:block></xsl:for-each></xsl:with-param></xsl:call-template>
        </xsl:if>
        <xsl:variable name="conditions" select="$plan/p:approval/p:signature/p:condition[@state = 'open']"/>
        <xsl:if test="$conditions"><xsl:call-template name="kv"><xsl:with-param name="k" select="'open-conditions'"/><xsl:with-param name="v"><xsl:for-each select="$conditions"><fo:block><fo:inline xsl:use-attribute-sets="id"><xsl:value-of select="@id"/></fo:inline><xsl:text> </xsl:text><xsl:apply-templates mode="inline"/><fo:inline color="{$soft}"> (<xsl:value-of select="concat(pp:name(@owner), ', ', pp:day(@due))"/>)</fo:inline></fo:block></xsl:for-each></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="@f:signed-on"><xsl:call-template name="kv"><xsl:with-param name="k" select="'already-signed'"/><xsl:with-param name="v"><xsl:value-of select="concat(pp:day(@f:signed-on), ' (', pp:label('in.revision'), ' ', @f:signed-revision, ', ', pp:word('decision', @f:decision), ')')"/></xsl:with-param></xsl:call-template></xsl:if>
      </fo:table-body>
    </fo:table>
    <fo:block-container border="0.75pt solid {$ink}" padding="5mm" start-indent="5mm" end-indent="5mm" keep-together.within-page="always">
      <fo:block-container margin="0pt">
        <fo:table table-layout="fixed" width="100%">
          <fo:table-column column-width="proportional-column-width(1)"/><fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-body>
            <fo:table-row>
              <xsl:call-template name="decision-box"><xsl:with-param name="k" select="'approve'"/><xsl:with-param name="note" select="'approve-note'"/></xsl:call-template>
              <xsl:call-template name="decision-box"><xsl:with-param name="k" select="'approve-with-conditions'"/><xsl:with-param name="note" select="'approve-with-conditions-note'"/></xsl:call-template>
            </fo:table-row>
            <fo:table-row>
              <xsl:call-template name="decision-box"><xsl:with-param name="k" select="'reject'"/><xsl:with-param name="note" select="'reject-note'"/></xsl:call-template>
              <xsl:call-template name="decision-box"><xsl:with-param name="k" select="'abstain'"/></xsl:call-template>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
        <fo:block xsl:use-attribute-sets="small"><xsl:value-of select="pp:label('conditions-or-reason')"/></fo:block>
        <xsl:call-template name="write-line"/><xsl:call-template name="write-line"/><xsl:call-template name="write-line"/>
        <fo:table table-layout="fixed" width="100%" space-before="9mm">
          <fo:table-column column-width="proportional-column-width(1)"/><fo:table-column column-width="8mm"/><fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-body>
            <fo:table-row height="10mm">
              <fo:table-cell border-after="0.75pt solid {$ink}"><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell><fo:table-cell border-after="0.75pt solid {$ink}"><fo:block/></fo:table-cell>
            </fo:table-row>
            <fo:table-row>
              <fo:table-cell padding-before="1mm"><fo:block xsl:use-attribute-sets="small"><xsl:value-of select="pp:label('signature')"/></fo:block></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell><fo:table-cell padding-before="1mm"><fo:block xsl:use-attribute-sets="small"><xsl:value-of select="pp:label('date-and-place')"/></fo:block></fo:table-cell>
            </fo:table-row>
            <fo:table-row height="10mm">
              <fo:table-cell border-after="0.75pt solid {$ink}"><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell>
            </fo:table-row>
            <fo:table-row>
              <fo:table-cell padding-before="1mm"><fo:block xsl:use-attribute-sets="small"><xsl:value-of select="pp:label('by-proxy')"/><xsl:if test="@proxy"> (<xsl:value-of select="pp:name(@proxy)"/>)</xsl:if></fo:block></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell><fo:table-cell><fo:block/></fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </fo:block-container>
    </fo:block-container>
    <fo:block xsl:use-attribute-sets="small" space-before="5mm"><xsl:value-of select="l:fill(pp:label('signoff-instructions'), '{d}', concat(substring($digest, 1, 4), ' ', substring($digest, 5, 4), ' ', substring($digest, 9, 4), ' ', substring($digest, 13, 4)))"/></fo:block>
  </xsl:template>

  <xsl:template name="check-box">
    <fo:instream-foreign-object content-width="3.4mm" content-height="3.4mm" alignment-baseline="middle">
      <svg xmlns="http://www.w3.org/2000/svg" width="34" height="34" viewBox="0 0 34 34"><rect x="1.6" y="1.6" width="30.8" height="30.8" fill="none" stroke="{$ink}" stroke-width="3.2"/></svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <xsl:template name="decision-box">
    <xsl:param name="k"/>
    <xsl:param name="note"/>
    <fo:table-cell padding-after="4mm" padding-end="4mm">
      <fo:list-block provisional-distance-between-starts="5.6mm" provisional-label-separation="1mm">
        <fo:list-item>
          <fo:list-item-label end-indent="label-end()"><fo:block><xsl:call-template name="check-box"/></fo:block></fo:list-item-label>
          <fo:list-item-body start-indent="body-start()">
            <fo:block font-weight="600"><xsl:value-of select="pp:label($k)"/></fo:block>
            <xsl:if test="$note != ''"><fo:block color="{$soft}"><xsl:value-of select="pp:label($note)"/></fo:block></xsl:if>
          </fo:list-item-body>
        </fo:list-item>
      </fo:list-block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="write-line">
    <fo:block-container height="10mm" border-after="0.75pt solid {$ink}"><fo:block/></fo:block-container>
  </xsl:template>

  <!-- all signatories on one sheet -->
  <xsl:template name="signoff-all">
    <fo:page-sequence master-reference="portrait" id="sheet-all">
      <fo:title><xsl:call-template name="signoff-head"/></fo:title>
      <xsl:call-template name="statics">
        <xsl:with-param name="last" select="'sheet-all'"/>
        <xsl:with-param name="left"><xsl:call-template name="signoff-head"/></xsl:with-param>
        <xsl:with-param name="right" select="$org"/>
        <xsl:with-param name="form" select="pp:label('in.form-all')"/>
      </xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <fo:block xsl:use-attribute-sets="eyebrow" text-transform="uppercase"><xsl:value-of select="pp:label('signoff')"/></fo:block>
        <fo:block xsl:use-attribute-sets="title" space-before="1.5mm" role="H1"><xsl:apply-templates select="$plan/p:head/p:title/node()" mode="inline"/></fo:block>
        <fo:block xsl:use-attribute-sets="para"><xsl:value-of select="l:fill(pp:label('signoff-scope'), '{r}', $plan/@revision)"/></fo:block>
        <fo:table xsl:use-attribute-sets="table">
          <xsl:call-template name="columns"><xsl:with-param name="cols">
            <l:col w="46mm" k="signatory"/><l:col w="50mm" k="decision"/><l:col w="proportional-column-width(1)" k="signature"/><l:col w="3mm" k="in.nothing"/><l:col w="22mm" k="date"/>
          </xsl:with-param></xsl:call-template>
          <fo:table-body>
            <xsl:for-each select="$plan/p:approval/p:signatory">
              <xsl:sort select="@order" data-type="number"/>
              <fo:table-row xsl:use-attribute-sets="row" keep-together.within-page="always" height="22mm">
                <fo:table-cell xsl:use-attribute-sets="cell"><fo:block font-weight="600" hyphenate="false"><xsl:value-of select="pp:name(@who)"/></fo:block><fo:block><xsl:value-of select="pp:word('capacity', @capacity)"/></fo:block><fo:block color="{$soft}"><xsl:value-of select="pp:word('capacity-means', @capacity)"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell">
                  <fo:block line-height="13.5pt"><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('approve')"/></fo:block>
                  <fo:block line-height="13.5pt"><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('approve-with-conditions')"/></fo:block>
                  <fo:block line-height="13.5pt"><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('reject')"/></fo:block>
                  <fo:block line-height="13.5pt"><xsl:call-template name="check-box"/>&#160; <xsl:value-of select="pp:label('abstain')"/></fo:block>
                </fo:table-cell>
                <!-- lines to write on -->
                <fo:table-cell border-after="0.75pt solid {$soft}"><fo:block/></fo:table-cell>
                <fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell border-after="0.75pt solid {$soft}" padding-before="1.5mm"><fo:block><xsl:value-of select="pp:day(@f:signed-on)"/></fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block xsl:use-attribute-sets="small"><xsl:value-of select="l:fill(pp:label('signoff-instructions'), '{d}', $digest)"/></fo:block>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

</xsl:stylesheet>
