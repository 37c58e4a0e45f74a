/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A confinement has no end, so each case is a process of its own that answers with its
 * status.  Where the kernel or the build has no such means the cases say so.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"

/* Ends the case where there is nothing to be tested. */
static void wants(const char *what)
{
	struct str means;
	bool there;

	str_init(&means);
	confine_add_means(&means);
	there = strstr(means.data, what);
	str_release(&means);
	if (!there)
		skip();
}

/* The status of `act` in a process that is confined to `folders`. */
static int confined(int (*act)(void), char *const *folders, size_t count)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (!child) {
		confine(folders, count);
		_exit(act());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool can_write(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* What was possible, a bit each. */
static int write_everywhere(void)
{
	return can_write("kept/new", O_WRONLY | O_CREAT) | can_write("kept/there", O_RDWR) << 1 |
	       (rename("kept/there", "kept/moved") == 0) << 2 | (unlink("kept/moved") == 0) << 3 |
	       can_write("other/new", O_WRONLY | O_CREAT) << 4 |
	       can_write("other/there", O_WRONLY) << 5 | (unlink("other/there") == 0) << 6 |
	       (mkdir("other/folder", 0700) == 0 || rename("other/there", "kept/there") == 0 ||
		link("kept/new", "other/new") == 0)
		       << 7;
}

static void make_world(void)
{
	assert_int_equal(mkdir("kept", 0700) | mkdir("other", 0700), 0);
	assert_true(can_write("kept/there", O_WRONLY | O_CREAT));
	assert_true(can_write("other/there", O_WRONLY | O_CREAT));
}

static void files_are_changed_in_the_folders_alone(void **state)
{
	char *const kept[] = {"kept", "missing"};

	(void)state;
	wants("Landlock");
	make_world();
	assert_int_equal(confined(write_everywhere, kept, 2), 0x0F);
	assert_int_equal(confined(write_everywhere, NULL, 0), 0);
}

static int read_and_use_devices(void)
{
	return can_write("other/there", O_RDONLY) | can_write("/dev/null", O_WRONLY) << 1 |
	       can_write("/dev/zero", O_WRONLY) << 2;
}

static void reading_goes_on(void **state)
{
	(void)state;
	wants("Landlock");
	make_world();
	assert_int_equal(confined(read_and_use_devices, NULL, 0), 3);
}

static int run_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return errno == EACCES || errno == EPERM ? 1 : 2;
}

static void no_program_is_run(void **state)
{
	(void)state;
	wants("seccomp");
	assert_int_equal(confined(run_a_program, NULL, 0), 1);
}

static int connect_somewhere(void)
{
	char letter = 'x';

	return (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) | (socket(AF_INET, SOCK_DGRAM, 0) >= 0) << 1 |
	       (ioctl(STDIN_FILENO, TIOCSTI, &letter) == 0 || errno != EPERM) << 2;
}

static void no_connection_is_opened_and_nothing_typed_for_the_shell(void **state)
{
	(void)state;
	wants("seccomp");
	assert_int_equal(confined(connect_somewhere, NULL, 0), 0);
}

static int change_a_mode(void)
{
	return chmod("other/there", 0644) != 0;
}

static void modes_change_only_where_something_is_kept(void **state)
{
	char *const kept[] = {"kept"};

	(void)state;
	wants("seccomp");
	make_world();
	assert_int_equal(confined(change_a_mode, NULL, 0), 1);
	assert_int_equal(confined(change_a_mode, kept, 1), 0);
}

static int enter_a_folder(void **state)
{
	char *folder = strdup("/tmp/lutrin-confine-XXXXXX");

	*state = folder;
	return folder && mkdtemp(folder) ? chdir(folder) : -1;
}

static int leave_it(void **state)
{
	static const char *const files[] = {"kept/new", "kept/there", "kept/moved", "other/there"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	rmdir("kept");
	rmdir("other");
	if (chdir("/") != 0 || rmdir(*state) != 0)
		return -1;
	free(*state);
	return 0;
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_a_folder, leave_it)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(files_are_changed_in_the_folders_alone),
		IN_A_FOLDER(reading_goes_on),
		cmocka_unit_test(no_program_is_run),
		cmocka_unit_test(no_connection_is_opened_and_nothing_typed_for_the_shell),
		IN_A_FOLDER(modes_change_only_where_something_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
