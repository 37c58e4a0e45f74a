/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reading session: the loop (render, draw, wait, update, perform) around the
 * application, the terminal and the store.  The only part that knows all three.
 */
#ifndef LUTRIN_SESSION_SESSION_H
#define LUTRIN_SESSION_SESSION_H

#include <stdbool.h>

#include "app/settings.h"
#include "base/err.h"

struct session_options {
	char *const *files; /* paths, "-" for standard input */
	int file_count;     /* 0: it begins with the shelf */
	const char
		*folder; /* whose texts are on the shelf; NULL: the current one, or the article's */
	const char *position; /* "12", "30%", "/text", or NULL: where it was left */
	const char *config;   /* file whose lines are commands; NULL: none */
	char *const *sets;    /* "NAME=VALUE" of the command line, after the file */
	int set_count;
	const char *encoding;   /* NULL: the setting */
	const char *paragraphs; /* NULL: the setting */
	bool readonly;
};

/* Reads until the reader leaves.  False with err where it could not begin (no
 * file, no terminal); the terminal is as before either way. */
bool session_run(const struct session_options *options, struct err *err);

/* Gives the terminal back, if there is a session, for a program that ends where it
 * stands; asks for no memory. */
void session_rescue(void);

/* What it draws with: "ncurses 6.4.20221231". */
const char *session_terminal_library(void);

#endif
