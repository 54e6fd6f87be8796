/*
 * Pack: areas to bytes.  The form is told in pack_imp.h.
 */
#include "layout/pack.h"

#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/font.h"
#include "layout/pack_imp.h"

#include <string.h>

struct packer {
	struct strbuf *out;
	bool nodes;
	bool failed;
	struct pack_images before;
	const struct area_box *boxes[PACK_BOXES];
	unsigned next_box;
};

/* ---- numbers and images ---- */

static void
put_byte(struct packer *p, unsigned byte)
{
	strbuf_putc(p->out, (char)byte);
}

static unsigned char *
write_number(unsigned char *s, uint32_t n)
{
	for (; n > 0x7f; n >>= 7)
		*s++ = (unsigned char)(n | 0x80);
	*s++ = (unsigned char)n;
	return s;
}

static void
put_number(struct packer *p, uint32_t n)
{
	unsigned char bytes[5];

	strbuf_add(p->out, bytes, (size_t)(write_number(bytes, n) - bytes));
}

static void
put_string(struct packer *p, const char *s, size_t len)
{
	put_number(p, (uint32_t)len);
	strbuf_add(p->out, s, len);
}

/* A difference between words, small in either direction: small. */
static uint32_t
zigzag(uint32_t d)
{
	return d << 1 ^ (d >> 31 ? UINT32_MAX : 0);
}

static void
put_image(struct packer *p, const void *image, uint32_t *before, size_t count)
{
	const unsigned char *bytes = image;

	strbuf_reserve(p->out, (count + 7) / 8 + count * 5);
	unsigned char *mask = (unsigned char *)p->out->s + p->out->len;
	unsigned char *s = mask + (count + 7) / 8;
	memset(mask, 0, (count + 7) / 8);
	for (size_t i = 0; i < count; i++) {
		uint32_t word;
		memcpy(&word, bytes + i * sizeof word, sizeof word);
		if (word == before[i])
			continue;
		mask[i / 8] |= (unsigned char)(1u << i % 8);
		s = write_number(s, zigzag(word - before[i]));
		before[i] = word;
	}
	p->out->len = (size_t)(s - (unsigned char *)p->out->s);
}

/* ---- parts of areas ---- */

/* Padding between members may differ where they are equal: then a box is only written once more. */
static bool
same_bytes(const void *a, const void *b, size_t size)
{
	return memcmp(a, b, size) == 0;
}

static void
put_box(struct packer *p, const struct area_box *box)
{
	if (box == NULL) {
		put_byte(p, PACK_NO_BOX);
		return;
	}
	for (unsigned i = 0; i < PACK_BOXES; i++) {
		if (p->boxes[i] == box ||
		    (p->boxes[i] != NULL && same_bytes(p->boxes[i], box, sizeof *box))) {
			put_byte(p, i);
			return;
		}
	}
	put_byte(p, PACK_NEW_BOX);
	put_image(p, box, p->before.box, PACK_WORDS(struct area_box));
	p->boxes[p->next_box] = box;
	p->next_box = (p->next_box + 1) % PACK_BOXES;
}

static void
put_word(struct packer *p, const struct area_word *word, dim *x)
{
	struct area_word w = *word;
	bool gap = word->run == NULL;
	unsigned text = word->text == NULL			      ? PACK_NO_TEXT
			: word->text_len != 1 || word->text[0] != ' ' ? PACK_OTHER_TEXT
								      : PACK_SPACE;

	if (word->text != NULL && word->text_len == 2 && memcmp(word->text, "\xc2\xa0", 2) == 0)
		text = PACK_NO_BREAK_SPACE;
	put_byte(p, (gap ? PACK_GAP : 0) | text << PACK_TEXT_SHIFT);
	/* Words stand one behind the other, and are as wide as their glyphs. */
	w.x = (dim)((uint32_t)w.x - (uint32_t)*x);
	*x = (dim)((uint32_t)word->x + (uint32_t)word->advance);
	if (!gap)
		w.advance = (dim)((uint32_t)w.advance - (uint32_t)w.run->width);
	w.text = NULL;
	put_image(p, &w, p->before.word[gap], PACK_WORDS(struct area_word));
	if (text == PACK_OTHER_TEXT)
		put_string(p, word->text, word->text_len);
}

static void
put_text(struct packer *p, const struct area_text *text)
{
	struct area_text t = *text;
	dim x = 0;

	t.words = NULL;
	put_image(p, &t, p->before.text, PACK_WORDS(struct area_text));
	for (uint32_t i = 0; i < text->count; i++)
		put_word(p, &text->words[i], &x);
}

/* A copy of a link's node: all that stands in the node itself. */
static void
put_link(struct packer *p, const struct fo_node *node)
{
	uint32_t count = 0;

	put_number(p, node->object);
	put_number(p, (uint32_t)node->line);
	put_number(p, (uint32_t)node->column);
	put_number(p, node->order);
	strbuf_add(p->out, &node->set, sizeof node->set);
	for (const struct fo_own *o = node->own; o != NULL; o = o->next)
		count++;
	put_number(p, count);
	for (const struct fo_own *o = node->own; o != NULL; o = o->next) {
		put_number(p, o->prop);
		strbuf_add(p->out, &o->value, sizeof o->value);
		if (o->value.kind == FO_VALUE_STRING)
			put_string(p, o->value.u.string, strlen(o->value.u.string));
	}
}

/* ---- areas ---- */

/* The area as it is carried: what is followed stands as 1. */
static struct area
image_of(const struct packer *p, const struct area *a, bool link)
{
	struct area image = *a;

	image.box = NULL;
	image.first_child = image.last_child = image.next = NULL;
	if (link)
		image.node = (const struct fo_node *)1;
	else if (!p->nodes)
		image.node = NULL;
	switch ((enum area_kind)a->kind) {
	case AREA_TEXT:
		image.u.text = (struct area_text *)(uintptr_t)(a->u.text != NULL);
		break;
	case AREA_LEADER:
		image.u.leader = (struct area_leader *)(uintptr_t)(a->u.leader != NULL);
		break;
	case AREA_LINE: /* the bars stand now */
		image.u.line.from = NULL;
		image.u.line.anchors = NULL;
		image.u.line.anchor_count = 0;
		break;
	case AREA_BLOCK: /* only the dump asks for the bars beside an area */
	case AREA_INLINE:
		if (!p->nodes)
			image.u.bars = NULL;
		break;
	default:
		break;
	}
	return image;
}

static void
put_area(struct packer *p, const struct area *a)
{
	bool link = !p->nodes && a->node != NULL && a->node->object == FO_BASIC_LINK;
	struct area image = image_of(p, a, link);

	if (a->kind == AREA_DRAWING)
		p->failed = true;
	if (p->failed)
		return;
	put_byte(p, a->kind | (a->first_child != NULL ? PACK_CHILDREN : 0u));
	put_image(p, &image, p->before.area[a->kind], PACK_WORDS(struct area));
	put_box(p, a->box);
	if (link)
		put_link(p, a->node);
	if (a->kind == AREA_TEXT && a->u.text != NULL)
		put_text(p, a->u.text);
	if (a->kind == AREA_LEADER && a->u.leader != NULL)
		put_image(p, a->u.leader, p->before.leader, PACK_WORDS(struct area_leader));
	if (a->first_child == NULL)
		return;
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		put_area(p, c);
	put_byte(p, PACK_END);
}

static void
put_if(struct packer *p, const struct area *a)
{
	put_byte(p, a != NULL);
	if (a != NULL)
		put_area(p, a);
}

/* ---- the page ---- */

static void
put_region(struct packer *p, const struct area_region_box *region)
{
	struct area_region_box image = *region;
	uint32_t spans = 0;

	image.box = NULL;
	image.content = image.before_float = image.footnote = NULL;
	image.spans = NULL;
	put_image(p, &image, p->before.region, PACK_WORDS(struct area_region_box));
	put_box(p, region->box);
	put_if(p, region->content);
	put_if(p, region->before_float);
	put_if(p, region->footnote);
	for (const struct area_span *s = region->spans; s != NULL; s = s->next)
		spans++;
	put_number(p, spans);
	for (const struct area_span *s = region->spans; s != NULL; s = s->next) {
		put_number(p, (uint32_t)s->columns);
		put_number(p, (uint32_t)s->column_width);
		put_number(p, (uint32_t)s->column_gap);
		put_number(p, (uint32_t)s->y);
		put_number(p, (uint32_t)s->bpd);
		for (int i = 0; i < s->columns; i++)
			put_area(p, s->flows[i]);
	}
}

static void
put_marks(struct packer *p, const struct area_mark *marks)
{
	uint32_t count = 0;

	for (const struct area_mark *m = marks; m != NULL; m = m->next)
		count++;
	put_number(p, count);
	for (const struct area_mark *m = marks; m != NULL; m = m->next) {
		const struct fo_node *node = p->nodes ? m->node : NULL;
		put_string(p, m->id, strlen(m->id));
		put_number(p, (uint32_t)m->x);
		put_number(p, (uint32_t)m->y);
		put_byte(p, m->last);
		strbuf_add(p->out, &node, sizeof node);
	}
}

bool
lay_pack(const struct area_page *page, bool nodes, struct strbuf *out)
{
	struct packer p = {.out = out, .nodes = nodes};
	unsigned regions = 0;

	put_box(&p, page->box);
	for (int r = 0; r < AREA_REGION_COUNT; r++)
		regions |= (unsigned)(page->region[r] != NULL) << r;
	put_byte(&p, regions);
	for (int r = 0; r < AREA_REGION_COUNT; r++)
		if (page->region[r] != NULL)
			put_region(&p, page->region[r]);
	put_marks(&p, page->marks);
	return !p.failed;
}
