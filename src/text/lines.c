/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line is a span without its LF; a paragraph is grown from one of its lines,
 * backwards and forwards, as far as the mode lets it, then trimmed.  Offsets are
 * bytes of the text.  Nothing is kept between calls but what is long: whoever finds
 * one end of a line or a paragraph first asks the memory for the other.
 */
#include "text/lines.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/utf8.h"

#define LEAP ((size_t)4 << 10)     /* bytes of blank space that are passed over at once */
#define NEAR ((size_t)16 << 10)    /* bytes of a line that are looked at where they are … */
#define STRIDE ((size_t)128 << 10) /* … and that are read in one go */

bool lines_is_space(char32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x200B || cp == 0xFEFF || uc_is_property_white_space(cp);
}

/* Whether a byte is a character that is seen. */
static bool is_graphic(char c)
{
	return c > ' ' && c < 0x7F;
}

size_t lines_skip_space(const char *text, size_t at, size_t end)
{
	while (at < end && !is_graphic(text[at])) {
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
	while (at > start && !is_graphic(text[at - 1])) {
		char32_t cp;
		size_t n = utf8_decode_before(text + start, at - start, &cp);

		if (!lines_is_space(cp))
			break;
		at -= n;
	}
	return at;
}

/* ---- the memory */
void lines_forget(struct lines_memory *memory)
{
	memory->lines = memory->paragraphs = memory->blanks = (struct lines_kept){0};
	memset(memory->judged, 0, sizeof memory->judged);
	memory->knows_title = false;
}

struct lines_judged *lines_judged(const struct lines *l, struct span paragraph)
{
	/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
	size_t at = (uint64_t)paragraph.start * 0x9E3779B97F4A7C15u >> 32 & (LINES_JUDGED - 1);
	struct lines_judged *j;

	if (!l->memory)
		return NULL;
	j = &l->memory->judged[at];
	if (!span_equal(j->paragraph, paragraph))
		*j = (struct lines_judged){.paragraph = paragraph, .furniture = -1, .level = -1};
	return j;
}

/* The one that holds `offset` or ends there. */
static bool recall(const struct lines_kept *kept, size_t offset, struct span *found)
{
	for (size_t i = 0; i < LINES_KEPT; i++) {
		const struct span *s = &kept->spans[i];

		if (s->start <= offset && offset <= s->end && s->start < s->end) {
			*found = *s;
			return true;
		}
	}
	return false;
}

static void keep(struct lines_kept *kept, size_t least, struct span s)
{
	if (span_length(s) < least)
		return;
	for (size_t i = 0; i < LINES_KEPT; i++)
		if (span_equal(kept->spans[i], s))
			return;
	kept->spans[kept->next] = s;
	kept->next = (kept->next + 1) % LINES_KEPT;
}

static bool recall_line(const struct lines *l, size_t offset, struct span *line)
{
	return l->memory && recall(&l->memory->lines, offset, line);
}

static struct span keep_line(const struct lines *l, struct span line)
{
	if (l->memory)
		keep(&l->memory->lines, l->memory->least, line);
	return line;
}

/* The paragraph that has text at `offset`. */
static bool recall_paragraph(const struct lines *l, size_t offset, struct span *p)
{
	return l->memory && recall(&l->memory->paragraphs, offset, p) && offset < p->end;
}

static struct span keep_paragraph(const struct lines *l, struct span p)
{
	if (l->memory)
		keep(&l->memory->paragraphs, l->memory->least, p);
	return p;
}

/* ---- lines */
const char *lines_read(const struct lines *l, size_t at, size_t len, char *room)
{
	return l->reader.read ? l->reader.read(l->reader.from, at, len, room) : l->text + at;
}

/* Most lines end near by.  What is further off is read, in functions that are called for
 * it alone: their room is prepared page by page. */
#define FAR __attribute__((noinline))

static FAR size_t far_start(const struct lines *l, size_t at)
{
	char room[STRIDE];

	for (size_t n; at; at -= n) {
		const char *bytes, *before;

		n = at < STRIDE ? at : STRIDE;
		bytes = lines_read(l, at - n, n, room);
		before = memrchr(bytes, '\n', n);
		if (before)
			return at - n + (size_t)(before - bytes) + 1;
	}
	return 0;
}

static size_t horizon(const struct lines *l, size_t at)
{
	size_t far = l->memory ? l->memory->horizon : 0;

	if (!far || l->size - at <= far)
		return l->size;
	l->memory->cut = true;
	for (at += far; ((unsigned char)l->text[at] & 0xC0) == 0x80;)
		at--;
	return at;
}

static FAR size_t far_end(const struct lines *l, size_t at)
{
	size_t stop = horizon(l, at);
	char room[STRIDE];

	for (size_t n; at < stop; at += n) {
		const char *bytes, *after;

		n = stop - at < STRIDE ? stop - at : STRIDE;
		bytes = lines_read(l, at, n, room);
		after = memchr(bytes, '\n', n);
		if (after)
			return at + (size_t)(after - bytes);
	}
	return stop;
}

static size_t line_start(const struct lines *l, size_t from)
{
	size_t near = from < NEAR ? from : NEAR;
	const char *before = memrchr(l->text + from - near, '\n', near);

	if (before)
		return (size_t)(before - l->text) + 1;
	return near < from ? far_start(l, from - near) : 0;
}

static size_t line_end(const struct lines *l, size_t from)
{
	size_t near = l->size - from < NEAR ? l->size - from : NEAR;
	const char *after = memchr(l->text + from, '\n', near);

	if (after)
		return (size_t)(after - l->text);
	return from + near < l->size ? far_end(l, from + near) : l->size;
}

struct span lines_at(const struct lines *l, size_t offset)
{
	struct span line;

	if (offset > l->size)
		offset = l->size;
	if (recall_line(l, offset, &line))
		return line;
	return keep_line(l, (struct span){line_start(l, offset), line_end(l, offset)});
}

bool lines_next(const struct lines *l, struct span line, struct span *next)
{
	size_t start = line.end + 1;

	if (line.end >= l->size || l->text[line.end] != '\n')
		return false;
	if (!recall_line(l, start, next))
		*next = keep_line(l, (struct span){start, line_end(l, start)});
	return true;
}

bool lines_previous(const struct lines *l, struct span line, struct span *previous)
{
	size_t end = line.start - 1;

	if (!line.start)
		return false;
	if (!recall_line(l, end, previous))
		*previous = keep_line(l, (struct span){line_start(l, end), end});
	return true;
}

/* ---- blank space, of which there may be more than of all else */
/* A stretch of blank space that holds `offset` or ends there. */
static bool recall_blank(const struct lines *l, size_t offset, struct span *blank)
{
	return l->memory && recall(&l->memory->blanks, offset, blank);
}

static struct span keep_blank(const struct lines *l, struct span blank)
{
	if (l->memory)
		keep(&l->memory->blanks, l->memory->least, blank);
	return blank;
}

/* The end of the blank space that begins at `from`.  Most of a long one is a byte over and
 * over, which is faster compared than looked at. */
static size_t blank_end(const struct lines *l, size_t from)
{
	size_t at = from, stop;
	struct span known;

	if (recall_blank(l, from, &known))
		at = known.end;
	do {
		while (l->size - at > LEAP && (l->text[at] == ' ' || l->text[at] == '\n') &&
		       !memcmp(l->text + at, l->text + at + 1, LEAP - 1))
			at += LEAP;
		stop = l->size - at < LEAP ? l->size : at + LEAP;
		at = lines_skip_space(l->text, at, stop);
	} while (at == stop && stop < l->size);
	return keep_blank(l, (struct span){from, at}).end;
}

static size_t blank_start(const struct lines *l, size_t to)
{
	struct span known = {to, to};

	recall_blank(l, to, &known);
	return keep_blank(l, (struct span){lines_skip_space_back(l->text, 0, known.start), to})
		.start;
}

bool lines_is_blank(const struct lines *l, struct span line)
{
	if (span_length(line) >= LEAP)
		return blank_end(l, line.start) >= line.end;
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
	size_t at = blank_end(l, line.end);

	if (at >= l->size)
		return false;
	if (recall_paragraph(l, at, p))
		return true;
	line = lines_at(l, at);
	line.start = at;
	*p = keep_paragraph(l, trim(l, grow_down(l, line)));
	return true;
}

static bool last_above(const struct lines *l, struct span line, struct span *p)
{
	size_t at = blank_start(l, line.start);

	if (!at)
		return false;
	if (recall_paragraph(l, at - 1, p))
		return true;
	line = lines_at(l, at - 1);
	line.end = at;
	*p = keep_paragraph(l, trim(l, grow_up(l, line)));
	return true;
}

bool lines_paragraph_at(const struct lines *l, size_t offset, struct span *p)
{
	struct span line, own, next;

	if (recall_paragraph(l, offset, p))
		return true;
	line = lines_at(l, offset);
	if (lines_is_blank(l, line))
		return first_below(l, line, p) || last_above(l, line, p);
	own.start = grow_up(l, line).start;
	own.end = grow_down(l, line).end;
	*p = keep_paragraph(l, trim(l, own));
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
