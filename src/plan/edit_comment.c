/*
 * Comments of a review: made, answered, closed.
 *
 *	one word            the comment, or the answer
 *	on by class proposes id review      a comment
 *	answer=ID  is by in                 its answer; what was answered before is answered anew
 *	close=ID, dispute=ID  by            its author agrees with the answer, or does not
 *
 * A comment goes to the review that is open, which must be of the current revision unless it is
 *named.
 */
#include "base/xml.h"
#include "plan/edit_imp.h"

#include <string.h>

static const char *
the_word(const struct plan_edit *e)
{
	return e->request->operand_count == 0 ? NULL : e->request->operands[0];
}

/* The review that a comment belongs to; NULL and a diagnostic. */
static xmlNode *
find_review(struct plan_edit *e)
{
	const char *id = edit_field(e, "review");
	xmlNode *found;
	struct diag_place place = xml_place(e->plan->root);

	if (id != NULL) {
		const struct plan_item *item = edit_need(e, id, "review");

		if (item == NULL)
			return NULL;
		if (plan_attr(item->node, "closed") == NULL)
			return item->node;
		place = xml_place(item->node);
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_REVIEW_CLOSED], &place, id,
			 plan_attr(item->node, "closed"));
		return NULL;
	}
	found = edit_open_review(e);
	if (found == NULL) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NO_REVIEW], &place, e->plan->revision);
		diag_help(
			e->diag,
			"open one: <review id=\"%s\" kind=\"peer\" round=\"1\" revision=\"%s\" "
			"opened=\"%s\" lead=\"…\"><reviewer who=\"…\" state=\"pending\"/></review>",
			edit_new_id(e, "review", "RV-", 0), e->plan->revision,
			edit_iso(e->arena, e->request->today));
	}
	return found;
}

/* A reviewer who was asked has answered now. */
static bool
mark_reviewer(struct plan_edit *e, const xmlNode *review, const char *by)
{
	xmlNode *r = plan_child(review, "reviewer");

	for (; r != NULL; r = plan_next(r, "reviewer"))
		if (plan_attr_is(r, "who", by) && plan_attr_is(r, "state", "pending"))
			return xml_edit_set(e->xml, r, "state", "commented") &&
			       xml_edit_set(e->xml, r, "on", edit_iso(e->arena, e->request->today));
	return true;
}

/* An id that is asked for must be free. */
static const char *
comment_id(struct plan_edit *e)
{
	const char *id = edit_field(e, "id");
	const struct plan_item *item = id == NULL ? NULL : plan_item_find(e->plan, id);
	struct diag_place place;

	if (item == NULL)
		return id != NULL ? id : edit_new_id(e, "comment", "CM-", 0);
	place = xml_place(item->node);
	diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_ID_TAKEN], &place, id,
		 plan_kind_text(item->node));
	return NULL;
}

static bool
add_comment(struct plan_edit *e)
{
	const char *by = edit_need_field(e, "by", "who makes the comment");
	const char *on = edit_field(e, "on"), *class = edit_field(e, "class");
	const char *proposes = edit_field(e, "proposes"), *id;
	struct xml_new *n = xml_new(e->arena, "comment");
	const xmlNode *review;

	if (by == NULL || edit_need(e, by, "person role body team") == NULL ||
	    (on != NULL && edit_need(e, on, "") == NULL))
		return false;
	if (the_word(e) == NULL)
		return EDIT_REFUSE(e, EDIT_LACKS, NULL, "TEXT", "what the comment says");
	review = find_review(e);
	id = review == NULL ? NULL : comment_id(e);
	if (id == NULL || !mark_reviewer(e, review, by))
		return false;
	xml_new_attr(n, "id", id);
	xml_new_attr(n, "by", by);
	xml_new_attr(n, "at", on);
	xml_new_attr(n, "class", class == NULL ? "minor" : class);
	edit_prose(xml_new_child(n, "says"), the_word(e));
	if (proposes != NULL)
		edit_prose(xml_new_child(n, "proposes"), proposes);
	if (!edit_put(e, review, n, "comment"))
		return false;
	xml_edit_say(e->xml, "%s: %s comment of %s%s%s in %s", id, class == NULL ? "minor" : class,
		     by, on == NULL ? "" : " on ", on == NULL ? "" : on, plan_attr(review, "id"));
	return true;
}

/* == answers == */

/* The comment of an id, if it is not settled; NULL and a diagnostic. */
static xmlNode *
find_comment(struct plan_edit *e, const char *id)
{
	const struct plan_item *item = edit_need(e, id, "comment");
	const char *state = item == NULL ? NULL : plan_fact_of(item->node, "state");
	struct diag_place place;

	if (item == NULL)
		return NULL;
	if (state == NULL || strcmp(state, "agreed") != 0)
		return item->node;
	place = xml_place(item->node);
	diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_SETTLED], &place, id);
	return NULL;
}

static bool
write_answer(struct plan_edit *e, const xmlNode *comment, const char *const attrs[][2])
{
	const xmlNode *known = plan_child(comment, "response");
	struct xml_new *n = xml_new(e->arena, "response");
	bool ok = true;

	if (known == NULL) {
		for (size_t i = 0; attrs[i][0] != NULL; i++)
			xml_new_attr(n, attrs[i][0], attrs[i][1]);
		if (the_word(e) != NULL)
			edit_prose(n, the_word(e));
		return edit_put(e, comment, n, "response");
	}
	for (size_t i = 0; attrs[i][0] != NULL && ok; i++)
		if (attrs[i][1] != NULL)
			ok = xml_edit_set(e->xml, known, attrs[i][0], attrs[i][1]);
	/* A new answer waits for a new yes. */
	return ok && xml_edit_unset(e->xml, known, "concurs") &&
	       (the_word(e) == NULL || xml_edit_text(e->xml, known, the_word(e)));
}

static bool
answer_comment(struct plan_edit *e, const char *id)
{
	const char *by = edit_need_field(e, "by", "who answers");
	const char *is = edit_field(e, "is"), *in = edit_field(e, "in");
	const xmlNode *comment;

	if (by == NULL || edit_need(e, by, "person role body team") == NULL)
		return false;
	comment = find_comment(e, id);
	is = is == NULL ? "accepted" : is;
	if (comment == NULL)
		return false;
	if (strcmp(is, "rejected") == 0 && the_word(e) == NULL)
		return EDIT_REFUSE(e, EDIT_LACKS, NULL, "TEXT", "why the comment is rejected");
	const char *const attrs[][2] = {{"is", is},
					{"by", by},
					{"on", edit_iso(e->arena, e->request->today)},
					{"in", in},
					{NULL, NULL}};
	if (!write_answer(e, comment, attrs))
		return false;
	xml_edit_say(e->xml, "%s: %s by %s%s%s", id, is, by, in == NULL ? "" : " in ",
		     in == NULL ? "" : in);
	return true;
}

static bool
settle_comment(struct plan_edit *e, const char *id, bool agrees)
{
	const char *by = edit_field(e, "by");
	const xmlNode *comment = find_comment(e, id), *response;
	struct diag_place place;

	if (comment == NULL)
		return false;
	place = xml_place(comment);
	response = plan_child(comment, "response");
	if (by != NULL && !plan_attr_is(comment, "by", by))
		return EDIT_REFUSE(e, EDIT_NOT_AUTHOR, &place, id, plan_attr(comment, "by"), by);
	if (response == NULL || plan_attr_is(response, "is", "open")) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_UNANSWERED], &place, id);
		diag_help(e->diag, "answer it first: planpress comment --answer %s --by …", id);
		return false;
	}
	if (!xml_edit_set(e->xml, response, "concurs", agrees ? "yes" : "no"))
		return false;
	xml_edit_say(e->xml, "%s: %s %s the answer", id, plan_attr(comment, "by"),
		     agrees ? "agrees with" : "disputes");
	return true;
}

bool
edit_comment(struct plan_edit *e)
{
	const char *answer = edit_field(e, "answer"), *close = edit_field(e, "close");
	const char *dispute = edit_field(e, "dispute");

	if ((answer != NULL) + (close != NULL) + (dispute != NULL) > 1)
		return EDIT_REFUSE(e, EDIT_ONE_OF, NULL, "--answer, --close and --dispute");
	if (answer != NULL)
		return answer_comment(e, answer);
	if (close != NULL)
		return settle_comment(e, close, true);
	if (dispute != NULL)
		return settle_comment(e, dispute, false);
	return add_comment(e);
}
