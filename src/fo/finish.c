/*
 * What single values come to once they are read: relative sizes and weights step from the parent's,
 * keywords become numbers, counts stay within reason.
 */
#include "fo/finish.h"

#include "fo/value.h"

#include <math.h>

#define MAX_FONT_SIZE 10000.0 /* points */

/* §7.9.4: medium is 12 pt, the steps are 1.2. */
static bool
font_size_keyword(enum fo_keyword k, double parent, double *points)
{
	static const struct {
		enum fo_keyword keyword;
		double points;
	} sizes[] = {
		{FO_KW_XX_SMALL, 6.944},  {FO_KW_X_SMALL, 8.333}, {FO_KW_SMALL, 10},
		{FO_KW_MEDIUM, 12},	  {FO_KW_LARGE, 14.4},	  {FO_KW_X_LARGE, 17.28},
		{FO_KW_XX_LARGE, 20.736},
	};

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		if (sizes[i].keyword == k) {
			*points = sizes[i].points;
			return true;
		}
	}
	*points = k == FO_KW_LARGER ? parent * 1.2 : parent / 1.2;
	return k == FO_KW_LARGER || k == FO_KW_SMALLER;
}

static void
finish_font_size(const struct fo_value *parent, struct fo_value *v)
{
	double points;

	if (v->kind == FO_VALUE_KEYWORD &&
	    font_size_keyword(v->u.keyword, dim_to_pt(parent->u.dim), &points))
		*v = fo_value_of_dim(dim_from_pt(points));
	if (v->kind != FO_VALUE_DIM)
		*v = *parent;
	v->u.dim = dim_max(0, dim_min(v->u.dim, dim_from_pt(MAX_FONT_SIZE)));
}

/* §7.9.9: relative weights step as CSS 2.1 has them. */
static void
finish_font_weight(const struct fo_value *parent, struct fo_value *v)
{
	double w = parent->kind == FO_VALUE_NUMBER ? parent->u.number : 400;

	if (v->kind == FO_VALUE_NUMBER) {
		w = floor(fmin(fmax(v->u.number, 100), 900) / 100 + 0.5) * 100;
	} else if (v->kind == FO_VALUE_KEYWORD) {
		switch (v->u.keyword) {
		case FO_KW_BOLD:
			w = 700;
			break;
		case FO_KW_BOLDER:
			w = w < 400 ? 400 : w < 600 ? 700 : 900;
			break;
		case FO_KW_LIGHTER:
			w = w < 600 ? 100 : w < 800 ? 400 : 700;
			break;
		default:
			w = 400;
		}
	}
	*v = fo_value_of_number(w);
}

static void
finish_font_stretch(const struct fo_value *parent, struct fo_value *v)
{
	static const enum fo_keyword scale[] = {
		FO_KW_ULTRA_CONDENSED, FO_KW_EXTRA_CONDENSED, FO_KW_CONDENSED,
		FO_KW_SEMI_CONDENSED,  FO_KW_NORMAL,	      FO_KW_SEMI_EXPANDED,
		FO_KW_EXPANDED,	       FO_KW_EXTRA_EXPANDED,  FO_KW_ULTRA_EXPANDED};
	size_t count = sizeof scale / sizeof *scale, at = 4;
	bool wider = v->u.keyword == FO_KW_WIDER;

	if (v->kind != FO_VALUE_KEYWORD || (!wider && v->u.keyword != FO_KW_NARROWER))
		return;
	for (size_t i = 0; i < count; i++)
		if (scale[i] == parent->u.keyword)
			at = i;
	if (wider && at + 1 < count)
		at++;
	else if (!wider && at > 0)
		at--;
	*v = fo_value_of_keyword(scale[at]);
}

static void
finish_background_position(struct fo_value *v)
{
	double share = 0;

	if (v->kind != FO_VALUE_KEYWORD)
		return;
	if (v->u.keyword == FO_KW_CENTER)
		share = 0.5;
	else if (v->u.keyword == FO_KW_RIGHT || v->u.keyword == FO_KW_BOTTOM)
		share = 1;
	*v = (struct fo_value){.kind = FO_VALUE_PERCENT, .u.number = share};
}

/* §7.16.9, §7.19: the absolute sides are other words for the relative ones. */
static void
finish_side(struct fo_value *v)
{
	if (v->kind != FO_VALUE_KEYWORD)
		return;
	switch (v->u.keyword) {
	case FO_KW_LEFT:
		v->u.keyword = FO_KW_START;
		break;
	case FO_KW_RIGHT:
		v->u.keyword = FO_KW_END;
		break;
	case FO_KW_TOP:
		v->u.keyword = FO_KW_BEFORE;
		break;
	case FO_KW_BOTTOM:
		v->u.keyword = FO_KW_AFTER;
		break;
	default:
		break;
	}
}

static void
finish_writing_mode(struct fo_value *v)
{
	if (v->u.keyword == FO_KW_LR)
		v->u.keyword = FO_KW_LR_TB;
	else if (v->u.keyword == FO_KW_RL)
		v->u.keyword = FO_KW_RL_TB;
	else if (v->u.keyword == FO_KW_TB)
		v->u.keyword = FO_KW_TB_RL;
}

/* Counts are at least one (§7.28.12 …), and no larger than any page could show. */
static void
finish_count(struct fo_value *v, double most)
{
	if (v->kind == FO_VALUE_NUMBER)
		v->u.number = floor(fmin(fmax(v->u.number, 1), most) + 0.5);
}

void
fo_finish(enum fo_prop prop, const struct fo_value *parent, struct fo_value *v)
{
	switch (prop) {
	case FO_PROP_FONT_SIZE:
		finish_font_size(parent, v);
		break;
	case FO_PROP_FONT_WEIGHT:
		finish_font_weight(parent, v);
		break;
	case FO_PROP_FONT_STRETCH:
		finish_font_stretch(parent, v);
		break;
	case FO_PROP_BACKGROUND_POSITION_HORIZONTAL:
	case FO_PROP_BACKGROUND_POSITION_VERTICAL:
		finish_background_position(v);
		break;
	case FO_PROP_TEXT_ALIGN:
	case FO_PROP_TEXT_ALIGN_LAST:
	case FO_PROP_FLOAT:
	case FO_PROP_CLEAR:
	case FO_PROP_CAPTION_SIDE:
		finish_side(v);
		break;
	case FO_PROP_WRITING_MODE:
		finish_writing_mode(v);
		break;
	case FO_PROP_REFERENCE_ORIENTATION:
		if (v->kind == FO_VALUE_NUMBER) {
			double quarter = fmod(floor(v->u.number / 90 + 0.5), 4);
			v->u.number = 90 * (quarter < 0 ? quarter + 4 : quarter);
		}
		break;
	case FO_PROP_COLUMN_COUNT:
	case FO_PROP_NUMBER_COLUMNS_SPANNED:
	case FO_PROP_NUMBER_COLUMNS_REPEATED:
	case FO_PROP_COLUMN_NUMBER:
		finish_count(v, 1000);
		break;
	case FO_PROP_NUMBER_ROWS_SPANNED:
	case FO_PROP_ORPHANS:
	case FO_PROP_WIDOWS:
		finish_count(v, 1000000);
		break;
	case FO_PROP_PADDING_BEFORE:
	case FO_PROP_PADDING_AFTER:
	case FO_PROP_PADDING_START:
	case FO_PROP_PADDING_END:
	case FO_PROP_PADDING_TOP:
	case FO_PROP_PADDING_BOTTOM:
	case FO_PROP_PADDING_LEFT:
	case FO_PROP_PADDING_RIGHT:
		if (v->kind == FO_VALUE_DIM)
			v->u.dim = dim_max(0, v->u.dim);
		break;
	default:
		break;
	}
}
