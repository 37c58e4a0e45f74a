/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings with their values and, of those that were set, where from; Enter begins the
 * command that changes one.
 */
#include "app/list.h"
#include "app/prompt.h"
#include "app/run.h"
#include "base/language.h"

static void fill(struct app *app)
{
	for (size_t i = 0; i < settings_count(); i++) {
		struct list_item item = {.id = mem_strdup(settings_name(i))};
		struct str value;

		str_init(&value);
		settings_get(app->settings, item.id, &value);
		if (settings_origin(app->settings, i))
			str_addf(&value, "  (%s)", app_origin(app->settings, i));
		item.left = mem_strdup(item.id);
		item.text = str_take(&value);
		item.right = mem_strdup(_(settings_help(i)));
		list_add(&app->list, item);
	}
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	struct str line;

	(void)event;
	(void)effects;
	str_init(&line);
	str_addf(&line, "set %s ", item->id);
	list_close(app);
	prompt_open(app, PROMPT_COMMAND, false);
	field_set(&app->prompt.field, line.data);
	str_release(&line);
}

const struct list_source list_settings = {
	.title = N_("Settings"),
	.choice = N_("change it"),
	.text_cells = 12,
	.fill = fill,
	.choose = choose,
};
