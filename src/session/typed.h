/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines that were typed after ':' and '/', in this session and in earlier ones, kept
 * in the state folder for Up to bring back.  Must not know of what they mean.
 */
#ifndef LUTRIN_SESSION_TYPED_H
#define LUTRIN_SESSION_TYPED_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"
#include "base/vec.h"

#define TYPED_MOST 200 /* lines, of both kinds; the oldest go first */

/* Each with the character before it, the newest last. */
struct typed {
	VEC(char *) lines;
};

void typed_read(struct typed *t); /* what earlier sessions kept; a file that cannot be read: none */
void typed_release(struct typed *t);
void typed_give(const struct typed *t, struct app *app);

/* Adds a line, the only one of its kind that says this.  `kept`: in the file, too, with
 * those that other sessions added meanwhile; the file is the old one or the new one at
 * every moment, readable by its owner alone.  False with err: it could not be written. */
bool typed_add(struct typed *t, char prompt, const char *text, bool kept, struct err *err);

#endif
