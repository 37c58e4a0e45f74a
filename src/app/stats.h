/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far the reading is and how long it takes.  Inside of the application.
 */
#ifndef LUTRIN_APP_STATS_H
#define LUTRIN_APP_STATS_H

#include "app/model.h"

/* After a key: the time since the last one, and what of the text was read in it. */
void stats_key(struct app *app, time_t now);

/* Whether the words are counted, or estimated. */
bool stats_known(const struct app *app);
/* "1,240", "about 1,230,000". */
void stats_add_count(size_t count, struct str *out);
void stats_add_words(const struct app *app, struct span span, struct str *out);
/* "~12 min" for the span. */
void stats_add_time(const struct app *app, struct span span, struct str *out);

/* What the first row tells of the place; `room`: also what is only told where there is. */
void stats_add_position(const struct app *app, struct span shown, bool room, struct str *out);

#endif
