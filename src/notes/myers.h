/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Approximate matching: where a text reads nearly as a pattern, an insertion, a
 * deletion or a substitution of a code point counting one.  Must not know what the
 * strings stand for.
 *
 * Gene Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching Based on
 * Dynamic Programming", Journal of the ACM 46/3, 1999, in its form for patterns of
 * any length: columns are words of 64 rows, and only those words are worked out whose
 * rows may still come to a match.
 */
#ifndef LUTRIN_NOTES_MYERS_H
#define LUTRIN_NOTES_MYERS_H

#include <stddef.h>
#include <uchar.h>

#include "base/vec.h"

/* A pattern made ready. */
struct myers;

struct myers *myers_new(const char32_t *pattern, size_t len); /* copied; not empty */
void myers_free(struct myers *m);
size_t myers_length(const struct myers *m);

/* A match: text[start, end) and its distance from the pattern. */
struct myers_match {
	size_t start, end, distance;
};
struct myers_matches {
	VEC(struct myers_match) items;
};

/* Adds the matches at most `most` away, the least one of each place, in the order of
 * their ends: no two of them end within half of the pattern's length. */
void myers_find(struct myers *m, const char32_t *text, size_t len, size_t most,
		struct myers_matches *found);

/* The least distance of any part of the text, an empty one too: at most the length of
 * the pattern. */
size_t myers_least(struct myers *m, const char32_t *text, size_t len);

#endif
