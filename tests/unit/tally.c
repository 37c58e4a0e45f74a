/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many words a text has. */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "text/article.h"
#include "text/tally.h"

static size_t words(const char *text)
{
	return tally_count(text, strlen(text));
}

static void words_stand_between_white_space(void **state)
{
	(void)state;
	assert_int_equal(words(""), 0);
	assert_int_equal(words(" \n\t"), 0);
	assert_int_equal(words("Un deux\n  trois."), 3);
	assert_int_equal(words("L’homme qu'il est"), 3);
	assert_int_equal(words("un arc-en-ciel"), 2);
	assert_int_equal(words("Élève été \xC3\xA0 \xC5\x93uvre"), 4);
}

static void signs_set_apart_are_no_words(void **state)
{
	(void)state;
	assert_int_equal(words("« Vraiment ? » dit-il ; oui : non !"), 4);
	assert_int_equal(words("«\xC2\xA0Vraiment\xE2\x80\xAF?\xC2\xA0»"), 1);
	assert_int_equal(words("un — deux … trois"), 3);
	assert_int_equal(words("* * *"), 0);
}

static void groups_of_digits_are_one_number(void **state)
{
	(void)state;
	assert_int_equal(words("10\xC2\xA0"
			       "000 euros"),
			 2);
	assert_int_equal(words("1\xE2\x80\xAF"
			       "234\xE2\x80\xAF"
			       "567"),
			 1);
	assert_int_equal(words("M.\xC2\xA0"
			       "Dupont"),
			 2);
	assert_int_equal(words("12\xC2\xA0%"), 1);
}

static void ideographs_count_one_each(void **state)
{
	(void)state;
	assert_int_equal(words("日本語 と"), 4);
	assert_int_equal(words("。、"), 0);
}

static void ill_formed_bytes_are_no_letters(void **state)
{
	(void)state;
	assert_int_equal(words("\xFF\xFE mot \xC3"), 1);
}

static struct article *long_article(struct str *text)
{
	str_init(text);
	for (int i = 0; i < 20000; i++)
		str_add(text, i % 12 ? "été " : "l’éléphant !\n\n");
	return article_from_bytes(text->data, text->len, &(struct article_options){0}, NULL);
}

static void a_part_has_the_words_that_begin_in_it(void **state)
{
	struct str text;
	struct article *a = long_article(&text);
	struct tally *t = tally_new(a, 0);

	(void)state;
	while (tally_busy(t))
		tally_step(t, 1);
	assert_false(tally_is_estimate(t));
	assert_int_equal(tally_words(t, (struct span){0, text.len}), 20000);
	assert_int_equal(tally_words(t, (struct span){0, text.len + 9}), 20000);
	for (size_t at = 0; at + 5000 < text.len; at += 4999)
		assert_int_equal(tally_words(t, (struct span){0, at}) +
					 tally_words(t, (struct span){at, text.len}),
				 20000);
	tally_free(t);
	article_free(a);
	str_release(&text);
}

static void a_large_text_is_estimated(void **state)
{
	struct str text;
	struct article *a = long_article(&text);
	struct tally *t = tally_new(a, 1000);
	size_t found;

	(void)state;
	while (tally_busy(t))
		tally_step(t, 1 << 20);
	assert_true(tally_is_estimate(t));
	found = tally_words(t, (struct span){0, text.len});
	assert_in_range(found, 19500, 20500);
	tally_free(t);
	article_free(a);
	str_release(&text);
}

static void what_comes_later_is_counted_too(void **state)
{
	struct article *a =
		article_from_bytes("Un mot cou", 10, &(struct article_options){0}, NULL);
	struct tally *t = tally_new(a, 0);

	(void)state;
	tally_step(t, 1 << 20);
	assert_int_equal(tally_words(t, (struct span){0, 10}), 3);
	article_append(a, "pé là\n", strlen("pé là\n"), true);
	tally_grown(t);
	assert_true(tally_busy(t));
	tally_step(t, 1 << 20);
	assert_int_equal(tally_words(t, (struct span){0, article_size(a)}), 4);
	tally_free(t);
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_stand_between_white_space),
		cmocka_unit_test(signs_set_apart_are_no_words),
		cmocka_unit_test(groups_of_digits_are_one_number),
		cmocka_unit_test(ideographs_count_one_each),
		cmocka_unit_test(ill_formed_bytes_are_no_letters),
		cmocka_unit_test(a_part_has_the_words_that_begin_in_it),
		cmocka_unit_test(a_large_text_is_estimated),
		cmocka_unit_test(what_comes_later_is_counted_too),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
