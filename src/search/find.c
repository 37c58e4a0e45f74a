/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The finder keeps its matches in order, and the place where it goes on: a
 * paragraph and an offset in it.  The last paragraph of a stream may grow, so it is
 * searched again when the text has.  Offsets are bytes of the article.
 */
#include "search/find.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"

bool find_next(const struct article *a, struct query *q, size_t from, struct span *match)
{
	const char *text = article_text(a);
	struct span p;

	if (!article_paragraph_at(a, from, &p))
		return false;
	do {
		size_t start = from > p.start ? from : p.start;

		if (query_match(q, text, p.start, start, p.end, match))
			return true;
	} while (article_paragraph_after(a, p, &p));
	return false;
}

/* The last match of a paragraph that starts before `from`. */
static bool last_match(const char *text, struct query *q, struct span p, size_t from,
		       struct span *match)
{
	struct span m = {p.start, p.start};
	bool found = false;

	while (query_match(q, text, p.start, m.end, p.end, &m) && m.start < from) {
		*match = m;
		found = true;
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

bool finder_step(struct finder *f, size_t bytes)
{
	size_t searched = 0;

	if (f->done && article_size(f->article) > f->size)
		resume(f);
	while (!f->done && searched < bytes) {
		size_t from = f->at;
		struct span m;

		if (from >= f->paragraph.end) {
			next_paragraph(f);
		} else if (query_match(f->query, article_text(f->article), f->paragraph.start, from,
				       f->paragraph.end, &m)) {
			vec_push(&f->matches, m);
			f->at = m.end;
		} else {
			f->at = f->paragraph.end;
		}
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
