/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the values of a JSON text (RFC 8259) begin and end, and nothing of what they
 * say.  One walk, left to right, without recursion: no nesting is too deep.
 */
#ifndef LUTRIN_NOTES_SCAN_H
#define LUTRIN_NOTES_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct scan {
	const char *text;
	size_t at, len;  /* bytes */
	struct str open; /* the brackets around the place */
};

void scan_init(struct scan *s, const char *text, size_t len); /* the text is borrowed */
void scan_release(struct scan *s);

size_t scan_line(const struct scan *s); /* of the place, from 1 */

void scan_space(struct scan *s);
/* Past the character, if it is what comes next. */
bool scan_take(struct scan *s, char c);
/* Past one whole string or value; false where none begins or it is not JSON. */
bool scan_string(struct scan *s);
bool scan_value(struct scan *s);

/* The entries of one object or array, one after the other: each call goes to where the
 * next value begins, past what is before it.  Of an object [*name, *name + *name_len) is
 * the key with its quotes; NULL in an array. */
enum scan_step { SCAN_VALUE, SCAN_END, SCAN_WRONG };
enum scan_step scan_enter(struct scan *s, char opening, size_t *name, size_t *name_len);
/* After the value was passed by. */
enum scan_step scan_next(struct scan *s, char opening, size_t *name, size_t *name_len);

static inline bool scan_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
static inline char scan_closing(char opening)
{
	return opening == '{' ? '}' : ']';
}

#endif
