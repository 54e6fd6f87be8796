/*
 * Graphics: the size of an image and of the viewport it stands in (§7.15).
 */
#include "layout/para.h"

#include "layout/container.h"

/* §7.15.1, .2: the largest extent up to the viewport's whose scale is allowed; the smallest allowed
 * if none fits and any scale is not. */
static dim
allowed_extent(const struct fo_node *node, enum fo_prop prop, dim own, dim viewport)
{
	const struct fo_value *v =
		fo_value(node, prop == FO_PROP_CONTENT_WIDTH ? FO_PROP_ALLOWED_WIDTH_SCALE
							     : FO_PROP_ALLOWED_HEIGHT_SCALE);
	dim largest = -1, smallest = -1;
	bool any = v->kind != FO_VALUE_LIST;
	if (viewport < 0)
		return viewport;
	for (size_t i = 0; !any && i < v->u.list->count; i++) {
		dim extent = fo_value_dim(&v->u.list->at[i], own, -1);
		if (extent >= 0 && extent <= viewport)
			largest = dim_max(largest, extent);
		if (extent >= 0 && (smallest < 0 || extent < smallest))
			smallest = extent;
	}
	for (size_t i = 0; !any && i < v->u.list->count; i++)
		any = v->u.list->at[i].kind == FO_VALUE_KEYWORD;
	return largest >= 0 ? largest : any || smallest < 0 ? viewport : smallest;
}

/* One content extent: explicit, a percentage of the image's own, or fitted to the viewport. */
static dim
content_extent(const struct fo_node *node, enum fo_prop prop, dim own, dim viewport)
{
	switch (fo_keyword(node, prop)) {
	case FO_KW_AUTO:
		return -1;
	case FO_KW_SCALE_TO_FIT:
		return allowed_extent(node, prop, own, viewport);
	case FO_KW_SCALE_DOWN_TO_FIT:
		return own > viewport ? allowed_extent(node, prop, own, viewport) : -1;
	case FO_KW_SCALE_UP_TO_FIT:
		return own < viewport ? allowed_extent(node, prop, own, viewport) : -1;
	default:
		return fo_dim(node, prop, own, -1);
	}
}

static dim
proportional(dim a, dim of, dim to)
{
	return of > 0 ? dim_scale(a, to, of) : 0;
}

/* The content's width and height from what is given of them, keeping the proportions if asked. */
static void
content_size(const struct fo_node *node, dim own_width, dim own_height, dim *width, dim *height)
{
	bool uniform = fo_keyword(node, FO_PROP_SCALING) != FO_KW_NON_UNIFORM;
	if (*width < 0 && *height < 0) {
		*width = own_width;
		*height = own_height;
	} else if (*width < 0) {
		*width = proportional(*height, own_height, own_width);
	} else if (*height < 0) {
		*height = proportional(*width, own_width, own_height);
	} else if (uniform && own_width > 0 && own_height > 0) {
		/* The smaller of the two scales holds. */
		int64_t by_width = (int64_t)*width * own_height;
		int64_t by_height = (int64_t)*height * own_width;
		if (by_width < by_height)
			*height = proportional(*width, own_width, own_height);
		else
			*width = proportional(*height, own_height, own_width);
	}
}

static bool
fits_to_viewport(const struct fo_node *node)
{
	for (int i = 0; i < 2; i++) {
		enum fo_keyword k =
			fo_keyword(node, i == 0 ? FO_PROP_CONTENT_WIDTH : FO_PROP_CONTENT_HEIGHT);
		if (k == FO_KW_SCALE_TO_FIT || k == FO_KW_SCALE_DOWN_TO_FIT ||
		    k == FO_KW_SCALE_UP_TO_FIT)
			return true;
	}
	return false;
}

void
lay_graphic_measure(const struct lay_inline *in, const struct lay_object *o,
		    const struct lay_measure *measure, struct lay_object_size *size)
{
	const struct fo_node *node = o->node;
	dim own_width = o->image != NULL ? o->image->width : 0;
	dim own_height = o->image != NULL ? o->image->height : 0;
	dim ipd = lay_range_optimum(node, FO_PROP_INLINE_PROGRESSION_DIMENSION, measure->ipd);
	dim bpd = lay_range_optimum(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION, measure->page_bpd);
	dim width = content_extent(node, FO_PROP_CONTENT_WIDTH, own_width, ipd);
	dim height = content_extent(node, FO_PROP_CONTENT_HEIGHT, own_height, bpd);
	if (ipd < 0 && bpd < 0 && fits_to_viewport(node)) {
		/* Fitted to what a range allows, in proportion. */
		dim limit = lay_range_clamp(node, FO_PROP_INLINE_PROGRESSION_DIMENSION,
					    measure->ipd, own_width);
		if (limit != own_width)
			width = limit;
		limit = lay_range_clamp(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION,
					measure->page_bpd, own_height);
		if (limit != own_height)
			height = limit;
	}
	content_size(node, own_width, own_height, &width, &height);
	if (ipd < 0)
		ipd = lay_range_clamp(node, FO_PROP_INLINE_PROGRESSION_DIMENSION, measure->ipd,
				      width);
	if (bpd < 0)
		bpd = lay_range_clamp(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION, measure->page_bpd,
				      height);
	size->clip = lay_clip(node);
	if (fo_keyword(node, FO_PROP_OVERFLOW) == FO_KW_ERROR_IF_OVERFLOW &&
	    fo_keyword(node, FO_PROP_CLIP) == FO_KW_AUTO && width <= ipd && height <= bpd)
		size->clip.hides = false;
	size->content = (struct rect){
		.x = lay_offset_by(fo_keyword(node, FO_PROP_TEXT_ALIGN), ipd, width),
		.y = lay_offset_by(fo_keyword(node, FO_PROP_DISPLAY_ALIGN), bpd, height),
		.width = width,
		.height = height};
	size->ipd = size->width = ipd;
	size->bpd = bpd;
	dim outer = bpd;
	lay_outer_size(o, size, measure->ipd, &outer);
	lay_object_align(in, node, outer, size);
}

struct area *
lay_graphic_build(const struct lay_object *o, const struct lay_object_size *size,
		  const struct lay_page_info *page)
{
	struct area *a = area_new(page->arena, AREA_IMAGE, o->node);
	a->ipd = size->ipd;
	a->bpd = size->bpd;
	a->u.image.image = o->image;
	a->u.image.content = size->content;
	a->u.image.clip = size->clip;
	return a;
}
