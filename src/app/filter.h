/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The filter: which paragraphs there are to be seen and to be gone to.  All who walk
 * from paragraph to paragraph on the screen ask here; without a filter the answers are
 * those of the article.  Inside of the application; must not know of rows.
 */
#ifndef LUTRIN_APP_FILTER_H
#define LUTRIN_APP_FILTER_H

#include "app/model.h"

/* Whether some paragraphs are left out: a filter is set, and has found one already. */
bool filter_is_on(const struct app *app);
/* Whether the paragraph that holds the offset is to be seen. */
bool filter_shows(const struct app *app, size_t offset);
/* As article_paragraph_at(), _after() and _before(), of those to be seen: `_at` gives the
 * next one, else the last, where that of the offset is not. */
bool filter_at(const struct app *app, size_t offset, struct span *p);
bool filter_after(const struct app *app, struct span p, struct span *next);
bool filter_before(const struct app *app, struct span p, struct span *previous);
/* Paragraphs left out between two that follow each other to be seen; SIZE_MAX: some, and
 * how many is not known yet. */
size_t filter_hidden(const struct app *app, struct span p, struct span next);

/* Looks for the paragraphs whose text or notes match, from the focus on in both
 * directions: at once where that takes some milliseconds, else in idle time.  "is:note",
 * "is:highlight", "is:bookmark", "is:annotated" and "color:green" tell of annotations
 * instead.  The search becomes one for the pattern.  False: a wrong pattern, or no
 * paragraph matches (err says which), and no filter is set. */
bool filter_start(struct app *app, const char *pattern, int context, struct err *err);
void filter_leave(struct app *app); /* what is in focus stays where it is on the screen */
void filter_release(struct app *app);
void filter_again(struct app *app); /* the text is another */
void filter_grown(struct app *app);
void filter_notes_changed(struct app *app);
bool filter_busy(const struct app *app);
void filter_step(struct app *app); /* in idle time */
/* "filter: motif — 12/340 §"; yours. */
char *filter_title(const struct app *app);

#endif
