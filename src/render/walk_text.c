/*
 * Words on lines, what decorates them, and leaders.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "render/walk.h"

void
walk_words(struct walk *w, const char *artifact, const struct area_text *text, struct point at)
{
	if (text->count == 0)
		return;
	struct render_word *words = ARENA_ARRAY(w->scratch, text->count, struct render_word);
	for (uint32_t i = 0; i < text->count; i++) {
		const struct area_word *word = &text->words[i];
		words[i] = (struct render_word){.run = word->run,
						.x = dim_to_pt(dim_add(at.x, word->x)),
						.letter_space = dim_to_pt(word->letter_space),
						.text = word->run ? word->run->text : word->text,
						.text_len = word->run ? word->run->text_len
								      : word->text_len};
	}
	layers_words(w, artifact, text->font, text->colour, dim_to_pt(at.y), words, text->count);
}

/* A line y below the baseline, under all of the text or its words only. */
static void
decoration(struct walk *w, const struct area *a, struct point at, dim y)
{
	const struct area_text *text = a->u.text;
	dim high = dim_max(font_metrics(text->font)->underline_thickness, DIM_PT / 4);
	struct rect r = {at.x, dim_add(dim_add(at.y, text->baseline), y), a->ipd, high};

	if ((text->decoration & AREA_WORDS_ONLY) == 0) {
		layers_rect(w, "Layout", r, text->decoration_colour);
		return;
	}
	for (uint32_t i = 0; i < text->count; i++) {
		if (text->words[i].run == NULL)
			continue;
		r.x = dim_add(at.x, text->words[i].x);
		r.width = text->words[i].advance;
		layers_rect(w, "Layout", r, text->decoration_colour);
	}
}

void
walk_text(struct walk *w, const struct area *a, struct point at)
{
	const struct area_text *text = a->u.text;
	if (text == NULL || text->font == NULL)
		return;
	const struct font_metrics *m = text->decoration != 0 ? font_metrics(text->font) : NULL;
	if (text->decoration & AREA_UNDERLINE)
		decoration(w, a, at, m->underline_position);
	if (text->decoration & AREA_OVERLINE)
		decoration(w, a, at, -m->ascent);
	walk_words(w, NULL, text, (struct point){at.x, dim_add(at.y, text->baseline)});
	if (text->decoration & AREA_LINE_THROUGH)
		decoration(w, a, at, -m->strikethrough_position);
}

/* The unit of a dotted or use-content leader, as often as layout found room for it. */
static void
leader_units(struct walk *w, const struct area_leader *leader, struct point at)
{
	if (leader->unit == NULL || leader->repeat == 0)
		return;
	struct render_word *words = ARENA_ARRAY(w->scratch, leader->repeat, struct render_word);
	for (uint32_t i = 0; i < leader->repeat; i++) {
		double x = dim_to_pt(at.x) + dim_to_pt(leader->first_x) +
			   (double)i * dim_to_pt(leader->unit_advance);
		words[i] = (struct render_word){.run = leader->unit,
						.x = x,
						.text = leader->unit->text,
						.text_len = leader->unit->text_len};
	}
	layers_words(w, NULL, leader->unit->font, leader->colour,
		     dim_to_pt(dim_add(at.y, leader->baseline)), words, leader->repeat);
}

void
walk_leader(struct walk *w, const struct area *a, struct point at)
{
	const struct area_leader *leader = a->u.leader;
	if (leader == NULL)
		return;
	switch ((enum fo_keyword)leader->pattern) {
	case FO_KW_RULE: {
		struct rect r = {.x = at.x,
				 .y = dim_add(at.y, dim_sub(leader->baseline, leader->thickness)),
				 .width = a->ipd,
				 .height = leader->thickness};
		border_rule(w, leader->rule_style, r, leader->colour);
		break;
	}
	case FO_KW_DOTS:
		leader_units(w, leader, at);
		break;
	case FO_KW_USE_CONTENT:
		leader_units(w, leader, at);
		walk_children(w, a, at);
		break;
	default:
		break; /* space */
	}
}

void
walk_contents(const struct area *a, struct strbuf *b)
{
	if (a->kind == AREA_TEXT && a->u.text != NULL) {
		const struct area_text *text = a->u.text;
		for (uint32_t i = 0; i < text->count; i++) {
			/* Visual order; a line that runs to the left is read from its end. */
			uint32_t at = text->level & 1 ? text->count - 1 - i : i;
			const struct area_word *word = &text->words[at];
			if (word->run != NULL)
				strbuf_add(b, word->run->text, word->run->text_len);
			else if (word->text != NULL)
				strbuf_add(b, word->text, word->text_len);
		}
		return;
	}
	if (a->kind == AREA_SPACE && b->len > 0 && b->s[b->len - 1] != ' ')
		strbuf_putc(b, ' ');
	for (const struct area *child = a->first_child; child != NULL; child = child->next)
		walk_contents(child, b);
}
