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

void prompt_open(struct app *app, enum prompt_kind kind, bool backward)
{
	struct prompt *p = &app->prompt;

	prompt_leave(app);
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
	return kind == PROMPT_COMMAND ? 0 : kind == PROMPT_PIPE ? 2 : 1;
}

static bool is_pattern(enum prompt_kind kind)
{
	return kind == PROMPT_SEARCH || kind == PROMPT_FILTER;
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
static bool finish_pattern(struct app *app, const struct call *call)
{
	struct prompt *p = &app->prompt;
	enum prompt_kind kind = p->kind;
	char *pattern = mem_strdup(p->field.text.data);
	bool backward = p->backward, wrong = p->wrong, ok = true;
	int context = p->context;

	if (*pattern)
		prompt_remember(app, kind, pattern, call->effects);
	if (kind == PROMPT_SEARCH || wrong) {
		come_back(app);
		jump_push(app);
	}
	prompt_close(app);
	if (!*pattern)
		ok = repeat(app, kind, backward, context, call->err);
	else if (wrong && app->search.query)
		search_complain(app);
	else if (wrong)
		ok = kind == PROMPT_FILTER ? filter_start(app, pattern, context, call->err)
					   : search_start(app, pattern, backward, call->err);
	else if (kind == PROMPT_SEARCH)
		search_keep(app);
	free(pattern);
	return ok;
}

static bool finish_command(struct app *app, const struct call *call)
{
	char *line = mem_strdup(app->prompt.field.text.data);
	bool ok = true;

	if (*line)
		prompt_remember(app, PROMPT_COMMAND, line, call->effects);
	prompt_close(app);
	if (*line)
		ok = app_run_line(app, line, 0, call->now, call->effects, call->err);
	free(line);
	return ok;
}

/* Enter alone: the same command as the last time. */
static bool finish_pipe(struct app *app, const struct call *call)
{
	struct call run = *call;
	bool ok = true;
	char *line;

	if (!app->prompt.field.text.len && app->past[past_of(PROMPT_PIPE)].len > 0)
		recall(app, -1);
	line = mem_strdup(app->prompt.field.text.data);
	if (*line)
		prompt_remember(app, PROMPT_PIPE, line, NULL);
	prompt_close(app);
	run.argument = line;
	if (*line)
		ok = app_run(app, COMMAND_PIPE, &run);
	free(line);
	return ok;
}

static void typed(struct app *app)
{
	free(app->prompt.before);
	app->prompt.before = NULL;
	if (is_pattern(app->prompt.kind))
		try_pattern(app);
}

void prompt_leave(struct app *app)
{
	if (app->mode != MODE_PROMPT)
		return;
	if (is_pattern(app->prompt.kind))
		restore(app);
	prompt_close(app);
}

bool do_prompt_accept(struct app *app, const struct call *call)
{
	if (app->prompt.fault) { /* it is told already, and can be mended */
		effects_add(call->effects, EFFECT_BELL, NULL, 0, 0);
		return true;
	}
	if (app->prompt.kind == PROMPT_PIPE)
		return finish_pipe(app, call);
	return is_pattern(app->prompt.kind) ? finish_pattern(app, call) : finish_command(app, call);
}

bool do_prompt_leave(struct app *app, const struct call *call)
{
	(void)call;
	prompt_leave(app);
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
	if (is_pattern(app->prompt.kind))
		try_pattern(app);
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
		prompt_leave(app);
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
