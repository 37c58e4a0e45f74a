/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session/typed.h"

static char home[64], path[96];

static int set_up(void **state)
{
	(void)state;
	strcpy(home, "/tmp/lutrin-typed-XXXXXX");
	if (!mkdtemp(home))
		return -1;
	snprintf(path, sizeof path, "%s/lutrin/typed", home);
	return setenv("XDG_STATE_HOME", home, 1);
}

static int tear_down(void **state)
{
	char lock[112], folder[80];

	(void)state;
	snprintf(lock, sizeof lock, "%s.lock", path);
	snprintf(folder, sizeof folder, "%s/lutrin", home);
	unlink(path);
	unlink(lock);
	rmdir(folder);
	return rmdir(home);
}

static const char *newest(const struct typed *t, size_t back)
{
	return t->lines.items[t->lines.len - 1 - back];
}

static void what_two_sessions_typed_is_all_there(void **state)
{
	struct typed one = {0}, other = {0}, later = {0};
	struct stat st;

	(void)state;
	typed_read(&one);
	typed_read(&other);
	assert_true(typed_add(&one, '/', "phare", true, NULL));
	assert_true(typed_add(&other, ':', "set width 66", true, NULL));
	assert_true(typed_add(&one, '/', "mer", true, NULL));
	typed_read(&later);
	assert_int_equal(later.lines.len, 3);
	assert_string_equal(newest(&later, 0), "/mer");
	assert_string_equal(newest(&later, 1), ":set width 66");
	assert_string_equal(newest(&later, 2), "/phare");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	typed_release(&one);
	typed_release(&other);
	typed_release(&later);
}

static void a_line_is_there_once_and_they_are_not_without_end(void **state)
{
	struct typed t = {0};
	char line[32];

	(void)state;
	for (int i = 0; i < 2 * TYPED_MOST; i++) {
		snprintf(line, sizeof line, "%d", i);
		assert_true(typed_add(&t, '/', i % 2 ? "again" : line, false, NULL));
	}
	assert_true(typed_add(&t, '/', "the last", true, NULL));
	assert_true(typed_add(&t, '/', "again", false, NULL));
	assert_true(t.lines.len <= TYPED_MOST);
	assert_string_equal(newest(&t, 0), "/again");
	assert_string_not_equal(newest(&t, 1), "/again");
	typed_release(&t);
}

static void what_is_not_to_be_kept_is_in_no_file(void **state)
{
	struct typed t = {0};

	(void)state;
	assert_true(typed_add(&t, '/', "secret", false, NULL));
	assert_string_equal(newest(&t, 0), "/secret");
	assert_int_equal(access(path, F_OK), -1);
	typed_release(&t);
}

static void a_file_of_something_else_does_no_harm(void **state)
{
	struct typed t = {0};
	FILE *file;

	(void)state;
	assert_true(typed_add(&t, ':', "quit", true, NULL));
	file = fopen(path, "a");
	assert_non_null(file);
	fputs("/\x1b[31mred\nno prompt\n\n/\n/good", file);
	fclose(file);
	typed_release(&t);
	typed_read(&t);
	assert_int_equal(t.lines.len, 2);
	assert_string_equal(newest(&t, 0), "/good");
	typed_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_two_sessions_typed_is_all_there, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_line_is_there_once_and_they_are_not_without_end,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_to_be_kept_is_in_no_file, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_file_of_something_else_does_no_harm, set_up,
						tear_down),
	};

	return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
