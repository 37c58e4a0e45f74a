/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk over the code points.  What the rules need to know of the text before
 * is in struct state: the class of the last character, marks and spaces behind it
 * left out, and what led up to it.  Classes are in a table of ranges, but those of
 * Latin letters, which nearly all text is made of, are known by their bytes: words of
 * them are passed over at once.
 *
 * libunistring has this algorithm too, but not the classes, and what it answers
 * differs from the standard's test file in some hundred lines; see docs/UNICODE.
 */
#include "layout/uax14.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/linebreak.h"

enum lineclass {
	LINECLASS_AL,
	LINECLASS_B2,
	LINECLASS_BA,
	LINECLASS_BB,
	LINECLASS_BK,
	LINECLASS_CB,
	LINECLASS_CL,
	LINECLASS_CM,
	LINECLASS_CP,
	LINECLASS_CPW,
	LINECLASS_CR,
	LINECLASS_EB,
	LINECLASS_EM,
	LINECLASS_EP,
	LINECLASS_EX,
	LINECLASS_GL,
	LINECLASS_H2,
	LINECLASS_H3,
	LINECLASS_HL,
	LINECLASS_HS,
	LINECLASS_HY,
	LINECLASS_ID,
	LINECLASS_IN,
	LINECLASS_IS,
	LINECLASS_JL,
	LINECLASS_JT,
	LINECLASS_JV,
	LINECLASS_LF,
	LINECLASS_NL,
	LINECLASS_NS,
	LINECLASS_NU,
	LINECLASS_OP,
	LINECLASS_OPW,
	LINECLASS_PO,
	LINECLASS_PR,
	LINECLASS_QU,
	LINECLASS_RI,
	LINECLASS_SP,
	LINECLASS_SY,
	LINECLASS_WJ,
	LINECLASS_ZW,
	LINECLASS_ZWJ,
	LINECLASS_START, /* of the text, or of a line after one that had to end */
};

struct range {
	uint32_t first, last;
	enum lineclass lineclass;
};

/* low[] and ranges[] */
#include "layout/lineclass.inc"

/* A set of classes. */
#define IN(lineclass, set) ((UINT64_C(1) << (lineclass)) & (set))
#define C(name) (UINT64_C(1) << LINECLASS_##name)
#define LETTERS (C(AL) | C(HL))
#define OPENERS (C(OP) | C(OPW))
#define CLOSERS (C(CL) | C(CP) | C(CPW))
#define JAMO (C(JL) | C(JV) | C(JT) | C(H2) | C(H3))
#define IDEOGRAPHS (C(ID) | C(EB) | C(EM) | C(EP))
#define LINE_ENDS (C(BK) | C(CR) | C(LF) | C(NL))

static enum lineclass class_of(char32_t cp)
{
	size_t at = 0, end = sizeof ranges / sizeof *ranges;

	if (cp < sizeof low)
		return low[cp];
	if (cp == 0x2019) /* ’, the commonest of the rest */
		return LINECLASS_QU;
	while (at < end) {
		size_t middle = at + (end - at) / 2;

		if (cp > ranges[middle].last)
			at = middle + 1;
		else
			end = middle;
	}
	if (at == sizeof ranges / sizeof *ranges || cp < ranges[at].first)
		return LINECLASS_AL;
	if (ranges[at].lineclass == LINECLASS_HS)
		return (cp - 0xAC00) % 28 ? LINECLASS_H3 : LINECLASS_H2;
	return ranges[at].lineclass;
}

/* Bytes of the Latin letter at `at`, which is AL: 1 or 2; else 0. */
static size_t letter_length(const char *text, size_t at, size_t len)
{
	unsigned char c = (unsigned char)text[at];

	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		return 1;
	if (c != 0xC3 || at + 1 == len)
		return 0;
	c = (unsigned char)text[at + 1];
	return c != 0x97 && c != 0xB7 ? 2 : 0; /* × ÷ are no letters */
}

/* The end of the Latin letters at `at`. */
static size_t letters_end(const char *text, size_t at, size_t len)
{
	size_t n;

	do {
		while (at < len && (unsigned char)((text[at] | 0x20) - 'a') < 26)
			at++;
		n = at < len ? letter_length(text, at, len) : 0;
		at += n;
	} while (n);
	return at;
}

/* The end of the words of Latin letters, with single spaces between, that begin or go
 * on at `at`: a line may break before each (LB18) and nowhere else (LB28). */
static size_t words_end(const char *text, size_t at, size_t len, char *breaks)
{
	at = letters_end(text, at, len);
	while (at + 1 < len && text[at] == ' ' && letter_length(text, at + 1, len)) {
		breaks[at + 1] = LINEBREAK_MAY;
		at = letters_end(text, at + 1, len);
	}
	return at;
}

enum number {
	NUMBER_NONE,
	NUMBER_OPEN,   /* NU ( NU | SY | IS )* */
	NUMBER_CLOSED, /* … ( CL | CP ) */
};

struct state {
	enum lineclass last;
	bool spaces;     /* behind it */
	bool joined;     /* the last code point is a ZWJ */
	bool hyphenated; /* it is a hyphen behind a Hebrew letter */
	bool odd;        /* regional indicators in a row, as many as it ends */
	enum number number;
};

/* Rules that reach across spaces. */
static bool holds_across_spaces(const struct state *s, enum lineclass next)
{
	return IN(next, C(WJ) | C(EX) | C(IS) | C(SY) | CLOSERS) || /* LB11, LB13 */
	       IN(s->last, OPENERS) ||                              /* LB14 */
	       (s->last == LINECLASS_QU && IN(next, OPENERS)) ||    /* LB15 */
	       (IN(s->last, CLOSERS) && next == LINECLASS_NS) ||    /* LB16 */
	       (s->last == LINECLASS_B2 && next == LINECLASS_B2);   /* LB17 */
}

/* LB25: what a number is made of. */
static bool in_number(const struct state *s, enum lineclass next, bool digit_follows)
{
	if (next == LINECLASS_NU)
		return s->number == NUMBER_OPEN || IN(s->last, C(HY) | C(PR) | C(PO) | OPENERS);
	if (IN(next, C(PO) | C(PR)))
		return s->number != NUMBER_NONE;
	return IN(next, OPENERS) && IN(s->last, C(PR) | C(PO)) && digit_follows;
}

/* LB26, LB27 */
static bool in_syllable(enum lineclass last, enum lineclass next)
{
	if (last == LINECLASS_JL)
		return IN(next, C(JL) | C(JV) | C(H2) | C(H3) | C(PO));
	if (IN(last, C(JV) | C(H2)))
		return IN(next, C(JV) | C(JT) | C(PO));
	if (IN(last, C(JT) | C(H3)))
		return IN(next, C(JT) | C(PO));
	return last == LINECLASS_PR && IN(next, JAMO);
}

/* Rules for neighbours that are letters, digits, signs. */
static bool holds_words(enum lineclass last, enum lineclass next)
{
	if (IN(last, LETTERS)) /* LB28, LB23, LB24, LB30 */
		return IN(next, LETTERS | C(NU) | C(PR) | C(PO) | C(OP));
	if (last == LINECLASS_NU)
		return IN(next, LETTERS | C(OP));
	if (IN(last, IDEOGRAPHS)) /* LB23a, LB30b */
		return next == LINECLASS_PO || (IN(last, C(EB) | C(EP)) && next == LINECLASS_EM);
	if (last == LINECLASS_PR && IN(next, IDEOGRAPHS))
		return true;
	if (IN(last, C(PR) | C(PO) | C(IS))) /* LB24, LB29 */
		return IN(next, LETTERS);
	return last == LINECLASS_CP && IN(next, LETTERS | C(NU)); /* LB30 */
}

/* LB11 to LB31 without spaces between. */
static bool holds(const struct state *s, enum lineclass next, bool digit_follows)
{
	enum lineclass last = s->last;

	if (IN(last, C(WJ) | C(GL)) ||                            /* LB11, LB12 */
	    (next == LINECLASS_GL && !IN(last, C(BA) | C(HY))) || /* LB12a */
	    next == LINECLASS_QU || last == LINECLASS_QU)         /* LB19 */
		return true;
	if (next == LINECLASS_CB || last == LINECLASS_CB) /* LB20 */
		return false;
	if (IN(next, C(BA) | C(HY) | C(NS) | C(IN)) ||      /* LB21, LB22 */
	    last == LINECLASS_BB || s->hyphenated ||        /* LB21, LB21a */
	    (last == LINECLASS_SY && next == LINECLASS_HL)) /* LB21b */
		return true;
	if (last == LINECLASS_RI && next == LINECLASS_RI) /* LB30a */
		return s->odd;
	return in_number(s, next, digit_follows) || in_syllable(last, next) ||
	       holds_words(last, next);
}

/* Whether a line may break before a character of class `next`, no space, line end
 * or mark. */
static bool may_break(const struct state *s, enum lineclass next, bool digit_follows)
{
	if (s->last == LINECLASS_START)
		return s->spaces && !holds_across_spaces(s, next); /* LB2, LB18 */
	if (s->last == LINECLASS_ZW)                               /* LB8 */
		return true;
	if (s->joined) /* LB8a */
		return false;
	if (holds_across_spaces(s, next))
		return false;
	return s->spaces || !holds(s, next, digit_follows);
}

static enum number next_number(const struct state *s, enum lineclass next)
{
	if (next == LINECLASS_NU)
		return NUMBER_OPEN;
	if (s->number != NUMBER_OPEN || s->spaces)
		return NUMBER_NONE;
	if (IN(next, C(SY) | C(IS)))
		return NUMBER_OPEN;
	return IN(next, CLOSERS) ? NUMBER_CLOSED : NUMBER_NONE;
}

static void step(struct state *s, enum lineclass next)
{
	s->number = next_number(s, next);
	s->hyphenated = !s->spaces && s->last == LINECLASS_HL && IN(next, C(HY) | C(BA));
	s->odd = next == LINECLASS_RI && !(s->last == LINECLASS_RI && !s->spaces && s->odd);
	s->spaces = s->joined = false;
	s->last = next;
}

/* Whether the character behind the one that ends at `at`, and its marks, is a
 * digit. */
static bool digit_at(const char *text, size_t at, size_t len)
{
	enum lineclass next = LINECLASS_CM;
	char32_t cp;

	while (at < len && IN(next, C(CM) | C(ZWJ))) {
		at += utf8_decode(text + at, len - at, &cp);
		next = class_of(cp);
	}
	return next == LINECLASS_NU;
}

/* Takes the character that ends at `end`.  Returns what may happen before it. */
static char take(struct state *s, enum lineclass next, const char *text, size_t end, size_t len)
{
	bool mark = IN(next, C(CM) | C(ZWJ)), joiner = next == LINECLASS_ZWJ, may;

	if (IN(next, LINE_ENDS)) { /* LB4 to LB6 */
		*s = (struct state){.last = LINECLASS_START};
		return LINEBREAK_MUST;
	}
	if (next == LINECLASS_SP) { /* LB7 */
		s->spaces = true;
		s->joined = false;
		return LINEBREAK_NO;
	}
	if (next == LINECLASS_ZW) {
		step(s, next);
		return LINEBREAK_NO;
	}
	if (mark && !s->spaces && s->last != LINECLASS_START && s->last != LINECLASS_ZW) {
		s->joined = joiner; /* LB9 */
		return LINEBREAK_NO;
	}
	if (mark) /* LB10 */
		next = LINECLASS_AL;
	may = may_break(s, next, IN(next, OPENERS) && digit_at(text, end, len));
	step(s, next);
	s->joined = joiner;
	return may ? LINEBREAK_MAY : LINEBREAK_NO;
}

void uax14_find(const char *text, size_t len, char *breaks)
{
	struct state s = {.last = LINECLASS_START};
	char32_t cp;
	size_t n;

	memset(breaks, LINEBREAK_NO, len);
	for (size_t at = 0; at < len; at += n) {
		enum lineclass next = LINECLASS_AL;

		if (s.last == LINECLASS_AL && !s.spaces && !s.joined)
			at = words_end(text, at, len, breaks);
		if (at == len)
			return;
		n = letter_length(text, at, len);
		if (!n) {
			n = utf8_decode(text + at, len - at, &cp);
			next = class_of(cp);
		}
		breaks[at] = take(&s, next, text, at + n, len);
	}
}
