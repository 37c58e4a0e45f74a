/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>

#include "base/str.h"

static void grows_and_stays_terminated(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	assert_int_equal(s.len, 2000);
	assert_int_equal(s.data[2000], '\0');
	str_truncate(&s, 4);
	assert_string_equal(s.data, "0,1,");
	str_release(&s);
}

static void inserts_and_removes_in_the_middle(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	str_add(&s, "cœur");
	str_insert(&s, 0, "le ", 3);
	str_remove(&s, 3, 1);
	assert_string_equal(s.data, "le œur");
	str_release(&s);
}

static void what_is_taken_leaves_nothing_behind(void **state)
{
	struct str s;
	char *taken;

	(void)state;
	str_init(&s);
	str_add(&s, "mot");
	taken = str_take(&s);
	assert_string_equal(taken, "mot");
	assert_null(s.data);
	free(taken);
	taken = str_take(&s);
	assert_string_equal(taken, "");
	free(taken);
	str_add(&s, "encore");
	assert_string_equal(s.data, "encore");
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_stays_terminated),
		cmocka_unit_test(inserts_and_removes_in_the_middle),
		cmocka_unit_test(what_is_taken_leaves_nothing_behind),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
