/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands that the configuration is written in: `set`, `map`, `unmap`, `source`.
 */
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/list.h"
#include "app/model.h"
#include "app/run.h"
#include "base/language.h"

/* ---- settings */
/* What `set NAME` tells: the value, where it came from, what it is for. */
static bool show_setting(struct app *app, const char *name, struct err *err)
{
	struct str value;
	bool ok;

	str_init(&value);
	ok = settings_get(app->settings, name, &value);
	if (ok)
		app_say(app, _("%s = %s (%s): %s"), name, value.len > 0 ? value.data : _("empty"),
			app_origin(app->settings, settings_index(name)),
			_(settings_help(settings_index(name))));
	else
		err_set(err, "%s: no such setting", name);
	str_release(&value);
	return ok;
}

const char *app_origin(const struct settings *s, size_t setting)
{
	const char *origin = settings_origin(s, setting);

	if (!origin)
		return _("as at first");
	return *origin ? origin : _("set by hand");
}

static char *value_of(const struct app *app, const char *name)
{
	struct str value;

	str_init(&value);
	settings_get(app->settings, name, &value);
	return str_take(&value);
}

/* What a new value of a setting means beyond its being remembered. */
static void setting_changed(struct app *app, const char *name, const char *value,
			    struct effects *effects)
{
	if (!strcmp(name, "theme"))
		effects_add(effects, EFFECT_THEME, value, 0, 0);
	else if (!strcmp(name, "encoding"))
		effects_add(effects, EFFECT_ENCODING, value, 0, 0);
	else if (!strcmp(name, "mouse"))
		effects_add(effects, EFFECT_MOUSE, NULL, 0, 0);
	else if (!strcmp(name, "width"))
		app->usual_width = app->settings->width;
}

/* The words of a `set` that gives a value. */
static bool assign(struct app *app, const struct config_words *words, const char *name,
		   const struct call *call)
{
	char *before = value_of(app, name), *after;
	bool ok = settings_assign(app->settings, words->words.items, words->words.len, call->err);

	after = value_of(app, name);
	if (ok && strcmp(before, after))
		setting_changed(app, name, after, call->effects);
	free(before);
	free(after);
	return ok;
}

/* Whether one word asks for a value ("width", "width?") instead of giving one. */
static bool asks_for_value(const char *word)
{
	size_t len = strlen(word), i = settings_index(word);

	if (len > 0 && word[len - 1] == '?')
		return true;
	return i < SETTINGS_COUNT && !settings_is_flag(i);
}

/* The setting that a word after `set` is about; "noNAME" is about a flag.  Yours. */
static char *name_in(const char *word)
{
	char *name = mem_strndup(word, strcspn(word, "=?&"));

	if (settings_index(name) == SETTINGS_COUNT && !strncmp(name, "no", 2) &&
	    settings_is_flag(settings_index(name + 2)))
		memmove(name, name + 2, strlen(name + 2) + 1);
	return name;
}

bool do_set(struct app *app, const struct call *call)
{
	struct config_words words = {0};
	char *name;
	bool ok;

	if (!config_split(call->argument ? call->argument : "", &words, call->err))
		return false;
	if (!words.words.len) {
		list_open(app, &list_settings);
		return true;
	}
	name = name_in(words.words.items[0]);
	if (words.words.len == 1 && asks_for_value(words.words.items[0]))
		ok = show_setting(app, name, call->err);
	else
		ok = assign(app, &words, name, call);
	free(name);
	config_release(&words);
	return ok;
}

/* ---- keys */
/* The words after `map`: "[-CONTEXT] KEYS COMMAND…". */
struct binding_words {
	struct config_words split;
	enum context context; /* CONTEXT_COUNT: none was named */
	const char *keys;     /* NULL: none */
	const char *line;     /* the command, as it was written; "": none */
};

static bool split_binding(struct binding_words *b, const struct call *call)
{
	const char *line = call->argument ? call->argument : "", *first;
	int words = 1;

	*b = (struct binding_words){.context = CONTEXT_COUNT};
	if (!config_split(line, &b->split, call->err))
		return false;
	first = b->split.words.len > 0 ? b->split.words.items[0] : "";
	/* "-" alone, and before another key, is a key. */
	if (first[0] == '-' && context_find(first + 1) != CONTEXT_COUNT) {
		b->context = context_find(first + 1);
		words++;
	}
	if (b->split.words.len >= (size_t)words)
		b->keys = b->split.words.items[words - 1];
	b->line = app_rest(line, words);
	return true;
}

/* What the keys do now, wherever they do something. */
static bool show_keys(struct app *app, const struct binding_words *b, struct err *err)
{
	struct keys keys;
	struct str s;
	bool any;

	if (!keys_parse(&keys, b->keys, err))
		return false;
	str_init(&s);
	for (int i = 0; i < CONTEXT_COUNT; i++) {
		enum context context = (enum context)i;
		const char *line;

		if (b->context != CONTEXT_COUNT && b->context != context)
			continue;
		if (keymap_bound(app->keymap, context, &keys, &line))
			str_addf(&s, "%s%s: %s", s.len > 0 ? ", " : "", context_name(context),
				 line);
	}
	any = s.len > 0 || err_set(err, "%s: this key has no command", b->keys);
	if (any)
		app_say(app, "%s  %s", b->keys, s.data);
	str_release(&s);
	return any;
}

/* In the context that was named, else where the command can run: while reading, or, of
 * those for another context, there. */
static bool bind(struct app *app, const struct binding_words *b, struct err *err)
{
	char *name = mem_strndup(b->line, strcspn(b->line, " \t"));
	enum command_id id = command_find(name);
	enum context context = b->context;
	bool ok;

	if (id != COMMAND_COUNT && context == CONTEXT_COUNT)
		context = command_context(id);
	if (id == COMMAND_COUNT)
		ok = err_set(err, "%s: no such command", name);
	else
		ok = keymap_bind(app->keymap, context, b->keys, b->line, err);
	free(name);
	return ok;
}

bool do_map(struct app *app, const struct call *call)
{
	struct binding_words b;
	bool ok = true;

	if (!split_binding(&b, call))
		return false;
	if (!b.keys)
		list_open(app, &list_help);
	else if (!*b.line || *b.line == '#')
		ok = show_keys(app, &b, call->err);
	else
		ok = bind(app, &b, call->err);
	config_release(&b.split);
	return ok;
}

/* Without a context, wherever the text is read. */
static bool unbind(struct app *app, const struct binding_words *b, struct err *err)
{
	bool ok;

	if (b->context != CONTEXT_COUNT)
		return keymap_unbind(app->keymap, b->context, b->keys, err);
	ok = keymap_unbind(app->keymap, CONTEXT_READ, b->keys, err);
	return keymap_unbind(app->keymap, CONTEXT_SELECT, b->keys, ok ? NULL : err) || ok;
}

bool do_unmap(struct app *app, const struct call *call)
{
	struct binding_words b;
	bool ok;

	if (!split_binding(&b, call))
		return false;
	ok = b.keys ? unbind(app, &b, call->err) : err_set(call->err, "unmap: a key");
	config_release(&b.split);
	return ok;
}

bool do_source(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_SOURCE, call->argument, 0, 0);
	return true;
}
