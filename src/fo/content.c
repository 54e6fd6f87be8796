/*
 * Content models (the `content` column of object.def), parsed into particles once a document and
 * checked child by child as the tree grows.
 *
 * A model is a sequence of particles, and a child belongs to the first particle that takes it; one
 * that comes after its turn is told but kept, since dropping a table-footer that stands behind the
 * body would lose text for a slip of order.
 */
#include "fo/content.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

#define MAX_PARTICLES 8

static void
add_name(const struct fo_tables *t, struct fo_particle *p, const char *name, size_t len)
{
	enum fo_object o;

	if (len == 7 && memcmp(name, "#PCDATA", 7) == 0) {
		p->text = true;
	} else if (len == 6 && memcmp(name, "%block", 6) == 0) {
		p->block = true;
	} else if (len == 7 && memcmp(name, "%inline", 7) == 0) {
		p->inlines = true;
	} else {
		o = fo_object_find(t, name, len);
		assert(o != FO_OBJECT_COUNT && "a name in object.def is no object");
		fo_objset_add(&p->objects, o);
		if (p->first == 0)
			p->first = (uint16_t)o;
	}
	if (p->block && p->first == 0)
		p->first = FO_BLOCK;
}

/* One particle at *text: name or (name|name), then ? * +. */
static void
parse_particle(const struct fo_tables *t, const char **text, struct fo_particle *p)
{
	const char *s = *text + (**text == '(');

	for (;;) {
		size_t len = strcspn(s, "|)?*+ ");
		add_name(t, p, s, len);
		s += len;
		if (*s != '|')
			break;
		s++;
	}
	s += *s == ')';
	p->needed = *s != '?' && *s != '*';
	p->many = *s == '*' || *s == '+';
	s += *s == '?' || *s == '*' || *s == '+';
	*text = s + strspn(s, " ");
}

const struct fo_model *
fo_models_new(struct arena *arena, const struct fo_tables *tables)
{
	struct fo_model *models = ARENA_ARRAY(arena, FO_OBJECT_COUNT, struct fo_model);

	for (size_t i = 1; i < FO_OBJECT_COUNT; i++) {
		const char *text = fo_object_rows[i].content;
		struct fo_particle *at = ARENA_ARRAY(arena, MAX_PARTICLES, struct fo_particle);
		size_t n = 0;

		models[i].foreign = strcmp(text, "foreign") == 0;
		while (*text != '\0' && !models[i].foreign) {
			assert(n < MAX_PARTICLES);
			parse_particle(tables, &text, &at[n++]);
		}
		models[i].at = at;
		models[i].count = n;
	}
	return models;
}

static bool
takes(const struct fo_particle *p, enum fo_object child)
{
	switch ((enum fo_areas)fo_object_rows[child].areas) {
	case FO_AREAS_BLOCK:
		if (p->block)
			return true;
		break;
	case FO_AREAS_INLINE:
		if (p->inlines)
			return true;
		break;
	case FO_AREAS_NEUTRAL:
	case FO_AREAS_FLOAT:
		if (p->block || p->inlines || p->text)
			return true;
		break;
	case FO_AREAS_NONE:
		break;
	}
	return fo_objset_has(&p->objects, child);
}

enum fo_verdict
fo_content_child(const struct fo_model *model, struct fo_content *content, enum fo_object child)
{
	size_t i = 0;
	uint16_t bit;

	/* A particle already passed may be matched again further on (fo:wrapper in a flow). */
	while (i < model->count && !takes(&model->at[i], child))
		i++;
	if (i == model->count)
		return FO_CONTENT_WRONG;
	bit = (uint16_t)(1u << i);
	if ((content->seen & bit) && !model->at[i].many)
		return FO_CONTENT_TWICE;
	content->seen |= bit;
	if (i < content->particle)
		return FO_CONTENT_LATE;
	content->particle = (uint16_t)i;
	return FO_CONTENT_FINE;
}

bool
fo_content_text(const struct fo_model *model)
{
	for (size_t i = 0; i < model->count; i++)
		if (model->at[i].text)
			return true;
	return false;
}

void
fo_content_saw_text(const struct fo_model *model, struct fo_content *content)
{
	for (size_t i = 0; i < model->count; i++) {
		if (model->at[i].text) {
			content->seen |= (uint16_t)(1u << i);
			content->particle = (uint16_t)i;
		}
	}
}

const struct fo_particle *
fo_content_missing(const struct fo_model *model, const struct fo_content *content)
{
	for (size_t i = 0; i < model->count; i++)
		if (model->at[i].needed && !(content->seen >> i & 1))
			return &model->at[i];
	return NULL;
}

struct fo_objset
fo_content_forbidden(enum fo_object object)
{
	static const struct {
		uint8_t ancestor, below;
	} rows[] = {
		{FO_FLOW, FO_RETRIEVE_MARKER},
		{FO_TITLE, FO_FLOAT},
		{FO_TITLE, FO_FOOTNOTE},
		{FO_TITLE, FO_MARKER},
		{FO_LEADER, FO_LEADER},
		{FO_LEADER, FO_INLINE_CONTAINER},
		{FO_LEADER, FO_BLOCK_CONTAINER},
		{FO_LEADER, FO_FLOAT},
		{FO_LEADER, FO_FOOTNOTE},
		{FO_LEADER, FO_MARKER},
		{FO_FLOAT, FO_FLOAT},
		{FO_FLOAT, FO_FOOTNOTE},
		{FO_FLOAT, FO_MARKER},
		{FO_FOOTNOTE, FO_FLOAT},
		{FO_FOOTNOTE, FO_FOOTNOTE},
		{FO_FOOTNOTE, FO_MARKER},
		{FO_MARKER, FO_MARKER},
		{FO_MARKER, FO_RETRIEVE_MARKER},
		{FO_MARKER, FO_RETRIEVE_TABLE_MARKER},
	};
	struct fo_objset s = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].ancestor == object)
			fo_objset_add(&s, rows[i].below);
	return s;
}
