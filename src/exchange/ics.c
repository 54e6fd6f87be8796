/*
 * iCalendar (RFC 5545): milestones as events, tasks as things to do.
 */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "exchange/exchange.h"
#include "exchange/model.h"

#include <inttypes.h>
#include <string.h>

#define LINE_MAX_OCTETS 75

/* A line, folded: no more than 75 octets, and no character is cut (3.1). */
static void
put_line(struct strbuf *out, const char *line)
{
	size_t room = LINE_MAX_OCTETS;
	const char *s = line, *end = line + strlen(line);
	while (s < end) {
		const char *begin = s;
		(void)utf8_next(&s, end);
		size_t len = (size_t)(s - begin);
		if (len > room) {
			strbuf_puts(out, "\r\n ");
			room = LINE_MAX_OCTETS - 1;
		}
		strbuf_add(out, begin, len);
		room -= len;
	}
	strbuf_puts(out, "\r\n");
}

/* A property whose value is a text (3.3.11). */
static void
put_text(struct strbuf *out, const char *name, const char *value)
{
	struct strbuf line = STRBUF_INIT;
	if (value == NULL || *value == '\0')
		return;
	strbuf_printf(&line, "%s:", name);
	for (; *value != '\0'; value++) {
		if (*value == '\n')
			strbuf_puts(&line, "\\n");
		else if (strchr("\\;,", *value) != NULL)
			strbuf_printf(&line, "\\%c", *value);
		else if ((unsigned char)*value >= ' ' && *value != 127)
			strbuf_putc(&line, *value);
	}
	put_line(out, line.s);
	strbuf_release(&line);
}

/* An instant of local time, without a zone (3.3.5, form 1): a plan has none. */
static void
put_time(struct strbuf *out, const char *name, minute at)
{
	struct ymd d = date_to_ymd(minute_day(at));
	int clock = (int)(at - (minute)minute_day(at) * MINUTES_PER_DAY);
	strbuf_printf(out, "%s:%04d%02d%02dT%02d%02d00\r\n", name, d.year, d.month, d.day,
		      clock / 60, clock % 60);
}

static void
put_day(struct strbuf *out, const char *name, date day)
{
	struct ymd d = date_to_ymd(day);
	strbuf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

/* When this was so: the day of the revision, or of the status if that is later.  Not the clock: the
 * same plan gives the same bytes. */
static void
put_stamp(const struct exchange *ex, struct strbuf *out)
{
	minute at = ex->saved == MINUTE_NONE ? ex->start : ex->saved;
	if (ex->status != MINUTE_NONE && ex->status > at)
		at = ex->status;
	put_time(out, "DTSTAMP", at);
	out->len -= 2;
	strbuf_puts(out, "Z\r\n");
}

/* Who does it, and what it is part of. */
static void
put_description(const struct exchange *ex, size_t i, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[i];
	struct strbuf text = STRBUF_INIT;
	for (size_t p = t->parent; p != EX_NONE; p = ex->tasks.at[p].parent)
		strbuf_printf(&text, "%s%s", text.len == 0 ? "" : " / ", ex->tasks.at[p].name);
	if (t->notes != NULL)
		strbuf_printf(&text, "%s%s", text.len == 0 ? "" : "\n", t->notes);
	put_text(out, "DESCRIPTION", text.s);
	strbuf_release(&text);
}

/* A parameter's value must not hold quotes or controls (3.2). */
static void
put_attendees(const struct exchange *ex, size_t i, struct strbuf *out)
{
	for (size_t k = ex->tasks.at[i].first_assign;
	     k < ex->assigns.len && ex->assigns.at[k].task == i; k++) {
		const struct ex_person *p = &ex->people.at[ex->assigns.at[k].person];
		struct strbuf line = STRBUF_INIT;
		if (p->email == NULL || strpbrk(p->email, " \r\n\t\"<>") != NULL)
			continue;
		strbuf_puts(&line, "ATTENDEE;ROLE=REQ-PARTICIPANT;CN=\"");
		for (const char *s = p->name; *s != '\0'; s++)
			strbuf_putc(&line, *s == '"' || (unsigned char)*s < ' ' ? '\'' : *s);
		strbuf_printf(&line, "\":mailto:%s", p->email);
		put_line(out, line.s);
		strbuf_release(&line);
	}
}

static void
put_common(const struct exchange *ex, size_t i, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[i];
	struct strbuf uid = STRBUF_INIT;
	strbuf_printf(&uid, "%s.%s@planpress", ex->id, t->id);
	put_text(out, "UID", uid.s);
	put_stamp(ex, out);
	put_text(out, "SUMMARY", t->name);
	put_description(ex, i, out);
	put_text(out, "CATEGORIES", ex->id);
	strbuf_release(&uid);
}

static void
put_event(const struct exchange *ex, size_t i, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[i];
	date day = minute_last_day(t->finish);
	strbuf_puts(out, "BEGIN:VEVENT\r\n");
	put_common(ex, i, out);
	/* A milestone is of a day; the end is the day behind it. */
	put_day(out, "DTSTART", day);
	put_day(out, "DTEND", day + 1);
	strbuf_puts(out, "TRANSP:TRANSPARENT\r\n"
			 "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\n");
	put_text(out, "DESCRIPTION", t->name);
	strbuf_puts(out, "END:VALARM\r\nEND:VEVENT\r\n");
}

static void
put_todo(const struct exchange *ex, size_t i, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[i];
	strbuf_puts(out, "BEGIN:VTODO\r\n");
	put_common(ex, i, out);
	put_time(out, "DTSTART", t->start);
	/* What is due must be later than the start (3.6.2). */
	if (t->finish > t->start)
		put_time(out, "DUE", t->finish);
	put_attendees(ex, i, out);
	strbuf_printf(out, "PERCENT-COMPLETE:%d\r\nSTATUS:%s\r\n", t->percent,
		      t->actual_finish != MINUTE_NONE || t->percent == 100 ? "COMPLETED"
		      : t->percent > 0 || t->actual_start != MINUTE_NONE   ? "IN-PROCESS"
									   : "NEEDS-ACTION");
	strbuf_puts(out, "END:VTODO\r\n");
}

void
exchange_put_ics(const struct exchange *ex, struct strbuf *out)
{
	strbuf_puts(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			 "PRODID:-//planpress//planpress//EN\r\nCALSCALE:GREGORIAN\r\n");
	put_text(out, "X-WR-CALNAME", ex->title);
	for (size_t i = 0; i < ex->tasks.len; i++) {
		enum ex_kind kind = ex->tasks.at[i].kind;
		if (kind == EX_MILESTONE || kind == EX_EXTERNAL)
			put_event(ex, i, out);
		else if (kind == EX_TASK)
			put_todo(ex, i, out);
	}
	strbuf_puts(out, "END:VCALENDAR\r\n");
}
