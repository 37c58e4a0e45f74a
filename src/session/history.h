/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is remembered between sessions, in the state folder: the last place in
 * each article and its marks (by its content and by its path) and drafts of notes.  Losing it
 * costs comfort, never words already saved.
 */
#ifndef LUTRIN_SESSION_HISTORY_H
#define LUTRIN_SESSION_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "text/article.h"

#define HISTORY_MOST 10000 /* places; the oldest go first */

/* The byte offset where the article was left; 0 when it is new.  `encoding` becomes
 * the one that the reader chose for it, or "". */
size_t history_place(struct article *a, char encoding[ARTICLE_ENCODING]);
/* What the shelf shows of an article that was read. */
struct history_about {
	const char *title; /* one line, or NULL */
	size_t words;      /* 0: not counted */
	int percent;       /* that was read */
	size_t notes;
	size_t seconds; /* spent reading, since this was last saved */
};

struct history_save {
	size_t offset;
	const char *now;                   /* ISO 8601 */
	const char *encoding;              /* as above */
	const struct history_about *about; /* NULL: what is known of it stays */
};
bool history_save_place(struct article *a, const struct history_save *place, struct err *err);

/* Seconds spent reading the article, as they were saved last. */
size_t history_seconds(struct article *a);

/* Takes the article at that path (absolute) out of the history, and nothing else. */
bool history_forget(const char *article, struct err *err);

/* The marks of the article, the text of EFFECT_MARKS; NULL when there are none.  Yours. */
char *history_marks(struct article *a);
bool history_save_marks(struct article *a, const char *marks, const char *now, struct err *err);

/* The drafts of notes on the article, records of EFFECT_DRAFT; NULL when there are
 * none.  Yours. */
char *history_drafts(struct article *a);
/* Replaces the drafts that this program read or wrote last, `before`, by `text` (both
 * "" for none); those that other programs keep on the article stay. */
bool history_save_drafts(struct article *a, const char *before, const char *text, struct err *err);
/* Waits for the disk, which saving them does not: it comes with every key. */
void history_synchronize_drafts(struct article *a);

#endif
