/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two coordinates meet here: the selectors' code points and the article's bytes.
 * Offsets into folded text lead back to bytes through `source`.
 */
#include "notes/anchor.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "notes/json.h"
#include "notes/needles.h"
#include "notes/pattern.h"
#include "text/fold.h"

#define PREVIOUS 5         /* selectors that are kept */
#define GRAPHEME_REACH 512 /* bytes to look at before and after a border */

/* ---- from a passage to selectors */

/* The grapheme border (UAX #29) at `at`, else the next one before or after. */
static size_t border(const char *text, size_t size, size_t at, bool after)
{
	char breaks[2 * GRAPHEME_REACH];
	size_t from = at, end = size - at < GRAPHEME_REACH ? size : at + GRAPHEME_REACH;
	char32_t cp;

	if (at == 0 || at >= size)
		return at;
	/* A line end is a border on both of its sides (rules GB4 and GB5). */
	while (from > 0 && at - from < GRAPHEME_REACH - UTF8_MAX && text[from - 1] != '\n')
		from -= utf8_decode_before(text, from, &cp);
	u8_grapheme_breaks((const uint8_t *)text + from, end - from, breaks);
	while (at > from && at < end && !breaks[at - from])
		at = after ? at + 1 : at - 1;
	return at;
}

/* A passage as a string: what is ill-formed and NULs are U+FFFD, which is how
 * the text is shown and its code points are counted. */
static char *slice(const char *text, struct span span)
{
	size_t len = span_length(span);
	struct str out;
	char *whole;

	text += span.start;
	if (utf8_valid(text, len) && !memchr(text, '\0', len))
		return mem_strndup(text, len);
	str_init(&out);
	for (size_t at = 0; at < len;) {
		char bytes[UTF8_MAX];
		char32_t cp;

		at += utf8_decode(text + at, len - at, &cp);
		str_addn(&out, bytes, utf8_encode(cp ? cp : UTF8_REPLACEMENT, bytes));
	}
	whole = mem_strndup(out.data, out.len);
	str_release(&out);
	return whole;
}

/* The context around a passage: cut so that neither end splits a grapheme. */
static struct span context(const char *text, size_t size, struct span span)
{
	struct span around = span;
	char32_t cp;

	for (int i = 0; i < ANCHOR_CONTEXT; i++) {
		if (around.start > 0)
			around.start -= utf8_decode_before(text, around.start, &cp);
		if (around.end < size)
			around.end += utf8_decode(text + around.end, size - around.end, &cp);
	}
	around.start = border(text, size, around.start, true);
	around.end = border(text, size, around.end, false);
	return around;
}

static void replace(char **old, char *by)
{
	free(*old);
	*old = by;
}

void anchor_mark(struct note *n, const struct article *a, struct span span)
{
	const char *text = article_text(a);
	size_t size = article_size(a);
	struct span around;

	span.start = border(text, size, span.start, false);
	span.end = border(text, size, span.end, true);
	around = context(text, size, span);
	replace(&n->quote, slice(text, span));
	replace(&n->prefix, slice(text, (struct span){around.start, span.start}));
	replace(&n->suffix, slice(text, (struct span){span.end, around.end}));
	n->start = n->end = 0;
	n->uncounted = true;
	n->span = span;
	n->status = NOTE_EXACT;
}

void anchor_count(struct note *n, struct article *a)
{
	if (!n->uncounted)
		return;
	n->start = article_position(a, n->span.start);
	n->end = n->start + utf8_count(n->quote, strlen(n->quote));
	n->uncounted = false;
}

void anchor_describe(struct note *n, struct article *a, struct span span)
{
	anchor_mark(n, a, span);
	anchor_count(n, a);
}

/* ---- by the reader's word */
static void add_string(struct str *out, const char *key, const char *value)
{
	if (!value)
		return;
	str_addf(out, ",\"%s\":", key);
	json_quote(out, value, strlen(value));
}

/* The selectors of a note as an array. */
static char *selectors_text(const struct note *n)
{
	struct str raw;

	str_init(&raw);
	str_add(&raw, "[{\"type\":\"TextQuoteSelector\"");
	add_string(&raw, "exact", n->quote);
	add_string(&raw, "prefix", n->prefix);
	add_string(&raw, "suffix", n->suffix);
	str_add(&raw, "}");
	if (n->end > n->start)
		str_addf(&raw, ",{\"type\":\"TextPositionSelector\",\"start\":%zu,\"end\":%zu}",
			 n->start, n->end);
	str_add(&raw, "]");
	return str_take(&raw);
}

/* The last ones first. */
static void keep_selectors(struct note *n)
{
	struct json_object list;
	char *raw;

	json_list(&list, json_get(&n->raw, "previous"));
	json_list_insert(&list, 0, selectors_text(n));
	while (list.members.len > PREVIOUS)
		json_list_remove(&list, list.members.len - 1);
	raw = json_text(&list, NULL, true);
	json_set(&n->raw, "previous", raw);
	free(raw);
	json_release(&list);
}

void anchor_confirm(struct note *n, struct article *a, struct span span)
{
	if (n->quote)
		keep_selectors(n);
	n->gone = false;
	anchor_describe(n, a, span);
}

/* ---- by words alone */

static void quote_in_context(const struct folded *article, const char *prefix, const char *quote,
			     const char *suffix, struct anchor_spans *found)
{
	struct needle needle;
	struct pattern p;

	pattern_init(&p, prefix, quote, suffix);
	needle = pattern_needle(&p, 0, p.folded->len, SIZE_MAX);
	needles_search(&needle, 1, article->chars, article->len);
	for (size_t i = 0; i < needle.found.len; i++) {
		size_t at = needle.found.items[i];

		vec_push(found, folded_source(article, at + p.start, at + p.end));
	}
	vec_release(&needle.found);
	pattern_release(&p);
}

static char *spaced(const char *before, const char *text, const char *after)
{
	struct str s;
	char *copy;

	str_init(&s);
	str_addf(&s, "%s%s%s", before, text, after);
	copy = mem_strndup(s.data, s.len);
	str_release(&s);
	return copy;
}

/* People who type a context leave out the space between it and the quote, so
 * where nothing is found one is put in. */
void anchor_quote(struct article *a, const char *quote, const char *prefix, const char *suffix,
		  struct anchor_spans *found)
{
	struct folded *article = folded_new(article_text(a), 0, article_size(a));
	char *apart_before = spaced("", prefix ? prefix : "", " ");
	char *apart_after = spaced(" ", suffix ? suffix : "", "");

	*found = (struct anchor_spans){0};
	for (int i = 0; i < 4 && !found->len; i++) {
		bool before = i & 1, after = i & 2;

		if ((before && !prefix) || (after && !suffix))
			continue;
		quote_in_context(article, before ? apart_before : prefix, quote,
				 after ? apart_after : suffix, found);
	}
	free(apart_before);
	free(apart_after);
	folded_free(article);
}
