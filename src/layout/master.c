/*
 * Masters: choosing the simple-page-master of a page.
 *
 * A page-sequence-master is a list of references; each gives pages until it is used up: one page, a
 * number of them, or, for alternatives, the first condition that holds.  The state is a value: a
 * page that may be the last is tried with a copy of it.
 */
#include "layout/master.h"

#include "base/map.h"
#include "fo/fo.h"
#include "layout/inline.h"
#include "layout/layout_diag.h"

#include <stdio.h>

void
lay_masters_open(struct lay_masters *m, struct lay *lay)
{
	*m = (struct lay_masters){.lay = lay};
	m->pages = map_new(lay->arena);
	m->sequences = map_new(lay->arena);
	const struct fo_node *set = fo_masters(lay->doc);
	for (const struct fo_node *c = set == NULL ? NULL : set->first_child; c != NULL;
	     c = c->next) {
		const char *name = fo_own_string(c, FO_PROP_MASTER_NAME);
		if (c->object == FO_SIMPLE_PAGE_MASTER && m->first == NULL)
			m->first = c;
		if (name == NULL)
			continue;
		if (c->object == FO_SIMPLE_PAGE_MASTER)
			map_put(m->pages, name, (void *)(uintptr_t)c);
		else if (c->object == FO_PAGE_SEQUENCE_MASTER)
			map_put(m->sequences, name, (void *)(uintptr_t)c);
	}
}

static const struct fo_node *
named(const struct lay_masters *m, const struct fo_node *reference)
{
	const char *name = fo_own_string(reference, FO_PROP_MASTER_REFERENCE);
	const struct fo_node *master = name == NULL ? NULL : map_find(m->pages, name);

	if (master != NULL)
		return master;
	struct diag_place place = fo_place(m->lay->doc, m->lay->arena, reference);
	diag_add(m->lay->diag, &layout_diags[LAYOUT_DIAG_NO_MASTER], &place,
		 name == NULL ? "" : name);
	return m->first;
}

static bool
position_holds(enum fo_keyword position, const struct lay_page_kind *kind)
{
	switch (position) {
	case FO_KW_ONLY:
		return kind->first && kind->last;
	case FO_KW_FIRST:
		return kind->first;
	case FO_KW_LAST:
		return kind->last;
	case FO_KW_REST:
		return !kind->first && !kind->last;
	default:
		return true;
	}
}

static bool
condition_holds(const struct fo_node *c, const struct lay_page_kind *kind)
{
	enum fo_keyword parity = fo_keyword(c, FO_PROP_ODD_OR_EVEN);
	enum fo_keyword blank = fo_keyword(c, FO_PROP_BLANK_OR_NOT_BLANK);

	if ((parity == FO_KW_ODD && kind->even) || (parity == FO_KW_EVEN && !kind->even))
		return false;
	if ((blank == FO_KW_BLANK && !kind->blank) || (blank == FO_KW_NOT_BLANK && kind->blank))
		return false;
	return position_holds(fo_keyword(c, FO_PROP_PAGE_POSITION), kind);
}

static long
limit_of(const struct fo_node *reference)
{
	if (reference->object == FO_SINGLE_PAGE_MASTER_REFERENCE)
		return 1;
	double n = fo_number(reference, FO_PROP_MAXIMUM_REPEATS, -1);
	return n < 0 || n > 1e9 ? -1 : (long)n;
}

/* The master a reference gives for this page, or NULL. */
static const struct fo_node *
give(const struct lay_masters *m, const struct fo_node *reference, const struct lay_page_kind *kind)
{
	if (reference->object != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES)
		return named(m, reference);
	for (const struct fo_node *c = reference->first_child; c != NULL; c = c->next)
		if (c->object == FO_CONDITIONAL_PAGE_MASTER_REFERENCE && condition_holds(c, kind))
			return named(m, c);
	return NULL;
}

static const struct fo_node *
select_from(const struct lay_masters *m, const struct fo_node *list, struct lay_master_state *state,
	    const struct lay_page_kind *kind)
{
	const struct fo_node *r = state->reference;
	long used = state->used;

	if (r == NULL) {
		r = list->first_child;
		used = 0;
	}
	for (; r != NULL; r = r->next, used = 0) {
		long limit = limit_of(r);
		if (limit >= 0 && used >= limit)
			continue;
		const struct fo_node *master = give(m, r, kind);
		if (master == NULL)
			continue;
		state->reference = r;
		state->used = used + 1;
		return master;
	}
	return NULL;
}

static const struct fo_node *
exhausted(const struct lay_masters *m, const struct fo_node *list, const struct fo_node *sequence,
	  const struct lay_page_kind *kind)
{
	const struct fo_node *best = NULL;
	const char *name = fo_own_string(list, FO_PROP_MASTER_NAME);
	char number[24];

	snprintf(number, sizeof number, "%ld", kind->number);
	struct diag_place place = fo_place(m->lay->doc, m->lay->arena, sequence);
	diag_add(m->lay->diag, &layout_diags[LAYOUT_DIAG_MASTERS_OUT], &place,
		 name == NULL ? "" : name, number);
	for (const struct fo_node *r = list->first_child; r != NULL; r = r->next) {
		const struct fo_node *master = give(m, r, kind);
		if (master != NULL)
			best = master;
	}
	return best != NULL ? best : m->first;
}

const struct fo_node *
lay_master_select(const struct lay_masters *m, const struct fo_node *sequence,
		  struct lay_master_state *state, const struct lay_page_kind *kind)
{
	const char *name = fo_own_string(sequence, FO_PROP_MASTER_REFERENCE);
	const struct fo_node *list = name == NULL ? NULL : map_find(m->sequences, name);

	if (list == NULL)
		return named(m, sequence);
	const struct fo_node *master = select_from(m, list, state, kind);
	return master != NULL ? master : exhausted(m, list, sequence, kind);
}
