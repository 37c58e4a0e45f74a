/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells row by row in one array.  A text that has no room in a cell is in a list, and the cell
 * has its number there.  A wide grapheme has its text in the leftmost of its cells and owns the
 * others, whose width is 0; whoever writes over one of them blanks the rest, so no part of a
 * character is ever left.
 */
#include "app/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "layout/shown.h"

#define ELLIPSIS "…"

#define NUMBER 4 /* where it is in a cell whose text is elsewhere */

static const struct cell blank = {.text = " ", .width = 1};

void grid_init(struct grid *g)
{
	*g = (struct grid){.cursor_row = -1, .cursor_column = -1, .whole_row = -1};
}

void grid_release(struct grid *g)
{
	free(g->cells);
	vec_release(&g->longer);
	grid_init(g);
}

void grid_blank(struct cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cells[i] = blank;
}

void grid_clear(struct grid *g, int rows, int columns)
{
	size_t count;

	g->rows = rows > 0 ? rows : 0;
	g->columns = columns > 0 ? columns : 0;
	g->longer.len = 0;
	count = (size_t)g->rows * (size_t)g->columns;
	if (count > g->room) {
		free(g->cells);
		g->cells = mem_resize(NULL, count, sizeof *g->cells);
		g->room = count;
	}
	grid_blank(g->cells, count);
	g->cursor_row = g->cursor_column = g->whole_row = -1;
	g->cursor_hidden = false;
}

struct cell *grid_cell(struct grid *g, int row, int column)
{
	if (row < 0 || row >= g->rows || column < 0 || column >= g->columns)
		return NULL;
	return &g->cells[(size_t)row * (size_t)g->columns + (size_t)column];
}

const char *grid_text(const struct grid *g, const struct cell *c)
{
	uint32_t number;

	if (c->text[0] != CELL_ELSEWHERE)
		return c->text;
	memcpy(&number, c->text + NUMBER, sizeof number);
	return g->longer.items[number].text;
}

static void make_blank(struct cell *c)
{
	memcpy(c->text, blank.text, sizeof c->text);
	c->width = 1;
}

/* Blanks what wide graphemes would leave behind when the row is written anew from a
 * column on: their first cells before it … */
static void cut_before(struct grid *g, int row, int from)
{
	int first = from;

	while (first > 0 && grid_cell(g, row, first)->width == 0)
		first--;
	while (first < from)
		make_blank(grid_cell(g, row, first++));
}

/* … and up to a column: their last ones from it on. */
static void cut_after(struct grid *g, int row, int to)
{
	struct cell *c;

	while ((c = grid_cell(g, row, to++)) && c->width == 0)
		make_blank(c);
}

/* The cluster, or what is drawn instead of it. */
static void set_text(struct grid *g, struct cell *c, const char *cluster, size_t len)
{
	struct long_text shown = {" "};
	uint32_t number = (uint32_t)g->longer.len;

	if (len != 1 || *cluster != '\t')
		shown_cluster(cluster, len, shown.text, sizeof shown.text);
	memset(c->text, 0, sizeof c->text);
	if (strlen(shown.text) < sizeof c->text) {
		strcpy(c->text, shown.text);
		return;
	}
	c->text[0] = CELL_ELSEWHERE;
	memcpy(c->text + NUMBER, &number, sizeof number);
	vec_push(&g->longer, shown);
}

static struct cell blank_of(struct brush brush)
{
	return (struct cell){
		.text = " ",
		.width = 1,
		.style = (uint8_t)brush.style,
		.over = (uint8_t)brush.over,
		.highlight = (uint8_t)brush.highlight,
	};
}

static void put_cluster(struct grid *g, int row, int column, const char *cluster, size_t len,
			int width, struct brush brush)
{
	struct cell *c = grid_cell(g, row, column);

	cut_before(g, row, column);
	cut_after(g, row, column + width);
	*c = blank_of(brush);
	c->width = (uint8_t)width;
	set_text(g, c, cluster, len);
	for (int i = 1; i < width; i++) {
		c[i] = *c;
		memset(c[i].text, 0, sizeof c[i].text);
		c[i].width = 0;
	}
}

int grid_put(struct grid *g, int row, int column, int limit, const char *text, size_t len,
	     struct brush brush)
{
	size_t at = 0;

	if (row < 0 || row >= g->rows || column < 0)
		return column;
	if (limit > g->columns)
		limit = g->columns;
	while (at < len && column < limit) {
		size_t n = grapheme_length(text, at, len);
		int width = grapheme_width(text + at, n);

		if (column + width > limit)
			break;
		if (width > 0)
			put_cluster(g, row, column, text + at, n, width, brush);
		column += width;
		at += n;
	}
	return column;
}

int grid_put_plain(struct grid *g, int row, int column, int limit, const char *text, size_t len,
		   struct brush brush)
{
	const struct cell blank_cell = blank_of(brush);

	if (row < 0 || row >= g->rows || column < 0)
		return column;
	if (limit > g->columns)
		limit = g->columns;
	if (!len || column >= limit)
		return column;
	cut_before(g, row, column);
	for (size_t at = 0, n; at < len && column < limit; at += n) {
		struct cell *c = grid_cell(g, row, column++);
		char32_t cp;

		*c = blank_cell;
		if (text[at] >= ' ' && text[at] <= '~') {
			c->text[0] = text[at];
			n = 1;
			continue;
		}
		n = utf8_decode(text + at, len - at, &cp);
		if (!grapheme_is_white(text + at, n))
			memcpy(c->text, text + at, n);
	}
	cut_after(g, row, column);
	return column;
}

int grid_put_cut(struct grid *g, int row, int column, int limit, const char *text,
		 struct brush brush)
{
	size_t len = strlen(text);
	int room;

	if (limit > g->columns)
		limit = g->columns;
	room = limit - column;
	if (room <= 0 || grapheme_fit(text, len, room) == len)
		return grid_put(g, row, column, limit, text, len, brush);
	column = grid_put(g, row, column, limit - 1, text, len, brush);
	return grid_put(g, row, column, limit, ELLIPSIS, strlen(ELLIPSIS), brush);
}

void grid_fill(struct grid *g, int row, int column, int limit, struct brush brush)
{
	if (column < 0)
		column = 0;
	if (limit > g->columns)
		limit = g->columns;
	if (row < 0 || row >= g->rows || column >= limit)
		return;
	cut_before(g, row, column);
	while (column < limit)
		*grid_cell(g, row, column++) = blank_of(brush);
	cut_after(g, row, column);
}
