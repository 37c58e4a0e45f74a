/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The help: all commands with the keys that run them as they are bound now.  An item
 * knows its command by the name.
 */
#include <stdlib.h>

#include "app/list.h"
#include "app/run.h"
#include "base/language.h"

static void fill(struct app *app)
{
	const char *section = NULL;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		enum command_id id = (enum command_id)i;
		const struct command *c = command_at(id);
		struct list_item item = {.id = mem_strdup(c->name)};
		struct str keys;

		if (command_section(id) != section) {
			section = command_section(id);
			list_add_heading(&app->list, _(section));
		}
		str_init(&keys);
		keymap_show(app->keymap, id, 4, &keys);
		item.left = str_take(&keys);
		item.text = mem_strdup(_(c->help));
		item.right = mem_strdup(c->name);
		list_add(&app->list, item);
	}
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	char *line = mem_strdup(item->id);
	struct err err;

	list_close(app);
	if (!app_run_line(app, line, 0, event->now, effects, &err))
		app_complain(app, err.text);
	free(line);
}

const struct list_source list_help = {
	.title = N_("Keys and commands"),
	.choice = N_("run it"),
	.right_from = 60,
	.fill = fill,
	.choose = choose,
};

bool do_help(struct app *app, const struct call *call)
{
	(void)call;
	list_open(app, &list_help);
	return true;
}
