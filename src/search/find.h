/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching an article from a place, forwards and backwards, paragraph by
 * paragraph; in slices, so that a long search never stops the keyboard.
 */
#ifndef LUTRIN_SEARCH_FIND_H
#define LUTRIN_SEARCH_FIND_H

#include "search/query.h"
#include "text/article.h"

/* The first match that starts at or after `from`, or the last that starts
 * before `from`.  No wrapping round. */
bool find_next(const struct article *a, struct query *q, size_t from, struct span *match);
bool find_previous(const struct article *a, struct query *q, size_t from, struct span *match);

/* Collecting all matches, in order. */
struct finder;
struct finder *finder_new(const struct article *a, struct query *q); /* borrows both */
void finder_free(struct finder *f);
/* Searches about `bytes` more; false when all is searched (so far: a stream
 * may grow, then it goes on). */
bool finder_step(struct finder *f, size_t bytes);
const struct span *finder_matches(const struct finder *f, size_t *count);
/* Index of the first match that ends after `offset` (count: none). */
size_t finder_index(const struct finder *f, size_t offset);

#endif
