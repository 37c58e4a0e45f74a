/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window keeps of a program's output; window.h has what is done with it.  For
 * model.h.
 */
#ifndef LUTRIN_APP_OUTPUT_H
#define LUTRIN_APP_OUTPUT_H

#include "app/event.h"
#include "app/field.h"
#include "app/intake.h"
#include "app/modes.h"

struct window_line {
	struct span span; /* bytes of the text */
	int indent;       /* cells: that of the line it is a part of */
};

/* What a program writes, below the passage that it was run for. */
struct window {
	char *title; /* the word or the command; NULL: there is none */
	enum task task;
	struct span passage; /* highlighted as long as it is open */
	struct place before; /* the top of the page, to come back to */
	struct intake intake;
	bool running;                  /* the program is */
	VEC(struct window_line) lines; /* of the text, for `width` cells … */
	int width;
	size_t open;         /* … byte at which its last line begins: it may grow */
	size_t first;        /* index of the line shown first */
	bool typing;         /* a pattern is */
	struct field field;  /* … here */
	struct query *query; /* NULL: nothing is searched */
	struct span hit;     /* the match that was gone to, bytes; empty: none */
};

#endif
