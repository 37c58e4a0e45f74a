/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line is looked at by its words alone: which word is the last, and what stands before
 * it, say which table it is of.
 */
#include "app/completion.h"

#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/run.h"
#include "app/settings.h"
#include "base/language.h"

/* The word that is typed, and those before it. */
struct typed {
	const struct app *app;
	const char *word; /* the last one, as far as it goes */
	size_t len;
	char *const *before;
	size_t count;
};

void completions_release(struct completions *c)
{
	for (size_t i = 0; i < c->list.len; i++) {
		free(c->list.items[i].word);
		free(c->list.items[i].about);
	}
	vec_release(&c->list);
}

static void add(struct completions *found, const struct typed *t, const char *word,
		const char *about)
{
	if (strncmp(word, t->word, t->len))
		return;
	vec_push(&found->list, ((struct completion){mem_strdup(word), mem_strdup(about)}));
}

/* ---- the tables */
/* "what it does  (its keys)" */
static void add_commands(struct completions *found, const struct typed *t, unsigned contexts)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		enum command_id id = (enum command_id)i;
		const struct command *c = command_at(id);
		struct str about;

		if (!(c->flags & contexts))
			continue;
		str_init(&about);
		keymap_show(t->app->keymap, id, 2, &about);
		if (about.len > 0) {
			str_insert(&about, 0, "  (", 3);
			str_addc(&about, ')');
		}
		str_insert(&about, 0, _(c->help), strlen(_(c->help)));
		add(found, t, c->name, about.data);
		str_release(&about);
	}
}

static void add_settings(struct completions *found, const struct typed *t)
{
	for (size_t i = 0; i < SETTINGS_COUNT; i++) {
		struct str about;

		str_init(&about);
		settings_get(t->app->settings, settings_name(i), &about);
		if (!about.len)
			str_add(&about, _("empty"));
		str_addf(&about, "  %s", _(settings_help(i)));
		add(found, t, settings_name(i), about.data);
		str_release(&about);
	}
}

/* The words of a list with blanks between; `now` is the one that counts. */
static void add_words(struct completions *found, const struct typed *t, const char *list,
		      const char *now)
{
	char *copy = mem_strdup(list), *save = NULL;

	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		add(found, t, w, now && !strcmp(w, now) ? _("as it is now") : "");
	free(copy);
}

/* The reader's own themes. */
static void add_themes(struct completions *found, const struct typed *t)
{
	const struct settings *s = t->app->settings;
	const char *own;

	for (size_t i = 0; (own = paints_theme(&s->paints, i)); i++)
		add(found, t, own, strcmp(own, s->theme) ? "" : _("as it is now"));
}

/* The words of a `paint` line. */
static void add_for_paint(struct completions *found, const struct typed *t)
{
	struct str list;

	str_init(&list);
	paints_words(&t->app->settings->paints, t->count - 1, &list);
	add_words(found, t, list.data, NULL);
	str_release(&list);
}

/* What a setting can be; of free text, what it is. */
static void add_values(struct completions *found, const struct typed *t, const char *setting)
{
	size_t i = settings_index(setting);
	struct str now;

	if (i == SETTINGS_COUNT)
		return;
	str_init(&now);
	settings_get(t->app->settings, setting, &now);
	if (settings_is_flag(i))
		add_words(found, t, "on off", now.data);
	else if (settings_words(i))
		add_words(found, t, settings_words(i), now.data);
	else if (now.len > 0)
		add(found, t, now.data, _("as it is now"));
	if (i == SETTING_theme)
		add_themes(found, t);
	str_release(&now);
}

static void add_contexts(struct completions *found, const struct typed *t)
{
	static const char *const about[CONTEXT_COUNT] = {
		[CONTEXT_READ] = N_("while reading"),
		[CONTEXT_SELECT] = N_("in a selection"),
		[CONTEXT_LIST] = N_("in a list"),
		[CONTEXT_NOTE] = N_("in a note being written"),
		[CONTEXT_PROMPT] = N_("in a line being typed"),
		[CONTEXT_REVIEW] = N_("in the review"),
		[CONTEXT_WINDOW] = N_("in what a program writes"),
	};

	for (int i = 0; i < CONTEXT_COUNT; i++) {
		struct str word;

		str_init(&word);
		str_addf(&word, "-%s", context_name((enum context)i));
		add(found, t, word.data, _(about[i]));
		str_release(&word);
	}
}

/* `map [-CONTEXT] KEYS COMMAND`, `unmap [-CONTEXT] KEYS`. */
static void add_for_map(struct completions *found, const struct typed *t)
{
	bool in_context = t->count > 1 && t->before[1][0] == '-' &&
			  context_find(t->before[1] + 1) != CONTEXT_COUNT;
	size_t words = t->count - (in_context ? 1 : 0);

	if (t->count == 1 && t->word[0] == '-')
		add_contexts(found, t);
	else if (words == 2 && !strcmp(t->before[0], "map"))
		add_commands(found, t, COMMAND_ANYWHERE);
}

/* ---- the line */
static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct completion *)a)->word, ((const struct completion *)b)->word);
}

static void find(struct completions *found, const struct typed *t)
{
	const char *command = t->count > 0 ? t->before[0] : NULL;

	if (!command)
		add_commands(found, t, COMMAND_READ | 1U << app_context_of(t->app->prompt.back));
	else if (!strcmp(command, "set") && t->count == 1)
		add_settings(found, t);
	else if (!strcmp(command, "set") && t->count == 2)
		add_values(found, t, t->before[1]);
	else if (!strcmp(command, "map") || !strcmp(command, "unmap"))
		add_for_map(found, t);
	else if (!strcmp(command, "paint"))
		add_for_paint(found, t);
	else if (t->count == 1) /* "theme", "color": the setting of that name */
		add_values(found, t, command);
}

void completions_find(const struct app *app, const char *line, struct completions *found)
{
	char *copy = mem_strdup(line), *last = strrchr(copy, ' '), *save = NULL;
	struct typed t = {.app = app, .word = last ? last + 1 : copy};
	VEC(char *) before = {0};

	t.len = strlen(t.word);
	if (last) {
		*last = '\0';
		for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
			vec_push(&before, w);
	}
	t.before = before.items;
	t.count = before.len;
	find(found, &t);
	if (found->list.len > 1)
		qsort(found->list.items, found->list.len, sizeof *found->list.items, by_word);
	vec_release(&before);
	free(copy);
}
