/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard.  Inside of the application.
 */
#ifndef LUTRIN_APP_SEEK_H
#define LUTRIN_APP_SEEK_H

#include "app/model.h"

void search_release(struct app *app);
/* Looks for a new pattern from the page on, round the end where need be, and goes to
 * the first match: at once where that takes some milliseconds, else in idle time.
 * False: a wrong pattern, or no match (err says which). */
bool search_start(struct app *app, const char *pattern, bool backward, struct err *err);
/* Gives up the way to a match that is not found yet. */
void search_stop(struct app *app);
/* Goes the rest of that way without a pause: what comes next is meant for the match. */
bool search_hurry(struct app *app); /* false: there is no match */
/* The pattern of the prompt is meant: its match, found or on its way, is gone to. */
void search_keep(struct app *app);
void search_again(struct app *app); /* the text is another */
void search_grown(struct app *app); /* the text has grown */
bool search_busy(const struct app *app);
void search_step(struct app *app); /* seeks, else counts, on in idle time */
/* "3/17"; while matches are still being counted as far as is known ("3/9…", "…");
 * how far a search is that has not found one yet; "" without a search.  Yours. */
char *search_position(const struct app *app);

#endif
