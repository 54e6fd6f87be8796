/*
 * Dump: attributes of areas, as they follow from lengths, boxes, colours and matrices.
 *
 * A fixed part of the spaces is counted into bpda, as FOP does.
 */
#include "layout/dump_imp.h"

#include "base/strbuf.h"
#include "fo/fo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
dump_text(struct strbuf *out, const char *name, const char *value)
{
	strbuf_printf(out, " %s=\"", name);
	strbuf_put_xml(out, value, strlen(value));
	strbuf_putc(out, '"');
}

void
dump_dim(struct strbuf *out, const char *name, dim value)
{
	strbuf_printf(out, " %s=\"%d\"", name, (int)dim_to_mpt(value));
}

void
dump_dim_if(struct strbuf *out, const char *name, dim value)
{
	if (dim_to_mpt(value) != 0)
		dump_dim(out, name, value);
}

static int
byte(float v)
{
	return v <= 0 ? 0 : v >= 1 ? 255 : (int)(v * 255 + 0.5f);
}

void
dump_colour(struct strbuf *out, const struct colour *c)
{
	strbuf_printf(out, "#%02x%02x%02x", (unsigned)byte(c->r), (unsigned)byte(c->g),
		      (unsigned)byte(c->b));
	if (c->a < 1)
		strbuf_printf(out, "%02x", (unsigned)byte(c->a));
}

void
dump_clip(struct strbuf *out, const struct area_clip *clip)
{
	if (clip->top == 0 && clip->right == 0 && clip->bottom == 0 && clip->left == 0)
		return;
	strbuf_printf(out, " clip-inset=\"%d %d %d %d\"", (int)dim_to_mpt(clip->top),
		      (int)dim_to_mpt(clip->right), (int)dim_to_mpt(clip->bottom),
		      (int)dim_to_mpt(clip->left));
}

void
dump_matrix(struct strbuf *out, const struct matrix *m, double e, double f)
{
	strbuf_printf(out, " ctm=\"[%.1f %.1f %.1f %.1f %.1f %.1f]\"", m->a, m->b, m->c, m->d,
		      round(m->e * 1000 + e), round(m->f * 1000 + f));
}

void
dump_link(struct strbuf *out, const char *id)
{
	strbuf_puts(out, " internal-link=\"(\x01");
	strbuf_put_xml(out, id, strlen(id));
	strbuf_puts(out, "\x02)\"");
}

static const char *const edge_names[] = {"before", "after", "start", "end"};
static const char *const collapse_names[] = {"", ",collapse-outer", ",collapse-inner"};

static void
dump_borders(struct strbuf *out, const struct area_box *box)
{
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		const struct area_border *b = &box->border[e];
		if (b->width == 0)
			continue;
		strbuf_printf(out, " border-%s=\"(%s,", edge_names[e],
			      fo_keyword_name((enum fo_keyword)b->style));
		dump_colour(out, &b->colour);
		strbuf_printf(out, ",%d%s)\"", (int)dim_to_mpt(b->width),
			      b->collapse < 3 ? collapse_names[b->collapse] : "");
	}
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		char name[24];
		snprintf(name, sizeof name, "padding-%s", edge_names[e]);
		dump_dim_if(out, name, box->padding[e]);
	}
}

static void
dump_background(struct strbuf *out, const struct area_box *box)
{
	const struct area_image *image = box->background_image;

	if (box->background == NULL && image == NULL)
		return;
	strbuf_puts(out, " background=\"");
	if (box->background != NULL) {
		strbuf_puts(out, "color=");
		dump_colour(out, box->background);
	}
	if (image != NULL) {
		strbuf_puts(out, box->background != NULL ? ",url=" : "url=");
		strbuf_put_xml(out, image->name, strlen(image->name));
		strbuf_printf(out, ",repeat=%s,horiz=%d,vertical=%d",
			      fo_keyword_name((enum fo_keyword)box->background_repeat),
			      (int)dim_to_mpt(box->background_x),
			      (int)dim_to_mpt(box->background_y));
	}
	strbuf_putc(out, '"');
	if (box->background != NULL) {
		strbuf_puts(out, " bkg-color=\"");
		dump_colour(out, box->background);
		strbuf_putc(out, '"');
	}
	if (image == NULL)
		return;
	dump_text(out, "bkg-img", image->name);
	dump_text(out, "bkg-repeat", fo_keyword_name((enum fo_keyword)box->background_repeat));
	dump_dim(out, "bkg-horz-offset", box->background_x);
	dump_dim(out, "bkg-vert-offset", box->background_y);
}

static void
dump_box(struct strbuf *out, const struct area_box *box)
{
	if (box == NULL)
		return;
	dump_borders(out, box);
	dump_background(out, box);
}

/* FOP's bap: start end before after. */
static void
dump_bap(struct strbuf *out, const struct area *a)
{
	strbuf_printf(out, " bap=\"%d %d %d %d\"", (int)dim_to_mpt(area_edge(a, FO_START)),
		      (int)dim_to_mpt(area_edge(a, FO_END)),
		      (int)dim_to_mpt(area_edge(a, FO_BEFORE)),
		      (int)dim_to_mpt(area_edge(a, FO_AFTER)));
}

/* Heights in millipoints, added up from the lines: 20 lines of 14.4 pt are 288 pt exactly, which
 * our unit cannot say.  Falls back to the area's own height where its children are not a stack. */
static int
stack(const struct area *a, int *roundings)
{
	int own = dim_to_mpt(a->bpd);
	int sum = 0;
	int count = 0;

	if (a->kind != AREA_BLOCK && a->kind != AREA_REFERENCE && a->kind != AREA_CELL &&
	    a->kind != AREA_VIEWPORT)
		return own;
	for (const struct area *c = a->first_child; c != NULL; c = c->next) {
		if ((c->flags & AREA_FLOAT) != 0)
			continue;
		if ((c->flags & AREA_PLACED) != 0 || c->kind > AREA_LINE)
			return own;
		sum += stack(c, &count);
		for (int e = FO_BEFORE; e <= FO_AFTER; e++)
			sum += dim_to_mpt(area_edge(c, e));
		if (c->kind != AREA_LINE)
			sum += dim_to_mpt(c->space_before) + dim_to_mpt(c->space_after);
		count += 4;
	}
	*roundings += count;
	return count > 0 && abs(sum - own) <= count + 1 ? sum : own;
}

int
dump_stacked_bpd(const struct area *a)
{
	int roundings = 0;

	return stack(a, &roundings);
}

void
dump_extents(struct strbuf *out, const struct area *a)
{
	int bpd = dump_stacked_bpd(a);
	int bpda = bpd + dim_to_mpt(area_edge(a, FO_BEFORE)) + dim_to_mpt(area_edge(a, FO_AFTER));

	if ((a->flags & AREA_PLACED) == 0) /* spaces of placed areas are positions */
		bpda += dim_to_mpt(a->space_before) + dim_to_mpt(a->space_after);
	/* areas without content have no outer size there */
	dump_dim(out, "ipd", a->ipd);
	if (dim_to_mpt(a->ipd) != 0)
		dump_dim(out, "ipda", area_outer_ipd(a));
	strbuf_printf(out, " bpd=\"%d\"", bpd);
	if (bpd != 0)
		strbuf_printf(out, " bpda=\"%d\"", bpda);
	dump_bap(out, a);
	dump_box(out, a->box);
}
