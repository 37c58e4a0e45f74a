/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "term/clipboard.h"

static char *sequence(unsigned paths, const char *text)
{
	struct str out;

	str_init(&out);
	assert_true(clipboard_sequence(&out, paths, text, strlen(text), NULL));
	return out.data;
}

static void a_plain_terminal_gets_one_sequence_in_base64(void **state)
{
	char *got = sequence(CLIPBOARD_PLAIN, "déjà vu");

	(void)state;
	assert_string_equal(got, "\033]52;c;ZMOpasOgIHZ1\a");
	free(got);
}

static void tmux_gets_it_wrapped_with_escapes_doubled(void **state)
{
	char *got = sequence(CLIPBOARD_TMUX, "a");

	(void)state;
	assert_string_equal(got, "\033Ptmux;\033\033]52;c;YQ==\a\033\\");
	free(got);
}

/* Taking the wrapping of every chunk away leaves the plain sequence. */
static void screen_gets_it_in_short_strings_that_join_to_the_whole(void **state)
{
	char text[1000];
	char *plain, *chunks, *at;
	struct str joined;

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	plain = sequence(CLIPBOARD_PLAIN, text);
	chunks = sequence(CLIPBOARD_SCREEN, text);
	str_init(&joined);
	for (at = chunks; *at;) {
		char *end = strstr(at, "\033\\");

		assert_memory_equal(at, "\033P", 2);
		assert_non_null(end);
		assert_true(end - at <= 250);
		str_addn(&joined, at + 2, (size_t)(end - at - 2));
		at = end + 2;
	}
	assert_string_equal(joined.data, plain);
	str_release(&joined);
	free(chunks);
	free(plain);
}

static void a_text_that_terminals_would_drop_is_an_error(void **state)
{
	char *text = mem_zalloc(CLIPBOARD_MOST + 1);
	struct str out;
	struct err err = {""};

	(void)state;
	str_init(&out);
	assert_true(clipboard_sequence(&out, CLIPBOARD_PLAIN, text, CLIPBOARD_MOST, &err));
	str_clear(&out);
	assert_false(clipboard_sequence(&out, CLIPBOARD_PLAIN, text, CLIPBOARD_MOST + 1, &err));
	assert_int_equal(out.len, 0);
	assert_non_null(strstr(err.text, "clipboard"));
	str_release(&out);
	free(text);
}

static void the_way_is_found_in_the_environment(void **state)
{
	(void)state;
	assert_int_equal(clipboard_paths(NULL, NULL, "xterm"), CLIPBOARD_PLAIN);
	assert_int_equal(clipboard_paths("/tmp/tmux,1,0", NULL, "screen"),
			 CLIPBOARD_PLAIN | CLIPBOARD_TMUX);
	assert_int_equal(clipboard_paths(NULL, "12.pts", "screen"), CLIPBOARD_SCREEN);
	assert_int_equal(clipboard_paths("", "", "screen-256color"),
			 CLIPBOARD_PLAIN | CLIPBOARD_SCREEN);
	assert_int_equal(clipboard_paths(NULL, NULL, NULL), CLIPBOARD_PLAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_terminal_gets_one_sequence_in_base64),
		cmocka_unit_test(tmux_gets_it_wrapped_with_escapes_doubled),
		cmocka_unit_test(screen_gets_it_in_short_strings_that_join_to_the_whole),
		cmocka_unit_test(a_text_that_terminals_would_drop_is_an_error),
		cmocka_unit_test(the_way_is_found_in_the_environment),
	};

	return cmocka_run_group_tests_name("clipboard", tests, NULL, NULL);
}
