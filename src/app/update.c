/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events, one at a time, to the part of the model that they concern.
 */
#include <string.h>

#include "app/annotate.h"
#include "app/editor.h"
#include "app/list.h"
#include "app/list_shelf.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/question.h"
#include "app/review.h"
#include "app/run.h"
#include "app/seek.h"
#include "app/select.h"
#include "app/stats.h"
#include "base/language.h"
#include "base/utf8.h"
#include "text/settle.h"

#define STEP ((size_t)1 << 20) /* bytes of text passed through in a slice of idle time */
#define COUNT_MOST 100000000

static void forget_keys(struct app *app)
{
	app->keys.len = 0;
	app->count = 0;
	app->wants_key = COMMAND_COUNT;
}

static void complain_or(struct app *app, bool ok, const struct err *err)
{
	if (!ok)
		app_complain(app, err->text);
}

/* The key that a command waits for: a letter of a mark, of a colour. */
static void give_key(struct app *app, const struct event *event, struct effects *effects)
{
	char argument[UTF8_MAX + 1] = "";
	struct err err = {""};
	struct call call = {.count = app->wants_count,
			    .argument = argument,
			    .now = event->now,
			    .effects = effects,
			    .err = &err};
	enum command_id id = app->wants_key;

	forget_keys(app);
	if (event->key == KEY_TAB)
		argument[0] = '\t';
	else if (event->key < KEY_NAMED && event->key >= ' ')
		argument[utf8_encode(event->key, argument)] = '\0';
	else
		return;
	complain_or(app, app_run(app, id, &call), &err);
}

static bool take_digit(struct app *app, uint32_t key)
{
	if (app->keys.len > 0 || key < '0' || key > '9' || (key == '0' && !app->count))
		return false;
	if (app->count < COUNT_MOST)
		app->count = app->count * 10 + (int)(key - '0');
	return true;
}

static void reader_key(struct app *app, const struct event *event, struct effects *effects)
{
	const char *line;
	int count = app->count;
	struct err err = {""};

	if (app->wants_key != COMMAND_COUNT) {
		give_key(app, event, effects);
		return;
	}
	if (take_digit(app, event->key))
		return;
	if (app->keys.len > 0 && event->key == KEY_ESCAPE) {
		forget_keys(app);
		return;
	}
	app->keys.key[app->keys.len++] = event->key;
	switch (keymap_look_up(app->keymap, app->mode == MODE_SELECT, &app->keys, &line)) {
	case KEYMAP_FOUND:
		forget_keys(app);
		complain_or(app, app_run_line(app, line, count, event->now, effects, &err), &err);
		break;
	case KEYMAP_PREFIX:
		if (app->keys.len < KEYMAP_KEYS)
			break;
		/* fall through */
	case KEYMAP_NONE: {
		struct str help;

		forget_keys(app);
		str_init(&help);
		keymap_show(app->keymap, COMMAND_HELP, 1, &help);
		app_say(app, _("This key has no command (%s shows those that have)"), help.data);
		str_release(&help);
		effects_add(effects, EFFECT_BELL, NULL, 0, 0);
		break;
	}
	}
}

/* Alt and a key that mean nothing together are Esc and the key, typed (or sent)
 * faster than the terminal tells apart. */
static bool is_escape_and_key(const struct app *app, const struct event *event)
{
	struct keys keys = app->keys;
	const char *line;

	if (event->type != EVENT_KEY || !(event->key & KEY_ALT))
		return false;
	if (app->mode == MODE_READ || app->mode == MODE_SELECT) {
		keys.key[keys.len++] = event->key;
		return keymap_look_up(app->keymap, app->mode == MODE_SELECT, &keys, &line) ==
		       KEYMAP_NONE;
	}
	if (app->mode == MODE_LIST && list_takes_alt(app, event->key))
		return false;
	return !field_takes_alt(event->key) &&
	       !(app->mode == MODE_NOTE && event->key == (KEY_ENTER_KEY | KEY_ALT));
}

static void key(struct app *app, const struct event *event, struct effects *effects)
{
	if (is_escape_and_key(app, event)) {
		struct event escape = *event, rest = *event;

		escape.key = KEY_ESCAPE;
		rest.key &= ~(uint32_t)KEY_ALT;
		key(app, &escape, effects);
		key(app, &rest, effects);
		return;
	}
	free(app->message);
	app->message = NULL;
	app->following = false;
	if (app->mode == MODE_QUESTION && question_key(app, event, effects)) {
		page_settle(app);
		return;
	}
	switch (app->mode) {
	case MODE_READ:
	case MODE_SELECT:
		if (event->type == EVENT_KEY)
			reader_key(app, event, effects);
		break;
	case MODE_PROMPT:
		prompt_key(app, event, effects);
		break;
	case MODE_NOTE:
		editor_key(app, event, effects);
		list_resume(app);
		break;
	case MODE_LIST:
		list_key(app, event, effects);
		break;
	case MODE_REVIEW:
		review_key(app, event, effects);
		break;
	case MODE_QUESTION: /* answered or taken away above */
		break;
	}
	page_settle(app);
}

static void resize(struct app *app, const struct event *event)
{
	app->rows = event->rows;
	app->columns = event->columns;
	if (app->following)
		go_to_end(app);
	else if (app->mode == MODE_SELECT)
		selection_move_to(app, app->selection.cursor);
	else if (app->mode == MODE_NOTE && !span_empty(app->editor.span))
		page_show(app, app->editor.span);
	shelf_resized(app);
	page_settle(app);
}

static void stream(struct app *app)
{
	/* The last paragraph may have been cut where the stream had got to, and a
	 * short beginning may have been taken for another kind of text. */
	cache_forget(app->cache, 0);
	tally_grown(app->tally);
	app->title = article_title(app->article);
	search_grown(app);
	if (app->following) {
		free(app->message); /* it was of what was there before */
		app->message = NULL;
		go_to_end(app);
	}
	page_settle(app);
}

static void idle(struct app *app, struct effects *effects)
{
	if (app->drafts_changed && drafts_ready(app))
		drafts_hand_out(app, effects);
	else if (search_busy(app))
		search_step(app);
	else if (shelf_busy(app))
		shelf_step(app, effects);
	else if (list_busy(app))
		list_step(app);
	else if (article_busy(app->article))
		article_step(app->article, STEP);
	else
		tally_step(app->tally, STEP);
}

bool app_busy(const struct app *app)
{
	return app->drafts_changed || search_busy(app) || shelf_busy(app) || list_busy(app) ||
	       article_busy(app->article) || tally_busy(app->tally);
}

static void message(struct app *app, const struct event *event)
{
	if (!event->text || !*event->text)
		return;
	if (event->ok)
		app_say(app, "%s", event->text);
	else
		app_complain(app, event->text);
}

void app_update(struct app *app, const struct event *event, struct effects *effects)
{
	switch (event->type) {
	case EVENT_KEY:
	case EVENT_PASTE:
		key(app, event, effects);
		stats_key(app, event->now);
		break;
	case EVENT_RESIZE:
		resize(app, event);
		break;
	case EVENT_IDLE:
		idle(app, effects);
		break;
	case EVENT_RESUME:
		effects_add(effects, EFFECT_REDRAW, NULL, 0, 0);
		break;
	case EVENT_QUIT:
		if (app->mode == MODE_NOTE)
			draft_keep(app);
		app_leave(app, effects);
		break;
	case EVENT_STREAM:
		stream(app);
		break;
	case EVENT_SAVED:
	case EVENT_MESSAGE:
		message(app, event);
		break;
	case EVENT_ASK:
		question_ask(app, event->text, event->number);
		break;
	case EVENT_NOTES:
		annotate_changed(app, NULL);
		list_notes_changed(app);
		page_settle(app);
		message(app, event);
		break;
	case EVENT_EDITED:
		editor_edited(app, event, effects);
		list_resume(app);
		page_settle(app);
		break;
	case EVENT_NONE:
		break;
	}
}
