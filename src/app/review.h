/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The review: annotations whose passage changed, one after the other; the reader says
 * of each what becomes of it.  Inside of the application.
 */
#ifndef LUTRIN_APP_REVIEW_H
#define LUTRIN_APP_REVIEW_H

#include "app/model.h"

void review_release(struct app *app);

/* The annotation at hand; NULL where it was deleted. */
const struct note *review_note(const struct app *app);
/* Where it is proposed to stand; empty: nowhere. */
struct span review_place(const struct app *app);

/* Back from placing an annotation by hand, done or not. */
void review_resume(struct app *app);

#endif
