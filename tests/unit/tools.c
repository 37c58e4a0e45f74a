/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "session/tools.h"

static void a_known_name_alone_means_the_program_with_its_words(void **state)
{
	(void)state;
	assert_string_equal(tools_candidate(TASK_DEFINE, "dict", 0), "dict -- %w");
	assert_null(tools_candidate(TASK_DEFINE, "dict", 1));
	assert_string_equal(tools_candidate(TASK_DEFINE, "dict -d fd-fra-eng -- %w", 0),
			    "dict -d fd-fra-eng -- %w");
	assert_null(tools_candidate(TASK_DEFINE, "dict -d fd-fra-eng -- %w", 1));
	assert_string_equal(tools_candidate(TASK_SPEECH, "dict", 0), "dict");
	assert_non_null(strstr(tools_candidate(TASK_SPEECH, "spd-say", 0), "--wait"));
}

static void without_a_setting_the_known_ones_are_tried_in_turn(void **state)
{
	(void)state;
	assert_non_null(strstr(tools_candidate(TASK_DEFINE, "", 0), "dict "));
	assert_non_null(strstr(tools_candidate(TASK_DEFINE, "", 1), "sdcv "));
	assert_null(tools_candidate(TASK_DEFINE, "", 2));
	assert_non_null(strstr(tools_candidate(TASK_SPEECH, "", 0), "espeak-ng "));
	assert_null(tools_candidate(TASK_SPEECH, "", 3));
}

static void check(const char *command, const char *word, size_t count, const char *last)
{
	const struct tools_fields fields = {word, "fr"};
	struct config_words words;
	struct err err;

	assert_true(tools_words(command, &fields, &words, &err));
	assert_int_equal(words.words.len, count + 1);
	assert_null(words.words.items[count]);
	assert_string_equal(words.words.items[count - 1], last);
	config_release(&words);
}

static void fields_are_filled_inside_the_words(void **state)
{
	(void)state;
	check("dict -- %w", "chef d’œuvre", 3, "chef d’œuvre");
	check("look --lang=%l", NULL, 2, "--lang=fr");
	check("printf '100 %% %d %'", NULL, 2, "100 % %d %");
}

static void a_command_that_was_typed_has_none(void **state)
{
	struct config_words words;
	struct err err;

	(void)state;
	assert_true(tools_words("date +%w%l%%", NULL, &words, &err));
	assert_string_equal(words.words.items[1], "+%w%l%%");
	config_release(&words);
}

static void what_is_no_plain_word_is_never_an_argument(void **state)
{
	static const char *const refused[] = {
		"",
		"-h",
		"--config=x",
		"dict://host/d:mot",
		"/etc/passwd",
		"a/b",
		"a\nb",
		"$(id)",
		"a;b",
		"*",
		" mot",
		"\xFF",
		"../x",
	};
	const struct tools_fields fields = {"-h", "fr"};
	struct config_words words;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(tools_is_plain(refused[i]));
	assert_true(tools_is_plain("été"));
	assert_true(tools_is_plain("e\xCC\x81te\xCC\x81"));
	assert_true(tools_is_plain("aujourd'hui"));
	assert_true(tools_is_plain("arc-en-ciel"));
	assert_true(tools_is_plain("日本"));
	assert_false(tools_words("dict -- %w", &fields, &words, &err));
	assert_non_null(strstr(err.text, "word"));
}

static void a_shell_gets_the_command_as_one_word(void **state)
{
	struct config_words words;
	struct err err;

	(void)state;
	assert_true(tools_words_for_shell("/bin/sh", "sort | 'uniq'", &words, &err));
	assert_int_equal(words.words.len, 4);
	assert_string_equal(words.words.items[1], "-c");
	assert_string_equal(words.words.items[2], "sort | 'uniq'");
	config_release(&words);
	assert_true(tools_words_for_shell("bash -lc", "true", &words, &err));
	assert_string_equal(words.words.items[1], "-lc");
	config_release(&words);
}

static void signs_of_a_shell_are_seen_outside_of_quotes(void **state)
{
	(void)state;
	assert_true(tools_wants_shell("sort | uniq -c"));
	assert_true(tools_wants_shell("cat > x"));
	assert_true(tools_wants_shell("true && false"));
	assert_false(tools_wants_shell("grep '|'"));
	assert_false(tools_wants_shell("grep \\| x"));
	assert_false(tools_wants_shell("awk '{ print $1 | \"sort\" }'"));
	assert_false(tools_wants_shell("curl http://x/?a=1&b=2"));
}

static void only_what_speaks_by_a_server_is_silenced(void **state)
{
	(void)state;
	assert_non_null(tools_silencer("/usr/bin/spd-say"));
	assert_null(tools_silencer("espeak-ng"));
	assert_null(tools_silencer("./mine"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_known_name_alone_means_the_program_with_its_words),
		cmocka_unit_test(without_a_setting_the_known_ones_are_tried_in_turn),
		cmocka_unit_test(fields_are_filled_inside_the_words),
		cmocka_unit_test(a_command_that_was_typed_has_none),
		cmocka_unit_test(what_is_no_plain_word_is_never_an_argument),
		cmocka_unit_test(a_shell_gets_the_command_as_one_word),
		cmocka_unit_test(signs_of_a_shell_are_seen_outside_of_quotes),
		cmocka_unit_test(only_what_speaks_by_a_server_is_silenced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
