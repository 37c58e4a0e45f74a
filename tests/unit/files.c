/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/files.h"

/* Each test runs in a folder of its own, which is the current one. */
static int enter_a_new_folder(void **state)
{
	char *folder = strdup("/tmp/lutrin-files-XXXXXX");

	*state = folder;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int leave_the_folder(void **state)
{
	int left = chdir("/") | nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return left;
}

static void assert_holds(const char *path, const char *want)
{
	struct str got;

	str_init(&got);
	assert_true(files_read(path, 1 << 20, &got, NULL));
	assert_string_equal(got.data, want);
	str_release(&got);
}

static void put(const char *path, const char *text)
{
	assert_true(files_write(path, text, strlen(text), 0644, NULL));
}

static size_t entries(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static void assert_path(enum files_folder folder, const char *name, const char *want)
{
	char *path = files_path(folder, name);

	assert_string_equal(path, want);
	free(path);
}

static void folders_follow_the_environment(void **state)
{
	(void)state;
	setenv("HOME", "/home/léa", 1);
	setenv("XDG_STATE_HOME", "/var/state", 1);
	setenv("XDG_DATA_HOME", "relative/data", 1);
	unsetenv("XDG_CONFIG_HOME");
	assert_path(FILES_STATE, "locks/a", "/var/state/lutrin/locks/a");
	assert_path(FILES_DATA, NULL, "/home/léa/.local/share/lutrin");
	assert_path(FILES_CONFIG, "config", "/home/léa/.config/lutrin/config");
	setenv("XDG_STATE_HOME", "", 1);
	assert_path(FILES_STATE, "device", "/home/léa/.local/state/lutrin/device");
}

static void a_whole_file_is_read_and_no_more_than_the_limit(void **state)
{
	struct err err;
	struct str s;

	(void)state;
	str_init(&s);
	put("a", "0123456789");
	assert_true(files_read("a", 10, &s, NULL));
	assert_string_equal(s.data, "0123456789");
	assert_false(files_read("a", 9, &s, &err));
	assert_int_equal(errno, EFBIG);
	assert_int_equal(s.len, 10);
	str_release(&s);
}

static void only_regular_files_are_read(void **state)
{
	struct err err;
	struct str s;

	(void)state;
	str_init(&s);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(files_read("pipe", 10, &s, &err));
	assert_int_equal(errno, EINVAL);
	assert_false(files_read(".", 10, &s, &err));
	assert_int_equal(errno, EISDIR);
	assert_false(files_read("/dev/zero", 10, &s, &err));
	assert_false(files_read("absent", 10, &s, &err));
	assert_int_equal(errno, ENOENT);
	assert_non_null(strstr(err.text, "absent: "));
	str_release(&s);
}

static void a_new_file_gets_the_mode_and_nothing_else_is_left(void **state)
{
	struct stat st;

	(void)state;
	umask(022);
	assert_true(files_write("new", "é", 2, 0660, NULL));
	assert_holds("new", "é");
	assert_int_equal(stat("new", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(entries("."), 1);
}

static void a_replaced_file_keeps_mode_owner_and_attributes(void **state)
{
	bool root = geteuid() == 0, attributes;
	char value[8] = "";
	struct stat st;

	(void)state;
	put("a", "old");
	assert_int_equal(chmod("a", 0604), 0);
	if (root)
		assert_int_equal(chown("a", 1234, 5678), 0);
	/* Not every file system has them. */
	attributes = setxattr("a", "user.lutrin", "oui", 3, 0) == 0;
	put("a", "new");
	assert_holds("a", "new");
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0604);
	if (root)
		assert_true(st.st_uid == 1234 && st.st_gid == 5678);
	if (attributes) {
		assert_int_equal(getxattr("a", "user.lutrin", value, sizeof value), 3);
		assert_memory_equal(value, "oui", 3);
	}
}

static void symbolic_links_are_followed_to_the_end(void **state)
{
	char target[PATH_MAX];

	(void)state;
	assert_int_equal(mkdir("far", 0700), 0);
	assert_int_equal(symlink("far/second", "first"), 0);
	assert_int_equal(symlink("../real", "far/second"), 0);
	put("first", "one"); /* points nowhere yet */
	assert_holds("real", "one");
	put("first", "two");
	assert_holds("real", "two");
	assert_int_equal(readlink("first", target, sizeof target), 10);
	assert_int_equal(entries("far"), 1);
}

static void a_ring_of_links_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(symlink("b", "a"), 0);
	assert_int_equal(symlink("a", "b"), 0);
	assert_null(files_resolve("a"));
	assert_int_equal(errno, ELOOP);
	assert_false(files_write("a", "x", 1, 0600, NULL));
}

static void a_name_of_255_bytes_can_be_written(void **state)
{
	char name[NAME_MAX + 1];

	(void)state;
	memset(name, 'n', NAME_MAX);
	name[NAME_MAX] = '\0';
	put(name, "long");
	put(name, "longer");
	assert_holds(name, "longer");
}

static void what_cannot_be_replaced_is_left_alone(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_false(files_write("folder", "x", 1, 0600, &err));
	assert_int_equal(errno, EISDIR);
	assert_false(files_write("absent/x", "x", 1, 0600, &err));
	assert_int_equal(errno, ENOENT);
	assert_false(files_write("folder/", "x", 1, 0600, &err));
	assert_false(files_write("", "x", 1, 0600, &err));
	assert_int_equal(entries("."), 1);
}

static void only_old_temporary_files_of_the_same_target_are_swept(void **state)
{
	const struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	struct dirent **names;
	int n;

	(void)state;
	put("a", "whole");
	put(".lutrin-ca978112-00000001.tmp", "of a"); /* SHA-256 of "a": ca978112… */
	put(".lutrin-ca978112-00000002.tmp", "of a, in use");
	put(".lutrin-3e23e816-00000001.tmp", "of b");
	assert_int_equal(utimensat(AT_FDCWD, ".lutrin-ca978112-00000001.tmp", old, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, ".lutrin-3e23e816-00000001.tmp", old, 0), 0);
	files_sweep("a", time(NULL));
	n = scandir(".", &names, NULL, alphasort);
	assert_int_equal(n, 2 + 3);
	assert_string_equal(names[2]->d_name, ".lutrin-3e23e816-00000001.tmp");
	assert_string_equal(names[3]->d_name, ".lutrin-ca978112-00000002.tmp");
	while (n-- > 0)
		free(names[n]);
	free(names);
}

static void a_lock_that_is_held_is_waited_for_and_then_given_up(void **state)
{
	struct err err;
	int first, second;

	(void)state;
	first = files_lock("locks/deep/a", 0, &err);
	assert_true(first >= 0);
	second = files_lock("locks/deep/a", 20, &err);
	assert_int_equal(second, -1);
	assert_int_equal(errno, EWOULDBLOCK);
	close(first);
	second = files_lock("locks/deep/a", 20, &err);
	assert_true(second >= 0);
	close(second);
	first = files_lock_folder("locks/any", 0, &err);
	assert_true(first >= 0);
	assert_int_equal(files_lock_folder("locks/other", 0, &err), -1);
	close(first);
}

#define in_a_folder(test) \
	cmocka_unit_test_setup_teardown(test, enter_a_new_folder, leave_the_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_follow_the_environment),
		in_a_folder(a_whole_file_is_read_and_no_more_than_the_limit),
		in_a_folder(only_regular_files_are_read),
		in_a_folder(a_new_file_gets_the_mode_and_nothing_else_is_left),
		in_a_folder(a_replaced_file_keeps_mode_owner_and_attributes),
		in_a_folder(symbolic_links_are_followed_to_the_end),
		in_a_folder(a_ring_of_links_is_an_error),
		in_a_folder(a_name_of_255_bytes_can_be_written),
		in_a_folder(what_cannot_be_replaced_is_left_alone),
		in_a_folder(only_old_temporary_files_of_the_same_target_are_swept),
		in_a_folder(a_lock_that_is_held_is_waited_for_and_then_given_up),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
