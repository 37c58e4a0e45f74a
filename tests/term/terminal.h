/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program in a pseudo-terminal whose other end is libvterm, for tests of what a terminal
 * is sent and of what it then shows.
 */
#ifndef LUTRIN_TESTS_TERMINAL_H
#define LUTRIN_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

#include "base/str.h"

#define TERMINAL_DEADLINE 10000 /* milliseconds for a screen to come */

struct terminal_size {
	int columns, rows;
};

struct terminal {
	struct terminal_size size;
	pid_t pid;
	int fd; /* -1: closed, the program has ended */
	VTerm *vterm;
	VTermScreen *screen;
	bool untouched; /* the line turns no line feeds into CR LF */
	/* Each piece of what the program writes goes here too, where it is set. */
	void (*take)(void *user, const char *bytes, size_t len);
	void *user;
};

int64_t terminal_now(void); /* milliseconds */

/* Runs argv in a terminal of `size` (set before) that TERM says to be `name`, with what the
 * environment tells of another terminal, of languages and XDG folders taken away. */
void terminal_start(struct terminal *t, const char *name, char *const argv[]);
/* Waits for some milliseconds, then takes in all there is.  False: the program has ended. */
bool terminal_listen(struct terminal *t, int wait);
void terminal_type(struct terminal *t, const char *bytes, size_t len);
void terminal_resize(struct terminal *t, struct terminal_size size);
/* Ends the program, if it runs, and forgets the screen.  Returns its status of waitpid(). */
int terminal_stop(struct terminal *t);

/* Adds a row as text: a space for a blank cell, nothing right of a wide one. */
void terminal_add_row(const struct terminal *t, int row, struct str *out);
/* Whether a row holds the text, waiting for it until the deadline. */
bool terminal_shows(struct terminal *t, const char *text);

#endif
