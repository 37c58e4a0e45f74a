/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts that the screen is drawn of: one file each.  They draw what the
 * model says and change nothing.
 */
#ifndef LUTRIN_APP_VIEW_H
#define LUTRIN_APP_VIEW_H

#include <string.h>

#include "app/grid.h"
#include "app/model.h"
#include "app/page.h"
#include "layout/grapheme.h"

static inline struct brush view_brush(enum style style)
{
	return (struct brush){style, 0, 0};
}

/* Draws text that ends before column `limit`; returns the column it begins at. */
static inline int view_put_right(struct grid *g, int row, int limit, const char *text,
				 enum style style)
{
	int column = limit - grapheme_string_width(text, strlen(text));

	if (column < 0)
		column = 0;
	grid_put(g, row, column, limit, text, strlen(text), view_brush(style));
	return column;
}

/* Draws what is typed and puts the cursor in it; what is left of the cursor is cut,
 * by whole graphemes, where the room before `limit` is too small. */
void view_field(struct grid *g, int row, int column, int limit, const struct field *f,
		enum style style);

/* The text and its notes, a page that is filled. */
void view_page(const struct app *app, const struct page *page, struct grid *g);
void view_margin(const struct app *app, const struct page *page, struct grid *g);
void view_note_row(const struct app *app, struct grid *g, int row, const struct row *r);
void view_editor(const struct app *app, struct grid *g); /* a note being written */
void view_review(const struct app *app, struct grid *g); /* an annotation that changed */
void view_list(const struct app *app, struct grid *g);   /* a list over the whole screen */

#endif
