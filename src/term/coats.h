/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The themes that the program brings, as tables; for theme.c alone.
 */
#ifndef LUTRIN_TERM_COATS_H
#define LUTRIN_TERM_COATS_H

#include "term/theme.h"

#define TONE_NONE -2 /* none with so few colours */

/* A colour three times: the nearest of few is seldom the one that looks right. */
struct tone {
	bool given; /* false: as what it lies on */
	int direct;
	short palette;
	short basic;
};

/* Where 8 colours have neither a foreground nor a background, the part looks as it
 * does without colours, unless the reader said how. */
struct coat {
	struct tone foreground, background;
	unsigned attributes; /* LOOK_… */
	bool own;            /* the reader's */
};

struct theme {
	const char *name;
	bool colorless;
	struct coat coats[PAINT_PART_COUNT];
};

/* NULL: none of this name. */
const struct theme *coats_find(const char *name);

#endif
