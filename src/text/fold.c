/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pass over the text, code point by code point, in one of two ways.  For
 * searching, a code point is taken apart: its canonical decomposition gives a base
 * and marks, the table of openings makes several bases of one, and the marks that
 * follow in the text are put in order with its own.  For anchoring, typography has
 * one form and each base with its marks goes through NFC.  Sources are byte spans
 * of the text.
 */
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

/* ---- characters */
static bool is_white(char32_t cp)
{
	return cp < 0x80 ? cp == ' ' || (cp >= '\t' && cp <= '\r') : uc_is_property_white_space(cp);
}

/* Not read: soft hyphens, zero-width characters, variation selectors. */
static bool is_silent(char32_t cp)
{
	return cp >= 0x80 && uc_is_property_default_ignorable_code_point(cp);
}

static bool is_mark(char32_t cp)
{
	return cp >= 0x300 && uc_combining_class(cp) != 0;
}

bool fold_stands_alone(char32_t cp)
{
	return !is_white(cp) && !is_silent(cp) && !is_mark(cp);
}

static bool is_opening_guillemet(char32_t cp)
{
	return cp == 0xAB || cp == 0x2039;
}

static bool is_closing_guillemet(char32_t cp)
{
	return cp == 0xBB || cp == 0x203A;
}

/* The one form of quotes, apostrophes and dashes. */
static char32_t plain_form(char32_t cp)
{
	switch (cp) {
	case 0x2018: /* ‘ */
	case 0x2019: /* ’ */
	case 0x201A: /* ‚ */
	case 0x201B: /* ‛ */
	case 0x2032: /* ′ */
	case 0x02BC: /* ʼ */
	case 0x00B4: /* ´ */
		return '\'';
	case 0x00AB: /* « */
	case 0x00BB: /* » */
	case 0x201C: /* “ */
	case 0x201D: /* ” */
	case 0x201E: /* „ */
	case 0x201F: /* ‟ */
	case 0x2033: /* ″ */
	case 0x2039: /* ‹ */
	case 0x203A: /* › */
		return '"';
	case 0x2010: /* ‐ */
	case 0x2011: /* ‑, no-break */
	case 0x2012: /* ‒ */
	case 0x2013: /* – */
	case 0x2014: /* — */
	case 0x2015: /* ― */
	case 0x2212: /* − */
		return '-';
	default:
		return cp;
	}
}

/* What one character opens to, in lower case. */
static const struct opening {
	char32_t from;
	char32_t to[FOLD_EXPANSION]; /* ended by 0 where shorter */
} openings[] = {
	{0xDF, {'s', 's'}},        /* ß */
	{0xE6, {'a', 'e'}},        /* æ */
	{0x133, {'i', 'j'}},       /* ĳ */
	{0x153, {'o', 'e'}},       /* œ */
	{0x2025, {'.', '.'}},      /* ‥ */
	{0x2026, {'.', '.', '.'}}, /* … */
	{0xFB00, {'f', 'f'}},      /* ﬀ */
	{0xFB01, {'f', 'i'}},      /* ﬁ */
	{0xFB02, {'f', 'l'}},      /* ﬂ */
	{0xFB03, {'f', 'f', 'i'}}, /* ﬃ */
	{0xFB04, {'f', 'f', 'l'}}, /* ﬄ */
	{0xFB05, {'s', 't'}},      /* ﬅ */
	{0xFB06, {'s', 't'}},      /* ﬆ */
};

/* Letters whose stroke Unicode does not call a mark, though readers do. */
static const struct stroke {
	char32_t from, base, mark;
} strokes[] = {
	{0xF8, 'o', 0x338},  /* ø */
	{0x111, 'd', 0x335}, /* đ */
	{0x127, 'h', 0x335}, /* ħ */
	{0x142, 'l', 0x335}, /* ł */
	{0x167, 't', 0x335}, /* ŧ */
};

static char32_t lower_form(char32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	cp = uc_tolower(cp);
	if (cp == 0x17F) /* ſ */
		return 's';
	return cp == 0x3C2 ? 0x3C3 : cp; /* ς is σ */
}

/* ---- searching */
void fold_init(struct fold *f, const char *text, size_t start, size_t end)
{
	*f = (struct fold){.text = text, .at = start, .end = end};
}

/* Marks of the same class keep their order, others are sorted by class (the
 * canonical order of Unicode, §3.11). */
static void add_mark(struct fold_unit *u, char32_t mark)
{
	int class = uc_combining_class(mark);
	unsigned i = u->marks;

	if (u->marks == FOLD_MARKS)
		return;
	for (; i > 0 && uc_combining_class(u->mark[i - 1]) > class; i--)
		u->mark[i] = u->mark[i - 1];
	u->mark[i] = mark;
	u->marks++;
}

/* Takes in the marks that follow in the text. */
static void take_marks(struct fold *f, struct fold_unit *u)
{
	char32_t decomposed[UC_DECOMPOSITION_MAX_LENGTH], cp;

	for (size_t at = f->at, n; at < f->end; at += n) {
		if ((unsigned char)f->text[at] < 0x80)
			break;
		n = utf8_decode(f->text + at, f->end - at, &cp);
		if (is_mark(cp)) {
			int count = uc_canonical_decomposition(cp, decomposed);

			for (int i = 0; i < count; i++)
				add_mark(u, decomposed[i]);
			if (count < 0)
				add_mark(u, cp);
			f->at = u->source.end = at + n;
		} else if (!is_silent(cp)) {
			break;
		}
	}
}

/* Gives the next base of the expansion at hand, the last one with the marks. */
static bool take_rest(struct fold *f, struct fold_unit *u)
{
	*u = (struct fold_unit){
		.base = f->rest[0],
		.upper = f->rest_upper,
		.source = f->rest_source,
	};
	f->rest_len--;
	memmove(f->rest, f->rest + 1, f->rest_len * sizeof *f->rest);
	if (f->rest_len == 0) {
		for (unsigned i = 0; i < f->rest_marks; i++)
			add_mark(u, f->rest_mark[i]);
		take_marks(f, u);
	}
	return true;
}

/* Writes a base, opened where it is a ligature, as what is to come. */
static void put_base(struct fold *f, char32_t base)
{
	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (strokes[i].from == base) {
			base = strokes[i].base;
			f->rest_mark[f->rest_marks++] = strokes[i].mark;
		}
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (openings[i].from == base) {
			while (f->rest_len < FOLD_EXPANSION && openings[i].to[f->rest_len]) {
				f->rest[f->rest_len] = openings[i].to[f->rest_len];
				f->rest_len++;
			}
			return;
		}
	f->rest[f->rest_len++] = base;
}

static void put_first(char32_t *list, unsigned char *len, char32_t cp)
{
	if (*len == FOLD_EXPANSION - 1) /* no character of Unicode has so many */
		return;
	memmove(list + 1, list, *len * sizeof *list);
	list[0] = cp;
	++*len;
}

/* Takes `cp` apart into f->rest and f->rest_mark. */
static void take_apart(struct fold *f, char32_t cp)
{
	char32_t part[UC_DECOMPOSITION_MAX_LENGTH], base = plain_form(cp);
	int count;

	f->rest_len = f->rest_marks = 0;
	/* A mapping may begin with what has one in turn: ế is ê and a mark. */
	while ((count = uc_canonical_decomposition(base, part)) > 0) {
		base = plain_form(part[0]);
		while (--count > 0) {
			if (is_mark(part[count]))
				put_first(f->rest_mark, &f->rest_marks, part[count]);
			else /* of a Hangul syllable, of an Indic vowel */
				put_first(f->rest, &f->rest_len, part[count]);
		}
	}
	f->rest_upper = uc_is_property_uppercase(base);
	if (f->rest_len > 0)
		put_first(f->rest, &f->rest_len, base);
	else
		put_base(f, lower_form(base));
}

/* The run of white space at f->at as one unit, silent characters in it too. */
static bool take_white(struct fold *f, struct fold_unit *u)
{
	char32_t cp = 0, last = 0;
	int lines = 0;
	size_t at = f->at;

	*u = (struct fold_unit){.base = ' ', .source = {f->at, f->at}};
	for (size_t n; at < f->end; at += n, last = cp) {
		n = utf8_decode(f->text + at, f->end - at, &cp);
		if (is_white(cp)) {
			u->source.end = at + n;
			lines += (cp == '\n' && last != '\r') || cp == '\r' || cp == 0x85 ||
				 cp == 0x2028 || cp == 0x2029;
		} else if (!is_silent(cp)) {
			break;
		}
	}
	f->at = u->source.end;
	u->line_end = lines > 0;
	u->blank_line = lines > 1;
	u->optional = f->opened || (at < f->end && is_closing_guillemet(cp));
	f->opened = false;
	return true;
}

/* The plain letters that most of a text is made of. */
static bool take_ascii(struct fold *f, struct fold_unit *u)
{
	char32_t cp = (unsigned char)f->text[f->at];

	*u = (struct fold_unit){.base = lower_form(cp), .source = {f->at, f->at + 1}};
	u->upper = u->base != cp;
	f->at++;
	take_marks(f, u);
	return true;
}

bool fold_next(struct fold *f, struct fold_unit *u)
{
	char32_t cp;

	if (f->rest_len > 0)
		return take_rest(f, u);
	while (f->at < f->end) {
		size_t n = utf8_decode(f->text + f->at, f->end - f->at, &cp);

		if (is_silent(cp)) {
			f->at += n;
			continue;
		}
		if (is_white(cp))
			return take_white(f, u);
		f->opened = is_opening_guillemet(cp);
		if (cp < 0x80)
			return take_ascii(f, u);
		if (is_mark(cp)) { /* on nothing */
			*u = (struct fold_unit){.source = {f->at, f->at}};
			take_marks(f, u);
			return true;
		}
		f->rest_source = (struct span){f->at, f->at + n};
		f->at += n;
		take_apart(f, cp);
		return take_rest(f, u);
	}
	return false;
}

/* ---- anchoring */
struct folding {
	const char *text;
	VEC(char32_t) chars;
	VEC(struct span) sources;
	VEC(char32_t) cluster; /* a base and what may compose with it, not yet through NFC */
	struct span cluster_source;
};

static void put(struct folding *f, char32_t cp, struct span source)
{
	vec_push(&f->chars, cp);
	vec_push(&f->sources, source);
}

/* Puts the cluster at hand through NFC.  Its code points come from all of it. */
static void flush_cluster(struct folding *f)
{
	size_t len = 0;
	uint32_t *composed;

	if (f->cluster.len == 0)
		return;
	if (f->cluster.len == 1 && f->cluster.items[0] < 0x300) {
		put(f, f->cluster.items[0], f->cluster_source);
		f->cluster.len = 0;
		return;
	}
	/* To be out of memory is its only failure here. */
	while (!(composed = u32_normalize(UNINORM_NFC, (const uint32_t *)f->cluster.items,
					  f->cluster.len, NULL, &len)))
		mem_yield();
	for (size_t i = 0; i < len; i++)
		put(f, composed[i], f->cluster_source);
	free(composed);
	f->cluster.len = 0;
}

/* Whether `cp` may compose with what stands before it: marks, and the vowels and
 * finals of Hangul syllables. */
static bool may_compose(char32_t cp)
{
	return cp >= 0x300 && (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M) ||
			       (cp >= 0x1160 && cp <= 0x11FF));
}

static void fold_char(struct folding *f, char32_t cp, struct span source)
{
	if (may_compose(cp) && f->cluster.len > 0) {
		vec_push(&f->cluster, cp);
		f->cluster_source.end = source.end;
		return;
	}
	flush_cluster(f);
	if (cp == 0x2025 || cp == 0x2026) {
		for (char32_t dots = cp - 0x2023; dots > 0; dots--)
			put(f, '.', source);
		return;
	}
	vec_push(&f->cluster, plain_form(cp));
	f->cluster_source = source;
}

static bool begins_with(const char *text, struct span s, const char *one, const char *other)
{
	size_t len = span_length(s);

	return (len == strlen(one) && !memcmp(text + s.start, one, len)) ||
	       (len == strlen(other) && !memcmp(text + s.start, other, len));
}

/* Spaces inside guillemets are part of them: « mot » reads as "mot". */
static void drop_inner_spaces(struct folding *f)
{
	size_t to = 0, len = f->chars.len;

	for (size_t i = 0; i < len; i++) {
		bool inner =
			f->chars.items[i] == ' ' &&
			((i > 0 && begins_with(f->text, f->sources.items[i - 1], "«", "‹")) ||
			 (i + 1 < len && begins_with(f->text, f->sources.items[i + 1], "»", "›")));

		if (inner)
			continue;
		f->chars.items[to] = f->chars.items[i];
		f->sources.items[to++] = f->sources.items[i];
	}
	f->chars.len = f->sources.len = to;
}

struct folded *folded_new(const char *text, size_t start, size_t end)
{
	struct folding f = {.text = text};
	struct folded *folded = mem_alloc(sizeof *folded);
	bool white = false; /* the last character was; it is in the output */
	char32_t cp;

	for (size_t at = start, n; at < end; at += n) {
		struct span source;

		n = utf8_decode(text + at, end - at, &cp);
		source = (struct span){at, at + n};
		if (is_silent(cp))
			continue;
		if (!is_white(cp)) {
			white = false;
			fold_char(&f, cp, source);
		} else if (white) {
			f.sources.items[f.sources.len - 1].end = source.end;
		} else {
			flush_cluster(&f);
			put(&f, ' ', source);
			white = true;
		}
	}
	flush_cluster(&f);
	vec_release(&f.cluster);
	drop_inner_spaces(&f);
	*folded = (struct folded){f.chars.items, f.sources.items, f.chars.len};
	return folded;
}

void folded_add(struct folded *f, const char *text, size_t start, size_t end)
{
	struct folded *more = folded_new(text, start, end);
	size_t skip = more->len && f->len && more->chars[0] == ' ' && f->chars[f->len - 1] == ' ';
	size_t count = more->len - skip;

	if (count) {
		f->chars = mem_resize(f->chars, f->len + count, sizeof *f->chars);
		f->source = mem_resize(f->source, f->len + count, sizeof *f->source);
		memcpy(f->chars + f->len, more->chars + skip, count * sizeof *f->chars);
		memcpy(f->source + f->len, more->source + skip, count * sizeof *f->source);
		f->len += count;
	}
	folded_free(more);
}

struct span folded_source(const struct folded *f, size_t start, size_t end)
{
	return (struct span){f->source[start].start, f->source[end - 1].end};
}

void folded_free(struct folded *f)
{
	if (!f)
		return;
	free(f->chars);
	free(f->source);
	free(f);
}
