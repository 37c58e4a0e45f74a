/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be true of an application whatever was pressed. */
#ifndef LUTRIN_TESTS_LOOK_H
#define LUTRIN_TESTS_LOOK_H

#include <string.h>

#include "app/model.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "unit/reader.h"

/* No cell holds what would act on a terminal. */
static inline void look_at_screen(struct reader *r)
{
	struct grid *g = &r->grid;

	app_render(r->app, g);
	HOLDS(g->rows == r->app->rows && g->columns == r->app->columns);
	HOLDS(g->cursor_row < g->rows && g->cursor_column < g->columns);
	for (int i = 0; i < g->rows * g->columns; i++) {
		const char *cell = grid_text(g, &g->cells[i]);
		size_t len;

		if (cell[0] >= ' ' && cell[0] < 0x7F && !cell[1]) /* most: the rest costs much */
			continue;
		len = strnlen(cell, GRID_TEXT);
		HOLDS(len < GRID_TEXT && utf8_valid(cell, len));
		for (size_t at = 0; at < len;) {
			char32_t cp;

			at += utf8_decode(cell + at, len - at, &cp);
			HOLDS(!utf8_is_control(cp));
		}
	}
}

/* The reader is somewhere in the text, and so is each note; they are in order. */
static inline void look_at_model(const struct reader *r)
{
	const struct app *app = r->app;
	size_t size = article_size(r->article), last = 0;

	HOLDS(app->top.offset <= size);
	HOLDS(app->focus.span.start <= app->focus.span.end && app->focus.span.end <= size);
	HOLDS(app->selection.cursor <= size && app->selection.anchor <= size);
	for (size_t i = 0; i < notebook_placed(r->book); i++) {
		const struct note *n = notebook_at(r->book, i);

		HOLDS(n->span.start >= last && n->span.start < n->span.end && n->span.end <= size);
		last = n->span.start;
	}
}

#endif
