/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What searching and filtering keep.  For modes.h.
 */
#ifndef LUTRIN_APP_MODES_SEARCH_H
#define LUTRIN_APP_MODES_SEARCH_H

#include "app/hits.h"

struct search {
	struct query *query; /* NULL: none */
	struct finder *finder;
	bool backward;
	struct note_hits notes;
	struct span current; /* the match that was gone to; empty: none yet, or in a note: */
	struct {
		char *id; /* NULL: in none */
		struct span match;
	} in_note;
	bool counted; /* all matches are known */
	/* The way to the match that is to be gone to; idle time goes on with it. */
	bool seeking;
	struct walk walk;
	size_t note_from; /* notes behind this place are to come, until they are known */
	int left;         /* matches still to be met, the one to go to among them */
	bool round;       /* the search has gone on at the other end … */
	bool met;         /* … and has met something on its way */
};

/* Only paragraphs that match are shown: those of some runs, which grow down and up from
 * where the reader was. */
struct filter {
	char *pattern;       /* NULL: no filter */
	struct query *query; /* NULL: what the pattern says of notes is wanted */
	int context;         /* paragraphs around those that match */
	struct note_hits notes;
	struct walk down, up;
	bool down_done, up_done;
	VEC(struct span) below, above; /* from the first paragraph to the end of the last */
	size_t count;                  /* paragraphs that match */
	size_t last;                   /* where the last that was found downwards starts */
	size_t size;                   /* of the text that was passed through downwards */
};

#endif
