/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a function says why it failed.  The text is made where the facts are, in
 * the reader's language (the format goes through gettext here, and nowhere
 * below the application otherwise), and shown in two places only: the status
 * line and the command line.  Must not know who shows it.
 */
#ifndef LUTRIN_BASE_ERR_H
#define LUTRIN_BASE_ERR_H

#include <stdbool.h>

struct err {
	char text[512]; /* "WHAT: WHY", one line, never with a control in it */
};

/* Fills `err` (which may be NULL) from a format that gettext translates.
 * Controls in the arguments come out as '?'. */
void err_write(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "WHAT: reason of errno"; keeps errno. */
void err_write_system(struct err *err, const char *what);

static inline bool err_false(void)
{
	return false;
}

/* The same as values, always false, so that a caller can `return err_set(err, …)`.  They
 * are macros for who reads code: that they are false is seen without looking elsewhere. */
#define err_set(err, ...) (err_write((err), __VA_ARGS__), err_false())
#define err_system(err, what) (err_write_system((err), (what)), err_false())

#endif
