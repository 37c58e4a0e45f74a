/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stays of a deleted annotation, so that it is not taken for a new one elsewhere; and
 * all of them, by id.
 */
#ifndef LUTRIN_NOTES_TOMBSTONE_H
#define LUTRIN_NOTES_TOMBSTONE_H

#include "notes/json.h"
#include "notes/note.h"

struct tombstone {
	char *id, *deleted, *device;
	struct note *note;      /* the whole annotation as it was; NULL: no longer known */
	struct json_object raw; /* the tombstone as it was read */
};

void tombstone_copy(struct tombstone *to, const struct tombstone *from);
void tombstone_release(struct tombstone *t); /* its contents */

struct tombstones {
	struct tombstone *items; /* sorted by id */
	size_t len, cap;
};

const struct tombstone *tombstones_get(const struct tombstones *all, const char *id); /* or NULL */
void tombstones_put(struct tombstones *all, struct tombstone *t); /* takes the contents */
void tombstones_remove(struct tombstones *all, const char *id);
void tombstones_copy(struct tombstones *to, const struct tombstones *from);
void tombstones_release(struct tombstones *all);

#endif
