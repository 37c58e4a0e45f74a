/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph set in lines of so many cells, and the walk from a line to its
 * glyphs, by which the screen, `print` and the mouse agree on what stands where.
 * Must not know of the screen.
 */
#ifndef LUTRIN_LAYOUT_PARAGRAPH_H
#define LUTRIN_LAYOUT_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "layout/hyphenate.h"
#include "text/article.h"

struct layout_options {
	int width;                    /* cells, at least 1 */
	bool justify;                 /* lines come up to the right, but the last ones */
	struct hyphenator *hyphenate; /* borrowed; NULL: words are not divided */
};

/* A line: the bytes it shows, without the white space around them.  Every line
 * of a paragraph that is not blank holds at least one grapheme, even one wider
 * than the line: nothing else is ever wider. */
struct line {
	struct span span;
	int indent;    /* cells before the first glyph (verse and lists keep theirs, what
			* wraps of an item stands under its text: up to half of the width) */
	int width;     /* cells of its glyphs, indent not counted */
	int stretch;   /* of these, cells that its spaces were given to justify it */
	int gaps;      /* runs of white space that they are spread over, … */
	int still;     /* … which come behind so many that are not */
	bool mirrored; /* see fit_gap() */
	bool plain;    /* drawn as the bytes of its span are, a cell for each character; a
			* line end in it as a space */
	bool hyphen;   /* ends in a hyphen that is shown only, and in no span */
};

/* The lines of a paragraph, in order; each byte of the paragraph is in at most
 * one line, only white space in none. */
struct paragraph {
	struct span span;
	struct line *lines;
	size_t count; /* at least 1 */
};

/* Sets a paragraph, or a part of one that begins and ends between words (a block
 * of a huge one: layout/block.h), which then is set as if what is around it were
 * there.  Headings are neither justified nor divided. */
struct paragraph *paragraph_set(const struct article *a, struct span span,
				const struct layout_options *options);
void paragraph_free(struct paragraph *p);

/* Index of the line that holds `offset`; white space between two lines belongs
 * to the first. */
size_t paragraph_line_at(const struct paragraph *p, size_t offset);

/* One thing drawn: a grapheme, or a run of white space (line ends and the
 * indentation after them included) that shows as one space or wider. */
struct glyph {
	struct span span; /* bytes of the article; empty: the hyphen of a line's end */
	int column;       /* cells from the column's left edge, indent included */
	int width;        /* cells; 0: nothing is drawn (soft hyphen, zero width) */
	const char *text; /* what to draw: `len` bytes, no control among them */
	size_t len;
	int gap; /* runs of white space before it in the line */
};

/* `for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g);)`: the
 * glyphs of a line from left to right.  `g` also carries the column on: begin
 * with g = (struct glyph){0}.  Borrowed text lives as long as the article. */
bool line_next_glyph(const struct article *a, const struct line *line, size_t *at, struct glyph *g);

#endif
