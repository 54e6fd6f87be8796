/*
 * Collecting, second half: characters to words and spaces.
 *
 * Two ways.  Text of simple left-to-right scripts (Latin, Greek, Cyrillic) breaks at spaces, and
 * inside words where Pango's log attributes of the word say so, remembered with the word.  Any
 * other text is put together to one string over all inline boundaries, itemized and analysed as a
 * whole: embedding levels and line breaks (Thai, CJK, …) come from there.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/layout_diag.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NO_ATOM SIZE_MAX

struct cutter {
	struct lay_para *para;
	struct lay *lay;
	const struct font_text *info; /* NULL: simple text */
	size_t offset;		      /* of the piece in the analysed text */
	const char *text;	      /* of the piece */
	struct lay_inline *in;
	size_t space;  /* the last space, if no word or object came since */
	size_t word;   /* the last word, if nothing but ends and beginnings came since */
	uint32_t last; /* the last character of it */
};

struct lay_atom *
lay_atom_add(struct lay_para *para, enum lay_atom_kind kind, struct lay_inline *in)
{
	if (para->count == para->cap) {
		size_t cap = vec_next_cap(para->cap);
		para->atoms =
			arena_grow(para->arena, para->atoms, para->count, cap, sizeof *para->atoms);
		para->cap = cap;
	}
	if (para->tracks)
		VEC_PUSH(para->arena, &para->origins, para->here);
	struct lay_atom *a = &para->atoms[para->count++];
	*a = (struct lay_atom){.kind = (uint8_t)kind, .in = in, .level = para->rtl};
	return a;
}

/* ---- fonts for characters ---- */

/* Once a script: a text of a thousand Han characters lacks one thing, a font.  Signs are told apart
 * by their block, since no two need be of one kind. */
static void
say_missing(struct cutter *c, uint32_t cp, const char *s, size_t len)
{
	const char *package = font_package(cp);
	const char *script = font_script_name(cp);
	bool east = package != NULL && strcmp(package, "fonts-noto-cjk") == 0;
	bool sign = !east && (strcmp(script, "symbol") == 0 || strcmp(script, "other") == 0);
	enum layout_diag id =
		lay_is_strict(c->lay) ? LAYOUT_DIAG_NO_GLYPH : LAYOUT_DIAG_NO_GLYPH_MAYBE;
	char what[64];
	if (sign)
		snprintf(what, sizeof what, "missing U+%02X", (unsigned)cp >> 8);
	else
		snprintf(what, sizeof what, "missing %s", east ? "East Asian" : script);
	if (!lay_once(c->lay, what))
		return;
	struct diag_place place = fo_place(c->lay->doc, c->lay->arena, c->in->node);
	diag_add(c->lay->diag, &layout_diags[id], &place,
		 sign ? arena_printf(c->lay->arena, "%.*s (U+%04X)", (int)len, s, (unsigned)cp)
		      : arena_printf(c->lay->arena, "%s characters such as %.*s (U+%04X)",
				     east ? "East Asian" : script, (int)len, s, (unsigned)cp));
	if (package != NULL)
		diag_help(c->lay->diag, "if it is not installed: apt-get install %s", package);
}

static void
say_fallback(struct cutter *c, const struct font *wanted, const struct font *used, uint32_t cp,
	     const char *s, size_t len)
{
	const char *script = font_script_name(cp);
	char key[128];
	snprintf(key, sizeof key, "fallback %s %.90s", script, font_family(wanted));
	if (!lay_once(c->lay, key))
		return;
	struct diag_place place = fo_place(c->lay->doc, c->lay->arena, c->in->node);
	diag_add(c->lay->diag, &layout_diags[LAYOUT_DIAG_FALLBACK_FONT], &place,
		 font_family(wanted), script, arena_strndup(c->lay->arena, s, len),
		 font_family(used));
}

/* Combining marks, joiners and variation selectors stay in the font of their base. */
static bool
is_extending(uint32_t cp)
{
	return font_is_mark(cp) || cp == 0x200d || cp == 0x200c || (cp >= 0x1f3fb && cp <= 0x1f3ff);
}

/* The font for the character at *p and its marks, moved behind them. */
static const struct font *
font_of_char(struct cutter *c, const struct font *font, const char **p, const char *end)
{
	const char *lang = c->in->style->lang;
	const char *start = *p;
	uint32_t cp = utf8_next(p, end);
	size_t len = (size_t)(*p - start);
	const char *next = *p;

	while (next < end && is_extending(utf8_next(&next, end)))
		*p = next;
	const struct font *used =
		font_for_cluster(c->lay->book, font, start, (size_t)(*p - start), lang);
	if (used == NULL) {
		say_missing(c, cp, start, len);
		return font;
	}
	if (used != font)
		say_fallback(c, font, used, cp, start, len);
	if (start + len == *p ||
	    !font_shape(c->lay->book, used, start, (size_t)(*p - start), lang, 0)->missing)
		return used;
	for (const char *mark = start + len; mark < *p; mark = next) {
		next = mark;
		cp = utf8_next(&next, end);
		if (!font_has(used, cp))
			say_missing(c, cp, mark, (size_t)(next - mark));
	}
	return used;
}

static void
put_run(struct cutter *c, const struct font *font, const char *text, size_t len, int level)
{
	const struct lay_style *s = c->in->style;
	struct lay_para *para = c->para;
	/* Letter-spacing stands between letters: behind this word only if another part follows. */
	if (s->letter_space != 0 && para->count > 0 &&
	    para->atoms[para->count - 1].kind == LAY_WORD &&
	    para->atoms[para->count - 1].in == c->in)
		para->atoms[para->count - 1].width =
			dim_add(para->atoms[para->count - 1].width, s->letter_space);
	struct lay_atom *a = lay_atom_add(para, LAY_WORD, c->in);
	a->u.run = font_shape(c->lay->book, font, text, len, s->lang, level);
	a->width = lay_run_width(a->u.run, s);
	a->level = (uint8_t)level;
	if (a->level != (c->para->rtl ? 1 : 0))
		c->para->reorder = true;
	if (s->hyphenate)
		c->para->hyphenate = true;
}

/* Text in one font if it has all of it, else cut by fonts. */
static void
put_covered(struct cutter *c, const struct font *font, const char *text, size_t len, int level)
{
	const char *p = text, *end = text + len;
	if (!font_shape(c->lay->book, font, text, len, c->in->style->lang, level)->missing) {
		put_run(c, font, text, len, level);
		return;
	}
	while (p < end) {
		const char *start = p;
		const struct font *used = font_of_char(c, font, &p, end);
		while (p < end) {
			const char *next = p;
			if (font_of_char(c, font, &next, end) != used)
				break;
			p = next;
		}
		put_run(c, used, start, (size_t)(p - start), level);
		c->para->here.offset += (uint32_t)(p - start);
	}
}

/* Small capitals without the font's help: small letters become capitals of a smaller font. */
static void
put_fake_caps(struct cutter *c, const char *text, size_t len, int level)
{
	const char *p = text, *end = text + len;
	while (p < end) {
		const char *start = p;
		bool lower = font_is_lower(utf8_next(&p, end));
		while (p < end) {
			const char *next = p;
			if (font_is_lower(utf8_next(&next, end)) != lower)
				break;
			p = next;
		}
		size_t n = (size_t)(p - start);
		const char *s = start;
		c->para->here.offset = (uint32_t)(start - c->text);
		if (lower)
			s = font_transform(c->para->arena, start, n, FONT_UPPER, &n);
		put_covered(c, lower ? c->in->style->caps : c->in->style->font, s, n, level);
	}
}

static void
put_word(struct cutter *c, const char *text, size_t len, int level)
{
	const struct lay_style *s = c->in->style;
	c->para->here.offset = (uint32_t)(text - c->text);
	if (s->caps == NULL)
		put_covered(c, s->font, text, len, level);
	else if (s->fake_caps)
		put_fake_caps(c, text, len, level);
	else
		put_covered(c, s->caps, text, len, level);
}

/* ---- spaces ---- */

static bool
is_opener(uint32_t cp)
{
	return cp == '(' || cp == '[' || cp == '{';
}

/* A line never begins with these, even behind a space (Unicode line breaking, LB13). */
static bool
is_closer(uint32_t cp)
{
	return cp < 0x80 && cp != 0 && strchr(")]}!?;:,./", (int)cp) != NULL;
}

static void
put_space(struct cutter *c, const char *text, bool may_break, int level)
{
	struct lay_para *para = c->para;
	const struct lay_style *s = c->in->style;
	if (s->collapse && c->space != NO_ATOM && para->atoms[c->space].in->style->collapse)
		return;
	/* A row of spaces breaks behind the last, unless they are there to stay. */
	if (c->space != NO_ATOM && s->discard_end)
		para->atoms[c->space].flags &= (uint8_t)~LAY_MAY_BREAK;
	c->space = para->count;
	struct lay_atom *a = lay_atom_add(para, LAY_SPACE, c->in);
	a->u.text = text;
	a->width = s->space;
	a->stretch = s->space_stretch;
	a->shrink = s->space_shrink;
	a->level = (uint8_t)level;
	if (a->level != (para->rtl ? 1 : 0))
		para->reorder = true;
	if (s->wrap && may_break)
		a->flags |= LAY_MAY_BREAK;
	if (s->discard_start)
		a->flags |= LAY_DISCARD_START;
	if (s->discard_end)
		a->flags |= LAY_DISCARD_END;
	c->word = NO_ATOM;
}

static void
put_no_break_space(struct cutter *c, int level)
{
	const struct lay_style *s = c->in->style;
	struct lay_atom *a = lay_atom_add(c->para, LAY_SPACE, c->in);
	a->u.text = "\xc2\xa0";
	a->width = s->space;
	a->stretch = s->space_stretch;
	a->shrink = s->space_shrink;
	a->level = (uint8_t)level;
	c->space = c->word = NO_ATOM;
}

static void
put_newline(struct cutter *c)
{
	lay_atom_add(c->para, LAY_NEWLINE, c->in)->flags = LAY_MUST_BREAK;
	c->space = c->word = NO_ATOM;
}

/* ---- the simple way ---- */

/* May a line end between the last word and this one, though no space is between them?  Only at an
 * inline boundary: inside a piece the word's own breaks tell. */
static void
join_words(struct cutter *c, uint32_t first)
{
	if (c->word != NO_ATOM && c->last == '-' && c->in->style->wrap &&
	    ((first | 32) >= 'a' && (first | 32) <= 'z'))
		c->para->atoms[c->word].flags |= LAY_MAY_BREAK;
}

static bool
has_inner_break(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char ch = (unsigned char)text[i];
		if (!((ch | 32) >= 'a' && (ch | 32) <= 'z') && !(ch >= '0' && ch <= '9') &&
		    ch != '.' && ch != ',' && ch != '\'')
			return true;
	}
	return false;
}

static void
simple_word(struct cutter *c, const char *text, size_t len)
{
	const char *p = text;
	uint32_t first = utf8_next(&p, text + len);
	bool after_space = c->space != NO_ATOM;
	if (after_space && is_closer(first))
		c->para->atoms[c->space].flags &= (uint8_t)~LAY_MAY_BREAK;
	join_words(c, first);
	size_t from = 0;
	if (c->in->style->wrap && has_inner_break(text, len)) {
		const struct font_breaks *b = font_word_breaks(c->lay->book, text, len);
		for (uint32_t i = 0; i < b->count; i++) {
			put_word(c, text + from, b->at[i] - from, 0);
			c->para->atoms[c->para->count - 1].flags |= LAY_MAY_BREAK;
			from = b->at[i];
		}
	}
	put_word(c, text + from, len - from, 0);
	c->word = c->para->count - 1;
	c->space = NO_ATOM;
	const char *q = text + len - 1;
	while (q > text && ((unsigned char)*q & 0xc0) == 0x80)
		q--;
	c->last = utf8_next(&q, text + len);
}

/* Characters that end a word: what they are, and how long. */
enum mark { MARK_NONE, MARK_SPACE, MARK_NEWLINE, MARK_NBSP, MARK_ZERO, MARK_SOFT, MARK_JOIN };

static enum mark
mark_at(const char *p, const char *end, size_t *len)
{
	unsigned char c = (unsigned char)*p;
	*len = 1;
	if (c == ' ' || c == '\t' || c == '\r')
		return MARK_SPACE;
	if (c == '\n')
		return MARK_NEWLINE;
	if (c < 0xc2)
		return MARK_NONE;
	*len = 2;
	if (c == 0xc2 && end - p >= 2) {
		unsigned char d = (unsigned char)p[1];
		return d == 0xa0   ? MARK_NBSP
		       : d == 0xad ? MARK_SOFT
		       : d == 0x85 ? MARK_NEWLINE /* next line */
				   : MARK_NONE;
	}
	*len = 3;
	if (c == 0xe2 && end - p >= 3 && (unsigned char)p[1] == 0x80) {
		unsigned char d = (unsigned char)p[2];
		if (d == 0x8b)
			return MARK_ZERO;
		if (d == 0xa8 || d == 0xa9)
			return MARK_NEWLINE; /* line and paragraph separator */
	}
	if (c == 0xe2 && end - p >= 3 && (unsigned char)p[1] == 0x81 && (unsigned char)p[2] == 0xa0)
		return MARK_JOIN; /* word joiner: shows nothing */
	return MARK_NONE;
}

/* A place to hyphenate the word before it; one that stands alone is a word without extent, between
 * spaces that it keeps apart. */
static void
put_soft_hyphen(struct cutter *c, int level)
{
	c->space = NO_ATOM;
	if (c->word == NO_ATOM) {
		put_run(c, c->in->style->font, "", 0, level);
		c->word = c->para->count - 1;
		return;
	}
	struct lay_atom *word = &c->para->atoms[c->word];
	if (c->in->style->wrap && (word->flags & LAY_MAY_BREAK) == 0 && word->u.run->text_len > 0)
		word->flags |= LAY_MAY_BREAK | LAY_SOFT;
}

static void
put_mark(struct cutter *c, enum mark mark, int level, bool may_break)
{
	switch (mark) {
	case MARK_SPACE:
		put_space(c, " ", may_break, level);
		break;
	case MARK_NEWLINE:
		put_newline(c);
		break;
	case MARK_NBSP:
		put_no_break_space(c, level);
		break;
	case MARK_ZERO:
		if (c->word != NO_ATOM && c->in->style->wrap)
			c->para->atoms[c->word].flags |= LAY_MAY_BREAK;
		break;
	case MARK_SOFT:
		put_soft_hyphen(c, level);
		break;
	case MARK_JOIN:
		c->last = 0;
		c->space = NO_ATOM;
		break;
	case MARK_NONE:
		break;
	}
}

static void
cut_simple(struct cutter *c, const char *text, size_t len)
{
	const char *p = text, *end = text + len, *word = text;
	while (p < end) {
		size_t n;
		enum mark mark = mark_at(p, end, &n);
		if (mark == MARK_NONE) {
			p++;
			continue;
		}
		if (p > word)
			simple_word(c, word, (size_t)(p - word));
		c->para->here.offset = (uint32_t)(p - text);
		put_mark(c, mark, 0, !is_opener(c->last) || c->word == NO_ATOM);
		p += n;
		word = p;
	}
	if (p > word)
		simple_word(c, word, (size_t)(p - word));
}

/* ---- the way for all other text ---- */

static void
analysed_word(struct cutter *c, const char *text, size_t from, size_t to)
{
	put_word(c, text + from, to - from, c->info->level[c->offset + from]);
	c->word = c->para->count - 1;
	c->space = NO_ATOM;
	if (c->in->style->wrap && (c->info->breaks[c->offset + to] & FONT_BREAK))
		c->para->atoms[c->word].flags |= LAY_MAY_BREAK;
}

static void
cut_analysed(struct cutter *c, const char *text, size_t len)
{
	const struct font_text *info = c->info;
	size_t word = 0, i = 0;
	while (i < len) {
		size_t n;
		size_t at = c->offset + i;
		enum mark mark = mark_at(text + i, text + len, &n);
		bool cut = i > word && ((info->breaks[at] & FONT_BREAK) ||
					info->level[at] != info->level[at - 1]);
		if (cut || (mark != MARK_NONE && i > word)) {
			analysed_word(c, text, word, i);
			word = i;
		}
		if (mark != MARK_NONE) {
			c->para->here.offset = (uint32_t)i;
			put_mark(c, mark, info->level[at],
				 (info->breaks[at + n] & FONT_BREAK) != 0);
			i += n;
			word = i;
			continue;
		}
		do
			i++;
		while (i < len && ((unsigned char)text[i] & 0xc0) == 0x80);
	}
	if (len > word)
		analysed_word(c, text, word, len);
}

/* ---- pieces ---- */

/* Scripts that run to the right and break at spaces and hyphens. */
static bool
is_simple(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			p++;
			continue;
		}
		uint32_t cp = utf8_next(&p, end);
		if (cp < 0x590 || (cp >= 0x1e00 && cp < 0x200e) || (cp > 0x200f && cp < 0x202a) ||
		    (cp > 0x202e && cp < 0x2066) || (cp > 0x2069 && cp < 0x2e00) ||
		    (cp >= 0xfb00 && cp < 0xfb07) || cp == 0xfeff)
			continue;
		return false;
	}
	return true;
}

static const char *
embedding(const struct lay_inline *in)
{
	enum fo_keyword k = fo_keyword(in->node, FO_PROP_UNICODE_BIDI);
	bool rtl = fo_keyword(in->node, FO_PROP_DIRECTION) == FO_KW_RTL;
	if (k == FO_KW_EMBED)
		return rtl ? "\xe2\x80\xab" : "\xe2\x80\xaa";
	if (k == FO_KW_BIDI_OVERRIDE)
		return rtl ? "\xe2\x80\xae" : "\xe2\x80\xad";
	return NULL;
}

static bool
needs_analysis(const struct lay_para *para, const struct lay_pieces *pieces)
{
	if (para->rtl)
		return true;
	for (size_t i = 0; i < pieces->len; i++) {
		const struct lay_piece *p = &pieces->at[i];
		if (p->kind == LAY_WORD && !is_simple(p->text, p->len))
			return true;
		if (p->kind == LAY_OPEN && embedding(p->in) != NULL)
			return true;
	}
	return false;
}

/* All text as one string; a piece's place in it goes to offsets. */
static void
join_pieces(const struct lay_pieces *pieces, struct strbuf *b, size_t *offsets)
{
	for (size_t i = 0; i < pieces->len; i++) {
		const struct lay_piece *p = &pieces->at[i];
		offsets[i] = b->len;
		if (p->kind == LAY_WORD)
			strbuf_add(b, p->text, p->len);
		else if (p->kind == LAY_OBJECT)
			strbuf_puts(b, "\xef\xbf\xbc");
		else if (p->kind == LAY_OPEN && embedding(p->in) != NULL)
			strbuf_puts(b, embedding(p->in));
		else if (p->kind == LAY_CLOSE && embedding(p->in) != NULL)
			strbuf_puts(b, "\xe2\x80\xac");
	}
}

/* Where the level of an element's edge is read: its first or last character's. */
static size_t
edge_offset(const struct cutter *c, const struct lay_piece *p)
{
	const char *control = p->kind == LAY_OPEN || p->kind == LAY_CLOSE ? embedding(p->in) : NULL;
	if (p->kind == LAY_CLOSE && c->offset > 0)
		return c->offset - 1;
	return p->kind == LAY_OPEN && control != NULL ? c->offset + strlen(control) : c->offset;
}

static void
put_other(struct cutter *c, const struct lay_piece *p)
{
	struct lay_para *para = c->para;
	struct lay_atom *a = lay_atom_add(para, p->kind, p->in);
	switch ((enum lay_atom_kind)p->kind) {
	case LAY_OPEN:
		a->width = p->in->start;
		break;
	case LAY_CLOSE:
		a->width = p->in->end;
		break;
	case LAY_OBJECT:
		a->u.object = p->object;
		if (p->object->kind == LAY_INLINE_BLOCK && p->node->object != FO_INLINE_CONTAINER)
			a->flags |= LAY_ALONE;
		c->space = c->word = NO_ATOM;
		break;
	case LAY_ANCHOR:
		a->u.node = p->node;
		VEC_PUSH(para->arena, &para->anchors, p->node);
		break;
	case LAY_WORD:
	case LAY_SPACE:
	case LAY_NEWLINE:
		assert(false);
		break;
	}
	if (c->info != NULL)
		a->level = c->info->level[edge_offset(c, p)];
}

void
lay_collect_text(struct lay_para *para, const struct lay_pieces *pieces)
{
	struct lay *lay = para->lay;
	struct cutter c = {.para = para, .lay = lay, .space = NO_ATOM, .word = NO_ATOM};
	for (size_t i = 0; i < pieces->len; i++) {
		struct lay_piece *p = &pieces->at[i];
		if (p->kind == LAY_WORD && p->in->style->transform != FONT_AS_IS)
			p->text = font_transform(para->arena, p->text, p->len,
						 p->in->style->transform, &p->len);
	}
	struct font_text info;
	size_t *offsets = NULL;
	if (needs_analysis(para, pieces)) {
		struct strbuf b = STRBUF_INIT;
		offsets = ARENA_ARRAY(lay_scratch(lay), pieces->len, size_t);
		join_pieces(pieces, &b, offsets);
		font_analyse(lay->book, lay_scratch(lay), b.s, b.len, para->root.style->lang,
			     para->rtl, &info);
		strbuf_release(&b);
		c.info = &info;
	}
	for (size_t i = 0; i < pieces->len; i++) {
		const struct lay_piece *p = &pieces->at[i];
		c.in = p->in;
		c.offset = offsets != NULL ? offsets[i] : 0;
		c.text = p->text;
		para->here = (struct lay_origin){.piece = (uint32_t)i};
		if (p->kind != LAY_WORD)
			put_other(&c, p);
		else if (c.info != NULL)
			cut_analysed(&c, p->text, p->len);
		else
			cut_simple(&c, p->text, p->len);
	}
}
