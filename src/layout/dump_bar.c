/*
 * Dump: change bars.  They stand beside columns; in FOP's area tree each area has its own, so they
 * are shown twice: in what they mark, as there, and as they are.
 */
#include "layout/dump_imp.h"

#include "base/strbuf.h"
#include "fo/fo.h"

static void
dump_bar(struct strbuf *out, const struct area *bar, const char *element, dim bpd)
{
	const struct area_border *border = &bar->box->border[FO_START];

	strbuf_printf(out, "<%s ipd=\"0\"", element);
	dump_dim(out, "bpd", bpd);
	strbuf_printf(out, " border-start=\"(%s,", fo_keyword_name((enum fo_keyword)border->style));
	dump_colour(out, &border->colour);
	strbuf_printf(out, ",%d)\"", (int)dim_to_mpt(border->width));
	dump_dim(out, "left-offset", bar->x);
}

/* Change bars stand in what they mark, in FOP; ours beside the column. */
void
dump_bars(struct strbuf *out, const struct area *a, const char *element)
{
	for (const struct area_bars *b = a->u.bars; b != NULL; b = b->next) {
		dump_bar(out, b->bar, element, a->bpd);
		strbuf_puts(out, "/>");
	}
}

/* The bars beside a column as they are. */
void
dump_column_bars(struct strbuf *out, const struct area *column)
{
	for (const struct area *c = column->first_child; c != NULL; c = c->next) {
		if ((c->flags & AREA_BAR) == 0)
			continue;
		dump_bar(out, c, "changeBar", c->bpd);
		dump_dim(out, "top-offset", c->y);
		strbuf_puts(out, "/>");
	}
}
