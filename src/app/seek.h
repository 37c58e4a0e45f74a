/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard.  Inside of the application.
 */
#ifndef LUTRIN_APP_SEEK_H
#define LUTRIN_APP_SEEK_H

#include "app/model.h"

void search_release(struct app *app);
/* Looks for a new pattern from the page on and goes to the first match, round the
 * end where need be.  False: a wrong pattern, or no match (err says which). */
bool search_start(struct app *app, const char *pattern, bool backward, struct err *err);
void search_again(struct app *app); /* the text has grown */
bool search_step(struct app *app);  /* counts on in idle time; false: all counted */
/* "3/17"; while matches are still being counted as far as is known ("3/9…", "…");
 * "" without a search.  Yours. */
char *search_position(const struct app *app);

#endif
