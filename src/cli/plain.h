/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that was written by others, made fit for one line of output: nothing in it
 * acts on a terminal or breaks the line.  Bytes that are no UTF-8 show as U+FFFD.
 */
#ifndef LUTRIN_CLI_PLAIN_H
#define LUTRIN_CLI_PLAIN_H

#include <stddef.h>

#include "base/str.h"

/* Runs of white space (line ends too) as one space, none at the ends; controls as
 * their signs. */
void plain_add(struct str *out, const char *text, size_t len);

/* The same, cut to `cells` with an ellipsis. */
void plain_add_short(struct str *out, const char *text, size_t len, int cells);

/* A file name: spaces stay, every control is a sign. */
void plain_add_name(struct str *out, const char *name);

/* A field of a table for programs: \t \n \r \\, \xHH for other C0 controls and
 * bytes that are no UTF-8, \uHHHH (\UHHHHHHHH) for other controls.  What printf's
 * %b in bash reads back. */
void plain_add_field(struct str *out, const char *text, size_t len);

#endif
