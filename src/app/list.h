/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists over the whole screen: one widget for all of them.  What is in a list, and what
 * its keys do, is told by its source, a file of its own (list_contents.c …).  The widget
 * knows no source.  Inside of the application.
 */
#ifndef LUTRIN_APP_LIST_H
#define LUTRIN_APP_LIST_H

#include "app/grid.h"
#include "app/list_filter.h"
#include "app/model.h"
#include "app/run.h"

/* A command that means something in this list. */
struct list_command {
	enum command_id id;
	const char *label; /* N_(): what it does, in a word; NULL: not told among the hints */
};

/* A part of the screen. */
struct list_area {
	int row, column, rows, columns;
};

struct list_source {
	const char *title;  /* N_() */
	const char *choice; /* N_(): what Enter does */
	const char *empty;  /* N_(): instead of items where there are none, or NULL */
	/* How a row is shared: `right` at its right end, in lists of so many columns, and
	 * the least cells of `text`; else the two have a half each. */
	int right_from, text_cells;
	bool marks;    /* a column for the mark of each item */
	bool of_notes; /* it is filled again when the annotations change */
	/* Commands that act() performs, and how many. */
	const struct list_command *commands;
	size_t command_count;
	const struct list_key *keys; /* of its filter, or NULL */
	const char *example;         /* N_(): shown where nothing is typed, or NULL */

	void (*fill)(struct app *app); /* adds all items with list_add(), or the first … */
	/* … and goes on with it in idle time, as long as list.more is set; or NULL. */
	void (*step)(struct app *app);
	/* The row that is chosen until the reader types or moves; NULL: the first. */
	size_t (*start)(const struct app *app);
	/* Puts together what an item shows when it is first asked for; NULL: fill() does. */
	void (*describe)(const struct app *app, struct list_item *item);
	/* Whether the item has what the term asks for; NULL: its strings are looked at. */
	bool (*has)(const struct app *app, const struct list_item *item,
		    const struct list_term *term);
	/* Adds what completes the tag that begins so; or NULL. */
	void (*complete_tag)(const struct app *app, const char *typed, struct str *out);
	/* What narrows the list beside the filter (translated, "": nothing); or NULL. */
	const char *(*scope)(const struct app *app);
	/* Enter.  It closes the list, unless there is a reason to stay. */
	void (*choose)(struct app *app, const struct list_item *item, const struct event *event,
		       struct effects *effects);
	/* After it was closed without a choice; NULL: nothing. */
	void (*leave)(struct app *app, struct effects *effects);
	/* One of its commands; the item chosen, or NULL, goes when the list is filled anew. */
	bool (*act)(struct app *app, const struct list_item *item, const struct call *call);
	/* The key that one of its commands has asked for (list.asks). */
	void (*answer)(struct app *app, const struct event *event, struct effects *effects);
	/* Draws more of an item beside the list, in wide windows; or NULL. */
	void (*preview)(const struct app *app, const struct list_item *item, struct grid *g,
			struct list_area area);
	bool preview_below; /* … and below it in others that are high */
	/* Draws an item from `column` on, on a row that is blank; NULL: as told above. */
	void (*draw)(const struct app *app, struct grid *g, int row, int column,
		     const struct list_item *item, struct brush brush);
};

extern const struct list_source list_annotations, list_contents, list_help, list_marks,
	list_settings, list_shelf, list_stats, list_versions;

void list_open(struct app *app, const struct list_source *source);
void list_close(struct app *app);   /* back to the mode it was opened from */
void list_release(struct app *app); /* forgets it, in whatever mode */
void list_key(struct app *app, const struct event *event, struct effects *effects);
/* Whether the next key is an answer to one before, whatever it is bound to. */
bool list_waits_for_key(const struct app *app);
/* Whether the command means something now, in this list; else its key is typed. */
bool list_takes(const struct app *app, enum command_id id);
/* A click on a cell of the screen: the first on an item chooses it, one on the item that
 * is chosen does what Enter does.  False where there is nothing to click on. */
bool list_click(struct app *app, int row, int column, const struct event *event,
		struct effects *effects);
void list_move(struct app *app, int by); /* chooses another, so many rows further down */
/* Fills the list again, filtered as it is; the same item stays chosen, else its row. */
void list_refresh(struct app *app);
void list_notes_changed(struct app *app);
bool list_busy(const struct app *app);
void list_step(struct app *app); /* a slice of idle time, while it is busy */
/* After the editor has been closed: a list that waits for it is there again, and the
 * reader is where he was. */
void list_resume(struct app *app);

/* ---- what is in it */
/* An item with what it shows: none of its strings is NULL but the id. */
const struct list_item *list_item_at(const struct app *app, size_t index);
/* The one chosen, or NULL where nothing can be. */
const struct list_item *list_current(const struct app *app);
int list_height(const struct app *app);  /* rows of items */
int list_columns(const struct app *app); /* that they take */
/* Where the preview is; false: there is none. */
bool list_preview_area(const struct app *app, struct list_area *area);

/* ---- for the sources */
void list_add(struct list *list, struct list_item item); /* takes its strings */
void list_add_heading(struct list *list, const char *text);
void list_widen(struct list *list, const char *left); /* room for what will be on the left */
void list_choose(struct app *app, size_t shown);      /* chooses that row */
/* Closes the list to go to a place.  True: it was opened in a selection, the end of which
 * has gone there; else the way back is remembered. */
bool list_leave(struct app *app, size_t to);
/* Leaves the list for the editor, or for a command that moves the reader. */
void list_wait(struct app *app);

/* ---- text on one row: each run of white space one space; the same of a passage */
void flat_text(struct str *out, const char *text, size_t len);
void flat_passage(struct str *out, const struct article *a, struct span passage);
/* "2026-11-20 18:07", in the reader's time; "?" where it is no moment.  Yours. */
char *list_date(const char *moment);
/* The sign of a note in gutter and lists: "?" where its place is not sure, else "✎",
 * "⚑", or "" for a plain highlight. */
const char *note_sign(const struct note *note);

#endif
