/* Bands: the geometry of lines beside side floats. */
#include "layout/float_band.h"

void
lay_bands_taken(const struct lay_bands *b, dim top, dim bpd, dim *start, dim *end)
{
	dim bottom = dim_add(top, dim_max(bpd, 1));

	*start = *end = 0;
	for (size_t i = 0; i < b->count && b->at[i].top < bottom; i++) {
		if (b->at[i].bottom <= top)
			continue;
		*start = dim_max(*start, b->at[i].start);
		*end = dim_max(*end, b->at[i].end);
	}
}

dim
lay_bands_next(const struct lay_bands *b, dim top)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->at[i].bottom > top)
			return b->at[i].bottom;
	return top;
}

dim
lay_bands_room(const struct lay_bands *b, dim top, dim bpd)
{
	for (;;) {
		dim start, end;

		lay_bands_taken(b, top, bpd, &start, &end);
		if ((start == 0 && end == 0) || dim_sub(b->ipd, dim_add(start, end)) >= b->least)
			return top;
		/* Each step leaves a band behind. */
		dim next = lay_bands_next(b, top);
		if (next <= top)
			return top;
		top = next;
	}
}
