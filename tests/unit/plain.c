/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <string.h>

#include "cli/plain.h"

static void assert_made(void (*add)(struct str *, const char *, size_t), const char *text,
			size_t len, const char *want)
{
	struct str out;

	str_init(&out);
	str_add(&out, "> ");
	add(&out, text, len);
	assert_string_equal(out.data + 2, want);
	str_release(&out);
}

static void text_is_one_line_without_controls(void **state)
{
	static const char text[] = " un\n\n  deux\t\xE2\x80\xA8trois\xC2\xA0! \x1B[0m\0\xFF \n";

	(void)state;
	assert_made(plain_add, text, sizeof text - 1, "un deux trois\xC2\xA0! ␛[0m␀�");
	assert_made(plain_add, " \n ", 3, "");
}

static void assert_short(const char *text, int cells, const char *want)
{
	struct str out;

	str_init(&out);
	plain_add_short(&out, text, strlen(text), cells);
	assert_string_equal(out.data, want);
	str_release(&out);
}

static void long_text_is_cut_with_an_ellipsis(void **state)
{
	(void)state;
	assert_short("été comme hiver", 15, "été comme hiver");
	assert_short("été comme hiver", 14, "été comme hiv…");
	assert_short("été comme hiver", 11, "été comme…");
	assert_short("日本語", 5, "日本…");
	assert_short("日本語", 4, "日…");
}

static void fields_are_escaped_so_that_they_can_be_read_back(void **state)
{
	static const char text[] =
		"a\tb\nc\rd\\e\x1B\0\x7F\xE9\xC2\x9B\xE2\x80\xAE\xF3\xA0\x80\x81 é\xEF\xBF\xBD";

	(void)state;
	assert_made(
		plain_add_field, text, sizeof text - 1,
		"a\\tb\\nc\\rd\\\\e\\x1B\\x00\\x7F\\xE9\\u009B\\u202E\\U000E0001 é\xEF\xBF\xBD");
}

static void file_names_keep_their_spaces(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	plain_add_name(&out, " a  b\n\xE9 ");
	assert_string_equal(out.data, " a  b␊� ");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_one_line_without_controls),
		cmocka_unit_test(long_text_is_cut_with_an_ellipsis),
		cmocka_unit_test(fields_are_escaped_so_that_they_can_be_read_back),
		cmocka_unit_test(file_names_keep_their_spaces),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
