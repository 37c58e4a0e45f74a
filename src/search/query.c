/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain pattern is folded once, into the units a text must have.  A scan of the
 * text's bytes stops where the first of them may begin (a table of 256 bytes); there
 * the text is folded and compared unit by unit.  The scan goes on behind the unit
 * that it stopped at, so no unit is a candidate twice and the time is that of the
 * text times, at worst, the length of the pattern.  Offsets are bytes of the text.
 */
#include "search/query.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "layout/grapheme.h"
#include "search/expression.h"
#include "text/fold.h"

struct query {
	char *pattern;
	struct expression *expression; /* NULL: plain text */
	VEC(struct fold_unit) wanted;  /* `upper` and marks: those that were typed */
	bool may_begin[256];           /* bytes with which the first may begin */
};

/* ---- making */

/* What was typed, as what is wanted.  Spaces inside guillemets are not asked for;
 * the second letter of a capital ligature may be small: Œ is Oe too. */
static void fold_pattern(struct query *q)
{
	struct fold_unit u;
	struct fold f;

	fold_init(&f, q->pattern, 0, strlen(q->pattern));
	for (size_t last = SIZE_MAX; fold_next(&f, &u); last = u.source.start) {
		if (u.optional)
			continue;
		if (u.source.start == last)
			u.upper = false;
		vec_push(&q->wanted, u);
	}
}

/* Whatever is not ASCII may fold to a letter, a space or a quote; the rest of ASCII
 * folds to itself. */
static void fill_table(struct query *q)
{
	char32_t first = q->wanted.items[0].base;

	/* From 0xC2 on bytes begin a character; ill-formed ones read as U+FFFD. */
	for (int byte = first == UTF8_REPLACEMENT ? 0x80 : 0xC2; byte < 256; byte++)
		q->may_begin[byte] = true;
	if (first == ' ')
		memset(q->may_begin + '\t', true, '\r' - '\t' + 1);
	if (first >= 'a' && first <= 'z')
		q->may_begin[first - 'a' + 'A'] = true;
	if (first > 0 && first < 0x80)
		q->may_begin[first] = true;
}

struct query *query_new(const char *pattern, bool regex, struct err *err)
{
	struct query *q = mem_zalloc(sizeof *q);
	const char *expression = pattern;

	q->pattern = mem_strdup(pattern);
	if (!regex && strncmp(pattern, "\\v", 2) == 0) {
		regex = true;
		expression += 2;
	}
	if (regex && *expression) {
		q->expression = expression_new(expression, err);
		if (q->expression)
			return q;
	} else {
		fold_pattern(q);
		if (!regex && q->wanted.len > 0) {
			fill_table(q);
			return q;
		}
		err_set(err, "the search pattern is empty");
	}
	query_free(q);
	return NULL;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	expression_free(q->expression);
	vec_release(&q->wanted);
	free(q->pattern);
	free(q);
}

const char *query_pattern(const struct query *q)
{
	return q->pattern;
}

bool query_gave_up(const struct query *q)
{
	return q->expression && expression_gave_up(q->expression);
}

/* ---- comparing */
static bool has_mark(const struct fold_unit *u, char32_t mark)
{
	for (unsigned i = 0; i < u->marks; i++)
		if (u->mark[i] == mark)
			return true;
	return false;
}

static bool unit_fits(const struct fold_unit *wanted, const struct fold_unit *u)
{
	if ((wanted->base && wanted->base != u->base) || (wanted->upper && !u->upper))
		return false;
	for (unsigned i = 0; i < wanted->marks; i++)
		if (!has_mark(u, wanted->mark[i]))
			return false;
	return true;
}

/* Whether what follows the first unit is as wanted; `f` stands behind that. */
static bool rest_fits(const struct query *q, struct fold f, size_t *end)
{
	struct fold_unit u;

	for (size_t i = 1; i < q->wanted.len;) {
		if (!fold_next(&f, &u))
			return false;
		if (unit_fits(&q->wanted.items[i], &u)) {
			*end = u.source.end;
			i++;
		} else if (!u.optional) {
			return false;
		}
	}
	return true;
}

/* Tries the character at `at`, each unit of it where it is a ligature.  Returns
 * where the next candidate may be. */
static size_t try_at(const struct query *q, const char *text, size_t at, size_t end,
		     struct span *match)
{
	struct fold_unit u;
	struct fold f;

	fold_init(&f, text, at, end);
	do {
		if (!fold_next(&f, &u))
			return end;
		if (unit_fits(&q->wanted.items[0], &u)) {
			*match = u.source;
			if (rest_fits(q, f, &match->end))
				return u.source.end;
			*match = (struct span){0, 0};
		}
	} while (f.rest_len > 0);
	return u.source.end;
}

static bool plain_match(const struct query *q, const char *text, size_t from, size_t end,
			struct span *match)
{
	*match = (struct span){0, 0};
	while (from < end && span_empty(*match)) {
		if (q->may_begin[(unsigned char)text[from]])
			from = try_at(q, text, from, end, match);
		else
			from++;
	}
	return !span_empty(*match);
}

bool query_match(struct query *q, const char *text, size_t start, size_t from, size_t end,
		 struct span *match)
{
	size_t border;

	if (from >= end)
		return false;
	if (q->expression ? !expression_match(q->expression, text, start, from, end, match)
			  : !plain_match(q, text, from, end, match))
		return false;
	match->start = grapheme_floor(text, from, match->start, end);
	border = grapheme_floor(text, match->start, match->end, end);
	if (border < match->end)
		border += grapheme_length(text, border, end);
	match->end = border;
	return true;
}
