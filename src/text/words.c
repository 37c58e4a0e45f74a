/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words are found in a window of the paragraph, cut at white space where that is
 * near, never in all of it.  There, UAX #29 (by libunistring) cuts the text, though
 * not inside a grapheme, as its rules for words would do in Thai; what holds a
 * letter or a digit is a word; hyphens join words and elisions part them.  Offsets
 * are bytes of the text.
 */
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwbrk.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/lines.h"
#include "text/sentence.h"

#define NEAR 256               /* bytes looked at around an offset */
#define WORD_MAX 1024          /* bytes more, to come to white space */
#define FAR ((size_t)64 << 10) /* bytes without a word behind which none is looked for */

struct words {
	VEC(struct span) list;
	struct span window;
};

/* ---- characters */
static size_t decode(const char *text, size_t at, size_t end, char32_t *cp)
{
	*cp = 0;
	return at < end ? utf8_decode(text + at, end - at, cp) : 0;
}

static bool is_word_char(char32_t cp)
{
	return uc_is_property_alphabetic(cp) || uc_is_general_category(cp, UC_NUMBER);
}

static bool is_apostrophe(char32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2BC;
}

static bool is_hyphen(char32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

/* ---- the window */
static size_t char_floor(const char *text, size_t start, size_t at)
{
	for (int i = 0; i < UTF8_MAX - 1 && at > start; i++, at--)
		if (((unsigned char)text[at] & 0xC0) != 0x80)
			break;
	return at;
}

/* [from, to) made larger, to white space if that is near. */
static struct span window_around(const char *text, struct span paragraph, size_t from, size_t to)
{
	struct span window;
	char32_t cp;

	if (to > paragraph.end)
		to = paragraph.end;
	window.start = from < paragraph.end ? char_floor(text, paragraph.start, from) : from;
	window.end = to < paragraph.end ? char_floor(text, paragraph.start, to) : to;
	while (window.start > paragraph.start && from - window.start < WORD_MAX) {
		size_t n = utf8_decode_before(text + paragraph.start,
					      window.start - paragraph.start, &cp);

		if (lines_is_space(cp))
			break;
		window.start -= n;
	}
	while (window.end < paragraph.end && window.end < to + WORD_MAX) {
		size_t n = decode(text, window.end, paragraph.end, &cp);

		if (lines_is_space(cp))
			break;
		window.end += n;
	}
	return window;
}

/* The window's bytes, with what is ill-formed blotted out: libunistring wants
 * UTF-8.  Yours to free. */
static char *copy_window(const char *text, struct span window)
{
	size_t len = span_length(window);
	char *copy = mem_strndup(text + window.start, len);
	char32_t cp;

	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(copy + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT)
			memset(copy + at, ' ', n);
	}
	return copy;
}

/* ---- French */
/* Bytes of the elision that the word begins with ("l'", "jusqu’"), else 0. */
static size_t elision_length(const char *text, struct span word)
{
	static const char *const elisions[] = {
		"c", "d",  "j",     "l",      "m",      "n",      "s",
		"t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "tandisqu",
	};

	for (size_t i = 0; i < sizeof elisions / sizeof *elisions; i++) {
		size_t n = strlen(elisions[i]), at = 0;
		char32_t cp, next;

		if (n >= span_length(word))
			continue;
		while (at < n && (text[word.start + at] | 0x20) == elisions[i][at])
			at++;
		if (at < n)
			continue;
		at += decode(text, word.start + at, word.end, &cp);
		decode(text, word.start + at, word.end, &next);
		if (is_apostrophe(cp) && word.start + at < word.end &&
		    uc_is_grapheme_break(cp, next))
			return at;
	}
	return 0;
}

/* Whether a hyphen alone stands between the last word and `next`. */
static bool is_joined(const struct words *w, const char *text, size_t next)
{
	size_t end = w->list.len ? w->list.items[w->list.len - 1].end : next;
	char32_t cp;

	return end < next && end + decode(text, end, next, &cp) == next && is_hyphen(cp);
}

static void add_word(struct words *w, const char *text, struct span word)
{
	size_t n;

	if (is_joined(w, text, word.start)) {
		w->list.items[w->list.len - 1].end = word.end;
		return;
	}
	n = elision_length(text, word);
	if (n) {
		struct span elided = {word.start, word.start + n};

		vec_push(&w->list, elided);
		word.start += n;
	}
	vec_push(&w->list, word);
}

static bool holds_word_char(const char *text, struct span s)
{
	for (size_t at = s.start; at < s.end;) {
		char32_t cp;

		at += decode(text, at, s.end, &cp);
		if (is_word_char(cp))
			return true;
	}
	return false;
}

/* All words of the window around [from, to). */
static void words_find(struct words *w, const char *text, struct span paragraph, size_t from,
		       size_t to)
{
	struct span piece;
	size_t len;
	char *copy, *breaks, *graphemes;

	memset(w, 0, sizeof *w);
	w->window = window_around(text, paragraph, from, to);
	len = span_length(w->window);
	copy = copy_window(text, w->window);
	breaks = mem_zalloc(len + 1);
	graphemes = mem_zalloc(len + 1);
	u8_wordbreaks((const uint8_t *)copy, len, breaks);
	u8_grapheme_breaks((const uint8_t *)copy, len, graphemes);
	piece.start = w->window.start;
	for (size_t i = 1; i <= len; i++) {
		if (i < len && !(breaks[i] && graphemes[i]))
			continue;
		piece.end = w->window.start + i;
		if (holds_word_char(text, piece))
			add_word(w, text, piece);
		piece.start = piece.end;
	}
	free(copy);
	free(breaks);
	free(graphemes);
}

/* ---- the module */
/* The first word that ends after `offset` (`starts`: starts after it). */
static bool find_after(const char *text, struct span paragraph, size_t offset, bool starts,
		       struct span *word)
{
	size_t from = offset < paragraph.start ? paragraph.start : offset;
	size_t end = paragraph.end - from > FAR ? from + FAR : paragraph.end;

	while (from < end) {
		struct words w;
		bool found = false;

		words_find(&w, text, paragraph, from, from + NEAR);
		for (size_t i = 0; i < w.list.len && !found; i++) {
			*word = w.list.items[i];
			found = starts ? word->start > offset || offset < paragraph.start
				       : word->end > offset;
		}
		from = w.window.end;
		vec_release(&w.list);
		if (found)
			return true;
	}
	return false;
}

bool word_after(const char *text, struct span paragraph, size_t offset, struct span *word)
{
	struct span found;

	if (!find_after(text, paragraph, offset, true, &found))
		return false;
	*word = found;
	return true;
}

bool word_before(const char *text, struct span paragraph, size_t offset, struct span *word)
{
	size_t to = offset > paragraph.end ? paragraph.end : offset;
	size_t start = to - paragraph.start > FAR ? to - FAR : paragraph.start;

	while (to > start) {
		size_t from = to - paragraph.start > NEAR ? to - NEAR : paragraph.start;
		struct words w;
		bool found = false;

		words_find(&w, text, paragraph, from, to);
		for (size_t i = w.list.len; i > 0 && !found; i--) {
			found = w.list.items[i - 1].start < offset;
			if (found)
				*word = w.list.items[i - 1];
		}
		to = w.window.start;
		vec_release(&w.list);
		if (found)
			return true;
	}
	return false;
}

struct span word_at(const char *text, struct span paragraph, size_t offset)
{
	struct span word = {paragraph.start, paragraph.start};

	if (find_after(text, paragraph, offset, false, &word))
		return word;
	if (!word_before(text, paragraph, paragraph.end, &word))
		word = (struct span){paragraph.start, paragraph.start};
	return word;
}
