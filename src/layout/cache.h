/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set paragraphs, kept while they are near the reader: the least recently used
 * go first.  A borrowed result holds as long as fewer than
 * `capacity` other ones have been asked for since.
 */
#ifndef LUTRIN_LAYOUT_CACHE_H
#define LUTRIN_LAYOUT_CACHE_H

#include <stddef.h>

#include "layout/paragraph.h"

struct cache;

struct cache *cache_new(const struct article *a, size_t capacity);
void cache_free(struct cache *c);

/* The paragraph with that span, set with those options. */
const struct paragraph *cache_paragraph(struct cache *c, struct span span,
					const struct layout_options *options);

/* Forgets everything from `offset` on: the text has grown there. */
void cache_forget(struct cache *c, size_t offset);

#endif
