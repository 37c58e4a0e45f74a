/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations that lie over each other: going through them, and making one of highlights
 * that say the same.  Inside of the application.
 */
#ifndef LUTRIN_APP_OVERLAP_H
#define LUTRIN_APP_OVERLAP_H

#include "app/model.h"

/* Says which of several the one in focus is, where there are several. */
void overlap_tell(struct app *app);

/* A new highlight as one with the plain ones (without text and tags) of its colour and
 * style that it overlaps, or that nothing but blanks part it from: takes the note, as one
 * step of undo.  NULL: there are none, and the note is still the caller's. */
const struct note *overlap_merge(struct app *app, struct note *n, const char *now);

#endif
