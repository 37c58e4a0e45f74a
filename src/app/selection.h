/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept of a selection and of those before it.  For model.h.
 */
#ifndef LUTRIN_APP_SELECTION_H
#define LUTRIN_APP_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/vec.h"

struct selection {
	size_t anchor, cursor;  /* offsets of graphemes, both inside */
	bool paragraphs;        /* whole paragraphs (V) */
	bool object;            /* what it holds was selected as such: the next one extends it */
	char *adjusting;        /* id of the note whose ends are moved, or NULL */
	VEC(struct span) grown; /* what shrinking goes back to */
};

/* A selection that was left. */
struct ends {
	size_t anchor, cursor;
	bool paragraphs, known;
};

/* The letter that f, t, F or T went to last. */
struct letter {
	char text[5]; /* "": none yet */
	bool backward, till;
};

#endif
