/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The help: the keys that the reader gave lines of commands, then all commands with the
 * keys that run them as they are bound now.  An item knows the line that it runs.
 */
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/run.h"
#include "base/language.h"

static void add(struct app *app, struct str *keys, const char *text, const char *line)
{
	struct list_item item = {.id = mem_strdup(line)};

	item.left = mem_strdup(keys->data);
	item.text = mem_strdup(text);
	item.right = mem_strdup(line);
	list_add(&app->list, item);
	str_release(keys);
}

/* What a line of commands begins with tells what it is about. */
static const char *help_of(const char *line)
{
	char *name = mem_strndup(line, strcspn(line, " "));
	enum command_id id = command_find(name);

	free(name);
	return id == COMMAND_COUNT ? "" : _(command_at(id)->help);
}

static void add_own(struct app *app)
{
	const char *line;
	struct str keys;

	str_init(&keys);
	for (size_t at = 0; (line = keymap_line(app->keymap, &at, &keys)); str_init(&keys)) {
		if (!app->list.items.len)
			list_add_heading(&app->list, _("Your own keys"));
		add(app, &keys, help_of(line), line);
	}
	str_release(&keys);
}

static void add_commands(struct app *app)
{
	const char *section = NULL;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		enum command_id id = (enum command_id)i;
		const struct command *c = command_at(id);
		struct str keys;

		if (command_section(id) != section) {
			section = command_section(id);
			list_add_heading(&app->list, _(section));
		}
		str_init(&keys);
		keymap_show(app->keymap, id, 4, &keys);
		add(app, &keys, _(c->help), c->name);
	}
}

static void fill(struct app *app)
{
	add_own(app);
	add_commands(app);
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	char *line = mem_strdup(item->id);
	struct err err;

	if (!line) {
		effects_add(effects, EFFECT_BELL, NULL, 0, 0);
		return;
	}
	list_close(app);
	if (!app_run_line(app, line, 0, event->now, effects, &err))
		app_complain(app, err.text);
	free(line);
}

const struct list_source list_help = {
	.title = N_("Keys and commands"),
	.choice = N_("run it"),
	.right_from = 59,
	.fill = fill,
	.choose = choose,
};

bool do_help(struct app *app, const struct call *call)
{
	(void)call;
	list_open(app, &list_help);
	return true;
}
