/* Foreign elements (inside fo:instream-foreign-object) kept as text.  Private to the room. */
#ifndef PP_FO_FOREIGN_H
#define PP_FO_FOREIGN_H

#include "base/strbuf.h"
#include "fo/build.h"

#define FO_FOREIGN_SCOPES 1024

/* Text so far, and the namespace declarations in scope. */
struct fo_foreign {
	struct strbuf out;
	int depth;
	size_t scope_count;
	struct fo_foreign_scope {
		const char *prefix; /* NULL: the default namespace */
		const char *uri;
		int depth;
	} scopes[FO_FOREIGN_SCOPES];
};

void fo_foreign_start(struct fo_foreign *f, const struct fo_element *e);
void fo_foreign_text(struct fo_foreign *f, const char *text, size_t len);
void fo_foreign_end(struct fo_foreign *f, const struct fo_element *e);

#endif
