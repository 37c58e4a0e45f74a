/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "search/expression.h"
#include "search/literal.h"
#include "search/query.h"
#include "search/sieve.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define UNITS 32

static unsigned seed = 1;

static unsigned below(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 8) % n;
}

/* Pieces of which patterns and texts are made: few letters, so that much nearly
 * matches, in all the ways they can be written. */
static const char *const pieces[] = {
	"e",
	"e",
	"l",
	"v",
	"o",
	"s",
	"k",
	"f",
	"i",
	"E",
	"L",
	"S",
	"K",
	"é",
	"É",
	"è",
	"e\u0301",
	"E\u0300",
	"e\u0323\u0301",
	"l\u0301",
	"œ",
	"Œ",
	"oe",
	"æ",
	"ß",
	"ẞ",
	"ſ",
	"\u212A",
	"ﬁ",
	"ﬂ",
	"ﬀ",
	"ﬆ",
	"ł",
	"ø",
	"ế",
	"ç",
	"c",
	"\u00AD",
	"\u200B",
	"\u0301",
	" ",
	"\n",
	"\r\n",
	"\u00A0",
	"\u202F",
	"  ",
	"\u2003",
	"«",
	"»",
	"« ",
	" »",
	"\u00A0»",
	"“",
	"\"",
	"'",
	"’",
	"ʼ",
	"-",
	"–",
	".",
	"...",
	"…",
	"1",
	"2",
	"\xC3",
	"\xA9",
	"\xFF",
	"\xC3\xC3",
	"д",
	"漢",
	"ａ",
	"한",
	"l\u00ADe",
	"ve",
	"le",
	"ele",
	"eleve",
	"élève",
};

static void make_text(struct str *s, size_t most)
{
	str_clear(s);
	for (size_t n = 1 + below((unsigned)most); n > 0; n--)
		str_add(s, pieces[below(COUNT(pieces))]);
}

/* ---- the plain way: the text is folded from every character on */
static size_t fold_all(const char *pattern, struct fold_unit *units)
{
	size_t n = 0, last = SIZE_MAX;
	struct fold f;

	fold_init(&f, pattern, 0, strlen(pattern));
	while (n < UNITS && fold_next(&f, &units[n])) {
		bool again = units[n].source.start == last;

		last = units[n].source.start;
		units[n].upper = units[n].upper && !again;
		n += !units[n].optional;
	}
	return n;
}

static bool fits(const struct fold_unit *wanted, const struct fold_unit *u)
{
	if ((wanted->base && wanted->base != u->base) || (wanted->upper && !u->upper))
		return false;
	for (unsigned i = 0, k; i < wanted->marks; i++) {
		for (k = 0; k < u->marks && u->mark[k] != wanted->mark[i]; k++)
			;
		if (k == u->marks)
			return false;
	}
	return true;
}

static bool fits_from(const struct fold_unit *wanted, size_t n, struct fold f, size_t *end)
{
	struct fold_unit u;

	for (size_t i = 0; i < n;) {
		if (!fold_next(&f, &u))
			return false;
		if (fits(&wanted[i], &u)) {
			*end = u.source.end;
			i++;
		} else if (!i || !u.optional) {
			return false;
		}
	}
	return true;
}

static bool plain_match(const struct fold_unit *wanted, size_t n, const char *text, size_t from,
			size_t end, struct span *m)
{
	struct fold f, before;
	struct fold_unit u;
	bool found = false;

	while (!found && from < end) {
		fold_init(&f, text, from, end);
		do {
			before = f;
			if (!fold_next(&f, &u))
				return false;
			m->start = u.source.start;
			found = fits_from(wanted, n, before, &m->end);
		} while (!found && f.rest_len > 0);
		from = u.source.end;
	}
	if (!found)
		return false;
	m->start = grapheme_floor(text, 0, m->start, end);
	from = grapheme_floor(text, m->start, m->end, end);
	m->end = from < m->end ? from + grapheme_length(text, from, end) : from;
	return true;
}

static void a_sieve_loses_no_match(void **state)
{
	struct fold_unit wanted[UNITS];
	struct str text, pattern;
	size_t matches = 0, none = 0;

	(void)state;
	str_init(&text);
	str_init(&pattern);
	for (int round = 0; round < 20000; round++) {
		struct span m = {0, 0}, plain = {0, 0};
		struct query *q;
		size_t n;

		make_text(&pattern, 1 + below(5));
		n = fold_all(pattern.data, wanted);
		q = query_new(pattern.data, false, NULL);
		/* A mark alone is found on anything, wherever folding begins. */
		for (int i = 0; q && n && wanted[0].base && i < 8; i++) {
			bool found, expected;

			make_text(&text, i % 2 ? 12 : 60);
			expected = plain_match(wanted, n, text.data, 0, text.len, &plain);
			found = query_match(q, text.data, 0, 0, text.len, &m);
			if (found != expected || (found && !span_equal(m, plain)))
				fail_msg("'%s' in '%s': %zu–%zu, not %zu–%zu", pattern.data,
					 text.data, m.start, m.end, plain.start, plain.end);
			matches += found;
			none += !found;
		}
		query_free(q);
	}
	assert_true(matches > 10000 && none > 10000);
	str_release(&text);
	str_release(&pattern);
}

/* Whatever folds to a letter or a digit is let through by the sieve for it. */
static void every_spelling_of_unicode_is_known(void **state)
{
	struct sieve *sieves[128] = {0};
	struct fold_unit wanted[128];

	(void)state;
	for (char32_t c = '0'; c <= 'z'; c++)
		if (c <= '9' || c >= 'a') {
			wanted[c] = (struct fold_unit){.base = c};
			sieves[c] = sieve_new(&wanted[c], 1);
		}
	for (char32_t cp = 0x80; cp < 0x110000; cp++) {
		char text[UTF8_MAX];
		size_t len = utf8_encode(cp, text);
		struct fold_unit u;
		struct fold f;

		fold_init(&f, text, 0, len);
		while (fold_next(&f, &u))
			if (u.base < 128 && sieves[u.base])
				assert_int_equal(sieve_find(sieves[u.base], text, 0, 0, len, len),
						 0);
	}
	for (size_t c = 0; c < 128; c++)
		sieve_free(sieves[c]);
}

static void the_last_place_is_the_last_of_those_met_forwards(void **state)
{
	struct query *q = query_new("eleve", false, NULL);
	struct str text;

	(void)state;
	str_init(&text);
	for (int round = 0; round < 300; round++) {
		struct span all = {0, 0};
		size_t last;

		str_clear(&text);
		while (text.len < (round % 10 ? 300 : 40000))
			str_add(&text, pieces[below(COUNT(pieces))]);
		all.end = last = text.len;
		while ((all.start = query_look(q, text.data, all, text.len)) < all.end)
			last = all.start++;
		all.start = 0;
		assert_int_equal(query_look_back(q, text.data, all, text.len), last);
	}
	query_free(q);
	str_release(&text);
}

/* ---- expressions */
static void what_must_stand_in_a_match_is_found_in_its_expression(void **state)
{
	static const struct {
		const char *pattern, *literal;
	} cases[] = {
		{"xylophone", "xylophone"},
		{"\\bnuits? noires?\\b", "noire"},
		{"^Le .*chaton$", "chaton"},
		{"l[aeu]\\w+chose", "chose"},
		{"(un|deux) chats+", "chats"},
		{"abc|def", ""},
		{"(?i)abc", ""},
		{"abc(?=def|g)hi", "abc"},
		{"a{2,3}", ""},
		{"ab{2}cde*", "cd"},
		{"[]abc]def", "def"},
		{"[[:alpha:]]x[^]y]zz", "zz"},
		{"\\x41\\pLabcd", "abcd"},
		{"\\Qabc\\E", ""},
		{"(abc)\\1de", "de"},
		{"\\k<abc>", ""},
		{"été+s", "été"},
		{"ae\u0301?", "a"},
		{"abc)", ""},
		{"(abc", ""},
		{"(?x) abc", ""},
		{"(*UCP)abc", ""},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *literal = literal_of(cases[i].pattern);

		assert_string_equal(literal, cases[i].literal);
		free(literal);
	}
}

static void an_expression_finds_the_same_with_a_sieve(void **state)
{
	static const char *const patterns[] = {
		"élève",     "eleve",     "v\\w*le",    "skil+",   "(?<=l)ev",
		"\\bkfs\\b", "[le]+vek",  "kil(e|l)?k", "^evf.",   "ﬁf|vk",
		"\\p{L}vfe", "k\u0301fe", "élé?v",      "vf\\Kek", "Ke(?!v)fv",
	};
	struct str text;

	(void)state;
	str_init(&text);
	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct query *q = query_new(patterns[i], true, NULL);
		struct expression *e = expression_new(patterns[i], NULL);

		for (int round = 0; round < 2000; round++) {
			struct span m, plain;
			bool found;

			make_text(&text, 40);
			found = expression_match(e, text.data, 0, 0, text.len, &plain);
			assert_int_equal(query_match(q, text.data, 0, 0, text.len, &m), found);
			if (found)
				assert_true(m.start <= plain.start && plain.end <= m.end);
		}
		expression_free(e);
		query_free(q);
	}
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sieve_loses_no_match),
		cmocka_unit_test(every_spelling_of_unicode_is_known),
		cmocka_unit_test(the_last_place_is_the_last_of_those_met_forwards),
		cmocka_unit_test(what_must_stand_in_a_match_is_found_in_its_expression),
		cmocka_unit_test(an_expression_finds_the_same_with_a_sieve),
	};

	return cmocka_run_group_tests_name("sieve", tests, NULL, NULL);
}
