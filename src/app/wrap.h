/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short text of the reader's own (a note, a message) cut into lines of so many
 * cells.  Articles are set by layout/paragraph instead.
 */
#ifndef LUTRIN_APP_WRAP_H
#define LUTRIN_APP_WRAP_H

#include <stddef.h>

#include "base/span.h"
#include "base/vec.h"

struct wrap {
	VEC(struct span) lines; /* bytes; without the space they broke at */
};

/* Adds the lines of text[0, len), valid UTF-8, to `w`: at least one. */
void wrap_text(struct wrap *w, const char *text, size_t len, int width);
void wrap_release(struct wrap *w);

/* The line that the cursor at byte `at` stands on. */
size_t wrap_line_at(const struct wrap *w, size_t at);

#endif
