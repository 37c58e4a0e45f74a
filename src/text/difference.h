/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a short text: word by word, which are the same, which are gone and
 * which are new.  The longest common subsequence of words (Wagner and Fischer, 1974),
 * after the words at both ends that are the same.
 */
#ifndef LUTRIN_TEXT_DIFFERENCE_H
#define LUTRIN_TEXT_DIFFERENCE_H

#include <stddef.h>

#include "base/str.h"
#include "base/vec.h"

enum difference_kind { DIFFERENCE_SAME, DIFFERENCE_OLD, DIFFERENCE_NEW };

/* Words in a row, with the white space behind them; bytes of one of the two texts. */
struct difference_part {
	enum difference_kind kind;
	const char *text;
	size_t len;
};

struct difference {
	VEC(struct difference_part) parts;
};

/* Two strings of UTF-8, which must outlive the difference.  White space of any kind
 * is alike.  Where both are long and have little in common all is old, then new. */
void difference_find(const char *old, const char *new, struct difference *out);
void difference_release(struct difference *d);

/* As a line of text: [-old-]{+new+}, white space as one space. */
void difference_write(const struct difference *d, struct str *out);

#endif
