/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passing over text that cannot hold what is wanted, at the speed of memory.  What a
 * sieve lets through is only worth a look; what it passes over holds no match.  Must
 * not know of paragraphs, or of what makes a match.
 */
#ifndef LUTRIN_SEARCH_SIEVE_H
#define LUTRIN_SEARCH_SIEVE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/fold.h"

struct sieve;

/* For text that folds to the units (borrowed; `upper` and marks are meant, a base of 0
 * is any).  NULL where none of them is a letter or a digit of ASCII. */
struct sieve *sieve_new(const struct fold_unit *wanted, size_t count);
void sieve_free(struct sieve *s);

/* Which of the units a sieve looks for. */
size_t sieve_unit(const struct sieve *s);
/* How many bytes of French text there are for one that it lets through, about. */
size_t sieve_fineness(const struct sieve *s);

/* The first byte in text[from, end) where that unit may begin in a match that begins at
 * `start` or after (at the first or at a later unit of one character: that of "œ" is
 * both its "o" and its "e"); `end` where there is none.  The text goes on to `size`. */
size_t sieve_find(const struct sieve *s, const char *text, size_t start, size_t from, size_t end,
		  size_t size);
/* The last one, in a match that begins anywhere. */
size_t sieve_find_last(const struct sieve *s, const char *text, size_t from, size_t end,
		       size_t size);

#endif
