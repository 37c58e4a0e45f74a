/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a program writes, as text that can be shown.  Knows nothing of programs or
 * windows.
 */
#ifndef LUTRIN_APP_INTAKE_H
#define LUTRIN_APP_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct intake {
	struct str text; /* UTF-8; it may hold controls, to be drawn as signs */
	struct str rest; /* bytes that do not yet tell what they begin */
	size_t column;   /* characters since the last line end */
};

void intake_init(struct intake *in);
void intake_release(struct intake *in);

/* Adds bytes, in pieces that may end anywhere; `last`: no more come.  Ill-formed ones
 * become U+FFFD, CRLF and CR line ends LF, tabs spaces up to the next column of eight;
 * colours (ESC [ … m) and what was struck over (X BS X) are dropped. */
void intake_add(struct intake *in, const char *bytes, size_t len, bool last);

#endif
