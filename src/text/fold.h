/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text as people read it, for comparing: a walk over the code points that a text
 * folds to, each with the bytes it came from.  Two uses: searching (case,
 * accents, ligatures put aside) and anchoring (only typography put aside).
 * Must not know of patterns, matches or graphemes.
 */
#ifndef LUTRIN_TEXT_FOLD_H
#define LUTRIN_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/span.h"

#define FOLD_MARKS 8
#define FOLD_EXPANSION 4 /* of one character at most */

/* One folded character: a base and the marks on it. */
struct fold_unit {
	char32_t base;             /* lower case; runs of white space are one ' '; 0: marks alone */
	bool upper;                /* the source had a capital */
	unsigned char marks;       /* how many of mark[] */
	char32_t mark[FOLD_MARKS]; /* combining marks, canonical order; more are dropped */
	struct span source;        /* bytes; units of one ligature share it */
	bool line_end;             /* white space that held a line end */
	bool blank_line;           /* … that held two or more: between paragraphs */
	bool optional;             /* white space inside guillemets: « a » reads as "a" */
};

/* Walks text[at, end).  A plain value: a copy walks on by itself. */
struct fold {
	const char *text;
	size_t at, end;
	bool opened; /* the last unit was « or ‹ */
	/* What is still to come of an expansion, and the marks of its last unit. */
	char32_t rest[FOLD_EXPANSION], rest_mark[FOLD_EXPANSION];
	unsigned char rest_len, rest_marks;
	struct span rest_source;
	bool rest_upper;
};

void fold_init(struct fold *f, const char *text, size_t start, size_t end);

/* The next unit for searching: case, accents split off; œ æ ﬁ ß … opened;
 * quotes, apostrophes, dashes and ellipses to ' " - ...; white space to one
 * space; soft hyphens and zero-width characters skipped.  False at the end.
 * All units of a text together take time in proportion to its length. */
bool fold_next(struct fold *f, struct fold_unit *unit);

/* Whether a character makes a unit of its own, wherever it stands: it is no mark, no white
 * space and is read. */
bool fold_stands_alone(char32_t cp);

/* The whole of text[start, end) folded for anchoring:
 * runs of white space to one space, quotes, apostrophes, dashes and ellipses to
 * one form (the spaces inside guillemets are part of them), soft hyphens and
 * zero-width characters dropped, NFC; case and accents stay.  Code points, each with
 * its source. */
struct folded {
	char32_t *chars;
	struct span *source;
	size_t len;
};
struct folded *folded_new(const char *text, size_t start, size_t end);
/* Adds text[start, end) behind what is there, which should end before white space or
 * with the text. */
void folded_add(struct folded *f, const char *text, size_t start, size_t end);
void folded_free(struct folded *f);

/* The bytes of its characters [start, end), at least one. */
struct span folded_source(const struct folded *f, size_t start, size_t end);

#endif
