/*
 * Unpack: bytes to areas again.  They are our own, so nothing is checked but by asserts.
 */
#include "layout/pack.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/cite.h"
#include "layout/font.h"
#include "layout/pack_imp.h"

#include <assert.h>
#include <string.h>

struct unpacker {
	const unsigned char *s;
	struct arena *arena;
	struct pack_images before;
	const struct area_box *boxes[PACK_BOXES];
	unsigned next_box;
};

/* ---- numbers and images ---- */

static uint32_t
take_number(struct unpacker *u)
{
	uint32_t n = 0;
	unsigned shift = 0;

	for (; *u->s > 0x7f; shift += 7)
		n |= (uint32_t)(*u->s++ & 0x7f) << shift;
	return n | (uint32_t)*u->s++ << shift;
}

static void
take_bytes(struct unpacker *u, void *to, size_t len)
{
	memcpy(to, u->s, len);
	u->s += len;
}

static char *
take_string(struct unpacker *u, size_t *len)
{
	*len = take_number(u);
	char *s = arena_strndup(u->arena, (const char *)u->s, *len);
	u->s += *len;
	return s;
}

static void
take_image(struct unpacker *u, void *image, uint32_t *before, size_t count)
{
	const unsigned char *mask = u->s;

	u->s += (count + 7) / 8;
	for (size_t i = 0; i < count; i++) {
		if ((mask[i / 8] & 1u << i % 8) == 0)
			continue;
		uint32_t d = take_number(u);
		before[i] += d >> 1 ^ ((d & 1) != 0 ? UINT32_MAX : 0);
	}
	memcpy(image, before, count * sizeof *before);
}

/* ---- parts of areas ---- */

static const struct area_box *
take_box(struct unpacker *u)
{
	unsigned at = *u->s++;

	if (at == PACK_NO_BOX)
		return NULL;
	if (at != PACK_NEW_BOX)
		return u->boxes[at];
	struct area_box *box = ARENA_NEW(u->arena, struct area_box);
	take_image(u, box, u->before.box, PACK_WORDS(struct area_box));
	u->boxes[u->next_box] = box;
	u->next_box = (u->next_box + 1) % PACK_BOXES;
	return box;
}

static void
take_word(struct unpacker *u, struct area_word *w, dim *x)
{
	unsigned head = *u->s++;
	bool gap = (head & PACK_GAP) != 0;
	size_t len;

	take_image(u, w, u->before.word[gap], PACK_WORDS(struct area_word));
	if (!gap)
		w->advance = (dim)((uint32_t)w->advance + (uint32_t)w->run->width);
	w->x = (dim)((uint32_t)w->x + (uint32_t)*x);
	*x = (dim)((uint32_t)w->x + (uint32_t)w->advance);
	switch (head >> PACK_TEXT_SHIFT) {
	case PACK_SPACE:
		w->text = " ";
		break;
	case PACK_NO_BREAK_SPACE:
		w->text = "\xc2\xa0";
		break;
	case PACK_OTHER_TEXT:
		w->text = take_string(u, &len);
		break;
	default:
		break;
	}
}

static struct area_text *
take_text(struct unpacker *u, struct area *area)
{
	struct area_text *t = ARENA_NEW(u->arena, struct area_text);
	dim x = 0;

	take_image(u, t, u->before.text, PACK_WORDS(struct area_text));
	t->words = ARENA_ARRAY(u->arena, t->count, struct area_word);
	for (uint32_t i = 0; i < t->count; i++)
		take_word(u, &t->words[i], &x);
	if (t->cite != NULL) {
		t->cite->area = area;
		t->cite->text = t;
	}
	return t;
}

static const struct fo_node *
take_link(struct unpacker *u)
{
	struct fo_node *node = ARENA_NEW(u->arena, struct fo_node);
	const struct fo_own **tail = &node->own;
	size_t len;

	node->object = (enum fo_object)take_number(u);
	node->line = (int)take_number(u);
	node->column = (int)take_number(u);
	node->order = take_number(u);
	node->lang = "";
	take_bytes(u, &node->set, sizeof node->set);
	for (uint32_t count = take_number(u); count > 0; count--) {
		struct fo_own *o = ARENA_NEW(u->arena, struct fo_own);
		o->prop = (enum fo_prop)take_number(u);
		take_bytes(u, &o->value, sizeof o->value);
		if (o->value.kind == FO_VALUE_STRING)
			o->value.u.string = take_string(u, &len);
		*tail = o;
		tail = &o->next;
	}
	return node;
}

/* ---- areas ---- */

static struct area *
take_area(struct unpacker *u)
{
	struct area *a = ARENA_NEW(u->arena, struct area);
	unsigned head = *u->s++;
	unsigned kind = head & ~(unsigned)PACK_CHILDREN;

	assert(kind < PACK_KINDS);
	take_image(u, a, u->before.area[kind], PACK_WORDS(struct area));
	a->box = take_box(u);
	if (a->node == (const struct fo_node *)1)
		a->node = take_link(u);
	if (kind == AREA_TEXT && a->u.text != NULL)
		a->u.text = take_text(u, a);
	if (kind == AREA_LEADER && a->u.leader != NULL) {
		a->u.leader = ARENA_NEW(u->arena, struct area_leader);
		take_image(u, a->u.leader, u->before.leader, PACK_WORDS(struct area_leader));
	}
	if ((head & PACK_CHILDREN) == 0)
		return a;
	while (*u->s != PACK_END)
		area_append(a, take_area(u));
	u->s++;
	return a;
}

static struct area *
take_if(struct unpacker *u)
{
	return *u->s++ != 0 ? take_area(u) : NULL;
}

/* ---- the page ---- */

static struct area_span *
take_span(struct unpacker *u)
{
	struct area_span *s = ARENA_NEW(u->arena, struct area_span);

	s->columns = (int)take_number(u);
	s->column_width = (dim)take_number(u);
	s->column_gap = (dim)take_number(u);
	s->y = (dim)take_number(u);
	s->bpd = (dim)take_number(u);
	s->flows = ARENA_ARRAY(u->arena, (size_t)s->columns, struct area *);
	for (int i = 0; i < s->columns; i++)
		s->flows[i] = take_area(u);
	return s;
}

static struct area_region_box *
take_region(struct unpacker *u)
{
	struct area_region_box *region = ARENA_NEW(u->arena, struct area_region_box);
	struct area_span **tail = &region->spans;

	take_image(u, region, u->before.region, PACK_WORDS(struct area_region_box));
	region->box = take_box(u);
	region->content = take_if(u);
	region->before_float = take_if(u);
	region->footnote = take_if(u);
	for (uint32_t count = take_number(u); count > 0; count--) {
		*tail = take_span(u);
		tail = &(*tail)->next;
	}
	return region;
}

static struct area_mark *
take_marks(struct unpacker *u)
{
	struct area_mark *marks = NULL;
	struct area_mark **tail = &marks;
	size_t len;

	for (uint32_t count = take_number(u); count > 0; count--) {
		struct area_mark *m = ARENA_NEW(u->arena, struct area_mark);
		m->id = take_string(u, &len);
		m->x = (dim)take_number(u);
		m->y = (dim)take_number(u);
		m->last = *u->s++ != 0;
		take_bytes(u, &m->node, sizeof m->node);
		*tail = m;
		tail = &m->next;
	}
	return marks;
}

void
lay_unpack(const void *bytes, struct arena *arena, struct area_page *page)
{
	struct unpacker u = {.s = bytes, .arena = arena};

	page->box = take_box(&u);
	unsigned regions = *u.s++;
	for (int r = 0; r < AREA_REGION_COUNT; r++)
		page->region[r] = (regions & 1u << r) != 0 ? take_region(&u) : NULL;
	page->marks = take_marks(&u);
}
