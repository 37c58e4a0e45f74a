/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * linebreak_find() says of each byte whether a line may break before it; the walk
 * then gathers clusters into pieces.  Nearly all text is words of plain letters,
 * one byte or two each and a cell wide, with single spaces between: those are
 * walked over byte by byte, and only what is none goes through the rules for
 * clusters.  Offsets are bytes of the article.
 */
#include "layout/pieces.h"

#include <string.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "layout/linebreak.h"

#define SOFT_HYPHEN "\u00AD"
#define CONTEXT 256 /* bytes before the text that say how its first words bind */

/* ---- the text as linebreak_find() wants it */

/* Turns line ends that were not meant to spaces, bytes that are no character to
 * '^', which is a letter to UAX #14 and nothing to French readers. */
static void clean(const struct article *a, struct span paragraph, size_t from, char *copy,
		  size_t len)
{
	char32_t cp;
	size_t n;

	article_join_lines(a, paragraph, (struct span){from, from + len}, copy);
	for (char *end = copy; (end = memchr(end, '\r', len - (size_t)(end - copy))); end++)
		*end = ' ';
	if (article_is_valid(a) || utf8_valid(copy, len))
		return;
	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(copy + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT && !utf8_valid(copy + at, n))
			memset(copy + at, '^', n);
	}
}

/* Some words before the span, where it does not begin the paragraph. */
static size_t context_start(const char *text, struct span paragraph, size_t start)
{
	const char *space;
	size_t from;

	if (start - paragraph.start <= CONTEXT)
		return paragraph.start;
	from = start - CONTEXT;
	space = memchr(text + from, ' ', CONTEXT);
	return space ? (size_t)(space - text) : start;
}

static void find_breaks(struct pieces *p, struct span paragraph)
{
	size_t len = p->span.end - p->from;
	char *copy = mem_alloc(len + 1);

	p->breaks = mem_alloc(len + 1);
	memcpy(copy, p->text + p->from, len);
	clean(p->article, paragraph, p->from, copy, len);
	linebreak_find(copy, len, true, p->breaks);
	free(copy);
}

void pieces_init(struct pieces *p, const struct article *a, struct span paragraph, struct span span,
		 struct hyphenator *hyphenate)
{
	*p = (struct pieces){
		.article = a,
		.text = article_text(a),
		.span = span,
		.hyphenate = hyphenate,
		.at = span.start,
	};
	vec_reserve(&p->items, 128);
	p->from = context_start(p->text, paragraph, span.start);
	find_breaks(p, paragraph);
}

void pieces_release(struct pieces *p)
{
	free(p->breaks);
	vec_release(&p->items);
	vec_release(&p->points);
}

static char break_at(const struct pieces *p, size_t at)
{
	return at < p->span.end ? p->breaks[at - p->from] : LINEBREAK_NO;
}

bool pieces_end_line(const struct pieces *p, size_t offset)
{
	return break_at(p, offset) == LINEBREAK_MUST;
}

/* ---- white space */
size_t pieces_white(const char *text, size_t at, size_t end, int *tabs)
{
	size_t start = at;

	for (size_t n; at < end; at += n) {
		n = grapheme_length(text, at, end);
		if (!grapheme_is_white(text + at, n))
			break;
		*tabs += text[at] == '\t';
	}
	return at - start;
}

/* Notes whether the white space [at, end) ends a line, and what comes after. */
static void look_for_line_end(struct pieces *p, size_t at, size_t end)
{
	for (size_t n; at < end; at += n) {
		n = grapheme_length(p->text, at, end);
		if (memchr(p->breaks + (at - p->from), LINEBREAK_MUST, n)) {
			p->ended = true;
			p->indent = 0;
		} else if (p->text[at] == '\t') {
			p->indent += fit_space(p->indent, 1);
		} else {
			p->indent += grapheme_width(p->text + at, n);
		}
	}
}

/* ---- words */

/* Bytes of the letter or sign at `at` that is one cell wide and a cluster by itself,
 * as far as itself tells; 0: it may not be. */
static size_t plain_letter(const char *text, size_t at, size_t end)
{
	unsigned char c = (unsigned char)text[at], next;

	if (c > 0x20 && c < 0x7F)
		return 1;
	if (c < 0xC2 || c > 0xE2 || at + 1 == end)
		return 0;
	next = (unsigned char)text[at + 1];
	if (c == 0xC3)
		return (next & 0xC0) == 0x80 ? 2 : 0;
	if (c == 0xC2)
		return next > 0xA0 && next < 0xC0 && next != 0xAD ? 2 : 0;
	if (c == 0xC5)
		return next == 0x92 || next == 0x93 ? 2 : 0; /* Œ œ */
	if (c != 0xE2 || at + 2 == end)
		return 0;
	if (next == 0x82)
		return (unsigned char)text[at + 2] == 0xAC ? 3 : 0; /* € */
	/* Quotation marks, dashes, the ellipsis. */
	if (next != 0x80)
		return 0;
	next = (unsigned char)text[at + 2];
	return (next >= 0x93 && next <= 0x9F) || next == 0xA6 ? 3 : 0;
}

/* Bytes of the no-break space at `at`, 0: there is none. */
static size_t no_break_space(const char *text, size_t at, size_t end)
{
	if (end - at >= 2 && !memcmp(text + at, "\u00A0", 2))
		return 2;
	return end - at >= 3 && !memcmp(text + at, "\u202F", 3) ? 3 : 0;
}

/* Whether what stands at `at` cannot be a part of the cluster before it. */
static bool begins_plainly(const char *text, size_t at, size_t end)
{
	/* A control is never a part of a cluster, and a space begins one. */
	return at == end || (unsigned char)text[at] <= ' ' || plain_letter(text, at, end) ||
	       no_break_space(text, at, end);
}

/* Whether the cluster at `at` is a plain letter. */
static bool is_plain_at(const struct pieces *p, size_t at)
{
	size_t n = plain_letter(p->text, at, p->span.end);

	return n && begins_plainly(p->text, at + n, p->span.end);
}

static bool ends_in_soft_hyphen(const struct pieces *p, struct span span)
{
	size_t n = strlen(SOFT_HYPHEN);

	return span_length(span) >= n && !memcmp(p->text + span.end - n, SOFT_HYPHEN, n);
}

/* Puts an end to the piece at hand and begins another at `at`. */
static void piece_end(struct pieces *p, struct piece *piece, enum joint after, int tabs, size_t at)
{
	if (after == JOINT_NONE && ends_in_soft_hyphen(p, piece->span))
		after = JOINT_HYPHEN;
	piece->after = after;
	piece->tabs = tabs;
	if (!span_empty(piece->span))
		vec_push(&p->items, *piece);
	*piece = (struct piece){.span = {at, at}};
}

/* Adds plain letters to the piece, up to one before which a line may break, or to
 * `most` cells.  The last is left to the rules where they may add to it. */
static void grow_plainly(const struct pieces *p, struct piece *piece, size_t end, int most)
{
	size_t at = piece->span.end, last = at, n;
	const char *text = p->text, *breaks = p->breaks;
	int width = piece->width;

	while (at < end && width < most &&
	       (at == piece->span.start || breaks[at - p->from] != LINEBREAK_MAY)) {
		n = text[at] > ' ' && text[at] < 0x7F ? 1 : plain_letter(text, at, end);
		if (!n)
			break;
		last = at;
		at += n;
		width++;
	}
	if (at > last && !begins_plainly(p->text, at, p->span.end)) {
		at = last;
		width--;
	}
	piece->span.end = at;
	piece->width = width;
}

/* Adds a cluster of any kind.  One before which a line may break, or which would
 * make the piece wider than a line, begins another.  What has no width is never a
 * piece: it would be one among any number in a line. */
static void grow_by_cluster(struct pieces *p, struct piece *piece, int most)
{
	size_t at = piece->span.end, n = grapheme_length(p->text, at, p->span.end);
	int width = grapheme_width(p->text + at, n);

	if (piece->width &&
	    (break_at(p, at) == LINEBREAK_MAY || (width && piece->width + width > most)))
		piece_end(p, piece, JOINT_NONE, 0, at);
	piece->odd = piece->odd || !is_plain_at(p, at);
	piece->span.end += n;
	piece->width += width;
}

/* ---- hyphens */
static bool is_letter(char32_t cp)
{
	return uc_is_property_alphabetic(cp) ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* What joins the letters of a word: l’enfance, porte-monnaie. */
static bool is_joiner(char32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == '-' || cp == 0x2010 || cp == 0x2011;
}

/* The letters of `word`, without the punctuation around them; empty where it is
 * nothing to be divided: a number, capitals, an address, a word with soft hyphens. */
static struct span letters_of(const char *text, struct span word)
{
	struct span letters = {word.start, word.start}, none = letters;
	bool lower = false, over = false;
	char32_t cp;

	for (size_t at = word.start, n; at < word.end; at += n) {
		n = utf8_decode(text + at, word.end - at, &cp);
		if (is_letter(cp)) {
			if (over)
				return none;
			if (span_empty(letters))
				letters.start = at;
			letters.end = at + n;
			lower = lower || uc_is_property_lowercase(cp);
		} else if (cp == 0xAD || cp == '@' || cp == '_' || uc_is_digit(cp)) {
			return none;
		} else if (!is_joiner(cp)) {
			over = !span_empty(letters);
		}
	}
	return lower ? letters : none;
}

/* Fills points[] for the word, whose bytes they are counted from.  False: it stays
 * whole. */
static bool find_points(struct pieces *p, struct span word)
{
	struct span letters;

	if (!p->hyphenate || span_length(word) < 5)
		return false;
	letters = letters_of(p->text, word);
	if (span_length(letters) < 5)
		return false;
	vec_reserve(&p->points, span_length(word));
	memset(p->points.items, 0, span_length(word) * sizeof *p->points.items);
	hyphenator_points(p->hyphenate, p->text + letters.start, span_length(letters),
			  p->points.items + (letters.start - word.start));
	return true;
}

/* ---- stretches */

/* Whether white space stands at `at`; a cluster that begins with a space may be none. */
static bool is_white_at(const struct pieces *p, size_t at)
{
	char c = p->text[at];
	size_t n;

	if ((c > ' ' && c < 0x7F) || plain_letter(p->text, at, p->span.end))
		return false;
	n = c == ' ' || c == '\n' ? 1 : no_break_space(p->text, at, p->span.end);
	if (n && begins_plainly(p->text, at + n, p->span.end))
		return true;
	n = grapheme_length(p->text, at, p->span.end);
	return grapheme_is_white(p->text + at, n);
}

/* The end of the word at `at`: white space, or the end of the span. */
static size_t word_end(const struct pieces *p, size_t at)
{
	while (at < p->span.end && !is_white_at(p, at))
		at += grapheme_length(p->text, at, p->span.end);
	return at;
}

/* Where plain letters may go on to: the next point, or the end of the word. */
static size_t next_point(const struct pieces *p, struct span word, size_t at, bool divided)
{
	if (divided)
		for (at++; at < word.end; at++)
			if (p->points.items[at - word.start])
				return at;
	return word.end;
}

/* Takes what stands at the piece's end, up to white space. */
static void take_word(struct pieces *p, struct piece *piece, int most)
{
	struct span word = {piece->span.end, p->span.end};
	bool divided = false;

	if (p->hyphenate) {
		word.end = word_end(p, word.start);
		divided = !p->bound && find_points(p, word);
	}
	for (size_t at = word.start; at < word.end; at = piece->span.end) {
		if (divided && p->points.items[at - word.start] && piece->width)
			piece_end(p, piece, JOINT_HYPHEN, 0, at);
		grow_plainly(p, piece, next_point(p, word, at, divided), most);
		if (piece->span.end > at)
			continue;
		if (is_white_at(p, at))
			return;
		grow_by_cluster(p, piece, most);
	}
}

/* Bytes of the single space between plain words, as most white space is; else 0. */
static size_t plain_space(const struct pieces *p, size_t at)
{
	char c = p->text[at];
	size_t n = c == ' ' || c == '\n' ? 1 : no_break_space(p->text, at, p->span.end);

	if (!n || p->breaks[at - p->from] == LINEBREAK_MUST || at + n == p->span.end)
		return 0;
	return plain_letter(p->text, at + n, p->span.end) ? n : 0;
}

/* Takes back the points of the word that was taken last, if a line can hold it. */
static void close_word(struct pieces *p, int most)
{
	while (p->items.len > 1) {
		struct piece *last = &p->items.items[p->items.len - 1], *before = last - 1;

		if (before->after != JOINT_HYPHEN || before->width + last->width > most ||
		    ends_in_soft_hyphen(p, before->span))
			break;
		last->span.start = before->span.start;
		last->width += before->width;
		last->odd = last->odd || before->odd;
		*before = *last;
		p->items.len--;
	}
}

/* Whether two words are bound, and not just one of them to a sign: such as "Louis
 * XIV" are not divided either. */
static bool binds_words(const struct pieces *p, size_t before, size_t after)
{
	char32_t last, first;

	if (before == p->span.start || after == p->span.end)
		return false;
	utf8_decode_before(p->text + p->span.start, before - p->span.start, &last);
	utf8_decode(p->text + after, p->span.end - after, &first);
	return (is_letter(last) || uc_is_digit(last) || last == '.' || last == 0xB0) &&
	       (is_letter(first) || uc_is_digit(first));
}

/* Whether white space is one space, no-break or not, or one line end. */
static bool is_one_space(const char *white, size_t len)
{
	return (len == 1 && (*white == ' ' || *white == '\n')) ||
	       (len && no_break_space(white, 0, len) == len);
}

/* Takes the white space at p->at. */
static void take_white(struct pieces *p, struct piece *piece, int most)
{
	enum joint after;
	size_t start = p->at, plain = plain_space(p, start);
	int tabs = 0;

	p->ended = false;
	p->indent = 0;
	if (plain) {
		p->at += plain;
	} else {
		p->at += pieces_white(p->text, start, p->span.end, &tabs);
		look_for_line_end(p, start, p->at);
		piece->odd = piece->odd || !is_one_space(p->text + start, p->at - start);
	}
	after = break_at(p, p->at) == LINEBREAK_MAY ? JOINT_SPACE : JOINT_TIED;
	piece_end(p, piece, after, tabs, p->at);
	p->bound = after == JOINT_TIED && p->hyphenate && !p->ended && binds_words(p, start, p->at);
	if (p->bound)
		close_word(p, most);
}

/* The end of the plain letters at `at`, before the next one that a line may break
 * before; *width: cells of them. */
static size_t plain_word_end(const struct pieces *p, size_t at, int *width)
{
	const char *text = p->text, *breaks = p->breaks - p->from;
	size_t end = p->span.end, start = at, n, more = 0;

	while (at < end && (at == start || breaks[at] != LINEBREAK_MAY)) {
		if (text[at] > ' ' && text[at] < 0x7F) {
			at++;
			continue;
		}
		n = plain_letter(text, at, end);
		if (!n)
			break;
		at += n;
		more += n - 1;
	}
	*width = (int)(at - start - more);
	return at;
}

/* Takes plain words with single spaces between, as nearly all text is: what take_word()
 * and take_white() would make of them.  Not the last, if it is followed by something
 * else. */
static void take_plain_words(struct pieces *p, int most)
{
	for (;;) {
		struct piece piece = {.span = {p->at, p->at}};
		size_t end = plain_word_end(p, p->at, &piece.width);

		if (end == p->at || piece.width > most || end + 1 >= p->span.end ||
		    p->text[end] != ' ' || !plain_letter(p->text, end + 1, p->span.end))
			return;
		piece.span.end = end;
		piece.after = break_at(p, end + 1) == LINEBREAK_MAY ? JOINT_SPACE : JOINT_TIED;
		vec_push(&p->items, piece);
		p->at = end + 1;
	}
}

bool pieces_take(struct pieces *p, int most)
{
	struct piece piece = {.span = {p->at, p->at}};

	if (p->at == p->span.end)
		return false;
	p->items.len = 0;
	p->ended = false;
	while (p->at < p->span.end && !p->ended) {
		if (span_empty(piece.span) && !p->hyphenate) {
			take_plain_words(p, most);
			piece.span = (struct span){p->at, p->at};
		}
		if (is_white_at(p, p->at)) {
			take_white(p, &piece, most);
		} else {
			take_word(p, &piece, most);
			p->at = piece.span.end;
		}
	}
	piece_end(p, &piece, JOINT_END, 0, p->at);
	if (p->items.len)
		p->items.items[p->items.len - 1].after = JOINT_END;
	close_word(p, most); /* the last word of a paragraph */
	return true;
}
