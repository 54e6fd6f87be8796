/*
 * The legend: what occurs in the chart, in one or more lines.  Each entry is a sample that the same
 * functions draw as in the chart, and a word of the plan's language; kinds that look the same share
 * a sample.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/strbuf.h"

#define TOP_GAP	  MM(4)
#define LINE	  MM(6)
#define SAMPLE	  MM(8)
#define WORD_GAP  MM(2)
#define ENTRY_GAP MM(5.5)
#define TIGHT_GAP MM(3.2)
#define BAR	  MM(3.6)

enum sample {
	KIND,
	SUMMARY,
	PROGRESS,
	CRITICAL,
	SLACK,
	BASELINE,
	MILESTONE,
	GATE,
	DEADLINE,
	CONSTRAINT,
	LOAD,
	OVERLOAD,
	FREE,
	SAMPLES
};

struct entry {
	enum sample sample;
	const char *word;
	const struct gantt_look *look;
};

struct entries {
	VEC(struct entry);
};

static bool
same_colour(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static bool
same_look(const struct gantt_look *a, const struct gantt_look *b)
{
	return a->pattern == b->pattern && same_colour(a->colour, b->colour) &&
	       same_colour(a->paper, b->paper);
}

static void
add_kinds(struct chart *chart, struct entries *list)
{
	const struct gantt *g = &chart->gantt;

	for (size_t i = 0; i < g->looks.len; i++) {
		const struct gantt_look *look = &g->looks.at[i];
		struct entry *same = NULL;

		if (!look->used || look->label[0] == '\0')
			continue;
		for (size_t k = 0; k < list->len; k++) {
			if (list->at[k].sample == KIND && same_look(list->at[k].look, look))
				same = &list->at[k];
		}
		if (same != NULL) {
			same->word = arena_printf(chart->arena, "%s, %s", same->word, look->label);
			continue;
		}
		struct entry e = {.sample = KIND, .word = look->label, .look = look};

		VEC_PUSH(chart->arena, list, e);
	}
}

/* What occurs, beside kinds. */
static void
find_used(const struct gantt *g, bool used[])
{
	used[FREE] = g->frees.len > 0;
	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];
		bool dated = row->start != MINUTES_NONE;

		used[PROGRESS] =
			used[PROGRESS] || (dated && row->kind == ROW_TASK && row->percent > 0);
		used[CRITICAL] =
			used[CRITICAL] || (dated && row->critical && row->kind == ROW_TASK);
		used[BASELINE] = used[BASELINE] || row->base_start != MINUTES_NONE;
		used[MILESTONE] =
			used[MILESTONE] || (dated && row->kind == ROW_MILESTONE && !row->gate);
		used[GATE] = used[GATE] || (dated && row->gate);
		used[DEADLINE] = used[DEADLINE] || row->deadline != MINUTES_NONE;
		used[SUMMARY] = used[SUMMARY] || (dated && row->kind == ROW_SUMMARY);
		used[SLACK] = used[SLACK] || (dated && row->slack > row->finish);
		used[CONSTRAINT] = used[CONSTRAINT] || row->constraint_at != MINUTES_NONE;
		used[LOAD] = used[LOAD] || row->use_count > 0;
		used[OVERLOAD] = used[OVERLOAD] || gantt_overloaded(row);
	}
}

static struct entries
collect(struct chart *chart)
{
	const struct gantt_words *w = &chart->gantt.words;
	const struct {
		enum sample sample;
		const char *word;
	} words[] = {
		{SUMMARY, w->summary}, {PROGRESS, w->progress}, {CRITICAL, w->critical},
		{SLACK, w->slack},     {BASELINE, w->baseline}, {MILESTONE, w->milestone},
		{GATE, w->gate},       {DEADLINE, w->deadline}, {CONSTRAINT, w->constraint},
		{LOAD, w->load},       {OVERLOAD, w->overload}, {FREE, w->free},
	};
	struct entries list = {0};
	bool used[SAMPLES] = {false};

	add_kinds(chart, &list);
	find_used(&chart->gantt, used);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct entry e = {.sample = words[i].sample, .word = words[i].word};

		if (used[e.sample] && e.word[0] != '\0')
			VEC_PUSH(chart->arena, &list, e);
	}
	return list;
}

static dim
sample_width(enum sample sample)
{
	return sample == MILESTONE || sample == GATE	    ? MM(4.4)
	       : sample == DEADLINE || sample == CONSTRAINT ? MM(3)
							    : SAMPLE;
}

/* Places the entries in lines with this gap: the corner of each in at; the number of lines. */
static int
place(struct chart *chart, const struct entries *list, dim gap, struct point *at)
{
	dim x = 0;
	int lines = list->len > 0 ? 1 : 0;

	for (size_t i = 0; i < list->len; i++) {
		dim width = sample_width(list->at[i].sample) + WORD_GAP +
			    gantt_width(chart, chart->sizes.small, false, list->at[i].word);

		if (x > 0 && x + width > chart->width) {
			x = 0;
			lines++;
		}
		at[i] = (struct point){x, (lines - 1) * LINE};
		x += width + gap;
	}
	return lines;
}

/* A little less air if that saves a line. */
static int
flow(struct chart *chart, const struct entries *list, struct point *at)
{
	int tight = place(chart, list, TIGHT_GAP, at);
	int lines = place(chart, list, ENTRY_GAP, at);

	return tight < lines ? place(chart, list, TIGHT_GAP, at) : lines;
}

dim
gantt_legend_height(struct chart *chart)
{
	struct entries list = collect(chart);
	struct point *at = ARENA_ARRAY(chart->arena, list.len + 1, struct point);
	int lines = flow(chart, &list, at);

	return lines > 0 ? TOP_GAP + lines * LINE : 0;
}

/* at: left end, on the middle line. */
static void
draw_sample(struct chart *chart, struct draw_list *d, const struct entry *e, struct point at)
{
	const struct gantt_theme *t = &chart->gantt.theme;
	struct rect r = {at.x, at.y - BAR / 2, SAMPLE, BAR};
	struct gantt_look plain = {
		.colour = t->brand, .paper = gantt_tint(t->brand), .pattern = DRAW_SOLID};
	dim wide = sample_width(e->sample);

	switch (e->sample) {
	case KIND:
		gantt_bar_draw(d, r, e->look, MM(0.8));
		break;
	case PROGRESS:
		gantt_bar_draw(d, r, &plain, MM(0.8));
		r.width = SAMPLE * 5 / 8;
		gantt_progress_draw(d, r, &plain);
		break;
	case CRITICAL:
		plain.colour = t->paper;
		gantt_bar_draw(d, r, &plain, MM(0.8));
		gantt_critical_draw(d, r, t->ink);
		break;
	case BASELINE:
		draw_rect(d, (struct rect){r.x, at.y - MM(0.5), r.width, MM(1)}, t->baseline,
			  DRAW_SOLID, t->baseline);
		break;
	case MILESTONE:
		gantt_diamond_draw(d, (struct point){at.x + wide / 2, at.y}, MM(2.1), t->ink);
		break;
	case GATE:
		gantt_gate_draw(d, (struct point){at.x + wide / 2, at.y}, MM(2.1), t->warn,
				t->paper);
		break;
	case DEADLINE:
		gantt_deadline_draw(d, (struct point){at.x + wide / 2, at.y}, t->bad);
		break;
	case SLACK:
		gantt_slack_draw(d, (struct point){r.x, at.y}, r.x + SAMPLE, t->soft);
		break;
	case CONSTRAINT:
		gantt_constraint_draw(d, (struct point){r.x + MM(1), at.y}, BAR / 2,
				      CONSTRAINT_NOT_EARLIER, t->ink);
		break;
	case LOAD:
	case OVERLOAD:
		gantt_use_draw(d, r, t, e->sample == OVERLOAD);
		break;
	case SAMPLES:
		break;
	case FREE:
		draw_rect(d, r, t->shade, DRAW_SOLID, t->shade);
		break;
	case SUMMARY:
		gantt_summary_draw(d, (struct rect){r.x, at.y - MM(1.2), r.width, MM(1.8)}, t->ink);
		break;
	}
}

void
gantt_legend_draw(struct chart *chart, struct draw_list *d, dim y)
{
	const struct gantt_theme *t = &chart->gantt.theme;
	struct entries list = collect(chart);
	struct point *at = ARENA_ARRAY(chart->arena, list.len + 1, struct point);
	struct draw_font font = gantt_font(chart, chart->sizes.small, false);

	flow(chart, &list, at);
	for (size_t i = 0; i < list.len; i++) {
		struct point middle = {at[i].x, y + TOP_GAP + at[i].y + LINE / 2};
		struct point word = {
			.x = middle.x + sample_width(list.at[i].sample) + WORD_GAP,
			.y = middle.y + dim_scale(chart->sizes.small, 36, 100),
		};

		draw_sample(chart, d, &list.at[i], middle);
		draw_text(d, word, DRAW_START, &font, t->soft, list.at[i].word);
	}
}
