/*
 * Texts beside bars: right of the bar if nothing is in the way, else left of it, else not at all.
 *
 * Ways of links and the lines through the page are in the way; a way that turns off near the bar is
 * stepped over.  What a label says stands in the row's alternative text too, so leaving one out
 * loses nothing for who cannot see it, and the table has the dates if its layout wants them.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"

#include <string.h>

#define GAP	 MM(1.6) /* between bar and text */
#define CLEAR	 MM(0.9) /* between text and a line */
#define MARK	 MM(1.6) /* half the width of the signs of deadlines and baselines */
#define MAX_ENDS 4
#define REACH	 MM(9) /* how far from its bar a label may begin */

const char *
gantt_label(struct chart *chart, const struct gantt_row *row)
{
	const struct gantt *g = &chart->gantt;
	struct strbuf b = STRBUF_INIT;
	const char *note = row->label;
	const char *text;

	if (row->kind != ROW_MILESTONE || row->finish == MINUTES_NONE)
		return row->label;
	if (note[0] == '\0' && row->gate)
		note = g->words.gate_note;
	date_put(&b, minutes_date(row->finish), g->lang, DATE_SHORT);
	if (note[0] != '\0')
		strbuf_printf(&b, " \u00B7 %s", note);
	text = arena_strdup(chart->arena, b.s);
	strbuf_release(&b);
	return text;
}

/* What is in the way of a text between left and right about the middle of a row: the x behind it.
 * false: nothing. */
static bool
in_way(const struct gantt_scene *s, const struct gantt_box *box, dim left, dim right, dim *behind)
{
	dim half = s->chart->sizes.small / 2;
	dim top = box->centre - half;
	dim bottom = box->centre + half;
	bool found = false;

	for (size_t i = 0; i < s->route_count; i++) {
		const struct gantt_route *route = &s->routes[i];

		if (route->bottom < top || route->top > bottom)
			continue;
		for (size_t k = 1; k < route->count; k++) {
			struct point a = route->points[k - 1];
			struct point b = route->points[k];

			if (dim_max(a.y, b.y) < top || dim_min(a.y, b.y) > bottom ||
			    dim_max(a.x, b.x) < left || dim_min(a.x, b.x) > right)
				continue;
			*behind = found ? dim_max(*behind, dim_max(a.x, b.x)) : dim_max(a.x, b.x);
			found = true;
		}
	}
	for (size_t i = 0; i < sizeof box->marks / sizeof *box->marks; i++) {
		dim mark = box->marks[i];

		if (mark == 0 || mark + MARK < left || mark - MARK > right)
			continue;
		*behind = found ? dim_max(*behind, mark + MARK) : mark + MARK;
		found = true;
	}
	for (size_t i = 0; i < s->lines.len; i++) {
		const struct gantt_line_through *l = &s->lines.at[i];

		if (l->x < left || l->x > right || l->top > bottom || l->bottom < top)
			continue;
		*behind = found ? dim_max(*behind, l->x) : l->x;
		found = true;
	}
	return found;
}

static bool
place_right(const struct gantt_scene *s, const struct gantt_box *box, dim width, dim *x)
{
	dim at = box->right + GAP;
	dim behind;

	for (int tries = 0; tries < 4 && at - box->right <= REACH; tries++) {
		if (at + width > s->chart->width)
			return false;
		if (!in_way(s, box, at - CLEAR, at + width + CLEAR, &behind)) {
			*x = at;
			return true;
		}
		at = behind + CLEAR + 1;
	}
	return false;
}

static bool
place_left(const struct gantt_scene *s, const struct gantt_box *box, dim width, dim *x)
{
	dim at = box->left - GAP - width;
	dim behind;

	if (at < s->chart->table_width + CLEAR)
		return false;
	*x = at;
	return !in_way(s, box, at - CLEAR, box->left - CLEAR / 2, &behind);
}

/* The tile of the end of a link at a row; NULL: this one, or none at all. */
static const struct gantt_tile *
end_tile(const struct gantt_scene *s, const struct gantt_link *l, bool to)
{
	size_t row = to ? l->to : l->from;
	bool at_start = to ? l->type == LINK_FS || l->type == LINK_SS
			   : l->type == LINK_SS || l->type == LINK_SF;
	const struct gantt_row *r;
	const struct gantt_tile *tile;

	if (row == GANTT_NO_ROW)
		return NULL;
	r = &s->chart->gantt.rows.at[row];
	tile = gantt_tile_of(s->chart, row, at_start ? r->start : r->finish);
	if (row >= s->tile->from && row < s->tile->to && s->boxes[row - s->tile->from].drawn)
		return NULL;
	return tile;
}

/* Where the links at one end of a row leave the tile for, by tile: "→ B2, T-7, T-9; C1, T-12". */
static void
put_far_ends(const struct gantt_scene *s, size_t row, bool away, struct strbuf *b)
{
	const struct gantt *g = &s->chart->gantt;
	const struct gantt_tile *last = NULL;
	int count = 0;

	for (size_t i = g->link_ends[row]; i < g->link_ends[row + 1]; i++) {
		const struct gantt_link *l = &g->links.at[g->row_links[i]];
		const struct gantt_tile *tile = end_tile(s, l, away);

		if ((away ? l->from : l->to) != row ||
		    (tile == NULL && (away ? l->to : l->from) != GANTT_NO_ROW))
			continue;
		if (count++ == MAX_ENDS) {
			strbuf_puts(b, " \u2026");
			return;
		}
		if (count == 1)
			strbuf_printf(b, "%s%s\u00A0", b->len > 0 ? "  " : "",
				      away ? "\u2192" : "\u2190");
		else
			strbuf_puts(b, tile == last ? ", " : "; ");
		if (tile != NULL && (tile != last || count == 1))
			strbuf_printf(b, "%s, ", tile->mark);
		strbuf_puts(b, away ? l->to_id : l->from_id);
		last = tile;
	}
}

/* What is said when there is no room for all of it: a milestone's date. */
static const char *
brief_label(const struct gantt_scene *s, const struct gantt_row *row)
{
	struct gantt_row bare = *row;

	bare.label = "";
	bare.gate = false;
	return gantt_label(s->chart, &bare);
}

/* false: there is no room. */
static bool
draw_label(struct gantt_scene *s, const struct gantt_row *row, const struct gantt_box *box,
	   const char *text)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;
	struct draw_font font = gantt_font(s->chart, s->chart->sizes.small, false);
	dim width = gantt_width(s->chart, font.size, false, text);
	struct point at = {.y = box->centre + dim_scale(font.size, 36, 100)};

	if (!place_right(s, box, width, &at.x) && !place_left(s, box, width, &at.x))
		return false;
	draw_text(s->list, at, DRAW_START, &font, row->gate ? t->warn : t->ink, text);
	return true;
}

void
gantt_labels_draw(struct gantt_scene *s)
{
	const struct gantt *g = &s->chart->gantt;
	struct strbuf ends = STRBUF_INIT;
	struct strbuf all = STRBUF_INIT;

	for (size_t i = s->tile->from; i < s->tile->to; i++) {
		const struct gantt_box *box = &s->boxes[i - s->tile->from];
		const struct gantt_row *row = &g->rows.at[i];
		const char *label = gantt_label(s->chart, row);

		if (!box->drawn)
			continue;
		strbuf_clear(&ends);
		put_far_ends(s, i, false, &ends);
		put_far_ends(s, i, true, &ends);
		strbuf_clear(&all);
		strbuf_printf(&all, "%s%s%s", label, label[0] != '\0' && ends.len > 0 ? "  " : "",
			      ends.s);
		/* With too little room where a link leads is worth most: the table has the rest. */
		if (all.len > 0 && !draw_label(s, row, box, all.s) &&
		    (ends.len == 0 || !draw_label(s, row, box, ends.s)))
			draw_label(s, row, box, brief_label(s, row));
	}
	strbuf_release(&ends);
	strbuf_release(&all);
}
