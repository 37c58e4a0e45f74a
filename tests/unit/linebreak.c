/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "layout/linebreak.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Each case is a text with '|' where a line may break, and nowhere else; '\n' is a
 * line end. */
static void check(const char *marked)
{
	size_t len = strlen(marked), n = 0;
	char *text = malloc(len + 1), *want = calloc(1, len + 1), *breaks = malloc(len + 1);

	for (size_t i = 0; i < len; i++) {
		if (marked[i] == '|') {
			want[n] = LINEBREAK_MAY;
			continue;
		}
		if (marked[i] == '\n')
			want[n] = LINEBREAK_MUST;
		text[n++] = marked[i];
	}
	linebreak_find(text, n, true, breaks);
	for (size_t i = 0; i < n; i++)
		if (breaks[i] != want[i])
			fail_msg("%s: %d before byte %zu", marked, breaks[i], i);
	free(text);
	free(want);
	free(breaks);
}

static void check_all(const char *const *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(cases[i]);
}

static void words_part_at_spaces(void **state)
{
	static const char *const cases[] = {
		"",
		" ",
		"un",
		"un |mot",
		"un   |mot ",
		" un |mot",
		"un\u00A0mot",
		"un \u00A0mot",
		"un\t|mot",
		"un\u2003|mot",
		"un\u202Fmot",
		"un\nmot",
		"un \n  mot |suit",
		"漢|字",
		"漢|字。",
		"a\u200B|b",
		"a\u00AD|b",
		"a\u2060b",
		"👩\u200D👧 |x",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void no_line_starts_with_high_punctuation(void **state)
{
	static const char *const cases[] = {
		"Quoi ? |Non ! |Si ; |donc : |rien.",
		"Quoi\u00A0? |Non",
		"Quoi \u202F? |Non",
		"« Oui » |dit-|il",
		"«\u202FOui\u202F» |fin",
		"« Oui ! » |fin",
		"“ Oui ” |fin",
		"( a ) |b",
		"[ a ] |b",
		"a , |b . |c",
		"(a) |b",
		"fin … |bon",
		"« ‹ a › » |b",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void no_line_ends_with_what_opens(void **state)
{
	static const char *const cases[] = {
		"dit |« oui",
		"dit |“oui",
		"dit |( oui",
		"dit |[oui",
		"¿ que |si",
		"— Oui, |dit-|il",
		"– Oui |ou",
		"- Un |deux",
		"Un\n— Deux |trois",
		"un – |deux",
		"dit |– ou |presque – |tout",
		"dit |— à |part —, |tout",
		"dit — |rien. |Et — |non",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void numbers_hold_their_thousands_and_units(void **state)
{
	static const char *const cases[] = {
		"les |1 000 000 |ans",
		"en |2010 |300 |ans",
		"3,14 |100",
		"50 % |des",
		"12 € |de",
		"25 °C, |il",
		"(12 km) |de",
		"12,5 km/h |en",
		"3 kWh. |Il",
		"n° 5 |et",
		"p. 12 |et",
		"(p. 12) |et",
		"l’art. 3 |de",
		"§ 4 |du",
		"9 h 30 |du",
		"à |9 h |du",
		"2 min 30 |de",
		"12 |kilos",
		"2 novembre |2010",
		"1er mai |et",
		"le |12 |mai-|juin",
		"le |2010 |mai",
		"vol. XII |du",
		"5 |mots",
		"12 ‰ |de",
		"5 millions |d’euros",
		"au |01 42 34 56 78 |le",
		"10 000 $US |et",
		"pages |10–12 |du",
		"2 fe\u0301vrier |1848",
		"12 aou\u0302t |et",
		"no 5 |et",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void names_hold_their_titles_and_numbers(void **state)
{
	static const char *const cases[] = {
		"M. Dupont |dit",
		"Mme Curie |et",
		"MM. Durand |et",
		"Mme de |Staël",
		"(M. Dupont) |et",
		"d’Mme Curie |et",
		"Dr House |est",
		"Me |voici",
		"Me Dupond |va",
		"J. Verne |et",
		"J.-P. Sartre |et",
		"XIXe siècle |et",
		"le |19e siècle, |et",
		"Ier siècle |et",
		"Louis XIV |et",
		"François Ier |et",
		"Louis XIV, |roi",
		"tome IV |et",
		"acte V |et",
		"et |IV |fois",
		"Le |CIVIL |a",
		"vers |300 |av. J.-C. |et",
		"pain, |vin, etc. |et",
		"XIX\u1D49 sie\u0300cle |et",
		"le |roi |Henri IV |de",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void hyphens_apostrophes_and_slashes_hold(void **state)
{
	static const char *const cases[] = {
		"va-|t-il",   "arc-|en-|ciel", "l’homme", "l'homme", "aujourd’hui",
		"--width |4", "l’ |a",         "km/h",    "et/ou",   "citoyens/|citoyennes",
		"12/05/2010", "J.-C.",         "-5 |et",  "a‑b",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void addresses_break_after_their_marks(void **state)
{
	static const char *const cases[] = {
		"http://www.|example.|org/|chemin/|page.|html?|a=|b&|c=|d-|e",
		"voir |www.|example.|org/|a, |puis",
		"(https://a.|b/|c)",
		"https://a.|b/|c?",
	};

	(void)state;
	check_all(cases, COUNT(cases));
}

static void without_french_the_standard_rules_alone_count(void **state)
{
	char breaks[32];

	(void)state;
	linebreak_find("M. Dupont", 9, false, breaks);
	assert_int_equal(breaks[3], LINEBREAK_MAY);
	linebreak_find("a \u00A0b", 5, false, breaks);
	assert_int_equal(breaks[4], LINEBREAK_NO);
}

static void a_heap_of_anything_takes_time_in_proportion(void **state)
{
	static const char *const heaps[] = {"(",   " ", "1 ",     "https://", "a-",
					    "M. ", "!", "\u00A0", "’",        "/"};
	enum { TIMES = 100000 };

	(void)state;
	for (size_t i = 0; i < COUNT(heaps); i++) {
		size_t n = strlen(heaps[i]), len = n * TIMES;
		char *text = malloc(len), *breaks = malloc(len);

		for (size_t k = 0; k < TIMES; k++)
			memcpy(text + k * n, heaps[i], n);
		linebreak_find(text, len, true, breaks);
		free(text);
		free(breaks);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_part_at_spaces),
		cmocka_unit_test(no_line_starts_with_high_punctuation),
		cmocka_unit_test(no_line_ends_with_what_opens),
		cmocka_unit_test(numbers_hold_their_thousands_and_units),
		cmocka_unit_test(names_hold_their_titles_and_numbers),
		cmocka_unit_test(hyphens_apostrophes_and_slashes_hold),
		cmocka_unit_test(addresses_break_after_their_marks),
		cmocka_unit_test(without_french_the_standard_rules_alone_count),
		cmocka_unit_test(a_heap_of_anything_takes_time_in_proportion),
	};

	return cmocka_run_group_tests_name("linebreak", tests, NULL, NULL);
}
