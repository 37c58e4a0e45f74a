/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cuts are numbered.  Cut k is looked for in the half of a block that begins k
 * blocks behind the start of the paragraph, so that they are in order however far
 * each is moved.  Offsets are bytes of the article.
 */
#include "layout/block.h"

#include <string.h>

#include "base/utf8.h"
#include "layout/grapheme.h"
#include "layout/linebreak.h"
#include "text/lines.h"

#define WINDOW 1024 /* bytes looked at for a place to cut */
#define HEAD 64     /* … of which the first words may be parts of words */

/* Copies text[from, from + len) for linebreak_find(), which wants one line of
 * well-formed text. */
static void clean_copy(char *copy, const char *text, size_t from, size_t len)
{
	char32_t cp;

	memcpy(copy, text + from, len);
	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(copy + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT)
			memset(copy + at, '^', n);
		else if (cp == '\n' || cp == '\r' || cp == '\t')
			copy[at] = ' ';
	}
}

/* Where a line may break after a space in text[from, from + len), else `from`. */
static size_t space_cut(const char *text, size_t from, size_t len)
{
	char copy[WINDOW], breaks[WINDOW];
	size_t first = 0;

	clean_copy(copy, text, from, len);
	linebreak_find(copy, len, true, breaks);
	for (size_t i = 1; i < len; i++) {
		if (breaks[i] != LINEBREAK_MAY || copy[i - 1] != ' ')
			continue;
		if (!first || i >= HEAD)
			first = i;
		if (i >= HEAD)
			break;
	}
	return from + first;
}

static size_t cut_at(const struct article *a, struct span paragraph, size_t k, size_t size)
{
	const char *text = article_text(a), *line;
	size_t at = paragraph.start + k * size, room = size / 2, from, end;

	if (!k || at >= paragraph.end || paragraph.end - at <= room)
		return k ? paragraph.end : paragraph.start;
	from = grapheme_floor(text, paragraph.start, at, paragraph.end);
	if (from < at)
		from += grapheme_length(text, from, paragraph.end);
	end = grapheme_floor(text, from, at + (room < WINDOW / 2 ? room : WINDOW / 2),
			     paragraph.end);
	/* A line of the author's stays whole, with its indentation. */
	line = article_paragraphs(a) == ARTICLE_LINE ? NULL : memchr(text + from, '\n', end - from);
	if (line)
		return lines_skip_space(text, (size_t)(line - text), at + room);
	return space_cut(text, from, end - from);
}

struct span block_at(const struct article *a, struct span paragraph, size_t offset, size_t size)
{
	size_t k, cut;

	if (!size)
		size = BLOCK_SIZE;
	if (size < BLOCK_LEAST)
		size = BLOCK_LEAST;
	if (span_length(paragraph) <= size + size / 2)
		return paragraph;
	if (offset < paragraph.start)
		offset = paragraph.start;
	if (offset >= paragraph.end)
		offset = paragraph.end - 1;
	k = (offset - paragraph.start) / size;
	cut = cut_at(a, paragraph, k, size);
	/* The end of the paragraph may be cut k, where the last half has no block. */
	if (offset < cut)
		return (struct span){cut_at(a, paragraph, k - 1, size), cut};
	return (struct span){cut, cut_at(a, paragraph, k + 1, size)};
}
