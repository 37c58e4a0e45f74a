/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notes of a book found again in a text that may have changed (docs/SIDECAR says
 * by what rules).  No I/O.  What takes long is done in steps, between which a program
 * may do other things.
 */
#ifndef LUTRIN_NOTES_ANCHORING_H
#define LUTRIN_NOTES_ANCHORING_H

#include <stdbool.h>

#include "notes/notebook.h"
#include "text/article.h"

#define ANCHORING_REACH (1 << 20) /* code points of a note that has positions alone */

struct anchoring;

/* Places at once all notes that stand where they stood; the others get their place with
 * the last step, until then they are what they were.  Both are borrowed; the article
 * must stay the same text. */
struct anchoring *anchoring_new(struct notebook *b, struct article *a);

/* Works for some time.  False: all are placed, and the book is sorted. */
bool anchoring_step(struct anchoring *x);
void anchoring_free(struct anchoring *x);

/* All of it at once. */
void anchoring_run(struct notebook *b, struct article *a);

#endif
