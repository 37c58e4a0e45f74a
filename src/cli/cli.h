/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line, as a whole: what the words mean, the commands that answer and
 * leave, and the errors.  Must not know of the terminal: reading is handed back.
 */
#ifndef LUTRIN_CLI_CLI_H
#define LUTRIN_CLI_CLI_H

#include <stdbool.h>

#include "base/err.h"

/* What to read, and how. */
struct cli_reading {
	char *const *files;   /* paths, "-" for standard input */
	int file_count;       /* 0: the shelf, … */
	const char *folder;   /* … with the texts of this folder; NULL: of the current one */
	const char *position; /* "12", "30%", "/text", or NULL */
	const char *config;   /* NULL: none */
	char *const *sets;    /* "NAME=VALUE" */
	int set_count;
	const char *encoding;   /* NULL: the setting */
	const char *paragraphs; /* NULL: the setting */
	bool readonly;
};

/* Who reads on the terminal. */
struct cli_reader {
	bool (*read)(const struct cli_reading *reading, struct err *err);
	const char *library; /* the one it draws with, and its version */
};

/* Does what main()'s words ask for; the reader is called where they ask to read on
 * the terminal.  Returns the exit status: 0 done, 1 the answer is no, 2 an error. */
int cli_run(int argc, char **argv, const struct cli_reader *reader);

#endif
