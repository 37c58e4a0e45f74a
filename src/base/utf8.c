/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One code point at a time is decoded by the table of the standard.  Many at once are
 * looked at without decoding: whether a byte is right is a question about it and the
 * three before it, asked of LANES bytes at the same time by a loop that compilers turn
 * into vector instructions.
 */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

#include "base/wide.h"

#define LANES 64
#define FEW 96 /* bytes that are decoded sooner than looked at in rows */
#define BEFORE (UTF8_MAX - 1)

size_t utf8_decode(const char *s, size_t len, char32_t *cp)
{
	const unsigned char *b = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xBF;
	size_t need;
	char32_t c;

	if (b[0] < 0x80) {
		*cp = b[0];
		return 1;
	}
	*cp = UTF8_REPLACEMENT;
	if (b[0] < 0xC2 || b[0] > 0xF4)
		return 1;
	need = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
	c = b[0] & (0xFF >> (need + 1));
	/* The second byte's range shuts out overlong forms, surrogates and what
	 * lies beyond U+10FFFF (Unicode 15, table 3-7). */
	if (b[0] == 0xE0)
		low = 0xA0;
	else if (b[0] == 0xED)
		high = 0x9F;
	else if (b[0] == 0xF0)
		low = 0x90;
	else if (b[0] == 0xF4)
		high = 0x8F;
	for (size_t i = 1; i < need; i++) {
		if (i >= len || b[i] < low || b[i] > high)
			return i;
		c = c << 6 | (b[i] & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*cp = c;
	return need;
}

size_t utf8_decode_before(const char *s, size_t at, char32_t *cp)
{
	*cp = (unsigned char)s[at - 1];
	if (*cp < 0x80)
		return 1;
	/* The last of the parts that a reader from further left would see; four
	 * bytes back is always far enough. */
	for (size_t back = at < UTF8_MAX ? at : UTF8_MAX; back > 1; back--) {
		size_t from = at - back;

		if (((unsigned char)s[from] & 0xC0) == 0x80)
			continue;
		if (utf8_decode(s + from, back, cp) == back)
			return back;
	}
	*cp = UTF8_REPLACEMENT;
	return 1;
}

size_t utf8_encode(char32_t cp, char out[UTF8_MAX])
{
	int n = u8_uctomb((uint8_t *)out, cp, UTF8_MAX);

	if (n < 0)
		n = u8_uctomb((uint8_t *)out, UTF8_REPLACEMENT, UTF8_MAX);
	return (size_t)n;
}

/* What was seen of LANES columns of bytes. */
struct tally {
	uint8_t wrong[LANES]; /* not 0: something is ill-formed */
	uint8_t leads[LANES]; /* bytes that begin a code point, in the last rows … */
	size_t rows;          /* … of which there are so many: no more than 255 … */
	size_t before;        /* … and in those before */
};

/* Looks at rows of LANES bytes, the first of which is s[BEFORE]: those before it are
 * there too.  The ranges are those of utf8_decode(). */
BODY void look_body(struct tally *restrict t, const uint8_t *restrict s, size_t rows)
{
	for (; rows; rows--, s += LANES)
		for (size_t i = 0; i < LANES; i++) {
			uint8_t c = s[i + 3], b = s[i + 2], b2 = s[i + 1], b3 = s[i];
			uint8_t continues = MASK((c & 0xC0) == 0x80);
			uint8_t wrong =
				continues ^ (MASK(b >= 0xC0) | MASK(b2 >= 0xE0) | MASK(b3 >= 0xF0));

			wrong |= MASK((c & 0xFE) == 0xC0) | MASK(c > 0xF4);
			wrong |= MASK(b == 0xE0) & MASK(c < 0xA0);
			wrong |= MASK(b == 0xED) & MASK(c > 0x9F);
			wrong |= MASK(b == 0xF0) & MASK(c < 0x90);
			wrong |= MASK(b == 0xF4) & MASK(c > 0x8F);
			t->wrong[i] |= wrong;
			t->leads[i] += 1 + continues; /* which is -1 */
		}
}

static size_t sum(const uint8_t *lanes)
{
	size_t all = 0;

	for (size_t i = 0; i < LANES; i++)
		all += lanes[i];
	return all;
}

WIDE static void look_wide(struct tally *t, const uint8_t *s, size_t rows)
{
	look_body(t, s, rows);
}

NARROW static void look_narrow(struct tally *t, const uint8_t *s, size_t rows)
{
	look_body(t, s, rows);
}

static void look(struct tally *t, const uint8_t *s, size_t rows)
{
	if (IS_WIDE)
		look_wide(t, s, rows);
	else
		look_narrow(t, s, rows);
}

static void begin_rows(struct tally *t)
{
	t->before += sum(t->leads);
	t->rows = 0;
	memset(t->leads, 0, sizeof t->leads);
}

/* The same of any number of rows. */
static void look_at_rows(struct tally *t, const uint8_t *s, size_t rows)
{
	while (rows) {
		size_t room = UINT8_MAX - t->rows, n = rows < room ? rows : room;

		look(t, s, n);
		t->rows += n;
		if (t->rows == UINT8_MAX)
			begin_rows(t);
		s += n * LANES;
		rows -= n;
	}
}

/* A code point of two bytes: most letters that are not ASCII. */
static bool is_pair(const char *s, size_t len)
{
	return len > 1 && (unsigned char)s[0] >= 0xC2 && (unsigned char)s[0] < 0xE0 &&
	       (s[1] & 0xC0) == 0x80;
}

/* The same of few bytes, for which the rows are too long. */
static bool count_few(const char *s, size_t len, size_t *count)
{
	const uint64_t tops = UINT64_C(0x8080808080808080);
	size_t at = 0, n;
	uint64_t word;
	char32_t cp;

	for (*count = 0; at < len; at += n, ++*count) {
		for (; len - at >= sizeof word; at += sizeof word, *count += sizeof word) {
			memcpy(&word, s + at, sizeof word);
			if (word & tops)
				break;
		}
		if (at == len)
			break;
		n = 2;
		if (is_pair(s + at, len - at))
			continue;
		n = utf8_decode(s + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT && !(n == 3 && (unsigned char)s[at] == 0xEF))
			return false;
	}
	return true;
}

/* Zeros stand for what is before the bytes and behind them. */
bool utf8_count_valid(const char *s, size_t len, size_t *count)
{
	uint8_t edge[BEFORE + LANES] = {0}, wrong = 0;
	size_t whole = len / LANES, rest = len % LANES;
	struct tally t = {0};

	if (len < FEW)
		return count_few(s, len, count);
	memcpy(edge + BEFORE, s, LANES);
	look_at_rows(&t, edge, 1);
	look_at_rows(&t, (const uint8_t *)s + LANES - BEFORE, whole - 1);
	memcpy(edge, s + len - rest - BEFORE, BEFORE + rest);
	memset(edge + BEFORE + rest, 0, LANES - rest);
	look_at_rows(&t, edge, 1);
	begin_rows(&t);
	*count = t.before - (LANES - rest);
	for (size_t i = 0; i < LANES; i++)
		wrong |= t.wrong[i];
	return !wrong;
}

bool utf8_valid(const char *s, size_t len)
{
	size_t count;

	return utf8_count_valid(s, len, &count);
}

size_t utf8_count(const char *s, size_t len)
{
	size_t count;
	char32_t cp;

	if (utf8_count_valid(s, len, &count))
		return count;
	count = 0;
	for (size_t at = 0; at < len; count++)
		at += utf8_decode(s + at, len - at, &cp);
	return count;
}

bool utf8_is_control(char32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x206F) ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE007F);
}

const char *utf8_control_sign(char32_t cp)
{
	/* U+2400 … U+241F, in order. */
	static const char pictures[32][4] = {
		"␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", "␉", "␊", "␋", "␌", "␍", "␎", "␏",
		"␐", "␑", "␒", "␓", "␔", "␕", "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟",
	};

	if (cp < 32)
		return pictures[cp];
	return cp == 0x7F ? "␡" : "�";
}
