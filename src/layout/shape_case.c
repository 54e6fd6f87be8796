/*
 * Characters: capitals, small letters, names of scripts; by the tables of Unicode in GLib.
 */
#include "layout/font_book.h"

#include "base/arena.h"

#include <string.h>

bool
font_is_lower(uint32_t cp)
{
	return cp < 0x80 ? cp >= 'a' && cp <= 'z' : g_unichar_toupper(cp) != cp;
}

bool
font_is_mark(uint32_t cp)
{
	return cp >= 0x300 && g_unichar_ismark(cp);
}

/* First letters of words as titles, the rest as it is. */
static char *
capitalize(const char *text, size_t len)
{
	GString *out = g_string_sized_new(len + 8);
	bool inside = false;
	for (const char *p = text, *end = text + len; p < end; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		bool letter = g_unichar_isalnum(c) || g_unichar_ismark(c);
		g_string_append_unichar(out, letter && !inside ? g_unichar_totitle(c) : c);
		inside = letter || (inside && (c == '\'' || c == 0x2019));
	}
	return g_string_free(out, FALSE);
}

const char *
font_transform(struct arena *arena, const char *text, size_t len, enum font_transform transform,
	       size_t *new_len)
{
	char *s;
	*new_len = len;
	/* GLib wants sound UTF-8; the XML parser has seen to that, but other callers may come. */
	if (transform == FONT_AS_IS || len > INT32_MAX || !g_utf8_validate(text, (gssize)len, NULL))
		return text;
	if (transform == FONT_UPPER)
		s = g_utf8_strup(text, (gssize)len);
	else if (transform == FONT_LOWER)
		s = g_utf8_strdown(text, (gssize)len);
	else
		s = capitalize(text, len);
	*new_len = strlen(s);
	const char *result = arena_strndup(arena, s, *new_len);
	g_free(s);
	return result;
}

const char *
font_script_name(uint32_t cp)
{
	switch (g_unichar_get_script(cp)) {
	case G_UNICODE_SCRIPT_LATIN:
		return "Latin";
	case G_UNICODE_SCRIPT_GREEK:
		return "Greek";
	case G_UNICODE_SCRIPT_CYRILLIC:
		return "Cyrillic";
	case G_UNICODE_SCRIPT_ARABIC:
		return "Arabic";
	case G_UNICODE_SCRIPT_HEBREW:
		return "Hebrew";
	case G_UNICODE_SCRIPT_DEVANAGARI:
		return "Devanagari";
	case G_UNICODE_SCRIPT_THAI:
		return "Thai";
	case G_UNICODE_SCRIPT_HAN:
		return "Han";
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
		return "kana";
	case G_UNICODE_SCRIPT_HANGUL:
		return "Hangul";
	case G_UNICODE_SCRIPT_COMMON:
	case G_UNICODE_SCRIPT_INHERITED:
		return "symbol";
	default:
		return "other";
	}
}

const char *
font_package(uint32_t cp)
{
	switch (g_unichar_get_script(cp)) {
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
	case G_UNICODE_SCRIPT_HANGUL:
	case G_UNICODE_SCRIPT_BOPOMOFO:
		return "fonts-noto-cjk";
	case G_UNICODE_SCRIPT_COMMON:
	case G_UNICODE_SCRIPT_INHERITED:
		/* punctuation, enclosed and full-width forms of East Asia */
		return (cp >= 0x3000 && cp <= 0x33FF) || (cp >= 0xFE30 && cp <= 0xFE4F) ||
				       (cp >= 0xFF00 && cp <= 0xFFEF)
			       ? "fonts-noto-cjk"
			       : "fonts-noto-core";
	case G_UNICODE_SCRIPT_UNKNOWN:
	case G_UNICODE_SCRIPT_INVALID_CODE:
		return NULL;
	default:
		return "fonts-noto-core";
	}
}
