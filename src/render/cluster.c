/*
 * Clusters of a run.  From left to right their byte offsets rise, or fall in a run that goes to the
 * left; together they cover the whole text, so bytes before the first offset belong to it too.
 */
#include "render/cluster.h"

#include "layout/font.h"

#define MAX_GLYPH 0xFFFF

bool
glyph_is_drawn(const struct glyph *glyph)
{
	return glyph->id <= MAX_GLYPH;
}

static struct cluster
cluster_make(const struct glyph_run *run, uint32_t begin, uint32_t end)
{
	struct cluster c = {.begin = begin, .end = end};
	for (uint32_t i = begin; i < end; i++)
		c.drawn += glyph_is_drawn(&run->glyphs[i]);
	/* The neighbour that comes later in the text bounds it; the first in the text begins it. */
	bool has_later = run->rtl ? begin > 0 : end < run->count;
	bool is_first = run->rtl ? end == run->count : begin == 0;
	uint32_t from = is_first ? 0 : run->glyphs[begin].cluster;
	uint32_t to = run->text_len;
	if (has_later)
		to = run->rtl ? run->glyphs[begin - 1].cluster : run->glyphs[end].cluster;
	if (to > run->text_len)
		to = run->text_len;
	if (from > to)
		from = to;
	c.text = run->text + from;
	c.len = to - from;
	return c;
}

struct cluster
cluster_from(const struct glyph_run *run, uint32_t begin)
{
	uint32_t end = begin + 1;
	while (end < run->count && run->glyphs[end].cluster == run->glyphs[begin].cluster)
		end++;
	return cluster_make(run, begin, end);
}

struct cluster
cluster_before(const struct glyph_run *run, uint32_t end)
{
	uint32_t begin = end - 1;
	while (begin > 0 && run->glyphs[begin - 1].cluster == run->glyphs[begin].cluster)
		begin--;
	return cluster_make(run, begin, end);
}
