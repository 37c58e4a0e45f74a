/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/tombstone.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"

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

/* The place of the one with the id, or where it would stand. */
static size_t place_of(const struct tombstones *all, const char *id, bool *found)
{
	size_t low = 0, high = all->len;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(all->items[middle].id, id);

		if (order == 0)
			*found = true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct tombstone *tombstones_get(const struct tombstones *all, const char *id)
{
	bool found;
	size_t at = place_of(all, id, &found);

	return found ? &all->items[at] : NULL;
}

void tombstones_put(struct tombstones *all, struct tombstone *t)
{
	bool found;
	size_t at;

	tombstones_remove(all, t->id);
	at = place_of(all, t->id, &found);
	vec_insert(all, at, *t);
	*t = (struct tombstone){0};
}

void tombstones_remove(struct tombstones *all, const char *id)
{
	bool found;
	size_t at = place_of(all, id, &found);

	if (!found)
		return;
	tombstone_release(&all->items[at]);
	vec_remove(all, at);
}

void tombstones_copy(struct tombstones *to, const struct tombstones *from)
{
	*to = (struct tombstones){0};
	vec_reserve(to, from->len);
	for (; to->len < from->len; to->len++)
		tombstone_copy(&to->items[to->len], &from->items[to->len]);
}

void tombstones_release(struct tombstones *all)
{
	for (size_t i = 0; i < all->len; i++)
		tombstone_release(&all->items[i]);
	vec_release(all);
}
