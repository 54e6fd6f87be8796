/*
 * Values: how MSPDI writes times, lengths and units, and how a plan does.
 */
#ifndef PP_EXCHANGE_VALUE_H
#define PP_EXCHANGE_VALUE_H

#include "plan/span.h"

struct strbuf;

/* LagFormat and DurationFormat. */
enum ex_value_format {
	VALUE_M = 3,
	VALUE_EM,
	VALUE_H,
	VALUE_EH,
	VALUE_D,
	VALUE_ED,
	VALUE_W,
	VALUE_EW,
	VALUE_MO,
	VALUE_EMO,
	VALUE_PERCENT = 19,
	VALUE_EPERCENT,
	VALUE_NULL,
	VALUE_ESTIMATED = 32 /* is added to one of the others */
};

/* A whole number; false if the text is none or beyond ±2^53. */
bool ex_value_int(const char *text, int64_t *value);
/* 0, 1, false, true. */
bool ex_value_bool(const char *text, bool *value);
/* A decimal number in thousandths. */
bool ex_value_decimal(const char *text, int64_t *thousandths);
/* YYYY-MM-DDTHH:MM:SS, or a day alone; seconds are dropped, and so is a zone: *zone tells. */
bool ex_value_time(const char *text, minute *value, bool *zone);
/* PnDTnHnMnS in minutes, rounded; a year is 365 days, a month 30. */
bool ex_value_span(const char *text, int64_t *minutes);
/* HH:MM:SS in minutes. */
bool ex_value_clock(const char *text, minute *value);

void ex_value_put_time(struct strbuf *out, minute value, char separator);
void ex_value_put_span(struct strbuf *out, int64_t minutes);
void ex_value_put_clock(struct strbuf *out, minute value);

/* Format without its mark for an estimate. */
int ex_value_base(int format);
bool ex_value_is_elapsed(int format);
/* The format of a plan's unit. */
int ex_value_format_of(enum span_unit unit);
/* Minutes as a plan writes them, in the format's unit if that comes out even, else in a smaller
 * one: day and week are the minutes of the task's. */
void
ex_value_put_length(struct strbuf *out, int64_t minutes, int format, int64_t day, int64_t week);

#endif
