/*
 * The builder's text: which objects have white space of their own, what comes between texts, and
 * what becomes of the characters between two tags.
 */
#include "fo/build_int.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>

static struct fo_spacer
spacer(struct fo_build *b)
{
	assert(b->context_depth > 0);
	return (struct fo_spacer){.arena = b->arena,
				  .context = &b->contexts[b->context_depth - 1],
				  .scratch = &b->scratch,
				  .order = &b->doc->order};
}

static bool
has_context(const struct fo_build *b)
{
	return b->context_depth > 0;
}

static void
open_context(struct fo_build *b, bool keep_ends)
{
	b->contexts[b->context_depth++] =
		(struct fo_space_context){.at_start = true, .keep_ends = keep_ends};
}

bool
fo_build_meet_context(struct fo_build *b, enum fo_object object)
{
	struct fo_spacer s;

	switch (object) {
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_WRAPPER:
	case FO_FOOTNOTE:
	case FO_INITIAL_PROPERTY_SET:
	case FO_CHANGE_BAR_BEGIN:
	case FO_CHANGE_BAR_END:
		return false;
	case FO_TITLE:
	case FO_BOOKMARK_TITLE:
	case FO_FLOAT:
	case FO_FOOTNOTE_BODY:
		open_context(b, false);
		return true;
	case FO_MARKER:
		open_context(b, true);
		return true;
	default:
		break;
	}
	if (fo_object_rows[object].areas == FO_AREAS_BLOCK) {
		if (has_context(b)) {
			s = spacer(b);
			fo_space_break(&s);
		}
		open_context(b, false);
		return true;
	}
	if (has_context(b) && (fo_object_rows[object].areas == FO_AREAS_INLINE ||
			       fo_object_rows[object].areas == FO_AREAS_NEUTRAL)) {
		s = spacer(b);
		fo_space_content(&s);
	}
	if (object == FO_LEADER || object == FO_INLINE_CONTAINER) {
		open_context(b, object == FO_LEADER);
		return true;
	}
	return false;
}

void
fo_build_leave_context(struct fo_build *b, enum fo_object object)
{
	struct fo_spacer s = spacer(b);

	fo_space_break(&s);
	b->context_depth--;
	if (has_context(b) && fo_object_rows[object].areas == FO_AREAS_BLOCK) {
		s = spacer(b);
		fo_space_break(&s);
	}
}

bool
fo_build_takes_text(struct fo_build *b, const struct fo_frame *f)
{
	return fo_content_text(&b->models[f->object]) &&
	       fo_content_text(&b->models[fo_build_ruling(b)->object]) && has_context(b);
}

static bool
is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!utf8_is_xml_space((unsigned char)text[i]))
			return false;
	return true;
}

static void
stray_text(struct fo_build *b, const struct fo_frame *f)
{
	const char *text = b->text.s;
	char sample[40];
	size_t n = 0;

	while (utf8_is_xml_space((unsigned char)*text))
		text++;
	while (n + 5 < sizeof sample && text[n] != '\0' && text[n] != '\n')
		n++;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--; /* not inside a character */
	snprintf(sample, sizeof sample, "%.*s%s", (int)n, text, text[n] == '\0' ? "" : "...");
	fo_tell(b->doc, FO_DIAG_STRAY_TEXT, f->node, fo_object_name(f->object), sample);
}

void
fo_build_flush_text(struct fo_build *b)
{
	struct fo_frame *f = fo_build_top(b), *rules;
	struct fo_spacer s;

	if (b->text.len == 0 || f == NULL)
		return;
	if (f->mode == FO_MODE_FOREIGN) {
		fo_foreign_text(&b->foreign, b->text.s, b->text.len);
	} else if (f->mode == FO_MODE_SKIP) {
		f->lost_text |= !is_blank(b->text.s, b->text.len);
	} else if (f->mode == FO_MODE_BUILD) {
		rules = fo_build_ruling(b);
		if (fo_build_takes_text(b, f)) {
			s = spacer(b);
			if (fo_space_text(&s, f->node, b->text.s, b->text.len) != NULL) {
				fo_content_saw_text(&b->models[f->object], &f->content);
				fo_content_saw_text(&b->models[rules->object], &rules->content);
			}
		} else if (!is_blank(b->text.s, b->text.len)) {
			stray_text(b, f);
		}
	}
	strbuf_clear(&b->text);
}
