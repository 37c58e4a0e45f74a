/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands about colours.  What they look like is the terminal's affair; here are
 * the names of themes and the reader's own paints.
 */
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/model.h"
#include "app/run.h"
#include "base/language.h"

void app_set_screen(struct app *app, struct app_screen screen)
{
	app->screen = screen;
}

/* All themes, those of the program first. */
static void themes(const struct app *app, struct config_words *names)
{
	char *brought = mem_strdup(PAINT_THEMES), *rest = brought, *name;
	const char *own;

	while ((name = strsep(&rest, " ")))
		vec_push(&names->words, mem_strdup(name));
	for (size_t i = 0; (own = paints_theme(&app->settings->paints, i)); i++)
		vec_push(&names->words, mem_strdup(own));
	free(brought);
}

/* The theme after the one that is set.  What "auto" is now would be no change. */
static const char *next_theme(const struct app *app, const struct config_words *names)
{
	const char *now = app->settings->theme;
	size_t count = names->words.len, i = 0;

	while (i < count && strcmp(names->words.items[i], now) != 0)
		i++;
	do {
		i = i + 1 < count ? i + 1 : 0;
	} while (!strcmp(now, "auto") && app->screen.theme &&
		 !strcmp(names->words.items[i], app->screen.theme));
	return names->words.items[i];
}

bool do_theme(struct app *app, const struct call *call)
{
	struct config_words names = {0};
	const char *theme;
	bool ok;

	themes(app, &names);
	theme = next_theme(app, &names);
	ok = settings_set(app->settings, "theme", theme, call->err);
	if (ok) {
		effects_add(call->effects, EFFECT_THEME, theme, 0, 0);
		if (!strcmp(theme, "auto") && app->screen.theme)
			app_say(app, _("Theme: %s (%s)"), theme, app->screen.theme);
		else
			app_say(app, _("Theme: %s"), theme);
	}
	config_release(&names);
	return ok;
}

bool do_paint(struct app *app, const struct call *call)
{
	struct config_words words = {0};
	bool ok;

	if (!config_split(call->argument ? call->argument : "", &words, call->err))
		return false;
	ok = paints_take(&app->settings->paints, words.words.items, words.words.len, call->err);
	/* The theme shown may be the one that was painted. */
	if (ok)
		effects_add(call->effects, EFFECT_THEME, app->settings->theme, 0, 0);
	config_release(&words);
	return ok;
}
