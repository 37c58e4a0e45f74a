/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "cli/options.h"

enum { WIDTH = 1, QUIET, OUT, FORMAT, ENCODING };

static const struct option table[] = {
	{WIDTH, "width", '\0', "N", "", NULL},
	{QUIET, "quiet", 'q', NULL, "", NULL},
	{OUT, "output", 'o', "FILE", "", NULL},
	{FORMAT, "format", 'f', "F", "", "text json"},
	{ENCODING, "encoding", '\0', "E", "", "auto UTF-8 ..."},
	{0, NULL, '\0', NULL, NULL, NULL},
};

/* What the words after the program's name mean, "id=value " each; ends with "!"
 * and the error where they are wrong. */
static void assert_read(const char *want, char *const *words)
{
	struct options o;
	struct err err;
	struct str got;
	char *value;
	int id;

	str_init(&got);
	options_init(&o, words, 1, table);
	while ((id = options_next(&o, &value, &err)) > 0 || id == OPTIONS_OPERAND) {
		if (id == OPTIONS_OPERAND)
			str_addf(&got, "%s ", value);
		else
			str_addf(&got, "%d=%s ", id, value ? value : "");
	}
	if (id == OPTIONS_WRONG)
		str_addf(&got, "!%s", err.text);
	assert_string_equal(got.data, want);
	str_release(&got);
}

#define WORDS(...) ((char *const[]){(char *)"lutrin", __VA_ARGS__, NULL})

static void options_stand_anywhere_among_operands(void **state)
{
	(void)state;
	assert_read("a 1=20 b 2= ", WORDS("a", "--width", "20", "b", "--quiet"));
	assert_read("1=20 a ", WORDS("--width=20", "a"));
	assert_read("1= a ", WORDS("--width=", "a"));
	assert_read("1=--quiet ", WORDS("--width", "--quiet"));
	assert_read("- ", WORDS("-"));
}

static void letters_go_together_and_take_the_rest_as_value(void **state)
{
	(void)state;
	assert_read("2= 3=x ", WORDS("-qo", "x"));
	assert_read("2= 3=x a ", WORDS("-qox", "a"));
	assert_read("3=- ", WORDS("-o", "-"));
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_read("2= --width -- ", WORDS("-q", "--", "--width", "--"));
	assert_read("", WORDS("--"));
}

static void a_list_of_words_is_all_that_an_option_takes(void **state)
{
	(void)state;
	assert_read("4=text 4=json 4=text ", WORDS("--format", "text", "-fjson", "--format=text"));
	assert_read("!--format: \"tex\" is not one of: text json", WORDS("--format", "tex"));
	assert_read("!--format: \"\" is not one of: text json", WORDS("--format="));
	assert_read("!--format: \"text json\" is not one of: text json", WORDS("-ftext json"));
}

static void a_list_with_dots_behind_it_is_not(void **state)
{
	(void)state;
	assert_read("5=auto 5=latin1 ", WORDS("--encoding=auto", "--encoding", "latin1"));
}

static void wrong_options_are_told_by_their_names(void **state)
{
	(void)state;
	assert_read("!--widht: unknown option", WORDS("--widht=3"));
	assert_read("!--wid: unknown option", WORDS("--wid", "3"));
	assert_read("2= !-é: unknown option", WORDS("-qé"));
	assert_read("!--quiet: takes no value", WORDS("--quiet=yes"));
	assert_read("!--width: needs a value", WORDS("--width"));
	assert_read("!-o: needs a value", WORDS("-o"));
	assert_read("!--: unknown option", WORDS("--=x"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_anywhere_among_operands),
		cmocka_unit_test(letters_go_together_and_take_the_rest_as_value),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(a_list_of_words_is_all_that_an_option_takes),
		cmocka_unit_test(a_list_with_dots_behind_it_is_not),
		cmocka_unit_test(wrong_options_are_told_by_their_names),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
