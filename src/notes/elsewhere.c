/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of the store that is about notes which are not where they might be: those of
 * another name or place, those that could not be written beside the article, those that are
 * to be found again in a text that was changed.  Nothing is kept here but what the store keeps.
 */
#include <stdlib.h>

#include "notes/conflict.h"
#include "notes/inside.h"
#include "notes/registry.h"

/* ---- anchoring */
bool store_anchored(const struct store *s)
{
	return !s->anchoring;
}

bool store_anchor(struct store *s)
{
	if (!s->anchoring)
		return false;
	if (anchoring_step(s->anchoring))
		return true;
	anchoring_free(s->anchoring);
	s->anchoring = NULL;
	return false;
}

void store_anchor_again(struct store *s, struct notebook *b)
{
	anchoring_free(s->anchoring);
	s->anchoring = anchoring_new(b, s->article);
	while (!s->options.lazily && store_anchor(s))
		;
}

/* ---- notes that are elsewhere */
char *store_strangers(struct store *s)
{
	for (int i = 0; i < PLACES; i++)
		if (s->places[i].state != PLACE_ABSENT)
			return NULL;
	return s->places[BESIDE].path ? registry_find(s->article, s->places[BESIDE].path) : NULL;
}

void store_refuse(struct store *s, const char *path)
{
	if (!s->readonly)
		registry_refuse(s->article, path);
}

bool store_adopt(struct store *s, struct notebook *b, const char *path, time_t now,
		 struct store_notice *notice, struct err *err)
{
	size_t both = 0;

	if (!conflict_take(path, b, &both, err) || !store_save(s, b, now, notice, err))
		return false;
	store_anchor_again(s, b);
	return registry_has_article(path) || conflict_put_away(path, err);
}

bool store_is_away(const struct store *s)
{
	return s->away;
}

bool store_bring_home(struct store *s, struct notebook *b, time_t now, struct store_notice *notice,
		      struct err *err)
{
	struct place *data = &s->places[DATA];

	s->options.in_data = false;
	if (!store_save(s, b, now, notice, err))
		return false;
	s->away = s->target != BESIDE;
	if (s->away || !data->path || data->state != PLACE_GOOD)
		return true;
	if (!conflict_put_away(data->path, err))
		return false;
	data->state = PLACE_ABSENT;
	return true;
}
