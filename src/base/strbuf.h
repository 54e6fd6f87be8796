/*
 * String buffer: a growing byte string, always NUL-terminated.
 *
 *	struct strbuf b = STRBUF_INIT;
 *	strbuf_printf(&b, "%d pages", n);
 *	puts(b.s);
 *	strbuf_release(&b);
 *
 * Invariants: s is never NULL; s[len] == 0; a strbuf holds heap memory from its first write until
 * strbuf_release.  Bytes may include NUL.
 */
#ifndef PP_BASE_STRBUF_H
#define PP_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct strbuf {
	char *s;    /* borrowed by readers; moves when the buffer grows */
	size_t len; /* bytes before the terminating NUL */
	size_t cap; /* 0 while nothing was written */
};

extern char strbuf_empty[1]; /* what s points at before the first write; never written to */
#define STRBUF_INIT                                   \
	{                                             \
		.s = strbuf_empty, .len = 0, .cap = 0 \
	}

void strbuf_release(struct strbuf *b); /* frees, and leaves an empty buffer */
void strbuf_clear(struct strbuf *b);   /* length 0, memory kept */
void strbuf_reserve(struct strbuf *b, size_t extra);

void strbuf_add(struct strbuf *b, const void *bytes, size_t len);
void strbuf_puts(struct strbuf *b, const char *s);
void strbuf_putc(struct strbuf *b, char c);
void strbuf_printf(struct strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *b, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));
/* One code point as UTF-8. */
void strbuf_put_utf8(struct strbuf *b, unsigned cp);
/* Text with &, <, >, " escaped for XML content and attribute values. */
void strbuf_put_xml(struct strbuf *b, const char *s, size_t len);
/* A JSON string with its quotes. */
void strbuf_put_json(struct strbuf *b, const char *s, size_t len);

#endif
