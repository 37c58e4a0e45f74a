/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grid on curses' screen: cells → cchar_t, looks → attributes and colours.
 */
#ifndef LUTRIN_TERM_DRAW_H
#define LUTRIN_TERM_DRAW_H

#include <stdbool.h>

#include "app/grid.h"
#include "term/theme.h"

struct brushes {
	const struct theme *theme;
	enum theme_depth depth;
	bool own_colors; /* the terminal's default colours can be had */
};

/* Finds out what colours the current screen has, and starts them.  `wanted`
 * false: none. */
void brushes_init(struct brushes *b, bool wanted);

/* Writes the grid to stdscr; nothing reaches the terminal yet. */
void draw_grid(const struct brushes *b, const struct grid *g);

#endif
