/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a passage to selectors, and from selectors back to a passage in a text
 * that may have changed (docs/SIDECAR; steps 1 to 3 of the anchoring design:
 * what those do not find is an orphan).  No I/O.
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

/* Finds one note's place; *span is empty for an orphan and for a note on the
 * whole article (which is exact). */
enum note_status anchor_find(const struct note *n, struct article *a, struct span *span);

/* Places all notes of a book, much faster than one after the other. */
void anchor_all(struct notebook *b, struct article *a);

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
