/* String buffer: heap bytes that double; see strbuf.h for its invariants. */
#include "base/strbuf.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char strbuf_empty[1];

void
strbuf_release(struct strbuf *b)
{
	if (b->cap > 0)
		free(b->s);
	*b = (struct strbuf)STRBUF_INIT;
}

void
strbuf_clear(struct strbuf *b)
{
	b->len = 0;
	if (b->cap > 0)
		b->s[0] = '\0';
}

void
strbuf_reserve(struct strbuf *b, size_t extra)
{
	size_t cap = b->cap < 64 ? 64 : b->cap;
	char *s;

	if (extra > SIZE_MAX / 2 - b->len - 1)
		oom();
	if (b->cap > 0 && b->cap - b->len > extra)
		return;
	while (cap - b->len <= extra)
		cap *= 2;
	s = realloc(b->cap > 0 ? b->s : NULL, cap);
	if (s == NULL)
		oom();
	b->s = s;
	b->cap = cap;
	b->s[b->len] = '\0';
}

void
strbuf_add(struct strbuf *b, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	strbuf_reserve(b, len);
	memcpy(b->s + b->len, bytes, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void
strbuf_puts(struct strbuf *b, const char *s)
{
	strbuf_add(b, s, strlen(s));
}

void
strbuf_putc(struct strbuf *b, char c)
{
	strbuf_add(b, &c, 1);
}

void
strbuf_vprintf(struct strbuf *b, const char *format, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(len >= 0);
	strbuf_reserve(b, (size_t)len);
	vsnprintf(b->s + b->len, (size_t)len + 1, format, ap);
	b->len += (size_t)len;
}

void
strbuf_printf(struct strbuf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	strbuf_vprintf(b, format, ap);
	va_end(ap);
}

void
strbuf_put_utf8(struct strbuf *b, unsigned cp)
{
	char bytes[4] = {0};

	strbuf_add(b, bytes, utf8_put(bytes, cp));
}

/* May XML 1.0 hold the character (§2.2)? */
static bool
is_xml_char(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n' || cp == '\r';
	return cp != 0xFFFE && cp != 0xFFFF;
}

void
strbuf_put_xml(struct strbuf *b, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *start = s;
		uint32_t cp = utf8_next(&s, end);

		if (cp == '&')
			strbuf_puts(b, "&amp;");
		else if (cp == '<')
			strbuf_puts(b, "&lt;");
		else if (cp == '>')
			strbuf_puts(b, "&gt;");
		else if (cp == '"')
			strbuf_puts(b, "&quot;");
		else if (cp == '\r')
			strbuf_puts(b, "&#13;");
		else if (cp == 0xFFFD || !is_xml_char(cp))
			strbuf_put_utf8(b, 0xFFFD);
		else
			strbuf_add(b, start, (size_t)(s - start));
	}
}

void
strbuf_put_json(struct strbuf *b, const char *s, size_t len)
{
	const char *end = s + len;

	strbuf_putc(b, '"');
	while (s < end) {
		const char *start = s;
		uint32_t cp = utf8_next(&s, end);

		if (cp == '"' || cp == '\\')
			strbuf_printf(b, "\\%c", (char)cp);
		else if (cp == '\n')
			strbuf_puts(b, "\\n");
		else if (cp == '\t')
			strbuf_puts(b, "\\t");
		else if (cp < 0x20 || cp == 0x7F)
			strbuf_printf(b, "\\u%04x", (unsigned)cp);
		else if (cp == 0xFFFD)
			strbuf_put_utf8(b, cp);
		else
			strbuf_add(b, start, (size_t)(s - start));
	}
	strbuf_putc(b, '"');
}
