/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The finder keeps its matches in order, and the place where it goes on: a
 * paragraph and an offset in it.  The last paragraph of a stream may grow, so it is
 * searched again when the text has.  A long paragraph is searched window by window,
 * so that neither a slice nor a step back is a walk over all of it.  Offsets are
 * bytes of the article.
 */
#include "search/find.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"
#include "layout/grapheme.h"

#define WINDOW ((size_t)256 << 10)
#define MARGIN 4096 /* bytes looked at on both sides of a window */

/* The part of a paragraph in which a match starts, and what is looked at for it.
 * Where a paragraph has several, they are cut at the same places for all. */
struct window {
	size_t first, stop; /* matches start from `first` on and before `stop` */
	struct span text;
};

static size_t window_border(const char *text, struct span p, size_t k)
{
	size_t at = p.start + k * WINDOW;

	return k ? grapheme_floor(text, p.start, at < p.end ? at : p.end, p.end) : p.start;
}

static struct window window_at(const char *text, struct span p, size_t at)
{
	size_t k = (at - p.start) / WINDOW;
	struct window w;

	w.stop = window_border(text, p, k + 1);
	if (w.stop <= at && at < p.end) /* the border was moved back over it */
		w.stop = window_border(text, p, ++k + 1);
	w.first = window_border(text, p, k);
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

bool find_next(const struct article *a, struct query *q, size_t from, struct span *match)
{
	const char *text = article_text(a);
	struct span p;

	if (!article_paragraph_at(a, from, &p))
		return false;
	do {
		size_t at = from > p.start ? from : p.start;

		while (at < p.end) {
			struct window w = window_at(text, p, at);

			if (window_match(text, q, p, &w, at, match))
				return true;
			at = w.stop;
		}
	} while (article_paragraph_after(a, p, &p));
	return false;
}

/* The last match of a paragraph that starts before `from`. */
static bool last_match(const char *text, struct query *q, struct span p, size_t from,
		       struct span *match)
{
	size_t end = from < p.end ? from : p.end;
	bool found = false;

	while (!found && end > p.start) {
		struct window w = window_at(text, p, end - 1);
		struct span m = {w.first, w.first};

		while (window_match(text, q, p, &w, m.end, &m) && m.start < from) {
			*match = m;
			found = true;
		}
		end = w.first;
	}
	return found;
}

bool find_previous(const struct article *a, struct query *q, size_t from, struct span *match)
{
	const char *text = article_text(a);
	struct span p;

	if (!article_paragraph_at(a, from, &p))
		return false;
	do {
		if (p.start < from && last_match(text, q, p, from, match))
			return true;
	} while (article_paragraph_before(a, p, &p));
	return false;
}

struct finder {
	const struct article *article;
	struct query *query;
	VEC(struct span) matches;
	struct span paragraph; /* at hand; empty: none yet */
	size_t at;             /* in it, where the search goes on */
	size_t size;           /* of the text when `paragraph` was found to be the last */
	bool done;
};

struct finder *finder_new(const struct article *a, struct query *q)
{
	struct finder *f = mem_zalloc(sizeof *f);

	f->article = a;
	f->query = q;
	return f;
}

void finder_free(struct finder *f)
{
	if (!f)
		return;
	vec_release(&f->matches);
	free(f);
}

/* Goes to the next paragraph; where there is none, all is searched so far. */
static void next_paragraph(struct finder *f)
{
	bool found = span_empty(f->paragraph)
			     ? article_paragraph_at(f->article, 0, &f->paragraph)
			     : article_paragraph_after(f->article, f->paragraph, &f->paragraph);

	if (found)
		f->at = f->paragraph.start;
	else
		f->size = article_size(f->article);
	f->done = !found;
}

/* Begins the last paragraph again: it may hold more than it did. */
static void resume(struct finder *f)
{
	f->done = false;
	if (span_empty(f->paragraph))
		return;
	while (f->matches.len && f->matches.items[f->matches.len - 1].start >= f->paragraph.start)
		f->matches.len--;
	f->at = f->paragraph.start;
	article_paragraph_at(f->article, f->at, &f->paragraph);
}

/* Searches on, to the next match or through a window. */
static void search_on(struct finder *f)
{
	const char *text = article_text(f->article);
	struct window w = window_at(text, f->paragraph, f->at);
	struct span m;

	if (window_match(text, f->query, f->paragraph, &w, f->at, &m)) {
		vec_push(&f->matches, m);
		f->at = m.end;
	} else {
		f->at = w.stop;
	}
}

bool finder_step(struct finder *f, size_t bytes)
{
	size_t searched = 0;

	if (f->done && article_size(f->article) > f->size)
		resume(f);
	while (!f->done && searched < bytes) {
		size_t from = f->at;

		if (from >= f->paragraph.end)
			next_paragraph(f);
		else
			search_on(f);
		searched += f->at > from ? f->at - from : 0;
	}
	return !f->done;
}

const struct span *finder_matches(const struct finder *f, size_t *count)
{
	*count = f->matches.len;
	return f->matches.items;
}

size_t finder_index(const struct finder *f, size_t offset)
{
	size_t low = 0, high = f->matches.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (f->matches.items[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
