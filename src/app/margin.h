/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notes beside the text: whether there is room for them, and which rows each of
 * them takes.  Draws nothing.  Inside of the application.
 */
#ifndef LUTRIN_APP_MARGIN_H
#define LUTRIN_APP_MARGIN_H

#include "app/page.h"
#include "app/wrap.h"

/* ---- how wide */
/* Of `room` cells right of the gutter, how many the margin takes with the blank before
 * it; 0: there is no margin, and notes open between the lines.  Asks no note. */
int margin_cells(const struct app *app, int room);
int margin_left(const struct app *app);  /* the column of its rule */
int margin_width(const struct app *app); /* cells from there on; 0: no margin */

/* ---- where: numbers alone */
struct margin_slot {
	int want;   /* row of the page where its passage begins, ≥ 0, never less than before */
	int lines;  /* that it has, > 0 */
	bool focus; /* wants to be whole, and level with its passage */
	int top;    /* out: the row it begins at */
	int rows;   /* out: how many it takes; 0: there is no room for it */
	int wish;   /* on the way: how many it would take */
};

/* Gives each slot rows of a page that has `height` of them; the order stays, and none
 * shares a row with another.
 *
 * The first slot in focus is whole as far as the page goes.  The others have a row each,
 * those near the focus first; then they grow, all alike, and never by more than a few
 * rows where that pushes the next one down.  Returns how many have no room: where there
 * are some, the last row (of several) is kept free to say so.
 *
 * A slot stands level with its passage or, where those above are in its way, below it;
 * higher only for what is in focus and at the foot of the page.  That is boundary
 * labelling on one side, in a given order (Bekos, Kaufmann, Symvonis and Wolff, 2007);
 * as a row too high costs more than any too low, two sweeps find the optimum. */
size_t margin_place(struct margin_slot *slots, size_t count, int height);

/* ---- what stands there */
struct margin_note {
	const struct note *note;
	char *text;       /* note_shown_text() */
	struct wrap wrap; /* its lines … */
	bool more;        /* … behind which the text goes on */
	int last;         /* row of the page on which its passage ends */
};

struct margin {
	VEC(struct margin_note) notes;
	VEC(struct margin_slot) slots; /* one a note */
	size_t hidden;                 /* notes for which there is no room */
};

/* The notes of a page that is filled; empty where there is no margin. */
void margin_fill(const struct app *app, const struct page *page, struct margin *m);
void margin_release(struct margin *m);
/* The note drawn at a cell of the screen, beside the text or between its lines, or NULL. */
const struct note *margin_note_at(const struct app *app, int row, int column);

#endif
