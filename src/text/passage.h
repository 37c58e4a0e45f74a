/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage as running text, for copies, lists and exports: what wrapping put
 * into it is gone, what the author put there stays.
 */
#ifndef LUTRIN_TEXT_PASSAGE_H
#define LUTRIN_TEXT_PASSAGE_H

#include "base/span.h"
#include "base/str.h"
#include "text/article.h"

/* Adds the passage to `out`: line ends of a hard-wrapped text, with the white
 * space around them, are one space; those that are meant stay, and an empty line
 * stands between paragraphs; soft hyphens are dropped. */
void passage_text(const struct article *a, struct span passage, struct str *out);

#endif
