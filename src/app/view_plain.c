/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a screen reader gets: the views' own drawing, from which signs that it would spell
 * out are taken away, with the cursor at what is in focus.  The rule is about styles, not
 * about views, so that it holds for all of them; the text itself is never touched.
 */
#include <string.h>

#include "app/view.h"
#include "base/utf8.h"

/* Lines, blocks and geometric shapes of Unicode. */
static bool is_drawn(const struct cell *c)
{
	char32_t cp = 0;

	utf8_decode(c->text, strlen(c->text), &cp);
	return cp >= 0x2500 && cp < 0x2600;
}

static bool is_sign(const struct app *app, const struct cell *c)
{
	switch ((enum style)c->style) {
	case STYLE_GUTTER:
	case STYLE_NOTE_SIGN:
		return true;
	case STYLE_LABEL:
		return is_drawn(c);
	case STYLE_POSITION: /* another with each item of a list */
		return app->mode == MODE_LIST;
	default:
		return false;
	}
}

static void put_cursor(const struct app *app, struct grid *g)
{
	bool list = app->mode == MODE_LIST && app->list.shown.len > 0;

	g->cursor_hidden = false;
	if (!list && g->cursor_row >= 0)
		return;
	g->cursor_row = list ? 1 + (int)(app->list.current - app->list.first) : 0;
	g->cursor_column = 0;
}

void view_plain(const struct app *app, struct grid *g)
{
	for (int row = 0; row < g->rows; row++)
		for (int column = 0; column < g->columns; column++)
			if (is_sign(app, grid_cell(g, row, column)))
				grid_fill(g, row, column, column + 1, view_brush(STYLE_TEXT));
	put_cursor(app, g);
	g->whole_row = g->rows - 1; /* "Paragraph 6", not the "6" that is new in it */
}
