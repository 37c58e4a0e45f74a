/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a passage to selectors, and from words to the passages that read so
 * (docs/SIDECAR).  Annotations are found again by notes/anchoring.h.  No I/O.
 */
#ifndef LUTRIN_NOTES_ANCHOR_H
#define LUTRIN_NOTES_ANCHOR_H

#include "notes/notebook.h"
#include "text/article.h"

#define ANCHOR_CONTEXT 64     /* code points of prefix and suffix */
#define ANCHOR_MOST (1 << 20) /* bytes: a longer passage is not to be quoted */

/* Fills quote, prefix, suffix, start, end, span; status exact.  The span's ends
 * are moved outwards to grapheme borders. */
void anchor_describe(struct note *n, struct article *a, struct span span);

/* The same without counting what is before the passage, which takes its time in a long
 * text: start and end are zero until anchor_count(). */
void anchor_mark(struct note *n, const struct article *a, struct span span);
void anchor_count(struct note *n, struct article *a);

/* The reader's word on where a note belongs: describes the passage anew, and keeps the
 * selectors that it had as "previous". */
void anchor_confirm(struct note *n, struct article *a, struct span span);

/* All passages that read as `quote` (folded for anchoring), optionally after
 * `prefix` and before `suffix` (NULL: any; a space between may be left out);
 * yours to free with vec_release. */
struct anchor_spans {
	struct span *items;
	size_t len, cap;
};
void anchor_quote(struct article *a, const char *quote, const char *prefix, const char *suffix,
		  struct anchor_spans *found);

#endif
