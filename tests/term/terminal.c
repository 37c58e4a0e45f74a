/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing is kept but the two ends of the line and libvterm's screen.
 */
#include "term/terminal.h"

#include "unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

int64_t terminal_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void answer(const char *bytes, size_t len, void *user)
{
	struct terminal *t = user;

	if (t->fd >= 0 && write(t->fd, bytes, len) < 0 && errno != EIO)
		fail_msg("the program does not listen: %s", strerror(errno));
}

bool terminal_listen(struct terminal *t, int wait)
{
	struct pollfd fd = {.fd = t->fd, .events = POLLIN};
	char bytes[4096];

	while (t->fd >= 0 && poll(&fd, 1, wait) > 0) {
		ssize_t n = read(t->fd, bytes, sizeof bytes);

		if (n <= 0) {
			close(t->fd);
			t->fd = -1;
			break;
		}
		if (t->take)
			t->take(t->user, bytes, (size_t)n);
		vterm_input_write(t->vterm, bytes, (size_t)n);
		wait = 0;
	}
	return t->fd >= 0;
}

static struct winsize window(struct terminal_size size)
{
	return (struct winsize){.ws_row = (unsigned short)size.rows,
				.ws_col = (unsigned short)size.columns};
}

static void leave_untouched(void)
{
	struct termios settings;

	tcgetattr(STDOUT_FILENO, &settings);
	settings.c_oflag &= ~(tcflag_t)OPOST;
	tcsetattr(STDOUT_FILENO, TCSANOW, &settings);
}

static _Noreturn void become(const char *name, char *const argv[])
{
	static const char *const unset[] = {
		"TMUX",     "STY",      "COLORTERM",       "LINES",         "COLUMNS",
		"NO_COLOR", "LANGUAGE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"};

	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
	setenv("TERM", name, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	execvp(argv[0], argv);
	_exit(127);
}

void terminal_start(struct terminal *t, const char *name, char *const argv[])
{
	struct winsize size = window(t->size);

	t->vterm = vterm_new(t->size.rows, t->size.columns);
	vterm_set_utf8(t->vterm, 1);
	vterm_output_set_callback(t->vterm, answer, t);
	t->screen = vterm_obtain_screen(t->vterm);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid == 0) {
		if (t->untouched)
			leave_untouched();
		become(name, argv);
	}
	assert_true(t->pid > 0);
	fcntl(t->fd, F_SETFD, FD_CLOEXEC); /* or the next program would keep this one alive */
}

void terminal_type(struct terminal *t, const char *bytes, size_t len)
{
	assert_int_equal(write(t->fd, bytes, len), len);
}

void terminal_resize(struct terminal *t, struct terminal_size size)
{
	struct winsize w = window(size);

	t->size = size;
	vterm_set_size(t->vterm, size.rows, size.columns);
	ioctl(t->fd, TIOCSWINSZ, &w);
}

int terminal_stop(struct terminal *t)
{
	int status = 0;

	if (t->fd >= 0) {
		kill(t->pid, SIGKILL);
		close(t->fd);
		t->fd = -1;
	}
	waitpid(t->pid, &status, 0);
	vterm_free(t->vterm);
	return status;
}

void terminal_add_row(const struct terminal *t, int row, struct str *out)
{
	for (int column = 0; column < t->size.columns; column++) {
		VTermScreenCell c;
		char bytes[UTF8_MAX];

		vterm_screen_get_cell(t->screen, (VTermPos){row, column}, &c);
		if (!c.chars[0])
			str_addc(out, ' ');
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && c.chars[k]; k++) {
			if (c.chars[k] == (uint32_t)-1)
				break;
			str_addn(out, bytes, utf8_encode(c.chars[k], bytes));
		}
	}
}

static bool is_there(const struct terminal *t, const char *text)
{
	struct str row;
	bool found = false;

	str_init(&row);
	for (int i = 0; i < t->size.rows && !found; i++) {
		str_clear(&row);
		terminal_add_row(t, i, &row);
		found = strstr(row.data, text);
	}
	str_release(&row);
	return found;
}

bool terminal_shows(struct terminal *t, const char *text)
{
	int64_t until = terminal_now() + TERMINAL_DEADLINE;

	while (!is_there(t, text)) {
		if (terminal_now() > until || !terminal_listen(t, 5))
			return is_there(t, text);
	}
	return true;
}
