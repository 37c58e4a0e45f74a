/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "term/mouse.h"

static bool report(struct mouse *m, const char *text, int64_t now, struct event *event)
{
	*event = (struct event){.type = EVENT_NONE};
	return mouse_read(m, text, strlen(text), now, event);
}

static void a_report_says_what_happened_and_where(void **state)
{
	struct mouse m = {0};
	struct event e;

	(void)state;
	assert_true(report(&m, "0;11;5M", 0, &e));
	assert_int_equal(e.type, EVENT_MOUSE);
	assert_int_equal(e.mouse, MOUSE_PRESS);
	assert_int_equal(e.row, 4);
	assert_int_equal(e.column, 10);
	assert_true(report(&m, "32;300;5M", 0, &e));
	assert_int_equal(e.mouse, MOUSE_DRAG);
	assert_int_equal(e.column, 299);
	assert_true(report(&m, "0;11;5m", 0, &e));
	assert_int_equal(e.mouse, MOUSE_RELEASE);
	assert_true(report(&m, "64;1;1M", 0, &e));
	assert_int_equal(e.mouse, MOUSE_WHEEL_UP);
	assert_true(report(&m, "65;1;1M", 0, &e));
	assert_int_equal(e.mouse, MOUSE_WHEEL_DOWN);
}

static void clicks_on_one_cell_in_a_short_time_are_counted(void **state)
{
	struct mouse m = {0};
	struct event e;

	(void)state;
	report(&m, "0;3;3M", 1000, &e);
	assert_int_equal(e.number, 1);
	report(&m, "0;3;3M", 1200, &e);
	assert_int_equal(e.number, 2);
	report(&m, "0;3;3M", 1400, &e);
	assert_int_equal(e.number, 3);
	report(&m, "0;3;3M", 1500, &e);
	assert_int_equal(e.number, 1);
	report(&m, "0;4;3M", 1600, &e);
	assert_int_equal(e.number, 1);
	report(&m, "0;4;3M", 2600, &e);
	assert_int_equal(e.number, 1);
}

static void what_means_nothing_here_is_no_event(void **state)
{
	static const char *const bad[] = {
		"",
		"M",
		"0;1M",
		"0;1;1",
		"0;0;1M",
		"0;1;0M",
		"1;1;1M",
		"2;1;1M",
		"66;1;1M",
		"128;1;1M",
		"16;1;1M",
		"0;1;1;1M",
		"x;1;1M",
		"0;-1;1M",
		"35;1;1M",
		"64;1;1m",
		"0;1;1~",
		";;M",
		"0;99999999999;1M",
	};
	struct mouse m = {0};
	struct event e;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(report(&m, bad[i], 0, &e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_says_what_happened_and_where),
		cmocka_unit_test(clicks_on_one_cell_in_a_short_time_are_counted),
		cmocka_unit_test(what_means_nothing_here_is_no_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
