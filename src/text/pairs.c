/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is read once, from left to right, with a stack of the signs that are open.  One
 * that closes looks down it for its other; what was opened since then and not closed is
 * forgotten.  Signs that look the same on both sides (" and dashes) close where they are
 * open, else they open.
 */
#include "text/pairs.h"

#include "base/utf8.h"
#include "text/lines.h"
#include "text/sentence.h"

#define REACH ((size_t)16 << 10) /* bytes on either side */

static const struct sign {
	char32_t open, close;
	unsigned kind;
} signs[] = {
	{0xAB, 0xBB, PAIR_GUILLEMETS}, {0x2039, 0x203A, PAIR_GUILLEMETS},
	{0x201E, 0x201C, PAIR_QUOTES}, {0x201C, 0x201D, PAIR_QUOTES},
	{'"', '"', PAIR_QUOTES},       {0x2018, 0x2019, PAIR_APOSTROPHES},
	{'(', ')', PAIR_PARENTHESES},  {'[', ']', PAIR_BRACKETS},
	{'{', '}', PAIR_BRACES},       {0x2014, 0x2014, PAIR_DASHES},
	{0x2013, 0x2013, PAIR_DASHES}, {'-', '-', PAIR_DASHES},
};

#define SIGNS (sizeof signs / sizeof *signs)

struct opened {
	const struct sign *sign;
	struct span at;
	size_t limit; /* of dashes: the end of their sentence */
};

struct reading {
	const char *text;
	struct span paragraph;
	VEC(struct opened) open;
	size_t count[SIGNS];  /* of each that are open */
	struct span sentence; /* that was looked for last */
	struct pairs *pairs;
};

static size_t number_of(const struct sign *sign)
{
	return (size_t)(sign - signs);
}

/* Forgets those that were opened last, but for so many. */
static void forget_to(struct reading *r, size_t len)
{
	while (r->open.len > len)
		r->count[number_of(r->open.items[--r->open.len].sign)]--;
}

static bool is_blank_at(const struct reading *r, size_t at)
{
	char32_t cp;

	if (at >= r->paragraph.end)
		return true;
	utf8_decode(r->text + at, r->paragraph.end - at, &cp);
	return lines_is_space(cp);
}

static bool is_blank_before(const struct reading *r, size_t at)
{
	char32_t cp;

	if (at <= r->paragraph.start)
		return true;
	utf8_decode_before(r->text + r->paragraph.start, at - r->paragraph.start, &cp);
	return lines_is_space(cp);
}

static struct span trimmed(const char *text, struct span s)
{
	char32_t cp;
	size_t n;

	while (s.start < s.end) {
		n = utf8_decode(text + s.start, s.end - s.start, &cp);
		if (!lines_is_space(cp))
			break;
		s.start += n;
	}
	while (s.start < s.end) {
		n = utf8_decode_before(text + s.start, s.end - s.start, &cp);
		if (!lines_is_space(cp))
			break;
		s.end -= n;
	}
	return s;
}

/* A pair of the sign on top of the stack and of what ends it. */
static void close_top(struct reading *r, struct span end)
{
	struct opened top = r->open.items[r->open.len - 1];
	struct pair pair = {.outer = {top.at.start, end.end},
			    .inner = trimmed(r->text, (struct span){top.at.end, end.start}),
			    .kind = top.sign->kind};

	forget_to(r, r->open.len - 1);
	vec_push(&r->pairs->list, pair);
}

/* A sentence that ends ends what it says aside; its full stop is no part of that. */
static void end_sentence(struct reading *r, size_t at)
{
	while (r->open.len > 0) {
		const struct opened *top = &r->open.items[r->open.len - 1];
		struct span end = {top->limit, top->limit};
		char32_t cp;

		if (top->sign->kind != PAIR_DASHES || at < top->limit)
			return;
		while (end.start > top->at.end) {
			size_t n = utf8_decode_before(r->text + top->at.end,
						      end.start - top->at.end, &cp);

			if (cp != '.' && cp != '!' && cp != '?' && cp != 0x2026 &&
			    !lines_is_space(cp))
				break;
			end.start -= n;
		}
		end.end = end.start;
		close_top(r, end);
	}
}

static bool closes(struct reading *r, const struct sign *sign, struct span at)
{
	size_t i = r->open.len;

	/* Between words ’ is an apostrophe. */
	if (sign->kind == PAIR_APOSTROPHES && at.end < r->paragraph.end &&
	    !is_blank_at(r, at.end) && (r->text[at.end] & 0x80 || r->text[at.end] >= 'A'))
		return false;
	/* A dash closes the one before, not one outside a quotation. */
	if (sign->kind == PAIR_DASHES && i > 0 && r->open.items[i - 1].sign != sign)
		return false;
	/* Each look down the stack takes away what it passes, so that all of them are short. */
	if (!r->count[number_of(sign)])
		return false;
	while (r->open.items[i - 1].sign != sign)
		i--;
	forget_to(r, i);
	close_top(r, at);
	return true;
}

static void open_sign(struct reading *r, const struct sign *sign, struct span at)
{
	struct opened opened = {sign, at, r->paragraph.end};

	if (sign->kind == PAIR_DASHES) {
		/* At the beginning it says that somebody speaks. */
		if (at.start == r->paragraph.start)
			return;
		if (at.start < r->sentence.start || at.start >= r->sentence.end)
			r->sentence = sentence_at(r->text, r->paragraph, at.start);
		opened.limit = r->sentence.end;
	}
	vec_push(&r->open, opened);
	r->count[number_of(sign)]++;
}

static void take(struct reading *r, char32_t cp, struct span at)
{
	for (size_t i = 0; i < SIGNS; i++) {
		if (signs[i].kind == PAIR_DASHES && cp == signs[i].open &&
		    !(is_blank_before(r, at.start) && is_blank_at(r, at.end)))
			return;
		if (cp == signs[i].close && closes(r, &signs[i], at))
			return;
	}
	for (size_t i = 0; i < SIGNS; i++)
		if (cp == signs[i].open) {
			open_sign(r, &signs[i], at);
			return;
		}
}

/* What may be one of the signs by its first byte. */
static bool is_plain(unsigned char c)
{
	return c != '"' && c != '(' && c != ')' && c != '[' && c != ']' && c != '{' && c != '}' &&
	       c != '-' && c != 0xC2 && c != 0xE2;
}

void pairs_find(struct pairs *pairs, const char *text, struct span paragraph, size_t offset)
{
	struct reading r = {.text = text, .paragraph = paragraph, .pairs = pairs};
	size_t at = paragraph.start, end = paragraph.end;

	*pairs = (struct pairs){0};
	if (offset > at + REACH)
		at = offset - REACH;
	if (end > offset + REACH)
		end = offset + REACH;
	while (at < end) {
		char32_t cp;
		size_t n;

		if (is_plain((unsigned char)text[at])) {
			at++;
			continue;
		}
		end_sentence(&r, at);
		n = utf8_decode(text + at, end - at, &cp);
		take(&r, cp, (struct span){at, at + n});
		at += n;
	}
	end_sentence(&r, end);
	vec_release(&r.open);
}

void pairs_release(struct pairs *pairs)
{
	vec_release(&pairs->list);
}
