/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one coordinate of the program: byte offsets into an article's text
 * (UTF-8).  Hits, notes, selections, lines and sentences are all spans.
 * Knows nothing of what the bytes are.
 */
#ifndef LUTRIN_BASE_SPAN_H
#define LUTRIN_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes [start, end). */
struct span {
	size_t start, end;
};

static inline size_t span_length(struct span s)
{
	return s.end - s.start;
}

static inline bool span_empty(struct span s)
{
	return s.end <= s.start;
}

static inline bool span_holds(struct span s, size_t offset)
{
	return s.start <= offset && offset < s.end;
}

static inline bool span_overlaps(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

static inline bool span_equal(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

#endif
