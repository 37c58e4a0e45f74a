/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraph numbers and code point positions: what only a walk from the start of
 * the text can tell.  The walk is made once, as far as somebody asks, at gigabytes a
 * second where the text is well-formed, and leaves points on its way from which the
 * rest is near.  A CR before an LF is no code point of its own.  Must not know where
 * the text comes from.
 */
#ifndef LUTRIN_TEXT_INDEX_H
#define LUTRIN_TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "text/lines.h"

#define INDEX_CHUNK ((size_t)64 << 10)

struct index;

/* `l` is borrowed and may grow; `chunk`: bytes between two points, at least 1. */
struct index *index_new(const struct lines *l, size_t chunk);
void index_free(struct index *ix);

/* Forgets what was found from `offset` on: the text has changed there. */
void index_cut(struct index *ix, size_t offset);

/* Walks on by about `bytes`; false when the text is walked through. */
bool index_step(struct index *ix, size_t bytes);
size_t index_reach(const struct index *ix);   /* bytes walked */
size_t index_invalid(const struct index *ix); /* ill-formed parts seen on the way */

/* Each walks as far as it needs to. */
size_t index_position(struct index *ix, size_t offset);                /* code points before */
size_t index_offset(struct index *ix, size_t position);                /* the reverse, clamped */
size_t index_paragraphs_before(struct index *ix, size_t offset);       /* that start before */
bool index_paragraph(struct index *ix, size_t number, struct span *p); /* from 1 */

#endif
