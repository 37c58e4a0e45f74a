/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may break: UAX #14 by libunistring, then what French readers
 * expect (see docs/ARCHITECTURE), for ordinary spaces and no-break ones alike.
 */
#ifndef LUTRIN_LAYOUT_LINEBREAK_H
#define LUTRIN_LAYOUT_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>

enum {
	LINEBREAK_NO,
	LINEBREAK_MAY,
	LINEBREAK_MUST, /* a line end */
};

/* Fills breaks[0, len): what may happen before the byte of the same index.
 * Well-formed UTF-8 only.  `french` adds the tailoring. */
void linebreak_find(const char *text, size_t len, bool french, char *breaks);

#endif
