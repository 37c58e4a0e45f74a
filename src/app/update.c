/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events, one at a time, to the part of the model that they concern.
 */
#include <string.h>

#include "app/aloud.h"
#include "app/annotate.h"
#include "app/announce.h"
#include "app/editor.h"
#include "app/filter.h"
#include "app/list.h"
#include "app/list_shelf.h"
#include "app/model.h"
#include "app/mouse.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/question.h"
#include "app/review.h"
#include "app/run.h"
#include "app/section.h"
#include "app/seek.h"
#include "app/select.h"
#include "app/stats.h"
#include "app/window.h"
#include "base/language.h"
#include "base/utf8.h"
#include "text/settle.h"

#define STEP ((size_t)1 << 20) /* bytes of text passed through in a slice of idle time */
#define COUNT_MOST 100000000
#define BEGUN_SECONDS 1 /* after which a key goes with none before it that had a command */

static void forget_begun(struct app *app)
{
	focus_release(&app->begun.focus);
	app->begun.ran = false;
}

static void forget_keys(struct app *app)
{
	forget_begun(app);
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

/* g goes to the beginning at once, though v may follow it. */
static void remember_begun(struct app *app, int count, time_t now)
{
	forget_begun(app);
	app->begun = (struct begun){.ran = true,
				    .count = count,
				    .when = now,
				    .top = app->top,
				    .focus = focus_copy(&app->focus),
				    .anchor = app->selection.anchor,
				    .cursor = app->selection.cursor};
}

/* Changes where the reader is for where he was before the keys begun, or back. */
static void exchange_begun(struct app *app)
{
	struct begun *b = &app->begun, now = *b;

	b->top = app->top;
	b->focus = app->focus;
	b->anchor = app->selection.anchor;
	b->cursor = app->selection.cursor;
	app->top = now.top;
	app->focus = now.focus;
	app->selection.anchor = now.anchor;
	app->selection.cursor = now.cursor;
}

/* The keys have a command that begins with one that ran: the longer one is meant.  Where
 * it can do nothing they were meant one by one.  False: so it is. */
static bool run_instead(struct app *app, const char *line, const struct event *event,
			struct effects *effects)
{
	struct err err = {""};
	enum mode mode = app->mode;

	exchange_begun(app);
	if (app_run_line(app, line, app->begun.count, event->now, effects, &err))
		return true;
	if (app->mode == mode)
		exchange_begun(app);
	return false;
}

static void run_keys(struct app *app, const char *line, const struct event *event,
		     struct effects *effects)
{
	bool begins = keymap_goes_on(app->keymap, app_context(app), &app->keys);
	struct keys keys = app->keys;
	enum mode mode = app->mode;
	struct err err = {""};
	int count = app->count;

	forget_keys(app);
	if (begins)
		remember_begun(app, count, event->now);
	complain_or(app, app_run_line(app, line, count, event->now, effects, &err), &err);
	if (begins && app->mode == mode && app->wants_key == COMMAND_COUNT)
		app->keys = keys;
	else
		forget_begun(app);
}

static void no_command(struct app *app, struct effects *effects)
{
	struct str help;

	forget_keys(app);
	str_init(&help);
	keymap_show(app->keymap, COMMAND_HELP, 1, &help);
	app_say(app, _("This key has no command (%s shows those that have)"), help.data);
	str_release(&help);
	effects_add(effects, EFFECT_BELL, NULL, 0, 0);
}

static void reader_key(struct app *app, const struct event *event, struct effects *effects)
{
	enum keymap_result result;
	const char *line;

	if (app->wants_key != COMMAND_COUNT) {
		give_key(app, event, effects);
		return;
	}
	if (app->begun.ran && event->now - app->begun.when > BEGUN_SECONDS)
		forget_keys(app);
	if (take_digit(app, event->key))
		return;
	if (app->keys.len > 0 && event->key == KEY_ESCAPE && !app->begun.ran) {
		forget_keys(app);
		return;
	}
	app->keys.key[app->keys.len++] = event->key;
	result = keymap_look_up(app->keymap, app_context(app), &app->keys, &line);
	if (app->begun.ran && result != KEYMAP_PREFIX) {
		/* Else the command that ran was meant, and this key is another's. */
		if (result == KEYMAP_NONE || !run_instead(app, line, event, effects)) {
			forget_keys(app);
			reader_key(app, event, effects);
			return;
		}
		app->keys.len = 0;
		forget_begun(app);
	} else if (result == KEYMAP_FOUND) {
		run_keys(app, line, event, effects);
	} else if (result == KEYMAP_NONE || app->keys.len == KEYMAP_KEYS) {
		no_command(app, effects);
	}
}

static bool is_reading(const struct app *app)
{
	return app->mode == MODE_READ || app->mode == MODE_SELECT;
}

/* What the keys do now.  One that this list has no use for is typed. */
static enum keymap_result look_up(const struct app *app, const struct keys *keys, const char **line)
{
	enum keymap_result result = keymap_look_up(app->keymap, app_context(app), keys, line);

	if (result == KEYMAP_FOUND && app->mode == MODE_LIST &&
	    !list_takes(app, command_find(*line)))
		return KEYMAP_NONE;
	return result;
}

/* Alt and a key that mean nothing together are Esc and the key, typed (or sent)
 * faster than the terminal tells apart. */
static bool is_escape_and_key(const struct app *app, const struct event *event)
{
	struct keys keys = app->keys;
	const char *line;

	if (event->type != EVENT_KEY || !(event->key & KEY_ALT))
		return false;
	if (app->begun.ran)
		keys.len = 0;
	if (keys.len == KEYMAP_KEYS)
		return true;
	keys.key[keys.len++] = event->key;
	if (look_up(app, &keys, &line) != KEYMAP_NONE)
		return false;
	return is_reading(app) || !field_takes_alt(event->key);
}

/* A key that has a command where most keys are typed.  False: it has none. */
static bool command_key(struct app *app, const struct event *event, struct effects *effects)
{
	const struct keys keys = {{event->key}, 1};
	struct err err = {""};
	const char *line;

	if (event->type != EVENT_KEY || list_waits_for_key(app) ||
	    look_up(app, &keys, &line) != KEYMAP_FOUND)
		return false;
	complain_or(app, app_run_line(app, line, 0, event->now, effects, &err), &err);
	return true;
}

static void typed_key(struct app *app, const struct event *event, struct effects *effects)
{
	if (command_key(app, event, effects))
		return;
	switch (app->mode) {
	case MODE_PROMPT:
		prompt_key(app, event);
		break;
	case MODE_NOTE:
		editor_key(app, event);
		break;
	case MODE_LIST:
		list_key(app, event, effects);
		break;
	case MODE_REVIEW:
		effects_add(effects, EFFECT_BELL, NULL, 0, 0);
		break;
	case MODE_WINDOW:
		window_key(app, event, effects);
		break;
	case MODE_READ:
	case MODE_SELECT:
	case MODE_QUESTION: /* answered or taken away before */
		break;
	}
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
	if (aloud_key(app, event, effects))
		return;
	if (app->mode == MODE_QUESTION && question_key(app, event, effects)) {
		page_settle(app);
		return;
	}
	if (!is_reading(app))
		typed_key(app, event, effects);
	else if (event->type == EVENT_KEY)
		reader_key(app, event, effects);
	list_resume(app);
	page_settle(app);
}

static void mouse(struct app *app, const struct event *event, struct effects *effects)
{
	/* Nothing was meant by where the pointer moves or lets go alone. */
	if (event->mouse != MOUSE_DRAG && event->mouse != MOUSE_RELEASE) {
		free(app->message);
		app->message = NULL;
		app->following = false;
		search_stop(app);
		section_stop(app);
		forget_keys(app);
	}
	mouse_event(app, event, effects);
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
	else
		window_settle(app);
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
	filter_grown(app);
	if (app->following) {
		free(app->message); /* it was of what was there before */
		app->message = NULL;
		go_to_end(app);
	}
	page_settle(app);
}

static void step(struct app *app)
{
	size_t size = article_size(app->article);
	bool counted = article_index_reaches(app->article, size);

	article_step(app->article, STEP);
	if (!counted && article_index_reaches(app->article, size))
		page_settle(app); /* it is known how much room numbers take */
}

static void idle(struct app *app, struct effects *effects)
{
	if (app->drafts_changed && drafts_ready(app))
		drafts_hand_out(app, effects);
	else if (filter_busy(app))
		filter_step(app);
	else if (search_busy(app))
		search_step(app);
	else if (section_busy(app))
		section_step(app);
	else if (shelf_busy(app))
		shelf_step(app, effects);
	else if (list_busy(app))
		list_step(app);
	else if (article_busy(app->article))
		step(app);
	else
		tally_step(app->tally, STEP);
}

bool app_busy(const struct app *app)
{
	return app->drafts_changed || filter_busy(app) || section_busy(app) || search_busy(app) ||
	       shelf_busy(app) || list_busy(app) || article_busy(app->article) ||
	       tally_busy(app->tally);
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

/* Whether there is something to be saved among the effects from `first` on. */
static bool is_changed(const struct effects *effects, size_t first)
{
	for (size_t i = first; i < effects->list.len; i++)
		if (effects->list.items[i].type == EFFECT_SAVE)
			return true;
	return false;
}

void app_update(struct app *app, const struct event *event, struct effects *effects)
{
	size_t first = effects->list.len;

	/* The first screen is drawn when its size is known, and must not wait for this. */
	if (event->type != EVENT_RESIZE && article_look_far(app->article))
		stream(app);
	switch (event->type) {
	case EVENT_KEY:
	case EVENT_PASTE:
		key(app, event, effects);
		stats_key(app, event->now);
		break;
	case EVENT_MOUSE:
		mouse(app, event, effects);
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
	case EVENT_OUTPUT:
		if (app->mode == MODE_WINDOW && app->window.running)
			window_take(app, event->text, event->len);
		page_settle(app);
		break;
	case EVENT_ENDED:
		if (event->number == TASK_SPEECH)
			aloud_ended(app, event->ok ? NULL : event->text, effects);
		else if (app->mode == MODE_WINDOW && app->window.running)
			window_end(app, event->ok ? NULL : event->text);
		page_settle(app);
		break;
	case EVENT_TICK:
		aloud_tick(app, effects);
		page_settle(app);
		break;
	case EVENT_NONE:
		break;
	}
	announce(app, is_changed(effects, first));
}
