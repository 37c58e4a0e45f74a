/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a command line: options anywhere, "--name=value", "--name value",
 * "-ovalue", "-o value", "-lc"; "--" ends them, "-" is an operand.  Knows the
 * names that its caller's tables give, and nothing of what they mean.
 */
#ifndef LUTRIN_CLI_OPTIONS_H
#define LUTRIN_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"

/* A table of these ends with one whose name is NULL. */
struct option {
	int id;               /* above 0 */
	const char *name;     /* without its dashes */
	char letter;          /* '\0': none */
	const char *argument; /* what the help calls it, N_(); NULL: takes none */
	const char *help;     /* N_() */
	/* What the argument may be, with spaces between; where a last word is "..." anything
	 * else too.  NULL: no such list. */
	const char *words;
};

enum {
	OPTIONS_END = 0,
	OPTIONS_OPERAND = -1,
	OPTIONS_WRONG = -2,
};

struct options {
	char *const *words;             /* of main(), NULL-terminated */
	int at;                         /* the next word */
	const struct option *tables[2]; /* where names are looked up; NULL: none */
	char *letters;                  /* what is left of "-abc" */
	bool ended;                     /* "--" was met */
};

/* Reads words[first …]. */
void options_init(struct options *o, char *const *words, int first, const struct option *table);

/* The id of the next option, *value its argument or NULL; or OPTIONS_OPERAND with
 * the word in *value.  What *value points to is borrowed from the words.  A value
 * that is none of the option's words is wrong. */
int options_next(struct options *o, char **value, struct err *err);

#endif
