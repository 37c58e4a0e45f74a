/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One W3C Annotation as JSON, and the note that it is (docs/SIDECAR).  All that a
 * note does not hold (unknown members at any level, other bodies, selectors and
 * targets, spellings) stays in the note's `raw` and is written back word for
 * word.  Knows nothing of the set; no I/O.
 */
#ifndef LUTRIN_NOTES_ITEM_H
#define LUTRIN_NOTES_ITEM_H

#include "base/str.h"
#include "notes/note.h"

/* The note of an item; NULL where it cannot be understood: no object, no id, no
 * annotation, no target.  Other spellings that the W3C model allows are read. */
struct note *item_parse(const char *raw);

/* Writes it on one line.  `source` is the article as a relative reference (RFC
 * 3986); it replaces relative sources only.  NULL: as it was, else "". */
void item_write(const struct note *n, const char *source, struct str *out);

#endif
