/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines and paragraphs of a text, found by local scans: the cost of a call is
 * the length of the paragraph it is about, never that of the text; of one that is
 * remembered it is nothing.  Must not know of encodings, files or indexes.
 */
#ifndef LUTRIN_TEXT_LINES_H
#define LUTRIN_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/span.h"
#include "text/article.h"

#define LINES_KEPT 4
#define LINES_JUDGED 128 /* a power of two */
#define LINES_LONG ((size_t)64 << 10)
#define LINES_HORIZON ((size_t)1 << 20) /* of who is in a hurry */

/* The last long ones that were found, as it would take too long to find them over
 * and over.  Empty spans are none. */
struct lines_kept {
	struct span spans[LINES_KEPT];
	size_t next; /* to be replaced */
};

/* What a paragraph is, which only a look at those around it tells; -1: not asked yet. */
struct lines_judged {
	struct span paragraph;
	signed char furniture; /* furniture.c's: 0 or 1 */
	signed char level;     /* of a heading, heading.c's */
};

struct lines_memory {
	struct lines_kept lines, paragraphs, blanks;
	struct lines_judged judged[LINES_JUDGED];
	size_t least;      /* bytes from which on one is kept */
	size_t horizon;    /* bytes in which the end of a line is looked for; 0: all there are */
	bool cut;          /* one did not end before that, and was ended there */
	struct span title; /* heading.c's, once it is known */
	bool knows_title;
};

/* Where the text is had from by who passes through much of it, instead of looking at it
 * where it is: `len` bytes from `at` on, copied to `room` or not.  NULL: `text` itself. */
struct lines_reader {
	const char *(*read)(const void *from, size_t at, size_t len, char *room);
	const void *from;
};

/* A text as it is cut into paragraphs.  Lines end with LF; a CR before it is
 * white space. */
struct lines {
	const char *text;
	size_t size;
	enum article_paragraphs mode; /* never ARTICLE_AUTO */
	struct lines_memory *memory;  /* borrowed; NULL: none */
	struct lines_reader reader;
};

const char *lines_read(const struct lines *l, size_t at, size_t len, char *room);

/* To be called whenever the text or the mode has changed. */
void lines_forget(struct lines_memory *memory);

/* The place in the memory for what a paragraph is.  It is another's after the next call.
 * NULL: there is no memory. */
struct lines_judged *lines_judged(const struct lines *l, struct span paragraph);

/* White space as it is seen: Unicode's, and what has no width. */
bool lines_is_space(char32_t cp);

/* Past the white space that begins at `at`, and back over that which ends there. */
size_t lines_skip_space(const char *text, size_t at, size_t end);
size_t lines_skip_space_back(const char *text, size_t start, size_t at);

/* The line that holds `offset`, without its LF (which belongs to it). */
struct span lines_at(const struct lines *l, size_t offset);
bool lines_next(const struct lines *l, struct span line, struct span *next);
bool lines_previous(const struct lines *l, struct span line, struct span *previous);
bool lines_is_blank(const struct lines *l, struct span line);

/* As the functions of article.h. */
bool lines_paragraph_at(const struct lines *l, size_t offset, struct span *p);
bool lines_paragraph_after(const struct lines *l, struct span p, struct span *next);
bool lines_paragraph_before(const struct lines *l, struct span p, struct span *previous);

#endif
