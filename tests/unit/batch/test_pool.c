/*
 * The pool, with workers of our own: what a job's plan is called says what its worker does.
 * Making documents is worker.c's, and tests/cli/batch.sh runs that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/strbuf.h"
#include "batch/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- workers ---- */

bool
worker_read(int fd, void *data, size_t len)
{
	return read(fd, data, len) == (ssize_t)len;
}

bool
worker_write(int fd, const void *data, size_t len)
{
	for (const char *p = data; len > 0;) {
		ssize_t n = write(fd, p, len);

		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static void
nap(long ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	nanosleep(&t, NULL);
}

static void
answer(int out, uint64_t index, const char *name, int code)
{
	bool large = strcmp(name, "large") == 0;
	struct strbuf all = STRBUF_INIT;
	struct answer head = {.job = index, .exit = code, .documents = 1, .pages = 2, .bytes = 3};

	head.output_len = (uint32_t)strlen(name);
	head.text_len = large ? 1 << 20 : 0;
	strbuf_add(&all, &head, sizeof head);
	strbuf_puts(&all, name);
	for (uint32_t i = 0; i < head.text_len; i++)
		strbuf_putc(&all, 'x');
	if (strcmp(name, "halting") == 0) { /* an answer in two parts, cut within its head */
		worker_write(out, all.s, 10);
		nap(30);
		worker_write(out, all.s + 10, all.len - 10);
	} else {
		worker_write(out, all.s, all.len);
	}
	strbuf_release(&all);
}

_Noreturn void
worker_run(const struct batch *batch, const struct batch_options *options, int in, int out)
{
	uint64_t index;

	(void)options;
	while (worker_read(in, &index, sizeof index)) {
		const char *name = batch->at[index].plan;
		int code = strncmp(name, "exit-", 5) == 0 ? atoi(name + 5) : 0;

		if (strcmp(name, "killed") == 0)
			raise(SIGKILL);
		if (strcmp(name, "gone") == 0)
			_exit(7);
		if (strcmp(name, "half") == 0) { /* dies within its answer */
			worker_write(out, "half an answer", 14);
			_exit(0);
		}
		if (strcmp(name, "interrupt") == 0) {
			kill(getppid(), SIGTERM);
			nap(10000);
		}
		if (strcmp(name, "deaf") == 0)
			signal(SIGTERM, SIG_IGN);
		if (strcmp(name, "hangs") == 0 || strcmp(name, "deaf") == 0)
			for (;;)
				nap(1000);
		if (strcmp(name, "slow") == 0)
			nap(60);
		answer(out, index, name, code);
	}
	_exit(0);
}

/* ---- runs ---- */

struct run {
	struct arena *arena;
	struct batch batch;
	struct batch_options options;
	size_t told[64];
	size_t told_count;
	int signal;
	bool whole;
};

static void
finished(void *ctx, size_t index)
{
	struct run *r = ctx;

	r->told[r->told_count++] = index;
}

/* names: plans, parted by spaces; timeout: seconds, 0 for none */
static struct run *
run_within(double timeout, const char *names, size_t workers, bool keep_going)
{
	struct run *r = calloc(1, sizeof *r);

	r->arena = arena_new();
	r->options = (struct batch_options){.workers = workers,
					    .timeout = timeout,
					    .keep_going = keep_going,
					    .finished = finished,
					    .ctx = r};
	for (const char *p = names; *p != '\0';) {
		size_t len = strcspn(p, " ");
		struct batch_job job = {.plan = arena_strndup(r->arena, p, len),
					.job = {.layout = "plan"}};

		VEC_PUSH(r->arena, &r->batch, job);
		p += len;
		p += *p == ' ';
	}
	r->whole = batch_run(r->arena, &r->batch, &r->options, &r->signal);
	return r;
}

static struct run *
run(const char *names, size_t workers, bool keep_going)
{
	return run_within(0, names, workers, keep_going);
}

static void
done(struct run *r)
{
	arena_free(r->arena);
	free(r);
}

/* Is this code among what was said of the job? */
static bool
says(const struct run *r, size_t index, const char *code)
{
	const char *text = r->batch.results[index].json;

	return text != NULL && strstr(text, code) != NULL;
}

/* Every job was told once, in order. */
static void
assert_in_order(const struct run *r)
{
	assert_int_equal(r->told_count, r->batch.len);
	for (size_t i = 0; i < r->told_count; i++)
		assert_int_equal(r->told[i], i);
}

static void
results_come_in_the_order_of_the_jobs(void **state)
{
	static const size_t workers[] = {1, 2, 8, 200};

	(void)state;
	for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
		struct run *r = run("slow a halting b large slow c d e f", workers[i], false);

		assert_true(r->whole);
		assert_in_order(r);
		for (size_t k = 0; k < r->batch.len; k++) {
			assert_string_equal(r->batch.results[k].output, r->batch.at[k].plan);
			assert_int_equal(r->batch.results[k].pages, 2);
		}
		assert_int_equal(strlen(r->batch.results[4].text), 1 << 20);
		assert_int_equal(batch_exit(&r->batch), 0);
		done(r);
	}
}

static void
a_worker_that_dies_costs_one_document(void **state)
{
	static const size_t workers[] = {1, 2, 8};

	(void)state;
	for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
		struct run *r = run("a killed b gone c half d", workers[i], true);

		assert_true(r->whole);
		assert_in_order(r);
		for (size_t k = 0; k < r->batch.len; k++)
			assert_int_equal(r->batch.results[k].documents, k % 2 == 0 ? 1 : 0);
		assert_true(says(r, 1, "PPX20"));
		assert_non_null(strstr(r->batch.results[1].text, "9"));
		assert_non_null(strstr(r->batch.results[3].text, "7"));
		assert_int_equal(r->batch.results[5].errors, 1);
		assert_int_equal(batch_exit(&r->batch), 70);
		done(r);
	}
}

static void
a_worker_that_hangs_costs_one_document(void **state)
{
	static const size_t workers[] = {1, 2, 8};

	(void)state;
	for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
		double begun = clock_seconds();
		struct run *r = run_within(0.5, "a hangs slow b", workers[i], true);

		assert_true(r->whole);
		assert_in_order(r);
		for (size_t k = 0; k < r->batch.len; k++)
			assert_int_equal(r->batch.results[k].documents, k == 1 ? 0 : 1);
		assert_true(says(r, 1, "PPX24"));
		assert_non_null(strstr(r->batch.results[1].text, "hangs"));
		assert_non_null(strstr(r->batch.results[1].text, "0.5 s"));
		assert_int_equal(batch_exit(&r->batch), 70);
		assert_true(clock_seconds() - begun >= 0.5);
		done(r);
	}
}

static void
a_worker_that_does_not_listen_is_killed(void **state)
{
	(void)state;
	struct run *r = run_within(0.2, "deaf a", 1, true);

	assert_true(r->whole);
	assert_true(says(r, 0, "PPX24"));
	assert_int_equal(r->batch.results[1].documents, 1);
	done(r);
}

static void
a_failure_stops_what_has_not_begun(void **state)
{
	(void)state;
	struct run *r = run("a exit-4 b c", 1, false);

	assert_true(r->whole);
	assert_in_order(r);
	assert_int_equal(r->batch.results[0].exit, 0);
	assert_int_equal(r->batch.results[1].exit, 4);
	assert_int_equal(r->batch.results[2].documents, 0);
	assert_int_not_equal(r->batch.results[3].exit, 0);
	assert_non_null(strstr(r->batch.results[3].text, "an earlier document failed"));
	done(r);
}

static void
the_worst_exit_code_counts(void **state)
{
	(void)state;
	struct run *r = run("exit-1 exit-4 exit-3 a", 2, true);
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(batch_exit(&r->batch), 4);
	assert_int_equal(r->batch.results[3].exit, 0);
	batch_put_totals(&out, &r->batch, 1.0);
	assert_non_null(strstr(out.s, "3 failed"));
	strbuf_clear(&out);
	batch_put_report(&out, &r->batch, 1.0);
	assert_non_null(strstr(out.s, "\"failed\":3"));
	assert_non_null(strstr(out.s, "\"exit\":4"));
	strbuf_release(&out);
	done(r);
}

static void
a_signal_ends_the_workers_and_is_told(void **state)
{
	(void)state;
	time_t begun = time(NULL);
	struct run *r = run("a interrupt b c", 2, true);

	assert_false(r->whole);
	assert_int_equal(r->signal, SIGTERM);
	assert_in_order(r);
	assert_int_not_equal(r->batch.results[1].exit, 0);
	assert_true(time(NULL) - begun < 8); /* nobody waited for the worker */
	done(r);
}

static void
no_job_is_no_work(void **state)
{
	(void)state;
	struct run *r = run("", 4, false);

	assert_true(r->whole);
	assert_int_equal(r->told_count, 0);
	assert_int_equal(batch_exit(&r->batch), 0);
	done(r);
}

static void
names_stay_on_their_line(void **state)
{
	(void)state;
	struct run *r = run("new\nline", 1, false);
	struct strbuf out = STRBUF_INIT;

	batch_put_line(&out, &r->batch, 0);
	assert_ptr_equal(strchr(out.s, '\n'), out.s + out.len - 1);
	strbuf_release(&out);
	done(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_come_in_the_order_of_the_jobs),
		cmocka_unit_test(a_worker_that_dies_costs_one_document),
		cmocka_unit_test(a_worker_that_hangs_costs_one_document),
		cmocka_unit_test(a_worker_that_does_not_listen_is_killed),
		cmocka_unit_test(a_failure_stops_what_has_not_begun),
		cmocka_unit_test(the_worst_exit_code_counts),
		cmocka_unit_test(a_signal_ends_the_workers_and_is_told),
		cmocka_unit_test(no_job_is_no_work),
		cmocka_unit_test(names_stay_on_their_line),
	};

	signal(SIGPIPE, SIG_IGN); /* as the program does */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
