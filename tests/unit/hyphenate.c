/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "layout/hyphenate.h"
#include "layout/paragraph.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct hyphenator *patterns_of(const char *language)
{
	struct err err;
	struct hyphenator *h = hyphenator_new(language, &err);

	if (!h) {
		print_message("%s\n", err.text);
		skip();
	}
	return h;
}

static void expect(struct hyphenator *h, const char *word, const char *want)
{
	size_t len = strlen(word);
	bool points[256];
	struct str got;

	str_init(&got);
	hyphenator_points(h, word, len, points);
	for (size_t i = 0; i < len; i++) {
		if (points[i])
			str_addc(&got, '|');
		str_addc(&got, word[i]);
	}
	assert_string_equal(got.data, want);
	str_release(&got);
}

static void french_words_are_divided_as_in_books(void **state)
{
	struct hyphenator *h = patterns_of("fr");

	(void)state;
	expect(h, "développement", "dé|ve|lop|pe|ment");
	expect(h, "imprimerie", "im|pri|me|rie");
	expect(h, "l’imprimerie", "l’im|pri|me|rie");
	expect(h, "Bibliothèque", "Bi|blio|thèque");
	expect(h, "œuvre", "œuvre");
	expect(h, "mot", "mot");
	expect(h, "porte-monnaie", "porte-mon|naie");
	expect(h, "", "");
	hyphenator_free(h);
}

static void decomposed_words_are_divided_as_composed_ones(void **state)
{
	struct hyphenator *h = patterns_of("fr");

	(void)state;
	expect(h, "de\u0301veloppement", "de\u0301|ve|lop|pe|ment");
	expect(h, "DE\u0301VELOPPEMENT", "DE\u0301|VE|LOP|PE|MENT");
	hyphenator_free(h);
}

static void two_letters_stay_and_three_go_on(void **state)
{
	static const char *const words[] = {"abaissement", "énormément", "ananas", "aimée",
					    "aéroport",    "oiseau",     "créer",  "idéal"};
	struct hyphenator *h = patterns_of("fr");
	bool points[64];

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t len = strlen(words[i]), letters = 0, before = 0;

		for (size_t at = 0; at < len; at++)
			letters += (words[i][at] & 0xC0) != 0x80;
		hyphenator_points(h, words[i], len, points);
		for (size_t at = 0; at < len; at++) {
			if (points[at]) {
				assert_true(before >= 2);
				assert_true(letters - before >= 3);
			}
			before += (words[i][at] & 0xC0) != 0x80;
		}
	}
	hyphenator_free(h);
}

static void english_has_its_own_rules(void **state)
{
	struct hyphenator *h = patterns_of("en");

	(void)state;
	expect(h, "hyphenation", "hy|phen|ation");
	hyphenator_free(h);
	h = patterns_of("en-us");
	expect(h, "typesetting", "type|set|ting");
	hyphenator_free(h);
}

static void words_of_any_length_and_script_do_no_harm(void **state)
{
	struct hyphenator *h = patterns_of("fr");
	char word[4096];
	bool points[4096];

	(void)state;
	memset(word, 'a', sizeof word);
	hyphenator_points(h, word, sizeof word, points);
	for (size_t i = 0; i < sizeof word; i++)
		assert_false(points[i]);
	expect(h, "漢字漢字漢字", "漢字漢字漢字");
	expect(h, "a\xFF\xFE\x80zzzzzz", "a\xFF\xFE\x80zzzzzz");
	expect(h, "’’’--’", "’’’--’");
	hyphenator_free(h);
}

static void a_language_without_patterns_is_told(void **state)
{
	static const char *const tags[] = {"xx",
					   "",
					   "f",
					   "../../etc/passwd",
					   "fr/../x",
					   "français",
					   "a-very-long-tag-that-is-no-language-at-all"};
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT(tags); i++) {
		assert_null(hyphenator_new(tags[i], &err));
		assert_non_null(strstr(err.text, "hyphenate: "));
	}
}

/* Patterns in another encoding than UTF-8, in the reader's own folder. */
static void patterns_of_ones_own_are_found_first(void **state)
{
	char folder[] = "/tmp/lutrin-hyphen-XXXXXX", path[128];
	struct hyphenator *h;
	struct err err;
	FILE *file;

	(void)state;
	hyphenator_free(patterns_of("fr"));
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/hyphen", folder);
	mkdir(path, 0700);
	strcat(path, "/hyph_zz.dic");
	file = fopen(path, "w");
	fputs("ISO8859-1\n\xE9"
	      "1b\n",
	      file); /* é1b */
	fclose(file);
	setenv("XDG_DATA_HOME", folder, 1);
	h = hyphenator_new("zz", &err);
	assert_non_null(h);
	expect(h, "ceébant", "ceé|bant");
	expect(h, "ceeban漢", "ceeban漢");
	hyphenator_free(h);
	unsetenv("XDG_DATA_HOME");
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
	rmdir(folder);
}

static void the_settings_choose(void **state)
{
	static const char text[] =
		"Le vent se lève sur la plaine et les enfants courent vers la maison de leur "
		"grand-mère, qui les attend avec une soupe de légumes et du pain chaud.";
	struct article *a =
		article_from_bytes(text, strlen(text), &(struct article_options){0}, NULL);
	struct hyphenator *h = patterns_of("fr");
	struct err err;

	(void)state;
	hyphenator_free(h);
	assert_null(hyphenator_choose("no", "auto", true, a, &err));
	assert_string_equal(err.text, "");
	assert_null(hyphenator_choose("auto", "fr", false, a, &err));
	h = hyphenator_choose("auto", "fr", true, a, &err);
	assert_non_null(h);
	hyphenator_free(h);
	assert_null(hyphenator_choose("auto", "xx", true, a, &err));
	assert_string_equal(err.text, "");
	assert_null(hyphenator_choose("xx", "auto", false, a, &err));
	assert_string_not_equal(err.text, "");
	h = hyphenator_choose("fr", "auto", false, a, &err);
	assert_non_null(h);
	hyphenator_free(h);
	article_free(a);
}

/* ---- in lines */
static void show(const char *text, struct layout_options options, const char *want)
{
	struct article *a = article_from_bytes(
		text, strlen(text), &(struct article_options){.paragraphs = ARTICLE_LINE}, NULL);
	struct span span, next;
	struct paragraph *p;
	struct str out;

	assert_true(article_paragraph_at(a, 0, &span));
	if (article_paragraph_after(a, span, &next)) /* the first is the title */
		span = next;
	p = paragraph_set(a, span, &options);
	str_init(&out);
	for (size_t i = 0; i < p->count; i++) {
		struct glyph g = {0};

		if (i)
			str_addc(&out, '|');
		for (size_t at = p->lines[i].span.start; line_next_glyph(a, &p->lines[i], &at, &g);)
			str_addn(&out, g.text, g.len);
	}
	assert_string_equal(out.data, want);
	str_release(&out);
	paragraph_free(p);
	article_free(a);
}

static void lines_end_in_hyphens_that_are_in_no_text(void **state)
{
	struct layout_options o = {.width = 12, .hyphenate = patterns_of("fr")};

	(void)state;
	show("Titre\nune extraordinaire aventure ici", o, "une extra-|ordinaire|aventure ici");
	/* Neither what is in capitals, nor numbers and addresses, nor the last word. */
	show("Titre\nune EXTRAORDINAIRE aventure ici", o, "une|EXTRAORDINAI|RE aventure|ici");
	show("Titre\nde grandes imprimeries", o, "de grandes|imprimeries");
	hyphenator_free(o.hyphenate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(french_words_are_divided_as_in_books),
		cmocka_unit_test(decomposed_words_are_divided_as_composed_ones),
		cmocka_unit_test(two_letters_stay_and_three_go_on),
		cmocka_unit_test(english_has_its_own_rules),
		cmocka_unit_test(words_of_any_length_and_script_do_no_harm),
		cmocka_unit_test(a_language_without_patterns_is_told),
		cmocka_unit_test(patterns_of_ones_own_are_found_first),
		cmocka_unit_test(the_settings_choose),
		cmocka_unit_test(lines_end_in_hyphens_that_are_in_no_text),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("hyphenate", tests, NULL, NULL);
}
