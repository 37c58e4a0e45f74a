/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching an article from a place, forwards and backwards, paragraph by
 * paragraph; in slices, so that a long search never stops the keyboard.  Effort is
 * counted in bytes that are passed over at the speed of memory: a paragraph that is
 * looked at costs many times its length.  Memory stays flat, however much matches.
 */
#ifndef LUTRIN_SEARCH_FIND_H
#define LUTRIN_SEARCH_FIND_H

#include "search/query.h"
#include "text/article.h"

/* The first match that starts at or after `from`, or the last that starts
 * before `from`.  No wrapping round. */
bool find_next(const struct article *a, struct query *q, size_t from, struct span *match);
bool find_previous(const struct article *a, struct query *q, size_t from, struct span *match);

/* The same in slices.  A plain value; the text may grow meanwhile. */
struct find {
	const struct article *article; /* borrowed, as is the query */
	struct query *query;
	bool backward;
	size_t from;           /* matches start from here on (backwards: before) */
	size_t at;             /* the search goes on here */
	struct span paragraph; /* that is looked at; empty: looking for one */
	size_t held;           /* text between here and `at` may still take memory */
	size_t piece;          /* bytes that are passed over next */
};

enum find_state { FIND_GOES_ON, FIND_FOUND, FIND_NOTHING };

void find_init(struct find *f, const struct article *a, struct query *q, bool backward,
	       size_t from);
/* Searches on to a match, until `*spent`, to which what it takes is added, is `effort`.
 * Forwards, the next step goes on behind the match. */
enum find_state find_step(struct find *f, size_t effort, size_t *spent, struct span *match);

/* Counting all matches, in order.  Where they are is known to some KiB, and found again
 * when it is asked for. */
struct finder;
struct finder *finder_new(const struct article *a, struct query *q); /* borrows both */
/* Those that start elsewhere are not counted; `wanted` NULL: all are.  Before the first step. */
struct find_only {
	bool (*wanted)(const void *context, size_t offset);
	const void *context;
};
void finder_count_only(struct finder *f, struct find_only only);
void finder_free(struct finder *f);
/* Counts on, for about `effort`; false when all are counted (so far: a stream
 * may grow, then it goes on). */
bool finder_step(struct finder *f, size_t effort);
size_t finder_count(const struct finder *f);
/* Index of the first match that ends after `offset` (the count: none). */
size_t finder_index(struct finder *f, size_t offset);
/* Where the first match that is known begins that starts at `offset` or later (SIZE_MAX:
 * there is none); quicker than finder_index(). */
size_t finder_next(const struct finder *f, size_t offset);

#endif
