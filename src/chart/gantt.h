/*
 * The Gantt chart as read, and what its layout adds.  Private to the room.
 *
 *	read.c    XML to struct gantt
 *	model.c   what follows from it
 *	table.c   widths of the columns, lines of the cells, heights of the rows
 *	slice.c   rows and time to tiles
 *	link.c    ways of the links on a tile
 *	head.c    heads of table and time
 *	key.c     which tile this is, a map of all, where to cut
 *	legend.c  legend
 *	load.c    rows of load
 *	progress.c status date and progress
 *	gantt.c   a tile drawn
 */
#ifndef PP_CHART_GANTT_H
#define PP_CHART_GANTT_H

#include "base/vec.h"
#include "chart/chart.h"
#include "chart/draw.h"
#include "chart/scale.h"

#include <stdbool.h>
#include <stddef.h>

#define GANTT_MAX_ROWS	  20000
#define GANTT_MAX_LINKS	  100000
#define GANTT_MAX_COLUMNS 16
#define GANTT_NO_ROW	  SIZE_MAX

/* Millimetres and points as dims, at compile time. */
#define MM(x)		  ((dim)((x)*72.0 / 25.4 * DIM_PT))
#define PT(x)		  ((dim)((x)*DIM_PT))

struct map;

enum row_kind { ROW_TASK, ROW_SUMMARY, ROW_MILESTONE, ROW_LOAD };

struct gantt_line {
	const char *text;
	dim width;
};

/* A cell's text and, after table.c, its lines. */
struct gantt_cell {
	const char *text;
	const struct gantt_line *lines;
	size_t count;
};

/* Work of somebody in a span of days, as a share of their time. */
struct gantt_use {
	date from;
	date to; /* last day */
	int percent;
};

/* What a row's date must be or not pass: a wall on that side. */
enum constraint { CONSTRAINT_NONE, CONSTRAINT_NOT_EARLIER, CONSTRAINT_NOT_LATER, CONSTRAINT_MUST };

struct gantt_row {
	const char *id;
	const char *href;	  /* id in the document or URI; NULL */
	const char *label;	  /* beside the bar; "" */
	struct gantt_cell *cells; /* by column */
	enum row_kind kind;
	int level;
	int percent; /* -1: not said */
	bool critical;
	bool gate;
	bool strong; /* text in bold: summaries, gates */
	size_t look; /* of its kind */
	minutes start;
	minutes finish;
	minutes base_start; /* MINUTES_NONE: no baseline */
	minutes base_finish;
	minutes deadline;
	minutes slack; /* up to where it may slip; MINUTES_NONE */
	enum constraint constraint;
	minutes constraint_at;	      /* CONSTRAINT_NONE: MINUTES_NONE */
	const struct gantt_use *uses; /* ROW_LOAD */
	size_t use_count;
	int limit;  /* ROW_LOAD: share of time that is theirs to give, percent */
	dim height; /* table.c */
};

enum link_type { LINK_FS, LINK_SS, LINK_FF, LINK_SF };

struct gantt_link {
	const char *from_id;
	const char *to_id;
	size_t from; /* row, or GANTT_NO_ROW */
	size_t to;
	enum link_type type;
	bool critical;
};

struct gantt_column {
	const char *key;
	const char *title;
	dim fixed;   /* 0: by content */
	bool end;    /* aligned to the end: numbers */
	bool soft;   /* in the soft colour */
	bool indent; /* moved in by the level of the row */
	dim x;	     /* table.c: left edge and width of the text */
	dim width;
};

struct gantt_free {
	date from;
	date to;	  /* last day */
	const char *name; /* "" weekends */
};

struct gantt_look {
	const char *name;
	const char *label;
	struct colour colour;
	struct colour paper;
	enum draw_pattern pattern;
	bool used;
};

/* Words of the legend and of labels, in the plan's language. */
struct gantt_words {
	const char *status;
	const char *baseline;
	const char *milestone;
	const char *gate;
	const char *gate_note;
	const char *free;
	const char *critical;
	const char *progress;
	const char *deadline;
	const char *summary;
	const char *slack;
	const char *constraint;
	const char *load;
	const char *overload;
	const char *week;
	const char *quarter;
	const char *fiscal_year; /* before its number */
};

struct gantt_theme {
	struct colour ink, soft, line, hair, shade, weekend, brand, good, warn, bad, baseline,
		paper;
	const char *family;
};

enum fit_mode {
	FIT_WIDTH,   /* the whole time across one page */
	FIT_PAGE,    /* all on one */
	FIT_GRID,    /* so many across and down */
	FIT_AT_MOST, /* so many down */
	FIT_SCALE    /* as many across as the given width of a day asks for */
};

struct gantt {
	const char *title;
	const char *lang;
	const char *alt; /* given by the stylesheet; NULL */
	minutes start;	 /* of the axis; computed when not given */
	minutes finish;
	minutes status; /* MINUTES_NONE */
	enum scale_unit unit;
	int day_start; /* minutes of the day */
	int day_end;
	int fiscal_start; /* month in which the fiscal year begins, 1 … 12 */
	date week_one;	  /* weeks count from the one of this day; DATE_NONE: ISO weeks */
	bool progress_line;
	dim row_height;
	enum fit_mode fit;
	int across, down; /* FIT_GRID; down: tiles of FIT_AT_MOST */
	dim day_width;	  /* FIT_SCALE */
	struct gantt_words words;
	struct gantt_theme theme;
	struct {
		VEC(struct gantt_column);
	} columns;
	struct {
		VEC(struct gantt_free);
	} frees;
	struct {
		VEC(struct gantt_look);
	} looks;
	struct {
		VEC(struct gantt_row);
	} rows;
	struct {
		VEC(struct gantt_link);
	} links;
	/* Links by row: numbers into links, those of row r from row_links[link_ends[r]] up to
	 * link_ends[r + 1]. */
	size_t *link_ends;
	size_t *row_links;
};

/* Rows [from, to) and the window of the axis that one drawing shows.  Windows of all tiles show the
 * same number of days on the same width: glued together they are one axis. */
struct gantt_tile {
	size_t from;
	size_t to;
	struct scale scale;
	int band;   /* from the top, 0 … */
	int column; /* from the left, 0 … */
	dim rows_height;
	dim height;
	const char *mark; /* A1, A2, B1 …; "" when there is but one */
};

/* Sizes that follow from the height of a row: small rows have small texts and bars. */
struct gantt_sizes {
	dim text;    /* size of the table's text */
	dim small;   /* of heads, labels, legend */
	dim leading; /* of lines in a cell */
	dim row;
	dim bar;    /* height of a bar */
	dim centre; /* of the bar, below the row's top */
	dim indent; /* a level */
};

struct chart {
	struct arena *arena;
	struct diag *diag;
	struct diag_place place;
	struct gantt gantt;
	struct effect *effect; /* NULL: it is a Gantt chart */
	/* after chart_layout */
	struct chart_measure measure;
	struct map *widths; /* measured already, by size, weight and text */
	dim width;
	dim table_width; /* plot begins here */
	dim head_height;
	dim legend_height;
	dim foot_height; /* label of the status line */
	enum scale_unit unit;
	struct gantt_sizes sizes;
	struct scale axis; /* of all tiles side by side */
	int across;	   /* tiles side by side */
	struct {
		VEC(struct gantt_tile);
	} tiles;
	const char *alt; /* chart_layout */
};

/* read.c */
bool gantt_read(struct chart *chart, const char *xml, size_t len);

/* model.c */
struct colour gantt_rgb(unsigned long rrggbb);
void gantt_looks_begin(struct chart *chart); /* those of look.def */
size_t gantt_look_find(const struct gantt *gantt, const char *kind);
/* Numbers of the rows that links join: rows holds row number + 1 by id. */
void gantt_links_resolve(struct chart *chart, const struct map *rows);
/* The axis spans what is drawn, or more if the chart says so; false if nothing is. */
bool gantt_span_find(struct chart *chart);

/* table.c */
struct draw_font gantt_font(const struct chart *chart, dim size, bool bold);
dim gantt_width(struct chart *chart, dim size, bool bold, const char *text);
/* Columns, lines and heights for the sizes at hand. */
void gantt_table_layout(struct chart *chart);
void gantt_table_draw(const struct chart *chart, struct draw_list *d, size_t row, dim y);

/* slice.c */
bool gantt_slice(struct chart *chart, const struct chart_room *room);
#define GANTT_PLOT_PAD MM(2) /* margins of the window beside the table and at the right end */
/* The tile on which a row's instant lies; NULL: on none. */
const struct gantt_tile *gantt_tile_of(const struct chart *chart, size_t row, minutes t);

/* head.c */
struct scale_style gantt_scale_style(const struct chart *chart);
void gantt_head_draw(struct chart *chart, struct draw_list *d, const struct gantt_tile *tile);

/* legend.c: the height it takes at the chart's width; drawing at y. */
dim gantt_legend_height(struct chart *chart);
void gantt_legend_draw(struct chart *chart, struct draw_list *d, dim y);

/* link.c */
struct gantt_box { /* a row on its tile */
	dim top;
	dim height;
	dim left; /* of the bar or the diamond */
	dim right;
	dim centre; /* height of its middle */
	dim half;   /* half its height */
	bool diamond;
	dim marks[2]; /* middles of the signs of deadline and baseline; 0: none */
	bool drawn;   /* it shows on the tile */
	bool dated;   /* it has a place, if only beyond the edge */
};
struct gantt_route {
	struct point points[6];
	size_t count;
	dim top, bottom;
	bool critical;
};
/* Ways of all links with both ends in the tile; boxes by row minus tile->from. */
struct gantt_route *
gantt_links_route(struct chart *chart, const struct gantt_tile *tile, const struct gantt_box *boxes,
		  struct arena *scratch, size_t *count);

/* mark.c: bars and signs, for chart and legend alike */
struct colour gantt_tint(struct colour colour); /* a light ground of that colour */
void gantt_bar_draw(struct draw_list *d, struct rect r, const struct gantt_look *look, dim radius);
/* The done part within a bar; r: the bar, as wide as what is done. */
void gantt_progress_draw(struct draw_list *d, struct rect r, const struct gantt_look *look);
void gantt_critical_draw(struct draw_list *d, struct rect r, struct colour colour);
void gantt_summary_draw(struct draw_list *d, struct rect r, struct colour colour);
void gantt_diamond_draw(struct draw_list *d, struct point centre, dim half, struct colour colour);
void gantt_gate_draw(struct draw_list *d, struct point centre, dim half, struct colour colour,
		     struct colour paper);
void gantt_deadline_draw(struct draw_list *d, struct point centre, struct colour colour);
/* A thin line from the end of a bar to where it may slip. */
void gantt_slack_draw(struct draw_list *d, struct point from, dim to, struct colour colour);
/* A wall at a date, its arms towards where the bar may be; half: half its height. */
void gantt_constraint_draw(struct draw_list *d, struct point centre, dim half,
			   enum constraint constraint, struct colour colour);
void
gantt_arrow_draw(struct draw_list *d, struct point before, struct point tip, struct colour colour);

/* label.c: texts beside bars, where there is room */
struct gantt_line_through { /* of a gate or the status date */
	dim x, top, bottom;
};
struct gantt_scene { /* a tile while it is drawn */
	struct chart *chart;
	const struct gantt_tile *tile;
	struct draw_list *list;
	struct gantt_box *boxes;
	struct gantt_route *routes;
	size_t route_count;
	struct {
		VEC(struct gantt_line_through);
	} lines;
	struct arena *scratch;
};
void gantt_labels_draw(struct gantt_scene *scene);

/* load.c */
void gantt_load_draw(const struct gantt_scene *scene, const struct gantt_row *row, dim top);
/* The bar of a week, in the legend too. */
void gantt_use_draw(struct draw_list *d, struct rect r, const struct gantt_theme *t, bool over);
/* Is there a week with more than the limit? */
bool gantt_overloaded(const struct gantt_row *row);

/* progress.c: the status line, or a line through how far each task is. */
void gantt_status_draw(struct gantt_scene *scene);

/* key.c */
void gantt_key_draw(const struct gantt_scene *scene);

/* gantt.c: where instants lie on a tile, bounded a little outside of it. */
dim gantt_x(const struct gantt_scene *scene, minutes t);
bool gantt_in_window(const struct gantt_scene *scene, minutes t);
struct draw_list *
gantt_tile_draw(struct chart *chart, const struct gantt_tile *tile, struct arena *arena);
/* The text beside a bar: the row's label, for milestones their date; "" none. */
const char *gantt_label(struct chart *chart, const struct gantt_row *row);

/* alt.c */
const char *gantt_alt(const struct chart *chart);
/* What a row is called: its cells that are words. */
const char *gantt_row_name(const struct chart *chart, const struct gantt_row *row);
const char *gantt_row_alt(const struct chart *chart, const struct gantt_row *row);

#endif
