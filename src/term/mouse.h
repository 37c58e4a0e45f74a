/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a terminal reports of the mouse (xterm's modes 1000, 1002 and 1006) → EVENT_MOUSE.
 * Knows no terminal and no clock: it is given bytes and times.
 */
#ifndef LUTRIN_TERM_MOUSE_H
#define LUTRIN_TERM_MOUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/event.h"

/* What asks for reports and what ends them; all reports begin with MOUSE_BEGINS. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
#define MOUSE_BEGINS "\033[<"
#define MOUSE_REPORT 24 /* more bytes than a report has after that */

/* The last press, to tell double clicks. */
struct mouse {
	int64_t pressed; /* milliseconds */
	int row, column, clicks;
};

/* Reads a report, all that comes after MOUSE_BEGINS with its last byte ('M' or 'm').
 * False: it is none, or of a button that means nothing here. */
bool mouse_read(struct mouse *m, const char *report, size_t len, int64_t now, struct event *event);

#endif
