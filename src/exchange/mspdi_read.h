/* Inside the reading of MSPDI: what mspdi_read.c and mspdi_calendar.c share. */
#ifndef PP_EXCHANGE_MSPDI_READ_H
#define PP_EXCHANGE_MSPDI_READ_H

#include "exchange/mspdi.h"

struct _xmlNode;

struct mspdi_reading {
	struct exchange *ex;
	size_t bad;
	const char *id_field, *kind_field, *person_field;
	struct map *dropped, *dropped_people; /* UIDs of rows that are left out */
};

/* What a value of each type should be, for messages. */
extern const char *const mspdi_type_texts[];

/* The text of an element without elements, borrowed from the tree if it is in one piece. */
const char *mspdi_content(struct mspdi_reading *r, const struct _xmlNode *node);
/* Tells that the element's value is not what it should be. */
void mspdi_bad(struct mspdi_reading *r, const struct _xmlNode *node, const char *what);
/* A day and time; a zone is counted as lost.  false: it is none, and nothing is told. */
bool
mspdi_time(struct mspdi_reading *r, const struct _xmlNode *node, const char *text, minute *value);

/* Parts of a calendar; owner is a struct ex_calendar. */
void mspdi_read_week_days(struct mspdi_reading *r, const struct _xmlNode *node, void *owner);
void mspdi_read_exceptions(struct mspdi_reading *r, const struct _xmlNode *node, void *owner);
void mspdi_read_work_weeks(struct mspdi_reading *r, const struct _xmlNode *node, void *owner);

#endif
