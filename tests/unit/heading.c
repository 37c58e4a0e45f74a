/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "text/article.h"

static struct article *of_text(const char *text)
{
	struct article_options options = {.paragraphs = ARTICLE_AUTO};
	struct article *a = article_from_bytes(text, strlen(text), &options, NULL);

	assert_non_null(a);
	return a;
}

static void heads(const char *text, const char *heading, bool is)
{
	struct article *a = of_text(text);
	const char *found = strstr(text, heading);
	struct span p;

	assert_non_null(found);
	assert_true(article_paragraph_at(a, (size_t)(found - text), &p));
	if (article_is_heading(a, p) != is)
		fail_msg("%s", heading);
	article_free(a);
}

#define TEXT \
	"Un paragraphe assez long pour que l’on voie bien qu’il est du texte, et pas autre " \
	"chose : il a plusieurs mots et un point.\n"

static void headings_are_known_by_sign_word_capitals_and_place(void **state)
{
	static const char *const yes[] = {
		"# Un titre",    "### Sous-titre",
		"CHAPITRE IV",   "Chapitre 12 – La mer",
		"LA MER",        "IV",
		"Introduction",  "Le crayon à la main",
		"1.2. Méthode",  "Et après ?",
		"Livre premier",
	};
	static const char *const no[] = {
		"Il pleut.",     "S’abonner", "0",
		"— Oui",         "- item",    "#défense",
		"On y trouve :", "loader",    "12 novembre, le soir…",
		"* * *",
	};

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes + sizeof no / sizeof *no; i++) {
		bool is = i < sizeof yes / sizeof *yes;
		const char *line = is ? yes[i] : no[i - sizeof yes / sizeof *yes];
		struct str text;

		str_init(&text);
		str_addf(&text, "Le titre\n\n" TEXT "\n%s\n\n" TEXT, line);
		heads(text.data, line, is);
		str_release(&text);
	}
	heads("Titre\n\n" TEXT "\nUn mot\n------\n\n" TEXT, "Un mot", true);
	heads(TEXT "\n" TEXT, "Un paragraphe", false);
}

static void titles(const char *text, const char *want)
{
	struct article *a = of_text(text);
	struct span title = article_title(a);

	assert_int_equal(span_length(title), strlen(want));
	assert_memory_equal(article_text(a) + title.start, want, strlen(want));
	article_free(a);
}

static void the_title_of_a_huge_line_is_its_beginning(void **state)
{
	const struct article_options options = {.paragraphs = ARTICLE_LINE};
	struct article *a;
	struct span title;
	struct str s;

	(void)state;
	str_init(&s);
	while (s.len < 100000)
		str_add(&s, "été ");
	a = article_from_bytes(s.data, s.len, &options, NULL);
	title = article_title(a);
	assert_int_equal(title.start, 0);
	assert_true(title.end > 1000 && title.end <= 2048);
	assert_memory_equal(s.data + title.end - 3, "t\xC3\xA9 ", 4);
	article_free(a);
	str_release(&s);
}

static void the_title_is_the_first_paragraph_with_words(void **state)
{
	(void)state;
	titles("\n  Le titre\n\n" TEXT, "Le titre");
	titles("-----\n0\n# Le titre\n\n" TEXT, "Le titre");
	titles("0\n", "0");
	titles("\n \n", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_known_by_sign_word_capitals_and_place),
		cmocka_unit_test(the_title_is_the_first_paragraph_with_words),
		cmocka_unit_test(the_title_of_a_huge_line_is_its_beginning),
	};

	return cmocka_run_group_tests_name("heading", tests, NULL, NULL);
}
