/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ruler: the whole text as one column beside the page, each cell an equal part of its
 * bytes.  The heavy part of the line is what is shown; ticks stand where annotations and
 * matches begin.  Of a cell only the first of each is looked for, so the cost grows with
 * the height of the window alone.
 */
#include <stdint.h>

#include "app/view.h"

struct mark {
	const char *thin, *heavy; /* outside and inside of what is shown */
	enum style style;         /* of the thin one */
};

static const struct mark nothing = {"│", "┃", STYLE_DIM};
static const struct mark annotation = {"┤", "┫", STYLE_NOTE_SIGN};
static const struct mark match = {"╡", "╣", STYLE_TEXT};

/* Where the next annotation from an offset on begins; SIZE_MAX: there is none. */
static size_t next_note(const struct app *app, size_t offset)
{
	size_t i = notebook_first_from(app->notebook, offset);

	return i < notebook_placed(app->notebook) ? notebook_at(app->notebook, i)->span.start
						  : SIZE_MAX;
}

static size_t next_match(const struct app *app, size_t offset)
{
	return app->search.finder ? finder_next(app->search.finder, offset) : SIZE_MAX;
}

/* The byte at which a row begins; wide enough for any size. */
static size_t row_start(size_t size, int row, int rows)
{
	return size / (size_t)rows * (size_t)row + size % (size_t)rows * (size_t)row / (size_t)rows;
}

void view_ruler(const struct app *app, struct span shown, struct grid *g)
{
	size_t size = article_size(app->article), note = next_note(app, 0);
	size_t found = next_match(app, 0);
	int rows = page_height(app), first = page_first_row(app), column = g->columns - 1;

	for (int row = 0; row < rows && size > 0; row++) {
		struct span part = {row_start(size, row, rows), row_start(size, row + 1, rows)};
		const struct mark *mark = &nothing;
		bool heavy = span_overlaps(part, shown);

		if (note < part.start)
			note = next_note(app, part.start);
		if (found < part.start)
			found = next_match(app, part.start);
		if (note < part.end)
			mark = &annotation;
		else if (found < part.end)
			mark = &match;
		grid_put_cut(g, first + row, column, g->columns, heavy ? mark->heavy : mark->thin,
			     view_brush(heavy ? STYLE_GUTTER : mark->style));
	}
}
