/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the terminal's own ground is, dark or light: the terminal is asked once the first
 * screen is there, and nothing waits for its answer.  Must not know of themes or curses.
 */
#ifndef LUTRIN_TERM_GROUND_H
#define LUTRIN_TERM_GROUND_H

#include <stdbool.h>
#include <stdint.h>

#include "term/reply.h"

/* Milliseconds after which an answer comes too late to change the screen under the
 * reader's eyes; and after which none is expected. */
#define GROUND_PATIENCE 250
#define GROUND_LATEST 2000

/* The ground (OSC 11); that changes be told (mode 2031); and what every terminal answers
 * (DA1), so that what does not come before it is known not to come. */
#define GROUND_QUESTION "\033]11;?\033\\\033[?2031h\033[c"
#define GROUND_SILENCE "\033[?2031l"

struct ground {
	bool light;
	bool asked;   /* since the program has the terminal, or a redraw was wanted */
	bool follows; /* the terminal was told to tell of changes */
	bool pending; /* the last answer has not come */
	int64_t when; /* it was asked, in milliseconds */
};

/* What `colors`, COLORFGBG of rxvt and its like ("15;0"), says, or dark.  NULL is fine. */
void ground_init(struct ground *g, const char *colors);
void ground_asked(struct ground *g, int64_t now);
/* Takes an answer; true: `light` has changed. */
bool ground_take(struct ground *g, enum reply_kind kind, int value, int64_t now);
/* Milliseconds for which an answer may have to be waited for before the terminal is
 * given back, which would show it to whoever comes after us. */
int ground_owes(const struct ground *g, int64_t now);

#endif
