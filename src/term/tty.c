/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing is kept here but two streams and the settings to go back to.
 */
#include "term/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MOST_CELLS 4096 /* a side of the window, against nonsense in LINES */

/* A descriptor of our own for `fd`, or for the controlling terminal. */
static FILE *stream(int fd, const char *mode, struct err *err)
{
	int own = isatty(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : open("/dev/tty", O_RDWR | O_CLOEXEC);
	FILE *file = own < 0 ? NULL : fdopen(own, mode);

	if (!file) {
		err_system(err, "/dev/tty");
		if (own >= 0)
			close(own);
	}
	return file;
}

bool tty_open(struct tty *t, struct err *err)
{
	*t = (struct tty){0};
	t->in = stream(STDIN_FILENO, "r", err);
	if (!t->in)
		return false;
	t->out = stream(STDOUT_FILENO, "w", err);
	if (t->out && tcgetattr(fileno(t->in), &t->settings) == 0)
		return true;
	if (t->out) {
		err_system(err, "/dev/tty");
		fclose(t->out);
	}
	fclose(t->in);
	return false;
}

void tty_restore(const struct tty *t)
{
	while (tcsetattr(fileno(t->in), TCSADRAIN, &t->settings) < 0 && errno == EINTR)
		;
}

void tty_close(struct tty *t)
{
	tty_restore(t);
	fclose(t->in);
	fclose(t->out);
}

/* A positive number in the environment, else `other`. */
static int side(const char *name, int other)
{
	const char *value = getenv(name);
	long number = value ? strtol(value, NULL, 10) : 0;

	return number > 0 && number <= MOST_CELLS ? (int)number : other;
}

void tty_size(const struct tty *t, int *rows, int *columns)
{
	struct winsize size = {0};

	if (ioctl(fileno(t->out), TIOCGWINSZ, &size) < 0)
		size = (struct winsize){0};
	*rows = side("LINES", size.ws_row > 0 ? size.ws_row : 24);
	*columns = side("COLUMNS", size.ws_col > 0 ? size.ws_col : 80);
}

bool tty_gone(const struct tty *t)
{
	struct pollfd fd = {.fd = fileno(t->in), .events = POLLIN};
	int waiting = 0;

	if (poll(&fd, 1, 0) <= 0)
		return false;
	if (fd.revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	/* Readable with nothing to read is the end of it. */
	return ioctl(fd.fd, FIONREAD, &waiting) < 0 || waiting == 0;
}

void tty_send(const struct tty *t, const char *bytes, size_t len)
{
	struct pollfd fd = {.fd = fileno(t->out), .events = POLLOUT};

	while (len > 0) {
		ssize_t n = write(fd.fd, bytes, len);

		if (n < 0 && errno == EAGAIN)
			poll(&fd, 1, 100);
		else if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}
