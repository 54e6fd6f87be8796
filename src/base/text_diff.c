/*
 * Text diff: E. Myers' greedy algorithm over lines.
 *
 * What the texts begin and end with alike is taken off first: of an edit, little is left.  Texts
 * that share less than that are shown as one block that goes and one that comes, for the path of
 * the algorithm takes memory by the square of what differs.
 */
#include "base/text_diff.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#define CONTEXT	   ((size_t)3)
#define EDITS_MOST 2000

struct line {
	const char *s;
	size_t len; /* with its end */
};

struct lines {
	VEC(struct line);
};

struct differ {
	struct arena *arena;
	struct lines old, new;
	bool *gone; /* of old */
	bool *come; /* of new */
};

static struct lines
read_lines(struct arena *arena, const struct text_side *side)
{
	struct lines lines = {0};
	const char *p = side->text, *end = side->text + side->len;

	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		struct line line = {.s = p};

		stop = stop == NULL ? end : stop + 1;
		line.len = (size_t)(stop - p);
		VEC_PUSH(arena, &lines, line);
		p = stop;
	}
	return lines;
}

static bool
same_line(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* Walks back from the ends of both, marking what is on one side only. */
static void
walk_back(struct differ *d, int *const *trace, int edits, size_t first, int n, int m)
{
	int x = n, y = m;

	for (int e = edits; e > 0; e--) {
		const int *v = trace[e - 1] + e; /* [-e … e] */
		int k = x - y;
		bool down = k == -e || (k != e && v[k - 1] < v[k + 1]);
		int from = down ? v[k + 1] : v[k - 1];

		if (down)
			d->come[first + (size_t)(from - (k + 1))] = true;
		else
			d->gone[first + (size_t)from] = true;
		x = from;
		y = from - (down ? k + 1 : k - 1);
	}
}

/* From x on diagonal k along what is alike. */
static int
slide(const struct differ *d, int x, int k, size_t first, int n, int m)
{
	assert(x >= k && (n == 0 || d->old.at != NULL) && (m == 0 || d->new.at != NULL));
	while (x < n && x - k < m &&
	       same_line(&d->old.at[first + (size_t)x], &d->new.at[first + (size_t)(x - k)]))
		x++;
	return x;
}

/* Marks the shortest way from n old lines to m new ones; false if it is too long. */
static bool
mark_path(struct differ *d, size_t first, int n, int m)
{
	int **trace = ARENA_ARRAY(d->arena, EDITS_MOST + 1, int *);
	int *v = ARENA_ARRAY(d->arena, 2 * EDITS_MOST + 5, int) + EDITS_MOST + 2;

	for (int e = 0; e <= EDITS_MOST; e++) {
		for (int k = -e; k <= e; k += 2) {
			bool down = k == -e || (k != e && v[k - 1] < v[k + 1]);

			v[k] = slide(d, down ? v[k + 1] : v[k - 1] + 1, k, first, n, m);
			if (v[k] >= n && v[k] - k >= m) {
				walk_back(d, trace, e, first, n, m);
				return true;
			}
		}
		/* As it stands before the next edit: diagonals -e-1 … e+1. */
		trace[e] = ARENA_ARRAY(d->arena, (size_t)(2 * e + 3), int);
		memcpy(trace[e], v - e - 1, (size_t)(2 * e + 3) * sizeof v[0]);
	}
	return false;
}

static void
mark(struct differ *d)
{
	size_t first = 0, n = d->old.len, m = d->new.len;

	while (first < n && first < m && same_line(&d->old.at[first], &d->new.at[first]))
		first++;
	while (n > first && m > first && same_line(&d->old.at[n - 1], &d->new.at[m - 1])) {
		n--;
		m--;
	}
	if (mark_path(d, first, (int)(n - first), (int)(m - first)))
		return;
	memset(d->gone + first, true, n - first);
	memset(d->come + first, true, m - first);
}

/* ---- printing ---- */

static void
put_line(struct strbuf *out, char sign, const struct line *line)
{
	strbuf_putc(out, sign);
	strbuf_add(out, line->s, line->len);
	if (line->len == 0 || line->s[line->len - 1] != '\n')
		strbuf_puts(out, "\n\\ No newline at end of file\n");
}

static void
put_range(struct strbuf *out, char sign, size_t from, size_t count)
{
	strbuf_printf(out, "%c%zu", sign, count == 0 ? from : from + 1);
	if (count != 1)
		strbuf_printf(out, ",%zu", count);
}

/* The lines from (i, k) to (i_end, k_end), and above them where they stand. */
static void
put_hunk(struct strbuf *out, const struct differ *d, const size_t from[2], const size_t to[2])
{
	size_t i = from[0], k = from[1];

	strbuf_puts(out, "@@ ");
	put_range(out, '-', from[0], to[0] - from[0]);
	strbuf_putc(out, ' ');
	put_range(out, '+', from[1], to[1] - from[1]);
	strbuf_puts(out, " @@\n");
	while (i < to[0] || k < to[1]) {
		if (i < to[0] && d->gone[i]) {
			put_line(out, '-', &d->old.at[i++]);
		} else if (k < to[1] && d->come[k]) {
			put_line(out, '+', &d->new.at[k++]);
		} else {
			put_line(out, ' ', &d->old.at[i++]);
			k++;
		}
	}
}

static void
put_hunks(struct strbuf *out, const struct differ *d)
{
	size_t i = 0, k = 0, same = 0;
	size_t from[2] = {0, 0}, to[2] = {0, 0};
	bool open = false;

	for (;;) {
		bool gone = i < d->old.len && d->gone[i], come = k < d->new.len && d->come[k];
		bool end = i >= d->old.len && k >= d->new.len;

		if (open && (end || (!gone && !come && same == 2 * CONTEXT))) {
			size_t more = same < CONTEXT ? same : CONTEXT;

			to[0] = i - same + more;
			to[1] = k - same + more;
			put_hunk(out, d, from, to);
			open = false;
		}
		if (end)
			return;
		if ((gone || come) && !open) {
			size_t less = same < CONTEXT ? same : CONTEXT;

			from[0] = i - less;
			from[1] = k - less;
			open = true;
		}
		same = gone || come ? 0 : same + 1;
		i += come && !gone ? 0 : 1;
		k += gone ? 0 : 1;
	}
}

void
text_diff(struct strbuf *out, const struct text_side *old, const struct text_side *new)
{
	struct differ d = {.arena = arena_new()};

	d.old = read_lines(d.arena, old);
	d.new = read_lines(d.arena, new);
	d.gone = ARENA_ARRAY(d.arena, d.old.len, bool);
	d.come = ARENA_ARRAY(d.arena, d.new.len, bool);
	if (old->len != new->len || memcmp(old->text, new->text, old->len) != 0) {
		strbuf_printf(out, "--- %s\n+++ %s\n", old->name, new->name);
		mark(&d);
		put_hunks(out, &d);
	}
	arena_free(d.arena);
}
