/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/query.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The first match as text, or NULL. */
static const char *first(const char *pattern, const char *text)
{
	static char found[256];
	struct err err;
	struct query *q = query_new(pattern, false, &err);
	struct span m;
	bool any;

	assert_non_null(q);
	any = query_match(q, text, 0, 0, strlen(text), &m);
	query_free(q);
	if (!any)
		return NULL;
	assert_in_range(m.end - m.start, 1, sizeof found - 1);
	memcpy(found, text + m.start, m.end - m.start);
	found[m.end - m.start] = '\0';
	return found;
}

struct match_case {
	const char *pattern, *text, *found; /* NULL: none */
};

static void check(const struct match_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = first(cases[i].pattern, cases[i].text);

		if (cases[i].found == NULL)
			assert_null(found);
		else if (!found)
			fail_msg("%s is not found in %s", cases[i].pattern, cases[i].text);
		else
			assert_string_equal(found, cases[i].found);
	}
}

static void a_plain_letter_finds_any_case_and_accent(void **state)
{
	static const struct match_case cases[] = {
		{"eleve", "un Élève", "Élève"},
		{"eleve", "un e\u0301le\u0300ve.", "e\u0301le\u0300ve"},
		{"ete", "L’ÉTÉ", "ÉTÉ"},
		{"naif", "naïf", "naïf"},
		{"coeur", "le cœur", "cœur"},
		{"cœur", "le coeur", "coeur"},
		{"COEUR", "CŒUR", "CŒUR"},
		{"Œuvre", "Oeuvre", "Oeuvre"},
		{"œuvre", "OEUVRE", "OEUVRE"},
		{"fin", "la ﬁn", "ﬁn"},
		{"strasse", "Straße", "Straße"},
		{"lodz", "Łódź", "Łódź"},
		{"saint", "ſaint", "ſaint"},
		{"e", "cœur", "œ"},
		{"zzz", "zz z", NULL},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static void a_capital_or_an_accent_that_is_typed_is_meant(void **state)
{
	static const struct match_case cases[] = {
		{"élève", "eleve Élève", "Élève"},
		{"élève", "eleve", NULL},
		{"e\u0301", "e é", "é"},
		{"é", "e e\u0301", "e\u0301"},
		{"élevé", "élève élevé", "élevé"},
		{"Élève", "élève", NULL},
		{"E", "été Été", "É"},
		{"Paris", "paris Paris", "Paris"},
		{"PARIS", "Paris", NULL},
		{"ê", "ế", "ế"},
		{"ø", "o ø", "ø"},
		{"\u0301", "e é", "é"},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static void typography_is_put_aside_both_ways(void **state)
{
	static const struct match_case cases[] = {
		{"l'heure", "à l’heure", "l’heure"},
		{"l’heure", "à l'heure", "l'heure"},
		{"\"texte\"", "un «\u00A0texte\u00A0» ici", "«\u00A0texte\u00A0»"},
		{"« texte »", "un \"texte\" ici", "\"texte\""},
		{"« texte »", "un «texte» ici", "«texte»"},
		{"“texte”", "«\u202Ftexte\u202F»", "«\u202Ftexte\u202F»"},
		{"dit \"oui\" et", "il dit « oui » et part", "dit « oui » et"},
		{"texte ", "« texte »", "texte "},
		{"Vraiment ?", "Vraiment\u202F?", "Vraiment\u202F?"},
		{"Vraiment ?", "Vraiment ?", "Vraiment ?"},
		{"Vraiment\u00A0?", "Vraiment ?", "Vraiment ?"},
		{"non...", "non…", "non…"},
		{"non…", "non...", "non..."},
		{"1914-1918", "1914–1918", "1914–1918"},
		{"1914—1918", "1914-1918", "1914-1918"},
		{"grand mere", "grand\u00A0\u202F mère", "grand\u00A0\u202F mère"},
		{"grand mere", "grand\n   mère", "grand\n   mère"},
		{"grand  mere", "grand mère", "grand mère"},
		{"extraordinaire", "extra\u00ADordi\u200Bnaire", "extra\u00ADordi\u200Bnaire"},
		{"extra\u00ADordinaire", "extraordinaire", "extraordinaire"},
		{"ab", "a b", NULL},
		{"a b", "ab", NULL},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static void matches_cover_whole_graphemes(void **state)
{
	static const struct match_case cases[] = {
		{"e", "xe\u0301\u0323y", "e\u0301\u0323"},
		{"👩", "👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧"},
		{"..", "a…b", "…"},
		{"하", "한", "한"},
		{"�", "a\xFFz", "\xFF"},
		{"漢", "日本漢字", "漢"},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static size_t count_matches(struct query *q, const char *text, size_t len)
{
	struct span m = {0, 0};
	size_t count = 0;

	while (query_match(q, text, 0, m.end, len, &m)) {
		assert_true(m.start < m.end && m.end <= len);
		count++;
	}
	return count;
}

static void matches_follow_each_other(void **state)
{
	static const char text[] = "Ana, ananas, bananas… Ânâ";
	struct query *q = query_new("ana", false, NULL);

	(void)state;
	assert_int_equal(count_matches(q, text, strlen(text)), 4);
	query_free(q);
}

static void an_empty_pattern_is_an_error(void **state)
{
	static const char *const empty[] = {"", "\u00AD", "\\v"};
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT(empty); i++) {
		assert_null(query_new(empty[i], false, &err));
		assert_string_equal(err.text, "the search pattern is empty");
	}
	assert_null(query_new("", true, NULL));
}

static void an_expression_reads_a_decomposed_text_as_composed(void **state)
{
	static const struct match_case cases[] = {
		{"\\ve", "e\u0301", NULL},
		{"\\vé", "l’e\u0301te\u0301", "e\u0301"},
		{"\\v’.t.$", "l’e\u0301te\u0301", "’e\u0301te\u0301"},
		{"\\v[é]t", "l’e\u0301te\u0301", "e\u0301t"},
		{"\\vde\u0301ja\u0300", "déjà", "déjà"},
		{"\\vja\u0300 ici", "de\u0301ja\u0300\nici", "ja\u0300\nici"},
		{"\\v한.$", "\u1112\u1161\u11AB\u1100\u1173\u11AF",
		 "\u1112\u1161\u11AB\u1100\u1173\u11AF"},
		{"\\vが", "\u304B\u3099", "\u304B\u3099"},
		{"\\vx", "x\u0301 \xFF\u0301", "x\u0301"},
		{"\\v\\.", "a\u0302\u0323b\u0302\u0323.", "."},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static void expressions_match_with_smart_case_and_across_line_ends(void **state)
{
	static const struct match_case cases[] = {
		{"\\vé.è", "ÉLÈVE", "ÉLÈ"},
		{"\\vÉ.", "élève Élève", "Él"},
		{"\\v\\W+", "été, hiver", ", "},
		{"\\v\\bél\\w+", "l’Élève", "Élève"},
		{"\\v\\p{Lu}\\w+", "un Mot", "Mot"},
		{"\\v[[:upper:]]", "un Mot", "M"},
		{"\\v\\x4D", "m", "m"},
		{"\\v(?P<mot>m)", "M", "M"},
		{"\\vdeux mots", "deux\nmots", "deux\nmots"},
		{"\\vdeux.mots", "deux\nmots", "deux\nmots"},
		{"\\v^a", "ba\na", NULL},
		{"\\va*", "bbab", "a"},
		{"\\v[é-ü]+", "a\xFFöz", "ö"},
		{"\\va$", "a ba", "a"},
	};

	(void)state;
	check(cases, COUNT(cases));
}

static void look_behind_sees_what_stands_before_the_start(void **state)
{
	static const char text[] = "xa a";
	struct query *q = query_new("(?<=x)a", true, NULL), *head = query_new("^x", true, NULL);
	struct span m;

	(void)state;
	assert_true(query_match(q, text, 0, 1, 4, &m));
	assert_int_equal(m.start, 1);
	assert_false(query_match(head, text, 0, 1, 4, &m));
	query_free(q);
	query_free(head);
}

/* The copy of a hard-wrapped paragraph must not outlive the text it is of. */
static void a_text_that_changed_in_place_is_read_again(void **state)
{
	char text[] = "un\nun\ndeux\nun";
	struct query *q = query_new("un", true, NULL);
	struct span m;

	(void)state;
	assert_int_equal(count_matches(q, text, strlen(text)), 3);
	assert_true(query_match(q, text, 0, 0, strlen(text), &m));
	memcpy(text, "xx", 2);
	assert_true(query_match(q, text, 0, 0, strlen(text), &m));
	assert_int_equal(m.start, 3);
	query_free(q);
}

static void a_wrong_expression_is_told_with_its_place(void **state)
{
	static const struct {
		const char *pattern, *text;
	} cases[] = {
		{"é(b", "é(b: a ) is missing (character 3)"},
		{"éb)", "éb): a ) closes nothing (character 3)"},
		{"[ab", "[ab: a ] is missing (character 3)"},
		{"*a", "*a: nothing to repeat (character 1)"},
		{"[z-a]", "[z-a]: a range runs backwards (character 4)"},
		{"a\\", "a\\: the \\ at the end stands before nothing"},
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_null(query_new(cases[i].pattern, true, &err));
		assert_string_equal(err.text, cases[i].text);
	}
	assert_null(query_new("(?<=a*)b", true, &err));
	assert_non_null(strstr(err.text, "(character "));
}

static void an_exploding_expression_ends_and_says_so(void **state)
{
	char text[4001];
	struct query *q = query_new("(a+a+)+\\d", true, NULL);
	struct span m;

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_false(query_gave_up(q));
	assert_false(query_match(q, text, 0, 0, strlen(text), &m));
	assert_true(query_gave_up(q));
	query_free(q);
}

static char *repeat(const char *part, size_t times)
{
	size_t n = strlen(part);
	char *text = malloc(n * times + 1);

	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * n, part, n);
	text[n * times] = '\0';
	return text;
}

/* What is quadratic takes minutes here. */
static void hostile_texts_take_time_in_proportion_to_their_length(void **state)
{
	static const struct {
		const char *pattern, *part;
		size_t count;
	} heaps[] = {
		{"ex", "\u0301", 0},   {" x", " ", 0},          {"x", "\u00AD", 0},
		{"x", "\u200D", 0},    {"a b", "a\u200B", 0},   {"fx", "ﬃ", 0},
		{"i", "ﬃ", 300000},    {"🇫", "🇫🇷", 300000},     {"👩", "👩\u200D", 300000 / 16},
		{"aaaaaaaab", "a", 0}, {"\u0301", "\u0301", 1},
	};
	clock_t begin = clock();

	(void)state;
	for (size_t i = 0; i < COUNT(heaps); i++) {
		char *text = repeat(heaps[i].part, 300000);
		struct query *q = query_new(heaps[i].pattern, false, NULL);

		assert_int_equal(count_matches(q, text, strlen(text)), heaps[i].count);
		query_free(q);
		free(text);
	}
	assert_true((clock() - begin) / CLOCKS_PER_SEC < 30);
}

static void a_pattern_between_borders_finds_whole_words(void **state)
{
	static const struct match_case cases[] = {
		{"\\<homme\\>", "les hommes, l’Homme", "Homme"},
		{"\\<homme\\>", "hommes surhomme homme2", NULL},
		{"\\<ele\\>", "e\u0301le\u0301ve, \u00e9l\u00e9", "\u00e9l\u00e9"},
		{"\\<a", "a \\<a", "\\<a"},
	};
	char *pattern = query_whole_word("L\u2019\u00c9t\u00e9", strlen("L\u2019\u00c9t\u00e9"));

	(void)state;
	check(cases, COUNT(cases));
	assert_string_equal(pattern, "\\<l\u2019\u00e9t\u00e9\\>");
	free(pattern);
}

static void what_is_wrong_with_an_expression_is_told_without_it(void **state)
{
	struct err why;

	(void)state;
	assert_true(query_fault("\\v(a", &why));
	assert_string_equal(why.text, "a ) is missing (character 2)");
	assert_true(query_fault("\\va{3,2}", &why));
	assert_false(query_fault("\\v(a)", &why));
	assert_false(query_fault("\\v", &why));
	assert_false(query_fault("(a", &why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_letter_finds_any_case_and_accent),
		cmocka_unit_test(a_capital_or_an_accent_that_is_typed_is_meant),
		cmocka_unit_test(typography_is_put_aside_both_ways),
		cmocka_unit_test(matches_cover_whole_graphemes),
		cmocka_unit_test(matches_follow_each_other),
		cmocka_unit_test(a_pattern_between_borders_finds_whole_words),
		cmocka_unit_test(what_is_wrong_with_an_expression_is_told_without_it),
		cmocka_unit_test(an_empty_pattern_is_an_error),
		cmocka_unit_test(an_expression_reads_a_decomposed_text_as_composed),
		cmocka_unit_test(expressions_match_with_smart_case_and_across_line_ends),
		cmocka_unit_test(look_behind_sees_what_stands_before_the_start),
		cmocka_unit_test(a_text_that_changed_in_place_is_read_again),
		cmocka_unit_test(a_wrong_expression_is_told_with_its_place),
		cmocka_unit_test(an_exploding_expression_ends_and_says_so),
		cmocka_unit_test(hostile_texts_take_time_in_proportion_to_their_length),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
