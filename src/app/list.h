/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists over the whole screen.  Inside of the application.
 */
#ifndef LUTRIN_APP_LIST_H
#define LUTRIN_APP_LIST_H

#include "app/model.h"

/* Text on one row: each run of white space one space. */
void flat_text(struct str *out, const char *text, size_t len);
/* The same of a passage. */
void flat_passage(struct str *out, const struct article *a, struct span passage);
void list_open(struct app *app, enum list_kind kind);
void list_close(struct app *app);
void list_key(struct app *app, const struct event *event, struct effects *effects);
/* An item with what it shows; of an annotation that is put together when it is first asked
 * for. */
const struct list_item *list_item_at(const struct app *app, size_t index);
int list_height(const struct app *app);
/* The sign of a note in gutter and lists: "?" where its place is not sure, else "✎",
 * "⚑", or "" for a plain highlight. */
const char *note_sign(const struct note *note);

#endif
