/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note is first looked for where its positions say, by comparing bytes; what is not
 * settled so becomes a `struct sought`.  For those the article is folded once, and
 * their needles (quote in its context, and alone) are looked for in it, all in one
 * search; what that leaves open is left to near.c, one after the other.  Positions of
 * selectors are code points, spans bytes of the article, what near.c tells folded
 * characters.
 *
 * Notes are looked for in groups: in an article of some megabytes there is one group and
 * its window is the whole text; in a larger one a group is those that stand near each
 * other, and its window reaches some megabytes around them.  The window is folded in
 * parts, which end where a line does.
 *
 * Between two steps notes may come and go and be changed: what is sought is known by
 * its id, and its place is told only while the note still says the same.
 */
#include "notes/anchoring.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "notes/near.h"
#include "notes/needles.h"
#include "notes/pattern.h"
#include "text/fold.h"

#define CUT_MIN 16                 /* characters of a context that may lose its outermost */
#define THOROUGH ((size_t)1 << 20) /* characters of a text that is looked through for a note, … */
#define BUDGET ((size_t)32 << 20)  /* … and of all such looks together */
#define SETTLED_AT_ONCE 8          /* notes, in a step */
#define PART ((size_t)128 << 10)   /* bytes of the text that are folded in a step */
#define WINDOW ((size_t)8 << 20)   /* bytes that are folded in all, … */
#define AROUND ((size_t)2 << 20)   /* … of them so many before and after where notes stood */

/* A note that its positions alone do not settle. */
struct sought {
	char *id, *quote; /* of the note as it was */
	size_t position;  /* code points, where it should be */
	bool gone;        /* the reader said so: only these very words are found */
	bool stands;      /* the words, not their context, are at `place` */
	struct span place;
	struct pattern pattern;
	size_t lead; /* characters of context before the quote in the needle */
	enum note_status status;
	struct span span; /* bytes, once it is settled */
};

enum stage { STAGE_GROUP, STAGE_FOLD, STAGE_SEARCH, STAGE_GUESS, STAGE_SETTLE, STAGE_DONE };

struct anchoring {
	struct notebook *book;
	struct article *article;
	enum stage stage;
	VEC(struct sought) sought; /* by position */
	size_t first, end;         /* the group at hand */
	struct span window;        /* of the article */
	size_t folded;             /* up to where it is folded */
	struct folded *text;
	VEC(struct near) open; /* what is found neither in its place nor in its context … */
	VEC(size_t) which;     /* … and which of `sought` that is */
	size_t next;           /* of `open` */
	size_t looked;         /* characters of texts that were looked through */
};

/* ---- where the positions say */

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

/* ---- in their context */

/* The needles of one: the quote in its context, then the quote alone.  Another
 * program may have cut a grapheme where a context begins or ends, so the
 * outermost characters of long ones are not compared. */
static void sought_needles(struct sought *s, struct needle needles[2])
{
	const struct pattern *p = &s->pattern;
	size_t start = p->start >= CUT_MIN ? 1 : 0;
	size_t end = p->folded->len - (p->folded->len - p->end >= CUT_MIN ? 1 : 0);

	s->lead = p->start - start;
	needles[0] = pattern_needle(p, start, end, 2);
	/* Alone it only says whether words that stand are the only such. */
	needles[1] = pattern_needle(p, p->start, p->end, s->stands ? 2 : 0);
}

/* The place that the needles give.  False: they leave it open. */
static bool settle_by_needles(struct sought *s, const struct needle needles[2],
			      const struct folded *text)
{
	size_t len = s->pattern.end - s->pattern.start;

	if (needles[0].found.len == 1) {
		size_t at = needles[0].found.items[0] + s->lead;

		s->span = folded_source(text, at, at + len);
		s->status = NOTE_MOVED;
		if (!s->stands || s->span.start != s->place.start)
			return true;
	} else if (!s->stands || needles[1].found.len != 1) {
		return false;
	}
	s->span = s->place;
	s->status = NOTE_EXACT;
	return true;
}

/* ---- elsewhere, changed, or gone */

/* The folded character that byte `offset` belongs to, or the first after it. */
static size_t folded_index(const struct folded *text, size_t offset)
{
	size_t low = 0, high = text->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->source[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct near near_of(const struct sought *s, const struct folded *text, struct article *a)
{
	const struct pattern *p = &s->pattern;

	return (struct near){
		.chars = p->folded->chars,
		.len = p->folded->len,
		.start = p->start,
		.end = p->end,
		.expected = folded_index(text, article_offset(a, s->position)),
	};
}

/* Takes over what was found; white space at its ends is no part of it. */
static void settle_by_near(struct sought *s, const struct near *n, const struct folded *text)
{
	size_t from = n->from, to = n->to;

	if (s->gone && n->status != NOTE_MOVED)
		return;
	s->status = n->status;
	while (from < to && text->chars[from] == ' ')
		from++;
	while (to > from && text->chars[to - 1] == ' ')
		to--;
	if (to > from)
		s->span = folded_source(text, from, to);
	else if (n->status != NOTE_ORPHAN)
		s->status = NOTE_ORPHAN;
}

/* ---- the stages */

/* Settles a note by its positions, or puts it on the list. */
static void take_note(struct anchoring *x, const struct note *n)
{
	struct sought s = {.status = NOTE_ORPHAN, .position = n->start, .gone = n->gone};
	struct span span = {0, 0};

	if (!n->quote) {
		/* Known by its positions alone, it may have come to stand on any words. */
		bool placed = n->end > n->start && n->end - n->start < ANCHORING_REACH;

		if (placed) {
			span.start = article_offset(x->article, n->start);
			span.end = article_offset(x->article, n->end);
		}
		notebook_place(x->book, n,
			       !placed                 ? NOTE_EXACT
			       : span.end > span.start ? NOTE_FUZZY
						       : NOTE_ORPHAN,
			       span);
		return;
	}
	s.stands = stands(n, x->article, &s.place);
	if (s.stands && context_holds(n, x->article, s.place)) {
		notebook_place(x->book, n, NOTE_EXACT, s.place);
		return;
	}
	s.id = mem_strdup(n->id);
	s.quote = mem_strdup(n->quote);
	pattern_init(&s.pattern, n->prefix, n->quote, n->suffix);
	vec_push(&x->sought, s);
}

/* The line end at or before `at`, or after it: where the text may be cut. */
static size_t cut(const struct anchoring *x, size_t at, bool after)
{
	const char *text = article_text(x->article), *end;
	size_t size = article_size(x->article);

	if (at == 0 || at >= size)
		return at < size ? at : size;
	end = after ? memchr(text + at, '\n', size - at) : memrchr(text, '\n', at);
	return end ? (size_t)(end - text) : after ? size : 0;
}

/* The next notes that one window can hold. */
static void choose_group(struct anchoring *x)
{
	size_t size = article_size(x->article), from, to;

	x->first = x->end;
	from = article_offset(x->article, x->sought.items[x->first].position);
	from = from > AROUND ? from - AROUND : 0;
	for (x->end = x->first + 1; x->end < x->sought.len; x->end++) {
		to = article_offset(x->article, x->sought.items[x->end].position);
		if (size > WINDOW && to > from + WINDOW - AROUND)
			break;
	}
	to = article_offset(x->article, x->sought.items[x->end - 1].position) + AROUND;
	x->window = (struct span){0, size};
	if (size > WINDOW)
		x->window = (struct span){cut(x, from, false), cut(x, to, true)};
	x->folded = x->window.start;
	x->text = folded_new("", 0, 0);
	x->next = 0;
}

/* Whether all of the window is folded. */
static bool fold_part(struct anchoring *x)
{
	size_t end = x->window.end;

	if (end - x->folded > PART)
		end = cut(x, x->folded + PART, true);
	if (end > x->window.end)
		end = x->window.end;
	folded_add(x->text, article_text(x->article), x->folded, end);
	x->folded = end;
	return end == x->window.end;
}

static void search(struct anchoring *x)
{
	VEC(struct needle) needles = {0};
	struct needle pair[2];

	for (size_t i = x->first; i < x->end; i++) {
		sought_needles(&x->sought.items[i], pair);
		vec_push(&needles, pair[0]);
		vec_push(&needles, pair[1]);
	}
	needles_search(needles.items, needles.len, x->text->chars, x->text->len);
	for (size_t i = x->first, k = 0; i < x->end; i++, k += 2) {
		struct sought *s = &x->sought.items[i];

		if (!settle_by_needles(s, &needles.items[k], x->text) &&
		    s->pattern.end > s->pattern.start) {
			vec_push(&x->open, near_of(s, x->text, x->article));
			vec_push(&x->which, i);
		}
		vec_release(&needles.items[k].found);
		vec_release(&needles.items[k + 1].found);
	}
	vec_release(&needles);
}

static void settle_some(struct anchoring *x)
{
	for (int i = 0; i < SETTLED_AT_ONCE && x->next < x->open.len; i++, x->next++) {
		struct near *n = &x->open.items[x->next];
		bool thorough = x->text->len <= THOROUGH && x->looked <= BUDGET;

		if (near_settle(n, x->text->chars, x->text->len, thorough))
			x->looked += x->text->len;
		settle_by_near(&x->sought.items[x->which.items[x->next]], n, x->text);
	}
}

static void leave_group(struct anchoring *x)
{
	for (size_t i = 0; i < x->open.len; i++)
		near_release(&x->open.items[i]);
	x->open.len = x->which.len = 0;
	folded_free(x->text);
	x->text = NULL;
}

/* Tells the notebook; a note that says something else by now is passed over. */
static void place_all(struct anchoring *x)
{
	for (size_t i = 0; i < x->sought.len; i++) {
		const struct sought *s = &x->sought.items[i];
		const struct note *n = notebook_get(x->book, s->id);

		if (n && n->start == s->position && note_same_string(n->quote, s->quote))
			notebook_place(x->book, n, s->status, s->span);
	}
	notebook_sort(x->book);
}

/* In the order of the notebook, which is that of their positions but for what has moved: so
 * these are found in one walk. */
static void take_notes(struct anchoring *x)
{
	size_t count = notebook_count(x->book);

	for (size_t i = 0; i < count; i++) {
		if (i + NOTE_FAR < count)
			note_expect(notebook_at(x->book, i + NOTE_FAR),
				    notebook_at(x->book, i + NOTE_NEAR));
		take_note(x, notebook_at(x->book, i));
	}
}

struct anchoring *anchoring_new(struct notebook *b, struct article *a)
{
	struct anchoring *x = mem_zalloc(sizeof *x);

	x->book = b;
	x->article = a;
	take_notes(x);
	notebook_sort(b);
	if (!x->sought.len)
		x->stage = STAGE_DONE;
	return x;
}

bool anchoring_step(struct anchoring *x)
{
	switch (x->stage) {
	case STAGE_GROUP:
		choose_group(x);
		x->stage = STAGE_FOLD;
		return true;
	case STAGE_FOLD:
		if (fold_part(x))
			x->stage = STAGE_SEARCH;
		return true;
	case STAGE_SEARCH:
		search(x);
		x->stage = STAGE_GUESS;
		return true;
	case STAGE_GUESS:
		near_guess_all(x->open.items, x->open.len, x->text->chars, x->text->len);
		x->stage = STAGE_SETTLE;
		return true;
	case STAGE_SETTLE:
		settle_some(x);
		if (x->next < x->open.len)
			return true;
		leave_group(x);
		x->stage = STAGE_GROUP;
		if (x->end < x->sought.len)
			return true;
		place_all(x);
		x->stage = STAGE_DONE;
		return false;
	default:
		return false;
	}
}

void anchoring_free(struct anchoring *x)
{
	if (!x)
		return;
	leave_group(x);
	for (size_t i = 0; i < x->sought.len; i++) {
		pattern_release(&x->sought.items[i].pattern);
		free(x->sought.items[i].id);
		free(x->sought.items[i].quote);
	}
	vec_release(&x->open);
	vec_release(&x->which);
	vec_release(&x->sought);
	free(x);
}

void anchoring_run(struct notebook *b, struct article *a)
{
	struct anchoring *x = anchoring_new(b, a);

	while (anchoring_step(x))
		;
	anchoring_free(x);
}
