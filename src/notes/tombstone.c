/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/tombstone.h"

#include <stdlib.h>

#include "base/mem.h"

void tombstone_copy(struct tombstone *to, const struct tombstone *from)
{
	*to = (struct tombstone){
		.id = mem_strdup(from->id),
		.deleted = mem_strdup(from->deleted),
		.device = mem_strdup(from->device),
		.note = from->note ? note_copy(from->note) : NULL,
	};
	json_dup(&to->raw, &from->raw);
}

void tombstone_release(struct tombstone *t)
{
	free(t->id);
	free(t->deleted);
	free(t->device);
	note_free(t->note);
	json_release(&t->raw);
	*t = (struct tombstone){0};
}
