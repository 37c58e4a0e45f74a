/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two coordinates meet here: the selectors' code points and the article's bytes.
 * A note is first looked for where its positions say, by comparing bytes; what
 * is not settled so becomes a `struct sought`, whose needles (its context and
 * quote, folded) are looked for in the folded article, all of them in one
 * search.  Offsets into folded text lead back to bytes through `source`.
 */
#include "notes/anchor.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "notes/needles.h"
#include "text/fold.h"

#define GRAPHEME_REACH 512 /* bytes to look at before and after a border */
#define CUT_MIN 16         /* characters of a context that may lose its outermost */

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

void anchor_describe(struct note *n, struct article *a, struct span span)
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
	n->start = article_position(a, span.start);
	n->end = n->start + utf8_count(n->quote, strlen(n->quote));
	n->span = span;
	n->status = NOTE_EXACT;
}

/* ---- step 1: where the positions say */

/* Whether the text at `from` reads as `quote`, code point by code point; *to is
 * where it ends. */
static bool reads_as(const char *text, size_t size, size_t from, const char *quote, size_t *to)
{
	size_t len = strlen(quote), at = 0;

	if (len <= size - from && memcmp(text + from, quote, len) == 0) {
		*to = from + len;
		return true;
	}
	while (at < len && from < size) {
		char32_t want, have;

		at += utf8_decode(quote + at, len - at, &want);
		from += utf8_decode(text + from, size - from, &have);
		if (want != (have ? have : UTF8_REPLACEMENT))
			return false;
	}
	*to = from;
	return at == len;
}

/* Whether the words are still at the positions. */
static bool stands(const struct note *n, struct article *a, struct span *span)
{
	if (n->end <= n->start || utf8_count(n->quote, strlen(n->quote)) != n->end - n->start)
		return false;
	span->start = article_offset(a, n->start);
	/* An offset for a position beyond the text is clamped to its end. */
	return span->start < article_size(a) &&
	       reads_as(article_text(a), article_size(a), span->start, n->quote, &span->end);
}

/* Whether the words around are the same too, byte for byte. */
static bool context_holds(const struct note *n, const struct article *a, struct span span)
{
	const char *text = article_text(a);
	size_t before = n->prefix ? strlen(n->prefix) : 0;
	size_t after = n->suffix ? strlen(n->suffix) : 0;

	return before <= span.start && after <= article_size(a) - span.end &&
	       (!before || memcmp(text + span.start - before, n->prefix, before) == 0) &&
	       (!after || memcmp(text + span.end, n->suffix, after) == 0);
}

/* ---- steps 2 and 3: folded, with its context */

/* A quote in its context, folded; the quote is [start, end) of it. */
struct pattern {
	struct folded *folded;
	size_t start, end;
};

static void pattern_init(struct pattern *p, const char *prefix, const char *quote,
			 const char *suffix)
{
	size_t from, to;
	struct str whole;

	str_init(&whole);
	str_add(&whole, prefix ? prefix : "");
	from = whole.len;
	str_add(&whole, quote);
	to = whole.len;
	str_add(&whole, suffix ? suffix : "");
	p->folded = folded_new(whole.data, 0, whole.len);
	p->start = 0;
	while (p->start < p->folded->len && p->folded->source[p->start].start < from)
		p->start++;
	p->end = p->start;
	while (p->end < p->folded->len && p->folded->source[p->end].start < to)
		p->end++;
	str_release(&whole);
}

static struct needle needle_of(const struct pattern *p, size_t start, size_t end, size_t limit)
{
	/* A quote that folds to nothing is found nowhere. */
	return (struct needle){
		.chars = p->folded->chars ? p->folded->chars + start : NULL,
		.len = p->end > p->start ? end - start : 0,
		.limit = limit,
	};
}

/* The bytes of folded characters [start, end) of the article. */
static struct span source_of(const struct folded *f, size_t start, size_t end)
{
	return (struct span){f->source[start].start, f->source[end - 1].end};
}

/* A note that its positions alone do not settle. */
struct sought {
	size_t index; /* in the book */
	bool stands;  /* the words, not their context, are at `place` */
	struct span place;
	struct pattern pattern;
	size_t lead; /* characters of context before the quote in the needle */
};

/* The needles of one: the quote in its context, then the quote alone.  Another
 * program may have cut a grapheme where a context begins or ends, so the
 * outermost characters of long ones are not compared. */
static void sought_needles(struct sought *s, struct needle needles[2])
{
	const struct pattern *p = &s->pattern;
	size_t start = p->start >= CUT_MIN ? 1 : 0;
	size_t end = p->folded->len - (p->folded->len - p->end >= CUT_MIN ? 1 : 0);

	s->lead = p->start - start;
	needles[0] = needle_of(p, start, end, 2);
	/* Alone it only says whether words that stand are the only such. */
	needles[1] = needle_of(p, p->start, p->end, s->stands ? 2 : 0);
}

/* The place that the needles give.  What they leave open is an orphan here; the
 * later steps (near matches, the bridge between contexts) go in its stead. */
static enum note_status sought_settle(const struct sought *s, const struct needle needles[2],
				      const struct folded *article, struct span *span)
{
	size_t len = s->pattern.end - s->pattern.start;

	if (needles[0].found.len == 1) {
		size_t at = needles[0].found.items[0] + s->lead;

		*span = source_of(article, at, at + len);
		if (!s->stands || span->start != s->place.start)
			return NOTE_MOVED;
		*span = s->place;
		return NOTE_EXACT;
	}
	*span = s->place;
	if (s->stands && needles[1].found.len == 1)
		return NOTE_EXACT;
	*span = (struct span){0, 0};
	return NOTE_ORPHAN;
}

struct search {
	VEC(struct sought) sought;
	VEC(struct needle) needles; /* two for each */
};

/* Settles a note by its positions, or puts it on the list. */
static bool settle_at_once(struct search *search, const struct note *n, size_t index,
			   struct article *a, struct span *span)
{
	struct sought s = {.index = index};
	struct needle needles[2];

	*span = s.place;
	if (!n->quote)
		return true;
	s.stands = stands(n, a, &s.place);
	*span = s.place;
	if (s.stands && context_holds(n, a, s.place))
		return true;
	if (!s.stands)
		s.place = (struct span){0, 0};
	pattern_init(&s.pattern, n->prefix, n->quote, n->suffix);
	sought_needles(&s, needles);
	vec_push(&search->sought, s);
	vec_push(&search->needles, needles[0]);
	vec_push(&search->needles, needles[1]);
	return false;
}

/* Looks for all that is on the list; the folded article is the caller's. */
static struct folded *search_run(struct search *search, const struct article *a)
{
	struct folded *article;

	if (!search->sought.len)
		return NULL;
	article = folded_new(article_text(a), 0, article_size(a));
	needles_search(search->needles.items, search->needles.len, article->chars, article->len);
	return article;
}

static void search_release(struct search *search)
{
	for (size_t i = 0; i < search->sought.len; i++)
		folded_free(search->sought.items[i].pattern.folded);
	for (size_t i = 0; i < search->needles.len; i++)
		vec_release(&search->needles.items[i].found);
	vec_release(&search->sought);
	vec_release(&search->needles);
}

enum note_status anchor_find(const struct note *n, struct article *a, struct span *span)
{
	enum note_status status = NOTE_EXACT;
	struct search search = {0};
	struct folded *article;

	if (!settle_at_once(&search, n, 0, a, span)) {
		article = search_run(&search, a);
		status = sought_settle(search.sought.items, search.needles.items, article, span);
		folded_free(article);
	}
	search_release(&search);
	return status;
}

void anchor_all(struct notebook *b, struct article *a)
{
	struct search search = {0};
	struct folded *article;
	struct span span;

	for (size_t i = 0; i < notebook_count(b); i++)
		if (settle_at_once(&search, notebook_at(b, i), i, a, &span))
			notebook_place(b, i, NOTE_EXACT, span);
	article = search_run(&search, a);
	for (size_t i = 0; i < search.sought.len; i++) {
		const struct sought *s = &search.sought.items[i];
		enum note_status status =
			sought_settle(s, &search.needles.items[2 * i], article, &span);

		notebook_place(b, s->index, status, span);
	}
	notebook_sort(b);
	folded_free(article);
	search_release(&search);
}

/* ---- by words alone */

static void quote_in_context(const struct folded *article, const char *prefix, const char *quote,
			     const char *suffix, struct anchor_spans *found)
{
	struct needle needle;
	struct pattern p;

	pattern_init(&p, prefix, quote, suffix);
	needle = needle_of(&p, 0, p.folded->len, SIZE_MAX);
	needles_search(&needle, 1, article->chars, article->len);
	for (size_t i = 0; i < needle.found.len; i++) {
		size_t at = needle.found.items[i];

		vec_push(found, source_of(article, at + p.start, at + p.end));
	}
	vec_release(&needle.found);
	folded_free(p.folded);
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
