/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain pattern is folded once, into the units a text must have.  A sieve tells
 * where one of them may be; from as many letters before as the pattern has, the text
 * is folded and compared unit by unit wherever the first of them may begin (a table of
 * 256 bytes).  Comparing goes on behind the unit where it began, so none is a candidate
 * twice and the time is that of the text times, at worst, the length of the pattern.
 * Of an expression, the sieve looks for letters that stand in every match.  Offsets are
 * bytes of the text.
 */
#include "search/query.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "layout/grapheme.h"
#include "search/expression.h"
#include "search/literal.h"
#include "search/sieve.h"
#include "text/fold.h"

/* An expression is matched as fast as a sieve that lets much through works. */
#define FINE_ENOUGH 200

/* What query_weight() tells, as measured. */
enum { WEIGHT_SIEVE = 2, WEIGHT_EXPRESSION = 8, WEIGHT_FOLDING = 64 };

#define DEEP 32 /* units of a pattern that is no short one */

struct query {
	char *pattern;
	struct expression *expression; /* NULL: plain text */
	bool words;                    /* matches are whole words */
	VEC(struct fold_unit) wanted;  /* `upper` and marks: those that were typed */
	struct sieve *sieve;           /* NULL: none can be made for what is wanted */
	bool may_begin[256];           /* bytes with which the first may begin */
	size_t tried;                  /* letters that were compared, since that was asked */
};

/* ---- making */

/* What was typed, as what is wanted.  Spaces inside guillemets are not asked for;
 * the second letter of a capital ligature may be small: Œ is Oe too. */
static void fold_pattern(struct query *q, const char *pattern)
{
	struct fold_unit u;
	struct fold f;

	fold_init(&f, pattern, 0, strlen(pattern));
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

static void make_sieve(struct query *q)
{
	q->sieve = sieve_new(q->wanted.items, q->wanted.len);
	if (q->sieve && q->expression && sieve_fineness(q->sieve) < FINE_ENOUGH) {
		sieve_free(q->sieve);
		q->sieve = NULL;
	}
}

static bool make_expression(struct query *q, const char *pattern, struct err *err)
{
	struct err why;
	char *literal;

	q->expression = expression_new(pattern, &why);
	if (!q->expression)
		return err_set(err, "%s: %s", pattern, why.text);
	literal = literal_of(pattern);
	fold_pattern(q, literal);
	free(literal);
	make_sieve(q);
	return true;
}

bool query_fault(const char *pattern, struct err *why)
{
	struct expression *e;

	if (strncmp(pattern, "\\v", 2) || !pattern[2])
		return false;
	e = expression_new(pattern + 2, why);
	expression_free(e);
	return !e;
}

char *query_whole_word(const char *word, size_t len)
{
	size_t lower_len = 0;
	uint8_t *lower = u8_tolower((const uint8_t *)word, len, NULL, NULL, NULL, &lower_len);
	struct str s;

	str_init(&s);
	str_add(&s, "\\<");
	if (lower)
		str_addn(&s, (const char *)lower, lower_len);
	else
		str_addn(&s, word, len);
	str_add(&s, "\\>");
	free(lower);
	return str_take(&s);
}

/* The pattern without "\<" and "\>" around it, which mean whole words.  Yours. */
static char *without_borders(struct query *q)
{
	size_t len = strlen(q->pattern);

	q->words =
		len > 4 && !strncmp(q->pattern, "\\<", 2) && !strcmp(q->pattern + len - 2, "\\>");
	return q->words ? mem_strndup(q->pattern + 2, len - 4) : mem_strdup(q->pattern);
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
		if (make_expression(q, expression, err))
			return q;
	} else {
		char *plain = without_borders(q);

		fold_pattern(q, plain);
		free(plain);
		if (!regex && q->wanted.len > 0) {
			fill_table(q);
			make_sieve(q);
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
	sieve_free(q->sieve);
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
static bool rest_fits(struct query *q, struct fold f, size_t *end)
{
	struct fold_unit u;

	for (size_t i = 1; i < q->wanted.len; q->tried++) {
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
static size_t try_at(struct query *q, const char *text, size_t at, size_t end, struct span *match)
{
	struct fold_unit u;
	struct fold f;

	fold_init(&f, text, at, end);
	do {
		q->tried++;
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

/* Tries what begins in text[from, stop).  Returns where it has got to. */
static size_t try_all(struct query *q, const char *text, size_t from, size_t stop, size_t end,
		      struct span *match)
{
	while (from < stop && span_empty(*match)) {
		if (q->may_begin[(unsigned char)text[from]])
			from = try_at(q, text, from, end, match);
		else
			from++;
	}
	return from;
}

/* A match in which the sieve's unit stands at `at` begins here or after: one letter
 * more is passed than it can have before.  From `start` on. */
static size_t first_try(const struct query *q, const char *text, size_t start, size_t at)
{
	char32_t cp;

	for (size_t letters = sieve_unit(q->sieve) + 1; letters > 0 && at > start;) {
		at -= utf8_decode_before(text + start, at - start, &cp);
		letters -= fold_stands_alone(cp);
	}
	return at;
}

static bool plain_match(struct query *q, const char *text, size_t from, size_t end,
			struct span *match)
{
	size_t tried = from, at = from;

	*match = (struct span){0, 0};
	if (!q->sieve) {
		try_all(q, text, from, end, end, match);
		return !span_empty(*match);
	}
	while (at < end && span_empty(*match)) {
		at = sieve_find(q->sieve, text, from, at, end, end);
		if (at == end)
			break;
		tried = try_all(q, text, first_try(q, text, tried, at), at + 1, end, match);
		at = tried;
	}
	return !span_empty(*match);
}

size_t query_look(const struct query *q, const char *text, struct span span, size_t size)
{
	if (!q->sieve)
		return span.start;
	return sieve_find(q->sieve, text, 0, span.start, span.end, size);
}

size_t query_look_back(const struct query *q, const char *text, struct span span, size_t size)
{
	if (!q->sieve)
		return span_empty(span) ? span.end : span.end - 1;
	return sieve_find_last(q->sieve, text, span.start, span.end, size);
}

size_t query_depth(const struct query *q)
{
	return 1 + q->wanted.len / DEEP;
}

size_t query_weight(const struct query *q)
{
	return q->expression ? WEIGHT_EXPRESSION : q->sieve ? WEIGHT_SIEVE : WEIGHT_FOLDING;
}

size_t query_tried(struct query *q)
{
	size_t tried = q->tried;

	q->tried = 0;
	return tried;
}

/* A match of whole graphemes. */
static bool match_somewhere(struct query *q, const char *text, size_t start, size_t from,
			    size_t end, struct span *match)
{
	size_t border;

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

static bool is_of_word(char32_t cp)
{
	return cp == '_' || uc_is_property_alphabetic(cp) || uc_is_property_decimal_digit(cp) ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* Whether no word goes on before or behind the match. */
static bool is_whole(const char *text, size_t start, size_t end, struct span match)
{
	char32_t cp;

	if (match.start > start) {
		utf8_decode_before(text + start, match.start - start, &cp);
		if (is_of_word(cp))
			return false;
	}
	if (match.end >= end)
		return true;
	utf8_decode(text + match.end, end - match.end, &cp);
	return !is_of_word(cp);
}

bool query_match(struct query *q, const char *text, size_t start, size_t from, size_t end,
		 struct span *match)
{
	if (from >= end)
		return false;
	if (q->expression && q->sieve && sieve_find(q->sieve, text, from, from, end, end) == end)
		return false;
	while (match_somewhere(q, text, start, from, end, match)) {
		if (!q->words || is_whole(text, start, end, *match))
			return true;
		from = match->start + grapheme_length(text, match->start, end);
	}
	return false;
}

/* Whether a line may end in the match, however lines end in this text. */
static bool may_end_line(const char *text, struct span match)
{
	for (size_t i = match.start; i < match.end; i++) {
		unsigned char byte = (unsigned char)text[i];

		/* The controls, and what NEL, U+2028 and U+2029 begin with. */
		if (byte < ' ' || byte == 0xC2 || byte == 0xE2)
			return true;
	}
	return false;
}

/* A match in a paragraph is one in the text, as a line end is a space. */
enum query_glance query_glance(struct query *q, const char *text, size_t size)
{
	struct span match;

	if (query_look(q, text, (struct span){0, size}, size) == size)
		return QUERY_NOTHING;
	if (q->expression)
		return QUERY_PERHAPS;
	if (!query_match(q, text, 0, 0, size, &match))
		return QUERY_NOTHING;
	return may_end_line(text, match) ? QUERY_PERHAPS : QUERY_MATCHES;
}
