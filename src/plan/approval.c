/*
 * Approval: who has signed what is to be signed now, and what state that puts the plan in.
 *
 * A signature counts for the current revision if it was given for it (and its digest, where one was
 * recorded, is that of the content), or for an earlier one that still holds: the content is the
 * same, or the classes of all revisions since ask nothing of that signatory (policy.c).
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"
#include "plan/policy.h"

#include <string.h>

/* The shortest digest that proves anything: what is printed on every page. */
#define DIGEST_MIN 16

/* One signatory's standing. */
struct signer {
	xmlNode *node;
	const char *name;
	bool required;
	const xmlNode *signature; /* one that counts now; NULL */
	const xmlNode *given;	  /* the last for the current revision, counting or not; NULL */
	const xmlNode *earlier;	  /* the last approval of any revision; NULL */
};

struct standing {
	struct {
		VEC(struct signer);
	} signers;
	bool all;	  /* all required signatures count */
	bool all_given;	  /* all required were given for this revision, content apart */
	bool all_earlier; /* all required were given for some revision */
	bool any_given;
	const struct signer *rejecter;
	date last; /* of the signatures that count */
	size_t open_conditions;
	const char *overdue; /* id of a condition past its due date */
};

static bool
is_approval(const xmlNode *signature)
{
	return plan_attr_is(signature, "decision", "approve") ||
	       plan_attr_is(signature, "decision", "approve-with-conditions");
}

bool
plan_digest_is(const struct plan *plan, const char *digest)
{
	if (strncmp(digest, "sha256:", 7) == 0)
		digest += 7;
	size_t len = strlen(digest);
	return len >= DIGEST_MIN && len <= 64 && strncasecmp(digest, plan->digest, len) == 0;
}

static xmlNode *
revision_find(const struct plan *plan, const char *n)
{
	xmlNode *r = plan_child(plan_child(plan->root, "revisions"), "revision");
	for (; r != NULL; r = plan_next(r, "revision"))
		if (plan_attr_is(r, "n", n))
			return r;
	return NULL;
}

/* Does a signature of an earlier revision still hold? */
static bool
still_holds(const struct plan *plan, const xmlNode *signature, const xmlNode *signatory)
{
	const xmlNode *r = revision_find(plan, plan_attr(signature, "revision"));
	const char *digest = plan_attr(signature, "digest");
	if (digest == NULL && r != NULL)
		digest = plan_attr(r, "digest");
	if (digest != NULL && plan_digest_is(plan, digest))
		return true;
	if (r == NULL)
		return false;
	for (r = plan_next(r, "revision"); r != NULL; r = plan_next(r, "revision")) {
		if (policy_asks(plan, plan_attr(r, "class"), signatory))
			return false;
		if (plan_attr_is(r, "n", plan->revision))
			return true;
	}
	return false;
}

static const char *
name_of_signer(const struct plan *plan, const xmlNode *signatory)
{
	const struct plan_item *who = plan_item_find(plan, plan_attr(signatory, "who"));
	const char *name = who == NULL ? NULL : plan_attr(who->node, "name");
	return name != NULL ? name : plan_attr(signatory, "who");
}

static struct signer
read_signer(const struct plan *plan, xmlNode *signatory)
{
	struct signer s = {.node = signatory, .name = name_of_signer(plan, signatory)};
	const char *id = plan_attr(signatory, "id");
	xmlNode *n = plan_child(signatory->parent, "signature");
	s.required = !plan_attr_is(signatory, "required", "no");
	for (; n != NULL; n = plan_next(n, "signature")) {
		if (!plan_attr_is(n, "of", id))
			continue;
		if (is_approval(n))
			s.earlier = n;
		if (plan_attr_is(n, "revision", plan->revision)) {
			const char *digest = plan_attr(n, "digest");
			bool same = digest == NULL || plan_digest_is(plan, digest);
			s.given = n;
			s.signature = same || !is_approval(n) ? n : NULL;
		} else if (s.given == NULL && is_approval(n)) {
			s.signature = still_holds(plan, n, signatory) ? n : NULL;
		}
	}
	return s;
}

static void
read_conditions(struct standing *st, const xmlNode *signature)
{
	for (xmlNode *c = plan_child(signature, "condition"); c != NULL;
	     c = plan_next(c, "condition")) {
		const char *state = plan_fact_of(c, "state");
		if (!plan_attr_is(c, "state", "open"))
			continue;
		st->open_conditions++;
		if (state != NULL && strcmp(state, "overdue") == 0)
			st->overdue = plan_attr(c, "id");
	}
}

static struct standing
read_standing(struct plan *plan)
{
	struct standing st = {.all = true, .all_given = true, .all_earlier = true};
	bool any = false;
	xmlNode *n = plan_child(plan_child(plan->root, "approval"), "signatory");
	st.last = DATE_NONE;
	for (; n != NULL; n = plan_next(n, "signatory")) {
		struct signer s = read_signer(plan, n);
		bool counts = s.signature != NULL && is_approval(s.signature);
		VEC_PUSH(plan->arena, &st.signers, s);
		/* An abstention of one who must sign is no signature; of others it blocks nothing.
		 */
		if (s.required) {
			st.all = st.all && counts;
			st.all_given = st.all_given && s.given != NULL && is_approval(s.given);
			st.all_earlier = st.all_earlier && s.earlier != NULL;
		}
		st.any_given = st.any_given || (s.given != NULL && is_approval(s.given));
		if (!counts)
			continue;
		any = true;
		date on = plan_date(plan, s.signature, "on");
		st.last = on > st.last ? on : st.last;
		read_conditions(&st, s.signature);
	}
	st.all = st.all && any;
	for (size_t i = 0; i < st.signers.len; i++) {
		const struct signer *s = &st.signers.at[i];
		if (s->required && s->given != NULL && plan_attr_is(s->given, "decision", "reject"))
			st.rejecter = s;
	}
	st.all_given = st.all_given && st.any_given;
	return st;
}

static void
put_signers(struct plan *plan, const struct standing *st)
{
	for (size_t i = 0; i < st->signers.len; i++) {
		const struct signer *s = &st->signers.at[i];
		if (s->signature == NULL) {
			plan_fact(plan, s->node, "decision", "open");
			continue;
		}
		plan_fact(plan, s->node, "decision", plan_attr(s->signature, "decision"));
		plan_fact(plan, s->node, "signed-on", plan_attr(s->signature, "on"));
		plan_fact(plan, s->node, "signed-revision", plan_attr(s->signature, "revision"));
	}
}

/* == reviews == */

struct reviews {
	const char *open; /* id of an open review of this revision */
	bool any;
	size_t blocking; /* critical and major comments not settled */
};

static struct reviews
read_reviews(const struct plan *plan)
{
	struct reviews r = {0};
	for (xmlNode *n = plan_child(plan->root, "review"); n != NULL; n = plan_next(n, "review")) {
		if (!plan_attr_is(n, "revision", plan->revision))
			continue;
		r.any = true;
		if (plan_attr(n, "closed") == NULL)
			r.open = plan_attr(n, "id");
		for (xmlNode *c = plan_child(n, "comment"); c != NULL;
		     c = plan_next(c, "comment")) {
			const char *state = plan_fact_of(c, "state");
			bool heavy = plan_attr_is(c, "class", "critical") ||
				     plan_attr_is(c, "class", "major");
			if (heavy && state != NULL && strcmp(state, "open") == 0)
				r.blocking++;
		}
	}
	return r;
}

/* == the plan's state == */

static const char *
missing_names(struct plan *plan, const struct standing *st)
{
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < st->signers.len; i++) {
		const struct signer *s = &st->signers.at[i];
		if (s->required && (s->signature == NULL || !is_approval(s->signature)))
			strbuf_printf(&b, "%s%s", b.len == 0 ? "" : ", ", s->name);
	}
	char *names = arena_strdup(plan->arena, b.s);
	strbuf_release(&b);
	return names;
}

static bool
is_closure(const struct plan *plan)
{
	const xmlNode *r = revision_find(plan, plan->revision);
	return r != NULL && plan_has_word(plan_attr(r, "trigger"), "closure");
}

static bool
is_all_done(const struct plan *plan)
{
	for (size_t i = 0; i < plan->items.len; i++) {
		const char *state = plan_fact_of(plan->items.at[i]->node, "state");
		if (plan->items.at[i]->kind == PLAN_KIND_ACTION &&
		    (state == NULL || strcmp(state, "done") != 0))
			return false;
	}
	return true;
}

/* A later revision that everybody has signed. */
static const char *
later_revision(const struct plan *plan, const struct standing *st)
{
	const xmlNode *r = revision_find(plan, plan->revision);
	const char *last = NULL;
	for (r = r == NULL ? NULL : plan_next(r, "revision"); r != NULL;
	     r = plan_next(r, "revision")) {
		bool all = st->signers.len > 0;
		for (size_t i = 0; i < st->signers.len && all; i++) {
			const struct signer *s = &st->signers.at[i];
			all = !s->required ||
			      (s->earlier != NULL &&
			       plan_attr_is(s->earlier, "revision", plan_attr(r, "n")));
		}
		last = all ? plan_attr(r, "n") : last;
	}
	return last;
}

static void
put_state(struct plan *plan, const char *state, const char *reason)
{
	plan_fact(plan, plan->root, "state", state);
	plan_fact(plan, plan->root, "state-reason", reason);
}

/* The policy lets an approval last so many days, and they are over. */
static bool
is_stale(const struct plan *plan, const struct standing *st)
{
	int days = policy_of(plan)->renew_days;
	return days > 0 && plan->now != DATE_NONE && st->last != DATE_NONE &&
	       plan->now - st->last > days;
}

/* All required signatures count. */
static void
put_signed_state(struct plan *plan, const struct standing *st)
{
	struct arena *a = plan->arena;
	bool stale = is_stale(plan, st) && !is_closure(plan);
	if (stale)
		put_state(plan, "approval-lapsed",
			  arena_printf(a,
				       "it was approved more than %d days ago, and '%s' asks to "
				       "renew it",
				       policy_of(plan)->renew_days, policy_of(plan)->id));
	else if (st->overdue != NULL)
		put_state(plan, "approval-lapsed",
			  arena_printf(a, "condition %s is past its due date", st->overdue));
	else if (st->open_conditions > 0)
		put_state(plan, "approved-with-conditions",
			  arena_printf(a, "%zu condition%s open", st->open_conditions,
				       st->open_conditions == 1 ? " is" : "s are"));
	else if (is_closure(plan) && is_all_done(plan))
		put_state(plan, "closed", "the closing revision is approved");
	else if (is_closure(plan))
		put_state(plan, "withdrawn", "it was closed before all actions were done");
	else
		put_state(plan, "approved", "all required signatures are given");
	if (st->overdue == NULL && !stale)
		plan_fact_date(plan, plan->root, "approved-on", st->last);
}

static void
put_unsigned_state(struct plan *plan, const struct standing *st, const struct reviews *r)
{
	struct arena *a = plan->arena;
	const char *missing = missing_names(plan, st);
	if (st->all_given)
		put_state(plan, "approval-lapsed",
			  "the content is not what was signed: its digest differs");
	else if (st->any_given)
		put_state(plan, "partly-signed", arena_printf(a, "waiting for %s", missing));
	else if (r->blocking > 0)
		put_state(plan, "in-review",
			  arena_printf(a, "%zu critical or major comment%s open", r->blocking,
				       r->blocking == 1 ? " is" : "s are"));
	else if (r->any)
		put_state(plan, "ready-to-sign", arena_printf(a, "waiting for %s", missing));
	else if (st->all_earlier)
		put_state(plan, "approval-lapsed",
			  arena_printf(a, "revision %s has to be signed again by %s",
				       plan->revision, missing));
	else
		put_state(plan, "draft",
			  arena_printf(a, "no review of revision %s has been opened",
				       plan->revision));
}

/* Has what is signed changed since the revision that is still said to be current was issued? */
static void
put_changed(struct plan *plan)
{
	const xmlNode *r = revision_find(plan, plan->revision);
	const char *digest = r == NULL ? NULL : plan_attr(r, "digest");
	if (digest != NULL && strlen(digest) >= DIGEST_MIN && !plan_digest_is(plan, digest))
		plan_fact(plan, plan->root, "changed-since", plan->revision);
}

void
facts_approval(struct plan *plan)
{
	struct standing st = read_standing(plan);
	struct reviews r = read_reviews(plan);
	const char *later = later_revision(plan, &st);
	put_signers(plan, &st);
	put_changed(plan);
	if (later != NULL)
		put_state(plan, "superseded",
			  arena_printf(plan->arena, "revision %s is approved", later));
	else if (r.open != NULL)
		put_state(plan, "in-review",
			  arena_printf(plan->arena, "review %s is open", r.open));
	else if (st.rejecter != NULL)
		put_state(plan, "rejected",
			  arena_printf(plan->arena, "%s rejected it", st.rejecter->name));
	else if (st.all)
		put_signed_state(plan, &st);
	else
		put_unsigned_state(plan, &st, &r);
}
