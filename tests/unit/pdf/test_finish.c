/*
 * Finishing: what a PDF holds above its pages' content, read back by libqpdf itself and, where they
 * are installed, by qpdf and pdfinfo.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "pdf/pdf.h"
#include "render/pages.h"
#include "render/tools.h"

#include <qpdf/qpdf-c.h>

/* A document of `count` empty pages, with what the test puts into its notes. */
struct doc {
	struct bench bench;
	const unsigned char *bytes;
	size_t len;
	qpdf_data q; /* the finished file, read back; NULL before */
};

static void
doc_begin(struct doc *d, const char *renderer, int count)
{
	memset(d, 0, sizeof *d);
	bench_init(&d->bench);
	assert_true(bench_open(&d->bench, renderer, RENDER_PDF));
	for (int i = 0; i < count; i++) {
		struct area_page *page = page_new(d->bench.arena, 300, 200, 10);
		page->label = arena_printf(d->bench.arena, "%d", i + 1);
		page->index = i;
		assert_true(render_page(d->bench.renderer, page));
	}
	assert_true(render_close(d->bench.renderer));
}

static void
doc_finish(struct doc *d)
{
	struct pdf_options options = {.producer = "planpress 0.1.0"};
	assert_true(pdf_finish(d->bench.arena, d->bench.diag, d->bench.out.s, d->bench.out.len,
			       d->bench.notes, &options, &d->bytes, &d->len));
	d->q = qpdf_init();
	qpdf_set_suppress_warnings(d->q, QPDF_TRUE);
	assert_int_equal(qpdf_read_memory(d->q, "finished", (const char *)d->bytes, d->len, NULL),
			 0);
}

static void
doc_release(struct doc *d)
{
	if (d->q != NULL)
		qpdf_cleanup(&d->q);
	bench_release(&d->bench);
}

/* The object at the end of a path of keys and array indices from the catalog ("/Names/Dests/0"). */
static qpdf_oh
at_path(const struct doc *d, const char *path)
{
	qpdf_oh object = qpdf_get_root(d->q);
	while (*path == '/') {
		char key[64];
		size_t len = strcspn(path + 1, "/") + 1;
		snprintf(key, sizeof key, "%.*s", (int)len, path);
		object = key[1] >= '0' && key[1] <= '9'
				 ? qpdf_oh_get_array_item(d->q, object, atoi(key + 1))
				 : qpdf_oh_get_key(d->q, object, key);
		path += len;
	}
	return object;
}

static const char *
text_at(const struct doc *d, const char *path)
{
	return qpdf_oh_get_utf8_value(d->q, at_path(d, path));
}

static void
assert_unparsed(const struct doc *d, const char *path, const char *expected)
{
	assert_string_equal(qpdf_oh_unparse_resolved(d->q, at_path(d, path)), expected);
}

static void
add_dest(struct doc *d, const char *id, int page, double x, double y)
{
	struct note_dest dest = {.id = id, .page = page, .x = x, .y = y};
	VEC_PUSH(d->bench.arena, &d->bench.notes->dests, dest);
}

static void
add_link(struct doc *d, int page, const char *dest, const char *uri)
{
	struct note_link link = {
		.page = page, .x = 10, .y = 20, .w = 30, .h = 40, .dest = dest, .uri = uri};
	VEC_PUSH(d->bench.arena, &d->bench.notes->links, link);
}

static void
add_outline(struct doc *d, int level, bool open, const char *title, const char *dest)
{
	struct note_outline item = {.title = title, .dest = dest, .level = level, .open = open};
	VEC_PUSH(d->bench.arena, &d->bench.notes->outline, item);
}

/* ---- metadata ---- */

static void
metadata_stand_in_both_places(void **state)
{
	(void)state;
	struct doc d;
	doc_begin(&d, "cairo", 1);
	struct note_meta *m = &d.bench.notes->meta;
	*m = (struct note_meta){.title = "Plan – Größe & <Maß>",
				.author = "A. Author",
				.lang = "en-GB",
				.creator = "planpress",
				.created = 1800000000};
	doc_finish(&d);
	qpdf_oh trailer = qpdf_get_trailer(d.q);
	qpdf_oh info = qpdf_oh_get_key(d.q, trailer, "/Info");
	assert_string_equal(qpdf_oh_get_utf8_value(d.q, qpdf_oh_get_key(d.q, info, "/Title")),
			    m->title);
	assert_string_equal(qpdf_oh_get_utf8_value(d.q, qpdf_oh_get_key(d.q, info, "/Producer")),
			    "planpress 0.1.0");
	assert_string_equal(
		qpdf_oh_get_utf8_value(d.q, qpdf_oh_get_key(d.q, info, "/CreationDate")),
		"D:20270115080000Z");
	assert_false(qpdf_oh_has_key(d.q, info, "/Subject"));
	assert_string_equal(text_at(&d, "/Lang"), "en-GB");
	assert_unparsed(&d, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
	/* XMP lies open in the file: archives read it without a PDF library. */
	struct strbuf all = STRBUF_INIT;
	strbuf_add(&all, d.bytes, d.len);
	for (size_t i = 0; i < all.len; i++)
		if (all.s[i] == '\0')
			all.s[i] = ' ';
	assert_non_null(strstr(all.s,
			       "<rdf:li xml:lang=\"x-default\">Plan – Größe &amp; &lt;Maß&gt;"
			       "</rdf:li>"));
	assert_non_null(strstr(all.s, "<xmp:CreateDate>2027-01-15T08:00:00Z</xmp:CreateDate>"));
	strbuf_release(&all);
	doc_release(&d);
}

/* ---- links and destinations ---- */

static void
links_lead_to_named_destinations(void **state)
{
	(void)state;
	struct doc d;
	doc_begin(&d, "cairo", 2);
	add_dest(&d, "T-2", 1, 15, 50);
	add_dest(&d, "T-1", 0, 0, 0);
	add_dest(&d, "T-2", 0, 1, 1); /* the first of an id counts */
	add_link(&d, 0, "T-2", NULL);
	add_link(&d, 1, NULL, "https://example.org/ä(b)");
	doc_finish(&d);
	assert_unparsed(&d, "/Names/Dests/Kids/0/Limits", "[ (T-1) (T-2) ]");
	assert_string_equal(text_at(&d, "/Names/Dests/Kids/0/Names/2"), "T-2");
	/* y from below: 200 - 50 */
	assert_string_equal(qpdf_oh_unparse(d.q, at_path(&d, "/Names/Dests/Kids/0/Names/3/3")),
			    "150");
	assert_int_equal(qpdf_oh_get_object_id(d.q, at_path(&d, "/Names/Dests/Kids/0/Names/3/0")),
			 qpdf_oh_get_object_id(d.q, qpdf_get_page_n(d.q, 1)));
	assert_unparsed(&d, "/Pages/Kids/0/Annots/0",
			"<< /Border [ 0 0 0 ] /Contents (T-2) /Dest (T-2) /F 4 "
			"/Rect [ 10 140 40 180 ] /Subtype /Link /Type /Annot >>");
	assert_unparsed(&d, "/Pages/Kids/1/Annots/0/A",
			"<< /S /URI /URI (https://example.org/%C3%A4\\(b\\)) >>");
	doc_release(&d);
}

static void
a_link_to_nowhere_is_left_out_and_named(void **state)
{
	(void)state;
	struct doc d;
	doc_begin(&d, "cairo", 1);
	add_dest(&d, "chapter-1", 0, 0, 0);
	add_link(&d, 0, "chapter-2", NULL);
	d.bench.notes->links.at[0].line = 7;
	d.bench.notes->source = "book.fo";
	add_outline(&d, 0, false, "Gone", "chapter-9");
	doc_finish(&d);
	assert_true(diag_has(d.bench.diag, "PPD01"));
	assert_true(diag_has(d.bench.diag, "PPD02"));
	assert_non_null(strstr(diag_first(d.bench.diag)->help, "chapter-1"));
	assert_string_equal(diag_first(d.bench.diag)->place.file, "book.fo");
	assert_int_equal(diag_first(d.bench.diag)->place.line, 7);
	assert_true(qpdf_oh_is_null(d.q, at_path(&d, "/Pages/Kids/0/Annots")));
	assert_string_equal(text_at(&d, "/Outlines/First/Title"), "Gone");
	assert_int_equal(diag_exit(d.bench.diag, false), 0);
	doc_release(&d);
}

static void
many_names_make_leaves_in_order(void **state)
{
	(void)state;
	struct doc d;
	doc_begin(&d, "haru", 1);
	for (int i = 199; i >= 0; i--)
		add_dest(&d, arena_printf(d.bench.arena, "id-%03d", i), 0, i, i);
	doc_finish(&d);
	assert_int_equal(qpdf_oh_get_array_n_items(d.q, at_path(&d, "/Names/Dests/Kids")), 4);
	assert_unparsed(&d, "/Names/Dests/Kids/1/Limits", "[ (id-064) (id-127) ]");
	assert_unparsed(&d, "/Names/Dests/Kids/3/Limits", "[ (id-192) (id-199) ]");
	doc_release(&d);
}

/* ---- outline ---- */

static void
the_outline_is_a_tree_with_counts(void **state)
{
	(void)state;
	struct doc d;
	doc_begin(&d, "cairo", 1);
	add_dest(&d, "a", 0, 0, 0);
	add_outline(&d, 0, true, "A", "a");
	add_outline(&d, 1, false, "A.1", "a");
	add_outline(&d, 2, false, "A.1.1", "a");
	add_outline(&d, 1, false, "A.2", "a");
	add_outline(&d, 0, false, "B", NULL);
	doc_finish(&d);
	assert_unparsed(&d, "/PageMode", "/UseOutlines");
	assert_unparsed(&d, "/Outlines/Count", "4"); /* A, A.1, A.2, B */
	assert_unparsed(&d, "/Outlines/First/Count", "2");
	assert_unparsed(&d, "/Outlines/First/First/Count", "-1");
	assert_string_equal(text_at(&d, "/Outlines/First/First/First/Title"), "A.1.1");
	assert_string_equal(text_at(&d, "/Outlines/First/First/Next/Title"), "A.2");
	assert_string_equal(text_at(&d, "/Outlines/First/Last/Prev/Title"), "A.1");
	assert_string_equal(text_at(&d, "/Outlines/Last/Title"), "B");
	assert_string_equal(text_at(&d, "/Outlines/Last/Prev/Title"), "A");
	assert_true(qpdf_oh_is_null(d.q, at_path(&d, "/Outlines/Last/Dest")));
	doc_release(&d);
}

/* ---- labels ---- */

static void
assert_labels(const char *const labels[], const char *expected)
{
	struct doc d;
	int count = 0;
	while (labels[count] != NULL)
		count++;
	doc_begin(&d, "cairo", count);
	for (int i = 0; i < count; i++)
		d.bench.notes->pages.at[i].label = labels[i];
	doc_finish(&d);
	assert_unparsed(&d, "/PageLabels/Nums", expected);
	doc_release(&d);
}

static void
labels_count_on(void **state)
{
	(void)state;
	assert_labels((const char *const[]){"i", "ii", "iii", "iv", "1", "2", NULL},
		      "[ 0 << /S /r >> 4 << /S /D >> ]");
	assert_labels((const char *const[]){"7", "8", "10", NULL},
		      "[ 0 << /S /D /St 7 >> 2 << /S /D /St 10 >> ]");
	assert_labels((const char *const[]){"A-9", "A-10", "B-11", NULL},
		      "[ 0 << /P (A-) /S /D /St 9 >> 2 << /P (B-) /S /D /St 11 >> ]");
}

static void
labels_that_are_no_numbers_are_prefixes(void **state)
{
	(void)state;
	assert_labels((const char *const[]){"Cover", "XIV", "iiii", "mix", "", "08", NULL},
		      "[ 0 << /P (Cover) >> 1 << /S /R /St 14 >> 2 << /P (iiii) >> "
		      "3 << /S /r /St 1009 >> 4 << >> 5 << /P (0) /S /D /St 8 >> ]");
}

/* ---- repairs, and the file ---- */

static void
cairos_fonts_and_images_are_repaired(void **state)
{
	(void)state;
	struct doc d;
	memset(&d, 0, sizeof d);
	bench_init(&d.bench);
	struct font_options options = {0};
	struct font_book *book = font_book_open(d.bench.arena, d.bench.diag, &options);
	const struct font *font = font_find(book, "Noto Sans", 400, FONT_NORMAL, 100, PT(10));
	assert_true(bench_open(&d.bench, "cairo", RENDER_PDF));
	struct area_page *page = page_new(d.bench.arena, 300, 200, 10);
	add_line(d.bench.arena, page_flow(page), book, font, rect_pt(0, 0, 99, 12), "Ελληνικά", 0);
	assert_true(render_page(d.bench.renderer, page));
	assert_true(render_close(d.bench.renderer));
	doc_finish(&d);
	int fonts = 0;
	for (int id = 1; id < 100; id++) {
		qpdf_oh o = qpdf_get_object_by_id(d.q, id, 0);
		if (!qpdf_oh_is_dictionary_of_type(d.q, o, "/Font", "/CIDFontType2"))
			continue;
		qpdf_oh map = qpdf_oh_get_key(d.q, o, "/CIDToGIDMap");
		assert_string_equal(qpdf_oh_get_name(d.q, map), "/Identity");
		fonts++;
	}
	assert_int_equal(fonts, 1);
	doc_release(&d);
}

static void
the_same_notes_give_the_same_bytes(void **state)
{
	(void)state;
	struct doc d[2];
	for (int i = 0; i < 2; i++) {
		doc_begin(&d[i], "cairo", 3);
		add_dest(&d[i], "a", 0, 0, 0);
		add_link(&d[i], 0, "a", NULL);
		doc_finish(&d[i]);
	}
	assert_int_equal(d[0].len, d[1].len);
	assert_memory_equal(d[0].bytes, d[1].bytes, d[0].len);
	doc_release(&d[0]);
	doc_release(&d[1]);
}

static void
others_find_the_file_sound(void **state)
{
	(void)state;
	static const char *const names[] = {"cairo", "haru"};
	for (int i = 0; i < 2; i++) {
		struct doc d;
		struct strbuf out = STRBUF_INIT;
		doc_begin(&d, names[i], 3);
		add_dest(&d, "a", 0, 0, 0);
		add_link(&d, 1, "a", NULL);
		add_outline(&d, 0, true, "Ä", "a");
		d.bench.notes->meta.title = "Plan";
		doc_finish(&d);
		tool_write("f.pdf", d.bytes, d.len);
		assert_int_equal(tool_run(&out, "qpdf", "--check f.pdf"), 0);
		assert_null(strstr(out.s, "WARNING"));
		strbuf_clear(&out);
		assert_int_equal(tool_run(&out, "pdfinfo", "-dests f.pdf"), 0);
		assert_non_null(strstr(out.s, "\"a\""));
		strbuf_release(&out);
		doc_release(&d);
	}
}

/* ---- failures ---- */

static void
finish_fails(const void *raw, size_t len, size_t pages, const char *code)
{
	struct bench b;
	bench_init(&b);
	for (size_t i = 0; i < pages; i++) {
		struct note_page page = {.width = 10, .height = 10};
		VEC_PUSH(b.arena, &b.notes->pages, page);
	}
	struct pdf_options options = {.producer = "planpress"};
	const unsigned char *out;
	size_t out_len;
	assert_false(pdf_finish(b.arena, b.diag, raw, len, b.notes, &options, &out, &out_len));
	assert_true(diag_has(b.diag, code));
	assert_int_equal(diag_exit(b.diag, false), 70);
	bench_release(&b);
}

static void
what_is_no_pdf_is_refused(void **state)
{
	(void)state;
	finish_fails("", 0, 0, "PPD03");
	finish_fails("%PDF-1.7 and then nothing", 25, 1, "PPD03");
	struct doc d;
	doc_begin(&d, "cairo", 2);
	finish_fails(d.bench.out.s, d.bench.out.len / 3, 2, "PPD03");
	finish_fails(d.bench.out.s, d.bench.out.len, 3, "PPD05");
	doc_release(&d);
}

/* A page dictionary that says /Foo twice: finished all the same, and said. */
static void
what_libqpdf_wonders_about_is_passed_on(void **state)
{
	(void)state;
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Foo 1/Foo 2>>"};
	struct strbuf raw = STRBUF_INIT;
	size_t at[3];
	strbuf_puts(&raw, "%PDF-1.7\n");
	for (int i = 0; i < 3; i++) {
		at[i] = raw.len;
		strbuf_printf(&raw, "%d 0 obj\n%s\nendobj\n", i + 1, objects[i]);
	}
	size_t xref = raw.len;
	strbuf_puts(&raw, "xref\n0 4\n0000000000 65535 f \n");
	for (int i = 0; i < 3; i++)
		strbuf_printf(&raw, "%010zu 00000 n \n", at[i]);
	strbuf_printf(&raw, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", xref);
	struct bench b;
	bench_init(&b);
	struct note_page page = {.width = 9, .height = 9};
	VEC_PUSH(b.arena, &b.notes->pages, page);
	struct pdf_options options = {.producer = "planpress"};
	const unsigned char *out;
	size_t out_len;
	assert_true(pdf_finish(b.arena, b.diag, raw.s, raw.len, b.notes, &options, &out, &out_len));
	assert_true(diag_has(b.diag, "PPD04"));
	assert_int_equal(diag_exit(b.diag, false), 0);
	strbuf_release(&raw);
	bench_release(&b);
}

static int
cleanup(void **state)
{
	(void)state;
	tool_cleanup();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metadata_stand_in_both_places),
		cmocka_unit_test(links_lead_to_named_destinations),
		cmocka_unit_test(a_link_to_nowhere_is_left_out_and_named),
		cmocka_unit_test(many_names_make_leaves_in_order),
		cmocka_unit_test(the_outline_is_a_tree_with_counts),
		cmocka_unit_test(labels_count_on),
		cmocka_unit_test(labels_that_are_no_numbers_are_prefixes),
		cmocka_unit_test(cairos_fonts_and_images_are_repaired),
		cmocka_unit_test(the_same_notes_give_the_same_bytes),
		cmocka_unit_test(others_find_the_file_sound),
		cmocka_unit_test(what_is_no_pdf_is_refused),
		cmocka_unit_test(what_libqpdf_wonders_about_is_passed_on),
	};
	return cmocka_run_group_tests(tests, NULL, cleanup);
}
