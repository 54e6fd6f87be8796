/*
 * Edits: changes to an XML text that leave every other byte of it as it is.
 *
 *	struct xml_edit *e = xml_edit_new(arena, diag, root, "plan.xml");
 *	struct xml_new *n = xml_new(arena, "progress");
 *	xml_new_attr(n, "of", "T-1");
 *	ok = xml_edit_set(e, node, "percent", "40") && xml_edit_add(e, parent, last, n);
 *	xml_edit_apply(e, &text);
 *
 * The tree says what is there, the text it was read from is what is changed: an edit is a place in
 * that text, how many bytes go, and what comes instead.  Comments, the order and quotes of
 * attributes, white space, line ends, entities, byte order mark and encoding stay; what is put in
 * is written as its neighbours are.  The tree itself is not changed: who wants to see the result
 * reads it anew.  What stands in another file (included) or comes out of an entity is refused.
 */
#ifndef PP_BASE_XML_EDIT_H
#define PP_BASE_XML_EDIT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct strbuf;
struct xml_edit;
struct xml_new;
struct _xmlNode;

/* == an element that is to come == */

struct xml_new *xml_new(struct arena *arena, const char *name);
/* A value of NULL: none. */
void xml_new_attr(struct xml_new *element, const char *name, const char *value);
struct xml_new *xml_new_child(struct xml_new *parent, const char *name);
/* Its text, instead of children. */
void xml_new_text(struct xml_new *element, const char *text);
void xml_new_text_n(struct xml_new *element, const char *text, size_t len);

/* == edits == */

/* For a tree read from file; NULL and a diagnostic if its root came from elsewhere. */
struct xml_edit *
xml_edit_new(struct arena *arena, struct diag *diag, const struct _xmlNode *root, const char *file);
/* Each of these is false and a diagnostic if it cannot be done: the element stands in another file,
 * or the text has characters that XML cannot hold. */
/* Sets an attribute without namespace. */
bool
xml_edit_set(struct xml_edit *e, const struct _xmlNode *node, const char *attr, const char *value);
/* Takes one away; one that is not there is no fault. */
bool xml_edit_unset(struct xml_edit *e, const struct _xmlNode *node, const char *attr);
/* Takes an element away, with the white space before it if it begins its line. */
bool xml_edit_remove(struct xml_edit *e, const struct _xmlNode *node);
/* Puts an element behind another child of parent, or (after NULL) before all its children. Those
 * put to one place stand in the order of the calls. */
bool xml_edit_add(struct xml_edit *e, const struct _xmlNode *parent, const struct _xmlNode *after,
		  struct xml_new *element);
/* One more child of an element that was put in before. */
bool xml_edit_append(struct xml_edit *e, struct xml_new *parent, struct xml_new *child);
/* The element's content becomes this text. */
bool xml_edit_text(struct xml_edit *e, const struct _xmlNode *node, const char *text);
/* What the edit made last is about, for xml_edit_said. */
void
xml_edit_say(struct xml_edit *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The edits as the fix of the diagnostic that d recorded last. */
void xml_edit_fix(struct xml_edit *e, struct diag *d);

/* The whole text with all edits, UTF-8 and without its mark. */
void xml_edit_apply(struct xml_edit *e, struct strbuf *text);
/* The edit with words, from 0, and the line of the new text where it stands; NULL behind the last.
 * After xml_edit_apply. */
const char *xml_edit_said(const struct xml_edit *e, size_t index, int *line);

/* Can XML hold the text?  Else a diagnostic; NULL is no text, and can. */
bool xml_is_text(struct diag *diag, const char *text);
/* A text of root's file as it is on disk: with its mark and in its encoding; false and a diagnostic
 * if that cannot be done without touching other bytes. */
bool xml_encode(struct arena *arena, struct diag *diag, const struct _xmlNode *root,
		const struct strbuf *text, struct strbuf *bytes);
/* Was the tree read from this file ("-": standard input)?  Else a diagnostic. */
bool xml_edit_is_of(struct diag *diag, const struct _xmlNode *root, const char *file);
/* Where the element's tag begins in xml_text(root); false if it has none there. */
bool xml_offset(const struct _xmlNode *root, const struct _xmlNode *node, size_t *offset);
/* The text that root was read from, UTF-8 and without its mark. */
const char *xml_text(const struct _xmlNode *root, size_t *len);

#endif
