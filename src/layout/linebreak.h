/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may break: UAX #14 (layout/uax14.h), then what French readers
 * expect (see docs/ARCHITECTURE), for ordinary spaces and no-break ones alike.
 * Must not know of widths: what no line can hold, fit.c breaks all the same.
 */
#ifndef LUTRIN_LAYOUT_LINEBREAK_H
#define LUTRIN_LAYOUT_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>

enum {
	LINEBREAK_NO,
	LINEBREAK_MAY,
	LINEBREAK_MUST, /* here is a line end, which ends the line before it */
};

/* Fills breaks[0, len): what may happen before the byte of the same index, as
 * uax14_find() does.  `french` adds the tailoring; then in a run of white space only
 * its end may be MAY.  Well-formed UTF-8 only. */
void linebreak_find(const char *text, size_t len, bool french, char *breaks);

#endif
