/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note, or the article, in the reader's editor: a file, a program, what comes back.
 */
#ifndef LUTRIN_SESSION_EDITING_H
#define LUTRIN_SESSION_EDITING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Runs the editor (`setting`, else $VISUAL, $EDITOR, else one that is there) on a
 * copy of `text`; the caller has given up the terminal.  What it left is in
 * `result`, and also in the file *path (yours; remove it once the text is safe).
 * False with err: *path is NULL, or the file that keeps what was changed. */
bool editing_run(const char *setting, const char *text, struct str *result, char **path,
		 struct err *err);

/* Runs the editor on the file itself, at line `line` where it is one that is known to
 * take a line. */
bool editing_file(const char *setting, const char *path, size_t line, struct err *err);

#endif
