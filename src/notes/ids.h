/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Notes found by their whole id.  Must not know of order or place.
 */
#ifndef LUTRIN_NOTES_IDS_H
#define LUTRIN_NOTES_IDS_H

#include "notes/note.h"

struct id_slot {
	size_t hash;
	struct note *note; /* NULL: free */
};

/* All zero: empty.  The notes are borrowed, and keep their ids while they are in. */
struct ids {
	struct id_slot *slots;
	size_t count, cap; /* cap: a power of two, or 0 */
};

void ids_release(struct ids *ids);
struct note *ids_get(const struct ids *ids, const char *id); /* NULL: not in */
/* Puts it in, NULL; or returns the note of that id that is in already. */
struct note *ids_add(struct ids *ids, struct note *n);
void ids_remove(struct ids *ids, const char *id);

#endif
