/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running other programs: their words are split as the configuration splits
 * them, no shell is between.
 */
#ifndef LUTRIN_SESSION_PROGRAM_H
#define LUTRIN_SESSION_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/* Runs `command` with one more argument on the terminal (which the caller has
 * given up) and waits; stops with it when it is stopped.  False with err where it
 * could not start, or ended with another status than 0; `missing` (may be NULL)
 * tells that there is no such program. */
bool program_on_terminal(const char *command, const char *argument, bool *missing, struct err *err);

/* Runs `command` with `text` on its standard input and nothing else to read; waits a few
 * seconds at most.  What it says when it fails is in err. */
bool program_feed(const char *command, const char *text, size_t len, bool *missing,
		  struct err *err);

/* A program that runs beside the reader.  It has no terminal; it and what it starts are
 * a process group of their own. */
struct program {
	pid_t pid;  /* 0: none runs */
	int fd;     /* what it writes is read here; -1: it writes no more */
	char *name; /* as it was called; owned */
};

/* What of that is wanted. */
enum program_output { PROGRAM_ALL, PROGRAM_ERRORS };

/* Runs words[0] with the words up to a NULL, `text` being all of its standard input. */
bool program_start(struct program *p, char *const *words, const char *text, size_t len,
		   enum program_output output, bool *missing, struct err *err);
/* Bytes that it has written, at most `size` of them; 0: none now. */
size_t program_read(struct program *p, char *bytes, size_t size);
/* Whether it has ended; then *ok tells whether well, and err how else.  What it wrote can
 * still be read, until program_release(). */
bool program_ended(struct program *p, bool *ok, struct err *err);
/* Ends it and what it started, with force if it takes its time. */
void program_stop(struct program *p);
void program_release(struct program *p);

#endif
