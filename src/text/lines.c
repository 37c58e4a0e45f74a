/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line is a span without its LF; a paragraph is grown from one of its lines,
 * backwards and forwards, as far as the mode lets it, then trimmed.  Offsets are
 * bytes of the text.  Nothing is kept between calls.
 */
#include "text/lines.h"

#include <string.h>
#include <unictype.h>

#include "base/utf8.h"

bool lines_is_space(char32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x200B || cp == 0xFEFF || uc_is_property_white_space(cp);
}

size_t lines_skip_space(const char *text, size_t at, size_t end)
{
	while (at < end) {
		char32_t cp;
		size_t n = utf8_decode(text + at, end - at, &cp);

		if (!lines_is_space(cp))
			break;
		at += n;
	}
	return at;
}

size_t lines_skip_space_back(const char *text, size_t start, size_t at)
{
	while (at > start) {
		char32_t cp;
		size_t n = utf8_decode_before(text + start, at - start, &cp);

		if (!lines_is_space(cp))
			break;
		at -= n;
	}
	return at;
}

struct span lines_at(const struct lines *l, size_t offset)
{
	const char *before, *after;
	struct span line = {0, l->size};

	if (offset > l->size)
		offset = l->size;
	before = offset ? memrchr(l->text, '\n', offset) : NULL;
	after = offset < l->size ? memchr(l->text + offset, '\n', l->size - offset) : NULL;
	if (before)
		line.start = (size_t)(before - l->text) + 1;
	if (after)
		line.end = (size_t)(after - l->text);
	return line;
}

bool lines_next(const struct lines *l, struct span line, struct span *next)
{
	const char *after;

	if (line.end >= l->size)
		return false;
	next->start = line.end + 1;
	after = next->start < l->size ? memchr(l->text + next->start, '\n', l->size - next->start)
				      : NULL;
	next->end = after ? (size_t)(after - l->text) : l->size;
	return true;
}

bool lines_previous(const struct lines *l, struct span line, struct span *previous)
{
	const char *before;

	if (!line.start)
		return false;
	previous->end = line.start - 1;
	before = previous->end ? memrchr(l->text, '\n', previous->end) : NULL;
	previous->start = before ? (size_t)(before - l->text) + 1 : 0;
	return true;
}

bool lines_is_blank(const struct lines *l, struct span line)
{
	return lines_skip_space(l->text, line.start, line.end) == line.end;
}

/* Whether two lines that stand together are of different paragraphs. */
static bool is_border(const struct lines *l, struct span above, struct span below)
{
	if (l->mode == ARTICLE_LINE || lines_is_blank(l, above) || lines_is_blank(l, below))
		return true;
	return l->mode == ARTICLE_INDENT &&
	       lines_skip_space(l->text, below.start, below.end) > below.start;
}

static struct span trim(const struct lines *l, struct span s)
{
	s.start = lines_skip_space(l->text, s.start, s.end);
	s.end = lines_skip_space_back(l->text, s.start, s.end);
	return s;
}

static struct span grow_down(const struct lines *l, struct span line)
{
	struct span all = line, below;

	for (; lines_next(l, line, &below) && !is_border(l, line, below); line = below)
		all.end = below.end;
	return all;
}

static struct span grow_up(const struct lines *l, struct span line)
{
	struct span all = line, above;

	for (; lines_previous(l, line, &above) && !is_border(l, above, line); line = above)
		all.start = above.start;
	return all;
}

/* The paragraph that begins with the first line after `line` that is not blank. */
static bool first_below(const struct lines *l, struct span line, struct span *p)
{
	while (lines_next(l, line, &line)) {
		if (lines_is_blank(l, line))
			continue;
		*p = trim(l, grow_down(l, line));
		return true;
	}
	return false;
}

static bool last_above(const struct lines *l, struct span line, struct span *p)
{
	while (lines_previous(l, line, &line)) {
		if (lines_is_blank(l, line))
			continue;
		*p = trim(l, grow_up(l, line));
		return true;
	}
	return false;
}

bool lines_paragraph_at(const struct lines *l, size_t offset, struct span *p)
{
	struct span line = lines_at(l, offset), own, next;

	if (lines_is_blank(l, line))
		return first_below(l, line, p) || last_above(l, line, p);
	own.start = grow_up(l, line).start;
	own.end = grow_down(l, line).end;
	*p = trim(l, own);
	/* Behind its last word is blank space already. */
	if (offset >= p->end && first_below(l, own, &next))
		*p = next;
	return true;
}

bool lines_paragraph_after(const struct lines *l, struct span p, struct span *next)
{
	return first_below(l, lines_at(l, p.end), next);
}

bool lines_paragraph_before(const struct lines *l, struct span p, struct span *previous)
{
	return last_above(l, lines_at(l, p.start), previous);
}
