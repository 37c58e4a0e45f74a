/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed and pasted, as events.
 */
#ifndef LUTRIN_TERM_INPUT_H
#define LUTRIN_TERM_INPUT_H

#include <stdbool.h>

#include "app/event.h"
#include "term/reply.h"

struct input;

/* Reads the current screen's keys from `fd`. */
struct input *input_new(int fd);
void input_free(struct input *in);

/* The next event that is there already; false: none.  Its text lives until the
 * next call. */
bool input_read(struct input *in, struct event *event);

/* The next answer of the terminal that input_read() came upon; false: none. */
bool input_answer(struct input *in, enum reply_kind *kind, int *value);
/* Waits for up to some milliseconds until the terminal has said what it is, the last of
 * its answers.  Keys that come meanwhile are kept for input_read(). */
void input_settle(struct input *in, int milliseconds);

#endif
