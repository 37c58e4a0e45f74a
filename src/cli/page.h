/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text set in lines and written to a string: what `print` makes of paragraphs, and
 * other commands of longer texts.
 */
#ifndef LUTRIN_CLI_PAGE_H
#define LUTRIN_CLI_PAGE_H

#include "base/span.h"
#include "base/str.h"
#include "layout/paragraph.h"

/* A paragraph of an article, or a block of one (layout/block.h). */
void page_add_block(struct str *out, const struct article *a, struct span block,
		    const struct layout_options *layout);

/* A text of its own, read as an article in that mode.  `first` begins its first
 * line, as many spaces the others, all inside the width.  Blank lines between
 * paragraphs are dropped. */
void page_add_text(struct str *out, const char *text, size_t len, enum article_paragraphs mode,
		   const char *first, const struct layout_options *layout);

#endif
