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
void prompt_completions(const struct app *app, struct completions *found)
{
	if (app->prompt.before && app->prompt.completing)
		completions_find(app, app->prompt.before, found);
}

static void complete_next(struct app *app, int direction)
{
	struct prompt *p = &app->prompt;
	struct completions found = {0};
	bool first = !p->before || !p->completing;

	if (p->kind != PROMPT_COMMAND)
		return;
	if (first) {
		free(p->before);
		p->before = mem_strndup(p->field.text.data, p->field.cursor);
		p->choice = 0;
		p->completing = true;
	}
	prompt_completions(app, &found);
	if (found.list.len > 0) {
		const char *word = strrchr(p->before, ' ');
		size_t keep = word ? (size_t)(word + 1 - p->before) : 0, n = found.list.len;
		char *line;

		if (!first)
			p->choice = (p->choice + n + (size_t)direction) % n;
		str_truncate(&p->field.text, keep);
		p->field.cursor = keep;
		line = found.list.items[p->choice % n].word;
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
	completions_release(&found);
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

static bool finish_search(struct app *app, struct err *err)
{
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
		ok = search_start(app, pattern, backward, err);
	free(pattern);
	return ok;
}

static bool finish_command(struct app *app, const struct call *call)
{
	char *line = mem_strdup(app->prompt.field.text.data);
	bool ok = true;

	if (*line)
		remember(app);
	prompt_close(app);
	if (*line)
		ok = app_run_line(app, line, 0, call->now, call->effects, call->err);
	free(line);
	return ok;
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

bool do_prompt_accept(struct app *app, const struct call *call)
{
	return app->prompt.kind == PROMPT_SEARCH ? finish_search(app, call->err)
						 : finish_command(app, call);
}

bool do_prompt_leave(struct app *app, const struct call *call)
{
	(void)call;
	cancel(app);
	return true;
}

bool do_prompt_complete(struct app *app, const struct call *call)
{
	(void)call;
	complete_next(app, 1);
	return true;
}

bool do_prompt_complete_back(struct app *app, const struct call *call)
{
	(void)call;
	complete_next(app, -1);
	return true;
}

static bool go_in_past(struct app *app, int direction)
{
	recall(app, direction);
	if (app->prompt.kind == PROMPT_SEARCH)
		search_live(app);
	return true;
}

bool do_prompt_earlier(struct app *app, const struct call *call)
{
	(void)call;
	return go_in_past(app, -1);
}

bool do_prompt_later(struct app *app, const struct call *call)
{
	(void)call;
	return go_in_past(app, 1);
}

void prompt_key(struct app *app, const struct event *event)
{
	struct field *f = &app->prompt.field;

	if (event->type == EVENT_PASTE)
		field_insert(f, event->text, event->len);
	else if (event->key == KEY_BACKSPACE_KEY && !f->text.len) {
		cancel(app);
		return;
	} else if (!field_key(f, event->key))
		return;
	typed(app);
}

bool do_command(struct app *app, const struct call *call)
{
	(void)call;
	prompt_open(app, PROMPT_COMMAND, false);
	return true;
}
