/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists over the whole screen: one widget for all of them.  What is in a list, and what
 * its keys do, is told by its source, a file of its own (list_contents.c …).  The widget
 * knows no source.  Inside of the application.
 */
#ifndef LUTRIN_APP_LIST_H
#define LUTRIN_APP_LIST_H

#include "app/model.h"

struct list_hint {
	const char *key, *label; /* N_() */
	bool edits;              /* only where annotations may be changed */
};

struct list_source {
	const char *title;  /* N_() */
	const char *choice; /* N_(): what Enter does */
	/* How a row is shared: `right` at its right end, in windows of so many columns, and
	 * the least cells of `text`; else the two have a half each. */
	int right_from, text_cells;
	const struct list_hint *hints; /* of its own keys, up to one without a key; or NULL */

	void (*fill)(struct app *app); /* adds all items with list_add() */
	/* Puts together what an item shows when it is first asked for; NULL: fill() does. */
	void (*describe)(const struct app *app, struct list_item *item);
	/* Enter.  It closes the list, unless there is a reason to stay. */
	void (*choose)(struct app *app, const struct list_item *item, const struct event *event,
		       struct effects *effects);
	/* A key of its own; false: it is none.  NULL: it has none. */
	bool (*key)(struct app *app, const struct event *event, struct effects *effects);
};

extern const struct list_source list_annotations, list_contents, list_help, list_settings,
	list_versions;

void list_open(struct app *app, const struct list_source *source);
void list_close(struct app *app);
void list_key(struct app *app, const struct event *event, struct effects *effects);
/* An item with what it shows. */
const struct list_item *list_item_at(const struct app *app, size_t index);
/* The one chosen, or NULL where nothing can be. */
const struct list_item *list_current(const struct app *app);
int list_height(const struct app *app); /* rows of items */

/* ---- for the sources */
void list_add(struct list *list, struct list_item item); /* takes its strings */
void list_add_heading(struct list *list, const char *text);
void list_widen(struct list *list, const char *left); /* room for what will be on the left */
void list_choose(struct app *app, size_t shown);      /* chooses that row */
/* Fills the list again, filtered as it is; the same item stays chosen, else its row. */
void list_refresh(struct app *app);

/* ---- text on one row: each run of white space one space; the same of a passage */
void flat_text(struct str *out, const char *text, size_t len);
void flat_passage(struct str *out, const struct article *a, struct span passage);
/* The sign of a note in gutter and lists: "?" where its place is not sure, else "✎",
 * "⚑", or "" for a plain highlight. */
const char *note_sign(const struct note *note);

#endif
