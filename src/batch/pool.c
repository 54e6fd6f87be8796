/*
 * The pool: feeds workers, collects answers, replaces workers that die.
 *
 *	parent ──job number──▶ worker      a pipe each way for every worker
 *	       ◀──answer──────
 *
 * A worker has one job at a time, so its death is the death of that job alone.  One that hangs is
 * asked to end when its time is over, then killed.  Requests to end
 * (SIGINT, SIGTERM) are caught while the pool runs: the workers are ended, which removes what they
 * were writing, and the caller learns the signal.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/strbuf.h"
#include "batch/batch.h"
#include "batch/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS_MAX 256
#define IDLE	    SIZE_MAX
/* Seconds between asking a worker to end, which removes what it was writing, and killing it. */
#define GRACE	    2

struct worker {
	pid_t pid; /* 0: none */
	int to, from;
	size_t job;	       /* IDLE: waits */
	double since;	       /* it has the job */
	bool late;	       /* its time was over: it is ending */
	struct strbuf partial; /* of an answer */
};

struct pool {
	struct arena *arena;
	struct batch *batch;
	const struct batch_options *options;
	struct worker *workers;
	size_t count;
	size_t next;	      /* job to start */
	size_t finished;      /* jobs with a result */
	size_t told;	      /* results told in order */
	bool stopping;	      /* start no more */
	const char *why;      /* jobs not started: the reason */
	enum press_diag rest; /* and what is told of them */
};

static volatile sig_atomic_t caught;

static void
on_signal(int number)
{
	caught = number;
}

/* ---- results ---- */

static void
tell(struct pool *pool)
{
	while (pool->told < pool->batch->len && pool->batch->results[pool->told].done) {
		if (pool->options->finished != NULL)
			pool->options->finished(pool->options->ctx, pool->told);
		pool->told++;
	}
}

static void
finish(struct pool *pool, size_t index, const struct batch_result *result)
{
	pool->batch->results[index] = *result;
	pool->batch->results[index].done = true;
	pool->finished++;
	if (result->exit != 0 && !pool->options->keep_going && !pool->stopping) {
		pool->stopping = true;
		pool->why = "an earlier document failed";
	}
	tell(pool);
}

/* A result that the worker could not give itself. */
static void
finish_with(struct pool *pool, size_t index, enum press_diag id, const char *a, const char *b)
{
	struct diag *diag = diag_new(pool->arena);
	struct strbuf text = STRBUF_INIT, json = STRBUF_INIT;
	const struct batch_job *job = &pool->batch->at[index];
	struct batch_result r = {.errors = 1, .output = ""};

	diag_add(diag, &press_diags[id], job->place.file == NULL ? NULL : &job->place, job->plan, a,
		 b);
	diag_print(diag, &text, pool->options->format, pool->options->colour);
	diag_print(diag, &json, DIAG_JSON, false);
	r.exit = diag_exit(diag, false);
	r.text = arena_strndup(pool->arena, text.s, text.len);
	r.json = arena_strndup(pool->arena, json.s, json.len);
	strbuf_release(&text);
	strbuf_release(&json);
	finish(pool, index, &r);
}

/* The answer in the worker's buffer, if it is whole. */
static bool
take_answer(struct pool *pool, struct worker *w)
{
	struct answer head;
	struct batch_result r = {0};
	const char *p;

	if (w->partial.len < sizeof head)
		return false;
	memcpy(&head, w->partial.s, sizeof head);
	if (w->partial.len < sizeof head + (size_t)head.output_len + head.text_len + head.json_len)
		return false;
	p = w->partial.s + sizeof head;
	r.output = arena_strndup(pool->arena, p, head.output_len);
	p += head.output_len;
	r.text = arena_strndup(pool->arena, p, head.text_len);
	p += head.text_len;
	r.json = arena_strndup(pool->arena, p, head.json_len);
	r.exit = head.exit;
	r.documents = head.documents;
	r.pages = head.pages;
	r.bytes = (size_t)head.bytes;
	r.findings = (size_t)head.findings;
	r.errors = (size_t)head.errors;
	r.warnings = (size_t)head.warnings;
	r.seconds = head.seconds;
	strbuf_clear(&w->partial);
	finish(pool, w->job, &r);
	w->job = IDLE;
	return true;
}

/* ---- workers ---- */

static void
close_worker(struct worker *w)
{
	if (w->pid == 0)
		return;
	close(w->to);
	close(w->from);
	strbuf_release(&w->partial);
	w->pid = 0;
	w->job = IDLE;
}

/* In the child: the ends of the other workers' pipes must not stay open here, or their ends would
 * never be noticed; signals go back to what they were before the pool. */
static _Noreturn void
be_worker(struct pool *pool, int in, int out, const struct sigaction *before)
{
	sigset_t none;

	for (size_t i = 0; i < pool->count; i++)
		if (pool->workers[i].pid != 0) {
			close(pool->workers[i].to);
			close(pool->workers[i].from);
		}
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGTERM, &before[1], NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	worker_run(pool->batch, pool->options, in, out);
}

static bool
start_worker(struct pool *pool, struct worker *w, const struct sigaction *before)
{
	int to[2], from[2], error;
	pid_t pid;

	if (pipe2(to, O_CLOEXEC) != 0)
		return false;
	if (pipe2(from, O_CLOEXEC) != 0) {
		close(to[0]);
		close(to[1]);
		return false;
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(to[1]);
		close(from[0]);
		be_worker(pool, to[0], from[1], before);
	}
	error = errno;
	close(to[0]);
	close(from[1]);
	if (pid < 0) {
		close(to[1]);
		close(from[0]);
		errno = error;
		return false;
	}
	*w = (struct worker){
		.pid = pid, .to = to[1], .from = from[0], .job = IDLE, .partial = STRBUF_INIT};
	return true;
}

/* The worker's pipe has ended: it is dead, or will be. */
static void
bury(struct pool *pool, struct worker *w)
{
	size_t job = w->job;
	bool late = w->late;
	int status = 0;
	char number[16];

	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	close_worker(w);
	if (job == IDLE)
		return;
	if (late) {
		snprintf(number, sizeof number, "%g", pool->options->timeout);
		finish_with(pool, job, PRESS_DIAG_WORKER_LATE, number, "");
	} else if (WIFSIGNALED(status)) {
		snprintf(number, sizeof number, "%d", WTERMSIG(status));
		finish_with(pool, job, PRESS_DIAG_WORKER_KILLED, number,
			    strsignal(WTERMSIG(status)));
	} else {
		snprintf(number, sizeof number, "%d", WEXITSTATUS(status));
		finish_with(pool, job, PRESS_DIAG_WORKER_GONE, number, "");
	}
}

static void
read_from(struct pool *pool, struct worker *w)
{
	ssize_t n;

	strbuf_reserve(&w->partial, 64 << 10);
	n = read(w->from, w->partial.s + w->partial.len, w->partial.cap - w->partial.len - 1);
	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		bury(pool, w);
		return;
	}
	w->partial.len += (size_t)n;
	w->partial.s[w->partial.len] = '\0';
	take_answer(pool, w);
}

/* Gives idle workers jobs, starting workers as they are needed. */
static void
feed(struct pool *pool, const struct sigaction *before)
{
	for (size_t i = 0; i < pool->count; i++) {
		struct worker *w = &pool->workers[i];
		uint64_t index = pool->next;

		if (pool->stopping || pool->next >= pool->batch->len)
			return;
		if (w->pid != 0 && (w->job != IDLE || w->late))
			continue;
		if (w->pid == 0 && !start_worker(pool, w, before)) {
			int error = errno;
			bool any = false;

			for (size_t k = 0; k < pool->count; k++)
				any = any || pool->workers[k].pid != 0;
			if (!any) {
				pool->stopping = true;
				pool->why = strerror(error);
				pool->rest = PRESS_DIAG_NO_WORKER;
			}
			return;
		}
		w->job = pool->next++;
		w->since = clock_seconds();
		/* A worker that is gone by now is found by its closed pipe. */
		(void)worker_write(w->to, &index, sizeof index);
	}
}

static bool
is_busy(const struct pool *pool)
{
	for (size_t i = 0; i < pool->count; i++)
		if (pool->workers[i].pid != 0 &&
		    (pool->workers[i].job != IDLE || pool->workers[i].late))
			return true;
	return false;
}

/* Its closed pipe tells when it has gone.  An answer that comes all the same counts. */
static void
end_late_workers(struct pool *pool)
{
	for (size_t i = 0; i < pool->count; i++) {
		struct worker *w = &pool->workers[i];
		double over = clock_seconds() - w->since - pool->options->timeout;

		if (w->pid == 0 || (w->job == IDLE && !w->late) || over <= 0)
			continue;
		kill(w->pid, over > GRACE ? SIGKILL : SIGTERM);
		w->late = true;
	}
}

static void
wait_for_answers(struct pool *pool, const sigset_t *open)
{
	struct pollfd fds[WORKERS_MAX];
	struct worker *who[WORKERS_MAX];
	struct timespec second = {.tv_sec = 0, .tv_nsec = 250000000};
	nfds_t count = 0;

	for (size_t i = 0; i < pool->count; i++) {
		if (pool->workers[i].pid == 0)
			continue;
		who[count] = &pool->workers[i];
		fds[count++] = (struct pollfd){.fd = pool->workers[i].from, .events = POLLIN};
	}
	/* Signals are open only here: one that comes earlier is not slept through. */
	if (ppoll(fds, count, &second, open) > 0)
		for (nfds_t i = 0; i < count; i++)
			if (fds[i].revents != 0)
				read_from(pool, who[i]);
	if (pool->options->progress != NULL)
		pool->options->progress(pool->options->ctx, pool->finished, pool->batch->len);
}

static void
end_workers(struct pool *pool, int number)
{
	for (size_t i = 0; i < pool->count; i++) {
		struct worker *w = &pool->workers[i];

		if (w->pid == 0)
			continue;
		if (number != 0)
			kill(w->pid, SIGTERM);
		close(w->to);
		w->to = -1;
	}
	for (size_t i = 0; i < pool->count; i++) {
		struct worker *w = &pool->workers[i];

		if (w->pid == 0)
			continue;
		while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
			continue;
		close(w->from);
		strbuf_release(&w->partial);
		w->pid = 0;
	}
}

/* Jobs without a result: say so. */
static void
finish_rest(struct pool *pool)
{
	for (size_t i = 0; i < pool->batch->len; i++)
		if (!pool->batch->results[i].done)
			finish_with(pool, i, pool->rest,
				    pool->why == NULL ? "interrupted" : pool->why, "");
}

static size_t
worker_count(const struct batch *batch, size_t wanted)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = wanted != 0 ? wanted : cores > 0 ? (size_t)cores : 1;

	if (count > batch->len)
		count = batch->len;
	return count < 1 ? 1 : count > WORKERS_MAX ? WORKERS_MAX : count;
}

static void
catch_signals(struct sigaction before[2], sigset_t *open)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t closed;

	caught = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &before[0]);
	sigaction(SIGTERM, &action, &before[1]);
	sigemptyset(&closed);
	sigaddset(&closed, SIGINT);
	sigaddset(&closed, SIGTERM);
	sigprocmask(SIG_BLOCK, &closed, open);
}

bool
batch_run(struct arena *arena, struct batch *batch, const struct batch_options *options,
	  int *signal_number)
{
	struct pool pool = {
		.arena = arena, .batch = batch, .options = options, .rest = PRESS_DIAG_NOT_STARTED};
	struct sigaction before[2];
	sigset_t open;

	batch->results = ARENA_ARRAY(arena, batch->len, struct batch_result);
	pool.count = worker_count(batch, options->workers);
	pool.workers = ARENA_ARRAY(arena, pool.count, struct worker);
	catch_signals(before, &open);
	for (;;) {
		feed(&pool, before);
		if (!is_busy(&pool) || caught != 0)
			break;
		wait_for_answers(&pool, &open);
		if (options->timeout > 0)
			end_late_workers(&pool);
	}
	*signal_number = caught;
	end_workers(&pool, caught);
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGTERM, &before[1], NULL);
	sigprocmask(SIG_SETMASK, &open, NULL);
	finish_rest(&pool);
	return *signal_number == 0;
}
