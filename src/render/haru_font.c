/*
 * Faces as embedded fonts: Type0, Identity-H, the codes being glyph ids.
 *
 * While pages are drawn a face collects the glyphs used and the text each stands for; when the
 * document ends HarfBuzz cuts the face down to them, keeping their numbers, and the font's objects
 * are made through libharu's object layer: TrueType outlines as FontFile2, CFF as FontFile3 of type
 * CIDFontType0C.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "layout/font.h"
#include "render/haru_imp.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <math.h>
#include <string.h>

#define BFCHARS 100 /* entries a beginbfchar may have */

/* ---- while drawing ---- */

/* A name object holds no delimiters, and libharu's no more than 127 bytes. */
static const char *
clean_name(struct arena *arena, const char *name)
{
	char *clean = arena_strndup(arena, name, strnlen(name, 100));
	for (char *p = clean; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' || strchr("()<>[]{}/%#+", *p) != NULL)
			*p = '-';
	return clean;
}

/* An instance of a variable font: its place on the axes. */
static void
face_instance(struct haru_face *face, const struct font *font)
{
	struct font_axis axes[HARU_AXES];
	face->axis_count = font_axes(font, axes, HARU_AXES);
	for (unsigned i = 0; i < face->axis_count; i++)
		face->axes[i] = (hb_variation_t){.tag = axes[i].tag, .value = axes[i].value};
	if (face->axis_count > 0)
		hb_font_set_variations(face->metrics, face->axes, face->axis_count);
}

static struct haru_face *
face_new(struct haru_state *h, const struct font *font)
{
	struct arena *arena = h->setup.arena;
	struct haru_face *face = ARENA_NEW(arena, struct haru_face);
	face->hb = font_hb_face(font);
	face->metrics = hb_font_create(face->hb); /* its scale is units per em */
	face_instance(face, font);
	face->used = hb_set_create();
	face->name = clean_name(arena, font_face_name(font));
	face->glyph_count = hb_face_get_glyph_count(face->hb);
	if (face->glyph_count > 0x10000)
		face->glyph_count = 0x10000;
	face->texts = ARENA_ARRAY(arena, face->glyph_count, const char *);
	face->text_lens = ARENA_ARRAY(arena, face->glyph_count, uint32_t);
	face->widths = ARENA_ARRAY(arena, face->glyph_count, float);
	for (uint32_t i = 0; i < face->glyph_count; i++)
		face->widths[i] = -1;
	hb_codepoint_t space;
	if (hb_font_get_nominal_glyph(face->metrics, ' ', &space) && space < face->glyph_count)
		face->space = space;
	face->font = HPDF_Dict_New(h->pdf->mmgr);
	if (face->font != NULL) {
		face->font->header.obj_class |= HPDF_OSUBCLASS_FONT;
		HPDF_Xref_Add(h->pdf->xref, face->font);
		HPDF_Dict_AddName(face->font, "Type", "Font");
		HPDF_Dict_AddName(face->font, "Subtype", "Type0");
		HPDF_Dict_AddName(face->font, "Encoding", "Identity-H");
	}
	*h->last_face = face;
	h->last_face = &face->next;
	return face;
}

struct haru_face *
haru_face(struct haru_state *h, const struct font *font)
{
	size_t number = font_face_number(font);
	if (number >= h->face_count) {
		size_t count = 2 * number + 16;
		h->faces = arena_grow(h->setup.arena, h->faces, h->face_count, count,
				      sizeof *h->faces);
		h->face_count = count;
	}
	if (h->faces[number] == NULL)
		h->faces[number] = face_new(h, font);
	return h->faces[number]->font != NULL ? h->faces[number] : NULL;
}

/* Rounded as it will stand in the font, so that the pen goes where a reader's goes. */
double
haru_width(struct haru_face *face, uint32_t glyph)
{
	if (glyph >= face->glyph_count)
		return 0;
	if (face->widths[glyph] < 0) {
		double advance = hb_font_get_glyph_h_advance(face->metrics, glyph);
		double width = advance * 1000 / hb_face_get_upem(face->hb);
		face->widths[glyph] = (float)(round(fmin(fmax(width, 0), 30000) * 100) / 100);
	}
	return (double)face->widths[glyph];
}

bool
haru_use(struct haru_state *h, struct haru_face *face, uint32_t glyph, const char *text, size_t len)
{
	if (glyph >= face->glyph_count)
		return true;
	if (face->texts[glyph] == NULL) /* else it is in the set already */
		hb_set_add(face->used, glyph);
	if (text == NULL)
		return true;
	if (face->texts[glyph] == NULL) {
		face->texts[glyph] = arena_strndup(h->setup.arena, text, len);
		face->text_lens[glyph] = (uint32_t)len;
		return true;
	}
	return face->text_lens[glyph] == len && memcmp(face->texts[glyph], text, len) == 0;
}

void
haru_utf16(struct strbuf *b, const char *text, size_t len)
{
	const char *end = text + len;
	while (text < end) {
		uint32_t cp = utf8_next(&text, end);
		if (cp < 0x10000)
			strbuf_printf(b, "%04X", cp);
		else
			strbuf_printf(b, "%04X%04X", 0xD800 + ((cp - 0x10000) >> 10),
				      0xDC00 + ((cp - 0x10000) & 0x3FF));
	}
}

/* ---- when the document ends ---- */

static void
stream_write(HPDF_Dict dict, const void *data, size_t len)
{
	HPDF_Stream_Write(dict->stream, data, (HPDF_UINT)len);
	dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
}

/* A face cut down to what was used; NULL if HarfBuzz cannot. */
static hb_face_t *
face_subset(const struct haru_face *face)
{
	static const hb_tag_t drop[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
					HB_TAG('G', 'D', 'E', 'F'), HB_TAG('D', 'S', 'I', 'G')};
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (input == NULL)
		oom();
	hb_set_union(hb_subset_input_glyph_set(input), face->used);
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof drop / sizeof drop[0]; i++)
		hb_set_add(dropped, drop[i]);
	/* a PDF takes fixed outlines only */
	for (unsigned i = 0; i < face->axis_count; i++)
		hb_subset_input_pin_axis_location(input, face->hb, face->axes[i].tag,
						  face->axes[i].value);
	hb_face_t *subset = hb_subset_or_fail(face->hb, input);
	hb_subset_input_destroy(input);
	return subset;
}

/* Six letters that tell one subset of a face from another: a hash of its glyphs. */
static const char *
subset_name(struct haru_state *h, const struct haru_face *face)
{
	uint64_t hash = 14695981039346656037u;
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
	while (hb_set_next(face->used, &glyph))
		hash = (hash ^ glyph) * 1099511628211u;
	char tag[7] = "";
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return arena_printf(h->setup.arena, "%s+%s", tag, face->name);
}

static int
thousandths(const struct haru_face *face, hb_position_t v)
{
	return (int)lround((double)v * 1000 / hb_face_get_upem(face->hb));
}

static int
metric(const struct haru_face *face, hb_ot_metrics_tag_t tag, int otherwise)
{
	hb_position_t v;
	return hb_ot_metrics_get_position(face->metrics, tag, &v) ? thousandths(face, v)
								  : otherwise;
}

/* The font's bounding box, from the table 'head'. */
static HPDF_Box
bounding_box(const struct haru_face *face)
{
	HPDF_Box box = {-500, -300, 1500, 1100};
	hb_blob_t *head = hb_face_reference_table(face->hb, HB_TAG('h', 'e', 'a', 'd'));
	unsigned len;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(head, &len);
	if (len >= 44) {
		int v[4];
		for (int i = 0; i < 4; i++)
			v[i] = thousandths(face, (int16_t)(p[36 + 2 * i] << 8 | p[37 + 2 * i]));
		box = (HPDF_Box){(float)v[0], (float)v[1], (float)v[2], (float)v[3]};
	}
	hb_blob_destroy(head);
	return box;
}

static HPDF_Dict
descriptor_new(struct haru_state *h, const struct haru_face *face, const char *name)
{
	HPDF_MMgr mmgr = h->pdf->mmgr;
	HPDF_Dict d = HPDF_Dict_New(mmgr);
	HPDF_Xref_Add(h->pdf->xref, d);
	HPDF_Dict_AddName(d, "Type", "FontDescriptor");
	HPDF_Dict_AddName(d, "FontName", name);
	HPDF_Dict_AddNumber(d, "Flags", 4); /* symbolic: no standard encoding is meant */
	HPDF_Dict_Add(d, "FontBBox", HPDF_Box_Array_New(mmgr, bounding_box(face)));
	double slant = (double)hb_style_get_value(face->metrics, HB_STYLE_TAG_SLANT_ANGLE);
	HPDF_Dict_AddNumber(d, "ItalicAngle", (HPDF_INT32)lround(slant));
	HPDF_Dict_AddNumber(d, "Ascent", metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 900));
	HPDF_Dict_AddNumber(d, "Descent",
			    metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -250));
	HPDF_Dict_AddNumber(d, "CapHeight", metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, 700));
	HPDF_Dict_AddNumber(d, "StemV", 80);
	return d;
}

/* The outlines as FontFile2 or FontFile3; true if they are CFF. */
static bool
outlines_embed(struct haru_state *h, HPDF_Dict descriptor, hb_face_t *subset, bool *is_cff)
{
	hb_blob_t *blob = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
	*is_cff = hb_blob_get_length(blob) > 0;
	if (!*is_cff) {
		hb_blob_destroy(blob);
		hb_blob_t *glyf = hb_face_reference_table(subset, HB_TAG('g', 'l', 'y', 'f'));
		bool has_outlines = hb_blob_get_length(glyf) > 0;
		hb_blob_destroy(glyf);
		if (!has_outlines)
			return false;
		blob = hb_face_reference_blob(subset);
	}
	unsigned len;
	const char *data = hb_blob_get_data(blob, &len);
	HPDF_Dict file = HPDF_DictStream_New(h->pdf->mmgr, h->pdf->xref);
	if (file != NULL) {
		stream_write(file, data, len);
		if (*is_cff)
			HPDF_Dict_AddName(file, "Subtype", "CIDFontType0C");
		else
			HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)len);
		HPDF_Dict_Add(descriptor, *is_cff ? "FontFile3" : "FontFile2", file);
	}
	hb_blob_destroy(blob);
	return true;
}

/* [first [w w w] first [w] …]: one inner array for each run of neighbouring glyphs. */
static HPDF_Array
widths_new(struct haru_state *h, struct haru_face *face)
{
	HPDF_Array all = HPDF_Array_New(h->pdf->mmgr);
	HPDF_Array run = NULL;
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID, before = HB_SET_VALUE_INVALID;
	while (hb_set_next(face->used, &glyph)) {
		if (run == NULL || glyph != before + 1) {
			HPDF_Array_AddNumber(all, (HPDF_INT32)glyph);
			run = HPDF_Array_New(h->pdf->mmgr);
			HPDF_Array_Add(all, run);
		}
		HPDF_Array_AddReal(run, (HPDF_REAL)haru_width(face, glyph));
		before = glyph;
	}
	return all;
}

static HPDF_Dict
descendant_new(struct haru_state *h, struct haru_face *face, const char *name, bool is_cff)
{
	HPDF_MMgr mmgr = h->pdf->mmgr;
	HPDF_Dict d = HPDF_Dict_New(mmgr);
	HPDF_Xref_Add(h->pdf->xref, d);
	HPDF_Dict_AddName(d, "Type", "Font");
	HPDF_Dict_AddName(d, "Subtype", is_cff ? "CIDFontType0" : "CIDFontType2");
	HPDF_Dict_AddName(d, "BaseFont", name);
	if (!is_cff)
		HPDF_Dict_AddName(d, "CIDToGIDMap", "Identity");
	HPDF_Dict system = HPDF_Dict_New(mmgr);
	HPDF_Dict_Add(d, "CIDSystemInfo", system);
	HPDF_Dict_Add(system, "Registry", HPDF_String_New(mmgr, "Adobe", NULL));
	HPDF_Dict_Add(system, "Ordering", HPDF_String_New(mmgr, "Identity", NULL));
	HPDF_Dict_AddNumber(system, "Supplement", 0);
	HPDF_Dict_Add(d, "W", widths_new(h, face));
	return d;
}

/* Which text each code stands for; glyphs that only appear within an ActualText have none. */
static HPDF_Dict
to_unicode_new(struct haru_state *h, const struct haru_face *face)
{
	static const char head[] =
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
		"/Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n"
		"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
		"endcodespacerange\n";
	static const char tail[] = "endcmap\nCMapName currentdict /CMap defineresource pop\n"
				   "end\nend\n";
	struct strbuf cmap = STRBUF_INIT, block = STRBUF_INIT;
	strbuf_puts(&cmap, head);
	unsigned entries = 0;
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
	bool more = hb_set_next(face->used, &glyph);
	while (more || entries > 0) {
		if (more && face->texts[glyph] != NULL) {
			strbuf_printf(&block, "<%04X> <", glyph);
			haru_utf16(&block, face->texts[glyph], face->text_lens[glyph]);
			strbuf_puts(&block, ">\n");
			entries++;
		}
		more = more && hb_set_next(face->used, &glyph);
		if (entries == BFCHARS || (!more && entries > 0)) {
			strbuf_printf(&cmap, "%u beginbfchar\n%sendbfchar\n", entries, block.s);
			strbuf_clear(&block);
			entries = 0;
		}
	}
	strbuf_puts(&cmap, tail);
	HPDF_Dict d = HPDF_DictStream_New(h->pdf->mmgr, h->pdf->xref);
	if (d != NULL)
		stream_write(d, cmap.s, cmap.len);
	strbuf_release(&cmap);
	strbuf_release(&block);
	return d;
}

static bool
face_embed(struct haru_state *h, struct haru_face *face)
{
	hb_face_t *subset = face_subset(face);
	if (subset == NULL) {
		RENDER_FAIL(&h->setup, FONT, face->name, "HarfBuzz cannot cut it down");
		return false;
	}
	const char *name = subset_name(h, face);
	HPDF_Dict descriptor = descriptor_new(h, face, name);
	bool is_cff;
	bool ok = outlines_embed(h, descriptor, subset, &is_cff);
	hb_face_destroy(subset);
	if (!ok) {
		RENDER_FAIL(&h->setup, FONT, face->name, "it has no outlines");
		return false;
	}
	HPDF_Dict descendant = descendant_new(h, face, name, is_cff);
	HPDF_Dict_Add(descendant, "FontDescriptor", descriptor);
	HPDF_Array descendants = HPDF_Array_New(h->pdf->mmgr);
	HPDF_Array_Add(descendants, descendant);
	HPDF_Dict_Add(face->font, "DescendantFonts", descendants);
	HPDF_Dict_AddName(face->font, "BaseFont", name);
	HPDF_Dict_Add(face->font, "ToUnicode", to_unicode_new(h, face));
	return true;
}

bool
haru_embed(struct haru_state *h)
{
	for (struct haru_face *face = h->first_face; face != NULL; face = face->next)
		if (face->font != NULL && !face_embed(h, face))
			return false;
	return true;
}

void
haru_release_faces(struct haru_state *h)
{
	for (struct haru_face *face = h->first_face; face != NULL; face = face->next) {
		hb_font_destroy(face->metrics);
		hb_set_destroy(face->used);
	}
	h->first_face = NULL;
}
