/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line at the bottom: a command after ':', or a pattern that is searched, or filters
 * the paragraphs, as it is typed.  Tab completes, Up and Down bring lines of the past
 * back.  The search there was before is kept aside while another is tried.
 */
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
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
	free(p->fault);
	search_drop(&p->kept);
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
/* Patterns are patterns, whatever they are for. */
static size_t past_of(enum prompt_kind kind)
{
	return kind == PROMPT_COMMAND ? 0 : 1;
}

void prompt_remember(struct app *app, enum prompt_kind kind, const char *line,
		     struct effects *effects)
{
	size_t past = past_of(kind);
	char *copy = mem_strdup(line); /* it may be the one that is there */

	for (size_t i = 0; i < app->past[past].len; i++)
		if (!strcmp(app->past[past].items[i], copy)) {
			free(app->past[past].items[i]);
			vec_remove(&app->past[past], i);
			break;
		}
	if (app->past[past].len == PAST_KEPT) {
		free(app->past[past].items[0]);
		vec_remove(&app->past[past], 0);
	}
	vec_push(&app->past[past], copy);
	if (effects)
		effects_add(effects, EFFECT_TYPED, copy, 0, past ? '/' : ':');
}

void app_remember(struct app *app, char prompt, const char *line)
{
	prompt_remember(app, prompt == ':' ? PROMPT_COMMAND : PROMPT_SEARCH, line, NULL);
}

/* Up (-1) and Down (+1) through the lines that begin with what was typed. */
static void recall(struct app *app, int direction)
{
	struct prompt *p = &app->prompt;
	size_t past = past_of(p->kind), len = app->past[past].len, at;

	if (!p->before || p->completing) {
		free(p->before);
		p->before = mem_strdup(p->field.text.data);
		p->choice = len;
		p->completing = false;
	}
	for (at = p->choice; direction < 0 ? at > 0 : at < len;) {
		at += (size_t)direction;
		if (at == len ||
		    !strncmp(app->past[past].items[at], p->before, strlen(p->before))) {
			p->choice = at;
			field_set(&p->field, at == len ? p->before : app->past[past].items[at]);
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
static void add_values(struct words *words, const char *setting, const char *typed)
{
	const char *list = settings_words(settings_index(setting));

	if (list)
		add_words_if(words, list, typed);
}

static void complete(const char *line, struct words *words)
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
	} else {
		const char *setting = first == 3 && !strncmp(line, "set", 3) ? line + 4 : line;
		char *name = mem_strndup(setting, strcspn(setting, " "));

		add_values(words, name, last);
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
	complete(app->prompt.before, words);
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
/* Another search in place of the one before, which is kept. */
static void set_aside(struct app *app)
{
	struct prompt *p = &app->prompt;

	if (p->live) {
		search_release(app);
		return;
	}
	p->kept = app->search;
	app->search = (struct search){0};
	p->live = true;
}

static void take_back(struct app *app)
{
	struct prompt *p = &app->prompt;

	if (!p->live)
		return;
	search_release(app);
	app->search = p->kept;
	p->kept = (struct search){0};
	p->live = false;
}

/* All as it was before the prompt was opened. */
static void restore(struct app *app)
{
	if (app->prompt.kind == PROMPT_FILTER)
		filter_release(app);
	take_back(app);
	come_back(app);
}

/* What is typed, tried.  An expression that is not finished leaves the screen as it is. */
static void try_pattern(struct app *app)
{
	struct prompt *p = &app->prompt;
	const char *pattern = p->field.text.data;
	struct err why;

	free(p->fault);
	p->fault = query_fault(pattern, &why) ? mem_strdup(why.text) : NULL;
	p->wrong = p->fault;
	if (p->fault)
		return;
	restore(app);
	if (!*pattern)
		return;
	set_aside(app);
	p->wrong = p->kind == PROMPT_FILTER ? !filter_start(app, pattern, p->context, NULL)
					    : !search_start(app, pattern, p->backward, NULL);
}

/* The pattern that Enter alone means: the one searched for, else the last typed.  Yours;
 * NULL: there is none. */
static char *pattern_before(const struct app *app)
{
	size_t past = past_of(PROMPT_SEARCH), len = app->past[past].len;

	if (app->search.query)
		return mem_strdup(query_pattern(app->search.query));
	return len ? mem_strdup(app->past[past].items[len - 1]) : NULL;
}

/* Enter alone. */
static bool repeat(struct app *app, enum prompt_kind kind, bool backward, int context,
		   struct err *err)
{
	char *pattern = pattern_before(app);
	bool ok;

	if (!pattern)
		return true;
	if (kind == PROMPT_FILTER)
		ok = filter_start(app, pattern, context, err);
	else if (app->search.query)
		ok = search_repeat(app, backward, err);
	else
		ok = search_start(app, pattern, backward, err);
	free(pattern);
	return ok;
}

/* Enter: what was tried is meant, and need not be tried again. */
static void finish_pattern(struct app *app, struct effects *effects)
{
	struct prompt *p = &app->prompt;
	enum prompt_kind kind = p->kind;
	char *pattern = mem_strdup(p->field.text.data);
	bool backward = p->backward, wrong = p->wrong, ok = true;
	int context = p->context;
	struct err err;

	if (*pattern)
		prompt_remember(app, kind, pattern, effects);
	if (kind == PROMPT_SEARCH || wrong) {
		come_back(app);
		jump_push(app);
	}
	prompt_close(app);
	if (!*pattern)
		ok = repeat(app, kind, backward, context, &err);
	else if (wrong && app->search.query)
		search_complain(app);
	else if (wrong)
		ok = kind == PROMPT_FILTER ? filter_start(app, pattern, context, &err)
					   : search_start(app, pattern, backward, &err);
	else if (kind == PROMPT_SEARCH)
		search_keep(app);
	if (!ok)
		app_complain(app, err.text);
	free(pattern);
}

static void finish_command(struct app *app, const struct event *event, struct effects *effects)
{
	struct err err;
	char *line = mem_strdup(app->prompt.field.text.data);

	if (*line)
		prompt_remember(app, PROMPT_COMMAND, line, effects);
	prompt_close(app);
	if (*line && !app_run_line(app, line, 0, event->now, effects, &err))
		app_complain(app, err.text);
	free(line);
}

static void typed(struct app *app)
{
	free(app->prompt.before);
	app->prompt.before = NULL;
	if (app->prompt.kind != PROMPT_COMMAND)
		try_pattern(app);
}

static void cancel(struct app *app)
{
	if (app->prompt.kind != PROMPT_COMMAND)
		restore(app);
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
		if (p->fault) /* it is told already, and can be mended */
			effects_add(effects, EFFECT_BELL, NULL, 0, 0);
		else if (p->kind == PROMPT_COMMAND)
			finish_command(app, event, effects);
		else
			finish_pattern(app, effects);
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
		if (p->kind != PROMPT_COMMAND)
			try_pattern(app);
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
