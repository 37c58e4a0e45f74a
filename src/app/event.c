/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of effects: a growing array whose texts it owns.
 */
#include "app/event.h"

#include <stdlib.h>

void effects_add(struct effects *e, enum effect_type type, const char *text, size_t offset,
		 int number)
{
	struct effect effect = {type, mem_strdup(text), NULL, offset, number};

	vec_push(&e->list, effect);
}

void effects_run(struct effects *e, enum task task, const char *command, const char *text)
{
	struct effect effect = {EFFECT_RUN, mem_strdup(text), mem_strdup(command), 0, task};

	vec_push(&e->list, effect);
}

void effect_release(struct effect *effect)
{
	free(effect->text);
	free(effect->command);
}

void effects_clear(struct effects *e)
{
	for (size_t i = 0; i < e->list.len; i++)
		effect_release(&e->list.items[i]);
	e->list.len = 0;
}

void effects_release(struct effects *e)
{
	effects_clear(e);
	vec_release(&e->list);
}
