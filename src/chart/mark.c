/* Bars, diamonds and other signs of a Gantt chart. */
#include "chart/gantt.h"

#define OUTLINE PT(0.7)

struct colour
gantt_tint(struct colour c)
{
	return (struct colour){
		.r = c.r + (1 - c.r) * 0.86f,
		.g = c.g + (1 - c.g) * 0.86f,
		.b = c.b + (1 - c.b) * 0.86f,
		.a = 1,
	};
}

void
gantt_bar_draw(struct draw_list *d, struct rect r, const struct gantt_look *look, dim radius)
{
	draw_rounded(d, r, radius, look->colour, look->pattern, look->paper);
	if (look->pattern != DRAW_SOLID)
		draw_rounded_outline(d, r, radius, OUTLINE, look->colour);
}

void
gantt_progress_draw(struct draw_list *d, struct rect r, const struct gantt_look *look)
{
	bool solid = look->pattern == DRAW_SOLID;
	/* Light within a dark bar, dark within a patterned one: seen in black and white too. */
	dim height = dim_scale(r.height, solid ? 26 : 42, 100);
	dim inset = solid ? dim_min(MM(0.9), r.width / 4) : 0;
	struct rect done = {
		.x = r.x + inset,
		.y = r.y + (r.height - height) / 2,
		.width = r.width - 2 * inset,
		.height = height,
	};

	if (done.width > 0)
		draw_rect(d, done, solid ? look->paper : look->colour, DRAW_SOLID, look->paper);
}

void
gantt_critical_draw(struct draw_list *d, struct rect r, struct colour colour)
{
	draw_rounded_outline(d, r, dim_min(MM(0.8), r.width / 3), PT(1), colour);
}

void
gantt_summary_draw(struct draw_list *d, struct rect r, struct colour colour)
{
	dim tip = dim_min(MM(2), r.width / 2);
	dim drop = dim_scale(r.height, 105, 100);
	dim right = r.x + r.width;
	dim under = r.y + r.height;
	struct point p[] = {
		{r.x, r.y},
		{right, r.y},
		{right, under},
		{right - tip, under + drop},
		{right - 2 * tip, under},
		{r.x + 2 * tip, under},
		{r.x + tip, under + drop},
		{r.x, under},
	};

	draw_polygon(d, p, sizeof p / sizeof *p, colour);
}

static void
diamond(struct point centre, dim half, struct point out[4])
{
	out[0] = (struct point){centre.x, centre.y - half};
	out[1] = (struct point){centre.x + half, centre.y};
	out[2] = (struct point){centre.x, centre.y + half};
	out[3] = (struct point){centre.x - half, centre.y};
}

void
gantt_diamond_draw(struct draw_list *d, struct point centre, dim half, struct colour colour)
{
	struct point p[4];

	diamond(centre, half, p);
	draw_polygon(d, p, 4, colour);
}

void
gantt_gate_draw(struct draw_list *d, struct point centre, dim half, struct colour colour,
		struct colour paper)
{
	struct point p[4];

	diamond(centre, half, p);
	draw_polygon(d, p, 4, paper);
	draw_outline(d, p, 4, MM(0.55), colour);
}

void
gantt_deadline_draw(struct draw_list *d, struct point centre, struct colour colour)
{
	dim half = MM(1.1);
	struct point p[] = {
		{centre.x - half, centre.y - half},
		{centre.x + half, centre.y - half},
		{centre.x, centre.y + half},
	};

	draw_outline(d, p, 3, MM(0.3), colour);
}

void
gantt_slack_draw(struct draw_list *d, struct point from, dim to, struct colour colour)
{
	static const dim dash[4] = {MM(0.4), MM(0.7), MM(0.4), MM(0.7)};
	dim tick = MM(0.9);

	draw_line(d, (struct point[]){from, {to, from.y}}, 2, PT(0.75), dash, colour);
	draw_line(d, (struct point[]){{to, from.y - tick}, {to, from.y}}, 2, PT(0.75), NULL,
		  colour);
}

/* [ not before, ] not after, I neither. */
void
gantt_constraint_draw(struct draw_list *d, struct point centre, dim half,
		      enum constraint constraint, struct colour colour)
{
	dim arm = MM(1);
	dim left = constraint == CONSTRAINT_NOT_EARLIER ? 0 : -arm;
	dim right = constraint == CONSTRAINT_NOT_LATER ? 0 : arm;
	dim top = centre.y - half;
	dim bottom = centre.y + half;

	draw_line(d, (struct point[]){{centre.x, top}, {centre.x, bottom}}, 2, PT(1), NULL, colour);
	draw_line(d, (struct point[]){{centre.x + left, top}, {centre.x + right, top}}, 2, PT(1),
		  NULL, colour);
	draw_line(d, (struct point[]){{centre.x + left, bottom}, {centre.x + right, bottom}}, 2,
		  PT(1), NULL, colour);
}

void
gantt_arrow_draw(struct draw_list *d, struct point before, struct point tip, struct colour colour)
{
	dim length = MM(1.5);
	dim half = MM(0.7);
	int dx = (tip.x > before.x) - (tip.x < before.x);
	int dy = dx == 0 ? (tip.y > before.y) - (tip.y < before.y) : 0;
	struct point base = {tip.x - dx * length, tip.y - dy * length};
	struct point p[] = {
		tip,
		{base.x + dy * half, base.y + dx * half},
		{base.x - dy * half, base.y - dx * half},
	};

	draw_polygon(d, p, 3, colour);
}
