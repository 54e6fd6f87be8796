/*
 * Schedule: the critical path method on working calendars.
 *
 * The graph is that of network.h; one topological order serves both passes.
 *
 * Forward, each node takes the latest of its bounds.  A bound is an instant, and only when it
 * meets a task is it moved to a working minute of that task's calendar: 17:00 becomes the next
 * 08:00 for a task and stays 17:00 for a milestone.
 *
 * Backward, each link says how late its predecessor's end may be for the successor's to stay
 * where it is, once with the successor's late dates (total slack) and once with its planned ones
 * (free slack); both are the same function.  A task that is as late as possible moves in the
 * backward pass, when its successors have moved already.
 *
 * Lengths and slack are differences of calendar_work, never of instants: a weekend is no slack.
 */
#include "plan/schedule.h"

#include "base/arena.h"
#include "plan/network.h"

/* Working state, beside the caller's structs. */
struct run {
	struct sched *s;
	struct network net;
	struct bound *bound; /* way in of a summary: what holds for all parts */
	struct limit *limit; /* way out of a summary: what its successors ask of all parts */
};

struct bound {
	minute at;
	enum sched_driver driver;
	size_t link;
};

/* The latest instants at which an end may be, for the late dates and for the planned ones. */
struct limit {
	minute late_finish, late_start;
	minute free_finish, free_start;
};

static minute
day_start(date d)
{
	return (minute)d * MINUTES_PER_DAY;
}

/* First working minute of the day, or of the next working day. */
static minute
first_minute(const struct calendar *c, date d)
{
	return calendar_start(c, calendar_work(c, day_start(d)));
}

/* End of the last working minute of the day, or of the working day before. */
static minute
last_minute(const struct calendar *c, date d)
{
	return calendar_finish(c, calendar_work(c, day_start(d) + MINUTES_PER_DAY));
}

int64_t
schedule_lag_minutes(const struct sched *s, const struct sched_link *link)
{
	if (link->lag_kind != SCHED_LAG_PERCENT)
		return link->lag;
	int64_t work = s->tasks[link->from].work;
	int64_t half = link->lag < 0 ? -50000 : 50000;
	return (work * link->lag + half) / 100000;
}

/* == forward == */

static void
raise(struct bound *b, minute at, enum sched_driver driver, size_t link)
{
	if (at > b->at)
		*b = (struct bound){.at = at, .driver = driver, .link = link};
}

static bool
from_finish(const struct sched_link *l)
{
	return l->type == SCHED_FS || l->type == SCHED_FF;
}

static bool
to_finish(const struct sched_link *l)
{
	return l->type == SCHED_FF || l->type == SCHED_SF;
}

/* The instant at which the link's lag is over, on the successor's calendar. */
static minute
lag_over(const struct sched *s, const struct sched_link *l)
{
	const struct sched_task *p = &s->tasks[l->from];
	const struct calendar *c = s->tasks[l->to].calendar;
	minute at = from_finish(l) ? p->finish : p->start;
	int64_t lag = schedule_lag_minutes(s, l);
	if (l->lag_kind == SCHED_LAG_ELAPSED || lag == 0)
		return at + lag;
	int64_t work = calendar_work(c, at) + lag;
	return from_finish(l) ? calendar_finish(c, work) : calendar_start(c, work);
}

/* The start of a task that may not finish before at. */
static minute
start_for_finish(const struct sched_task *t, minute at)
{
	if (t->kind == SCHED_MILESTONE)
		return at;
	if (t->elapsed)
		return at - t->minutes;
	return calendar_start(t->calendar, calendar_work(t->calendar, at) - t->minutes);
}

static bool
binds_nothing(const struct sched_task *t)
{
	return t->kind == SCHED_EXTERNAL && t->on == DATE_NONE;
}

static void
raise_by_links(const struct run *r, size_t i, struct bound *b)
{
	const struct sched *s = r->s;
	for (size_t k = r->net.in_first[i]; k < r->net.in_first[i + 1]; k++) {
		const struct sched_link *l = &s->links[r->net.in[k]];
		if (binds_nothing(&s->tasks[l->from]))
			continue;
		minute at = lag_over(s, l);
		if (to_finish(l))
			at = start_for_finish(&s->tasks[i], at);
		raise(b, at, SCHED_BY_LINK, r->net.in[k]);
	}
}

/* The bound of the constraint; true if it beats all others. */
static bool
raise_by_constraint(const struct sched_task *t, struct bound *b)
{
	minute at;
	switch (t->must) {
	case SCHED_START_ON:
		at = first_minute(t->calendar, t->on);
		break;
	case SCHED_FIXED:
		at = t->kind == SCHED_MILESTONE ? day_start(t->on) + calendar_day_start(t->calendar)
						: first_minute(t->calendar, t->on);
		break;
	case SCHED_FINISH_ON:
		at = start_for_finish(t, last_minute(t->calendar, t->on));
		break;
	case SCHED_START_NO_EARLIER:
		raise(b, first_minute(t->calendar, t->on), SCHED_BY_CONSTRAINT, 0);
		return false;
	case SCHED_FINISH_NO_EARLIER:
		raise(b, start_for_finish(t, last_minute(t->calendar, t->on)), SCHED_BY_CONSTRAINT,
		      0);
		return false;
	case SCHED_ASAP:
	case SCHED_ALAP:
	case SCHED_START_NO_LATER:
	case SCHED_FINISH_NO_LATER:
	default:
		return false;
	}
	*b = (struct bound){.at = at, .driver = SCHED_BY_CONSTRAINT};
	return true;
}

/* Sets start, finish and work from the start bound. */
static void
place(struct sched_task *t, minute at, bool fixed)
{
	const struct calendar *c = t->calendar;
	if (t->kind == SCHED_MILESTONE) {
		t->start = fixed ? at : calendar_touch(c, at);
		t->finish = t->start;
		return;
	}
	int64_t work = calendar_work(c, at);
	t->start = calendar_start(c, work);
	if (t->elapsed) {
		t->finish = t->start + t->minutes;
		t->work = calendar_work(c, t->finish) - work;
	} else {
		t->finish = t->minutes > 0 ? calendar_finish(c, work + t->minutes) : t->start;
		t->work = t->minutes;
	}
}

static void
forward_leaf(struct run *r, size_t i)
{
	struct sched *s = r->s;
	struct sched_task *t = &s->tasks[i];
	if (t->kind == SCHED_EXTERNAL) {
		if (t->on != DATE_NONE)
			t->start = day_start(t->on) + calendar_day_start(t->calendar);
		t->finish = t->start;
		return;
	}
	struct bound b = {.at = first_minute(t->calendar, s->start), .driver = SCHED_BY_PROJECT};
	if (t->parent != SCHED_NOBODY)
		raise(&b, r->bound[t->parent].at, r->bound[t->parent].driver,
		      r->bound[t->parent].link);
	raise_by_links(r, i, &b);
	bool fixed = raise_by_constraint(t, &b);
	place(t, b.at, fixed);
	t->driver = b.driver;
	t->driver_link = b.link;
}

static void
forward_summary_in(struct run *r, size_t i)
{
	struct sched_task *t = &r->s->tasks[i];
	struct bound *b = &r->bound[i];
	*b = (struct bound){.at = day_start(r->s->start), .driver = SCHED_BY_PROJECT};
	if (t->parent != SCHED_NOBODY)
		*b = r->bound[t->parent];
	raise_by_links(r, i, b);
	raise_by_constraint(t, b);
	t->driver = b->driver;
	t->driver_link = b->link;
}

static void
span_parts(const struct run *r, size_t i)
{
	struct sched_task *t = &r->s->tasks[i];
	t->start = MINUTE_LIMIT;
	t->finish = -MINUTE_LIMIT;
	for (size_t k = r->net.child_first[i]; k < r->net.child_first[i + 1]; k++) {
		const struct sched_task *part = &r->s->tasks[r->net.child[k]];
		t->start = part->start < t->start ? part->start : t->start;
		t->finish = part->finish > t->finish ? part->finish : t->finish;
	}
	if (r->net.child_first[i] == r->net.child_first[i + 1])
		t->start = t->finish = calendar_touch(t->calendar, r->bound[i].at);
	t->work = calendar_work(t->calendar, t->finish) - calendar_work(t->calendar, t->start);
}

/* Every date is inside the years that can be written. */
static bool
in_range(const struct sched_task *t)
{
	const minute last = day_start(date_from_ymd(9999, 12, 31)) + MINUTES_PER_DAY;
	const minute first = day_start(date_from_ymd(1, 1, 1));
	return t->start >= first && t->finish <= last;
}

static bool
forward(struct run *r)
{
	struct sched *s = r->s;
	bool any = false;
	for (size_t n = 0; n < r->net.count; n++) {
		size_t i = r->net.order[n] / 2;
		struct sched_task *t = &s->tasks[i];
		if (network_is_leaf(t)) {
			forward_leaf(r, i);
		} else if (r->net.order[n] == network_way_in(i)) {
			forward_summary_in(r, i);
			continue;
		} else {
			span_parts(r, i);
		}
		if (!in_range(t) && !binds_nothing(t)) {
			s->bad = i;
			return false;
		}
		if (t->kind == SCHED_EXTERNAL)
			continue;
		s->begin = !any || t->start < s->begin ? t->start : s->begin;
		s->end = !any || t->finish > s->end ? t->finish : s->end;
		any = true;
	}
	if (!any)
		s->begin = s->end = day_start(s->start);
	return true;
}

/* == backward == */

static void
lower(minute *limit, minute at)
{
	if (at < *limit)
		*limit = at;
}

/* The last working minute that begins at or before at. */
static int64_t
start_at_or_before(const struct calendar *c, minute at)
{
	int64_t work = calendar_work(c, at);
	return calendar_start(c, work) > at ? work - 1 : work;
}

/* The latest instant of the predecessor's end that leaves the successor's at start and finish. */
static minute
latest_before(const struct sched *s, const struct sched_link *l, minute start, minute finish)
{
	const struct sched_task *t = &s->tasks[l->to];
	minute at = to_finish(l) ? finish : start;
	int64_t lag = schedule_lag_minutes(s, l);
	if (l->lag_kind == SCHED_LAG_ELAPSED) {
		/* A finish asked for in free time is reached by the end of work before it. */
		if (to_finish(l) && t->kind == SCHED_TASK && !t->elapsed)
			at = calendar_start(t->calendar, calendar_work(t->calendar, at));
		return at - lag;
	}
	if (lag == 0 && (t->kind == SCHED_MILESTONE || !to_finish(l)))
		return at;
	/* The lag of a start is over in the morning, not in the evening before. */
	if (!from_finish(l) && !(to_finish(l) && t->kind == SCHED_TASK && !t->elapsed))
		return calendar_start(t->calendar, start_at_or_before(t->calendar, at) - lag);
	return calendar_start(t->calendar, calendar_work(t->calendar, at) - lag);
}

/* What the links out of i, and those out of the summaries above, allow. */
static struct limit
limits_of(const struct run *r, size_t i)
{
	const struct sched *s = r->s;
	const struct sched_task *t = &s->tasks[i];
	struct limit m = {.late_finish = s->end,
			  .late_start = MINUTE_LIMIT,
			  .free_finish = s->end,
			  .free_start = MINUTE_LIMIT};
	if (t->parent != SCHED_NOBODY) {
		const struct limit *above = &r->limit[t->parent];
		lower(&m.late_finish, above->late_finish);
		lower(&m.free_finish, above->free_finish);
		/* A summary starts with its first part: only that one must keep its start. */
		if (t->start == s->tasks[t->parent].start) {
			m.late_start = above->late_start;
			m.free_start = above->free_start;
		}
	}
	for (size_t k = r->net.out_first[i]; k < r->net.out_first[i + 1]; k++) {
		const struct sched_link *l = &s->links[r->net.out[k]];
		const struct sched_task *next = &s->tasks[l->to];
		minute late = latest_before(s, l, next->late_start, next->late_finish);
		minute planned = latest_before(s, l, next->start, next->finish);
		lower(from_finish(l) ? &m.late_finish : &m.late_start, late);
		lower(from_finish(l) ? &m.free_finish : &m.free_start, planned);
	}
	return m;
}

/* How far t may move with its finish at or before finish and its start at or before start. */
static int64_t
room(const struct sched_task *t, minute finish, minute start)
{
	const struct calendar *c = t->calendar;
	int64_t at = calendar_work(c, t->start);
	int64_t by_finish;
	if (t->elapsed) {
		by_finish = start_at_or_before(c, finish - t->minutes) - at;
		int64_t other = calendar_work(c, finish) - calendar_work(c, t->finish);
		by_finish = other < by_finish ? other : by_finish;
	} else {
		by_finish = calendar_work(c, finish) - (at + t->work);
	}
	if (start >= MINUTE_LIMIT)
		return by_finish;
	int64_t by_start = (t->kind == SCHED_MILESTONE ? calendar_work(c, start)
						       : start_at_or_before(c, start)) -
			   at;
	return by_start < by_finish ? by_start : by_finish;
}

/* Constraints that lower late dates. */
static void
lower_by_constraint(const struct sched_task *t, struct limit *m)
{
	switch (t->must) {
	case SCHED_START_ON:
	case SCHED_FINISH_ON:
	case SCHED_FIXED:
		lower(&m->late_start, t->start);
		break;
	case SCHED_START_NO_LATER:
		lower(&m->late_start, first_minute(t->calendar, t->on));
		break;
	case SCHED_FINISH_NO_LATER:
		lower(&m->late_finish, last_minute(t->calendar, t->on));
		break;
	case SCHED_ASAP:
	case SCHED_ALAP:
	case SCHED_START_NO_EARLIER:
	case SCHED_FINISH_NO_EARLIER:
	default:
		break;
	}
}

static void
set_late(struct sched_task *t, minute limit)
{
	const struct calendar *c = t->calendar;
	int64_t work = calendar_work(c, t->start) + t->slack;
	if (t->kind == SCHED_MILESTONE) {
		/* The evening and the next morning are one minute of work: as late as may be. */
		minute morning = calendar_start(c, work);
		t->late_start = morning <= limit ? morning : calendar_finish(c, work);
		if (t->slack == 0 && t->late_start < t->start) /* fixed on a day off */
			t->late_start = t->start;
		t->late_finish = t->late_start;
		return;
	}
	if (t->slack == 0) {
		t->late_start = t->start;
		t->late_finish = t->finish;
		return;
	}
	t->late_start = calendar_start(c, work);
	if (t->elapsed)
		t->late_finish = t->late_start + t->minutes;
	else
		t->late_finish = t->work > 0 ? calendar_finish(c, work + t->work) : t->late_start;
}

static void
backward_leaf(struct run *r, size_t i)
{
	struct sched_task *t = &r->s->tasks[i];
	if (t->kind == SCHED_EXTERNAL)
		return;
	struct limit m = limits_of(r, i);
	t->free_slack = room(t, m.free_finish, m.free_start);
	if (t->must == SCHED_ALAP && t->free_slack > 0) {
		minute at =
			t->kind == SCHED_MILESTONE && m.free_finish <= m.free_start
				? m.free_finish
				: calendar_start(t->calendar, calendar_work(t->calendar, t->start) +
								      t->free_slack);
		place(t, at, false);
		t->driver = SCHED_BY_ALAP;
		t->free_slack = 0;
	}
	lower_by_constraint(t, &m);
	t->slack = room(t, m.late_finish, m.late_start);
	t->critical = t->slack <= 0;
	set_late(t, m.late_finish < m.late_start ? m.late_finish : m.late_start);
}

/* A summary's dates and slack are those of its parts. */
static void
backward_summary_in(struct run *r, size_t i)
{
	struct sched_task *t = &r->s->tasks[i];
	bool any = false;
	span_parts(r, i);
	t->late_start = t->start;
	t->late_finish = t->finish;
	for (size_t k = r->net.child_first[i]; k < r->net.child_first[i + 1]; k++) {
		const struct sched_task *part = &r->s->tasks[r->net.child[k]];
		t->late_start =
			!any || part->late_start < t->late_start ? part->late_start : t->late_start;
		t->late_finish = !any || part->late_finish > t->late_finish ? part->late_finish
									    : t->late_finish;
		t->slack = !any || part->slack < t->slack ? part->slack : t->slack;
		t->free_slack =
			!any || part->free_slack < t->free_slack ? part->free_slack : t->free_slack;
		any = true;
	}
	t->critical = any && t->slack <= 0;
}

static void
backward(struct run *r)
{
	for (size_t n = r->net.count; n-- > 0;) {
		size_t i = r->net.order[n] / 2;
		if (network_is_leaf(&r->s->tasks[i]))
			backward_leaf(r, i);
		else if (r->net.order[n] == network_way_in(i))
			backward_summary_in(r, i);
		else
			r->limit[i] = limits_of(r, i);
	}
}

enum sched_result
schedule_run(struct arena *arena, struct sched *s)
{
	struct run r = {.s = s,
			.bound = ARENA_ARRAY(arena, s->task_count, struct bound),
			.limit = ARENA_ARRAY(arena, s->task_count, struct limit)};
	if (!network_make(&r.net, arena, s))
		return SCHED_CYCLE;
	if (!forward(&r))
		return SCHED_RANGE;
	backward(&r);
	return SCHED_OK;
}
