/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text being typed: the prompt's line and the note editor's lines.  Always valid
 * UTF-8 without controls but '\n'; the cursor never stands inside a grapheme.
 */
#ifndef LUTRIN_APP_FIELD_H
#define LUTRIN_APP_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct field {
	struct str text;
	size_t cursor; /* byte offset */
	bool lines;    /* may hold '\n' */
};

void field_init(struct field *f, bool lines);
void field_release(struct field *f);
void field_set(struct field *f, const char *text); /* cursor at the end */

/* Types bytes from anywhere (a key, a paste): CRLF to LF, controls dropped, line
 * ends to spaces where there may be none, ill-formed bytes to U+FFFD. */
void field_insert(struct field *f, const char *bytes, size_t len);

/* Takes an editing key (characters, arrows left and right, Home, End, words with
 * Ctrl or Alt, Backspace, Delete, ^A ^E ^W ^U ^K); false when it is none. */
bool field_key(struct field *f, uint32_t key);

/* Whether field_key() has a use for this key with Alt. */
bool field_takes_alt(uint32_t key);

/* Moves the cursor as `width`-cell lines stand, `by` lines down (or up). */
bool field_move_line(struct field *f, int by, int width);

#endif
