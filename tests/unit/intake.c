/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "app/intake.h"

/* All at once, and a byte at a time: it makes no difference. */
static void check(const char *bytes, size_t len, const char *wanted)
{
	struct intake whole, pieces;

	intake_init(&whole);
	intake_init(&pieces);
	intake_add(&whole, bytes, len, true);
	for (size_t i = 0; i < len; i++)
		intake_add(&pieces, bytes + i, 1, false);
	intake_add(&pieces, "", 0, true);
	assert_string_equal(whole.text.data, wanted);
	assert_string_equal(pieces.text.data, wanted);
	assert_int_equal(whole.rest.len, 0);
	assert_int_equal(pieces.rest.len, 0);
	intake_release(&whole);
	intake_release(&pieces);
}

#define CHECK(bytes, wanted) check(bytes, sizeof(bytes) - 1, wanted)

static void text_comes_in_as_it_is(void **state)
{
	(void)state;
	CHECK("Élève, 日本\n\n𝄞 !", "Élève, 日本\n\n𝄞 !");
	CHECK("", "");
}

static void line_ends_of_all_kinds_are_one(void **state)
{
	(void)state;
	CHECK("a\r\nb\rc\nd\r", "a\nb\nc\nd\n");
}

static void tabs_go_to_the_next_column_of_eight(void **state)
{
	(void)state;
	CHECK("a\tb\n\té\tc", "a       b\n        é       c");
}

static void colours_and_what_was_struck_over_are_dropped(void **state)
{
	(void)state;
	CHECK("\033[1mmot\033[0m, \033[38;5;12mbleu\033[m", "mot, bleu");
	CHECK("g\bgr\bra\bas _\bé", "gras é");
	CHECK("\b\b\na", "\na");
}

static void other_controls_stay_to_be_shown(void **state)
{
	(void)state;
	CHECK("\033[2J\033]0;x\a", "\033[2J\033]0;x\a");
	CHECK("\033", "\033");
	CHECK("\033[31", "\033[31");
	CHECK("a\0b", "a␀b");
}

static void ill_formed_bytes_become_signs(void **state)
{
	(void)state;
	CHECK("caf\xE9 \xFF", "caf� �");
	CHECK("\xC3", "�");
	CHECK("\xE2\x82", "�");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_comes_in_as_it_is),
		cmocka_unit_test(line_ends_of_all_kinds_are_one),
		cmocka_unit_test(tabs_go_to_the_next_column_of_eight),
		cmocka_unit_test(colours_and_what_was_struck_over_are_dropped),
		cmocka_unit_test(other_controls_stay_to_be_shown),
		cmocka_unit_test(ill_formed_bytes_become_signs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
