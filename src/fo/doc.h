/*
 * The document while it is read: what reader, builder and compute share.  Private to the room.
 */
#ifndef PP_FO_DOC_H
#define PP_FO_DOC_H

#include "fo/compute.h"
#include "fo/fo.h"
#include "fo/fo_diag.h"
#include "fo/table.h"

struct arena;
struct diag;
struct fo_build;
struct fo_reader;
struct map;

#define FO_MAX_DEPTH 256       /* nested elements */
#define FO_MAX_NODES 50000000u /* nodes of a document, unless the options say otherwise */
#define FO_TELL_MAX  100       /* diagnostics of one kind */

struct fo_doc {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	const char *layout; /* or NULL */
	const char *base_dir;
	size_t max_nodes;
	double px; /* points */
	const struct fo_tables *tables;
	const struct fo_set *initial; /* all rows at their initial value */
	uint32_t set_count;	      /* number of the next set */
	uint32_t order;		      /* order of the next node */
	struct map *once;	      /* names told already */
	struct map *ids;	      /* ids seen */
	uint16_t told[FO_DIAG_COUNT];
	bool failed;
	bool change_bars;	 /* one has been read */
	bool again;		 /* a later pass */
	uint32_t first_order;	 /* order at which the pass began */
	unsigned sequence;	 /* number of the page-sequence being read, 0 between */
	unsigned told_sequences; /* those read whole in an earlier pass: told already */

	struct fo_styles *styles; /* of root, masters, declarations, bookmarks */
	struct fo_styles *shared; /* of page-sequences; NULL: none yet */
	struct fo_node *root;
	struct fo_node *masters;
	struct fo_node *declarations;
	struct fo_node *bookmarks;
	const char *title;

	struct fo_build *build;
	struct fo_reader *reader;
};

/* A page-sequence is the head of what its arena holds. */
struct fo_sequence {
	struct fo_node node; /* first: a page-sequence node is its sequence */
	struct arena *arena;
	struct fo_styles *styles; /* kept */
	struct fo_sequence *next; /* waiting to be taken */
	unsigned number;	  /* from 1 */
};

/* Records a diagnostic at a node (NULL: the document); arguments as of diag_add.  After
 * FO_TELL_MAX of a kind only FO_DIAG_MANY. */
#define fo_tell(doc, id, node, ...) \
	fo_tell_v((doc), (id), (node), (const char *const[]){__VA_ARGS__, NULL})
void fo_tell_v(struct fo_doc *doc, enum fo_diag id, const struct fo_node *node,
	       const char *const args[]);
/* Is what is being read a repetition of an earlier pass? */
bool fo_is_told(const struct fo_doc *doc);
/* True the first time this name is met under this diagnostic. */
bool fo_tell_once(struct fo_doc *doc, enum fo_diag id, const char *name);

/* Sets up tables, initial values and root styles. */
struct fo_doc *fo_doc_new(struct arena *arena, struct diag *diag, const char *file,
			  const struct fo_options *options);

/* A front end: feeds the builder (read.c, read_tree.c). */
struct fo_reader {
	const struct fo_reader_ops {
		/* Reads on for a while; false at the end, or when doc->failed. */
		bool (*feed)(struct fo_reader *r);
		bool (*rewind)(struct fo_reader *r);
	} * ops;
	struct fo_doc *doc;
	bool ended;
};
/* Reads the document up to the first content; NULL if it is not XSL-FO. */
struct fo_doc *fo_doc_begin(struct fo_doc *doc);

#endif
