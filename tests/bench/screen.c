/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes are read as they come and stamped before the terminal model takes them in, so
 * that its own time is not the program's; it does when no more are waiting.
 */
#include "bench/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

#define PENDING (1 << 20)
#define BASIS 0xCBF29CE484222325u
#define RESTLESS 300 /* ms that a program may go on painting */

double screen_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void answer(const char *bytes, size_t len, void *user)
{
	struct screen *s = user;

	if (write(s->fd, bytes, len) < 0)
		s->bytes = 0;
}

static _Noreturn void become(char *const argv[], const char *home)
{
	static const char *const unset[] = {"LESS",    "LESSOPEN", "TMUX",     "COLORTERM",
					    "LINES",   "COLUMNS",  "NO_COLOR", "LANGUAGE",
					    "LESSKEY", "VIMINIT",  "EXINIT",   "MALLOC_ARENA_MAX"};
	static const char *const homes[] = {"HOME",           "XDG_CONFIG_HOME", "XDG_DATA_HOME",
					    "XDG_STATE_HOME", "XDG_CACHE_HOME",  "XDG_RUNTIME_DIR"};

	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
		setenv(homes[i], home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LESSHISTFILE", "-", 1);
	if (chdir(home) == 0)
		execvp(argv[0], argv);
	_exit(127);
}

bool screen_open(struct screen *s, char *const argv[], const char *home, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	memset(s, 0, sizeof *s);
	s->rows = rows;
	s->columns = columns;
	s->vterm = vterm_new(rows, columns);
	vterm_set_utf8(s->vterm, 1);
	vterm_output_set_callback(s->vterm, answer, s);
	s->cells = vterm_obtain_screen(s->vterm);
	vterm_screen_enable_altscreen(s->cells, 1);
	vterm_screen_reset(s->cells, 1);
	s->asked = s->last = screen_now();
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid == 0)
		become(argv, home);
	if (s->pid < 0)
		return false;
	fcntl(s->fd, F_SETFD, FD_CLOEXEC);
	return true;
}

void screen_close(struct screen *s)
{
	if (s->pid > 0) {
		kill(-s->pid, SIGKILL);
		kill(s->pid, SIGKILL);
		close(s->fd);
		waitpid(s->pid, NULL, 0);
	}
	if (s->vterm)
		vterm_free(s->vterm);
	memset(s, 0, sizeof *s);
}

bool screen_send(struct screen *s, const char *keys, size_t len)
{
	s->bytes = 0;
	s->asked = s->last = screen_now();
	return write(s->fd, keys, len) == (ssize_t)len;
}

void screen_resize(struct screen *s, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	vterm_set_size(s->vterm, rows, columns);
	s->rows = rows;
	s->columns = columns;
	s->bytes = 0;
	s->asked = s->last = screen_now();
	ioctl(s->fd, TIOCSWINSZ, &size);
}

static void mix(uint64_t *digest, const void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) /* FNV-1a */
		*digest = (*digest ^ ((const unsigned char *)bytes)[i]) * 0x100000001B3u;
}

static void look_at_row(struct screen *s, int row)
{
	char *out = s->row[row];
	size_t len = 0, end = 0;

	for (int column = 0; column < s->columns; column++) {
		VTermScreenCell c = {0}; /* all of its bits are in the digest */

		vterm_screen_get_cell(s->cells, (VTermPos){row, column}, &c);
		mix(&s->digest, c.chars, sizeof c.chars[0]);
		mix(&s->digest, &c.attrs, sizeof c.attrs);
		mix(&s->digest, &c.fg, sizeof c.fg);
		mix(&s->digest, &c.bg, sizeof c.bg);
		if (c.chars[0] == (uint32_t)-1)
			continue;
		if (!c.chars[0])
			out[len++] = ' ';
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && c.chars[k]; k++)
			if (len + 2 * UTF8_MAX < SCREEN_ROW)
				len += utf8_encode(c.chars[k], out + len);
		if (c.chars[0] && c.chars[0] != ' ')
			end = len;
	}
	out[end] = '\0';
}

static void look(struct screen *s)
{
	uint64_t inside;
	VTermPos cursor;

	s->digest = inside = BASIS;
	for (int row = 0; row < s->rows && row < SCREEN_ROWS; row++) {
		look_at_row(s, row);
		if (row > 0 && row < s->rows - 1)
			mix(&inside, s->row[row], strlen(s->row[row]) + 1);
	}
	if (inside != s->inside)
		s->painted = s->last;
	s->inside = inside;
	vterm_state_get_cursorpos(vterm_obtain_state(s->vterm), &cursor);
	mix(&s->digest, &cursor, sizeof cursor);
}

/* How many of the last bytes are a character's that is not whole. */
static size_t broken_tail(const char *bytes, size_t len)
{
	for (size_t n = 1; n <= 3 && n <= len; n++) {
		unsigned char c = (unsigned char)bytes[len - n];

		if (c >= 0xC0)
			return n < (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) ? n : 0;
		if (c < 0x80)
			break;
	}
	return 0;
}

/* The model loses characters whose bytes come to it in two parts. */
static void give(struct screen *s, const char *bytes, size_t len)
{
	s->rest_len = broken_tail(bytes, len);
	memcpy(s->rest, bytes + len - s->rest_len, s->rest_len);
	vterm_input_write(s->vterm, bytes, len - s->rest_len);
}

/* Reads what is there, for as long as more comes; then the model takes it in.  False:
 * nothing came within `wait` ms, or the program is gone. */
static bool take_in(struct screen *s, int wait)
{
	static char pending[PENDING];
	struct pollfd p = {.fd = s->fd, .events = POLLIN};
	size_t len = s->rest_len, held = len;

	memcpy(pending, s->rest, held);
	while (len + 4096 <= PENDING && poll(&p, 1, wait) > 0) {
		ssize_t n = read(s->fd, pending + len, 4096);

		if (n <= 0)
			break;
		s->last = screen_now();
		len += (size_t)n;
		wait = 0;
	}
	if (len == held)
		return false;
	s->bytes += len - held;
	give(s, pending, len);
	return true;
}

double screen_wait(struct screen *s, screen_check *check, const void *what, double silence,
		   double deadline)
{
	double seen = -1;
	bool fresh = true;

	for (;;) {
		double now = screen_now(), until;

		if (fresh) {
			look(s);
			if (!check(s, what))
				seen = -1;
			else if (seen < 0)
				seen = s->last;
		}
		now = screen_now();
		until = seen >= 0 ? s->last + silence : s->asked + deadline;
		if (seen >= 0 && s->last - seen > RESTLESS)
			return seen - s->asked;
		if (now >= until)
			return seen >= 0 ? s->last - s->asked : -1;
		fresh = take_in(s, (int)(until - now) + 1);
		if (!fresh && waitpid(s->pid, NULL, WNOHANG) == s->pid) {
			s->pid = 0;
			close(s->fd);
			return -1;
		}
	}
}
