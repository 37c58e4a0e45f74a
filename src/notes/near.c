/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Windows of the text are looked at one after the other; what is found in them is
 * kept in two lists, of the places where the quote may stand (`places`) and of those
 * where its context stands without it (`gaps`).  All coordinates are those of the
 * whole text.
 */
#include "notes/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/mem.h"
#include "notes/myers.h"
#include "notes/needles.h"

#define SEED_STRIDE 4
#define SEEDS_MAX 200     /* of one annotation */
#define SEED_LIMIT 16     /* one found so often says nothing */
#define QUOTE_ERRORS 35   /* per cent of the quote, */
#define CONTEXT_ERRORS 25 /* of its context where that is all there is */
#define LONG_ENOUGH 32    /* characters: identical words of that length need no context */
#define FUZZY_LEAST 8     /* fewer are not recognised once they are changed */
#define FUZZY_LONG 64     /* so many are, whatever surrounds them */
#define CONTEXT_LEAST 0.55
#define SIDE_LEAST 0.9 /* of one side, where the other was changed */
#define SCORE_LEAST 0.65
#define SCORE_APART 0.03 /* two places whose scores are nearer are both possible */
#define BRIDGE_LEAST 16  /* characters of a context that is a side of a bridge */
#define BRIDGE_SLACK 64
#define WORD_REACH 20 /* characters to the end of a word */
#define PIECES_MAX 400
#define PIECE_EDGE 16     /* characters that a piece at an end may lack */
#define PIECES_WORTH 0.95 /* all of a quote in pieces, to a quote in one */

struct place {
	size_t from, to;
	bool same;      /* word for word */
	double context; /* likeness of both sides, the mean */
	double side;    /* of the better one, where it is long enough to say something */
	double score;
};

/* Between a prefix that ends at `from` and a suffix that begins at `to`; `start` and
 * `end` are the other ends of the two. */
struct gap {
	size_t start, from, to, end;
};

struct settling {
	struct near *near;
	const char32_t *text;
	size_t len;
	struct myers *quote, *prefix, *suffix; /* NULL: there is none */
	VEC(struct place) places;
	VEC(struct gap) gaps;
};

/* ---- guesses */
static size_t stride_of(const struct near *n)
{
	size_t stride = n->len / SEEDS_MAX;

	return stride > SEED_STRIDE ? stride : SEED_STRIDE;
}

/* A guess for each place where a seed stands, and a piece where it is of the quote. */
static void guess(struct near *n, const struct needle *seed, size_t offset)
{
	bool inside = offset >= n->start && offset + NEAR_SEED <= n->end;

	if (seed->found.len >= SEED_LIMIT)
		return;
	for (size_t i = 0; i < seed->found.len; i++) {
		size_t at = seed->found.items[i];
		struct near_guess found = {(ptrdiff_t)(at + n->start) - (ptrdiff_t)offset, 1};
		struct near_piece piece = {offset, at, NEAR_SEED};

		vec_push(&n->guesses, found);
		if (inside)
			vec_push(&n->pieces, piece);
	}
}

/* By diagonal, then along it. */
static int by_diagonal(const void *a, const void *b)
{
	const struct near_piece *one = a, *other = b;
	ptrdiff_t diagonal = (ptrdiff_t)one->at - (ptrdiff_t)one->offset;
	ptrdiff_t another = (ptrdiff_t)other->at - (ptrdiff_t)other->offset;

	if (diagonal != another)
		return diagonal < another ? -1 : 1;
	return (one->at > other->at) - (one->at < other->at);
}

static int by_position(const void *a, const void *b)
{
	const struct near_piece *one = a, *other = b;

	return (one->at > other->at) - (one->at < other->at);
}

/* Joins seeds that touch to pieces; a seed by itself says nothing. */
static void join_pieces(struct near *n)
{
	size_t kept = 0, stride = stride_of(n);

	if (!n->pieces.len)
		return;
	qsort(n->pieces.items, n->pieces.len, sizeof *n->pieces.items, by_diagonal);
	for (size_t i = 0; i < n->pieces.len;) {
		struct near_piece piece = n->pieces.items[i++];

		for (; i < n->pieces.len; i++) {
			const struct near_piece *next = &n->pieces.items[i];

			if (next->at - next->offset != piece.at - piece.offset ||
			    next->at > piece.at + piece.len + stride)
				break;
			piece.len = next->at + next->len - piece.at;
		}
		if (piece.len > NEAR_SEED)
			n->pieces.items[kept++] = piece;
	}
	n->pieces.len = kept;
	qsort(n->pieces.items, kept, sizeof *n->pieces.items, by_position);
}

static int by_place(const void *a, const void *b)
{
	const struct near_guess *one = a, *other = b;

	return (one->at > other->at) - (one->at < other->at);
}

static int by_votes(const void *a, const void *b)
{
	const struct near_guess *one = a, *other = b;

	if (one->votes != other->votes)
		return one->votes > other->votes ? -1 : 1;
	return by_place(a, b);
}

/* Makes one of guesses that are as good as the same, and keeps the best. */
static void join_guesses(struct near *n)
{
	ptrdiff_t apart = (ptrdiff_t)((n->end - n->start) / 4 + NEAR_SEED);
	size_t kept = 0;

	if (!n->guesses.len)
		return;
	qsort(n->guesses.items, n->guesses.len, sizeof *n->guesses.items, by_place);
	for (size_t i = 1; i < n->guesses.len; i++) {
		struct near_guess *last = &n->guesses.items[kept], *next = &n->guesses.items[i];

		if (next->at - last->at <= apart)
			last->votes += next->votes;
		else
			n->guesses.items[++kept] = *next;
	}
	n->guesses.len = kept + 1;
	qsort(n->guesses.items, n->guesses.len, sizeof *n->guesses.items, by_votes);
	if (n->guesses.len > NEAR_CANDIDATES)
		n->guesses.len = NEAR_CANDIDATES;
}

void near_guess_all(struct near *items, size_t count, const char32_t *text, size_t len)
{
	VEC(struct needle) seeds = {0};
	size_t next = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at + NEAR_SEED <= items[i].len; at += stride_of(&items[i])) {
			struct needle seed = {
				.chars = items[i].chars + at,
				.len = NEAR_SEED,
				.limit = SEED_LIMIT,
			};

			vec_push(&seeds, seed);
		}
	needles_search(seeds.items, seeds.len, text, len);
	for (size_t i = 0; i < count; i++) {
		for (size_t at = 0; at + NEAR_SEED <= items[i].len; at += stride_of(&items[i])) {
			guess(&items[i], &seeds.items[next], at);
			vec_release(&seeds.items[next].found);
			next++;
		}
		join_guesses(&items[i]);
		join_pieces(&items[i]);
	}
	vec_release(&seeds);
}

void near_release(struct near *n)
{
	vec_release(&n->guesses);
	vec_release(&n->pieces);
}

/* ---- scores */
static size_t quote_length(const struct near *n)
{
	return n->end - n->start;
}

/* How much of a context stands in text[from, to): 1 all of it. */
static double likeness(struct myers *context, const char32_t *text, size_t from, size_t to)
{
	size_t len = myers_length(context);

	return 1 - (double)myers_least(context, text + from, to - from) / (double)len;
}

static double prefix_likeness(const struct settling *s, size_t from)
{
	size_t len = myers_length(s->prefix);

	return likeness(s->prefix, s->text, from > len ? from - len : 0, from);
}

static double suffix_likeness(const struct settling *s, size_t to)
{
	size_t len = myers_length(s->suffix);

	return likeness(s->suffix, s->text, to, s->len - to > len ? to + len : s->len);
}

/* How like the context of a place is to that of the quote.  A side that the quote has
 * not, at an end of its text or where another program kept none, says nothing. */
static void judge_context(const struct settling *s, struct place *p)
{
	double prefix = s->prefix ? prefix_likeness(s, p->from) : 0;
	double suffix = s->suffix ? suffix_likeness(s, p->to) : 0;

	if (!s->prefix)
		prefix = suffix;
	if (!s->suffix)
		suffix = prefix;
	p->context = (prefix + suffix) / 2;
	p->side = s->prefix && s->near->start >= BRIDGE_LEAST ? prefix : 0;
	if (s->suffix && s->near->len - s->near->end >= BRIDGE_LEAST && suffix > p->side)
		p->side = suffix;
}

/* Whether a place can be accepted, word for word or nearly. */
static bool is_acceptable(const struct settling *s, const struct place *p)
{
	size_t len = quote_length(s->near);
	bool in_context = p->context >= CONTEXT_LEAST;

	if (p->same)
		return len >= LONG_ENOUGH || in_context || p->side >= SIDE_LEAST;
	return p->score >= SCORE_LEAST && len >= FUZZY_LEAST && (len >= FUZZY_LONG || in_context);
}

/* Adds a place where so much of the quote stands, if it can be accepted; of those that
 * overlap the best is kept. */
static void add_place(struct settling *s, size_t from, size_t to, double quote, bool same)
{
	struct place p = {.from = from, .to = to, .same = same};
	double away = fabs((double)from - (double)s->near->expected) / (double)(s->len + 1);

	judge_context(s, &p);
	p.score = (50 * quote + 40 * p.context + 2 * (1 - away)) / 92;
	if (!is_acceptable(s, &p))
		return;
	for (size_t i = 0; i < s->places.len; i++) {
		struct place *other = &s->places.items[i];

		if (other->from >= p.to || p.from >= other->to)
			continue;
		if (other->score < p.score)
			*other = p;
		return;
	}
	vec_push(&s->places, p);
}

/* ---- a window */
static void look_for_quote(struct settling *s, size_t from, size_t to)
{
	struct myers_matches found = {0};
	size_t most = quote_length(s->near) * QUOTE_ERRORS / 100;

	myers_find(s->quote, s->text + from, to - from, most, &found);
	for (size_t i = 0; i < found.items.len; i++) {
		const struct myers_match *m = &found.items.items[i];

		add_place(s, m->start + from, m->end + from,
			  1 - (double)m->distance / (double)quote_length(s->near), !m->distance);
	}
	vec_release(&found.items);
}

/* ---- taken apart */

/* Characters of the quote that the pieces [first, last] hold, no matter in which order
 * they stand. */
static size_t held_by(const struct near *n, size_t first, size_t last, bool *held)
{
	size_t count = 0;

	memset(held, 0, quote_length(n) * sizeof *held);
	for (size_t i = first; i <= last; i++) {
		const struct near_piece *p = &n->pieces.items[i];

		for (size_t at = p->offset - n->start; at < p->offset - n->start + p->len; at++) {
			count += !held[at];
			held[at] = true;
		}
	}
	return count;
}

/* What the pieces [first, last] take up, and a little more where the quote goes on. */
static void add_pieces(struct settling *s, size_t first, size_t last, size_t held)
{
	const struct near *n = s->near;
	const struct near_piece *p = n->pieces.items;
	size_t from = p[first].at, to = p[last].at + p[last].len;
	size_t head = p[first].offset - n->start, tail = n->end - p[last].offset - p[last].len;

	if (2 * held < quote_length(n))
		return;
	if (head <= PIECE_EDGE)
		from -= head < from ? head : from;
	if (tail <= PIECE_EDGE)
		to = to + tail < s->len ? to + tail : s->len;
	add_place(s, from, to, PIECES_WORTH * (double)held / (double)quote_length(n), false);
}

/* Looks where most of the quote stands in pieces, others put between or their order
 * changed: in a stretch of the text no longer than a bridge may be. */
static void look_for_pieces(struct settling *s)
{
	const struct near *n = s->near;
	size_t most = 2 * quote_length(n) + BRIDGE_SLACK;
	bool *held;

	if (n->pieces.len < 2 || n->pieces.len > PIECES_MAX)
		return;
	held = mem_alloc(quote_length(n) * sizeof *held);
	for (size_t first = 0; first + 1 < n->pieces.len; first++) {
		size_t last = first;

		while (last + 1 < n->pieces.len && n->pieces.items[last + 1].at +
								   n->pieces.items[last + 1].len -
								   n->pieces.items[first].at <=
							   most)
			last++;
		if (last > first)
			add_pieces(s, first, last, held_by(n, first, last, held));
	}
	free(held);
}

/* Adds the gap between a prefix and the first suffix behind it, unless that is too far. */
static void add_gap(struct settling *s, const struct myers_match *prefix,
		    const struct myers_matches *suffixes, size_t shift)
{
	struct gap gap = {prefix->start + shift, prefix->end + shift, 0, 0};
	const struct myers_match *m = NULL;

	for (size_t i = 0; i < suffixes->items.len && !m; i++)
		if (suffixes->items.items[i].start >= prefix->end)
			m = &suffixes->items.items[i];
	if (!m || m->start - prefix->end > 2 * quote_length(s->near) + BRIDGE_SLACK)
		return;
	gap.to = m->start + shift;
	gap.end = m->end + shift;
	for (size_t i = 0; i < s->gaps.len; i++)
		if (s->gaps.items[i].start < gap.end && gap.start < s->gaps.items[i].end)
			return;
	vec_push(&s->gaps, gap);
}

static void look_for_context(struct settling *s, size_t from, size_t to)
{
	struct myers_matches prefixes = {0}, suffixes = {0};

	if (!s->prefix || !s->suffix || myers_length(s->prefix) < BRIDGE_LEAST ||
	    myers_length(s->suffix) < BRIDGE_LEAST)
		return;
	myers_find(s->prefix, s->text + from, to - from,
		   myers_length(s->prefix) * CONTEXT_ERRORS / 100, &prefixes);
	if (prefixes.items.len)
		myers_find(s->suffix, s->text + from, to - from,
			   myers_length(s->suffix) * CONTEXT_ERRORS / 100, &suffixes);
	for (size_t i = 0; i < prefixes.items.len; i++)
		add_gap(s, &prefixes.items.items[i], &suffixes, from);
	vec_release(&prefixes.items);
	vec_release(&suffixes.items);
}

static size_t clamp(ptrdiff_t at, size_t len)
{
	return at < 0 ? 0 : (size_t)at > len ? len : (size_t)at;
}

/* Looks around each guess: as far as the words may have been moved by what was changed
 * in them, and the context by what was put between. */
static void look_around_guesses(struct settling *s)
{
	struct near *n = s->near;
	ptrdiff_t quote = (ptrdiff_t)quote_length(n), slack = quote / 2 + BRIDGE_SLACK;
	ptrdiff_t before = (ptrdiff_t)n->start, after = (ptrdiff_t)(n->len - n->end);

	for (size_t i = 0; i < n->guesses.len; i++) {
		ptrdiff_t at = n->guesses.items[i].at;

		look_for_quote(s, clamp(at - slack, s->len), clamp(at + quote + slack, s->len));
		look_for_context(s, clamp(at - before - quote - slack, s->len),
				 clamp(at + 2 * quote + after + 2 * slack, s->len));
	}
}

/* ---- the answer */
static bool overlaps(const struct place *p, size_t from, size_t to)
{
	return p->from < to && from < p->to;
}

/* Whether a place that is not word for word is no more than bits of the context of a
 * quote that is gone: it should fill the gap between prefix and suffix. */
static bool is_refuted(const struct settling *s, const struct place *p)
{
	const struct gap *gap = s->gaps.items;
	size_t from, to;

	if (p->same || s->gaps.len != 1 || !overlaps(p, gap->start, gap->end))
		return false;
	from = p->from > gap->from ? p->from : gap->from;
	to = p->to < gap->to ? p->to : gap->to;
	return to <= from || 2 * (to - from) < p->to - p->from;
}

static size_t away(const struct settling *s, const struct place *p)
{
	return p->from > s->near->expected ? p->from - s->near->expected
					   : s->near->expected - p->from;
}

/* The best place, NULL without; *several: another is as good, and the nearest is
 * returned. */
static const struct place *best_place(const struct settling *s, bool *several)
{
	const struct place *best = NULL, *nearest;

	for (size_t i = 0; i < s->places.len; i++)
		if (!is_refuted(s, &s->places.items[i]) &&
		    (!best || s->places.items[i].score > best->score))
			best = &s->places.items[i];
	*several = false;
	nearest = best;
	for (size_t i = 0; best && i < s->places.len; i++) {
		const struct place *p = &s->places.items[i];

		if (p == best || is_refuted(s, p) || overlaps(p, best->from, best->to) ||
		    best->score - p->score >= SCORE_APART)
			continue;
		*several = true;
		if (away(s, p) < away(s, nearest))
			nearest = p;
	}
	return nearest;
}

static bool is_letter(const char32_t *text, size_t len, size_t at)
{
	return at < len && (uc_is_alnum(text[at]) ||
			    uc_is_general_category_withtable(text[at], UC_CATEGORY_MASK_M));
}

static bool cuts_word(const char32_t *text, size_t len, size_t at)
{
	return at > 0 && is_letter(text, len, at - 1) && is_letter(text, len, at);
}

/* Where the quote was of whole words, what nearly reads as it is too. */
static void reach_words(const struct settling *s, struct place *p)
{
	const struct near *n = s->near;

	if (!cuts_word(n->chars, n->len, n->start))
		for (int i = 0; i < WORD_REACH && cuts_word(s->text, s->len, p->from); i++)
			p->from--;
	if (!cuts_word(n->chars, n->len, n->end))
		for (int i = 0; i < WORD_REACH && cuts_word(s->text, s->len, p->to); i++)
			p->to++;
}

static void answer(struct near *n, enum note_status status, size_t from, size_t to)
{
	n->status = status;
	n->from = from;
	n->to = to;
	n->known = true;
}

static void conclude(struct settling *s)
{
	const struct gap *gap = s->gaps.items;
	size_t len = quote_length(s->near);
	const struct place *best;
	bool several;

	best = best_place(s, &several);
	if (best) {
		struct place p = *best;

		if (!p.same)
			reach_words(s, &p);
		answer(s->near,
		       several  ? NOTE_AMBIGUOUS
		       : p.same ? NOTE_MOVED
				: NOTE_FUZZY,
		       p.from, p.to);
		return;
	}
	if (s->gaps.len != 1)
		return;
	if (gap->to - gap->from < 2 || gap->to - gap->from < len / 10)
		answer(s->near, NOTE_ORPHAN, gap->from, gap->from);
	else
		answer(s->near, NOTE_CHANGED, gap->from, gap->to);
}

static struct myers *pattern(const char32_t *chars, size_t from, size_t to)
{
	return to > from ? myers_new(chars + from, to - from) : NULL;
}

bool near_settle(struct near *n, const char32_t *text, size_t len, bool thorough)
{
	struct settling s = {
		.near = n,
		.text = text,
		.len = len,
		.quote = pattern(n->chars, n->start, n->end),
		.prefix = pattern(n->chars, 0, n->start),
		.suffix = pattern(n->chars, n->end, n->len),
	};

	n->status = NOTE_ORPHAN;
	n->known = false;
	n->from = n->to = 0;
	look_around_guesses(&s);
	look_for_pieces(&s);
	thorough = thorough && !s.places.len && !s.gaps.len;
	if (thorough) {
		look_for_quote(&s, 0, len);
		look_for_context(&s, 0, len);
	}
	conclude(&s);
	myers_free(s.quote);
	myers_free(s.prefix);
	myers_free(s.suffix);
	vec_release(&s.places);
	vec_release(&s.gaps);
	return thorough;
}
