/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations laid out as lutrin itself writes them, which nearly all are: read and
 * written straight from and to the fields of a note, without a tree.  Must not guess:
 * what differs by a byte is not read here but by notes/item.h.
 */
#ifndef LUTRIN_NOTES_USUAL_H
#define LUTRIN_NOTES_USUAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "notes/note.h"

/* The note of the item that begins at `text`, *used bytes long; its `raw` is empty, since
 * usual_write() with the same `source` gives back the very bytes.  NULL where it would
 * not: nothing is said then of what stands there.  Yours.  `source` is a reference (RFC
 * 3986), and so without what JSON would escape. */
struct note *usual_read(const char *text, size_t len, const char *source, size_t *used);

/* Writes a note whose `raw` is empty as it stands in the list of a sidecar: the bytes of
 * item_write(), laid out. */
void usual_write(const struct note *n, const char *source, struct str *out);

#endif
