/*
 * Calendars.
 *
 * A calendar is a list of segments that together cover all days; within a segment each week is
 * alike, so that both the number of working days before a day and the n-th working day follow from
 * one division.  Entries (off, on) cut the segments: an entry is a segment whose weeks are all free
 * or all worked.  An intersection cuts at the boundaries of all and keeps the days common to all.
 * Nothing is ever walked day by day, however far apart two dates are.
 */
#include "plan/calendar.h"

#include "base/arena.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WEEK_ALL  0x7fU
#define SHAPE_MAX CALENDAR_SPANS

/* 1969-12-29 was a Monday. */
#define MONDAY	  (-3)
/* Before any date of a plan, after any instant within MINUTE_LIMIT. */
#define FIRST_DAY (MONDAY - 7 * 200000)

struct segment {
	int64_t start;	  /* first day */
	int64_t count;	  /* working days before start */
	unsigned week;	  /* working days of the week */
	const char *name; /* of the entry that made it; NULL */
};

struct calendar {
	struct segment *segments;
	size_t count;
	struct calendar_span shape[SHAPE_MAX]; /* working time of a day */
	size_t shape_count;
	int minutes; /* of a working day */
	unsigned week;
};

static int64_t
floor_div(int64_t a, int64_t b)
{
	int64_t q = a / b;
	return a % b < 0 ? q - 1 : q;
}

static int
bits(unsigned week)
{
	return __builtin_popcount(week & WEEK_ALL);
}

/* Days of the week pattern before day d, counted from MONDAY. */
static int64_t
week_count(unsigned week, int64_t d)
{
	int64_t weeks = floor_div(d - MONDAY, 7);
	int rest = (int)(d - MONDAY - weeks * 7);
	return weeks * bits(week) + bits(week & ((1U << rest) - 1));
}

/* The day of the pattern that has n days of it before. */
static int64_t
week_nth(unsigned week, int64_t n)
{
	int per = bits(week);
	int64_t weeks = floor_div(n, per);
	int rest = (int)(n - weeks * per);
	int day = 0;
	for (; day < 7; day++)
		if ((week >> day & 1U) != 0 && rest-- == 0)
			break;
	return MONDAY + weeks * 7 + day;
}

static const struct segment *
segment_of_day(const struct calendar *c, int64_t d)
{
	size_t lo = 0;
	size_t hi = c->count;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (c->segments[mid].start <= d)
			lo = mid;
		else
			hi = mid;
	}
	return &c->segments[lo];
}

static bool
works_in(const struct segment *s, int64_t d)
{
	int64_t wd = d - MONDAY - floor_div(d - MONDAY, 7) * 7;
	return (s->week >> wd & 1U) != 0;
}

static int64_t
days_before(const struct calendar *c, int64_t d)
{
	const struct segment *s = segment_of_day(c, d);
	return s->count + week_count(s->week, d) - week_count(s->week, s->start);
}

/* The working day with n working days before it; beyond the limit when there is none. */
static int64_t
nth_day(const struct calendar *c, int64_t n)
{
	size_t lo = 0;
	size_t hi = c->count;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (c->segments[mid].count <= n)
			lo = mid;
		else
			hi = mid;
	}
	const struct segment *s = &c->segments[lo];
	if (s->week == 0)
		return n < s->count ? -(MINUTE_LIMIT / MINUTES_PER_DAY)
				    : MINUTE_LIMIT / MINUTES_PER_DAY;
	return week_nth(s->week, n - s->count + week_count(s->week, s->start));
}

static void
set_spans(struct calendar *c, const struct calendar_source *source)
{
	assert(source->span_count <= SHAPE_MAX);
	c->minutes = 0;
	c->shape_count = source->span_count;
	for (size_t i = 0; i < source->span_count; i++) {
		c->shape[i] = source->spans[i];
		c->minutes += c->shape[i].to - c->shape[i].from;
	}
}

static void
set_shape(struct calendar *c, int minutes)
{
	assert(minutes > 0 && minutes <= MINUTES_PER_DAY);
	int begin = 480;
	if (minutes > 23 * 60)
		begin = MINUTES_PER_DAY - minutes;
	else if (minutes > 15 * 60)
		begin = MINUTES_PER_DAY - minutes - 60;
	c->minutes = minutes;
	if (minutes <= 240 || minutes > 23 * 60) {
		c->shape[0] = (struct calendar_span){begin, begin + minutes};
		c->shape_count = 1;
		return;
	}
	c->shape[0] = (struct calendar_span){begin, begin + 240};
	c->shape[1] = (struct calendar_span){begin + 300, begin + 60 + minutes};
	c->shape_count = 2;
}

/* Appends a segment, melting it into the last when their weeks are alike. */
static void
add_segment(struct calendar *c, int64_t start, unsigned week, const char *name)
{
	if (c->count > 0) {
		struct segment *last = &c->segments[c->count - 1];
		if (last->week == week && last->name == name)
			return;
		int64_t days = week_count(last->week, start) - week_count(last->week, last->start);
		c->segments[c->count] = (struct segment){start, last->count + days, week, name};
	} else {
		c->segments[0] = (struct segment){start, 0, week, name};
	}
	c->count++;
}

static int
compare_days(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Sorts and drops repetitions; returns the number left. */
static size_t
sort_days(int64_t *days, size_t count)
{
	size_t kept = 0;
	qsort(days, count, sizeof *days, compare_days);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || days[kept - 1] != days[i])
			days[kept++] = days[i];
	return kept;
}

static size_t
find_day(const int64_t *days, size_t count, int64_t day)
{
	const int64_t *at = bsearch(&day, days, count, sizeof *days, compare_days);
	return (size_t)(at - days);
}

/* The next run not painted yet, with path halving. */
static size_t
next_free(size_t *next, size_t i)
{
	while (next[i] != i) {
		next[i] = next[next[i]];
		i = next[i];
	}
	return i;
}

/*
 * Cuts time at the entries' boundaries and paints the runs between: the strongest entry first, none
 * twice.  Entries come weakest first: base before own, off before on.
 */
static void
paint(struct calendar *c, struct arena *arena, const struct calendar_entry *const *entries,
      size_t count)
{
	int64_t *days = ARENA_ARRAY(arena, 2 * count + 1, int64_t);
	size_t n = 0;
	days[n++] = FIRST_DAY;
	for (size_t i = 0; i < count; i++) {
		days[n++] = entries[i]->from;
		days[n++] = (int64_t)entries[i]->to + 1;
	}
	n = sort_days(days, n);
	unsigned *week = ARENA_ARRAY(arena, n, unsigned);
	const char **name = ARENA_ARRAY(arena, n, const char *);
	size_t *next = ARENA_ARRAY(arena, n + 1, size_t);
	for (size_t i = 0; i < n; i++) {
		week[i] = c->week;
		next[i] = i;
	}
	next[n] = n;
	for (size_t e = count; e-- > 0;) {
		size_t end = find_day(days, n, (int64_t)entries[e]->to + 1);
		size_t i = next_free(next, find_day(days, n, entries[e]->from));
		for (; i < end; i = next_free(next, i)) {
			week[i] = entries[e]->on ? WEEK_ALL : 0;
			name[i] = entries[e]->name;
			next[i] = i + 1;
		}
	}
	c->segments = ARENA_ARRAY(arena, n, struct segment);
	for (size_t i = 0; i < n; i++)
		add_segment(c, days[i], week[i], name[i]);
}

struct calendar *
calendar_build(struct arena *arena, const struct calendar_source *source)
{
	struct calendar *c = ARENA_NEW(arena, struct calendar);
	size_t total = 0;
	const struct calendar_source *day = NULL; /* who says how long a day is */
	for (const struct calendar_source *s = source; s != NULL; s = s->base) {
		total += s->count;
		if (day == NULL && (s->minutes > 0 || s->span_count > 0))
			day = s;
		if (c->week == 0)
			c->week = s->week;
	}
	if (c->week == 0)
		c->week = CALENDAR_WEEK;
	if (day != NULL && day->span_count > 0)
		set_spans(c, day);
	else
		set_shape(c, day != NULL ? day->minutes : CALENDAR_MINUTES);

	/* From the end: own entries are the strongest, and among them those that are on. */
	const struct calendar_entry **entries =
		ARENA_ARRAY(arena, total, const struct calendar_entry *);
	size_t n = total;
	for (const struct calendar_source *s = source; s != NULL; s = s->base)
		for (int on = 1; on >= 0; on--)
			for (size_t i = s->count; i-- > 0;)
				if (s->entries[i].on == (on == 1) &&
				    s->entries[i].from <= s->entries[i].to)
					entries[--n] = &s->entries[i];
	paint(c, arena, entries + n, total - n);
	return c;
}

/* The working time common to two days. */
static void
intersect_shape(struct calendar *c, const struct calendar *other)
{
	struct calendar_span both[SHAPE_MAX] = {{0}};
	size_t n = 0;
	for (size_t i = 0; i < c->shape_count; i++)
		for (size_t j = 0; j < other->shape_count; j++) {
			struct calendar_span a = c->shape[i];
			struct calendar_span b = other->shape[j];
			int from = a.from > b.from ? a.from : b.from;
			int to = a.to < b.to ? a.to : b.to;
			if (from < to && n < SHAPE_MAX)
				both[n++] = (struct calendar_span){from, to};
		}
	memcpy(c->shape, both, sizeof both[0] * n);
	c->shape_count = n;
	c->minutes = 0;
	for (size_t i = 0; i < n; i++)
		c->minutes += both[i].to - both[i].from;
}

struct calendar *
calendar_intersect(struct arena *arena, const struct calendar *const list[], size_t count)
{
	assert(count > 0);
	struct calendar *c = ARENA_NEW(arena, struct calendar);
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += list[i]->count;
	int64_t *days = ARENA_ARRAY(arena, total, int64_t);
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t s = 0; s < list[i]->count; s++)
			days[n++] = list[i]->segments[s].start;
	n = sort_days(days, n);
	*c = *list[0];
	for (size_t i = 1; i < count; i++) {
		intersect_shape(c, list[i]);
		c->week &= list[i]->week;
	}
	c->segments = ARENA_ARRAY(arena, n, struct segment);
	c->count = 0;
	for (size_t d = 0; d < n; d++) {
		unsigned week = c->minutes > 0 ? WEEK_ALL : 0;
		for (size_t i = 0; i < count; i++)
			week &= segment_of_day(list[i], days[d])->week;
		add_segment(c, days[d], week, NULL);
	}
	return c;
}

bool
calendar_week_has(const struct calendar *c, date d)
{
	return (c->week >> date_weekday(d) & 1) != 0;
}

bool
calendar_is_working(const struct calendar *c, date d)
{
	return works_in(segment_of_day(c, d), d);
}

int64_t
calendar_days_between(const struct calendar *c, date first, date last)
{
	return days_before(c, (int64_t)last + 1) - days_before(c, first);
}

bool
calendar_has_work(const struct calendar *c, date first, date last)
{
	return calendar_days_between(c, first, last) > 0;
}

const char *
calendar_day_name(const struct calendar *c, date d)
{
	const struct segment *s = segment_of_day(c, d);
	return works_in(s, d) ? NULL : s->name;
}

int
calendar_day_minutes(const struct calendar *c)
{
	return c->minutes;
}

int
calendar_week_days(const struct calendar *c)
{
	return bits(c->week);
}

int
calendar_day_start(const struct calendar *c)
{
	return c->shape_count > 0 ? c->shape[0].from : 480;
}

const struct calendar_span *
calendar_spans(const struct calendar *c, size_t *count)
{
	*count = c->shape_count;
	return c->shape;
}

const struct calendar_entry *
calendar_entries(const struct calendar *c, struct arena *arena, size_t *count)
{
	struct {
		VEC(struct calendar_entry);
	} entries = {0};
	for (size_t i = 0; i + 1 < c->count; i++) {
		const struct segment *s = &c->segments[i];
		date end = (date)s[1].start;
		bool whole = s->week == 0 || s->week == WEEK_ALL;
		for (date d = (date)s->start; s->week != c->week && d < end; d++) {
			struct calendar_entry e = {
				.from = d, .to = d, .on = works_in(s, d), .name = s->name};
			if (whole)
				e.to = d = end - 1;
			else if (e.on == calendar_week_has(c, d))
				continue;
			struct calendar_entry *last =
				entries.len == 0 ? NULL : &entries.at[entries.len - 1];
			if (last != NULL && last->to + 1 == e.from && last->on == e.on &&
			    last->name == e.name)
				last->to = e.to;
			else
				VEC_PUSH(arena, &entries, e);
		}
	}
	*count = entries.len;
	return entries.at;
}

static minute
clip(minute t)
{
	return t > MINUTE_LIMIT ? MINUTE_LIMIT : t < -MINUTE_LIMIT ? -MINUTE_LIMIT : t;
}

int64_t
calendar_work(const struct calendar *c, minute t)
{
	t = clip(t);
	int64_t day = floor_div(t, MINUTES_PER_DAY);
	int minute_of_day = (int)(t - day * MINUTES_PER_DAY);
	const struct segment *s = segment_of_day(c, day);
	int64_t work = s->count + week_count(s->week, day) - week_count(s->week, s->start);
	work *= c->minutes;
	if (!works_in(s, day))
		return work;
	for (size_t i = 0; i < c->shape_count && c->shape[i].from < minute_of_day; i++) {
		int to = c->shape[i].to < minute_of_day ? c->shape[i].to : minute_of_day;
		work += to - c->shape[i].from;
	}
	return work;
}

minute
calendar_start(const struct calendar *c, int64_t work)
{
	if (c->minutes == 0)
		return MINUTE_LIMIT;
	int64_t n = floor_div(work, c->minutes);
	int rest = (int)(work - n * c->minutes);
	size_t i = 0;
	for (; rest >= c->shape[i].to - c->shape[i].from; i++)
		rest -= c->shape[i].to - c->shape[i].from;
	return clip(nth_day(c, n) * MINUTES_PER_DAY + c->shape[i].from + rest);
}

minute
calendar_finish(const struct calendar *c, int64_t work)
{
	minute last = calendar_start(c, work - 1);
	return last >= MINUTE_LIMIT ? MINUTE_LIMIT : last + 1;
}

minute
calendar_touch(const struct calendar *c, minute t)
{
	int64_t work = calendar_work(c, t);
	return calendar_finish(c, work) == t ? t : calendar_start(c, work);
}

date
minute_day(minute t)
{
	return (date)floor_div(t, MINUTES_PER_DAY);
}

date
minute_last_day(minute t)
{
	return (date)floor_div(t - 1, MINUTES_PER_DAY);
}
