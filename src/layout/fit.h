/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The choice of line ends.  A stretch of text is pieces, which no line breaks, and
 * joints between them; what the pieces hold is not known here.  Widths are cells.
 */
#ifndef LUTRIN_LAYOUT_FIT_H
#define LUTRIN_LAYOUT_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* What stands between a piece and the next one. */
enum joint {
	JOINT_TIED,   /* a space that holds together what it stands between */
	JOINT_SPACE,  /* a space */
	JOINT_NONE,   /* nothing, but a break may stand here */
	JOINT_HYPHEN, /* nothing, and a line that ends here shows a hyphen */
	JOINT_END,    /* the end of the stretch */
};

struct piece {
	struct span span; /* bytes of the article; for the caller alone … */
	bool odd;         /* … as this is: not drawn as its bytes are */
	int width;
	int tabs; /* in the white space after it */
	enum joint after;
};

struct fit {
	int width;    /* of a line */
	int indent;   /* of the first line … */
	int hang;     /* … and of the others; both less than `width` */
	int still;    /* gaps at the start of the first line that are never spread */
	bool justify; /* lines are to be spread (fit_line) */
	bool ends;    /* the last line is that of a paragraph: it may be short */
};

/* The pieces [first, next) as a line. */
struct fit_line {
	int width;   /* of its pieces, spaces and hyphen, as they are */
	int gaps;    /* runs of white space in it that may be spread */
	int stretch; /* cells to be spread over the gaps: two for each at most */
	bool hyphen;
};

/* Fills ends[]: for each line, the index behind its last piece; as many as there
 * are pieces at most.  Returns the number of lines.
 *
 * A line is as wide as it may be; only a single piece may be wider.  Tied pieces
 * part only where no line can hold them.  At most two lines in a row end in a
 * hyphen that was not forced.
 *
 * fit_total() takes the stretch as a whole (Knuth and Plass, "Breaking Paragraphs
 * into Lines", 1981, with squares of cells): what it makes least is the sum of the
 * squared shortfalls of all lines but the last, with demerits for hyphens and for
 * a last line of hardly a word.  fit_greedy() fills lines one by one: that is for
 * text with tabs, whose columns depend on where the line began. */
size_t fit_total(const struct piece *pieces, size_t count, const struct fit *how, size_t *ends);
size_t fit_greedy(const struct piece *pieces, size_t count, const struct fit *how, size_t *ends);

/* What a line comes to; `last`: it is the last of the stretch. */
struct fit_line fit_line(const struct piece *pieces, size_t first, size_t next,
			 const struct fit *how, bool last);

/* Extra cells of gap `gap` (from 0) of a line; over all gaps they come to `stretch`.
 * `mirrored`: the wider gaps stand rather right than left, so that those of two
 * lines do not make a river. */
int fit_gap(int stretch, int gaps, int gap, bool mirrored);

/* Cells of a run of white space that begins at `column`. */
int fit_space(int column, int tabs);
#define FIT_TAB 8
#define FIT_TABS_MAX 8

#endif
