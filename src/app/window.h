/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A window over the lower part of the page with what a program writes: scrolled,
 * searched, copied, made a note.  Must not know how programs are run.  Inside of the
 * application.
 */
#ifndef LUTRIN_APP_WINDOW_H
#define LUTRIN_APP_WINDOW_H

#include "app/model.h"

/* Opens it, or begins it anew, for the passage, which becomes the focus and stays in sight;
 * a program is about to write.  Copies the title, the word or the command. */
void window_open(struct app *app, enum task task, const char *title, struct span passage);
void window_close(struct app *app); /* the page is where it was before */
void window_release(struct app *app);

/* Bytes that the program wrote, in pieces that may end anywhere. */
void window_take(struct app *app, const char *bytes, size_t len);
/* The program has ended; `why` (NULL: well) says how.  What is one line or less needs no
 * window and is told instead. */
void window_end(struct app *app, const char *why);

void window_key(struct app *app, const struct event *event, struct effects *effects);
/* After a change of the window's size: the same text stays on top. */
void window_settle(struct app *app);

int window_height(const struct app *app); /* rows of text */
int window_left(const struct app *app);   /* its first column, the page's */
int window_width(const struct app *app);  /* cells of a line */
/* The first match that begins in `part` of the text, which begins and ends at line ends or
 * at lines of the window; false: there is none. */
bool window_match(const struct app *app, struct span part, struct span *hit);

#endif
