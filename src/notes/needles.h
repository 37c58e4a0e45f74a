/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many strings sought in one text in few walks through it, so that a thousand
 * quotes cost little more than one.  Strings are arrays of code points; must not
 * know what they stand for.
 */
#ifndef LUTRIN_NOTES_NEEDLES_H
#define LUTRIN_NOTES_NEEDLES_H

#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/vec.h"

struct needle {
	const char32_t *chars; /* borrowed; of length 0: never found */
	size_t len;
	size_t limit;      /* looked for until found so many times */
	VEC(size_t) found; /* where it begins in the text, ascending */
	/* for the search */
	uint64_t hash;
	struct needle *next;
};

/* Fills `found` of each needle; the caller releases it. */
void needles_search(struct needle *needles, size_t count, const char32_t *text, size_t len);

#endif
