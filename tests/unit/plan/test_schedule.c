/* The schedule on plain structs: invariants on random networks, cycles, size. */
#include "base/arena.h"
#include "plan/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static date monday;

static struct calendar *
plain(struct arena *a)
{
	static const struct calendar_source s = {0};
	return calendar_build(a, &s);
}

static struct sched_task *
make_tasks(struct arena *a, size_t n, const struct calendar *c)
{
	struct sched_task *t = ARENA_ARRAY(a, n, struct sched_task);
	for (size_t i = 0; i < n; i++)
		t[i] = (struct sched_task){
			.parent = SCHED_NOBODY, .calendar = c, .minutes = 480, .on = DATE_NONE};
	return t;
}

static void
test_nothing(void **state)
{
	struct arena *a = arena_new();
	struct sched s = {.start = monday};
	(void)state;
	assert_int_equal(schedule_run(a, &s), SCHED_OK);
	assert_int_equal(s.begin, s.end);
	arena_free(a);
}

static void
test_cycle_path(void **state)
{
	const struct sched_link links[] = {{.from = 0, .to = 1},
					   {.from = 1, .to = 2},
					   {.from = 2, .to = 3},
					   {.from = 3, .to = 1},
					   {.from = 3, .to = 4}};
	struct arena *a = arena_new();
	struct sched s = {.tasks = make_tasks(a, 5, plain(a)),
			  .task_count = 5,
			  .links = links,
			  .link_count = 5,
			  .start = monday};
	(void)state;
	assert_int_equal(schedule_run(a, &s), SCHED_CYCLE);
	assert_int_equal(s.cycle_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(s.cycle[(i + 1) % 3], s.cycle[i] % 3 + 1);
	arena_free(a);
}

/* A random network that cannot have a cycle: links lead to higher numbers, none to one's own
 * summary. */
struct network {
	struct sched s;
	struct sched_link *links;
};

static struct network
make_network(struct arena *a, size_t n, size_t links, int kinds)
{
	static const struct calendar_source sources[] = {{0},
							 {.minutes = 240, .week = 0x0f},
							 {.week = 0x7f},
							 {.minutes = 450, .week = 0x2a}};
	const struct calendar *c[4];
	struct network w = {.s = {.task_count = n, .start = monday}};
	for (size_t i = 0; i < 4; i++)
		c[i] = calendar_build(a, &sources[i]);
	w.s.tasks = make_tasks(a, n, NULL);
	w.links = ARENA_ARRAY(a, links, struct sched_link);
	for (size_t i = 0; i < n; i++) {
		struct sched_task *t = &w.s.tasks[i];
		t->calendar = c[rand() % 4];
		t->minutes = rand() % 4000;
		t->kind = rand() % 6 == 0 ? SCHED_MILESTONE : SCHED_TASK;
		if (t->kind == SCHED_MILESTONE)
			t->minutes = 0;
		t->elapsed = t->kind == SCHED_TASK && rand() % 10 == 0;
	}
	for (size_t i = 0; i < links; i++) {
		size_t to = 1 + (size_t)rand() % (n - 1);
		w.links[i] = (struct sched_link){.from = (size_t)rand() % to,
						 .to = to,
						 .type = (enum sched_link_type)(rand() % kinds),
						 .lag_kind = (enum sched_lag)(rand() % 3),
						 .lag = rand() % 2000 - 400};
	}
	w.s.links = w.links;
	w.s.link_count = links;
	return w;
}

static int64_t
work(const struct sched_task *t, minute at)
{
	return calendar_work(t->calendar, at);
}

/* Every link is kept, every start has its reason, slack is never negative without constraints. */
static void
test_invariants(void **state)
{
	(void)state;
	srand(3);
	for (int round = 0; round < 300; round++) {
		struct arena *a = arena_new();
		struct network w = make_network(a, 30, 50, 4);
		const struct sched *s = &w.s;
		assert_int_equal(schedule_run(a, &w.s), SCHED_OK);
		int64_t least = INT64_MAX;
		for (size_t i = 0; i < s->task_count; i++) {
			const struct sched_task *t = &s->tasks[i];
			assert_true(t->start >= (minute)monday * MINUTES_PER_DAY);
			assert_true(t->finish >= t->start && t->finish <= s->end);
			assert_true(t->free_slack >= 0);
			assert_true(t->slack >= t->free_slack);
			assert_int_equal(t->critical, t->slack <= 0);
			least = t->slack < least ? t->slack : least;
			if (t->kind == SCHED_TASK && !t->elapsed) {
				assert_int_equal(work(t, t->finish) - work(t, t->start),
						 t->minutes);
			}
		}
		assert_int_equal(least, 0);
		for (size_t k = 0; k < s->link_count; k++) {
			const struct sched_link *l = &w.links[k];
			const struct sched_task *p = &s->tasks[l->from];
			const struct sched_task *t = &s->tasks[l->to];
			minute from =
				l->type == SCHED_FS || l->type == SCHED_FF ? p->finish : p->start;
			minute to =
				l->type == SCHED_FF || l->type == SCHED_SF ? t->finish : t->start;
			int64_t lag = schedule_lag_minutes(s, l);
			if (l->lag_kind == SCHED_LAG_ELAPSED)
				assert_true(work(t, to) >= work(t, from + lag));
			else
				assert_true(work(t, to) >= work(t, from) + lag);
		}
		arena_free(a);
	}
}

/* Moving one task by its free slack moves no other; by its total slack, not the end. */
static void
test_slack_is_true(void **state)
{
	(void)state;
	srand(5);
	for (int round = 0; round < 300; round++) {
		struct arena *a = arena_new();
		struct network w = make_network(a, 15, 20, 1);
		for (size_t i = 0; i < w.s.task_count; i++) {
			w.s.tasks[i].elapsed = false;
			w.s.tasks[i].kind = SCHED_TASK;
			w.s.tasks[i].minutes += 1;
		}
		/* A lag in percent would change with the length. */
		for (size_t k = 0; k < w.s.link_count; k++)
			w.links[k].lag_kind = w.links[k].lag_kind == SCHED_LAG_PERCENT
						      ? SCHED_LAG_WORK
						      : w.links[k].lag_kind;
		assert_int_equal(schedule_run(a, &w.s), SCHED_OK);
		size_t one = (size_t)rand() % w.s.task_count;
		for (int total = 0; total < 2; total++) {
			struct sched again = w.s;
			again.tasks = make_tasks(a, w.s.task_count, NULL);
			for (size_t i = 0; i < w.s.task_count; i++) {
				again.tasks[i].calendar = w.s.tasks[i].calendar;
				again.tasks[i].minutes = w.s.tasks[i].minutes;
			}
			const struct sched_task *t = &w.s.tasks[one];
			again.tasks[one].minutes += total ? t->slack : t->free_slack;
			assert_int_equal(schedule_run(a, &again), SCHED_OK);
			assert_true(again.end <= w.s.end);
			for (size_t i = 0; i < w.s.task_count && !total; i++)
				if (i != one)
					assert_int_equal(again.tasks[i].start, w.s.tasks[i].start);
		}
		arena_free(a);
	}
}

/* As late as possible: the task moves, no other does, and nothing is left of its free slack. */
static void
test_alap(void **state)
{
	(void)state;
	srand(11);
	for (int round = 0; round < 200; round++) {
		struct arena *a = arena_new();
		struct network w = make_network(a, 12, 16, 4);
		assert_int_equal(schedule_run(a, &w.s), SCHED_OK);
		struct sched again = w.s;
		size_t one = (size_t)rand() % w.s.task_count;
		again.tasks = ARENA_ARRAY(a, w.s.task_count, struct sched_task);
		for (size_t i = 0; i < w.s.task_count; i++) {
			again.tasks[i] = w.s.tasks[i];
			again.tasks[i].slack = again.tasks[i].free_slack = 0;
		}
		again.tasks[one].must = SCHED_ALAP;
		assert_int_equal(schedule_run(a, &again), SCHED_OK);
		assert_true(again.tasks[one].start >= w.s.tasks[one].start);
		assert_int_equal(again.tasks[one].free_slack, 0);
		for (size_t i = 0; i < w.s.task_count; i++)
			if (i != one)
				assert_int_equal(again.tasks[i].start, w.s.tasks[i].start);
		arena_free(a);
	}
}

/* 10,000 tasks in summaries, 20,000 links: a tenth of a second is the bar, ten times that the
 * alarm. */
static void
test_size(void **state)
{
	struct arena *a = arena_new();
	struct network w = make_network(a, 10000, 20000, 4);
	(void)state;
	for (size_t i = 0; i < 10000; i += 100) {
		w.s.tasks[i] = (struct sched_task){.kind = SCHED_SUMMARY,
						   .parent = SCHED_NOBODY,
						   .calendar = w.s.tasks[i].calendar,
						   .on = DATE_NONE};
		for (size_t k = 1; k < 100; k++)
			w.s.tasks[i + k].parent = i;
	}
	/* Links within one summary or to a later one; none to its own, and FS or SS to any. */
	for (size_t i = 0; i < 20000; i++) {
		struct sched_link *l = &w.links[i];
		if (l->from / 100 == l->to / 100 && (l->from % 100 == 0 || l->to % 100 == 0))
			*l = (struct sched_link){.from = 1, .to = 2};
		if (l->to % 100 == 0 && l->type > SCHED_SS)
			l->type = SCHED_FS;
	}
	clock_t begin = clock();
	assert_int_equal(schedule_run(a, &w.s), SCHED_OK);
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	print_message("10,000 tasks, 20,000 links: %.3f s\n", seconds);
	assert_true(seconds < 1.0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),	   cmocka_unit_test(test_cycle_path),
		cmocka_unit_test(test_invariants), cmocka_unit_test(test_slack_is_true),
		cmocka_unit_test(test_alap),	   cmocka_unit_test(test_size),
	};
	monday = date_from_ymd(2026, 3, 2);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
