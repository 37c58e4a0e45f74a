/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a terminal answers to questions, byte by byte: its ground (OSC 11), what it is
 * (DA1), that its colours became dark or light (mode 2031).  Reads nothing itself.
 */
#ifndef LUTRIN_TERM_REPLY_H
#define LUTRIN_TERM_REPLY_H

#include <stdbool.h>
#include <stddef.h>

/* What the two kinds of answers begin with; no key does. */
#define REPLY_OSC "\033]11;"
#define REPLY_CSI "\033[?"

#define REPLY_MOST 64 /* bytes of an answer; the longest that is looked for has 30 */

struct reply {
	bool open; /* between reply_begin() and its end */
	bool osc;
	bool escaped; /* the last byte was Esc */
	char text[REPLY_MOST];
	size_t len;
};

enum reply_step {
	REPLY_MORE,  /* it goes on */
	REPLY_DONE,  /* that was its end */
	REPLY_ALIEN, /* it broke off: the byte is none of its own */
};

/* After its beginning: OSC, else CSI. */
void reply_begin(struct reply *r, bool osc);
enum reply_step reply_take(struct reply *r, char byte);

enum reply_kind {
	REPLY_OTHER,
	REPLY_GROUND, /* value: 0xRRGGBB */
	REPLY_DEVICE,
	REPLY_LIGHT, /* value: whether it is light now */
};

/* What a whole one says. */
enum reply_kind reply_read(const struct reply *r, int *value);

#endif
