/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells row by row in one array.  A wide grapheme has its text in the left cell
 * (width 2) and owns the right one (width 0); whoever writes over one of the two
 * blanks the other, so no half of a character is ever left.
 */
#include "app/grid.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "layout/grapheme.h"

#define ELLIPSIS "…"
#define SOFT_HYPHEN 0xADu

static const struct cell blank = {.text = " ", .width = 1};

void grid_init(struct grid *g, int rows, int columns)
{
	g->rows = rows > 0 ? rows : 0;
	g->columns = columns > 0 ? columns : 0;
	g->cells = mem_resize(NULL, (size_t)g->rows * (size_t)g->columns, sizeof *g->cells);
	grid_clear(g);
}

void grid_release(struct grid *g)
{
	free(g->cells);
	*g = (struct grid){.cursor_row = -1, .cursor_column = -1};
}

void grid_clear(struct grid *g)
{
	size_t count = (size_t)g->rows * (size_t)g->columns;

	for (size_t i = 0; i < count; i++)
		g->cells[i] = blank;
	g->cursor_row = g->cursor_column = -1;
}

struct cell *grid_cell(struct grid *g, int row, int column)
{
	if (row < 0 || row >= g->rows || column < 0 || column >= g->columns)
		return NULL;
	return &g->cells[(size_t)row * (size_t)g->columns + (size_t)column];
}

static void make_blank(struct cell *c)
{
	memcpy(c->text, blank.text, sizeof c->text);
	c->width = 1;
}

/* Blanks what a wide grapheme would leave behind when columns [from, to) of the
 * row are written anew: the left half before them, the right half after. */
static void cut_neighbours(struct grid *g, int row, int from, int to)
{
	struct cell *first = grid_cell(g, row, from), *after = grid_cell(g, row, to);

	if (first && first->width == 0 && from > 0)
		make_blank(first - 1);
	if (after && after->width == 0)
		make_blank(after);
}

/* What stands for a code point that nothing may see as it is; NULL: itself. */
static const char *stand_in(char32_t cp)
{
	if (cp == '\t')
		return " ";
	if (utf8_is_control(cp))
		return utf8_control_sign(cp);
	if (cp == SOFT_HYPHEN)
		return "-";
	/* Zero-width spaces and direction marks: their cell stays blank. */
	if (uc_is_property_default_ignorable_code_point(cp))
		return " ";
	return NULL;
}

/* As many whole code points of the cluster as a cell holds; marks without a
 * letter get a blank to stand on. */
static void set_text(struct cell *c, const char *cluster, size_t len)
{
	char32_t cp;
	size_t n = utf8_decode(cluster, len, &cp), used = 0;
	const char *sign = stand_in(cp);

	memset(c->text, 0, sizeof c->text);
	if (sign) {
		strcpy(c->text, sign);
		return;
	}
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
		c->text[used++] = ' ';
	for (size_t at = 0; at < len; at += n) {
		char bytes[UTF8_MAX];
		size_t size;

		n = utf8_decode(cluster + at, len - at, &cp);
		if (utf8_is_control(cp))
			continue;
		size = utf8_encode(cp, bytes);
		if (used + size >= sizeof c->text)
			break;
		memcpy(c->text + used, bytes, size);
		used += size;
	}
}

static void put_cluster(struct grid *g, int row, int column, const char *cluster, size_t len,
			int width, struct brush brush)
{
	struct cell *c = grid_cell(g, row, column);

	cut_neighbours(g, row, column, column + width);
	*c = (struct cell){
		.width = (uint8_t)width,
		.style = (uint8_t)brush.style,
		.over = (uint8_t)brush.over,
		.highlight = (uint8_t)brush.highlight,
	};
	set_text(c, cluster, len);
	for (int i = 1; i < width; i++) {
		c[i] = *c;
		c[i].text[0] = '\0';
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
		put_cluster(g, row, column, text + at, n, width, brush);
		column += width;
		at += n;
	}
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
	if (row < 0 || row >= g->rows)
		return;
	if (column < 0)
		column = 0;
	if (limit > g->columns)
		limit = g->columns;
	while (column < limit)
		put_cluster(g, row, column++, " ", 1, 1, brush);
}
