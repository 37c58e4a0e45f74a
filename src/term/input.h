/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed and pasted, as events.
 */
#ifndef LUTRIN_TERM_INPUT_H
#define LUTRIN_TERM_INPUT_H

#include <stdbool.h>

#include "app/event.h"

struct input;

/* Reads the current screen's keys from `fd`. */
struct input *input_new(int fd);
void input_free(struct input *in);

/* The next event that is there already; false: none.  Its text lives until the
 * next call. */
bool input_read(struct input *in, struct event *event);

#endif
