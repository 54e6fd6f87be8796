/*
 * Bands: what side floats leave of the measure, from a place downwards.  Private to the room.
 *
 * The floats beside a paragraph cut the room below its first line into bands of one width each:
 *
 *	┌──────┐──────────────────────  top 0: start 60, end 0
 *	│ left │               ┌──────  top 20: start 60, end 40
 *	│      │               │ right
 *	└──────┘               │        top 50: start 0, end 40
 *	                       └──────  bottom 80: all of the measure below
 *
 * A line that reaches over several bands has the least room of them.
 */
#ifndef PP_LAYOUT_FLOAT_BAND_H
#define PP_LAYOUT_FLOAT_BAND_H

#include "base/dim.h"

#include <stddef.h>

struct lay_band {
	dim top;
	dim bottom;
	dim start; /* taken off the measure at its ends */
	dim end;
};

/* Without gaps from 0 on; below the last one nothing is taken off. */
struct lay_bands {
	size_t count;
	struct lay_band *at;
	dim ipd;   /* the measure */
	dim least; /* room that is too small for any content: lines go below (CSS2 §9.5) */
	dim first; /* height of the first line if it is known, else 0 */
};

/* What a line from top, so high, loses at its start and end. */
void lay_bands_taken(const struct lay_bands *bands, dim top, dim bpd, dim *start, dim *end);
/* The first place at or below top where a line so high has room for any content. */
dim lay_bands_room(const struct lay_bands *bands, dim top, dim bpd);
/* The bottom of the band at top: the next place where there may be more room. */
dim lay_bands_next(const struct lay_bands *bands, dim top);

#endif
