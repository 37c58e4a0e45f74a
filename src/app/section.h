/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sections: what stands between one heading and the next, and the way to headings.
 * Inside of the application.
 */
#ifndef LUTRIN_APP_SECTION_H
#define LUTRIN_APP_SECTION_H

#include "app/model.h"

/* The paragraphs from one heading to the next; false where they are too many to be
 * selected. */
bool section_at(const struct app *app, size_t offset, struct span *section);

/* How much is looked at at once for headings: bytes, and paragraphs. */
#define SECTION_SLICE ((size_t)128 << 10)
#define SECTION_SLICE_PARAGRAPHS 1000

/* Whether a heading is still being looked for; a step goes on in idle time. */
bool section_busy(const struct app *app);
void section_step(struct app *app);
void section_stop(struct app *app);  /* gives up the way to it */
bool section_hurry(struct app *app); /* goes the rest without a pause; false: there is none */

#endif
