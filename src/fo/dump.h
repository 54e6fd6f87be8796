/* The tree as text, for tests and debugging.  Private to the room. */
#ifndef PP_FO_DUMP_H
#define PP_FO_DUMP_H

struct fo_node;
struct strbuf;

/* One line an object, indented, with its specified values as computed, then its own. */
void fo_dump(struct strbuf *out, const struct fo_node *node);

struct fo_value;
/* One value as text. */
void fo_dump_value(struct strbuf *out, const struct fo_value *value);

#endif
