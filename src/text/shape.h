/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a text was typed: a paragraph a line, wrapped by hand with blank lines
 * between or with indents, or in verse; and which of its line ends are meant.
 * Judged by a sample from the start, so the whole text need not be read.
 */
#ifndef LUTRIN_TEXT_SHAPE_H
#define LUTRIN_TEXT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/lines.h"

struct shape {
	enum article_paragraphs mode; /* never ARTICLE_AUTO */
	/* Columns that a line of running text comes up to: where it and the next
	 * word would not take more, it ended early.  SIZE_MAX: all lines do. */
	size_t wrap;
	/* Columns beyond which a line of several words was never wrapped at all. */
	size_t most;
};

/* `wanted`: the mode, or ARTICLE_AUTO to find it out. */
struct shape shape_find(const char *text, size_t size, enum article_paragraphs wanted);

/* As article_break_is_meant(). */
bool shape_break_is_meant(const struct shape *s, const struct lines *l, struct span paragraph,
			  size_t offset);

/* As article_join_lines(). */
void shape_join_lines(const struct shape *s, const struct lines *l, struct span paragraph,
		      struct span span, char *copy);

/* Whether the line is a drawn rule or an underline: "----", "=====", "* * *". */
bool shape_is_rule(const char *text, struct span line);

/* Whether it begins as an item of a list, a quoted line or a line of dialogue. */
bool shape_is_item(const char *text, struct span line);

/* As article_hanging(). */
size_t shape_hanging(const struct shape *s, const struct lines *l, struct span paragraph,
		     size_t offset);

#endif
