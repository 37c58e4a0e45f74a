/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain pattern is a row of folded units, compared with the text folded on the
 * fly from each place where a table of first bytes says that it might begin; an
 * expression is PCRE2's, run over a copy of the paragraph in which line ends are
 * spaces, of the same length, so that offsets agree.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "search/query.h"

#include <stdlib.h>
#include <string.h>

#include <pcre2.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "layout/grapheme.h"
#include "text/fold.h"

/* Backtracking that a page of prose never needs: an expression that explodes
 * stops there and matches nothing. */
#define MATCH_LIMIT 500000
#define DEPTH_LIMIT 10000
#define UNITS_MOST 1000

struct query {
	char *pattern;
	/* plain */
	VEC(struct fold_unit) units;
	bool first[256]; /* bytes with which a match may begin */
	/* expression */
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
	char *copy; /* of a hard-wrapped paragraph, unwrapped */
};

/* ---- plain patterns */
static void fill_first(struct query *q)
{
	char32_t base = q->units.items[0].base;

	/* Any other letter may be an accented or ligated form of this one, or be
	 * dropped by folding: only plain ASCII can be told at a glance. */
	for (int byte = 0x80; byte < 256; byte++)
		q->first[byte] = true;
	if (base >= 0x80)
		return;
	q->first[base] = true;
	if (base >= 'a' && base <= 'z')
		q->first[base - 'a' + 'A'] = true;
	if (base == '\'')
		q->first['`'] = true;
	if (base == ' ')
		for (const char *s = "\t\n\v\f\r"; *s; s++)
			q->first[(unsigned char)*s] = true;
}

static bool compile_plain(struct query *q, const char *pattern, struct err *err)
{
	struct fold f;
	struct fold_unit unit;

	fold_init(&f, pattern, 0, strlen(pattern));
	while (fold_next(&f, &unit)) {
		if (q->units.len == UNITS_MOST)
			return err_set(err, "The pattern is too long");
		vec_push(&q->units, unit);
	}
	if (!q->units.len)
		return err_set(err, "The pattern is empty");
	fill_first(q);
	return true;
}

static bool same_marks(const struct fold_unit *a, const struct fold_unit *b)
{
	return a->marks == b->marks && !memcmp(a->mark, b->mark, a->marks * sizeof *a->mark);
}

/* What is typed plain matches any form; a capital or an accent is meant. */
static bool unit_matches(const struct fold_unit *typed, const struct fold_unit *read)
{
	return typed->base == read->base && !read->blank_line && (!typed->upper || read->upper) &&
	       (!typed->marks || same_marks(typed, read));
}

/* Whether the pattern matches from the unit that `f` gives next. */
static bool matches_from(const struct query *q, struct fold f, struct span *match)
{
	struct fold_unit unit;

	for (size_t i = 0; i < q->units.len; i++) {
		if (!fold_next(&f, &unit) || !unit_matches(&q->units.items[i], &unit))
			return false;
		if (!i)
			match->start = unit.source.start;
	}
	match->end = unit.source.end;
	return true;
}

/* A match that begins at the character at `at`: at its first unit, or inside it
 * where it is a ligature. */
static bool matches_at(const struct query *q, const char *text, size_t at, size_t end,
		       struct span *match)
{
	struct fold f;
	struct fold_unit unit;

	fold_init(&f, text, at, end);
	if (matches_from(q, f, match))
		return true;
	if ((unsigned char)text[at] < 0x80 || !fold_next(&f, &unit))
		return false;
	while (f.rest_len > 0) {
		if (matches_from(q, f, match))
			return true;
		fold_next(&f, &unit);
	}
	return false;
}

static bool match_plain(const struct query *q, const char *text, size_t from, size_t end,
			struct span *match)
{
	char32_t cp;

	for (size_t at = from; at < end;) {
		if (q->first[(unsigned char)text[at]] && matches_at(q, text, at, end, match))
			return true;
		at += (unsigned char)text[at] < 0x80 ? 1 : utf8_decode(text + at, end - at, &cp);
	}
	return false;
}

/* ---- expressions */
/* A capital outside an escape is meant. */
static bool has_capital(const char *pattern)
{
	size_t len = strlen(pattern);

	for (size_t at = 0; at < len;) {
		char32_t cp;
		size_t n = utf8_decode(pattern + at, len - at, &cp);

		at += n;
		if (cp == '\\' && at < len)
			at += utf8_decode(pattern + at, len - at, &cp);
		else if (uc_is_upper(cp))
			return true;
	}
	return false;
}

static bool compile_regex(struct query *q, const char *pattern, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
	PCRE2_SIZE place;
	int code;

	if (!*pattern)
		return err_set(err, "The pattern is empty");
	if (!has_capital(pattern))
		options |= PCRE2_CASELESS;
	q->code = pcre2_compile((PCRE2_SPTR)pattern, strlen(pattern), options, &code, &place, NULL);
	if (!q->code) {
		PCRE2_UCHAR why[160];

		pcre2_get_error_message(code, why, sizeof why);
		return err_set(err, "%s: %s, at character %zu", pattern, (char *)why,
			       utf8_count(pattern, place) + 1);
	}
	pcre2_jit_compile(q->code, PCRE2_JIT_COMPLETE); /* where it can be had */
	q->match = pcre2_match_data_create_from_pattern(q->code, NULL);
	q->context = pcre2_match_context_create(NULL);
	if (!q->match || !q->context)
		abort();
	pcre2_set_match_limit(q->context, MATCH_LIMIT);
	pcre2_set_depth_limit(q->context, DEPTH_LIMIT);
	return true;
}

/* The paragraph with its line ends as spaces. */
static const char *unwrapped(struct query *q, const char *text, size_t start, size_t end)
{
	size_t len = end - start;

	if (!memchr(text + start, '\n', len) && !memchr(text + start, '\r', len))
		return text + start;
	q->copy = mem_resize(q->copy, len, 1);
	memcpy(q->copy, text + start, len);
	for (size_t i = 0; i < len; i++)
		if (q->copy[i] == '\n' || q->copy[i] == '\r')
			q->copy[i] = ' ';
	return q->copy;
}

static bool match_regex(struct query *q, const char *text, size_t start, size_t from, size_t end,
			struct span *match)
{
	const char *subject = unwrapped(q, text, start, end);
	int found = pcre2_match(q->code, (PCRE2_SPTR)subject, end - start, from - start,
				PCRE2_NOTEMPTY, q->match, q->context);
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(q->match);

	/* \K can put the start behind the end. */
	if (found < 0 || at[1] <= at[0])
		return false;
	*match = (struct span){start + at[0], start + at[1]};
	return true;
}

/* ---- */
struct query *query_new(const char *pattern, bool regex, struct err *err)
{
	struct query *q = mem_zalloc(sizeof *q);
	bool marked = !strncmp(pattern, "\\v", 2);
	bool ok;

	q->pattern = mem_strdup(pattern);
	if (regex || marked)
		ok = compile_regex(q, marked ? pattern + 2 : pattern, err);
	else
		ok = compile_plain(q, pattern, err);
	if (!ok) {
		query_free(q);
		return NULL;
	}
	return q;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	vec_release(&q->units);
	pcre2_match_context_free(q->context);
	pcre2_match_data_free(q->match);
	pcre2_code_free(q->code);
	free(q->copy);
	free(q->pattern);
	free(q);
}

const char *query_pattern(const struct query *q)
{
	return q->pattern;
}

bool query_match(struct query *q, const char *text, size_t start, size_t from, size_t end,
		 struct span *match)
{
	size_t border;

	if (from >= end)
		return false;
	if (!(q->code ? match_regex(q, text, start, from, end, match)
		      : match_plain(q, text, from, end, match)))
		return false;
	match->start = grapheme_floor(text, start, match->start, end);
	border = match->end < end ? grapheme_floor(text, match->start, match->end, end) : end;
	if (border < match->end)
		match->end = border + grapheme_length(text, border, end);
	return true;
}
