/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A huge paragraph cut into blocks, each set alone, so that no more of it need be
 * set than is shown.  Where the cuts are depends on the text near them and on where
 * the paragraph begins, not on where one asks.  Must not know of lines and screens.
 */
#ifndef LUTRIN_LAYOUT_BLOCK_H
#define LUTRIN_LAYOUT_BLOCK_H

#include <stddef.h>

#include "base/span.h"
#include "text/article.h"

#define BLOCK_SIZE ((size_t)16 << 10)
#define BLOCK_LEAST 512 /* so that no cluster spans two cuts */

/* The block of `paragraph` that holds `offset` (clamped into it), of about `size`
 * bytes (0: BLOCK_SIZE); the whole of it where it is no longer than one and a half.
 * The white space between two blocks belongs to the first. */
struct span block_at(const struct article *a, struct span paragraph, size_t offset, size_t size);

#endif
