/*
 * Extension functions for layouts: urn:planpress:functions:1 (prefix pp).
 *
 *   pp:date(iso, style [, lang])     style: iso short medium long full; a time's date part counts
 *   pp:day(iso [, style])            the same, medium or short, with spaces that do not break
 *   pp:month(iso [, lang])  pp:weekday(iso [, lang])  pp:week(iso)   ISO week number
 *   pp:days(from, to)                calendar days: 1 from a day to the next
 *   pp:number(value, decimals [, lang])   with the locale's separators
 *   pp:decimal(value)                with one decimal if it has any
 *   pp:upper(text) pp:lower(text)
 *   pp:exists(name)                  is a file of the layout folders there
 *   pp:initials(name)
 *   pp:label(key [, lang])           words of common/labels.xml of the first layout folder that has
 *                                    the key: in the language, else in English, else the key
 *   pp:label(key, lang, otherwise)   in this language, else otherwise
 *   pp:word(kind, 'a b')             the labels kind.a and kind.b, else the values, by commas
 *   pp:name('id-1 id-2')             the name or title of each of these things, else its id; by
 *                                    commas, each as pp:bidi
 *   pp:brief('id-1 id-2')            the same with last names only, in languages that put them last
 *   pp:bidi(text)                    with U+200E behind words written from right to left
 *   pp:qr(text)                      a node set: svg:svg with the QR code (libqrencode), 1 unit a
 *                                    module, with the quiet margin of 4 modules
 *   pp:today()                       date of the run or ''
 *
 * generate-id() gives the same ids in every run.
 * EXSLT: common, math, sets, functions, strings, dates-and-times as libexslt registers them.
 */
#ifndef PP_MERGE_FUNC_H
#define PP_MERGE_FUNC_H

struct _xsltTransformContext;

void merge_func_register(struct _xsltTransformContext *ctx);

#endif
