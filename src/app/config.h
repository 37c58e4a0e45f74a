/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The configuration language, shared by `:`, the configuration file and --set:
 * a line is a command and its words ("set width 66"), '#' at the start of a word
 * begins a comment (but in "#f4ecd8", a colour), "…" and '…' hold words with spaces, \ takes the
 * next character.  Splits and reads; what a command does is the caller's affair.
 */
#ifndef LUTRIN_APP_CONFIG_H
#define LUTRIN_APP_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/vec.h"

struct config_words {
	VEC(char *) words; /* owned */
};

bool config_split(const char *line, struct config_words *words, struct err *err);
void config_release(struct config_words *words);

/* Reads `path` and hands each line that is not empty to `line`, with its place, as
 * "PATH:NUMBER"; a wrong one goes to `wrong` as "PATH:NUMBER: WHY" and the rest still
 * counts.  False with err
 * only where the file cannot be read. */
struct config_reader {
	bool (*line)(void *context, const char *line, const char *place, struct err *err);
	void (*wrong)(void *context, const char *message);
	void *context;
};
bool config_read(const char *path, const struct config_reader *reader, struct err *err);

#endif
