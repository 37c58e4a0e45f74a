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

enum theme_depth {
	THEME_NONE,   /* attributes only */
	THEME_BASIC,  /* the 8 of ANSI */
	THEME_256,    /* xterm's palette */
	THEME_DIRECT, /* 24 bits, 0xRRGGBB */
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

const struct theme *theme_find(const char *name); /* NULL: no such theme */

/* What a cell with this style, these OVER_… and this highlight looks like. */
struct look theme_look(const struct theme *theme, enum theme_depth depth, enum style style,
		       unsigned over, unsigned highlight);

#endif
