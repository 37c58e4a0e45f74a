/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader of what a terminal is sent that knows only what lutrin itself has to say: text
 * without any control in it, and the sequences in strict.c.  Anything else is alien.  What
 * is text and what is a control is told here anew, not asked of the program.
 */
#ifndef LUTRIN_TESTS_STRICT_H
#define LUTRIN_TESTS_STRICT_H

#include <stdbool.h>
#include <stddef.h>

struct strict {
	char held[4096]; /* the sequence or character that is not whole yet */
	size_t len;
	bool plain;           /* no sequences at all, and of controls line feeds and tabs alone */
	char clipboard[2048]; /* the base64 of the last OSC 52 */
	char alien[256];      /* the first bytes that lutrin does not send, readable; "": none */
};

/* Takes in a piece of what was sent; `strict` is a struct strict, zeroed at first. */
void strict_take(void *strict, const char *bytes, size_t len);
/* Whether nothing alien came, and nothing was left unfinished. */
bool strict_good(struct strict *s);

#endif
