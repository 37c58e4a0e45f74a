/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes on by itself until a key comes: reading aloud, scrolling.  Inside of the
 * application.
 */
#ifndef LUTRIN_APP_ALOUD_H
#define LUTRIN_APP_ALOUD_H

#include "app/model.h"

/* A key while one of them is on: stops it, and means nothing else; false: none is. */
bool aloud_key(struct app *app, const struct event *event, struct effects *effects);
/* The sentence was read, or could not be (`why`). */
void aloud_ended(struct app *app, const char *why, struct effects *effects);
/* A line further, as automatic scrolling goes. */
void aloud_tick(struct app *app, struct effects *effects);
/* What the last row says of it; NULL: nothing goes on.  Yours. */
char *aloud_message(const struct app *app);

#endif
