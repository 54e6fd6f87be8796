/*
 * Content: what is wrong among the children of an element, and how to go on behind it.
 *
 * libxml2 stops looking at an element's children after the first that does not fit.  So each
 * element it complains of is explained here as a whole, and its children are then repaired in the
 * tree (misspelt ones renamed, unwanted ones taken out, missing ones put in), so that the next run
 * sees what stands below and behind.  content_undo gives the tree back as it was.
 */
#ifndef PP_PLAN_CONTENT_H
#define PP_PLAN_CONTENT_H

#include <stdbool.h>

struct arena;
struct content;
struct diag;
struct grammar;
struct _xmlNode;

struct content *content_new(struct arena *arena, struct diag *diag, struct grammar *grammar);
/* Reports all mistakes among the children of parent and repairs them; true if there was one. */
bool content_explain(struct content *c, struct _xmlNode *parent);
/* Was there more in one element than it told? */
bool content_gave_up(const struct content *c);
/* Text beside the paragraphs and lists of parent, which XML Schema cannot forbid. */
void content_check_prose(struct diag *diag, const struct _xmlNode *parent);
/* Puts the tree back, last repair first. */
void content_undo(struct content *c);

/* Was this node put in by a repair? Errors in it are of our own making. */
bool content_is_ours(const struct _xmlNode *node);
bool content_is_blank(const struct _xmlNode *node);

#endif
