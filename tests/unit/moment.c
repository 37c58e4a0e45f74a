/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include "base/moment.h"

static void a_moment_is_written_in_utc(void **state)
{
	char text[MOMENT_TEXT];

	(void)state;
	moment_text(0, text);
	assert_string_equal(text, "1970-01-01T00:00:00Z");
	moment_text(1795159915, text);
	assert_string_equal(text, "2026-11-20T07:31:55Z");
}

static void what_is_written_is_read_back(void **state)
{
	static const time_t moments[] = {0, -1, 951782400, 1795159915, 4102444800, 253402300799};
	char text[MOMENT_TEXT];
	time_t back;

	(void)state;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		moment_text(moments[i], text);
		assert_true(moment_parse(text, &back));
		assert_int_equal(back, moments[i]);
	}
}

static void years_beyond_four_digits_are_clamped(void **state)
{
	char text[MOMENT_TEXT];

	(void)state;
	moment_text((time_t)1 << 60, text);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
	moment_text(-((time_t)1 << 60), text);
	assert_string_equal(text, "0000-01-01T00:00:00Z");
}

static void fractions_and_offsets_are_understood(void **state)
{
	static const char *const same[] = {
		"2026-11-20T07:31:55Z",        "2026-11-20t07:31:55z",
		"2026-11-20T07:31:55.123456Z", "2026-11-20T08:31:55+01:00",
		"2026-11-20T08:31:55,5+0100",  "2026-11-20T02:01:55-05:30",
		"2026-11-20 09:31:55+02",
	};
	time_t when;

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		assert_true(moment_parse(same[i], &when));
		assert_int_equal(when, 1795159915);
	}
}

static void what_is_no_moment_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"hier",
		"2026-11-20",
		"2026-11-20T07:31:55",
		"2026-13-20T07:31:55Z",
		"2026-00-20T07:31:55Z",
		"2026-02-29T07:31:55Z",
		"2026-11-31T07:31:55Z",
		"2026-11-20T24:31:55Z",
		"2026-11-20T07:31:55.Z",
		"2026-11-20T07:31:55Zulu",
		"2026-11-20T07:31:55+1",
		"2026-11-20T07:31:55+01:",
		"20261-1-20T07:31:55Z",
	};
	time_t when = 42;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(moment_parse(bad[i], &when));
	assert_int_equal(when, 42);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_moment_is_written_in_utc),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(years_beyond_four_digits_are_clamped),
		cmocka_unit_test(fractions_and_offsets_are_understood),
		cmocka_unit_test(what_is_no_moment_is_refused),
	};

	return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
