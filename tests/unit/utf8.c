/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/utf8.h"

/* Every maximal ill-formed part is one U+FFFD: the example of Unicode 15,
 * table 3-8. */
static void each_maximal_ill_formed_part_is_one_character(void **state)
{
	static const char bytes[] = "a\xF1\x80\x80\xE1\x80\xC2"
				    "b\x80"
				    "c\x80\xBF"
				    "d";
	static const char32_t want[] = {'a',    0xFFFD, 0xFFFD, 0xFFFD, 'b',
					0xFFFD, 'c',    0xFFFD, 0xFFFD, 'd'};
	size_t at = 0, i = 0, len = sizeof bytes - 1;
	char32_t cp;

	(void)state;
	for (; at < len; i++) {
		at += utf8_decode(bytes + at, len - at, &cp);
		assert_int_equal(cp, want[i]);
	}
	assert_int_equal(i, 10);
	assert_int_equal(utf8_count(bytes, len), 10);
}

static void overlong_forms_and_surrogates_are_ill_formed(void **state)
{
	static const char *const bad[] = {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
					  "\xF4\x90\x80\x80", "\xF8\x88\x80\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(utf8_valid(bad[i], strlen(bad[i])));
		assert_int_equal(utf8_count(bad[i], strlen(bad[i])), strlen(bad[i]));
	}
}

/* Walking back over any bytes meets the borders that walking forward made, as
 * long as the text is well-formed. */
static void walking_back_meets_the_same_borders(void **state)
{
	static const char text[] = "d’œuvre é😀 fin";
	size_t borders[32], n = 0, at = 0, len = sizeof text - 1;
	char32_t cp, back;

	(void)state;
	while (at < len) {
		borders[n++] = at;
		at += utf8_decode(text + at, len - at, &cp);
	}
	while (n-- > 0) {
		at -= utf8_decode_before(text, at, &back);
		assert_int_equal(at, borders[n]);
	}
}

static void every_code_point_comes_back_from_its_bytes(void **state)
{
	char bytes[UTF8_MAX];
	char32_t cp;

	(void)state;
	for (char32_t c = 0; c <= 0x10FFFF; c++) {
		size_t n = utf8_encode(c, bytes);

		assert_int_equal(utf8_decode(bytes, n, &cp), n);
		assert_int_equal(cp, c >= 0xD800 && c < 0xE000 ? UTF8_REPLACEMENT : c);
	}
}

/* What is looked at many bytes at a time is what is found one by one. */
static void agrees_with_decoding(const char *bytes, size_t len)
{
	size_t count = 0, fast;
	bool valid = true;

	for (size_t at = 0; at < len; count++) {
		char32_t cp;
		size_t n = utf8_decode(bytes + at, len - at, &cp);

		valid = valid && !(cp == UTF8_REPLACEMENT &&
				   (n < 3 || memcmp(bytes + at, "\xEF\xBF\xBD", 3) != 0));
		at += n;
	}
	assert_int_equal(utf8_valid(bytes, len), valid);
	assert_int_equal(utf8_count(bytes, len), count);
	assert_int_equal(utf8_count_valid(bytes, len, &fast), valid);
	if (valid)
		assert_int_equal(fast, count);
}

/* Every sequence of two bytes, and all that may follow E0, ED, F0 and F4, at the
 * beginning, at the end and across the border of what is looked at together. */
static void validity_is_that_of_decoding(void **state)
{
	static const unsigned char leads[] = {0x61, 0xC3, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF1, 0xF4};
	static const unsigned char ends[] = {0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC3};
	char bytes[140];

	(void)state;
	for (size_t at = 0; at < 136; at = at == 3 ? 58 : at == 66 ? 124 : at + 1) {
		memset(bytes, 'a', sizeof bytes);
		for (int pair = 0; pair < 0x10000; pair++) {
			bytes[at] = (char)(pair >> 8);
			bytes[at + 1] = (char)pair;
			agrees_with_decoding(bytes, at + 2);
			agrees_with_decoding(bytes, sizeof bytes);
		}
		for (size_t i = 0; i < sizeof leads * sizeof ends * sizeof ends * sizeof ends;
		     i++) {
			size_t k = i;

			bytes[at] = (char)leads[k % sizeof leads];
			k /= sizeof leads;
			for (size_t n = 1; n < 4; n++, k /= sizeof ends)
				bytes[at + n] = (char)ends[k % sizeof ends];
			agrees_with_decoding(bytes, at + 4);
			agrees_with_decoding(bytes, sizeof bytes);
		}
	}
}

static void long_texts_are_counted(void **state)
{
	static char bytes[70000];

	(void)state;
	for (size_t i = 0; i + 2 < sizeof bytes; i += 2)
		memcpy(bytes + i, "\xC3\xA9", 2);
	for (size_t len = sizeof bytes - 130; len < sizeof bytes - 2; len++)
		agrees_with_decoding(bytes, len);
}

static void controls_have_visible_signs(void **state)
{
	(void)state;
	assert_true(utf8_is_control(0x1B));
	assert_true(utf8_is_control(0x9B));
	assert_true(utf8_is_control(0x202E));
	assert_true(utf8_is_control(0x206F));
	assert_true(utf8_is_control(0xFFFA));
	assert_true(utf8_is_control(0xE0041));
	assert_false(utf8_is_control(0xAD));
	assert_false(utf8_is_control(0xA0));
	assert_string_equal(utf8_control_sign(0x1B), "␛");
	assert_string_equal(utf8_control_sign(0x7F), "␡");
	assert_string_equal(utf8_control_sign(0x202E), "�");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_maximal_ill_formed_part_is_one_character),
		cmocka_unit_test(overlong_forms_and_surrogates_are_ill_formed),
		cmocka_unit_test(walking_back_meets_the_same_borders),
		cmocka_unit_test(every_code_point_comes_back_from_its_bytes),
		cmocka_unit_test(validity_is_that_of_decoding),
		cmocka_unit_test(long_texts_are_counted),
		cmocka_unit_test(controls_have_visible_signs),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
