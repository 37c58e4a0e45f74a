/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A search pattern and how it matches: as people read (no case, accents,
 * ligatures, typography; a capital or an accent that is typed is meant), or a
 * PCRE2 expression.  Matches never cross a paragraph.  Must not know of articles.
 */
#ifndef LUTRIN_SEARCH_QUERY_H
#define LUTRIN_SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"

struct query;

/* `regex`, or a pattern that begins with "\v": a PCRE2 expression (caseless
 * unless it holds a capital); a compile error tells the place.  An empty pattern
 * is an error. */
struct query *query_new(const char *pattern, bool regex, struct err *err);
void query_free(struct query *q);
const char *query_pattern(const struct query *q); /* as given */

/* The first match in text[from, end) of one paragraph (or any short string);
 * `start` is where the paragraph begins, for look-behind and ^; `from` is a
 * grapheme border.  Matches are whole graphemes and not empty.  Line ends count
 * as spaces. */
bool query_match(struct query *q, const char *text, size_t start, size_t from, size_t end,
		 struct span *match);

/* Whether an expression was given up somewhere, because it took too many steps
 * there: what it would have matched there is not known. */
bool query_gave_up(const struct query *q);

#endif
