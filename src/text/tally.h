/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many words a text has.
 *
 * A word is what a word processor counts: what stands between white space, where it holds
 * a letter or a digit.  So « l’homme » and « arc-en-ciel » are one word each, as in the
 * speeds of reading that have been measured; the signs that French sets apart (« » : ! ?)
 * are none; a number whose digits stand in groups is one.  Ideographs and kana count one
 * each.  (The motions of a selection take « l’ » and « homme » for two: text/sentence.h.)
 *
 * Counting goes by steps, through some 400 MB a second; a text of more than 16 MiB is
 * estimated from samples all over it.  Must not know of the reader, or of time.
 */
#ifndef LUTRIN_TEXT_TALLY_H
#define LUTRIN_TEXT_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "text/article.h"

/* The words that begin in these bytes, at once. */
size_t tally_count(const char *text, size_t len);

struct tally;

/* `a` is borrowed and may grow.  `large`: bytes from which on words are estimated; 0: the
 * usual. */
struct tally *tally_new(const struct article *a, size_t large);
void tally_free(struct tally *t);

/* The text has grown at its end. */
void tally_grown(struct tally *t);

/* Whether there is something left to count; a step passes through about `bytes`. */
bool tally_busy(const struct tally *t);
void tally_step(struct tally *t, size_t bytes);

/* The words that begin in the span, once nothing is left to count; of a text that is
 * counted, as soon as the walk has passed it. */
size_t tally_words(const struct tally *t, struct span span);
/* Whether words are estimated. */
bool tally_is_estimate(const struct tally *t);

#endif
