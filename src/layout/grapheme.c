/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No data but the text: a walk over code points that keeps what the rules of
 * UAX #29 need to know of the cluster so far (struct walk).  Whether two code
 * points may part depends on the two alone, but for flags (pairs of regional
 * indicators, or a black flag and tags) and joined emoji, where it depends on the
 * cluster's beginning.  So walking back goes to a place where the two alone decide,
 * then forward again.  Offsets are bytes.
 *
 * Tags (U+E0020 … U+E007F) extend whatever they follow by UAX #29, but what has no
 * form could carry words that nobody sees: they do so after a black flag only.
 */
#include "layout/grapheme.h"

#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/utf8.h"

#define SOFT_HYPHEN 0xAD
#define BLACK_FLAG 0x1F3F4
#define EMOJI_SELECTOR 0xFE0F
#define FAR 1024 /* bytes without a border that is sure: more than any word */

/* A code point as the rules see it. */
struct kind {
	int property; /* GBP_… */
	bool pictographic;
	bool flag; /* what a flag of letters is made of: the black flag, … */
	bool tag;  /* … then tags */
};

enum pair {
	PAIR_JOIN,
	PAIR_PART,
	PAIR_DEPENDS, /* on what came before */
};

struct walk {
	struct kind last;
	size_t indicators; /* regional indicators in a row, the last one included */
	bool emoji;        /* a pictograph, and since then only what extends it */
	bool flag;         /* the black flag, and since then only tags */
};

static bool is_plain_ascii(char c)
{
	return c >= 0x20 && c < 0x7F;
}

/* Whether a character from À to ÿ begins with the byte `c`, if it is one. */
static bool is_accented(char c)
{
	return (unsigned char)c == 0xC3;
}

/* Whether `cp` stands for bytes that are no character; U+FFFD itself is EF BF BD. */
static bool is_ill_formed(char32_t cp, const char *s, size_t len)
{
	return cp == UTF8_REPLACEMENT && (len != 3 || (unsigned char)*s != 0xEF);
}

static bool is_tag(char32_t cp)
{
	return cp >= 0xE0020 && cp <= 0xE007F;
}

/* The code point at `at`; ill-formed parts and what a terminal might obey are
 * controls here, that is, clusters of their own. */
static struct kind kind_at(const char *text, size_t at, size_t end, size_t *len)
{
	struct kind kind = {.property = GBP_OTHER};
	char32_t cp;

	*len = utf8_decode(text + at, end - at, &cp);
	if (cp < 0x7F && cp >= 0x20)
		return kind;
	if (cp == '\r')
		kind.property = GBP_CR;
	else if (cp == '\n')
		kind.property = GBP_LF;
	else if ((utf8_is_control(cp) && !is_tag(cp)) || is_ill_formed(cp, text + at, *len))
		kind.property = GBP_CONTROL;
	else
		kind.property = uc_graphemeclusterbreak_property(cp);
	kind.pictographic = uc_is_property_extended_pictographic(cp);
	kind.flag = cp == BLACK_FLAG;
	kind.tag = is_tag(cp);
	return kind;
}

static bool is_control(struct kind kind)
{
	return kind.property == GBP_CR || kind.property == GBP_LF || kind.property == GBP_CONTROL;
}

/* GB6 to GB8: the parts of a Hangul syllable. */
static bool is_syllable(int a, int b)
{
	switch (a) {
	case GBP_L:
		return b == GBP_L || b == GBP_V || b == GBP_LV || b == GBP_LVT;
	case GBP_LV:
	case GBP_V:
		return b == GBP_V || b == GBP_T;
	case GBP_LVT:
	case GBP_T:
		return b == GBP_T;
	default:
		return false;
	}
}

static enum pair pair_of(struct kind a, struct kind b)
{
	if (a.property == GBP_CR && b.property == GBP_LF)
		return PAIR_JOIN; /* GB3 */
	if (is_control(a) || is_control(b))
		return PAIR_PART; /* GB4, GB5 */
	if (b.tag)
		return a.flag || a.tag ? PAIR_DEPENDS : PAIR_PART;
	if (is_syllable(a.property, b.property))
		return PAIR_JOIN;
	if (b.property == GBP_EXTEND || b.property == GBP_ZWJ || b.property == GBP_SPACINGMARK ||
	    a.property == GBP_PREPEND)
		return PAIR_JOIN; /* GB9, GB9a, GB9b */
	if ((a.property == GBP_ZWJ && b.pictographic) ||
	    (a.property == GBP_RI && b.property == GBP_RI))
		return PAIR_DEPENDS;
	return PAIR_PART; /* GB999 */
}

static void walk_over(struct walk *w, struct kind kind)
{
	w->indicators = kind.property == GBP_RI ? w->indicators + 1 : 0;
	if (kind.pictographic)
		w->emoji = true;
	else if (kind.property != GBP_EXTEND && kind.property != GBP_ZWJ)
		w->emoji = false;
	w->flag = kind.flag || (w->flag && kind.tag);
	w->last = kind;
}

static bool walk_joins(const struct walk *w, struct kind next)
{
	switch (pair_of(w->last, next)) {
	case PAIR_JOIN:
		return true;
	case PAIR_PART:
		return false;
	default: /* GB11; GB12, GB13 */
		if (next.tag)
			return w->flag;
		return next.pictographic ? w->emoji : w->indicators % 2 == 1;
	}
}

size_t grapheme_length(const char *text, size_t at, size_t end)
{
	struct walk w = {0};
	size_t from = at, len;

	if (is_plain_ascii(text[at]) && (at + 1 == end || (text[at + 1] & 0x80) == 0))
		return 1;
	if (is_accented(text[at]) && end - at > 2 && ((unsigned char)text[at + 1] & 0xC0) == 0x80 &&
	    (text[at + 2] & 0x80) == 0)
		return 2;
	walk_over(&w, kind_at(text, at, end, &len));
	at += len;
	for (int count = 1; at < end && count < GRAPHEME_MAX; count++) {
		struct kind next = kind_at(text, at, end, &len);

		if (!walk_joins(&w, next))
			break;
		walk_over(&w, next);
		at += len;
	}
	return at - from;
}

/* The first byte of the code point that holds the byte at `at`. */
static size_t first_byte(const char *text, size_t start, size_t at, size_t end)
{
	size_t first = at;
	char32_t cp;

	while (first > start && at - first < UTF8_MAX - 1 &&
	       ((unsigned char)text[first] & 0xC0) == 0x80)
		first--;
	return first + utf8_decode(text + first, end - first, &cp) > at ? first : at;
}

/* A border at or before `at` that the two code points around it decide alone.  Where so
 * many join that there is none near, it is a place that does not depend on `at`: they are
 * cut somewhere anyhow. */
static size_t sure_border(const char *text, size_t start, size_t at, size_t end)
{
	size_t from = at, before, len;
	struct kind next, last;
	char32_t cp;

	if (at == start)
		return at;
	next = kind_at(text, at, end, &len);
	for (; at > start; at = before, next = last) {
		before = at - utf8_decode_before(text + start, at - start, &cp);
		last = kind_at(text, before, at, &len);
		if (pair_of(last, next) == PAIR_PART)
			break;
		if (from - at >= FAR && before / FAR != at / FAR)
			break;
	}
	return at;
}

size_t grapheme_before(const char *text, size_t start, size_t at)
{
	return grapheme_floor(text, start, at - 1, at);
}

size_t grapheme_floor(const char *text, size_t start, size_t at, size_t end)
{
	size_t border, next;

	if (at >= end)
		return end;
	if (at > start && is_plain_ascii(text[at]) && is_plain_ascii(text[at - 1]))
		return at;
	border = sure_border(text, start, first_byte(text, start, at, end), end);
	while ((next = border + grapheme_length(text, border, end)) <= at)
		border = next;
	return border;
}

/* Has no form of its own.  A soft hyphen shows at a line's end only, and then the
 * layout puts a hyphen in its place. */
static bool is_formless(char32_t cp)
{
	if (cp == SOFT_HYPHEN)
		return true;
	return wcwidth((wchar_t)cp) == 0 &&
	       (uc_is_property_default_ignorable_code_point(cp) ||
		uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cf));
}

/* What a cluster is, its code points taken together. */
struct look {
	int drawn;        /* cells, as wcwidth() has them; what has none is drawn on nothing */
	int width;        /* cells, as whoever gives most has them */
	bool formless;    /* all of it */
	bool unknown;     /* ill-formed, or wcwidth() does not know a part of it */
	char32_t control; /* the first control in it, where there is one */
	bool holds_control;
};

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* Adds the cells of a code point that stands after `before`.  Where tables of
 * widths differ, or a narrow sign is asked to look like an emoji, terminals do. */
static void look_wider(struct look *look, char32_t cp, char32_t before, int width)
{
	if (width >= 0 && cp != SOFT_HYPHEN) {
		look->drawn += width;
		look->width += cp < 0x300 ? width : larger(width, uc_width(cp, "UTF-8"));
	}
	if (cp == EMOJI_SELECTOR && uc_is_property_emoji(before) && wcwidth((wchar_t)before) == 1)
		look->width++;
}

static struct look look_at(const char *cluster, size_t len)
{
	struct look look = {.formless = true};
	char32_t cp, before = 0;
	size_t n;

	for (size_t at = 0; at < len; at += n, before = cp) {
		int width;

		n = utf8_decode(cluster + at, len - at, &cp);
		width = wcwidth((wchar_t)cp);
		if (utf8_is_control(cp) && !(is_tag(cp) && at > 0)) {
			if (!look.holds_control)
				look.control = cp;
			look.holds_control = true;
		} else if (width < 0 || is_ill_formed(cp, cluster + at, n)) {
			look.unknown = true;
		}
		look.formless = look.formless && is_formless(cp);
		look_wider(&look, cp, before, width);
	}
	return look;
}

int grapheme_width(const char *cluster, size_t len)
{
	struct look look;

	if (len == 1 || (len == 2 && is_accented(*cluster)))
		return 1;
	look = look_at(cluster, len);
	if (look.holds_control || look.unknown)
		return 1;
	return look.formless ? 0 : look.drawn ? look.width : 1;
}

const char *grapheme_sign(const char *cluster, size_t len)
{
	struct look look;

	if ((len == 1 && is_plain_ascii(*cluster)) || (len == 2 && is_accented(*cluster)))
		return NULL;
	look = look_at(cluster, len);
	if (look.holds_control)
		return utf8_control_sign(look.control);
	if (look.unknown)
		return "�";
	return look.drawn == 0 && !look.formless ? "◌" : NULL;
}

char32_t grapheme_character(char32_t cp)
{
	return cp >= 0x300 && uc_width(cp, "UTF-8") == 0 && wcwidth((wchar_t)cp) > 0
		       ? UTF8_REPLACEMENT
		       : cp;
}

bool grapheme_is_white(const char *cluster, size_t len)
{
	char32_t cp;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(cluster + at, len - at, &cp);
		if (cp < 0x80 ? cp != ' ' && (cp < '\t' || cp > '\r')
			      : !uc_is_property_white_space(cp))
			return false;
	}
	return true;
}

int grapheme_string_width(const char *text, size_t len)
{
	int width = 0;
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		n = grapheme_length(text, at, len);
		width += grapheme_width(text + at, n);
	}
	return width;
}

size_t grapheme_fit(const char *text, size_t len, int cells)
{
	size_t at = 0;

	while (at < len) {
		size_t n = grapheme_length(text, at, len);

		cells -= grapheme_width(text + at, n);
		if (cells < 0)
			break;
		at += n;
	}
	return at;
}
