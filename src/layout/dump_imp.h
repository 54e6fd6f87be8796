/* Dump, inside: what the files of the area dump share. */
#ifndef PP_LAYOUT_DUMP_IMP_H
#define PP_LAYOUT_DUMP_IMP_H

#include "layout/area.h"

struct strbuf;

/* dump_attr.c: name="value" with a leading space. */
void dump_dim(struct strbuf *out, const char *name, dim value);
/* The same, only if not zero. */
void dump_dim_if(struct strbuf *out, const char *name, dim value);
void dump_text(struct strbuf *out, const char *name, const char *value);
/* ipd, ipda, bpd, bpda, bap of an area, its borders, paddings, background, spaces and id. */
void dump_extents(struct strbuf *out, const struct area *a);
/* Millipoints of the areas stacked in an area. */
int dump_stacked_bpd(const struct area *a);
void dump_matrix(struct strbuf *out, const struct matrix *m, double e, double f);
/* What clip takes from the sides of a viewport, if anything. */
void dump_clip(struct strbuf *out, const struct area_clip *clip);
void dump_colour(struct strbuf *out, const struct colour *c);
/* An internal link is written with its id; dump_end.c puts the page in. */
void dump_link(struct strbuf *out, const char *id);

/* dump.c */
void dump_children(struct strbuf *out, const struct area *a);
/* A block that stands so far aside because of side floats. */
void
dump_block_beside(struct strbuf *out, const struct area *a, const struct area *parent, dim aside);
/* dump_float.c: children of a reference area, cut where side floats begin and end. */
bool dump_has_floats(const struct area *a);
void dump_beside(struct strbuf *out, const struct area *reference);
/* dump_inline.c: what stands on lines, and lines. */
void dump_line(struct strbuf *out, const struct area *line);
void dump_inline(struct strbuf *out, const struct area *a);

/* dump_bar.c: the change bars beside an area, as elements in it. */
void dump_bars(struct strbuf *out, const struct area *a, const char *element);
/* The bars beside a column as they are. */
void dump_column_bars(struct strbuf *out, const struct area *column);

#endif
