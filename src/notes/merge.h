/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a notebook and their common ancestor made one (docs/SIDECAR).
 * Nothing that a reader wrote is dropped: where both changed a note's text, both
 * texts are kept (notes/blend.h says how).  No I/O, no clock.
 *
 * A note that is on one side only stays; only a tombstone deletes.  Of a note that
 * is on both: where `rev.parents` of one holds the other, it has seen it and wins
 * whole; else field by field, against the ancestor where there is one.  Where both
 * changed a field the later (modified, rev.n, device) decides.
 *
 * A tombstone wins over the version that was deleted and over those before it, an
 * edit that the deleter had not seen wins over the tombstone.  Where neither can be
 * known, the later of `modified` and `deleted` decides, and a note that goes leaves
 * its words in the tombstone.
 *
 * What holds, for what a reader sees (tests/unit/merge.c tries it on random
 * histories): merging is idempotent; it is commutative; merging again what was
 * merged changes nothing.  Without deletions it is associative too among versions
 * none of which has seen another; where one has, an old wording may come back
 * beside the new one in another order of merging, but none is lost in any.
 */
#ifndef LUTRIN_NOTES_MERGE_H
#define LUTRIN_NOTES_MERGE_H

#include <stdbool.h>

#include "notes/notebook.h"

/* Merges `theirs` into `ours`; `base` may be NULL (unknown).  Returns the number
 * of notes whose text was changed on both sides.  Notes whose place came from
 * `theirs` stand where they stand there: anchor them. */
size_t merge_notebooks(struct notebook *ours, const struct notebook *theirs,
		       const struct notebook *base);

#endif
