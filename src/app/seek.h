/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard.  Inside of the application.
 */
#ifndef LUTRIN_APP_SEEK_H
#define LUTRIN_APP_SEEK_H

#include "app/model.h"

void search_release(struct app *app);
void search_drop(struct search *s); /* of whatever search */
/* A new pattern, to be seen and counted; goes nowhere.  False: it is wrong. */
bool search_set(struct app *app, const char *pattern, bool backward, struct err *err);
/* Looks for a new pattern from the page on, round the end where need be, and goes to
 * the first match: at once where that takes some milliseconds, else in idle time.
 * False: a wrong pattern, or no match (err says which). */
bool search_start(struct app *app, const char *pattern, bool backward, struct err *err);
/* Says that the pattern matches nothing. */
void search_complain(struct app *app);
/* Gives up the way to a match that is not found yet. */
void search_stop(struct app *app);
/* Goes the rest of that way without a pause: what comes next is meant for the match. */
bool search_hurry(struct app *app); /* false: there is no match */
/* The pattern of the prompt is meant: its match, found or on its way, is gone to. */
void search_keep(struct app *app);
/* Goes to the next match of the search that there is, this way from now on. */
bool search_repeat(struct app *app, bool backward, struct err *err);
void search_again(struct app *app); /* the text is another, or the filter */
void search_notes_changed(struct app *app);
void search_grown(struct app *app); /* the text has grown */
bool search_busy(const struct app *app);
void search_step(struct app *app); /* seeks, else counts, on in idle time */
/* "3/17"; while matches are still being counted as far as is known ("3/9…", "…");
 * how far a search is that has not found one yet; "" without a search.  Yours. */
char *search_position(const struct app *app);

/* The matches in the text of a note as it is drawn (note_shown_text(), or a part of it
 * from its beginning), which search_over() tells of: what lies over the byte at `at`,
 * OVER_HIT or OVER_HIT_CURRENT, and over all behind it that is before `*until`, which
 * comes nearer.  `hits` is used again for the next; search_hits_release() at the end. */
struct search_hits {
	struct hit_spans spans;
	struct span current; /* the one that was gone to; empty: none of these */
};
void search_hits_in(const struct app *app, const struct note *note, const char *text, size_t len,
		    struct search_hits *hits);
unsigned search_over(const struct search_hits *hits, size_t at, size_t *until);
static inline void search_hits_release(struct search_hits *hits)
{
	vec_release(&hits->spans.list);
}

#endif
