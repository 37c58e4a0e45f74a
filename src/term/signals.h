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

/* Once a program at a time.  In a crash the terminal `fd` gets these settings back. */
void signals_catch(int fd, const struct termios *settings);
void signals_release(void);

/* The bytes that it gets before them; too many are none. */
void signals_farewell(const char *bytes, size_t len);

/* Puts the terminal right at once, as in a crash, if it is ours: before the program ends. */
void signals_rescue(void);

/* While another program has the terminal: the keys' signals are its own, and
 * stopping it stops us too.  What came for it meanwhile is forgotten; not what came for us
 * while we were only stopped. */
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
