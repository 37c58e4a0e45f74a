/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where sentences and words begin and end, inside one paragraph.  French first:
 * knows « », M., Mme, etc., p. 12, …, decimals, initials.  Words are Unicode's
 * (UAX #29) with French apostrophes and hyphens taken as readers do.
 */
#ifndef LUTRIN_TEXT_SENTENCE_H
#define LUTRIN_TEXT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* The sentence of `paragraph` that holds `offset` (clamped into it), without
 * the white space after it.  White space between two belongs to the first. */
struct span sentence_at(const char *text, struct span paragraph, size_t offset);

/* The word that holds `offset`, else the next one in the paragraph, else the
 * last; an empty span where the paragraph has no word, or none within 64 KiB, as it is
 * for all of these.  "l'" and "homme" are two words, "aujourd'hui" and "arc-en-ciel" one. */
struct span word_at(const char *text, struct span paragraph, size_t offset);

/* The next word that starts after `offset`, or the last that starts before. */
bool word_after(const char *text, struct span paragraph, size_t offset, struct span *word);
bool word_before(const char *text, struct span paragraph, size_t offset, struct span *word);

#endif
