/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes: what each semantic style looks like with as many colours as the
 * terminal has.  Plain values; knows nothing of curses, so that contrast and
 * distinctness can be tested.
 */
#ifndef LUTRIN_TERM_THEME_H
#define LUTRIN_TERM_THEME_H

#include <stdbool.h>

#include "app/grid.h"
#include "app/paint.h"

enum theme_depth {
	THEME_NONE,   /* attributes only */
	THEME_BASIC,  /* the 8 of ANSI */
	THEME_256,    /* xterm's palette */
	THEME_DIRECT, /* 24 bits, 0xRRGGBB; below 8, as terminals have it, ANSI's */
};

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8,
	LOOK_STRIKE = 16,
	LOOK_ITALIC = 32,
};

#define LOOK_DEFAULT -1 /* the terminal's own colour */

/* Colours in the units of the depth. */
struct look {
	int foreground, background;
	unsigned attributes; /* LOOK_… */
};

struct theme;

/* A theme that the program brings, with what the reader painted over it, or one of the
 * reader's own; "auto" is "light" or "dark" as `light` says.  `paints` may be NULL.
 * Yours to free; NULL: no such theme. */
struct theme *theme_new(const char *name, bool light, const struct paints *paints);
void theme_free(struct theme *theme);
bool theme_has_colors(const struct theme *theme);

/* What a cell with this style, these OVER_… and this highlight looks like. */
struct look theme_look(const struct theme *theme, enum theme_depth depth, enum style style,
		       unsigned over, unsigned highlight);

#endif
