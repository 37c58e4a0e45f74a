/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands where on the screen: the rows of text from the top place down, and
 * bringing a passage into view.  Inside of the application.
 */
#ifndef LUTRIN_APP_PAGE_H
#define LUTRIN_APP_PAGE_H

#include "app/model.h"

enum row_kind { ROW_GAP, ROW_TEXT, ROW_NOTE, ROW_END };

struct row {
	enum row_kind kind;
	struct span paragraph;
	struct span block;       /* the part of it that is set as one, mostly all */
	size_t line;             /* ROW_TEXT: index in the block */
	const struct note *note; /* ROW_NOTE */
	struct span text;        /* ROW_NOTE: bytes of note_shown_text() */
	bool first;              /* ROW_NOTE: its first row */
	size_t more;             /* ROW_NOTE: lines for which there is no room, or 0 */
};

struct page {
	VEC(struct row) rows; /* as many as there is room for */
};

bool page_is_bare(const struct app *app); /* neither title nor hints */
bool page_has_ruler(const struct app *app);
int page_height(const struct app *app);    /* rows of text */
int page_first_row(const struct app *app); /* row of the screen they begin at */
int page_room(const struct app *app);      /* cells for the column and the margin */
int page_width(const struct app *app);     /* cells of the column */
int page_left(const struct app *app);      /* its first column */
void page_fill(const struct app *app, struct page *page);
void page_release(struct page *page);
/* The bytes of text from the first line of a page to the last, and of the one shown. */
struct span page_text(const struct app *app, const struct page *page);
struct span page_span(const struct app *app);
/* The block of a paragraph that holds an offset, and the lines of a block. */
struct span page_block_at(const struct app *app, struct span paragraph, size_t offset);
const struct paragraph *page_block(const struct app *app, struct span block);
/* The line of a paragraph that holds an offset. */
struct span page_line(const struct app *app, struct span paragraph, size_t offset);
/* How much of the text stands above the end of what is shown. */
int page_percent(const struct app *app, struct span shown);
/* A note as it is shown: its text, and the tags that are not in it.  Yours. */
char *note_shown_text(const struct note *note);
bool note_has_focus(const struct app *app, const struct note *note);
bool note_is_open(const struct app *app, const struct note *note); /* between the lines */
/* Moves a place by rows of text, up (negative) or down; stops at both ends. */
struct place place_move(const struct app *app, struct place place, int rows);
struct place place_of(const struct app *app, size_t offset);
struct place place_last(const struct app *app); /* the last page's */
bool place_before(struct place a, struct place b);
/* Brings the span into view, moving as little as reads well. */
void page_show(struct app *app, struct span span);
/* A line of the text, of what is in focus where that is on the screen, and its row of the
 * text; and the page that has it there again. */
struct hold {
	size_t offset;
	int row;
};
struct hold page_hold(const struct app *app);
void page_put(struct app *app, struct hold hold);
/* After any change: no room left empty below the end, a focus that is a mere
 * place stays on the screen. */
void page_settle(struct app *app);

#endif
