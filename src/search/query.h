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
 * unless it holds a capital); a compile error tells the place.  A plain one between
 * "\<" and "\>" matches whole words.  An empty pattern is an error. */
struct query *query_new(const char *pattern, bool regex, struct err *err);
/* Whether a pattern is an expression that does not compile: why and where, without the
 * pattern, for who has it before his eyes. */
bool query_fault(const char *pattern, struct err *why);
/* The pattern of a word, whole, whatever its case.  Yours. */
char *query_whole_word(const char *word, size_t len);
void query_free(struct query *q);
const char *query_pattern(const struct query *q); /* as given */

/* The first match in text[from, end) of one paragraph (or any short string);
 * `start` is where the paragraph begins, for look-behind and ^; `from` is a
 * grapheme border.  Matches are whole graphemes and not empty.  Line ends count
 * as spaces. */
bool query_match(struct query *q, const char *text, size_t start, size_t from, size_t end,
		 struct span *match);

/* Where a match may be: the first place (of query_look_back() the last) in text[span) that
 * is in a match, in whatever paragraph, if there is any; span.end: there is none.  Text
 * that holds nothing is passed over at the speed of memory, if what is wanted allows
 * that.  The text goes on to `size`. */
size_t query_look(const struct query *q, const char *text, struct span span, size_t size);
size_t query_look_back(const struct query *q, const char *text, struct span span, size_t size);
/* What a look at all of a text can tell that knows nothing of its paragraphs.  Of an
 * expression that is little. */
enum query_glance {
	QUERY_NOTHING, /* whatever the paragraphs, none holds a match */
	QUERY_PERHAPS,
	QUERY_MATCHES, /* … one does */
};
enum query_glance query_glance(struct query *q, const char *text, size_t size);
/* How many times as long query_match() takes for a byte as these do, about: where what it
 * meets is not like the pattern.  What is, it tries, letter for letter; as many letters,
 * since this was asked last. */
size_t query_weight(const struct query *q);
size_t query_tried(struct query *q);
/* How many times more there may be of these than with a short pattern. */
size_t query_depth(const struct query *q);

/* Whether an expression was given up somewhere, because it took too many steps
 * there: what it would have matched there is not known. */
bool query_gave_up(const struct query *q);

#endif
