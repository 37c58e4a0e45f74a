/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/config.h"
#include "base/str.h"

/* The words of a line with '|' between; "!" where the line is wrong. */
static void assert_split(const char *line, const char *want)
{
	struct config_words words;
	struct err err;
	struct str got;

	str_init(&got);
	if (!config_split(line, &words, &err))
		str_add(&got, "!");
	for (size_t i = 0; i < words.words.len; i++) {
		if (i > 0)
			str_addc(&got, '|');
		str_add(&got, words.words.items[i]);
	}
	assert_string_equal(got.data, want);
	config_release(&words);
	str_release(&got);
}

static void words_are_cut_at_blanks(void **state)
{
	(void)state;
	assert_split("set width 66", "set|width|66");
	assert_split("  map\tH   highlight ", "map|H|highlight");
	assert_split("", "");
	assert_split(" \t ", "");
	assert_split("set author é\xC2\xA0à", "set|author|é\xC2\xA0à");
}

static void a_comment_begins_at_the_start_of_a_word(void **state)
{
	(void)state;
	assert_split("# set width 66", "");
	assert_split("set width 66 # narrow", "set|width|66");
	assert_split("map a#b note", "map|a#b|note");
	assert_split("map '#' note", "map|#|note");
	assert_split("map \\# note", "map|#|note");
}

static void quotes_hold_blanks_and_backslashes_take_the_next_character(void **state)
{
	(void)state;
	assert_split("set author \"Jeanne Dupont\"", "set|author|Jeanne Dupont");
	assert_split("set author 'l\"une' \"l'autre\"", "set|author|l\"une|l'autre");
	assert_split("set author=\"Jeanne Dupont\"", "set|author=Jeanne Dupont");
	assert_split("a\\ b \\\\ \"\\\"\" '\\'", "a b|\\|\"|\\");
	assert_split("set author ''", "set|author|");
}

static void an_open_quote_or_a_last_backslash_is_wrong(void **state)
{
	(void)state;
	assert_split("set author \"Jeanne", "!");
	assert_split("set author 'Jeanne", "!");
	assert_split("set author Jeanne\\", "!");
	assert_split("set author \"Jeanne\\", "!");
}

struct log {
	struct str lines, wrong;
};

static bool take_line(void *context, const char *line, const char *place, struct err *err)
{
	struct log *log = context;

	assert_non_null(strrchr(place, ':'));
	if (!strncmp(line, "bad", 3))
		return err_set(err, "bad line");
	str_addf(&log->lines, "%s\n", line);
	return true;
}

static void take_wrong(void *context, const char *message)
{
	struct log *log = context;

	str_addf(&log->wrong, "%s\n", strchr(message, ':') + 1);
}

static void read_bytes(struct log *log, const char *bytes, size_t len)
{
	struct config_reader reader = {take_line, take_wrong, log};
	char path[] = "/tmp/lutrin-config-XXXXXX";
	int fd = mkstemp(path);
	struct err err;

	str_init(&log->lines);
	str_init(&log->wrong);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
	assert_true(config_read(path, &reader, &err));
	unlink(path);
}

static void release(struct log *log)
{
	str_release(&log->lines);
	str_release(&log->wrong);
}

static void a_wrong_line_is_told_with_its_number_and_the_rest_counts(void **state)
{
	static const char text[] = "\xEF\xBB\xBFone\r\n\n# two\n  \nbad\nthree\nbad";
	struct log log;

	(void)state;
	read_bytes(&log, text, sizeof text - 1);
	assert_string_equal(log.lines.data, "one\nthree\n");
	assert_string_equal(log.wrong.data, "5: bad line\n7: bad line\n");
	release(&log);
}

static void lines_that_are_no_text_are_told(void **state)
{
	static const char text[] = "a\0b\n\xE9t\xE9\nlast";
	struct log log;

	(void)state;
	read_bytes(&log, text, sizeof text - 1);
	assert_string_equal(log.lines.data, "last\n");
	assert_string_equal(log.wrong.data, "1: this line is not UTF-8 text\n"
					    "2: this line is not UTF-8 text\n");
	release(&log);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
	struct log log;
	struct config_reader reader = {take_line, take_wrong, &log};
	struct err err;

	(void)state;
	assert_false(config_read("/nonexistent/config", &reader, &err));
	assert_non_null(strstr(err.text, "/nonexistent/config"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_cut_at_blanks),
		cmocka_unit_test(a_comment_begins_at_the_start_of_a_word),
		cmocka_unit_test(quotes_hold_blanks_and_backslashes_take_the_next_character),
		cmocka_unit_test(an_open_quote_or_a_last_backslash_is_wrong),
		cmocka_unit_test(a_wrong_line_is_told_with_its_number_and_the_rest_counts),
		cmocka_unit_test(lines_that_are_no_text_are_told),
		cmocka_unit_test(a_file_that_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
