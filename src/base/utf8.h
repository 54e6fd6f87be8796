/* UTF-8: decoding, checking, counting.  Never reads past end; an invalid byte decodes to U+FFFD. */
#ifndef PP_BASE_UTF8_H
#define PP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at *p (p < end) and moves *p behind it. */
uint32_t utf8_next(const char **p, const char *end);
/* Writes 1 … 4 bytes, returns their number; surrogates and > U+10FFFF write U+FFFD. */
size_t utf8_put(char out[4], uint32_t cp);
bool utf8_is_valid(const char *s, size_t len);
size_t utf8_count(const char *s, size_t len);
/* White space of XML: space, tab, CR, LF. */
bool utf8_is_xml_space(uint32_t cp);

#endif
