/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a notebook and their common ancestor made one (docs/SIDECAR).
 * Nothing that a reader wrote is dropped: where both changed a note's text, both
 * texts are kept.  Idempotent and commutative.  No I/O, no clock.
 */
#ifndef LUTRIN_NOTES_MERGE_H
#define LUTRIN_NOTES_MERGE_H

#include <stdbool.h>

#include "notes/notebook.h"

/* Merges `theirs` into `ours`; `base` may be NULL (unknown).  Returns the number
 * of notes whose text was changed on both sides. */
size_t merge_notebooks(struct notebook *ours, const struct notebook *theirs,
		       const struct notebook *base);

#endif
