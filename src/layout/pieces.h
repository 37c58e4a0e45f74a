/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to the pieces that lines are made of (layout/fit.h), a stretch at a
 * time: what stands between two line ends that the author meant.  Must not know
 * which lines come of them.
 */
#ifndef LUTRIN_LAYOUT_PIECES_H
#define LUTRIN_LAYOUT_PIECES_H

#include "base/vec.h"
#include "layout/fit.h"
#include "layout/hyphenate.h"
#include "text/article.h"

struct pieces {
	/* Of the stretch taken last.  One is odd where it, or the white space after it, is
	 * not drawn as its bytes are, a line end as a space. */
	VEC(struct piece) items;
	bool ended; /* it ends with a line end that was meant … */
	int indent; /* … after which stands white space of so many cells */

	/* for this module alone */
	const struct article *article;
	const char *text; /* of the article */
	struct span span; /* what is cut into pieces */
	struct hyphenator *hyphenate;
	size_t at;        /* where the next stretch begins */
	size_t from;      /* what the two below begin with: a bit before the span */
	char *breaks;     /* LINEBREAK_… of each byte */
	bool bound;       /* what comes next belongs to the word before */
	VEC(bool) points; /* of a word */
};

/* `span` is a paragraph or a part of one; `hyphenate` may be NULL. */
void pieces_init(struct pieces *p, const struct article *a, struct span paragraph, struct span span,
		 struct hyphenator *hyphenate);
void pieces_release(struct pieces *p);

/* Whether the line end at `offset` of the span was meant. */
bool pieces_end_line(const struct pieces *p, size_t offset);

/* Takes the next stretch; none of its pieces is wider than `most` cells, unless it
 * is a single cluster.  False: there is none. */
bool pieces_take(struct pieces *p, int most);

/* Bytes of the run of white space at `at`; *tabs are counted in it. */
size_t pieces_white(const char *text, size_t at, size_t end, int *tabs);

#endif
