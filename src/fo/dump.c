/*
 * The tree as text: one line an object with the values that were specified for it, as computed
 * (corresponding ones included), then its own; texts as JSON strings.
 */
#include "fo/dump.h"

#include "fo/compute.h"

#include "base/strbuf.h"

#include <string.h>

static void
put_dim(struct strbuf *out, dim d)
{
	int32_t mpt = dim_to_mpt(d), rest = mpt % 1000;

	strbuf_printf(out, "%s%d", mpt < 0 && mpt > -1000 ? "-" : "", mpt / 1000);
	if (rest != 0) {
		strbuf_printf(out, ".%03d", rest < 0 ? -rest : rest);
		while (out->s[out->len - 1] == '0')
			out->s[--out->len] = '\0';
	}
	strbuf_puts(out, "pt");
}

static void
put_colour(struct strbuf *out, const struct colour *c)
{
	if (c == NULL) {
		strbuf_puts(out, "transparent");
		return;
	}
	strbuf_printf(out, "#%02x%02x%02x", (unsigned)(c->r * 255 + 0.5f),
		      (unsigned)(c->g * 255 + 0.5f), (unsigned)(c->b * 255 + 0.5f));
	if (c->a < 1)
		strbuf_printf(out, "%02x", (unsigned)(c->a * 255 + 0.5f));
}

static void
put_three(struct strbuf *out, const struct fo_value *a, const struct fo_value *b,
	  const struct fo_value *c)
{
	fo_dump_value(out, b);
	if (fo_value_equal(a, b) && fo_value_equal(b, c))
		return;
	strbuf_putc(out, '[');
	fo_dump_value(out, a);
	strbuf_putc(out, ' ');
	fo_dump_value(out, c);
	strbuf_putc(out, ']');
}

static void
put_space(struct strbuf *out, const struct fo_space *s)
{
	put_three(out, &s->minimum, &s->optimum, &s->maximum);
	if (s->retain)
		strbuf_puts(out, " retain");
	if (s->force)
		strbuf_puts(out, " force");
	else if (s->precedence != 0)
		strbuf_printf(out, " precedence %d", s->precedence);
}

static void
put_strength(struct strbuf *out, int32_t strength)
{
	if (strength == 0)
		strbuf_puts(out, "auto");
	else if (strength == FO_KEEP_ALWAYS)
		strbuf_puts(out, "always");
	else
		strbuf_printf(out, "%d", strength);
}

static void
put_keep(struct strbuf *out, const struct fo_keep *k)
{
	put_strength(out, k->within_line);
	if (k->within_line == k->within_column && k->within_column == k->within_page)
		return;
	strbuf_putc(out, '/');
	put_strength(out, k->within_column);
	strbuf_putc(out, '/');
	put_strength(out, k->within_page);
}

static void
put_list(struct strbuf *out, const struct fo_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			strbuf_putc(out, ' ');
		fo_dump_value(out, &list->at[i]);
	}
}

void
fo_dump_value(struct strbuf *out, const struct fo_value *v)
{
	switch ((enum fo_kind)v->kind) {
	case FO_VALUE_UNSET:
		strbuf_puts(out, "unset");
		break;
	case FO_VALUE_KEYWORD:
		strbuf_puts(out, fo_keyword_name(v->u.keyword));
		break;
	case FO_VALUE_DIM:
		put_dim(out, v->u.dim);
		break;
	case FO_VALUE_PERCENT:
		strbuf_printf(out, "%.10g%%", v->u.number * 100);
		if (v->extra != 0) {
			strbuf_puts(out, v->extra > 0 ? "+" : "");
			put_dim(out, v->extra);
		}
		break;
	case FO_VALUE_NUMBER:
		strbuf_printf(out, "%.10g", v->u.number);
		break;
	case FO_VALUE_COLUMNS:
		strbuf_printf(out, "columns(%.10g)", v->u.number);
		if (v->extra != 0) {
			strbuf_puts(out, v->extra > 0 ? "+" : "");
			put_dim(out, v->extra);
		}
		break;
	case FO_VALUE_COLOUR:
		put_colour(out, v->u.colour);
		break;
	case FO_VALUE_STRING:
		strbuf_printf(out, "'%s'", v->u.string);
		break;
	case FO_VALUE_SPACE:
		put_space(out, v->u.space);
		break;
	case FO_VALUE_RANGE:
		put_three(out, &v->u.range->minimum, &v->u.range->optimum, &v->u.range->maximum);
		break;
	case FO_VALUE_KEEP:
		put_keep(out, v->u.keep);
		break;
	case FO_VALUE_LIST:
		put_list(out, v->u.list);
		break;
	}
	if (v->retain)
		strbuf_puts(out, " retain");
}

static void
put_values(struct strbuf *out, const struct fo_node *node)
{
	for (size_t i = 0; i < FO_PROP_COUNT; i++) {
		const struct fo_value *v = &node->set->value[i];
		if (!v->specified)
			continue;
		strbuf_printf(out, " %s=", fo_prop_name((enum fo_prop)i));
		fo_dump_value(out, v);
	}
	for (const struct fo_own *o = node->own; o != NULL; o = o->next) {
		strbuf_printf(out, " %s=", fo_prop_name(o->prop));
		fo_dump_value(out, &o->value);
	}
	if (node->lang[0] != '\0' &&
	    (node->parent == NULL || strcmp(node->parent->lang, node->lang) != 0))
		strbuf_printf(out, " lang=%s", node->lang);
}

static void
dump_at(struct strbuf *out, const struct fo_node *node, int depth)
{
	strbuf_printf(out, "%*s", depth * 2, "");
	if (node->object == FO_TEXT) {
		strbuf_puts(out, "text ");
		strbuf_put_json(out, node->text, node->text_len);
		strbuf_putc(out, '\n');
		return;
	}
	strbuf_puts(out, fo_object_name(node->object) + strlen("fo:"));
	put_values(out, node);
	if (node->text != NULL) {
		strbuf_puts(out, " foreign ");
		strbuf_put_json(out, node->text, node->text_len);
	}
	strbuf_putc(out, '\n');
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next)
		dump_at(out, c, depth + 1);
}

void
fo_dump(struct strbuf *out, const struct fo_node *node)
{
	dump_at(out, node, 0);
}
