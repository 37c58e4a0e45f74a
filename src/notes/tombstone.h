/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays of a deleted annotation, so that it is not taken for a new one elsewhere. */
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

#endif
