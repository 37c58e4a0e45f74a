/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A search either passes over text, to where the query wants a look, or looks at the
 * paragraph there.  A long paragraph is searched window by window, so that neither a
 * slice nor a step back is a walk over all of it.
 *
 * The finder keeps a chunk for some KiB of text that hold matches: from the first of
 * them to the end of the last, and how many there are before.  Which one stands at a
 * place is found by counting from the start of its chunk.  The last paragraph of a
 * stream may grow, so it is searched again when the text has.  Offsets are bytes of the
 * article.
 */
#include "search/find.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"
#include "layout/grapheme.h"
#include "text/settle.h"

#define WINDOW ((size_t)256 << 10)    /* for a short pattern … */
#define WINDOW_LEAST 2048             /* … and for a long one */
#define MARGIN 4096                   /* bytes looked at on both sides of a window */
#define PIECE ((size_t)128 << 10)     /* bytes passed over at a time … */
#define PIECE_LEAST ((size_t)8 << 10) /* … and where something was that wanted a look */
#define LOOK 1024                     /* the effort of beginning to look at a paragraph */
#define TRY 64                        /* … and of comparing a letter */
#define HELD ((size_t)4 << 20)        /* bytes of text that may stay in memory behind a search */
#define CHUNK ((size_t)16 << 10)
#define UNDECIDED 4096 /* bytes of a stream that may still read otherwise */

/* The part of a paragraph in which a match starts, and what is looked at for it.
 * Where a paragraph has several, they are cut at the same places for all. */
struct window {
	size_t first, stop; /* matches start from `first` on and before `stop` */
	struct span text;
};

static size_t window_border(const char *text, struct span p, size_t size, size_t k)
{
	size_t at = p.start + k * size;

	return k ? grapheme_floor(text, p.start, at < p.end ? at : p.end, p.end) : p.start;
}

static struct window window_at(const struct query *q, const char *text, struct span p, size_t at)
{
	size_t size = WINDOW / query_depth(q), k;
	struct window w;

	if (size < WINDOW_LEAST)
		size = WINDOW_LEAST;
	k = (at - p.start) / size;
	w.stop = window_border(text, p, size, k + 1);
	if (w.stop <= at && at < p.end) /* the border was moved back over it */
		w.stop = window_border(text, p, size, ++k + 1);
	w.first = window_border(text, p, size, k);
	w.text = p;
	if (k)
		w.text.start = grapheme_floor(text, p.start, w.first - MARGIN, p.end);
	if (p.end - w.stop > MARGIN)
		w.text.end = grapheme_floor(text, p.start, w.stop + MARGIN, p.end);
	return w;
}

/* The first match that starts at or after `from` and in the window. */
static bool window_match(const char *text, struct query *q, struct span p, const struct window *w,
			 size_t from, struct span *match)
{
	if (!query_match(q, text, w->text.start, from, w->text.end, match) ||
	    match->start >= w->stop)
		return false;
	/* It may go on behind what was looked at. */
	return match->end < w->text.end || w->text.end == p.end ||
	       query_match(q, text, w->text.start, from, p.end, match);
}

/* ---- one match */
void find_init(struct find *f, const struct article *a, struct query *q, bool backward, size_t from)
{
	size_t size = article_size(a);

	from = from < size ? from : size;
	*f = (struct find){a, q, backward, from, from, {0, 0}, from, PIECE_LEAST};
	/* What begins before `from` may end behind it. */
	if (backward && article_paragraph_at(a, from, &f->paragraph)) {
		if (f->paragraph.start >= from)
			f->paragraph = (struct span){0, 0};
		else if (f->paragraph.end < from)
			f->at = f->paragraph.end;
	}
}

/* Gives the memory of text that was searched back. */
static void give_back(struct find *f)
{
	struct span s =
		f->at > f->held ? (struct span){f->held, f->at} : (struct span){f->at, f->held};

	if (span_length(s) < HELD)
		return;
	article_forget(f->article, s);
	f->held = f->at;
}

/* query_look(), or query_look_back(), of a piece of the article. */
static size_t look(const struct find *f, struct span piece)
{
	char room[PIECE + 2 * MARGIN];
	size_t size = article_size(f->article), start, end;
	struct span all = {0, size};
	const char *text = article_text(f->article);

	/* Around it there must be room for all of a match. */
	if (strlen(query_pattern(f->query)) < MARGIN / 4) {
		all.start = piece.start > MARGIN ? piece.start - MARGIN : 0;
		all.end = size - piece.end > MARGIN ? piece.end + MARGIN : size;
		text = article_read(f->article, all.start, span_length(all), room);
	}
	start = piece.start - all.start;
	end = piece.end - all.start;
	return all.start + (f->backward ? query_look_back : query_look)(
				   f->query, text, (struct span){start, end}, span_length(all));
}

/* What is behind a place that wants a look is read again. */
static void next_piece(struct find *f, bool passed)
{
	f->piece = !passed ? PIECE_LEAST : f->piece < PIECE ? 2 * f->piece : PIECE;
}

/* Goes to the paragraph of the next place that is worth a look. */
static enum find_state pass_forward(struct find *f, size_t *effort)
{
	size_t size = article_size(f->article), from = f->at;
	struct span piece = {from, size - from > f->piece ? from + f->piece : size}, p;

	f->at = look(f, piece);
	next_piece(f, f->at == piece.end);
	*effort += f->at - from;
	if (f->at == size)
		return FIND_NOTHING;
	if (f->at == piece.end)
		return FIND_GOES_ON;
	if (!article_paragraph_at(f->article, f->at, &p) || p.end <= f->at) {
		f->at = size;
		return FIND_NOTHING;
	}
	f->paragraph = p;
	f->at = p.start > f->from ? p.start : f->from;
	return FIND_GOES_ON;
}

static enum find_state pass_backward(struct find *f, size_t *effort)
{
	size_t end = f->at;
	struct span piece = {end > f->piece ? end - f->piece : 0, end}, p;
	size_t place;

	place = look(f, piece);
	next_piece(f, place == end);
	if (place == end) {
		*effort += end - piece.start;
		f->at = piece.start;
		return f->at ? FIND_GOES_ON : FIND_NOTHING;
	}
	*effort += end - place;
	if (!article_paragraph_at(f->article, place, &p) ||
	    (p.start > place && !article_paragraph_before(f->article, p, &p))) {
		f->at = 0;
		return FIND_NOTHING;
	}
	f->paragraph = p;
	f->at = end < p.end ? end : p.end;
	return FIND_GOES_ON;
}

/* The effort of having looked at so many bytes. */
static size_t looked(const struct find *f, size_t bytes)
{
	return LOOK + bytes * query_weight(f->query) + query_tried(f->query) * TRY;
}

/* Looks through one window for its first match. */
static enum find_state look_forward(struct find *f, size_t *effort, struct span *match)
{
	const char *text = article_text(f->article);
	struct window w = window_at(f->query, text, f->paragraph, f->at);
	bool found = window_match(text, f->query, f->paragraph, &w, f->at, match);
	size_t to = found ? match->end : w.stop;

	*effort += looked(f, to - f->at);
	f->at = to;
	if (f->at >= f->paragraph.end) {
		f->from = f->at;
		f->paragraph = (struct span){0, 0};
	}
	return found ? FIND_FOUND : FIND_GOES_ON;
}

/* … and for the last one that starts before `at`. */
static enum find_state look_backward(struct find *f, size_t *effort, struct span *match)
{
	const char *text = article_text(f->article);
	struct window w = window_at(f->query, text, f->paragraph, f->at - 1);
	struct span m = {w.first, w.first};
	bool found = false;

	while (window_match(text, f->query, f->paragraph, &w, m.end, &m) && m.start < f->from) {
		*match = m;
		found = true;
	}
	*effort += looked(f, f->at - w.first);
	f->at = w.first;
	if (f->at <= f->paragraph.start)
		f->paragraph = (struct span){0, 0};
	return found ? FIND_FOUND : FIND_GOES_ON;
}

enum find_state find_step(struct find *f, size_t effort, size_t *spent, struct span *match)
{
	enum find_state state = FIND_GOES_ON;

	while (state == FIND_GOES_ON && *spent < effort) {
		if (!span_empty(f->paragraph))
			state = f->backward ? look_backward(f, spent, match)
					    : look_forward(f, spent, match);
		else
			state = f->backward ? pass_backward(f, spent) : pass_forward(f, spent);
		give_back(f);
	}
	return state;
}

/* No match is an empty one. */
static bool find_one(struct find *f, struct span *match)
{
	size_t spent = 0;

	*match = (struct span){0};
	return find_step(f, SIZE_MAX, &spent, match) == FIND_FOUND;
}

bool find_next(const struct article *a, struct query *q, size_t from, struct span *match)
{
	struct find f;

	find_init(&f, a, q, false, from);
	return find_one(&f, match);
}

bool find_previous(const struct article *a, struct query *q, size_t from, struct span *match)
{
	struct find f;

	find_init(&f, a, q, true, from);
	return find_one(&f, match);
}

/* ---- all of them */
struct chunk {
	struct span span; /* of its matches */
	size_t before;    /* matches in the chunks before */
};

struct finder {
	struct find find;
	struct find_only only;
	VEC(struct chunk) chunks;
	size_t count;
	size_t size; /* of the text that was searched through; 0: not yet */
	struct {
		size_t offset, index;
		bool known;
	} asked; /* last: who draws the screen asks over and over */
};

struct finder *finder_new(const struct article *a, struct query *q)
{
	struct finder *f = mem_zalloc(sizeof *f);

	find_init(&f->find, a, q, false, 0);
	return f;
}

void finder_count_only(struct finder *f, struct find_only only)
{
	f->only = only;
}

static bool counts(const struct finder *f, struct span match)
{
	return !f->only.wanted || f->only.wanted(f->only.context, match.start);
}

void finder_free(struct finder *f)
{
	if (!f)
		return;
	vec_release(&f->chunks);
	free(f);
}

/* Begins the last paragraph again: it may hold more than it did. */
static void resume(struct finder *f)
{
	const struct article *a = f->find.article;
	struct span p = {0, 0};

	if (f->size > UNDECIDED && article_paragraph_at(a, f->size - 1, &p) && p.start > f->size)
		article_paragraph_before(a, p, &p);
	f->asked.known = false;
	f->count = finder_index(f, p.start);
	while (f->chunks.len && f->chunks.items[f->chunks.len - 1].span.start >= p.start)
		f->chunks.len--;
	if (f->chunks.len && f->chunks.items[f->chunks.len - 1].span.end > p.start)
		f->chunks.items[f->chunks.len - 1].span.end = p.start;
	f->asked.known = false;
	f->size = 0;
	find_init(&f->find, a, f->find.query, false, p.start);
}

static void add(struct finder *f, struct span match)
{
	struct chunk *last = f->chunks.len ? &f->chunks.items[f->chunks.len - 1] : NULL;

	if (last && match.start - last->span.start < CHUNK)
		last->span.end = match.end;
	else
		vec_push(&f->chunks, ((struct chunk){match, f->count}));
	f->count++;
}

bool finder_step(struct finder *f, size_t effort)
{
	size_t size = article_size(f->find.article);
	enum find_state state;
	struct span match = {0};
	size_t spent = 0;

	if (f->size && size > f->size)
		resume(f);
	while ((state = find_step(&f->find, effort, &spent, &match)) == FIND_FOUND)
		if (counts(f, match))
			add(f, match);
	if (state == FIND_NOTHING)
		f->size = size;
	return state != FIND_NOTHING;
}

size_t finder_count(const struct finder *f)
{
	return f->count;
}

/* The last chunk that begins at or before `offset`; NULL: none. */
static const struct chunk *chunk_at(const struct finder *f, size_t offset)
{
	size_t low = 0, high = f->chunks.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (f->chunks.items[middle].span.start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &f->chunks.items[low - 1] : NULL;
}

size_t finder_next(const struct finder *f, size_t offset)
{
	const struct chunk *c = chunk_at(f, offset), *next = c ? c + 1 : f->chunks.items;
	struct find find;
	struct span match;

	if (c && offset < c->span.end) {
		find_init(&find, f->find.article, f->find.query, false, offset);
		if (find_one(&find, &match) && match.start < c->span.end)
			return match.start;
	}
	return next < f->chunks.items + f->chunks.len ? next->span.start : SIZE_MAX;
}

size_t finder_index(struct finder *f, size_t offset)
{
	const struct chunk *c = chunk_at(f, offset);
	struct find find;
	struct span match;
	size_t index;

	if (f->asked.known && f->asked.offset == offset)
		return f->asked.index;
	if (!c)
		return 0;
	if (offset >= c->span.end)
		return c + 1 < f->chunks.items + f->chunks.len ? c[1].before : f->count;
	index = c->before;
	find_init(&find, f->find.article, f->find.query, false, c->span.start);
	while (find_one(&find, &match) && match.end <= offset)
		index += counts(f, match);
	f->asked.offset = offset;
	f->asked.index = index;
	f->asked.known = true;
	return index;
}
