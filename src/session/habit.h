/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's habits between sessions, in the state folder: the pace, and how long there
 * was reading today.  Losing them costs nothing but comfort.
 */
#ifndef LUTRIN_SESSION_HABIT_H
#define LUTRIN_SESSION_HABIT_H

#include <stdbool.h>
#include <time.h>

#include "app/pace.h"
#include "base/err.h"

/* What was learned before; *today (may be NULL) becomes the seconds read on the day of
 * `now`. */
void habit_load(struct pace *pace, time_t now, double *today);

/* Adds what was gained to what is kept (another program may have, meanwhile), and begins
 * a new gain. */
bool habit_save(struct pace *pace, time_t now, struct err *err);

#endif
