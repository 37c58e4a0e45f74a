/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands beside a list or below it: a passage in the text around it, set as on the
 * page, and what else is known of an item.  Draws what the model says.
 */
#ifndef LUTRIN_APP_VIEW_PREVIEW_H
#define LUTRIN_APP_VIEW_PREVIEW_H

#include "app/grid.h"
#include "app/list.h"

/* A passage, drawn with the brush, with some lines of the text before it and `after`
 * lines behind it, as far as there is room.  Returns the row behind the last. */
int preview_passage(const struct app *app, struct grid *g, struct list_area area,
		    struct span passage, struct brush brush, int after);
/* An annotation: its passage, what is known of it, the whole of its text. */
void preview_note(const struct app *app, struct grid *g, struct list_area area,
		  const struct note *note);

#endif
