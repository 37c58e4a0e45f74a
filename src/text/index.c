/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The points of the walk, in the order of their offsets, about a chunk apart,
 * and `now`, where the walk stands.  Each holds byte offset, code points and
 * paragraphs before it, and what must be known of the line it is in to go on: a
 * paragraph begins with the first character of a line that is not blank, where what
 * is above lets it.  So no more of a line is looked at than where it begins and where
 * it ends, and of a chunk of well-formed text the code points are counted together.
 */
#include "text/index.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

#define STRIDE 32 /* bytes that are counted at once */

struct point {
	size_t offset;
	size_t chars;      /* code points before */
	size_t paragraphs; /* paragraphs that start before */
	bool inside;       /* behind the first character of a line, else in its indent, … */
	bool indented;     /* … of which some is passed */
	bool open;         /* the line above is blank, or there is none */
};

struct index {
	const struct lines *l;
	size_t chunk;
	size_t invalid;
	struct {
		size_t offset, chars;
	} asked;                  /* last: who asks next often asks for what comes soon after */
	VEC(struct point) points; /* the first is the start of the text */
	struct point now;
	char *room; /* for what is read of the text; NULL: nothing was yet */
};

struct index *index_new(const struct lines *l, size_t chunk)
{
	struct index *ix = mem_zalloc(sizeof *ix);

	ix->l = l;
	ix->chunk = chunk;
	ix->now.open = true;
	vec_push(&ix->points, ix->now);
	return ix;
}

void index_free(struct index *ix)
{
	if (!ix)
		return;
	vec_release(&ix->points);
	free(ix->room);
	free(ix);
}

void index_cut(struct index *ix, size_t offset)
{
	size_t n = ix->points.len;

	/* A character that was passed may have begun before what has changed. */
	offset = offset > UTF8_MAX ? offset - UTF8_MAX : 0;
	if (ix->asked.offset > offset)
		ix->asked.offset = ix->asked.chars = 0;
	while (n > 1 && ix->points.items[n - 1].offset > offset)
		n--;
	ix->points.len = n;
	if (ix->now.offset > offset)
		ix->now = ix->points.items[n - 1];
}

/* ---- code points */
/* Passes one code point; adds to `*chars` what it counts for. */
static size_t pass(const struct lines *l, size_t at, size_t *chars, size_t *invalid)
{
	char32_t cp;
	size_t n = utf8_decode(l->text + at, l->size - at, &cp);

	*chars += !(cp == '\r' && at + 1 < l->size && l->text[at + 1] == '\n');
	/* U+FFFD that is in the text has three bytes; only the first part of a
	 * character of four, which begins otherwise, has three as well. */
	*invalid += cp == UTF8_REPLACEMENT && !(n == 3 && (unsigned char)l->text[at] == 0xEF);
	return at + n;
}

/* How many CRs in [at, end) are before an LF. */
static size_t count_crlf(const struct lines *l, size_t at, size_t end)
{
	size_t count = 0;
	const char *cr;

	for (; at < end && (cr = memchr(l->text + at, '\r', end - at));
	     count += l->text[at] == '\n') {
		at = (size_t)(cr - l->text) + 1;
		if (at == l->size)
			break;
	}
	return count;
}

static bool continues(char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Passes the code points that begin before `end`.  Returns where the last one ends. */
static size_t pass_to(const struct lines *l, size_t at, size_t end, size_t *chars, size_t *invalid)
{
	size_t whole = end, count;

	while (whole < l->size && whole - end < UTF8_MAX - 1 && continues(l->text[whole]))
		whole++;
	if (utf8_count_valid(l->text + at, whole - at, &count)) {
		*chars += count - count_crlf(l, at, whole);
		return whole;
	}
	while (at < end)
		at = pass(l, at, chars, invalid);
	return at;
}

/* How many code points begin among the STRIDE bytes from `at` on, of well-formed text. */
static size_t begun(const struct lines *l, size_t at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	uint64_t words[STRIDE / sizeof(uint64_t)], going_on = 0, returns = 0;

	memcpy(words, l->text + at, sizeof words);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		uint64_t w = words[i], cr = w ^ ones * '\r';

		going_on += (w & ~(w << 1) & tops) >> 7;
		returns |= (cr - ones) & ~cr & tops;
	}
	return STRIDE - (size_t)(going_on * ones >> 56) -
	       (returns ? count_crlf(l, at, at + STRIDE) : 0);
}

/* Whether a code point begins at `at`, of well-formed text. */
static bool counts(const struct lines *l, size_t at)
{
	char c = l->text[at];

	return !continues(c) && (c != '\r' || !count_crlf(l, at, at + 1));
}

/* Passes `most` code points of well-formed text, or those before `end`. */
static size_t pass_valid(const struct lines *l, size_t at, size_t end, size_t most, size_t *chars)
{
	size_t left = most, n;

	for (; end - at >= STRIDE && (n = begun(l, at)) <= left; at += STRIDE)
		left -= n;
	for (; at < end && (left || continues(l->text[at])); at++)
		left -= counts(l, at);
	*chars += most - left;
	return at;
}

/* ---- paragraphs */
/* Passes the first character of a line, or what is before it. */
static void pass_indent(const struct lines *l, struct point *point)
{
	char32_t cp;
	size_t n = utf8_decode(l->text + point->offset, l->size - point->offset, &cp);

	if (cp == '\n') {
		point->open = true;
		point->indented = false;
	} else if (lines_is_space(cp)) {
		point->indented = true;
	} else {
		point->paragraphs += l->mode == ARTICLE_LINE || point->open ||
				     (l->mode == ARTICLE_INDENT && point->indented);
		point->inside = true;
		return;
	}
	point->offset += n;
}

/* Passes the rest of a line, or of what is before `end`. */
static void pass_line(const struct lines *l, struct point *point, size_t end)
{
	const char *lf = memchr(l->text + point->offset, '\n', end - point->offset);

	point->offset = lf ? (size_t)(lf - l->text) + 1 : end;
	if (lf)
		point->inside = point->indented = point->open = false;
}

/* Passes the paragraphs that start before `end`, but not more than there are to be
 * `most` before; then the point stands where the last of them starts. */
static void pass_paragraphs(const struct lines *l, struct point *point, size_t end, size_t most)
{
	while (point->offset < end && point->paragraphs < most)
		if (point->inside)
			pass_line(l, point, end);
		else
			pass_indent(l, point);
}

/* ---- the walk */
/* The text from `offset` on as far as `end`, and what must be seen to pass what begins
 * before that. */
static struct lines part_of(struct index *ix, size_t offset, size_t end)
{
	struct lines part = *ix->l;

	if (!ix->room)
		ix->room = mem_alloc(ix->chunk + 2 * UTF8_MAX);

	part.size = part.size - end > UTF8_MAX ? end + UTF8_MAX - offset : part.size - offset;
	part.text = lines_read(ix->l, offset, part.size, ix->room);
	return part;
}

static void pass_chunk(struct index *ix, struct point *now, size_t end)
{
	struct lines part = part_of(ix, now->offset, end);
	size_t from = now->offset;

	now->offset = 0;
	end = pass_to(&part, 0, end - from, &now->chars, &ix->invalid);
	pass_paragraphs(&part, now, end, SIZE_MAX);
	now->offset += from;
}

bool index_step(struct index *ix, size_t bytes)
{
	struct point *now = &ix->now;
	size_t size = ix->l->size;
	size_t end = bytes < size - now->offset ? now->offset + bytes : size;

	while (now->offset < end) {
		size_t last = ix->points.items[ix->points.len - 1].offset;

		pass_chunk(ix, now, end - last > ix->chunk ? last + ix->chunk : end);
		if (now->offset - last >= ix->chunk)
			vec_push(&ix->points, *now);
	}
	return now->offset < size;
}

size_t index_reach(const struct index *ix)
{
	return ix->now.offset;
}

size_t index_invalid(const struct index *ix)
{
	return ix->invalid;
}

static void reach(struct index *ix, size_t offset)
{
	if (ix->now.offset < offset)
		index_step(ix, offset - ix->now.offset);
}

/* ---- questions */
enum measure {
	BY_OFFSET,
	BY_CHARS,
	BY_PARAGRAPHS,
};

static size_t measure(const struct point *point, enum measure by)
{
	return by == BY_OFFSET ? point->offset : by == BY_CHARS ? point->chars : point->paragraphs;
}

/* The last point that measures at most `value`; the first one measures 0.  Where the walk
 * stands is one too: that all of the text has so many paragraphs is told with each page. */
static struct point last_point(const struct index *ix, enum measure by, size_t value)
{
	size_t low = 0, high = ix->points.len;

	if (measure(&ix->now, by) <= value)
		return ix->now;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (measure(&ix->points.items[middle], by) <= value)
			low = middle;
		else
			high = middle;
	}
	return ix->points.items[low];
}

size_t index_position(struct index *ix, size_t offset)
{
	struct point point;
	size_t ignored = 0;

	if (offset > ix->l->size)
		offset = ix->l->size;
	reach(ix, offset);
	point = last_point(ix, BY_OFFSET, offset);
	pass_to(ix->l, point.offset, offset, &point.chars, &ignored);
	return point.chars;
}

size_t index_offset(struct index *ix, size_t position)
{
	size_t at, chars, ignored = 0;
	struct point point;

	while (ix->now.chars < position && index_step(ix, ix->chunk))
		;
	point = last_point(ix, BY_CHARS, position);
	at = point.offset;
	chars = point.chars;
	if (ix->asked.chars <= position && ix->asked.chars > chars) {
		at = ix->asked.offset;
		chars = ix->asked.chars;
	}
	if (!ix->invalid && at < ix->now.offset)
		at = pass_valid(ix->l, at, ix->now.offset, position - chars, &chars);
	/* So many bytes hold at most as many code points as are missing. */
	while (chars < position && at < ix->l->size) {
		size_t left = position - chars, size = ix->l->size - at;

		at = pass_to(ix->l, at, at + (left < size ? left : size), &chars, &ignored);
	}
	ix->asked.offset = at;
	ix->asked.chars = chars;
	return at;
}

size_t index_paragraphs_before(struct index *ix, size_t offset)
{
	struct point point;

	if (offset > ix->l->size)
		offset = ix->l->size;
	reach(ix, offset);
	point = last_point(ix, BY_OFFSET, offset);
	pass_paragraphs(ix->l, &point, offset, SIZE_MAX);
	return point.paragraphs;
}

bool index_paragraph(struct index *ix, size_t number, struct span *p)
{
	struct point point;

	if (!number)
		return false;
	while (ix->now.paragraphs < number && index_step(ix, ix->chunk))
		;
	if (ix->now.paragraphs < number)
		return false;
	point = last_point(ix, BY_PARAGRAPHS, number - 1);
	pass_paragraphs(ix->l, &point, ix->l->size, number);
	return lines_paragraph_at(ix->l, point.offset, p);
}
