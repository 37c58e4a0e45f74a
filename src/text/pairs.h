/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands between two signs that belong together: quotations, parentheses, brackets,
 * and what a sentence says aside between dashes.  Inside one paragraph, and near a place:
 * a paragraph may be as long as the article.  Knows nothing of selections.
 */
#ifndef LUTRIN_TEXT_PAIRS_H
#define LUTRIN_TEXT_PAIRS_H

#include <stdbool.h>

#include "base/span.h"
#include "base/vec.h"

enum {
	PAIR_GUILLEMETS = 1,  /* « » ‹ › */
	PAIR_QUOTES = 2,      /* “ ” „ “ " " */
	PAIR_APOSTROPHES = 4, /* ‘ ’ */
	PAIR_PARENTHESES = 8,
	PAIR_BRACKETS = 16,
	PAIR_BRACES = 32,
	PAIR_DASHES = 64, /* — – or - with blanks around it; the second may be the sentence's end */
	PAIR_QUOTATIONS = PAIR_GUILLEMETS | PAIR_QUOTES | PAIR_APOSTROPHES,
	PAIR_ALL = 127,
};

struct pair {
	struct span outer; /* with its signs */
	struct span inner; /* without them and the blanks inside; may be empty */
	unsigned kind;
};

struct pairs {
	VEC(struct pair) list; /* as they end */
};

/* The pairs of a paragraph, as far as both signs are within 16 KiB of `offset`.  A sign
 * without its other is none.  pairs_release() after it. */
void pairs_find(struct pairs *pairs, const char *text, struct span paragraph, size_t offset);
void pairs_release(struct pairs *pairs);

#endif
