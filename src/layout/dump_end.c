/*
 * Dump: what is known at the end only, bookmarks and the pages that internal links lead to.
 *
 * A link is written before the page of its target is known; its place is filled in here.
 */
#include "layout/layout.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "layout/dump_imp.h"

#include <stdlib.h>
#include <string.h>

static void
dump_bookmarks(struct strbuf *out, const struct layout_bookmark *b)
{
	for (; b != NULL; b = b->next) {
		strbuf_puts(out, "<bookmark");
		dump_text(out, "title", b->title);
		dump_text(out, "show-children", b->open ? "true" : "false");
		if (b->internal != NULL)
			dump_link(out, b->internal);
		strbuf_putc(out, '>');
		dump_bookmarks(out, b->first_child);
		strbuf_puts(out, "</bookmark>");
	}
}

/* Takes the notes of ids out of the dump, into a map from id to page key. */
static struct map *
collect_ids(struct arena *arena, const struct strbuf *raw)
{
	struct map *ids = map_new(arena);

	for (size_t i = 0; i < raw->len; i++) {
		if (raw->s[i] != '\x03')
			continue;
		const char *id = raw->s + i + 1;
		size_t len = strcspn(id, "\x04");
		size_t page = strcspn(id + len + 1, "\x05");
		if (map_find_n(ids, id, len) == NULL)
			map_put_n(ids, id, len, arena_strndup(arena, id + len + 1, page));
		i += len + page + 2;
	}
	return ids;
}

/* Replaces each \1 id \2 by the page and the id, and takes out the notes of ids. */
static void
complete_links(struct strbuf *out)
{
	struct strbuf done = STRBUF_INIT;
	struct arena *arena = arena_new();
	const struct map *ids = collect_ids(arena, out);
	const char *p = out->s;
	const char *end = out->s + out->len;

	while (p < end) {
		size_t plain = strcspn(p, "\x01\x03");
		strbuf_add(&done, p, plain);
		p += plain;
		if (p >= end)
			break;
		if (*p == '\x03') {
			p += strcspn(p, "\x05") + 1;
			continue;
		}
		const char *id = p + 1;
		size_t len = strcspn(id, "\x02");
		const char *page = map_find_n(ids, id, len);
		if (page != NULL)
			strbuf_printf(&done, "P%s", page);
		strbuf_putc(&done, ',');
		strbuf_add(&done, id, len);
		p = id + len + 1;
	}
	strbuf_clear(out);
	strbuf_add(out, done.s, done.len);
	strbuf_release(&done);
	arena_free(arena);
}

void
layout_dump_end(struct strbuf *out, const struct layout_summary *summary)
{
	if (summary->pages > 0)
		strbuf_puts(out, "</pageSequence>");
	if (summary->bookmarks != NULL) {
		strbuf_puts(out, "<bookmarkTree>");
		dump_bookmarks(out, summary->bookmarks);
		strbuf_puts(out, "</bookmarkTree>");
	}
	strbuf_puts(out, "</areaTree>\n");
	complete_links(out);
}
