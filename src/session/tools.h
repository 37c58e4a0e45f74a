/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which program a task is given to, as words: no shell puts them together, and what is
 * read never becomes one of them, but for a single plain word.  Must not know how
 * programs are run.
 */
#ifndef LUTRIN_SESSION_TOOLS_H
#define LUTRIN_SESSION_TOOLS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/config.h"
#include "app/event.h"

/* The command to be tried after `tried` others, which were not there: that of the reader
 * (`command`), else those that are known for the task; NULL: there is no other.  A name
 * that is known and stands alone means that program with the words that it needs. */
const char *tools_candidate(enum task task, const char *command, size_t tried);

/* What fields of a command stand for. */
struct tools_fields {
	const char *word;     /* %w; only of plain words, see tools_is_plain() */
	const char *language; /* %l, "fr" */
};

/* The words of a command, ended with a NULL, with its fields filled (NULL: it has none);
 * release them.  False with err. */
bool tools_words(const char *command, const struct tools_fields *fields, struct config_words *words,
		 struct err *err);
/* The same, given as one word to a shell ("sh" becomes sh -c COMMAND). */
bool tools_words_for_shell(const char *shell, const char *command, struct config_words *words,
			   struct err *err);

/* Whether a text may be an argument: one to 100 bytes of letters, digits and what joins
 * them, beginning with one of those: never an option, a path or an address. */
bool tools_is_plain(const char *text);

/* Whether the command uses signs of a shell (| > < & ;) as words: they would be mere
 * arguments. */
bool tools_wants_shell(const char *command);

/* What silences a program that hands its text to a server that goes on after it was
 * ended; NULL: to end it is enough. */
const char *tools_silencer(const char *program);

#endif
