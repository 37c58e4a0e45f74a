/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal below curses: its descriptors, its settings, its size.
 */
#ifndef LUTRIN_TERM_TTY_H
#define LUTRIN_TERM_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <termios.h>

#include "base/err.h"

struct tty {
	FILE *in, *out;          /* our own, so that closing them closes nobody else's */
	struct termios settings; /* as we found them */
};

/* Keys come from standard input, output goes to standard output; /dev/tty where
 * one of them is no terminal. */
bool tty_open(struct tty *t, struct err *err);
/* Puts the settings back and closes. */
void tty_close(struct tty *t);
void tty_restore(const struct tty *t);

/* The window's size; LINES and COLUMNS come first where they are set. */
void tty_size(const struct tty *t, int *rows, int *columns);

/* Whether nobody is at the other end any more. */
bool tty_gone(const struct tty *t);

/* Writes all of it, past curses: only between two of its updates. */
void tty_send(const struct tty *t, const char *bytes, size_t len);

#endif
