/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pattern (the first line) in a text (the rest): what is found by passing over the text
 * is what is found by looking at each place of each paragraph.
 */
#include <string.h>

#include "fuzz.h"
#include "search/find.h"
#include "search/query.h"

static void compare(const struct article *a, struct query *q)
{
	size_t from = 0, count = 0;
	struct span p, expected, found;

	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		size_t at = p.start;

		while (at < p.end &&
		       query_match(q, article_text(a), p.start, at, p.end, &expected)) {
			HOLDS(expected.start >= at && expected.end > expected.start &&
			      expected.end <= p.end);
			HOLDS(find_next(a, q, from, &found));
			HOLDS(found.start == expected.start && found.end == expected.end);
			from = at = expected.end;
			count++;
		}
	}
	if (query_gave_up(q))
		return;
	HOLDS(!find_next(a, q, from, &found));
	HOLDS(!count == !find_previous(a, q, article_size(a), &found));
	if (query_glance(q, article_text(a), article_size(a)) == QUERY_NOTHING)
		HOLDS(!count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = memchr(data, '\n', size);
	size_t len = line ? (size_t)(line - data) : size;
	struct article_options options = {.encoding = "UTF-8"};
	struct article *a;
	struct query *q;
	char pattern[256];

	if (len >= sizeof pattern)
		return 0;
	memcpy(pattern, data, len);
	pattern[len] = '\0';
	q = query_new(pattern, false, NULL);
	if (!q)
		return 0;
	a = article_from_bytes((const char *)data + len, size - len, &options, NULL);
	compare(a, q);
	article_free(a);
	query_free(q);
	return 0;
}
