/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The three parts are folded as one text, so that what is one character across their
 * borders is one here; the sources of the folded characters tell the parts apart.
 */
#include "notes/pattern.h"

#include "base/str.h"

void pattern_init(struct pattern *p, const char *prefix, const char *quote, const char *suffix)
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

void pattern_release(struct pattern *p)
{
	folded_free(p->folded);
	p->folded = NULL;
}

struct needle pattern_needle(const struct pattern *p, size_t start, size_t end, size_t limit)
{
	/* A quote that folds to nothing is found nowhere. */
	return (struct needle){
		.chars = p->folded->chars ? p->folded->chars + start : NULL,
		.len = p->end > p->start ? end - start : 0,
		.limit = limit,
	};
}
