/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Matches of a query in the text and in the notes on it, in the order of the page: a
 * note stands where its passage ends, as it does when it is opened.  In slices.  Inside
 * of the application; must not know of the screen.
 */
#ifndef LUTRIN_APP_HITS_H
#define LUTRIN_APP_HITS_H

#include "base/vec.h"
#include "notes/notebook.h"
#include "search/find.h"

/* A match in a note. */
struct note_hit {
	size_t at;         /* where its passage ends: before matches that start from here on */
	size_t note;       /* its index in the notebook */
	struct span match; /* bytes of note_shown_text(); empty: the note as such */
};

/* All of them, by (at, note, match), once they are complete. */
struct note_hits {
	VEC(struct note_hit) list;
	size_t scanned; /* notes that were looked at */
	bool complete;
};

/* Which notes are hits: those whose text matches, or those that are so. */
struct note_look {
	const struct notebook *book;
	struct query *query; /* NULL: what `is` tells */
	bool (*is)(const void *context, const struct note *note);
	struct find_only only; /* passages that end elsewhere are passed over */
	const void *context;   /* of `is` */
};

/* Looks at further notes until `*spent`, to which what it takes is added, is `effort`. */
void note_hits_step(struct note_hits *h, const struct note_look *look, size_t effort,
		    size_t *spent);
void note_hits_release(struct note_hits *h); /* to the beginning again */
/* Index of the first that stands behind `offset`: so many stand before. */
size_t note_hits_after(const struct note_hits *h, size_t offset);
/* The matches in a text, in order, added to `spans`. */
struct hit_spans {
	VEC(struct span) list;
};
void hits_in(struct query *q, const char *text, size_t len, struct hit_spans *spans);

/* One of either kind. */
struct hit {
	struct span match;           /* in the text; empty: in a note */
	const struct note_hit *note; /* borrowed from the list; NULL: in the text */
};

/* A way over all hits, forward or backward.  A plain value. */
struct walk {
	struct find find;
	bool textless;     /* over the notes alone */
	size_t note;       /* the next is this one (backward: the one before) */
	bool held;         /* a match in the text is found that is still to come */
	struct span match; /* … this */
};

/* Matches in the text from `from` on (backward: before it), notes from that index on
 * (backward: those before it).  `q` NULL: notes alone. */
void walk_init(struct walk *w, const struct article *a, struct query *q, bool backward, size_t from,
	       size_t note);
/* As find_step(). */
enum find_state walk_step(struct walk *w, const struct note_hits *notes, size_t effort,
			  size_t *spent, struct hit *hit);
/* Goes on behind a paragraph (backward: before it). */
void walk_skip(struct walk *w, const struct note_hits *notes, struct span paragraph);

#endif
