/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals while the terminal is ours.  Those that ask for something are blocked
 * but inside signals_wait(), so that nothing is ever interrupted; those that mean
 * a crash put the terminal back first.  The terminal's flags, the one global of
 * the program, live here.  Must not know of curses.
 */
#ifndef LUTRIN_TERM_SIGNALS_H
#define LUTRIN_TERM_SIGNALS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum signals_asked {
	SIGNALS_QUIT = 1, /* SIGTERM, SIGHUP, SIGINT, SIGQUIT */
	SIGNALS_RESIZE = 2,
	SIGNALS_SUSPEND = 4, /* SIGTSTP from outside */
	SIGNALS_CONTINUE = 8,
};

/* What puts the terminal right in a crash: bytes for `fd`, then its settings. */
struct signals_rescue {
	int fd;
	char bytes[256];
	size_t len;
	struct termios settings;
};

/* Once a program at a time. */
void signals_catch(const struct signals_rescue *rescue);
void signals_release(void);

/* While another program has the terminal: the keys' signals are its own, and
 * stopping it stops us too.  What came for it meanwhile is forgotten. */
void signals_lend(void);
void signals_take_back(void);

/* poll() during which signals can come. */
int signals_wait(struct pollfd *fds, nfds_t count, int milliseconds);

/* What was asked since the last call (SIGNALS_…). */
unsigned signals_asked(void);

/* Stops the process group, as the shell's job control does; returns when it is
 * continued, or at once where there is no job control. */
void signals_stop(void);

#endif
