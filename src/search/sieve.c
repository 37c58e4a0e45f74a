/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A match is made of units, and of most of them a text has one ASCII byte, in one case
 * or the other.  The sieve looks for one unit, the anchor, and for the two behind it
 * (the run): for its byte, behind which stand the byte of the next unit or one that is
 * not ASCII (another spelling, a mark, a soft hyphen: all further bytes are open then),
 * and so on; or for the first byte of a character that folds to the anchor too, such as
 * é to e (`spelled`: its second bytes, a bit for each).  The anchor is the unit for
 * which French text has the fewest such places.
 *
 * Thirty-two places are looked at at a time.  Where one remains, what stands around it is
 * compared with the other units, letter by letter, as far as it is ASCII or Latin
 * letters of two bytes; anything else is let through.
 */
#include "search/sieve.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/mem.h"
#include "base/utf8.h"
#include "base/wide.h"

#define RUN 3
#define PIECE ((size_t)16 << 10)
#define LATIN 0xC0 /* to LATIN_END: letters that `latin` has the base of */
#define LATIN_END 0x180
#define LATIN1 0xC3 /* the first byte of é and most letters like it */

/* Where all characters are that fold to letters and digits of ASCII, and are not ASCII.
 * (A test looks through all of Unicode.) */
static const struct {
	char32_t first, last;
} foreign[] = {{0xC0, 0x233}, {0x1E00, 0x1EF9}, {0x212A, 0x212B}, {0xFB00, 0xFB06}};

/* Bytes of 10,000 that are this one, either case, in French text that was counted. */
static const unsigned short frequencies[128] = {
	['a'] = 610, ['b'] = 75,  ['c'] = 240, ['d'] = 310, ['e'] = 1080, ['f'] = 85,
	['g'] = 85,  ['h'] = 85,  ['i'] = 570, ['j'] = 30,  ['k'] = 5,    ['l'] = 450,
	['m'] = 225, ['n'] = 560, ['o'] = 420, ['p'] = 230, ['q'] = 85,   ['r'] = 530,
	['s'] = 620, ['t'] = 560, ['u'] = 500, ['v'] = 130, ['w'] = 3,    ['x'] = 35,
	['y'] = 20,  ['z'] = 12,  ['.'] = 80,  [','] = 110, ['\''] = 20,  ['-'] = 25,
};
#define FOREIGN_FREQUENCY 550 /* of all bytes that are not ASCII */
#define OTHER_FREQUENCY 10
#define CAPITAL_IS 20 /* times as rare as a small letter */

/* Second bytes of the letters that are not ASCII and many: 1 in how many bytes. */
static const struct {
	char letter;
	unsigned short frequency;
} accents[] = {{'e', 240}, {'a', 50}, {'u', 12}, {'o', 12}, {'i', 10}, {'c', 12}};

/* (byte | fill) == value */
struct probe {
	unsigned char value, fill;
	bool marked; /* a mark must follow, as the letter alone is not what is wanted */
};

struct sieve {
	const struct fold_unit *wanted;
	size_t count, anchor, fineness;
	struct probe run[RUN];
	size_t run_len;
	uint64_t spelled[256];
	/* The same for a quick look.  Most are behind LATIN1, capitals 0x20 below small ones
	 * there; other first bytes are a range, and two more. */
	struct range {
		unsigned char low, width;
	} accents, firsts;
	unsigned char others[2];
	unsigned char latin[LATIN_END - LATIN]; /* 0: not one letter of ASCII */
};

/* ---- making */
static bool is_anchor(char32_t base)
{
	return (base >= 'a' && base <= 'z') || (base >= '0' && base <= '9');
}

/* Whether nothing but marks and silent characters, none of which is ASCII, may stand
 * between it and its neighbours. */
static bool is_tight(const struct fold_unit *u)
{
	return u->base > ' ' && u->base < 0x80 && u->base != '"';
}

static struct probe probe_for(const struct fold_unit *u)
{
	bool letter = u->base >= 'a' && u->base <= 'z';

	return (struct probe){
		.value = (unsigned char)(u->upper && letter ? u->base - 'a' + 'A' : u->base),
		.fill = letter && !u->upper ? 0x20 : 0,
		.marked = u->marks > 0,
	};
}

static size_t run_at(const struct sieve *s, size_t at, struct probe run[RUN])
{
	size_t n = 0;

	while (n < RUN && at + n < s->count && is_tight(&s->wanted[at + n])) {
		run[n] = probe_for(&s->wanted[at + n]);
		if (run[n++].marked)
			break;
	}
	return n;
}

static double frequency(const struct fold_unit *u)
{
	double f = u->base < 0x80 ? frequencies[u->base] : 0;

	if (f == 0)
		f = OTHER_FREQUENCY;
	return (u->upper ? f / CAPITAL_IS : f) / 10000;
}

/* How many bytes in a text are let through for the run that begins at `at`, of one. */
static double rate(const struct sieve *s, size_t at)
{
	const double foreigners = FOREIGN_FREQUENCY / 10000.0;
	struct probe run[RUN];
	size_t n = run_at(s, at, run);
	double open = 1;

	while (n-- > 0) {
		if (run[n].marked)
			open = foreigners;
		if (!n || run[n].value != 'u' || run[n - 1].value != 'q') /* always there */
			open *= frequency(&s->wanted[at + n]);
		if (n > 0)
			open += foreigners;
	}
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (s->wanted[at].base == (unsigned char)accents[i].letter)
			open += accents[i].frequency / 10000.0;
	return open;
}

/* Bases of letters, and which of them are the anchor's. */
static void spell(struct sieve *s, char32_t cp)
{
	char text[UTF8_MAX];
	size_t len = utf8_encode(cp, text), units = 0;
	char32_t base = 0;
	struct fold_unit u;
	struct fold f;

	fold_init(&f, text, 0, len);
	for (; fold_next(&f, &u); units++) {
		base = u.base;
		if (base == s->wanted[s->anchor].base)
			s->spelled[(unsigned char)text[0]] |= UINT64_C(1) << (text[1] & 0x3F);
	}
	if (cp >= LATIN && cp < LATIN_END && units == 1 && is_anchor(base))
		s->latin[cp - LATIN] = (unsigned char)base;
}

static struct range range_of(const bool in[256])
{
	int low = 0, high = 255;

	while (low < 255 && !in[low]) /* where there is none: a byte that is not in UTF-8 */
		low++;
	while (high > low && !in[high])
		high--;
	return (struct range){(unsigned char)low, (unsigned char)(high - low)};
}

static void prepare_look(struct sieve *s)
{
	bool seconds[256] = {0}, firsts[256] = {0};
	int others = 0;

	for (int bit = 0; bit < 64; bit++)
		if (s->spelled[LATIN1] >> bit & 1)
			seconds[0x80 | 0x20 | bit] = true;
	for (int byte = LATIN1 + 1; byte < 0xE0; byte++)
		firsts[byte] = s->spelled[byte];
	s->accents = range_of(seconds);
	s->firsts = range_of(firsts);
	s->others[0] = s->others[1] = s->firsts.low;
	for (int byte = 0xE0; byte < 0x100; byte++)
		if (s->spelled[byte]) {
			assert(others < 2);
			s->others[others++] = (unsigned char)byte;
		}
}

struct sieve *sieve_new(const struct fold_unit *wanted, size_t count)
{
	struct sieve *s;
	double best = 1;

	/* A mark on nothing may be found on anything. */
	if (!count || !wanted[0].base)
		return NULL;
	s = mem_zalloc(sizeof *s);
	s->wanted = wanted;
	s->count = count;
	s->anchor = count;
	for (size_t i = 0; i < count; i++)
		if (is_anchor(wanted[i].base) && (s->anchor == count || rate(s, i) < best)) {
			s->anchor = i;
			best = rate(s, i);
		}
	if (s->anchor == count) {
		free(s);
		return NULL;
	}
	s->fineness = (size_t)(1 / best);
	s->run_len = run_at(s, s->anchor, s->run);
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		for (char32_t cp = foreign[i].first; cp <= foreign[i].last; cp++)
			spell(s, cp);
	prepare_look(s);
	return s;
}

void sieve_free(struct sieve *s)
{
	free(s);
}

size_t sieve_unit(const struct sieve *s)
{
	return s->anchor;
}

size_t sieve_fineness(const struct sieve *s)
{
	return s->fineness;
}

/* ---- what stands around a place */
enum glance { NO, YES, OPEN };

static bool is_white(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether a letter, or sign, of the text is the unit that is wanted. */
static enum glance compare(const struct sieve *s, const struct fold_unit *wanted,
			   const unsigned char *c, size_t len)
{
	char32_t base = *c;

	if (!wanted->base)
		return OPEN;
	if (len == 2) {
		char32_t cp = (char32_t)(c[0] & 0x1F) << 6 | (c[1] & 0x3F);

		base = cp >= LATIN && cp < LATIN_END ? s->latin[cp - LATIN] : 0;
		return !base ? OPEN : base == wanted->base ? YES : NO;
	}
	if (base >= 'A' && base <= 'Z')
		base += 'a' - 'A';
	return base == wanted->base && (!wanted->upper || *c < 'a') ? YES : NO;
}

/* White space in the text, between `before` and `after`: inside guillemets, none of
 * which is ASCII, it is not asked for. */
static enum glance compare_white(const struct fold_unit *wanted, unsigned char before,
				 unsigned char after)
{
	if (before >= 0x80 || after >= 0x80 || is_white(before) || is_white(after))
		return OPEN;
	return wanted->base == ' ' ? YES : wanted->base ? NO : OPEN;
}

/* Bytes of the character at text[at] that compare() takes, 0: it takes none so long. */
static size_t short_length(const unsigned char *text, size_t at, size_t end)
{
	if (text[at] < 0x80)
		return 1;
	return text[at] >= 0xC2 && text[at] < 0xE0 && at + 1 < end && (text[at + 1] & 0xC0) == 0x80
		       ? 2
		       : 0;
}

/* Whether what follows the anchor, from text[at] on, may be what is wanted. */
static bool glance_ahead(const struct sieve *s, const unsigned char *text, size_t at, size_t size)
{
	for (size_t i = s->anchor + 1; i < s->count; i++) {
		enum glance g;
		size_t n;

		if (at >= size)
			return false;
		n = short_length(text, at, size);
		if (!n)
			return true;
		if (is_white(text[at]))
			g = compare_white(&s->wanted[i], at ? text[at - 1] : ' ',
					  at + 1 < size ? text[at + 1] : ' ');
		else
			g = compare(s, &s->wanted[i], text + at, n);
		if (g != YES)
			return g == OPEN;
		at += n;
	}
	return true;
}

/* … and what stands before it, from `start` on. */
static bool glance_back(const struct sieve *s, const unsigned char *text, size_t start, size_t at)
{
	for (size_t i = s->anchor; i-- > 0;) {
		enum glance g;
		size_t n;

		if (at <= start)
			return false;
		if (text[at - 1] >= 0x80 && (at - start < 2 || short_length(text, at - 2, at) != 2))
			return true;
		n = text[at - 1] < 0x80 ? 1 : 2;
		if (is_white(text[at - 1]))
			g = compare_white(&s->wanted[i], at - start >= 2 ? text[at - 2] : ' ',
					  text[at]);
		else
			g = compare(s, &s->wanted[i], text + at - n, n);
		if (g != YES)
			return g == OPEN;
		at -= n;
	}
	return true;
}

/* Whether the run, or a letter that is spelled in another way, may begin here. */
static bool begins(const struct sieve *s, const unsigned char *text, size_t at, size_t size)
{
	if (text[at] >= 0x80)
		return at + 1 < size && (text[at + 1] & 0xC0) == 0x80 &&
		       s->spelled[text[at]] >> (text[at + 1] & 0x3F) & 1;
	for (size_t i = 0; i < s->run_len && at < size; i++, at++) {
		if (i > 0 && text[at] >= 0x80)
			return true;
		if ((text[at] | s->run[i].fill) != s->run[i].value)
			return false;
		if (s->run[i].marked)
			return at + 1 < size && text[at + 1] >= 0x80;
	}
	return true;
}

static bool lets_through(const struct sieve *s, const unsigned char *text, size_t start, size_t at,
			 size_t size)
{
	size_t n;

	if (!begins(s, text, at, size))
		return false;
	/* A character that is several units may hold what stands around the anchor too. */
	n = short_length(text, at, size);
	if (!n || compare(s, &s->wanted[s->anchor], text + at, n) == OPEN)
		return true;
	return glance_ahead(s, text, at + n, size) && glance_back(s, text, start, at);
}

/* ---- passing over text */

#define PLACES 32 /* that are looked at together */

/* What the places are compared with. */
struct many {
	uint8_t value[RUN], fill[RUN], open[RUN], others[2];
	struct {
		uint8_t low, width;
	} accents, firsts;
};

BODY void fill_many(const struct sieve *s, struct many *m)
{
	for (size_t i = 0; i < RUN; i++) {
		bool in = i < s->run_len;

		/* Where there is no probe, no byte | 0xFF is 0. */
		m->value[i] = in ? s->run[i].value : 0;
		m->fill[i] = in ? s->run[i].fill : 0xFF;
		/* Whether all is open behind the probe. */
		m->open[i] = i + 1 == s->run_len && !s->run[i].marked ? 0xFF : 0;
	}
	m->accents.low = s->accents.low;
	m->accents.width = s->accents.width;
	m->firsts.low = s->firsts.low;
	m->firsts.width = s->firsts.width;
	m->others[0] = s->others[0];
	m->others[1] = s->others[1];
}

/* Where something may begin, in the highest bit of each byte alone: bytes that are not
 * ASCII have it. */
BODY void look(const struct many *m, const unsigned char *restrict p, uint8_t *restrict places)
{
	for (size_t i = 0; i < PLACES; i++) {
		uint8_t b0 = p[i], b1 = p[i + 1], b2 = p[i + 2], run, spelled;

		run = b2 | m->open[1] | MASK((b2 | m->fill[2]) == m->value[2]);
		run &= MASK((b1 | m->fill[1]) == m->value[1]);
		run |= b1 | m->open[0];
		run &= MASK((b0 | m->fill[0]) == m->value[0]);
		spelled = MASK((uint8_t)((b1 | 0x20) - m->accents.low) <= m->accents.width);
		spelled &= MASK(b0 == LATIN1);
		spelled |= MASK((uint8_t)(b0 - m->firsts.low) <= m->firsts.width);
		spelled |= MASK(b0 == m->others[0]) | MASK(b0 == m->others[1]);
		places[i] = run | spelled;
	}
}

/* A bit for each of the places. */
BODY uint32_t bits_of(const uint8_t *places)
{
#ifdef __SSE2__
	__m128i half[2];

	memcpy(half, places, sizeof half);
	if (!_mm_movemask_epi8(_mm_or_si128(half[0], half[1])))
		return 0;
	return (uint32_t)_mm_movemask_epi8(half[0]) | (uint32_t)_mm_movemask_epi8(half[1]) << 16;
#else
	uint64_t words[PLACES / sizeof(uint64_t)];
	uint32_t bits = 0;

	memcpy(words, places, sizeof words);
	if (!((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080)))
		return 0;
	for (int i = 0; i < PLACES; i++)
		bits |= (uint32_t)(places[i] >> 7) << i;
	return bits;
#endif
}

/* As sieve_find(), without the last places; it sets `*from` to where those begin. */
BODY bool pass(const struct sieve *s, const unsigned char *text, size_t start, size_t *from,
	       size_t end, size_t size)
{
	struct many m;
	size_t at = *from;

	fill_many(s, &m);
	for (; at + PLACES <= end && at + PLACES + RUN - 1 <= size; at += PLACES) {
		uint8_t places[PLACES];

		look(&m, text + at, places);
		for (uint32_t bits = bits_of(places); bits; bits &= bits - 1) {
			*from = at + (size_t)__builtin_ctz(bits);
			if (lets_through(s, text, start, *from, size))
				return true;
		}
	}
	*from = at;
	return false;
}

WIDE static bool pass_wide(const struct sieve *s, const unsigned char *text, size_t start,
			   size_t *from, size_t end, size_t size)
{
	return pass(s, text, start, from, end, size);
}

NARROW static bool pass_narrow(const struct sieve *s, const unsigned char *text, size_t start,
			       size_t *from, size_t end, size_t size)
{
	return pass(s, text, start, from, end, size);
}

size_t sieve_find(const struct sieve *s, const char *text, size_t start, size_t from, size_t end,
		  size_t size)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (IS_WIDE ? pass_wide(s, bytes, start, &from, end, size)
		    : pass_narrow(s, bytes, start, &from, end, size))
		return from;
	while (from < end && !lets_through(s, bytes, start, from, size))
		from++;
	return from < end ? from : end;
}

size_t sieve_find_last(const struct sieve *s, const char *text, size_t from, size_t end,
		       size_t size)
{
	size_t stop = end;

	/* Piece by piece: most hold nothing, which is told fast. */
	while (stop > from) {
		size_t piece = stop - from > PIECE ? stop - PIECE : from, at = piece, last = stop;

		for (; (at = sieve_find(s, text, 0, at, stop, size)) < stop; at++)
			last = at;
		if (last < stop)
			return last;
		stop = piece;
	}
	return end;
}
