/*
 * From formatting objects to a file: layout hands over pages, each is used and freed at once.
 *
 *	layout ─▶ take_page ─▶ renderer ─▶ bytes ─▶ pdf ─▶ file        PDF
 *	                   ─▶ renderer ─▶ a sealed file for each page   PNG, SVG
 *	                   ─▶ text                                      areas, text, trace
 *
 * Nothing appears under its own name before everything has gone well: page files are written to
 * temporary names and renamed together at the end.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/vec.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "press/press_int.h"
#include "render/notes.h"
#include "render/render.h"

#include <string.h>

struct output {
	const struct press_options *options;
	const struct press_document *document;
	const struct press_job *job;
	const char *path;
	struct font_book *book;
	struct renderer *renderer; /* NULL for areas and text */
	struct strbuf bytes;	   /* PDF, trace: all; PNG, SVG: of the page; areas, text: all */
	struct strbuf
		first; /* PNG, SVG: the first page, until it is known not to be the only one */
	struct output_files {
		VEC(struct file_out *);
	} files;
	int pages;
	size_t written;
	bool any_sequence;
	uint32_t sequence; /* order of the sequence of the last page */
	double render_seconds;
};

/* ---- one file a page ---- */

/* "dir/a.b.png" and 3 to "dir/a.b-3.png". */
static char *
page_path(struct output *o, int number)
{
	const char *base = file_base(o->path);
	const char *dot = strrchr(base, '.');
	size_t stem = dot == NULL || dot == base ? strlen(o->path) : (size_t)(dot - o->path);

	return arena_printf(o->document->arena, "%.*s-%d%s", (int)stem, o->path, number,
			    o->path + stem);
}

static bool
seal_page(struct output *o, const char *path, const struct strbuf *bytes)
{
	struct file_out *f = file_out_open(o->document->diag, path);

	if (f == NULL)
		return false;
	VEC_PUSH(o->document->arena, &o->files, f);
	o->written += bytes->len;
	return file_out_write(f, bytes->s, bytes->len) && file_out_seal(f);
}

static bool
image_begin(void *ctx, int index)
{
	struct output *o = ctx;

	(void)index;
	strbuf_clear(&o->bytes);
	return true;
}

static bool
image_end(void *ctx, int index)
{
	struct output *o = ctx;

	if (index == 0) {
		strbuf_clear(&o->first);
		strbuf_add(&o->first, o->bytes.s, o->bytes.len);
		return true;
	}
	if (strcmp(o->path, "-") == 0)
		return true; /* told at the end, once */
	if (index == 1 && !seal_page(o, page_path(o, 1), &o->first))
		return false;
	return seal_page(o, page_path(o, index + 1), &o->bytes);
}

static bool
collect(void *ctx, const void *data, size_t len)
{
	struct output *o = ctx;

	strbuf_add(&o->bytes, data, len);
	return true;
}

/* ---- pages ---- */

static bool
take_page(void *ctx, struct area_page *page)
{
	struct output *o = ctx;
	double start = clock_seconds();
	bool new_sequence = !o->any_sequence || page->sequence->order != o->sequence;
	bool ok = true;

	o->any_sequence = true;
	o->sequence = page->sequence->order;
	if (o->job->to == PRESS_AREAS)
		layout_dump_page(&o->bytes, page, new_sequence);
	else if (o->job->to == PRESS_TEXT)
		press_text_page(&o->bytes, page);
	else
		ok = render_page(o->renderer, page);
	o->pages++;
	arena_free(page->arena);
	if (o->options->progress != NULL)
		o->options->progress(o->options->progress_ctx, o->pages);
	o->render_seconds += clock_seconds() - start;
	return ok;
}

static enum render_format
render_format_of(enum press_to to)
{
	switch (to) {
	case PRESS_PNG:
		return RENDER_PNG;
	case PRESS_SVG:
		return RENDER_SVG;
	case PRESS_TRACE:
		return RENDER_TRACE;
	default:
		return RENDER_PDF;
	}
}

static struct notes *
notes_for(struct press *press, const struct press_document *document)
{
	struct notes *notes = notes_new(document->arena);
	const char *title = fo_title(document->fo);

	notes->meta.title = title != NULL && title[0] != '\0' ? title : document->title;
	notes->meta.lang = document->lang;
	notes->meta.author = document->author;
	notes->source = fo_file(document->fo);
	notes->meta.creator = "planpress " PP_VERSION;
	notes->meta.created = press->options.created;
	return notes;
}

static bool
open_renderer(struct output *o, struct notes *notes)
{
	struct render_target target = {.write = collect, .ctx = o, .dpi = o->job->dpi};
	const char *name = o->job->renderer;

	if (o->job->to == PRESS_AREAS || o->job->to == PRESS_TEXT)
		return true;
	if (o->job->to == PRESS_PNG || o->job->to == PRESS_SVG) {
		target.page_begin = image_begin;
		target.page_end = image_end;
	}
	if (o->job->to == PRESS_TRACE)
		name = "trace";
	o->renderer = render_open(o->document->arena, o->document->diag, name,
				  render_format_of(o->job->to), &target, notes);
	return o->renderer != NULL;
}

/* Lays out and renders all pages. */
static bool
run_pages(struct output *o, struct layout_summary *summary)
{
	const struct press_document *document = o->document;
	struct layout_options options = {
		.allow_paths = document->dirs,
		.allow_count = document->dir_count,
		.images_anywhere = document->images_anywhere,
		.strict = document->strict,
	};
	struct layout_sink sink = {.page = take_page, .ctx = o, .nodes = o->job->to == PRESS_AREAS};
	bool ok = layout_run(document->arena, document->diag, document->fo, o->book, &options,
			     &sink, summary) &&
		  !fo_failed(document->fo);

	if (o->renderer == NULL)
		return ok;
	if (!ok) {
		render_abandon(o->renderer);
		return false;
	}
	render_outline(o->renderer, summary->bookmarks);
	return render_close(o->renderer);
}

/* ---- files ---- */

static bool
write_bytes(struct output *o, const void *data, size_t len, struct press_result *result)
{
	result->bytes = len;
	result->output = arena_strdup(o->document->arena, o->path);
	return file_write(o->document->diag, o->path, data, len);
}

static bool
write_pdf(struct output *o, const struct notes *notes, struct press_result *result)
{
	struct pdf_options options = {.producer = "planpress " PP_VERSION};
	const unsigned char *out;
	double start = clock_seconds();
	size_t len;
	bool ok;

	if (!pdf_finish(o->document->arena, o->document->diag, o->bytes.s, o->bytes.len, notes,
			&options, &out, &len))
		return false;
	result->seconds[PRESS_FINISH] = clock_seconds() - start;
	start = clock_seconds();
	ok = write_bytes(o, out, len, result);
	result->seconds[PRESS_WRITE] = clock_seconds() - start;
	return ok;
}

static bool
write_images(struct output *o, struct press_result *result)
{
	bool ok = true;

	if (o->pages <= 1)
		return write_bytes(o, o->first.s, o->first.len, result);
	if (strcmp(o->path, "-") == 0) {
		diag_add(o->document->diag, &press_diags[PRESS_DIAG_SEVERAL_PAGES], NULL,
			 press_to_name(o->job->to));
		diag_help(o->document->diag, "write them to files with -o");
		return false;
	}
	for (size_t i = 0; i < o->files.len; i++) {
		ok = ok && file_out_commit(o->files.at[i]);
		if (ok)
			o->files.at[i] = NULL;
	}
	result->bytes = o->written;
	result->output = page_path(o, 1);
	return ok;
}

static bool
write_areas(struct output *o, const struct layout_summary *summary, struct press_result *result)
{
	struct strbuf all = STRBUF_INIT;
	bool ok;

	layout_dump_begin(&all, summary);
	strbuf_add(&all, o->bytes.s, o->bytes.len);
	layout_dump_end(&all, summary);
	ok = write_bytes(o, all.s, all.len, result);
	strbuf_release(&all);
	return ok;
}

static bool
write_output(struct output *o, const struct layout_summary *summary, const struct notes *notes,
	     struct press_result *result)
{
	switch (o->job->to) {
	case PRESS_PDF:
		return write_pdf(o, notes, result);
	case PRESS_PNG:
	case PRESS_SVG:
		return write_images(o, result);
	case PRESS_AREAS:
		return write_areas(o, summary, result);
	default:
		return write_bytes(o, o->bytes.s, o->bytes.len, result);
	}
}

static void
output_release(struct output *o)
{
	for (size_t i = 0; i < o->files.len; i++)
		file_out_abandon(o->files.at[i]);
	strbuf_release(&o->bytes);
	strbuf_release(&o->first);
}

/* The fonts, opened once for a process. */
static struct font_book *
need_fonts(struct press *press, const struct press_document *document)
{
	struct font_options options = {.config = press->options.fonts,
				       .base14 = press->options.base14,
				       .everywhere = !document->strict,
				       .paths = press->options.font_paths,
				       .path_count = press->options.font_path_count};
	struct font_book **book = document->strict ? &press->plan_fonts : &press->all_fonts;

	if (*book == NULL) {
		struct diag *diag = diag_new(press->arena); /* the book keeps it */
		*book = font_book_open(press->arena, diag, &options);
		diag_append(document->diag, diag);
	}
	return *book;
}

bool
press_output(struct press *press, const struct press_document *document,
	     const struct press_job *job, const char *path, struct press_result *result)
{
	struct output o = {.options = &press->options,
			   .document = document,
			   .job = job,
			   .path = path,
			   .bytes = STRBUF_INIT,
			   .first = STRBUF_INIT};
	struct notes *notes = notes_for(press, document);
	size_t errors = diag_count(document->diag, DIAG_ERROR);
	struct layout_summary summary = {.pages = 0};
	double start = clock_seconds();
	bool ok;

	o.book = need_fonts(press, document);
	ok = o.book != NULL && open_renderer(&o, notes) && run_pages(&o, &summary);
	result->pages = o.pages;
	result->seconds[PRESS_RENDER] = o.render_seconds;
	result->seconds[PRESS_LAYOUT] = clock_seconds() - start - o.render_seconds;
	/* An error means that something is missing on the pages: then no file at all. */
	ok = ok && diag_count(document->diag, DIAG_ERROR) == errors &&
	     write_output(&o, &summary, notes, result) &&
	     diag_count(document->diag, DIAG_ERROR) == errors;
	output_release(&o);
	return ok;
}
