/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row goes to curses as one array of cchar_t.  A cchar_t holds one character
 * with a width and the marks upon it; a grapheme of several such characters
 * (flags, some scripts of India) takes as many as its cells have room for, and
 * what has no room is left out, so that a row is never longer than its cells.
 *
 * Colour pairs are made by alloc_pair() when a look is first seen.
 */
#include "term/draw.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "term/description.h"

#define STROKE 0x0336 /* combining long stroke overlay: curses has no strike-through */

/* What a run of cells is drawn with. */
struct ink {
	attr_t attributes;
	int pair;
	bool strike;
};

/* A character in the making: one with a width, then marks, then NUL. */
struct glyph {
	wchar_t text[CCHARW_MAX + 1];
	size_t len;
};

void brushes_init(struct brushes *b, bool wanted)
{
	*b = (struct brushes){.theme = theme_find("dark"), .depth = THEME_NONE};
	if (!wanted || !has_colors() || start_color() == ERR)
		return;
	b->own_colors = use_default_colors() == OK;
	if (description_direct())
		b->depth = THEME_DIRECT;
	else if (COLORS >= 256)
		b->depth = THEME_256;
	else if (COLORS >= 8)
		b->depth = THEME_BASIC;
}

static attr_t attribute_if(attr_t attribute, attr_t otherwise)
{
	return term_attrs() & attribute ? attribute : otherwise;
}

static attr_t attributes_of(unsigned look)
{
	attr_t attributes = 0;

	if (look & LOOK_BOLD)
		attributes |= A_BOLD;
	if (look & LOOK_DIM)
		attributes |= A_DIM;
	if (look & LOOK_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (look & LOOK_REVERSE)
		attributes |= A_REVERSE;
	if (look & LOOK_ITALIC)
		attributes |= attribute_if(A_ITALIC, A_BOLD);
	return attributes;
}

/* Where the terminal does not say what its own colours are, white on black. */
static int pair_of(const struct brushes *b, int foreground, int background)
{
	int pair;

	if (foreground == LOOK_DEFAULT && background == LOOK_DEFAULT)
		return 0;
	if (!b->own_colors && foreground == LOOK_DEFAULT)
		foreground = COLOR_WHITE;
	if (!b->own_colors && background == LOOK_DEFAULT)
		background = COLOR_BLACK;
	pair = alloc_pair(foreground, background);
	return pair < 0 ? 0 : pair;
}

static struct ink ink_of(const struct brushes *b, const struct cell *c)
{
	struct look look = theme_look(b->theme, b->depth, c->style, c->over, c->highlight);
	struct ink ink = {attributes_of(look.attributes), 0, look.attributes & LOOK_STRIKE};

	if (b->depth != THEME_NONE)
		ink.pair = pair_of(b, look.foreground, look.background);
	return ink;
}

static bool same_ink(const struct cell *a, const struct cell *b)
{
	return a->style == b->style && a->over == b->over && a->highlight == b->highlight;
}

static void put_glyph(cchar_t *out, struct glyph *g, const struct ink *ink)
{
	/* A joiner at the end would take in the neighbour. */
	while (g->len > 1 && g->text[g->len - 1] == 0x200D)
		g->len--;
	if (ink->strike && g->len < CCHARW_MAX)
		g->text[g->len++] = STROKE;
	g->text[g->len] = L'\0';
	if (setcchar(out, g->text, ink->attributes, (short)ink->pair, &ink->pair) == ERR)
		setcchar(out, L"?", ink->attributes, (short)ink->pair, &ink->pair);
}

/* The last door before the terminal: what has no width of its own in this locale
 * shows as a replacement, and no control passes whatever a cell may hold. */
static wchar_t safe(char32_t cp, int *width)
{
	*width = utf8_is_control(cp) ? -1 : wcwidth((wchar_t)cp);
	if (*width >= 0)
		return (wchar_t)cp;
	*width = 1;
	return wcwidth(UTF8_REPLACEMENT) == 1 ? (wchar_t)UTF8_REPLACEMENT : L'?';
}

/* Writes the cell's characters to `out`; returns how many.  They take exactly
 * the cell's width. */
static int put_cell(cchar_t *out, const struct cell *c, const struct ink *ink)
{
	struct glyph g = {.len = 0};
	size_t len = strlen(c->text);
	int room = c->width, count = 0;
	char32_t cp;

	for (size_t at = 0; at < len;) {
		int width;
		wchar_t character;

		at += utf8_decode(c->text + at, len - at, &cp);
		character = safe(cp, &width);
		if (width > room)
			break;
		if (width > 0 && g.len > 0) {
			put_glyph(&out[count++], &g, ink);
			g.len = 0;
		}
		if ((width > 0 || g.len > 0) && g.len < CCHARW_MAX)
			g.text[g.len++] = character;
		room -= width;
	}
	if (g.len > 0)
		put_glyph(&out[count++], &g, ink);
	while (room-- > 0) {
		g = (struct glyph){.text = L" ", .len = 1};
		put_glyph(&out[count++], &g, ink);
	}
	return count;
}

static void draw_row(const struct brushes *b, const struct grid *g, int row, cchar_t *out)
{
	const struct cell *cells = &g->cells[(size_t)row * (size_t)g->columns];
	const struct cell *last = NULL;
	struct ink ink = {0};
	int count = 0;

	for (int column = 0; column < g->columns; column++) {
		const struct cell *c = &cells[column];

		if (!last || !same_ink(last, c))
			ink = ink_of(b, c);
		last = c;
		count += put_cell(out + count, c, &ink);
	}
	mvadd_wchnstr(row, 0, out, count);
}

void draw_grid(const struct brushes *b, const struct grid *g)
{
	cchar_t *out = mem_resize(NULL, (size_t)g->columns + 1, sizeof *out);

	erase();
	for (int row = 0; row < g->rows && row < LINES; row++)
		draw_row(b, g, row, out);
	free(out);
}
