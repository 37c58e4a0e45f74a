/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/grapheme.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void what_readers_call_a_letter_is_one_cluster(void **state)
{
	static const char *const one[] = {
		"a",
		"é",
		"e\u0301",
		"e\u0301\u0323",
		"\r\n",
		"\u1112\u1161\u11ab",
		"한",
		"👨\u200D👩\u200D👧",
		"🇫🇷",
		"👍🏽",
		"❤\uFE0F",
		"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
		"กำ",
		"ש\u05C1\u05BC",
		"1\uFE0F\u20E3",
		"a\u200D",
		"\x1B",
		"\u00AD",
		"\u202E",
		"\xFF",
		"\xE2\x80",
		"\xF0\x9F\x98",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(one); i++)
		assert_int_equal(grapheme_length(one[i], 0, strlen(one[i])), strlen(one[i]));
}

static void what_are_two_letters_part(void **state)
{
	static const struct {
		const char *text;
		size_t first;
	} two[] = {
		{"ab", 1},
		{"éa", 2},
		{"🇫🇷🇧🇪", 8},
		{"a\u00AD", 1},
		{"👨👩", 4},
		{"\u200D👩", 3},
		{"a\n", 1},
		{"\n\u0301", 1},
		{"\xFF\u0301", 1},
		{"a\u202E", 1},
		{"a\U000E0067", 1},
		{"😀\U000E0067", 4},
		{"🏴\u0301\U000E0067", 6},
		{"\x80\x80", 1},
		{"\xE2\x80z", 2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(two); i++)
		assert_int_equal(grapheme_length(two[i].text, 0, strlen(two[i].text)),
				 two[i].first);
}

static void widths_are_those_of_the_system(void **state)
{
	static const struct {
		const char *text;
		int width;
	} cases[] = {
		{"a", 1},
		{"é", 1},
		{"e\u0301", 1},
		{"漢", 2},
		{"\u00A0", 1},
		{"\u202F", 1},
		{"\t", 1},
		{"\x1B", 1},
		{"\xC2\x85", 1},
		{"\xFF", 1},
		{"\uFFFD", 1},
		{"\u202E", 1},
		{"\u00AD", 0},
		{"\u200B", 0},
		{"\u200E", 0},
		{"\u2060", 0},
		{"\uFEFF", 0},
		{"\uFE0F", 0},
		{"\u0301", 1},
		{"❤", 1},
		{"❤\uFE0F", 2},
		{"🇫🇷", 2},
		{"👨\u200D👩", 4},
		{"กำ", 2},
		{"ש\u05C1", 1},
		{"\u0378", 1},
		{"1\uFE0F\u20E3", 2},
		{"é\uFE0F", 1},
		{"⌚\uFE0E", 2},
		{"👍🏽", 4},
		{"🏴\U000E0067\U000E007F", 2},
		{"\U000E0067", 1},
		{"\u0C95\u0CBF", 2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(grapheme_width(cases[i].text, strlen(cases[i].text)),
				 cases[i].width);
	assert_int_equal(grapheme_string_width("Déjà 漢字\u00AD", strlen("Déjà 漢字\u00AD")), 9);
}

static void what_cannot_be_drawn_has_a_sign(void **state)
{
	static const struct {
		const char *text, *sign;
	} cases[] = {
		{"a", NULL},           {"é", NULL},       {"\u00AD", NULL},  {"\u200E", NULL},
		{"🇫🇷", NULL},          {"\x1B", "␛"},     {"\x7F", "␡"},     {"\u202E", "�"},
		{"\xFF", "�"},         {"\xE2\x80", "�"}, {"\u0378", "�"},   {"\u0301", "◌"},
		{"\u0301\u0302", "◌"}, {"\uFFFD", NULL},  {"\xC2\x9B", "�"}, {"\U000E0067", "�"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *sign = grapheme_sign(cases[i].text, strlen(cases[i].text));

		assert_true((sign == NULL) == (cases[i].sign == NULL));
		if (sign)
			assert_string_equal(sign, cases[i].sign);
	}
}

static void the_longest_start_that_fits_never_cuts_a_cluster(void **state)
{
	static const char text[] = "ae\u0301漢\u00ADz";

	(void)state;
	assert_int_equal(grapheme_fit(text, strlen(text), 0), 0);
	assert_int_equal(grapheme_fit(text, strlen(text), 1), 1);
	assert_int_equal(grapheme_fit(text, strlen(text), 2), 4);
	assert_int_equal(grapheme_fit(text, strlen(text), 3), 4);
	assert_int_equal(grapheme_fit(text, strlen(text), 4), 9);
	assert_int_equal(grapheme_fit(text, strlen(text), 5), strlen(text));
}

/* From every byte the border before it is one that walking forward meets, the
 * nearest one. */
static void check_borders(const char *text, size_t len)
{
	size_t at = 0, previous = 0;

	while (at < len) {
		size_t n = grapheme_length(text, at, len);

		assert_in_range(n, 1, len - at);
		for (size_t i = at; i < at + n; i++)
			assert_int_equal(grapheme_floor(text, 0, i, len), at);
		if (at > 0)
			assert_int_equal(grapheme_before(text, 0, at), previous);
		previous = at;
		at += n;
	}
	assert_int_equal(grapheme_floor(text, 0, len, len), len);
}

static void walking_back_meets_the_same_borders(void **state)
{
	static const char *const texts[] = {
		"L’été, déjà.",
		"e\u0301e\u0301\u0301x\u0301",
		"🇫🇷🇧🇪🇨🇭🇫",
		"a🇫🇷🇧",
		"👨\u200D👩\u200D👧👍🏽a\u200D👩",
		"\r\n\r\r\n\n\u0301",
		"\x80\xE2\x80\xF0\x9F\x98\x80\x80\x80\x80\x80x",
		"\u0600\u0600a\u0300",
		"한\u1112\u1161\u11ab\u11abกำ",
		"שׁ\u05BCלום\u200F!",
		"🏴\U000E0067\U000E007F\U000E0067🏴a\U000E0067\U000E0067🏴\U000E0067",
	};
	char bytes[24];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		check_borders(texts[i], strlen(texts[i]));
	srand(7);
	for (int round = 0; round < 20000; round++) {
		static const unsigned char parts[] = "\xF0\x9F\x98\x80\xE2\x80\x8D\xCC\x81\x80\xFF"
						     "a\r\n";

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)parts[(size_t)rand() % (sizeof parts - 1)];
		check_borders(bytes, sizeof bytes);
	}
}

static void a_heap_of_marks_is_cut_in_clusters_of_bounded_length(void **state)
{
	size_t marks = 200000, len = 1 + 2 * marks, clusters = 0;
	char *heap = malloc(len);

	(void)state;
	heap[0] = 'e';
	for (size_t i = 1; i < len; i += 2)
		memcpy(heap + i, "\u0301", 2);
	for (size_t at = 0; at < len; clusters++) {
		size_t n = grapheme_length(heap, at, len);

		assert_true(utf8_count(heap + at, n) <= GRAPHEME_MAX);
		at += n;
	}
	assert_int_equal(clusters, (marks + 1 + GRAPHEME_MAX - 1) / GRAPHEME_MAX);
	free(heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_readers_call_a_letter_is_one_cluster),
		cmocka_unit_test(what_are_two_letters_part),
		cmocka_unit_test(widths_are_those_of_the_system),
		cmocka_unit_test(what_cannot_be_drawn_has_a_sign),
		cmocka_unit_test(the_longest_start_that_fits_never_cuts_a_cluster),
		cmocka_unit_test(walking_back_meets_the_same_borders),
		cmocka_unit_test(a_heap_of_marks_is_cut_in_clusters_of_bounded_length),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("grapheme", tests, NULL, NULL);
}
