/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of one note and their ancestor made one, field by field.  Merging
 * and undoing both rest on it.  Knows nothing of revisions: which side is
 * preferred where both changed a field is the caller's to say.
 *
 * Of a text that both changed both versions are kept, as parts with the line
 * `=== #conflict ===` between them.  Its #word makes the note carry the tag
 * "conflict", so that the reader finds it, until the line is taken out.  Parts are
 * a set, put in the order of their bytes, so the result is the same whoever merges.
 */
#ifndef LUTRIN_NOTES_BLEND_H
#define LUTRIN_NOTES_BLEND_H

#include <stdbool.h>

#include "notes/note.h"

#define BLEND_CONFLICT "\n\n=== #conflict ===\n\n"

/* A new note with the preferred side's revision, dates and maker.  `base` NULL: the
 * ancestor is unknown, so tags are joined and any text beats none.  *conflict says
 * whether both texts had to be kept. */
struct note *blend_notes(const struct note *base, const struct note *ours,
			 const struct note *theirs, bool prefer_ours, bool *conflict);

/* What the notes do not hold of their JSON, of both sides, into `to`. */
void blend_raw(struct note *to, const struct note *base, const struct note *ours,
	       const struct note *theirs, bool prefer_ours);

#endif
