/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraph after paragraph, each handed to the query whole.  The finder keeps
 * the matches found so far in order and the offset of the first paragraph not
 * yet searched.
 */
#include "search/find.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/vec.h"

bool find_next(const struct article *a, struct query *q, size_t from, struct span *match)
{
	const char *text = article_text(a);
	struct span p;
	bool more = article_paragraph_at(a, from, &p);

	while (more) {
		if (query_match(q, text, p.start, from > p.start ? from : p.start, p.end, match))
			return true;
		more = article_paragraph_after(a, p, &p);
	}
	return false;
}

/* The last match in a paragraph that starts before `before`. */
static bool last_in(const struct article *a, struct query *q, struct span p, size_t before,
		    struct span *match)
{
	const char *text = article_text(a);
	struct span m;
	size_t from = p.start;
	bool found = false;

	while (query_match(q, text, p.start, from, p.end, &m) && m.start < before) {
		*match = m;
		found = true;
		from = m.end;
	}
	return found;
}

bool find_previous(const struct article *a, struct query *q, size_t from, struct span *match)
{
	struct span p;
	bool more = article_paragraph_at(a, from, &p);

	while (more) {
		if (p.start < from && last_in(a, q, p, from, match))
			return true;
		more = article_paragraph_before(a, p, &p);
	}
	return false;
}

/* ---- all of them, in slices */
struct finder {
	const struct article *article;
	struct query *query;
	VEC(struct span) matches;
	size_t at; /* every paragraph that begins before it is searched */
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

bool finder_step(struct finder *f, size_t bytes)
{
	const char *text = article_text(f->article);
	size_t until = bytes < article_size(f->article) - f->at ? f->at + bytes : SIZE_MAX;
	struct span p, m;

	if (!article_paragraph_at(f->article, f->at, &p) || p.end <= f->at)
		return false;
	for (bool more = true; more && p.start < until;) {
		for (size_t from = p.start; query_match(f->query, text, p.start, from, p.end, &m);
		     from = m.end)
			vec_push(&f->matches, m);
		f->at = p.end;
		more = article_paragraph_after(f->article, p, &p);
		if (!more)
			return false;
	}
	return true;
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
		size_t mid = low + (high - low) / 2;

		if (f->matches.items[mid].end > offset)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}
