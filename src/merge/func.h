/*
 * Extension functions for layouts: urn:planpress:functions:1 (prefix pp).
 *
 *   pp:date(iso, style [, lang])     style: iso short medium long full; a time's date part counts
 *   pp:month(iso [, lang])  pp:weekday(iso [, lang])  pp:week(iso)   ISO week number
 *   pp:days(from, to)                calendar days: 1 from a day to the next
 *   pp:number(value, decimals [, lang])   with the locale's separators
 *   pp:upper(text) pp:lower(text)
 *   pp:exists(name)                  is a file of the layout folders there
 *   pp:initials(name)
 *   pp:qr(text)                      a node set: svg:svg with the QR code (libqrencode), 1 unit a
 * module, with the quiet margin of 4 modules pp:today()                       date of the run or ''
 * generate-id() gives the same ids in every run.
 * EXSLT: common, math, sets, functions, strings, dates-and-times as libexslt registers them.
 */
#ifndef PP_MERGE_FUNC_H
#define PP_MERGE_FUNC_H

struct _xsltTransformContext;

void merge_func_register(struct _xsltTransformContext *ctx);

#endif
