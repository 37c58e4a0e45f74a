/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hash table with open addressing and linear probing, at most two thirds full.  Taking
 * an entry out moves back those behind it that would be found no more (Knuth, The Art of
 * Computer Programming, volume 3, 6.4, algorithm R).  The hash stands with the note, so that
 * others are passed without being looked at.
 */
#include "notes/ids.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

#define LEAST 64

/* Eight bytes at a time, each time by the multiplication of Fibonacci hashing (ibid.). */
static size_t hash_of(const char *id)
{
	size_t len = strlen(id);
	uint64_t hash = len, word;

	for (size_t at = 0; at < len; at += sizeof word) {
		size_t left = len - at;

		word = 0;
		if (left >= sizeof word)
			memcpy(&word, id + at, sizeof word);
		else
			memcpy(&word, id + at, left);
		hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return (size_t)hash;
}

/* The slot of the id, or the free one where it belongs. */
static size_t find(const struct ids *ids, const char *id, size_t hash)
{
	size_t at = hash & (ids->cap - 1);

	while (ids->slots[at].note &&
	       (ids->slots[at].hash != hash || strcmp(ids->slots[at].note->id, id)))
		at = (at + 1) & (ids->cap - 1);
	return at;
}

static void grow(struct ids *ids)
{
	struct ids wider = {.count = ids->count, .cap = ids->cap ? 2 * ids->cap : LEAST};

	wider.slots = mem_zalloc(wider.cap * sizeof *wider.slots);
	for (size_t i = 0; i < ids->cap; i++) {
		const struct id_slot *s = &ids->slots[i];

		if (s->note)
			wider.slots[find(&wider, s->note->id, s->hash)] = *s;
	}
	free(ids->slots);
	*ids = wider;
}

void ids_release(struct ids *ids)
{
	free(ids->slots);
	*ids = (struct ids){0};
}

struct note *ids_get(const struct ids *ids, const char *id)
{
	return ids->cap ? ids->slots[find(ids, id, hash_of(id))].note : NULL;
}

struct note *ids_add(struct ids *ids, struct note *n)
{
	size_t hash = hash_of(n->id), at;

	if (3 * (ids->count + 1) > 2 * ids->cap)
		grow(ids);
	at = find(ids, n->id, hash);
	if (ids->slots[at].note)
		return ids->slots[at].note;
	ids->slots[at] = (struct id_slot){hash, n};
	ids->count++;
	return NULL;
}

void ids_remove(struct ids *ids, const char *id)
{
	size_t mask = ids->cap - 1, hole, at;

	if (!ids_get(ids, id))
		return;
	hole = at = find(ids, id, hash_of(id));
	ids->count--;
	for (;;) {
		at = (at + 1) & mask;
		if (!ids->slots[at].note)
			break;
		/* It may move where that is no further back than it belongs. */
		if (((at - ids->slots[at].hash) & mask) >= ((at - hole) & mask)) {
			ids->slots[hole] = ids->slots[at];
			hole = at;
		}
	}
	ids->slots[hole].note = NULL;
}
