/*
 * Corresponding properties (XSL 1.1 §5.3): top, bottom, left, right against before, after, start,
 * end.  Of a pair the absolute property wins if it is specified, unless the relative one is given
 * itself and the absolute one only by a shorthand; the loser takes the winner's value.
 *
 * Margins of blocks become spaces and indents, where an indent gathers what the ancestors had
 * (§5.3.2); margins of inlines become spaces to start and end.
 */
#include "fo/correspond.h"

#include "fo/value.h"

#include "base/arena.h"

#include <string.h>

enum side { TOP, BOTTOM, LEFT, RIGHT };

/* Which edge a side is, by block- and inline-progression-direction. */
struct sides {
	uint8_t edge[4]; /* enum fo_edge by enum side */
	bool vertical; /* lines run from top to bottom: width is the block-progression-dimension */
};

static struct sides
sides_of(const struct fo_set *set)
{
	switch (set->value[FO_PROP_WRITING_MODE].u.keyword) {
	case FO_KW_RL_TB:
		return (struct sides){{FO_BEFORE, FO_AFTER, FO_END, FO_START}, false};
	case FO_KW_LR_BT:
	case FO_KW_LR_ALTERNATING_RL_BT:
	case FO_KW_LR_INVERTING_RL_BT:
		return (struct sides){{FO_AFTER, FO_BEFORE, FO_START, FO_END}, false};
	case FO_KW_RL_BT:
		return (struct sides){{FO_AFTER, FO_BEFORE, FO_END, FO_START}, false};
	case FO_KW_TB_RL:
		return (struct sides){{FO_START, FO_END, FO_AFTER, FO_BEFORE}, true};
	case FO_KW_TB_LR:
	case FO_KW_TB_LR_IN_LR_PAIRS:
		return (struct sides){{FO_START, FO_END, FO_BEFORE, FO_AFTER}, true};
	case FO_KW_BT_RL:
		return (struct sides){{FO_END, FO_START, FO_AFTER, FO_BEFORE}, true};
	case FO_KW_BT_LR:
		return (struct sides){{FO_END, FO_START, FO_BEFORE, FO_AFTER}, true};
	default:
		return (struct sides){{FO_BEFORE, FO_AFTER, FO_START, FO_END}, false};
	}
}

/* Families of one property per side and edge. */
static const struct {
	uint16_t absolute[4]; /* by enum side */
	uint16_t relative[4]; /* by enum fo_edge */
} families[] = {
	{{FO_PROP_BORDER_TOP_STYLE, FO_PROP_BORDER_BOTTOM_STYLE, FO_PROP_BORDER_LEFT_STYLE,
	  FO_PROP_BORDER_RIGHT_STYLE},
	 {FO_PROP_BORDER_BEFORE_STYLE, FO_PROP_BORDER_AFTER_STYLE, FO_PROP_BORDER_START_STYLE,
	  FO_PROP_BORDER_END_STYLE}},
	{{FO_PROP_BORDER_TOP_COLOR, FO_PROP_BORDER_BOTTOM_COLOR, FO_PROP_BORDER_LEFT_COLOR,
	  FO_PROP_BORDER_RIGHT_COLOR},
	 {FO_PROP_BORDER_BEFORE_COLOR, FO_PROP_BORDER_AFTER_COLOR, FO_PROP_BORDER_START_COLOR,
	  FO_PROP_BORDER_END_COLOR}},
	{{FO_PROP_BORDER_TOP_WIDTH, FO_PROP_BORDER_BOTTOM_WIDTH, FO_PROP_BORDER_LEFT_WIDTH,
	  FO_PROP_BORDER_RIGHT_WIDTH},
	 {FO_PROP_BORDER_BEFORE_WIDTH, FO_PROP_BORDER_AFTER_WIDTH, FO_PROP_BORDER_START_WIDTH,
	  FO_PROP_BORDER_END_WIDTH}},
	{{FO_PROP_PADDING_TOP, FO_PROP_PADDING_BOTTOM, FO_PROP_PADDING_LEFT, FO_PROP_PADDING_RIGHT},
	 {FO_PROP_PADDING_BEFORE, FO_PROP_PADDING_AFTER, FO_PROP_PADDING_START,
	  FO_PROP_PADDING_END}},
};

static const uint16_t margins[4] = {FO_PROP_MARGIN_TOP, FO_PROP_MARGIN_BOTTOM, FO_PROP_MARGIN_LEFT,
				    FO_PROP_MARGIN_RIGHT};

/* Does the absolute one of a pair win? */
static bool
absolute_wins(const uint8_t *origin, enum fo_prop absolute, enum fo_prop relative)
{
	if (origin[absolute] == 0)
		return false;
	return origin[relative] <= origin[absolute];
}

/* Borders and padding stand around the area, so the writing-mode they follow is the parent's. */
static void
borders_and_padding(struct fo_set *set, const uint8_t *origin, struct sides sides)
{
	for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
		for (size_t side = 0; side < 4; side++) {
			enum fo_prop a = families[f].absolute[side];
			enum fo_prop r = families[f].relative[sides.edge[side]];
			uint8_t retain = set->value[r].retain;

			if (absolute_wins(origin, a, r))
				set->value[r] = set->value[a];
			else
				set->value[a] = set->value[r];
			set->value[r].retain = retain; /* has no absolute counterpart */
		}
	}
}

/* a + b * sign of lengths and percentages; anything else counts as nothing. */
static struct fo_value
sum(const struct fo_value *a, const struct fo_value *b, int sign)
{
	const struct fo_value *both[2] = {a, b};
	dim fixed = 0;
	double share = 0;
	bool percent = false;

	for (int i = 0; i < 2; i++) {
		int s = i == 0 ? 1 : sign;
		if (both[i]->kind == FO_VALUE_DIM)
			fixed = s > 0 ? dim_add(fixed, both[i]->u.dim)
				      : dim_sub(fixed, both[i]->u.dim);
		if (both[i]->kind == FO_VALUE_PERCENT) {
			fixed = s > 0 ? dim_add(fixed, both[i]->extra)
				      : dim_sub(fixed, both[i]->extra);
			share += s * both[i]->u.number;
			percent = true;
		}
	}
	if (!percent)
		return fo_value_of_dim(fixed);
	return (struct fo_value){.kind = FO_VALUE_PERCENT, .extra = fixed, .u.number = share};
}

/* Border and padding of an edge, together. */
static struct fo_value
border_and_padding(const struct fo_set *set, enum fo_edge edge)
{
	const struct fo_value *style = &set->value[families[0].relative[edge]];
	struct fo_value width = set->value[families[2].relative[edge]];

	if (style->u.keyword == FO_KW_NONE || style->u.keyword == FO_KW_HIDDEN)
		width = fo_value_of_dim(0);
	return sum(&width, &set->value[families[3].relative[edge]], 1);
}

static void
space_from_margin(struct fo_set *set, enum fo_prop space, enum fo_prop margin, struct arena *arena,
		  bool retain)
{
	struct fo_space *s = ARENA_NEW(arena, struct fo_space);
	struct fo_value zero = fo_value_of_dim(0);

	s->optimum = sum(&set->value[margin], &zero, 1); /* auto is nothing */
	s->minimum = s->maximum = s->optimum;
	s->retain = retain;
	set->value[space] = (struct fo_value){
		.kind = FO_VALUE_SPACE, .specified = set->value[margin].specified, .u.space = s};
}

static void
margin_and_space(struct fo_set *set, const uint8_t *origin, enum fo_prop margin, enum fo_prop space,
		 struct arena *arena)
{
	bool block = space == FO_PROP_SPACE_BEFORE || space == FO_PROP_SPACE_AFTER;

	if (absolute_wins(origin, margin, space))
		space_from_margin(set, space, margin, arena, block);
	else if (origin[space] != 0 && set->value[space].kind == FO_VALUE_SPACE)
		set->value[margin] = set->value[space].u.space->optimum;
}

/* start-indent = inherited + margin + padding + border (§5.3.2); a reference-area starts anew. */
static void
margin_and_indent(struct fo_set *set, const uint8_t *origin, enum fo_prop margin, enum fo_edge edge,
		  const struct fo_style_key *key)
{
	enum fo_prop indent = edge == FO_START ? FO_PROP_START_INDENT : FO_PROP_END_INDENT;
	struct fo_value inherited = fo_value_of_dim(0);
	struct fo_value edges = border_and_padding(set, edge);
	struct fo_value total;

	if (key->parent != NULL && !(key->class & FO_CLASS_REFERENCE))
		inherited = key->parent->set.value[indent];
	if (absolute_wins(origin, margin, indent)) {
		total = sum(&inherited, &set->value[margin], 1);
		set->value[indent] = sum(&total, &edges, 1);
		set->value[indent].specified = 1;
	} else if (origin[indent] != 0) {
		total = sum(&set->value[indent], &inherited, -1);
		set->value[margin] = sum(&total, &edges, -1);
	}
}

static void
margins_to_spaces(struct fo_set *set, const uint8_t *origin, struct sides sides,
		  const struct fo_style_key *key, struct arena *arena)
{
	static const uint16_t spaces[4] = {FO_PROP_SPACE_BEFORE, FO_PROP_SPACE_AFTER,
					   FO_PROP_SPACE_START, FO_PROP_SPACE_END};

	for (size_t side = 0; side < 4; side++) {
		enum fo_edge edge = sides.edge[side];
		bool along = edge == FO_START || edge == FO_END;

		if (key->class & FO_CLASS_INLINE) {
			if (along)
				margin_and_space(set, origin, margins[side], spaces[edge], arena);
		} else if (along) {
			margin_and_indent(set, origin, margins[side], edge, key);
		} else {
			margin_and_space(set, origin, margins[side], spaces[edge], arena);
		}
	}
}

/* height, min-height, max-height to a length-range (§5.3.3), and back. */
static void
extent(struct fo_set *set, const uint8_t *origin, const uint16_t absolute[3], enum fo_prop relative,
       struct arena *arena)
{
	enum fo_prop size = absolute[0], least = absolute[1], most = absolute[2];
	const struct fo_range *given = set->value[relative].u.range;
	struct fo_range *r;

	if (origin[size] == 0 && origin[least] == 0 && origin[most] == 0) {
		if (origin[relative] != 0 && set->value[relative].kind == FO_VALUE_RANGE)
			set->value[size] = given->optimum;
		return;
	}
	/* Where only bounds are absolute, a relative range keeps the rest: §5.3.3 would reset it to
	 * auto, which throws away what was said. */
	r = ARENA_NEW(arena, struct fo_range);
	r->minimum = r->optimum = r->maximum = fo_value_of_keyword(FO_KW_AUTO);
	if (origin[size] != 0 && set->value[size].kind != FO_VALUE_UNSET)
		r->minimum = r->optimum = r->maximum = set->value[size];
	else if (origin[relative] != 0 && set->value[relative].kind == FO_VALUE_RANGE)
		*r = *given;
	if (origin[least] != 0)
		r->minimum = set->value[least];
	if (origin[most] != 0) {
		r->maximum = set->value[most];
		if (r->maximum.kind == FO_VALUE_KEYWORD)
			r->maximum = fo_value_of_keyword(FO_KW_AUTO);
	}
	set->value[relative] =
		(struct fo_value){.kind = FO_VALUE_RANGE, .specified = 1, .u.range = r};
	set->value[relative] =
		fo_compound_order(arena, &set->value[relative], FO_PART_MINIMUM | FO_PART_MAXIMUM);
	set->value[relative].specified = 1;
}

void
fo_correspond(struct fo_set *set, const uint8_t *origin, const struct fo_style_key *key,
	      struct arena *arena)
{
	static const uint16_t heights[3] = {FO_PROP_HEIGHT, FO_PROP_MIN_HEIGHT, FO_PROP_MAX_HEIGHT};
	static const uint16_t widths[3] = {FO_PROP_WIDTH, FO_PROP_MIN_WIDTH, FO_PROP_MAX_WIDTH};
	struct sides own = sides_of(set);
	struct sides outer = key->parent == NULL ? own : sides_of(&key->parent->set);

	borders_and_padding(set, origin, outer);
	margins_to_spaces(set, origin, own, key, arena);
	extent(set, origin, own.vertical ? widths : heights, FO_PROP_BLOCK_PROGRESSION_DIMENSION,
	       arena);
	extent(set, origin, own.vertical ? heights : widths, FO_PROP_INLINE_PROGRESSION_DIMENSION,
	       arena);
}
