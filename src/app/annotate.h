/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marking passages: which one the reader means.  Inside of the application.
 */
#ifndef LUTRIN_APP_ANNOTATE_H
#define LUTRIN_APP_ANNOTATE_H

#include "app/model.h"

struct target {
	const struct note *note; /* the one there, or NULL */
	struct span span;
};
/* What the reader means: the selection, the note in focus, else the sentence or
 * paragraph in focus and the note there.  `existing`: there must be a note. */
bool annotate_target(struct app *app, bool existing, struct target *target, struct err *err);
/* After a change of the notebook: it is to be saved; the focus may be gone. */
void annotate_changed(struct app *app, struct effects *effects);
/* A new note on a passage, as the settings would have it, not in the book yet. */
struct note *annotate_new(struct app *app, struct span span);

/* y g b p o u, as `color` takes it. */
char annotate_color_letter(enum note_color color);

#endif
