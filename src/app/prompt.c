/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line at the bottom: a command after ':', or a pattern that is searched as
 * it is typed.  Tab completes, Up and Down bring lines of the past back.
 */
#include <stdlib.h>
#include <string.h>

#include "app/model.h"
#include "app/move.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/seek.h"
#include "base/language.h"

#define PAST_KEPT 100

void words_release(struct words *words)
{
	for (size_t i = 0; i < words->list.len; i++)
		free(words->list.items[i]);
	vec_release(&words->list);
}

void prompt_open(struct app *app, enum prompt_kind kind, bool backward)
{
	struct prompt *p = &app->prompt;

	*p = (struct prompt){.kind = kind,
			     .back = app->mode,
			     .top = app->top,
			     .focus = focus_copy(&app->focus),
			     .cursor = app->selection.cursor,
			     .backward = backward};
	field_init(&p->field, false);
	app->mode = MODE_PROMPT;
}

void prompt_close(struct app *app)
{
	struct prompt *p = &app->prompt;

	app->mode = p->back;
	field_release(&p->field);
	focus_release(&p->focus);
	free(p->before);
	*p = (struct prompt){0};
}

static void come_back(struct app *app)
{
	focus_release(&app->focus);
	app->focus = focus_copy(&app->prompt.focus);
	app->top = app->prompt.top;
	app->selection.cursor = app->prompt.cursor;
}

/* ---- what was typed before */
static void remember(struct app *app)
{
	const char *line = app->prompt.field.text.data;
	size_t kind = app->prompt.kind;

	for (size_t i = 0; i < app->past[kind].len; i++)
		if (!strcmp(app->past[kind].items[i], line)) {
			free(app->past[kind].items[i]);
			vec_remove(&app->past[kind], i);
			break;
		}
	if (app->past[kind].len == PAST_KEPT) {
		free(app->past[kind].items[0]);
		vec_remove(&app->past[kind], 0);
	}
	vec_push(&app->past[kind], mem_strdup(line));
}

/* Up (-1) and Down (+1) through the lines that begin with what was typed. */
static void recall(struct app *app, int direction)
{
	struct prompt *p = &app->prompt;
	size_t len = app->past[p->kind].len, at;

	if (!p->before || p->completing) {
		free(p->before);
		p->before = mem_strdup(p->field.text.data);
		p->choice = len;
		p->completing = false;
	}
	for (at = p->choice; direction < 0 ? at > 0 : at < len;) {
		at += (size_t)direction;
		if (at == len ||
		    !strncmp(app->past[p->kind].items[at], p->before, strlen(p->before))) {
			p->choice = at;
			field_set(&p->field, at == len ? p->before : app->past[p->kind].items[at]);
			return;
		}
	}
}

/* ---- completion */
static void add_if(struct words *words, const char *candidate, const char *typed)
{
	if (!strncmp(candidate, typed, strlen(typed)))
		vec_push(&words->list, mem_strdup(candidate));
}

static void add_words_if(struct words *words, const char *list, const char *typed)
{
	char *copy = mem_strdup(list), *save = NULL;

	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		add_if(words, w, typed);
	free(copy);
}

/* The values that a setting, or the argument of a command, can take. */
static void add_values(const struct app *app, struct words *words, const char *setting,
		       const char *typed)
{
	const char *list = settings_words(settings_index(setting)), *own;

	for (size_t i = 0; !strcmp(setting, "theme"); i++) {
		if (!(own = paints_theme(&app->settings->paints, i)))
			break;
		add_if(words, own, typed);
	}

	if (list)
		add_words_if(words, list, typed);
}

/* The words of a `paint` line. */
static void add_paint_words(const struct app *app, struct words *words, const char *line,
			    const char *typed)
{
	size_t index = 0;
	struct str list;

	for (const char *at = line; at + 1 < typed; at++)
		index += *at != ' ' && at[1] == ' ';
	str_init(&list);
	paints_words(&app->settings->paints, index, &list);
	add_words_if(words, list.data, typed);
	str_release(&list);
}

static void complete(const struct app *app, const char *line, struct words *words)
{
	const char *last = strrchr(line, ' ');
	size_t first = strcspn(line, " ");

	last = last ? last + 1 : line;
	if (last == line) {
		for (int id = 0; id < COMMAND_COUNT; id++)
			add_if(words, command_at((enum command_id)id)->name, last);
	} else if (!strncmp(line, "set ", 4) && last == line + 4) {
		for (size_t i = 0; i < settings_count(); i++)
			add_if(words, settings_name(i), last);
	} else if (!strncmp(line, "paint ", 6)) {
		add_paint_words(app, words, line + 6, last);
	} else {
		const char *setting = first == 3 && !strncmp(line, "set", 3) ? line + 4 : line;
		char *name = mem_strndup(setting, strcspn(setting, " "));

		add_values(app, words, name, last);
		free(name);
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void prompt_completions(const struct app *app, struct words *words)
{
	if (!app->prompt.before || !app->prompt.completing)
		return;
	complete(app, app->prompt.before, words);
	if (words->list.len > 1)
		qsort(words->list.items, words->list.len, sizeof *words->list.items, by_name);
}

static void complete_next(struct app *app, int direction)
{
	struct prompt *p = &app->prompt;
	struct words words = {0};
	bool first = !p->before || !p->completing;

	if (p->kind != PROMPT_COMMAND)
		return;
	if (first) {
		free(p->before);
		p->before = mem_strndup(p->field.text.data, p->field.cursor);
		p->choice = 0;
		p->completing = true;
	}
	prompt_completions(app, &words);
	if (words.list.len > 0) {
		const char *word = strrchr(p->before, ' ');
		size_t keep = word ? (size_t)(word + 1 - p->before) : 0, n = words.list.len;
		char *line;

		if (!first)
			p->choice = (p->choice + n + (size_t)direction) % n;
		str_truncate(&p->field.text, keep);
		p->field.cursor = keep;
		line = words.list.items[p->choice % n];
		field_insert(&p->field, line, strlen(line));
		if (n == 1) { /* done: the next Tab completes the next word */
			field_insert(&p->field, " ", 1);
			free(p->before);
			p->before = NULL;
		}
	} else {
		free(p->before);
		p->before = NULL;
	}
	words_release(&words);
}

/* ---- the pattern while it is typed */
static void search_live(struct app *app)
{
	come_back(app);
	search_release(app);
	app->prompt.wrong =
		app->prompt.field.text.len > 0 &&
		!search_start(app, app->prompt.field.text.data, app->prompt.backward, NULL);
}

static void finish_search(struct app *app)
{
	struct err err;
	char *pattern = mem_strdup(app->prompt.field.text.data);
	bool backward = app->prompt.backward, ok = true;
	/* What was searched for live need not be searched for again. */
	bool live = *pattern && app->search.query && !app->prompt.wrong;

	come_back(app);
	jump_push(app);
	if (!*pattern && app->past[PROMPT_SEARCH].len > 0) {
		/* Enter alone: the pattern before this one. */
		free(pattern);
		pattern = mem_strdup(
			app->past[PROMPT_SEARCH].items[app->past[PROMPT_SEARCH].len - 1]);
	} else if (*pattern) {
		remember(app);
	}
	prompt_close(app);
	if (live)
		search_keep(app);
	else if (*pattern)
		ok = search_start(app, pattern, backward, &err);
	if (!ok)
		app_complain(app, err.text);
	free(pattern);
}

static void finish_command(struct app *app, const struct event *event, struct effects *effects)
{
	struct err err;
	char *line = mem_strdup(app->prompt.field.text.data);

	if (*line)
		remember(app);
	prompt_close(app);
	if (*line && !app_run_line(app, line, 0, event->now, effects, &err))
		app_complain(app, err.text);
	free(line);
}

static void typed(struct app *app)
{
	free(app->prompt.before);
	app->prompt.before = NULL;
	if (app->prompt.kind == PROMPT_SEARCH)
		search_live(app);
}

static void cancel(struct app *app)
{
	if (app->prompt.kind == PROMPT_SEARCH) {
		search_release(app);
		come_back(app);
	}
	prompt_close(app);
}

void prompt_key(struct app *app, const struct event *event, struct effects *effects)
{
	struct prompt *p = &app->prompt;

	if (event->type == EVENT_PASTE) {
		field_insert(&p->field, event->text, event->len);
		typed(app);
		return;
	}
	switch (event->key) {
	case KEY_ESCAPE:
	case 'c' | KEY_CTRL:
		cancel(app);
		return;
	case KEY_ENTER_KEY:
	case 'j' | KEY_CTRL:
		if (p->kind == PROMPT_SEARCH)
			finish_search(app);
		else
			finish_command(app, event, effects);
		return;
	case KEY_TAB:
	case KEY_BACKTAB:
		complete_next(app, event->key == KEY_TAB ? 1 : -1);
		return;
	case KEY_UP_ARROW:
	case KEY_DOWN_ARROW:
	case 'p' | KEY_CTRL:
	case 'n' | KEY_CTRL:
		recall(app, event->key == KEY_UP_ARROW || event->key == ('p' | KEY_CTRL) ? -1 : 1);
		if (p->kind == PROMPT_SEARCH)
			search_live(app);
		return;
	case KEY_BACKSPACE_KEY:
		if (!p->field.text.len) {
			cancel(app);
			return;
		}
		break;
	default:
		break;
	}
	if (field_key(&p->field, event->key))
		typed(app);
}

bool do_command(struct app *app, const struct call *call)
{
	(void)call;
	prompt_open(app, PROMPT_COMMAND, false);
	return true;
}
