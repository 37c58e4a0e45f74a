/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grid on curses' screen: cells → cchar_t, looks → attributes and colours.
 */
#ifndef LUTRIN_TERM_DRAW_H
#define LUTRIN_TERM_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "app/grid.h"
#include "term/theme.h"
#include "term/tty.h"

struct brushes {
	struct theme *theme;
	unsigned changes; /* of the theme, so far */
	enum theme_depth depth;
	bool own_colors; /* the terminal's default colours can be had */
};

/* Finds out what colours the current screen has, and starts them.  `wanted`
 * false: none. */
void brushes_init(struct brushes *b, bool wanted);
void brushes_release(struct brushes *b);
void brushes_take_theme(struct brushes *b, struct theme *theme); /* takes it */
/* Whether anything is shown in colours. */
bool brushes_have_colors(const struct brushes *b);

#define CANVAS_PART 32 /* cells that are compared together: of a wide row most are margin */

/* The grid that was drawn last, and where. */
struct canvas {
	const struct tty *tty; /* borrowed */
	uint64_t *shown;       /* a number made of each part of each row */
	struct cell blanks[CANVAS_PART];
	int rows, columns;
	unsigned changes; /* of the theme, until then */
	bool known;       /* the screen has it; false: it must be drawn from nothing */
	bool held;        /* between draw_grid() and draw_end() */
};

void canvas_init(struct canvas *canvas, const struct tty *tty);
void canvas_release(struct canvas *canvas);
/* Something else was written on the screen, or it was cut. */
void canvas_forget(struct canvas *canvas);

/* Writes the grid to curses' newscr.  It reaches the terminal with the next doupdate(), after
 * which draw_end() has to be called; where some of its graphemes are doubtful, it
 * goes there now, and only the end of a row may be left for that doupdate(). */
void draw_grid(const struct brushes *b, struct canvas *canvas, const struct grid *g);
void draw_end(struct canvas *canvas);

#endif
