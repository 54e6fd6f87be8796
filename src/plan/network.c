/*
 * Network: index lists of links and parts, and the order in which nodes can be computed.
 */
#include "plan/network.h"

#include "base/arena.h"

#include <assert.h>

/* Sorts item numbers 0 … count - 1 by key into index lists; stable. */
static void
make_lists(struct network *net, size_t count, const size_t *key, size_t **first, size_t **list)
{
	size_t n = net->s->task_count;
	*first = ARENA_ARRAY(net->arena, n + 2, size_t);
	*list = ARENA_ARRAY(net->arena, count, size_t);
	for (size_t i = 0; i < count; i++)
		if (key[i] != SCHED_NOBODY)
			(*first)[key[i] + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		(*first)[i] += (*first)[i - 1];
	for (size_t i = 0; i < count; i++)
		if (key[i] != SCHED_NOBODY)
			(*list)[(*first)[key[i] + 1]++] = i;
}

static void
index_graph(struct network *net)
{
	struct sched *s = net->s;
	size_t most = s->link_count > s->task_count ? s->link_count : s->task_count;
	size_t *key = ARENA_ARRAY(net->arena, most, size_t);
	for (size_t i = 0; i < s->link_count; i++)
		key[i] = s->links[i].to;
	make_lists(net, s->link_count, key, &net->in_first, &net->in);
	for (size_t i = 0; i < s->link_count; i++)
		key[i] = s->links[i].from;
	make_lists(net, s->link_count, key, &net->out_first, &net->out);
	for (size_t i = 0; i < s->task_count; i++) {
		assert(s->tasks[i].parent == SCHED_NOBODY || s->tasks[i].parent < i);
		key[i] = s->tasks[i].parent;
	}
	make_lists(net, s->task_count, key, &net->child_first, &net->child);
}

static size_t
way_out(const struct sched *s, size_t task)
{
	return 2 * task + (network_is_leaf(&s->tasks[task]) ? 0 : 1);
}

/* Calls visit(node) for every node that must come after node. */
static void
each_next(const struct network *net, size_t node, void (*visit)(void *ctx, size_t node), void *ctx)
{
	const struct sched *s = net->s;
	size_t i = node / 2;
	if (node == network_way_in(i) && !network_is_leaf(&s->tasks[i])) {
		for (size_t k = net->child_first[i]; k < net->child_first[i + 1]; k++)
			visit(ctx, network_way_in(net->child[k]));
		if (net->child_first[i] == net->child_first[i + 1])
			visit(ctx, way_out(s, i));
		return;
	}
	for (size_t k = net->out_first[i]; k < net->out_first[i + 1]; k++)
		visit(ctx, network_way_in(s->links[net->out[k]].to));
	if (s->tasks[i].parent != SCHED_NOBODY)
		visit(ctx, way_out(s, s->tasks[i].parent));
}

struct sorter {
	size_t *waiting; /* predecessors not done yet */
	size_t *order;
	size_t count;
};

static void
count_one(void *ctx, size_t node)
{
	((struct sorter *)ctx)->waiting[node]++;
}

static void
release_one(void *ctx, size_t node)
{
	struct sorter *so = ctx;
	if (--so->waiting[node] == 0)
		so->order[so->count++] = node;
}

struct seeker {
	const size_t *waiting;
	size_t *before; /* for each waiting node, one it waits for that waits too; SCHED_NOBODY */
	size_t from;
};

static void
note_before(void *ctx, size_t node)
{
	struct seeker *se = ctx;
	if (se->before[node] == SCHED_NOBODY)
		se->before[node] = se->from;
}

/* Every node left waits for another one left: going back from any must come round. */
static void
find_cycle(struct network *net, const size_t *waiting, size_t nodes)
{
	struct sched *s = net->s;
	struct seeker se = {.waiting = waiting, .before = ARENA_ARRAY(net->arena, nodes, size_t)};
	bool *seen = ARENA_ARRAY(net->arena, nodes, bool);
	size_t at = SCHED_NOBODY;
	for (size_t n = 0; n < nodes; n++)
		se.before[n] = SCHED_NOBODY;
	for (size_t n = 0; n < nodes; n++)
		if (waiting[n] > 0) {
			se.from = n;
			each_next(net, n, note_before, &se);
			at = at == SCHED_NOBODY ? n : at;
		}
	for (; !seen[at]; at = se.before[at])
		seen[at] = true;
	s->cycle = ARENA_ARRAY(net->arena, nodes, size_t);
	size_t n = at;
	do {
		size_t task = n / 2;
		if (s->cycle_count == 0 || s->cycle[s->cycle_count - 1] != task)
			s->cycle[s->cycle_count++] = task;
		n = se.before[n];
	} while (n != at);
	if (s->cycle_count > 1 && s->cycle[s->cycle_count - 1] == s->cycle[0])
		s->cycle_count--;
	for (size_t i = 0, j = s->cycle_count - 1; i < j; i++, j--) {
		size_t swap = s->cycle[i];
		s->cycle[i] = s->cycle[j];
		s->cycle[j] = swap;
	}
}

/* Topological order (Kahn); false and s->cycle when there is none. */
static bool
sort_nodes(struct network *net)
{
	struct sched *s = net->s;
	size_t nodes = 2 * s->task_count;
	struct sorter so = {.waiting = ARENA_ARRAY(net->arena, nodes, size_t),
			    .order = ARENA_ARRAY(net->arena, nodes, size_t)};
	size_t real = 0;
	for (size_t n = 0; n < nodes; n++)
		if (n % 2 == 0 || !network_is_leaf(&s->tasks[n / 2])) {
			each_next(net, n, count_one, &so);
			real++;
		}
	for (size_t n = 0; n < nodes; n++)
		if (so.waiting[n] == 0 && (n % 2 == 0 || !network_is_leaf(&s->tasks[n / 2])))
			so.order[so.count++] = n;
	for (size_t i = 0; i < so.count; i++)
		each_next(net, so.order[i], release_one, &so);
	net->order = so.order;
	net->count = so.count;
	if (so.count == real)
		return true;
	find_cycle(net, so.waiting, nodes);
	return false;
}

bool
network_make(struct network *net, struct arena *arena, struct sched *s)
{
	net->s = s;
	net->arena = arena;
	index_graph(net);
	return sort_nodes(net);
}
