/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A few flags and a time.
 */
#include "term/ground.h"

#include <stdlib.h>
#include <string.h>

#include "term/color.h"

void ground_init(struct ground *g, const char *colors)
{
	const char *last = colors ? strrchr(colors, ';') : NULL;
	char *end = NULL;
	long number = last ? strtol(last + 1, &end, 10) : 0;

	*g = (struct ground){.light = false};
	if (last && end != last + 1 && !*end && number >= 0 && number < 16)
		g->light = color_is_light(color_of_palette((int)number));
}

void ground_asked(struct ground *g, int64_t now)
{
	g->asked = g->follows = g->pending = true;
	g->when = now;
}

bool ground_take(struct ground *g, enum reply_kind kind, int value, int64_t now)
{
	bool before = g->light;

	if (kind == REPLY_DEVICE)
		g->pending = false;
	else if (kind == REPLY_GROUND && g->pending && now - g->when <= GROUND_PATIENCE)
		g->light = color_is_light(value);
	else if (kind == REPLY_LIGHT && g->follows)
		g->light = value;
	return g->light != before;
}

int ground_owes(const struct ground *g, int64_t now)
{
	int64_t left = g->when + GROUND_PATIENCE - now;

	return g->pending && left > 0 ? (int)left : 0;
}
