/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An array of `capacity` entries; each knows when it was last asked for, counted in
 * calls, and the next one in its chain, which holds those whose paragraphs begin at
 * offsets of the same hash.  A key asks for some hundreds, nearly all of which are
 * there; who is to go is searched from one end to the other, which costs nothing
 * beside the setting of a paragraph.
 */
#include "layout/cache.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

#define CHAINS 1024 /* a power of two */

struct entry {
	struct paragraph *paragraph; /* NULL: free */
	struct layout_options options;
	size_t used; /* the call that asked for it last */
	struct entry *next;
};

struct cache {
	const struct article *article;
	struct entry *entries;
	size_t capacity, calls;
	struct entry *chains[CHAINS];
};

struct cache *cache_new(const struct article *a, size_t capacity)
{
	struct cache *c = mem_zalloc(sizeof *c);

	c->article = a;
	c->capacity = capacity ? capacity : 1;
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

static struct entry **chain_of(struct cache *c, size_t start)
{
	/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
	return &c->chains[(uint64_t)start * 0x9E3779B97F4A7C15u >> 54 & (CHAINS - 1)];
}

static bool entry_is(const struct entry *e, struct span span, const struct layout_options *options)
{
	return span_equal(e->paragraph->span, span) && e->options.width == options->width &&
	       e->options.justify == options->justify && e->options.hyphenate == options->hyphenate;
}

static void entry_clear(struct cache *c, struct entry *e)
{
	struct entry **link;

	if (!e->paragraph)
		return;
	for (link = chain_of(c, e->paragraph->span.start); *link != e; link = &(*link)->next)
		;
	*link = e->next;
	paragraph_free(e->paragraph);
	*e = (struct entry){0};
}

static struct entry *least_used(struct cache *c)
{
	struct entry *oldest = c->entries;

	for (struct entry *e = c->entries; e < c->entries + c->capacity; e++)
		if (e->used < oldest->used)
			oldest = e;
	return oldest;
}

const struct paragraph *cache_paragraph(struct cache *c, struct span span,
					const struct layout_options *options)
{
	struct entry **chain = chain_of(c, span.start), *e = *chain;

	c->calls++;
	while (e && !entry_is(e, span, options))
		e = e->next;
	if (!e) {
		e = least_used(c);
		entry_clear(c, e);
		e->paragraph = paragraph_set(c->article, span, options);
		e->options = *options;
		e->next = *chain;
		*chain = e;
	}
	e->used = c->calls;
	return e->paragraph;
}

void cache_forget(struct cache *c, size_t offset)
{
	for (struct entry *e = c->entries; e < c->entries + c->capacity; e++)
		if (e->paragraph && e->paragraph->span.end >= offset)
			entry_clear(c, e);
}
