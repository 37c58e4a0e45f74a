/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An array of `capacity` entries in no order; each knows when it was last asked
 * for, counted in calls.  A screenful is some dozens, so a search from one end to
 * the other costs nothing beside the setting of one paragraph.
 */
#include "layout/cache.h"

#include <stdlib.h>

#include "base/mem.h"

struct entry {
	struct paragraph *paragraph; /* NULL: free */
	struct layout_options options;
	size_t used; /* the call that asked for it last */
};

struct cache {
	const struct article *article;
	struct entry *entries;
	size_t capacity, calls;
};

struct cache *cache_new(const struct article *a, size_t capacity)
{
	struct cache *c = mem_alloc(sizeof *c);

	*c = (struct cache){.article = a, .capacity = capacity ? capacity : 1};
	c->entries = mem_zalloc(c->capacity * sizeof *c->entries);
	return c;
}

void cache_free(struct cache *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->capacity; i++)
		paragraph_free(c->entries[i].paragraph);
	free(c->entries);
	free(c);
}

static bool entry_is(const struct entry *e, struct span span, const struct layout_options *options)
{
	return e->paragraph && span_equal(e->paragraph->span, span) &&
	       e->options.width == options->width && e->options.justify == options->justify &&
	       e->options.hyphenate == options->hyphenate;
}

const struct paragraph *cache_paragraph(struct cache *c, struct span span,
					const struct layout_options *options)
{
	struct entry *oldest = c->entries;

	c->calls++;
	for (struct entry *e = c->entries; e < c->entries + c->capacity; e++) {
		if (entry_is(e, span, options)) {
			e->used = c->calls;
			return e->paragraph;
		}
		if (e->used < oldest->used)
			oldest = e;
	}
	paragraph_free(oldest->paragraph);
	*oldest = (struct entry){
		.paragraph = paragraph_set(c->article, span, options),
		.options = *options,
		.used = c->calls,
	};
	return oldest->paragraph;
}

void cache_forget(struct cache *c, size_t offset)
{
	for (struct entry *e = c->entries; e < c->entries + c->capacity; e++) {
		if (!e->paragraph || e->paragraph->span.end < offset)
			continue;
		paragraph_free(e->paragraph);
		*e = (struct entry){0};
	}
}
