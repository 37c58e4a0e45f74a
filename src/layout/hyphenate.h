/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where words may be divided, by libhyphen and the patterns that the system has.
 * Must not know of lines: how many letters stay on each side is here, how often a
 * line may end in a hyphen is not.
 */
#ifndef LUTRIN_LAYOUT_HYPHENATE_H
#define LUTRIN_LAYOUT_HYPHENATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct hyphenator;

/* The patterns of a language by its tag ("fr", "en", "en-GB", "de"); NULL where the
 * system has none, or lutrin was built without libhyphen. */
struct hyphenator *hyphenator_new(const char *language, struct err *err);
void hyphenator_free(struct hyphenator *h);

/* Fills points[0, len): whether the word of `len` bytes of UTF-8 may be divided
 * before the byte of the same index; at least 2 letters stay before and 3 after.
 * A soft hyphen in the word says all there is to say: such a word has none. */
void hyphenator_points(struct hyphenator *h, const char *word, size_t len, bool *points);

#endif
