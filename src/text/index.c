/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The points of the walk, in the order of their offsets, about a chunk apart,
 * and `now`, where the walk stands.  Each holds byte offset, code points and
 * paragraphs before it, and where the next paragraph starts, so that a paragraph
 * of any length is looked at once.
 */
#include "text/index.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

#define NONE SIZE_MAX          /* no paragraph starts behind the point */
#define UNKNOWN (SIZE_MAX - 1) /* … or the text has changed since */

struct point {
	size_t offset;
	size_t chars;      /* code points before */
	size_t paragraphs; /* paragraphs that start before */
	size_t next;       /* start of the first paragraph at or after, NONE or UNKNOWN */
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
};

struct index *index_new(const struct lines *l, size_t chunk)
{
	struct index *ix = mem_zalloc(sizeof *ix);

	ix->l = l;
	ix->chunk = chunk;
	ix->now.next = UNKNOWN;
	vec_push(&ix->points, ix->now);
	return ix;
}

void index_free(struct index *ix)
{
	if (!ix)
		return;
	vec_release(&ix->points);
	free(ix);
}

void index_cut(struct index *ix, size_t offset)
{
	size_t n = ix->points.len;

	if (ix->asked.offset > offset)
		ix->asked.offset = ix->asked.chars = 0;
	while (n > 1 && ix->points.items[n - 1].offset > offset)
		n--;
	ix->points.len = n;
	if (ix->now.offset > offset)
		ix->now = ix->points.items[n - 1];
	/* Where the text has changed a paragraph may start elsewhere now, for all
	 * the points that wait for it. */
	for (; n && ix->points.items[n - 1].next >= offset; n--)
		ix->points.items[n - 1].next = UNKNOWN;
	if (ix->now.next >= offset)
		ix->now.next = UNKNOWN;
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

/* ---- paragraphs */
static size_t start_after(const struct lines *l, size_t start)
{
	struct span p;

	return lines_paragraph_at(l, start, &p) && lines_paragraph_after(l, p, &p) ? p.start : NONE;
}

static size_t next_of(const struct lines *l, struct point *point)
{
	struct span p;

	if (point->next != UNKNOWN)
		return point->next;
	if (!lines_paragraph_at(l, point->offset, &p))
		point->next = NONE;
	else if (p.start >= point->offset)
		point->next = p.start;
	else
		point->next = lines_paragraph_after(l, p, &p) ? p.start : NONE;
	return point->next;
}

/* Passes the paragraphs that start before `offset`. */
static void pass_paragraphs(const struct lines *l, struct point *point, size_t offset)
{
	while (next_of(l, point) < offset) {
		point->paragraphs++;
		point->next = start_after(l, point->next);
	}
}

/* ---- the walk */
bool index_step(struct index *ix, size_t bytes)
{
	const struct lines *l = ix->l;
	struct point *now = &ix->now;
	size_t end = bytes < l->size - now->offset ? now->offset + bytes : l->size;

	while (now->offset < end) {
		size_t last = ix->points.items[ix->points.len - 1].offset;
		size_t stop = end - last > ix->chunk ? last + ix->chunk : end;

		next_of(l, now); /* where the walk stands now, not where it will */
		while (now->offset < stop)
			now->offset = pass(l, now->offset, &now->chars, &ix->invalid);
		pass_paragraphs(l, now, now->offset);
		if (now->offset - last >= ix->chunk)
			vec_push(&ix->points, *now);
	}
	return now->offset < l->size;
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

/* The last point that measures at most `value`; the first one measures 0. */
static struct point *last_point(struct index *ix, enum measure by, size_t value)
{
	size_t low = 0, high = ix->points.len;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (measure(&ix->points.items[middle], by) <= value)
			low = middle;
		else
			high = middle;
	}
	return &ix->points.items[low];
}

size_t index_position(struct index *ix, size_t offset)
{
	size_t at, chars, ignored = 0;
	const struct point *point;

	reach(ix, offset);
	point = last_point(ix, BY_OFFSET, offset);
	at = point->offset;
	chars = point->chars;
	while (at < offset && at < ix->l->size)
		at = pass(ix->l, at, &chars, &ignored);
	return chars;
}

size_t index_offset(struct index *ix, size_t position)
{
	size_t at, chars, ignored = 0;
	const struct point *point;

	while (ix->now.chars < position && index_step(ix, ix->chunk))
		;
	point = last_point(ix, BY_CHARS, position);
	at = point->offset;
	chars = point->chars;
	if (ix->asked.chars <= position && ix->asked.chars > chars) {
		at = ix->asked.offset;
		chars = ix->asked.chars;
	}
	while (chars < position && at < ix->l->size)
		at = pass(ix->l, at, &chars, &ignored);
	ix->asked.offset = at;
	ix->asked.chars = chars;
	return at;
}

size_t index_paragraphs_before(struct index *ix, size_t offset)
{
	struct point *before, point;

	reach(ix, offset);
	before = last_point(ix, BY_OFFSET, offset);
	next_of(ix->l, before); /* kept there for the next who asks */
	point = *before;
	pass_paragraphs(ix->l, &point, offset);
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
	point = *last_point(ix, BY_PARAGRAPHS, number - 1);
	while (point.paragraphs < number - 1) {
		next_of(ix->l, &point);
		point.paragraphs++;
		point.next = start_after(ix->l, point.next);
	}
	return lines_paragraph_at(ix->l, next_of(ix->l, &point), p);
}
