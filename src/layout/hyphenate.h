/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where words may be divided, by libhyphen and the patterns that the system has.
 * Both are looked for when a hyphenator is first made: whoever reads without needs
 * neither.  Must not know of lines: how many letters stay on each side is here, how
 * often a line may end in a hyphen is not.
 */
#ifndef LUTRIN_LAYOUT_HYPHENATE_H
#define LUTRIN_LAYOUT_HYPHENATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "text/article.h"

#define HYPHENATE_BEFORE 2 /* letters that stay on the line at least … */
#define HYPHENATE_AFTER 3  /* … and go to the next */

struct hyphenator;

/* The patterns of a language by its tag ("fr", "en", "en-GB", "de"): the files
 * hyphen/hyph_*.dic of $XDG_DATA_HOME and $XDG_DATA_DIRS, a region's own before its
 * language's.  NULL where there are none, or lutrin was built without libhyphen. */
struct hyphenator *hyphenator_new(const char *language, struct err *err);
/* The same for another thread, to be freed before it; NULL where it cannot be had. */
struct hyphenator *hyphenator_share(const struct hyphenator *h);
void hyphenator_free(struct hyphenator *h);

/* What the settings `hyphenate` ("auto", "no" or a tag), `language` ("auto" or a
 * tag) and `justify` come to for an article.  NULL: words are not divided; then `err`
 * says why where a tag was named and cannot be had, else it is empty.  "auto" divides
 * in justified text alone: ragged lines do without. */
struct hyphenator *hyphenator_choose(const char *hyphenate, const char *language, bool justify,
				     struct article *a, struct err *err);

/* Fills points[0, len): whether the word of `len` bytes of UTF-8, letters with
 * apostrophes and hyphens between, may be divided before the byte of the same index. */
void hyphenator_points(struct hyphenator *h, const char *word, size_t len, bool *points);

/* The library's name and whether it can be loaded, for --version. */
const char *hyphenate_library(bool *there);

#endif
