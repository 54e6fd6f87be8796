/*
 * Content models: what may stand where, from the `content` column of object.def.  Private.
 */
#ifndef PP_FO_CONTENT_H
#define PP_FO_CONTENT_H

#include "fo/table.h"

struct arena;

/* A set of objects. */
#define FO_OBJSET_WORDS ((FO_OBJECT_COUNT + 63) / 64)
struct fo_objset {
	uint64_t bits[FO_OBJSET_WORDS];
};

/* One particle of a model: alternatives and how often. */
struct fo_particle {
	struct fo_objset objects;
	uint16_t first; /* object named first: for messages */
	bool text;	/* #PCDATA */
	bool block;	/* %block */
	bool inlines;	/* %inline */
	bool needed;	/* no ? and no * */
	bool many;	/* + or * */
};

struct fo_model {
	const struct fo_particle *at;
	size_t count;
	bool foreign; /* one element of another namespace */
};

/* Models by object, in the arena. */
const struct fo_model *fo_models_new(struct arena *arena, const struct fo_tables *tables);

/* How far a parent has got in its model. */
struct fo_content {
	uint16_t particle; /* the furthest one seen */
	uint16_t seen;	   /* bits by particle */
};

enum fo_verdict {
	FO_CONTENT_FINE,
	FO_CONTENT_LATE,  /* allowed, but should have come earlier */
	FO_CONTENT_TWICE, /* only one is allowed */
	FO_CONTENT_WRONG
};

/* May this child stand here?  Moves content on if so. */
enum fo_verdict
fo_content_child(const struct fo_model *model, struct fo_content *content, enum fo_object child);
bool fo_content_text(const struct fo_model *model);
/* Marks the particle that holds text as seen. */
void fo_content_saw_text(const struct fo_model *model, struct fo_content *content);
/* A needed particle that never came, or NULL. */
const struct fo_particle *
fo_content_missing(const struct fo_model *model, const struct fo_content *content);
/* What may not stand anywhere below this object (the prose of §6). */
struct fo_objset fo_content_forbidden(enum fo_object object);

static inline bool
fo_objset_has(const struct fo_objset *s, enum fo_object o)
{
	return (s->bits[(unsigned)o / 64] >> ((unsigned)o % 64) & 1) != 0;
}

static inline void
fo_objset_add(struct fo_objset *s, enum fo_object o)
{
	s->bits[(unsigned)o / 64] |= (uint64_t)1 << ((unsigned)o % 64);
}

#endif
