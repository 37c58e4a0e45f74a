/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything is judged by the `look` of single lines, in columns (code points
 * without combining marks, tabs to multiples of 8), and by pairs of lines that
 * stand together: `reach` of a pair is how far the upper line would have come
 * with the first word of the lower.  In running text that someone wrapped, the
 * reach of nearly every pair is beyond the wrap; in verse, lists and text of one
 * paragraph a line it is anywhere.
 */
#include "text/shape.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/utf8.h"
#include "base/vec.h"

#define SAMPLE ((size_t)64 << 10)
#define LOOK_MAX 4096 /* bytes of a line that are looked at; more is "long" anyway */
#define SHORT_LINE 60 /* columns that all lines of verse keep within */
#define LONG_LINE 100 /* columns that nobody wraps at */
#define ITEM_LINES 40 /* of a list's item */

enum mark {
	MARK_NONE,
	MARK_BULLET,  /* • * + … */
	MARK_SECTION, /* 1.2. or 1.2.3 */
	MARK_DASH,    /* - – —: an item, dialogue, or just a dash in running text */
	MARK_NUMBER,  /* 12. or 12) or a): an item, or the end of a sentence */
};

/* Small, as there are hundreds of them before anything is on the screen. */
struct look {
	unsigned indent, columns; /* columns before the first character, and in all */
	unsigned word;            /* columns of the first word */
	enum mark mark;
	bool blank : 1, quoted : 1, rule : 1, table : 1;
	bool lower : 1, upper : 1; /* the case of the first letter */
	bool many : 1;             /* has several words */
	bool closes : 1;           /* ends as a sentence, or announces something */
	bool stops : 1;            /* ends as a sentence */
};

/* ---- one line */
static unsigned columns_of(char32_t cp, unsigned column)
{
	if (cp == '\t')
		return 8 - column % 8;
	if (cp < 0x300)
		return cp != 0xAD;
	return uc_combining_class(cp) == UC_CCC_NR;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A sign, of `len` bytes, stands before white space or the end of the line. */
static bool stands_alone(const char *text, size_t at, size_t end)
{
	return at == end || lines_skip_space(text, at, end) > at;
}

/* "12." "12)" "(12)" "a)" "1.2." "1.2.3" */
static enum mark number_mark(const char *text, size_t at, size_t end)
{
	size_t start = at, dots = 0, digits = 0;

	if (at < end && text[at] == '(')
		at++;
	if (at + 1 < end && is_ascii_letter(text[at]) && text[at + 1] == ')')
		return stands_alone(text, at + 2, end) ? MARK_NUMBER : MARK_NONE;
	while (at < end &&
	       (is_digit(text[at]) || (text[at] == '.' && at > start && is_digit(text[at - 1])))) {
		dots += text[at] == '.';
		digits += is_digit(text[at]);
		at++;
	}
	if (!digits || digits - dots > 3)
		return MARK_NONE;
	if (at < end && text[at] == ')')
		return stands_alone(text, at + 1, end) ? MARK_NUMBER : MARK_NONE;
	if (!dots || !stands_alone(text, at, end))
		return MARK_NONE;
	return dots > 1 ? MARK_SECTION : MARK_NUMBER;
}

static enum mark mark_of(const char *text, size_t at, size_t end)
{
	char32_t cp;
	size_t n;

	if (at == end)
		return MARK_NONE;
	n = utf8_decode(text + at, end - at, &cp);
	switch (cp) {
	case '*':
	case '+':
	case 0xB7:
	case 0x2022:
	case 0x2023:
	case 0x25E6:
	case 0x25AA:
	case 0x25CF:
	case 0x25CB:
	case 0x2219:
	case 0x2043:
		return stands_alone(text, at + n, end) ? MARK_BULLET : MARK_NONE;
	case '-':
	case 0x2013:
	case 0x2014:
	case 0x2015:
		return stands_alone(text, at + n, end) ? MARK_DASH : MARK_NONE;
	default:
		return number_mark(text, at, end);
	}
}

bool shape_is_rule(const char *text, struct span line)
{
	size_t signs = 0;

	if (span_length(line) > LOOK_MAX)
		return false;
	for (size_t at = line.start; at < line.end; signs++) {
		char32_t cp;

		at = lines_skip_space(text, at, line.end);
		if (at == line.end)
			break;
		at += utf8_decode(text + at, line.end - at, &cp);
		/* Dashes, box drawing, and the signs one underlines with. */
		if (!(cp < 0x80 && cp && strchr("-=_~*#+.^", (int)cp)) &&
		    !(cp >= 0x2010 && cp <= 0x2015) && !(cp >= 0x2500 && cp <= 0x257F))
			return false;
	}
	return signs >= 3;
}

bool shape_is_item(const char *text, struct span line)
{
	size_t at = lines_skip_space(text, line.start, line.end);

	return (at < line.end && text[at] == '>') || mark_of(text, at, line.end) != MARK_NONE;
}

/* How the line ends: the last character that is no closing quote or bracket. */
static void look_at_end(struct look *look, const char *text, struct span line)
{
	size_t at = lines_skip_space_back(text, line.start, line.end);
	char32_t cp = 0;

	while (at > line.start) {
		at -= utf8_decode_before(text + line.start, at - line.start, &cp);
		if (cp != ')' && cp != '"' && cp != '\'' && cp != ']' && cp != 0xBB &&
		    cp != 0x2019 && cp != 0x201D && !lines_is_space(cp))
			break;
	}
	look->stops = cp == '.' || cp == '!' || cp == '?' || cp == 0x2026;
	look->closes = look->stops || cp == ':' || cp == ';';
}

static bool is_plain(char c)
{
	return c > ' ' && c < 0x7F && c != '|';
}

/* Bytes of the letter or sign at `at` that is a column wide and no part of a table, as far
 * as its bytes tell; else 0. */
static size_t plain_length(const char *text, size_t at, size_t end)
{
	unsigned char c = (unsigned char)text[at];

	if (is_plain(text[at]))
		return 1;
	if (c == 0xC3) /* À to ÿ */
		return at + 1 < end && ((unsigned char)text[at + 1] & 0xC0) == 0x80 ? 2 : 0;
	return end - at > 2 && !memcmp(text + at, "\u2019", 3) ? 3 : 0;
}

/* The end of the words of such at `at`, with single spaces between, whose columns are
 * added up. */
static size_t plain_end(const char *text, size_t at, size_t end, unsigned *columns)
{
	size_t start = at, more = 0, n;

	for (; at < end; at += n) {
		n = 1;
		if (is_plain(text[at]) ||
		    (text[at] == ' ' && at + 1 < end && is_plain(text[at + 1])))
			continue;
		n = plain_length(text, at, end);
		if (!n)
			break;
		more += n - 1;
	}
	*columns += (unsigned)(at - start - more);
	return at;
}

/* The body of a line from its first character on: columns, first word, case of
 * the first letter, and whether gaps or bars make it a row of a table. */
static void look_at_body(struct look *look, const char *text, size_t at, size_t end)
{
	size_t gap = 0, gaps = 0, bars = 0;
	bool in_word = true, letter = false;

	while (at < end) {
		char32_t cp;

		if (letter && !in_word && plain_length(text, at, end)) {
			/* Nothing is to be learned from most of a line. */
			gaps += gap >= 3;
			gap = 0;
			at = plain_end(text, at, end, &look->columns);
			continue;
		}
		at += utf8_decode(text + at, end - at, &cp);
		if (lines_is_space(cp)) {
			/* A no-break space has kept the words on its sides together. */
			in_word = in_word && (cp == 0xA0 || cp == 0x202F);
			look->many = look->many || !in_word;
			gap += cp == '\t' ? 3 : 1;
		} else {
			gaps += gap >= 3;
			gap = 0;
			bars += cp == '|' || cp == 0x2502;
		}
		look->columns += columns_of(cp, look->columns);
		if (in_word)
			look->word = look->columns - look->indent;
		if (!letter && uc_is_property_alphabetic(cp)) {
			letter = true;
			look->lower = uc_is_property_lowercase(cp);
			look->upper = uc_is_property_uppercase(cp);
		}
	}
	look->table = gaps > 0 || bars > 1;
}

/* Where the indent of a line ends: at its first character, or before the no-break
 * space that ties » or a high sign to the line above. */
static size_t indent_end(const char *text, size_t start, size_t first, size_t end)
{
	char32_t space, cp;
	size_t n;

	if (first == start || first == end)
		return first;
	n = utf8_decode_before(text + start, first - start, &space);
	utf8_decode(text + first, end - first, &cp);
	if (space != 0xA0 && space != 0x202F)
		return first;
	return cp == 0xBB || (cp < 0x80 && cp && strchr("!?:;", (int)cp)) ? first - n : first;
}

static struct look look_at(const char *text, struct span line)
{
	struct look look = {0};
	size_t first = lines_skip_space(text, line.start, line.end), end = line.end, body;

	look.blank = first == end;
	if (look.blank)
		return look;
	look_at_end(&look, text, line);
	body = indent_end(text, line.start, first, end);
	end = lines_skip_space_back(text, first, end);
	if (end - line.start > LOOK_MAX)
		end = line.start + LOOK_MAX;
	for (size_t at = line.start; at < body && at < end;) {
		char32_t cp;

		at += utf8_decode(text + at, end - at, &cp);
		look.indent += columns_of(cp, look.indent);
	}
	look.columns = look.indent;
	look.quoted = text[first] == '>';
	look.mark = mark_of(text, first, line.end);
	look.rule = shape_is_rule(text, line);
	if (body < end)
		look_at_body(&look, text, body, end);
	return look;
}

/* ---- two lines */
static unsigned pair_reach(const struct look *above, const struct look *below)
{
	return above->columns + 1 + below->word;
}

/* Whether the lower line begins something by its own looks, however full the
 * upper one is.  `first` is the first line of the paragraph. */
static bool begins_something(const struct look *first, const struct look *above,
			     const struct look *below)
{
	switch (below->mark) {
	case MARK_BULLET:
	case MARK_SECTION:
		return true;
	case MARK_DASH:
	case MARK_NUMBER:
		/* "…le 12.\n" and "… – comme\n– incise" happen in running text: it
		 * takes an end before, or a list that is there already. */
		return above->closes || above->mark == below->mark || first->mark == below->mark;
	default:
		return false;
	}
}

static bool keeps_lines(const struct look *look, size_t wrap)
{
	/* A justified line has gaps too, but comes up to the wrap. */
	return look->quoted || look->rule || (look->table && look->columns < wrap);
}

/* Whether the line end between two lines is meant; `opens`: the upper is the first of
 * its paragraph, which `first` is. */
static bool is_meant(const struct shape *s, const struct look *first, const struct look *above,
		     const struct look *below, bool opens)
{
	if (keeps_lines(above, s->wrap) || keeps_lines(below, s->wrap))
		return true;
	if (pair_reach(above, below) <= s->wrap || (above->many && above->columns > s->most))
		return true;
	if (begins_something(first, above, below))
		return true;
	/* The first line of a paragraph or an item may be indented otherwise than
	 * the rest; elsewhere another indent is another thing. */
	return above->indent != below->indent && above->mark == MARK_NONE && !opens;
}

bool shape_break_is_meant(const struct shape *s, const struct lines *l, struct span paragraph,
			  size_t offset)
{
	struct span line, next, start;
	struct look above, below, first;

	if (s->mode == ARTICLE_LINE || offset < paragraph.start || offset >= paragraph.end)
		return false;
	line = lines_at(l, offset);
	if (!lines_next(l, line, &next))
		return false;
	start = lines_at(l, paragraph.start);
	first = look_at(l->text, start);
	above = look_at(l->text, line);
	below = look_at(l->text, next);
	return is_meant(s, &first, &above, &below, line.start == start.start);
}

void shape_join_lines(const struct shape *s, const struct lines *l, struct span paragraph,
		      struct span span, char *copy)
{
	struct span start = lines_at(l, paragraph.start), line, next;
	struct look first, above, below;
	char *end = memchr(copy, '\n', span_length(span));

	if (s->mode == ARTICLE_LINE || !end)
		return;
	first = look_at(l->text, start);
	line = lines_at(l, span.start + (size_t)(end - copy));
	above = line.start == start.start ? first : look_at(l->text, line);
	while (lines_next(l, line, &next)) {
		below = look_at(l->text, next);
		if (!is_meant(s, &first, &above, &below, line.start == start.start))
			*end = ' ';
		end = memchr(end + 1, '\n', span_length(span) - (size_t)(end + 1 - copy));
		if (!end)
			break;
		line = next;
		above = below;
	}
}

/* ---- the sample */
struct pair {
	unsigned above, reach; /* columns */
	bool lower : 1, upper : 1, stops : 1;
};

struct sample {
	VEC(struct look) looks;
	VEC(struct pair) pairs;   /* of lines that stand together as running text would */
	size_t bytes, long_bytes; /* of lines that are not blank */
	size_t most;              /* columns of the longest line */
	size_t stanzas;           /* two lines or more together */
	size_t wrap;              /* columns of the longest line of a pair, but for freaks */
	size_t full, near;        /* pairs that reach beyond the wrap, or nearly up to it */
	bool loose;               /* wrapped by a tool that evens lines out */
};

static void sample_lines(struct sample *s, const char *text, size_t size)
{
	struct lines l = {.text = text, .size = size, .mode = ARTICLE_LINE};
	struct span line = lines_at(&l, 0);

	do {
		struct look look = look_at(text, line);

		vec_push(&s->looks, look);
		if (look.blank)
			continue;
		s->bytes += span_length(line);
		if (look.columns > LONG_LINE)
			s->long_bytes += span_length(line);
		if (look.columns > s->most)
			s->most = look.columns;
	} while (lines_next(&l, line, &line));
}

static void sample_pairs(struct sample *s)
{
	for (size_t i = 0; i + 1 < s->looks.len; i++) {
		const struct look *above = &s->looks.items[i], *below = above + 1;
		struct pair pair;

		if (above->blank || below->blank)
			continue;
		s->stanzas += i == 0 || above[-1].blank;
		if (keeps_lines(above, SIZE_MAX) || keeps_lines(below, SIZE_MAX) ||
		    begins_something(above, above, below) || below->indent > above->indent)
			continue;
		pair = (struct pair){above->columns, pair_reach(above, below), below->lower,
				     below->upper, above->stops};
		vec_push(&s->pairs, pair);
	}
}

static void swap_pairs(struct pair *a, struct pair *b)
{
	struct pair c = *a;

	*a = *b;
	*b = c;
}

/* The pair that would be the nth, from 0, if they stood in the order of their upper lines'
 * columns; changes their places (Hoare, Algorithm 65: FIND, CACM 4, 1961). */
static const struct pair *find_pair(struct pair *pairs, ptrdiff_t count, ptrdiff_t nth)
{
	ptrdiff_t low = 0, high = count - 1;

	while (low < high) {
		unsigned middle = pairs[nth].above;
		ptrdiff_t i = low, j = high;

		while (i <= j) {
			while (pairs[i].above < middle)
				i++;
			while (pairs[j].above > middle)
				j--;
			if (i <= j)
				swap_pairs(&pairs[i++], &pairs[j--]);
		}
		low = j < nth ? i : low;
		high = nth < i ? j : high;
	}
	return &pairs[nth];
}

static void sample_wrap(struct sample *s)
{
	size_t n = s->pairs.len;

	if (!n)
		return;
	/* A long URL is no measure; but one freak in fifty lines at most. */
	s->wrap = find_pair(s->pairs.items, (ptrdiff_t)n, (ptrdiff_t)(n - 1 - n / 50))->above;
	for (size_t i = 0; i < n; i++) {
		size_t reach = s->pairs.items[i].reach;

		s->full += reach > s->wrap;
		s->near += reach <= s->wrap && reach > s->wrap * 85 / 100;
	}
	s->loose = s->wrap >= 60 && s->near * 4 > s->full;
}

/* Someone wrapped this: lines come up to the wrap, and go on in mid-sentence. */
static bool is_wrapped(const struct sample *s)
{
	size_t n = s->pairs.len, lower = 0, upper = 0, even = 0;

	for (size_t i = 0; i < n; i++) {
		lower += s->pairs.items[i].lower;
		upper += s->pairs.items[i].upper;
		even += s->pairs.items[i].above * 10 >= s->wrap * 6;
	}
	if (!n || s->wrap < 30 || s->wrap > LONG_LINE)
		return false;
	if ((s->full + (s->loose ? s->near : 0)) * 10 < n * 6 || even * 10 < n * 6)
		return false;
	/* Few lines prove little: they must look like running text all the more. */
	return n >= 4 ? lower * 10 >= (lower + upper) * 3 : s->wrap >= 50 && lower > upper;
}

/* Stanzas of short lines that begin with capitals and end anyhow. */
static bool is_verse(const struct sample *s)
{
	size_t n = s->pairs.len, lower = 0, upper = 0, stops = 0, columns = 0;

	for (size_t i = 0; i < n; i++) {
		lower += s->pairs.items[i].lower;
		upper += s->pairs.items[i].upper;
		stops += s->pairs.items[i].stops;
		columns += s->pairs.items[i].above;
	}
	return n >= 6 && s->stanzas >= 2 && s->most <= 80 && columns >= 15 * n &&
	       upper * 10 >= (lower + upper) * 7 && stops * 100 <= n * 45;
}

/* Groups of short lines that nobody wrapped, with blank lines between: stanzas of free
 * verse, addresses, lists. */
static bool is_short_lines(const struct sample *s)
{
	size_t lines = 0, grouped = 0;

	for (size_t i = 0; i < s->looks.len; i++) {
		const struct look *look = &s->looks.items[i];

		if (look->blank)
			continue;
		lines++;
		grouped += (i > 0 && !look[-1].blank) || (i + 1 < s->looks.len && !look[1].blank);
	}
	return s->stanzas >= 2 && s->most <= SHORT_LINE && grouped * 10 >= lines * 6;
}

/* Indents where a sentence has ended, and less indent right after. */
static bool is_indented(const struct sample *s)
{
	size_t starts = 0, inner = 0, proper = 0;

	for (size_t i = 0; i < s->looks.len; i++) {
		const struct look *look = &s->looks.items[i];
		bool open = i == 0 || look[-1].blank;
		bool last = i + 1 == s->looks.len || look[1].blank;

		if (look->blank || !look->indent || look->mark == MARK_BULLET)
			continue;
		if (open || look->indent > look[-1].indent || look[-1].indent == look->indent) {
			starts++;
			inner += !open;
			proper += (open || look[-1].stops) &&
				  (last || !look[1].indent || look->stops);
		}
	}
	return inner > 0 && starts >= 2 && proper * 10 >= starts * 6;
}

struct shape shape_find(const char *text, size_t size, enum article_paragraphs wanted)
{
	struct shape shape = {ARTICLE_LINE, 0, 0};
	struct sample s = {0};
	const char *cut;
	bool verse;

	if (size > SAMPLE) {
		cut = memrchr(text, '\n', SAMPLE);
		size = cut ? (size_t)(cut - text) : SAMPLE;
	}
	sample_lines(&s, text, size);
	sample_pairs(&s);
	sample_wrap(&s);
	shape.wrap = s.loose ? s.wrap * 85 / 100 : s.wrap;
	shape.most = s.wrap * 115 / 100;
	verse = (is_verse(&s) || is_short_lines(&s)) && !is_wrapped(&s);
	if (verse)
		shape.wrap = SIZE_MAX;
	if (wanted != ARTICLE_AUTO)
		shape.mode = wanted;
	else if (s.long_bytes * 2 < s.bytes && is_wrapped(&s))
		shape.mode = is_indented(&s) ? ARTICLE_INDENT : ARTICLE_BLOCK;
	else if (verse)
		shape.mode = ARTICLE_BLOCK;
	vec_release(&s.looks);
	vec_release(&s.pairs);
	return shape;
}

/* ---- marks of items */
/* Bytes of "- ", "12. ", "[3] ", "> > " at `at`, with the space; 0 without. */
static size_t mark_length(const char *text, size_t at, size_t end)
{
	size_t from = at, after;
	char32_t cp;

	if (text[at] == '>') {
		while (at < end && (text[at] == '>' || text[at] == ' '))
			at++;
		return at < end ? at - from : 0;
	}
	if (text[at] == '[') {
		while (++at < end && is_digit(text[at]))
			;
		if (at == end || text[at] != ']' || at == from + 1)
			return 0;
		at++;
	} else if (mark_of(text, at, end) != MARK_NONE) {
		while (at < end && lines_skip_space(text, at, end) == at)
			at += utf8_decode(text + at, end - at, &cp);
	} else {
		return 0;
	}
	after = lines_skip_space(text, at, end);
	return after > at && after < end ? after - from : 0;
}

/* Where what begins at `offset` ends: at the next break that is meant, or with the
 * paragraph.  An item is short: what goes on for longer than `ITEM_LINES` is none. */
static size_t item_end(const struct shape *s, const struct lines *l, struct span paragraph,
		       size_t offset)
{
	for (int i = 0; i < ITEM_LINES; i++) {
		size_t end = lines_at(l, offset).end;

		if (end >= paragraph.end || shape_break_is_meant(s, l, paragraph, end))
			return end < paragraph.end ? end : paragraph.end;
		offset = end + 1;
	}
	return paragraph.end;
}

/* A dash opens a speech, which is set as any paragraph, where a sentence follows it:
 * it begins with a capital and ends as one. */
static bool is_speech(const char *text, size_t at, size_t end)
{
	struct look look = {0};

	look_at_end(&look, text, (struct span){at, end});
	look_at_body(&look, text, at, end - at < LOOK_MAX ? end : at + LOOK_MAX);
	return look.upper && look.stops;
}

size_t shape_hanging(const struct shape *s, const struct lines *l, struct span paragraph,
		     size_t offset)
{
	struct span line = lines_at(l, offset);
	size_t end = line.end < paragraph.end ? line.end : paragraph.end, mark;

	if (offset >= end)
		return 0;
	mark = mark_length(l->text, offset, end);
	if (mark && mark_of(l->text, offset, end) == MARK_DASH &&
	    is_speech(l->text, offset + mark, item_end(s, l, paragraph, offset)))
		return 0;
	return mark;
}
