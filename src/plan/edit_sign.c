/*
 * Sign-record: that somebody has signed the current revision.
 *
 *	role         a signatory's id, its capacity, or a function of the person in the plan
 *	by           the person who signed: the signatory, or the proxy named for it
 *	on           the day; how: wet-ink and so on; record: where it is kept
 *	decision     approve and so on; reason; condition, any number: OWNER DAY WORDS
 *	digest       of the content that was signed, as printed; without it, that of the plan now
 *
 * What is signed is what the file holds: a digest that says otherwise is refused, and so is a
 *revision of which somebody has signed other content.  The first signature writes the digest into
 *the row of the revision, so that what was signed can be told from what is changed later.
 */
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/edit_imp.h"

#include <string.h>

/* The plan says who has this function. */
static bool
has_function(const struct plan *plan, const char *who, const char *role)
{
	const xmlNode *head = plan_child(plan->root, "head");
	const xmlNode *infra = plan_child(plan->root, "infrastructure");

	for (const xmlNode *n = plan_child(head, NULL); n != NULL; n = plan_next(n, NULL))
		if (plan_is(n, role) && plan_attr_is(n, "who", who))
			return true;
	for (const xmlNode *n = plan_walk(infra, infra); n != NULL; n = plan_walk(infra, n))
		if (plan_is(n, "member") && plan_attr_is(n, "who", who) &&
		    plan_attr_is(n, "as", role))
			return true;
	return false;
}

static bool
is_role(const struct plan *plan, const xmlNode *signatory, const char *role)
{
	const char *who = plan_attr(signatory, "who");

	return plan_attr_is(signatory, "id", role) || plan_attr_is(signatory, "capacity", role) ||
	       strcmp(who, role) == 0 || has_function(plan, who, role);
}

static bool
may_sign(const xmlNode *signatory, const char *by)
{
	return plan_attr_is(signatory, "who", by) || plan_attr_is(signatory, "proxy", by);
}

/* The signatories as a note each, for who chose wrong. */
static void
tell_signatories(struct plan_edit *e)
{
	const xmlNode *n = plan_child(plan_child(e->plan->root, "approval"), "signatory");

	for (; n != NULL; n = plan_next(n, "signatory")) {
		struct diag_place place = xml_place(n);
		const char *proxy = plan_attr(n, "proxy");

		diag_note(e->diag, &place, "%s: %s, %s%s%s", plan_attr(n, "id"),
			  plan_attr(n, "who"), plan_attr(n, "capacity"),
			  proxy == NULL ? "" : ", or for them ", proxy == NULL ? "" : proxy);
	}
}

/* The one signatory that role and person mean; NULL and a diagnostic. */
static xmlNode *
find_signatory(struct plan_edit *e, const char *role, const char *by)
{
	xmlNode *n = plan_child(plan_child(e->plan->root, "approval"), "signatory");
	xmlNode *found = NULL;
	size_t of_role = 0, count = 0;
	struct diag_place place = xml_place(n->parent);

	for (; n != NULL; n = plan_next(n, "signatory")) {
		if (role != NULL && !is_role(e->plan, n, role))
			continue;
		of_role++;
		if (by != NULL && !may_sign(n, by))
			continue;
		found = n;
		count++;
	}
	if (count == 1)
		return found;
	if (of_role == 0)
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NO_ROLE], &place, role);
	else if (count == 0)
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_MAY_NOT], &place, by,
			 role == NULL ? "anybody" : role);
	else
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_WHICH], &place,
			 arena_printf(e->arena, "%zu", count));
	tell_signatories(e);
	return NULL;
}

/* == what may be signed == */

/* The first signature of this revision that is for other content; NULL. */
static const xmlNode *
other_content(const struct plan_edit *e)
{
	const xmlNode *n = plan_child(plan_child(e->plan->root, "approval"), "signature");

	for (; n != NULL; n = plan_next(n, "signature")) {
		const char *digest = plan_attr(n, "digest");

		if (plan_attr_is(n, "revision", e->plan->revision) && digest != NULL &&
		    !plan_digest_is(e->plan, digest))
			return n;
	}
	return NULL;
}

static bool
check_content(struct plan_edit *e)
{
	const char *digest = edit_field(e, "digest");
	const xmlNode *row = edit_revision_row(e), *other = other_content(e);
	const char *issued = row == NULL ? NULL : plan_attr(row, "digest");
	struct diag_place place = xml_place(other != NULL ? other : e->plan->root);

	if (digest != NULL && !plan_digest_is(e->plan, digest)) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_DIGEST], &place, digest,
			 arena_strndup(e->arena, e->plan->digest, 16));
		diag_help(e->diag,
			  "what was signed is not what the plan says now; look for the file "
			  "that was");
		return false;
	}
	if (other == NULL && (issued == NULL || plan_digest_is(e->plan, issued)))
		return true;
	diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_SIGNED], &place, e->plan->revision);
	diag_help(e->diag, "begin the next revision first: planpress revise");
	return false;
}

/* Is it in review for nothing but what the rules say?  Then people may have signed all the same. */
static bool
is_reviewed(const struct plan_edit *e)
{
	if (!edit_state_is(e, "in-review") || edit_open_review(e) != NULL)
		return false;
	for (const xmlNode *r = plan_child(e->plan->root, "review"); r != NULL;
	     r = plan_next(r, "review"))
		for (const xmlNode *c = plan_child(r, "comment");
		     c != NULL && plan_attr_is(r, "revision", e->plan->revision);
		     c = plan_next(c, "comment")) {
			const char *state = plan_fact_of(c, "state");

			if (state != NULL && strcmp(state, "open") == 0 &&
			    plan_has_word("critical major", plan_attr(c, "class")))
				return false;
		}
	return true;
}

static bool
check_state(struct plan_edit *e, const xmlNode *signatory)
{
	const xmlNode *n = plan_child(signatory->parent, "signature");
	struct diag_place place = xml_place(e->plan->root);

	if (is_reviewed(e))
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_GATE], &place, e->plan->revision,
			 plan_fact_of(e->plan->root, "state-reason"));
	else if (!edit_state_is(e, "ready-to-sign partly-signed approved approved-with-conditions "
				   "approval-lapsed"))
		return EDIT_REFUSE(e, EDIT_STATE, &place, e->plan->revision,
				   plan_fact_of(e->plan->root, "state"),
				   plan_fact_of(e->plan->root, "state-reason"), "be signed");
	for (; n != NULL; n = plan_next(n, "signature")) {
		if (!plan_attr_is(n, "of", plan_attr(signatory, "id")) ||
		    !plan_attr_is(n, "revision", e->plan->revision))
			continue;
		place = xml_place(n);
		return EDIT_REFUSE(e, EDIT_SIGNED_ALREADY, &place, plan_attr(signatory, "who"),
				   e->plan->revision, plan_attr(n, "on"));
	}
	return true;
}

/* == the record == */

/* OWNER DAY WORDS */
static bool
add_condition(struct plan_edit *e, struct xml_new *signature, const char *text, size_t index)
{
	struct xml_new *n = xml_new_child(signature, "condition");
	size_t owner = strcspn(text, " "), gap = strspn(text + owner, " ");
	size_t day = strcspn(text + owner + gap, " ");
	const char *words = text + owner + gap + day;
	const char *due = arena_strndup(e->arena, text + owner + gap, day);

	words += strspn(words, " ");
	if (*words == '\0' || date_parse(due) == DATE_NONE)
		return EDIT_REFUSE(e, EDIT_PAIR, NULL, text, "condition", "'OWNER DAY WORDS'");
	if (edit_need(e, arena_strndup(e->arena, text, owner), "person") == NULL)
		return false;
	xml_new_attr(n, "id", edit_new_id(e, "condition", "CN-", index));
	xml_new_attr(n, "owner", arena_strndup(e->arena, text, owner));
	xml_new_attr(n, "due", due);
	xml_new_attr(n, "state", "open");
	xml_new_text(n, words);
	return true;
}

/* The decision, and what it asks for; NULL and a diagnostic. */
static const char *
decision_of(struct plan_edit *e)
{
	const char *decision = edit_field(e, "decision");
	bool conditions = edit_field(e, "condition") != NULL;

	if (decision == NULL)
		decision = conditions ? "approve-with-conditions" : "approve";
	if (conditions != (strcmp(decision, "approve-with-conditions") == 0)) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_CONDITIONS], NULL, decision);
		return NULL;
	}
	if (strcmp(decision, "reject") == 0 &&
	    edit_need_field(e, "reason", "why it is rejected") == NULL)
		return NULL;
	return decision;
}

/* The row of the revision keeps what is signed, if all signatures so far are known to be for it. */
static bool
keep_digest(struct plan_edit *e, const char *digest)
{
	const xmlNode *row = edit_revision_row(e);
	const xmlNode *n = plan_child(plan_child(e->plan->root, "approval"), "signature");

	if (row == NULL || plan_attr(row, "digest") != NULL)
		return true;
	for (; n != NULL; n = plan_next(n, "signature"))
		if (plan_attr_is(n, "revision", e->plan->revision) &&
		    plan_attr(n, "digest") == NULL)
			return true;
	return xml_edit_set(e->xml, row, "digest", digest);
}

static bool
write_signature(struct plan_edit *e, const xmlNode *signatory, const char *by)
{
	struct xml_new *n = xml_new(e->arena, "signature");
	const char *digest = arena_printf(e->arena, "sha256:%s", e->plan->digest);
	const char *how = edit_field(e, "how"), *reason = edit_field(e, "reason"), *condition;
	const char *decision = decision_of(e);
	bool proxy = !plan_attr_is(signatory, "who", by);
	date on;

	if (decision == NULL || !edit_day(e, "on", &on))
		return false;
	xml_new_attr(n, "of", plan_attr(signatory, "id"));
	xml_new_attr(n, "revision", e->plan->revision);
	xml_new_attr(n, "decision", decision);
	xml_new_attr(n, "on", edit_iso(e->arena, on));
	xml_new_attr(n, "how", how == NULL ? "wet-ink" : how);
	xml_new_attr(n, "digest", digest);
	xml_new_attr(n, "proxy", proxy ? by : NULL);
	xml_new_attr(n, "record", edit_field(e, "record"));
	for (size_t i = 0; (condition = edit_field_at(e, "condition", i)) != NULL; i++)
		if (!add_condition(e, n, condition, i))
			return false;
	if (reason != NULL)
		xml_new_text(xml_new_child(n, "reason"), reason);
	if (!keep_digest(e, digest) || !edit_put_into(e, "approval", n, "signature"))
		return false;
	xml_edit_say(e->xml, "%s: %s of revision %s by %s%s on %s, digest %.16s",
		     plan_attr(signatory, "id"), decision, e->plan->revision, by,
		     proxy ? arena_printf(e->arena, " for %s", plan_attr(signatory, "who")) : "",
		     edit_iso(e->arena, on), e->plan->digest);
	return true;
}

bool
edit_sign(struct plan_edit *e)
{
	const char *role = edit_field(e, "role"), *by = edit_field(e, "by");
	const xmlNode *signatory;

	if (role == NULL && by == NULL)
		return edit_need_field(e, "by", "who has signed") != NULL;
	if (by != NULL && edit_need(e, by, "person role") == NULL)
		return false;
	signatory = find_signatory(e, role, by);
	if (signatory == NULL || !check_state(e, signatory) || !check_content(e))
		return false;
	return write_signature(e, signatory, by == NULL ? plan_attr(signatory, "who") : by);
}
