/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running other programs: their words are split as the configuration splits
 * them, no shell is between.
 */
#ifndef LUTRIN_SESSION_PROGRAM_H
#define LUTRIN_SESSION_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Runs `command` with one more argument on the terminal (which the caller has
 * given up) and waits; stops with it when it is stopped.  False with err where it
 * could not start, or ended with another status than 0; `missing` (may be NULL)
 * tells that there is no such program. */
bool program_on_terminal(const char *command, const char *argument, bool *missing, struct err *err);

/* Runs `command` with `text` on its standard input and nothing else to read or
 * write; waits a few seconds at most. */
bool program_feed(const char *command, const char *text, size_t len, struct err *err);

#endif
