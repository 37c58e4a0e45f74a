/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the words of an annotation went in a text that was changed: steps 4 to 7 of
 * anchoring (docs/SIDECAR), for what is not found word for word in its context.
 * Strings are folded code points; must not know of notes, articles or bytes.
 *
 * The candidates are not sought in all of the text but near what it still has of the
 * words and their context, pieces of NEAR_SEED characters: an edit leaves some.  Where
 * nothing comes of that all of the text is looked through, if the caller has the time.
 */
#ifndef LUTRIN_NOTES_NEAR_H
#define LUTRIN_NOTES_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/vec.h"
#include "notes/note.h"

#define NEAR_SEED 8
#define NEAR_CANDIDATES 64 /* that are looked at */

/* Where a quote may stand: its first character, were it unchanged. */
struct near_guess {
	ptrdiff_t at;
	size_t votes;
};

/* A piece of the quote that stands in the text word for word: `offset` in chars[]. */
struct near_piece {
	size_t offset, at, len;
};

/* A quote in its context, and what was found. */
struct near {
	const char32_t *chars; /* prefix, quote, suffix; borrowed */
	size_t len;
	size_t start, end; /* the quote in chars[], not empty */
	size_t expected;   /* where it should be in the text */
	VEC(struct near_guess) guesses;
	VEC(struct near_piece) pieces;
	/* MOVED: these very words; FUZZY: nearly; CHANGED: what stands in their place
	 * now; AMBIGUOUS: the nearest of several; ORPHAN */
	enum note_status status;
	size_t from, to; /* in the text; equal where an orphan's place is known, … */
	bool known;      /* … and nothing where not */
};

/* Fills the guesses and pieces of all, in one walk through the text; near_release() each. */
void near_guess_all(struct near *items, size_t count, const char32_t *text, size_t len);
void near_release(struct near *n);

/* Fills status, from, to, known by the guesses.  `thorough`: where they lead to nothing
 * all of the text is looked through, some milliseconds for a million characters; returns
 * whether that was done. */
bool near_settle(struct near *n, const char32_t *text, size_t len, bool thorough);

#endif
