/* Words: labels of the layouts by language, and names of the plan's things by id. */
#ifndef PP_MERGE_WORDS_H
#define PP_MERGE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct merge_state;
struct strbuf;

/* The words of common/labels.xml of the first layout folder that has the key: in lang (a tag's
 * first part counts), else, unless exact, in English.  NULL if there are none. */
const char *merge_label(struct merge_state *state, const char *key, const char *lang, bool exact);
/* The attribute name, else the text of the child title or name, of the element with this id; NULL
 * if it has none or is not there. */
const char *merge_name(struct merge_state *state, const char *id, size_t len);
/* The same; of a person the last name, where that is the last word. */
const char *merge_brief_name(struct merge_state *state, const char *id, size_t len);
/* A text, and behind one with letters written from right to left a mark, so that what follows stays
 * behind it. */
void merge_put_bidi(struct strbuf *out, const char *text);

#endif
