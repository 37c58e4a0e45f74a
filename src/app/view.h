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

/* Draws "KEY label" where there is room for it; returns the column for the next. */
int view_hint(struct grid *g, int row, int column, int limit, const char *key, const char *label);

struct search_hits;
/* A line of a note's text, in which tags stand out, and matches (NULL: none). */
void view_note_text(struct grid *g, int row, int column, int limit, const char *text,
		    struct span line, const struct search_hits *hits);
/* "… 3 more lines", instead of the last line there is room for, so that none is missed
 * unseen. */
void view_more(struct grid *g, int row, int column, int limit, size_t lines);
/* How an annotation was found, translated. */
const char *view_explanation(const struct note *note);

/* The text and its notes, a page that is filled. */
void view_page(const struct app *app, const struct page *page, struct grid *g);
/* One column at the right edge of the page that shows `shown`: where that is in the whole
 * text, and which parts of it have annotations and matches. */
void view_ruler(const struct app *app, struct span shown, struct grid *g);
/* Makes a screen that is drawn one for screen readers: no signs, a cursor that is seen. */
void view_plain(const struct app *app, struct grid *g);
void view_margin(const struct app *app, const struct page *page, struct grid *g);
void view_note_row(const struct app *app, struct grid *g, int row, const struct row *r);
void view_editor(const struct app *app, struct grid *g); /* a note being written */
void view_window(const struct app *app, struct grid *g); /* what a program wrote */
void view_review(const struct app *app, struct grid *g); /* an annotation that changed */
/* The line being typed, up to column `limit`, and its completions. */
void view_prompt(const struct app *app, struct grid *g, int limit);
void view_list(const struct app *app, struct grid *g); /* a list over the whole screen */
/* … and its hints, in the last row. */
void view_list_hints(const struct app *app, struct grid *g, int row, int limit);
/* What the key that a command waits for may be, in the last rows up to column `limit`;
 * false: that is not told. */
bool view_legend(const struct app *app, struct grid *g, int limit);

#endif
