/* Formats and renderers by name. */
#include "press/press.h"
#include "render/render.h"

#include <string.h>

static const struct {
	const char *name, *suffix, *text;
} formats[] = {
#define FORMAT(id, name_, suffix_, text_) \
	[PRESS_##id] = {.name = (name_), .suffix = (suffix_), .text = (text_)},
#include "press/format.def"
#undef FORMAT
};

const char *
press_to_name(enum press_to to)
{
	return formats[to].name;
}

const char *
press_to_suffix(enum press_to to)
{
	return formats[to].suffix;
}

const char *
press_to_text(enum press_to to)
{
	return formats[to].text;
}

bool
press_to_find(const char *name, enum press_to *to)
{
	for (int i = 0; i < PRESS_TO_COUNT; i++) {
		if (strcmp(formats[i].name, name) == 0) {
			*to = (enum press_to)i;
			return true;
		}
	}
	return false;
}

const char *const *
press_renderers(void)
{
	return render_names();
}

bool
press_renderer_can(const char *renderer, enum press_to to)
{
	switch (to) {
	case PRESS_PDF:
		return render_can(renderer, RENDER_PDF);
	case PRESS_PNG:
		return render_can(renderer, RENDER_PNG);
	case PRESS_SVG:
		return render_can(renderer, RENDER_SVG);
	case PRESS_TRACE:
		return render_can(renderer, RENDER_TRACE);
	default:
		return true; /* needs no renderer */
	}
}

const char *
press_version(void)
{
	return PP_VERSION;
}
