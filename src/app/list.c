/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The widget: items with what they show, the indices of those that pass the filter,
 * and which of them is chosen.  Typing filters with the reader's own search, Enter
 * goes, Esc leaves the reader where it was.
 */
#include "app/list.h"

#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/move.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/select.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "text/passage.h"

void flat_passage(struct str *out, const struct article *a, struct span passage)
{
	struct str text;

	str_init(&text);
	passage_text(a, passage, &text);
	flat_text(out, text.data, text.len);
	str_release(&text);
}

void flat_text(struct str *out, const char *text, size_t len)
{
	bool space = false;

	for (size_t at = 0; at < len;) {
		char32_t cp;
		size_t n = utf8_decode(text + at, len - at, &cp);

		if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
			space = true;
		} else if (cp != 0xAD) {
			if (space && out->len > 0)
				str_addc(out, ' ');
			space = false;
			str_addn(out, text + at, n);
		}
		at += n;
	}
}

const char *note_sign(const struct note *note)
{
	if (note_is_unsure(note))
		return "?";
	if (note->text || note->tags.len)
		return "✎";
	return note->kind == NOTE_BOOKMARK ? "⚑" : "";
}

/* ---- where it is */
#define WIDE 100        /* columns from which the preview stands at the right */
#define TALL 18         /* rows from which it stands below, where it does not */
#define PREVIEW_MOST 80 /* columns that it takes at most */

static bool is_wide(const struct app *app)
{
	return app->columns >= WIDE;
}

static int preview_rows(const struct app *app)
{
	if (!app->list.source->preview_below || is_wide(app) || app->rows < TALL)
		return 0;
	return app->rows / 3;
}

int list_height(const struct app *app)
{
	return app->rows > 2 ? app->rows - 2 - preview_rows(app) : 1;
}

int list_columns(const struct app *app)
{
	int half = app->columns / 2;

	if (!app->list.source->preview || !is_wide(app))
		return app->columns;
	return app->columns - (half < PREVIEW_MOST ? half : PREVIEW_MOST);
}

bool list_preview_area(const struct app *app, struct list_area *area)
{
	int left = list_columns(app), height = list_height(app);

	if (!app->list.source->preview)
		return false;
	if (is_wide(app))
		*area = (struct list_area){1, left, app->rows - 2, app->columns - left};
	else
		*area = (struct list_area){1 + height, 0, preview_rows(app), app->columns};
	return area->rows > 0;
}

char *list_date(const char *moment)
{
	char text[32] = "?";
	struct tm local;
	time_t when;

	if (moment && moment_parse(moment, &when) && localtime_r(&when, &local))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
	return mem_strdup(text);
}

/* ---- items */
void list_add(struct list *list, struct list_item item)
{
	if (item.left)
		list_widen(list, item.left);
	if (item.depth > 0 && (!list->shallow || item.depth < list->shallow))
		list->shallow = item.depth;
	vec_push(&list->items, item);
}

void list_add_heading(struct list *list, const char *text)
{
	list_add(list, (struct list_item){.text = mem_strdup(text), .heading = true});
}

void list_widen(struct list *list, const char *left)
{
	int width = grapheme_string_width(left, strlen(left));

	if (width > list->left)
		list->left = width;
}

const struct list_item *list_item_at(const struct app *app, size_t index)
{
	struct list_item *item = &app->list.items.items[index];

	if (!item->text && app->list.source->describe)
		app->list.source->describe(app, item);
	item->left = item->left ? item->left : mem_strdup("");
	item->text = item->text ? item->text : mem_strdup("");
	item->right = item->right ? item->right : mem_strdup("");
	return item;
}

/* ---- the filter */
static bool has(const struct app *app, size_t index, const struct list_term *term)
{
	const struct list_source *source = app->list.source;
	const struct list_item *item;

	if (source->has)
		return source->has(app, &app->list.items.items[index], term);
	item = list_item_at(app, index);
	return list_term_in(term, (const char *const[]){item->left, item->text, item->right}, 3);
}

static bool passes(const struct app *app, const struct list_filter *f, size_t index)
{
	for (size_t i = 0; i < f->terms.len; i++)
		if (has(app, index, &f->terms.items[i]) == f->terms.items[i].without)
			return false;
	return !f->terms.len || !app->list.items.items[index].heading;
}

static bool selectable(const struct list *list, size_t i)
{
	return i < list->shown.len && !list->items.items[list->shown.items[i]].heading;
}

const struct list_item *list_current(const struct app *app)
{
	const struct list *list = &app->list;

	if (!selectable(list, list->current))
		return NULL;
	return list_item_at(app, list->shown.items[list->current]);
}

/* Brings the row chosen into view. */
static void scroll_to_current(struct app *app)
{
	struct list *list = &app->list;
	size_t height = (size_t)list_height(app);

	if (list->current < list->first)
		list->first = list->current;
	if (list->current >= list->first + height)
		list->first = list->current - height + 1;
	/* The heading of the first group is no item, but should be seen. */
	if (list->first == 1 && !selectable(list, 0) && list->current < height)
		list->first = 0;
}

/* The row, or the next that can be chosen behind it, else before it. */
void list_choose(struct app *app, size_t shown)
{
	struct list *list = &app->list;
	size_t at = shown < list->shown.len ? shown : list->shown.len;

	while (at < list->shown.len && !selectable(list, at))
		at++;
	while (at > 0 && !selectable(list, at))
		at--;
	list->current = at;
	scroll_to_current(app);
}

/* Shows of the items from `from` on those that pass; what was typed wrongly is told. */
static void show(struct app *app, size_t from)
{
	struct list *list = &app->list;
	struct list_filter f;
	struct err err;

	list->wrong = !list_filter_parse(&f, list->filter.text.data, list->source->keys, &err);
	if (list->wrong)
		app_complain(app, err.text);
	for (size_t i = from; i < list->items.len; i++)
		if (passes(app, &f, i))
			vec_push(&list->shown, i);
	list_filter_release(&f);
}

static void complete(struct app *app)
{
	struct list *list = &app->list;
	const char *text = list->filter.text.data, *tag = list_filter_tag(text);
	struct str s;

	str_init(&s);
	if (tag && list->source->complete_tag)
		list->source->complete_tag(app, tag, &s);
	else
		list_filter_complete(text, list->source->keys, &s);
	free(list->completion);
	list->completion = s.len > 0 ? mem_strdup(s.data) : NULL;
	str_release(&s);
}

static void filter(struct app *app)
{
	app->list.shown.len = app->list.first = 0;
	show(app, 0);
	list_choose(app, 0);
}

static void typed(struct app *app)
{
	app->list.touched = true;
	complete(app);
	filter(app);
}

/* ---- life */
static void start(struct app *app)
{
	const struct list *list = &app->list;

	if (list->source->start && !list->touched && list->shown.len > 0)
		list_choose(app, list->source->start(app));
}

void list_open(struct app *app, const struct list_source *source)
{
	prompt_leave(app);
	if (app->list.source)
		list_close(app);
	app->list = (struct list){.source = source, .back = app->mode};
	field_init(&app->list.filter, false);
	app->mode = MODE_LIST;
	source->fill(app);
	filter(app);
	start(app);
}

static void clear(struct list *list)
{
	for (size_t i = 0; i < list->items.len; i++) {
		free(list->items.items[i].left);
		free(list->items.items[i].text);
		free(list->items.items[i].right);
		free(list->items.items[i].id);
	}
	list->items.len = 0;
	list->left = list->shallow = 0;
	list->more = false;
	list->reached = list->counted = 0;
}

void list_release(struct app *app)
{
	struct list *list = &app->list;

	if (!list->source)
		return;
	clear(list);
	vec_release(&list->items);
	vec_release(&list->shown);
	field_release(&list->filter);
	focus_release(&list->focus);
	free(list->completion);
	*list = (struct list){0};
}

void list_close(struct app *app)
{
	app->mode = app->list.back;
	list_release(app);
}

bool list_leave(struct app *app, size_t to)
{
	list_close(app);
	if (app->mode == MODE_SELECT) {
		selection_move_to(app, to);
		return true;
	}
	jump_push(app);
	return false;
}

void list_wait(struct app *app)
{
	struct list *list = &app->list;

	list->waiting = true;
	list->top = app->top;
	list->focus = focus_copy(&app->focus);
	list->back = app->mode = MODE_READ;
}

void list_resume(struct app *app)
{
	struct list *list = &app->list;

	if (!list->waiting || app->mode != MODE_READ)
		return;
	focus_release(&app->focus);
	app->focus = list->focus;
	app->top = list->top;
	list->focus = (struct focus){0};
	list->waiting = false;
	app->mode = MODE_LIST;
	annotate_changed(app, NULL); /* the focus may have been on what is gone */
	list_refresh(app);
}

void list_refresh(struct app *app)
{
	struct list *list = &app->list;
	const struct list_item *item = list_current(app);
	char *id = item ? mem_strdup(item->id) : NULL;
	size_t at = list->current, first = list->first;

	clear(list);
	list->source->fill(app);
	filter(app);
	for (size_t i = 0; id && i < list->shown.len; i++) {
		const char *other = list->items.items[list->shown.items[i]].id;

		if (other && !strcmp(other, id))
			at = i;
	}
	free(id);
	list->first = first < list->shown.len ? first : 0;
	list_choose(app, at);
}

void list_notes_changed(struct app *app)
{
	if (app->mode == MODE_LIST && app->list.source->of_notes)
		list_refresh(app);
}

bool list_busy(const struct app *app)
{
	return app->mode == MODE_LIST && app->list.more;
}

void list_step(struct app *app)
{
	size_t before = app->list.items.len;

	app->list.source->step(app);
	show(app, before);
	start(app);
}

/* ---- keys */
/* To something that can be chosen; stays where there is none. */
void list_move(struct app *app, int by)
{
	struct list *list = &app->list;
	long last = (long)list->shown.len - 1, at = (long)list->current + by;
	int step = by < 0 ? -1 : 1;

	list->touched = true;
	list->warned = false;
	if (last < 0)
		return;
	at = at < 0 ? 0 : at > last ? last : at;
	if (!selectable(list, (size_t)at) && (at == 0 || at == last))
		step = -step;
	while (at >= 0 && at <= last && !selectable(list, (size_t)at))
		at += step;
	if (at >= 0 && at <= last)
		list->current = (size_t)at;
	scroll_to_current(app);
}

static void choose(struct app *app, const struct event *event, struct effects *effects)
{
	const struct list_item *item = list_current(app);

	if (item)
		app->list.source->choose(app, item, event, effects);
}

bool do_list_down(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, 1);
	return true;
}

bool do_list_up(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, -1);
	return true;
}

bool do_list_page_down(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, list_height(app));
	return true;
}

bool do_list_page_up(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, -list_height(app));
	return true;
}

bool do_list_first(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, -(int)app->list.shown.len);
	return true;
}

bool do_list_last(struct app *app, const struct call *call)
{
	(void)call;
	list_move(app, (int)app->list.shown.len);
	return true;
}

bool do_list_complete(struct app *app, const struct call *call)
{
	struct list *list = &app->list;

	(void)call;
	field_insert(&list->filter, list->completion, strlen(list->completion));
	typed(app);
	return true;
}

/* ---- commands that each source performs in its own way */
static bool at_end(const struct field *filter)
{
	return filter->cursor == filter->text.len;
}

bool list_takes(const struct app *app, enum command_id id)
{
	const struct list *list = &app->list;

	if (id == COMMAND_LIST_COMPLETE)
		return list->completion && at_end(&list->filter);
	/* Those of sources stand together in commands.def. */
	if (id < COMMAND_LIST_COMPLETE || id > COMMAND_LIST_UNDO)
		return true;
	/* In the filter the same key deletes what follows the cursor. */
	if (id == COMMAND_LIST_DELETE && !at_end(&list->filter))
		return false;
	for (size_t i = 0; i < list->source->command_count; i++)
		if (list->source->commands[i].id == id)
			return true;
	return false;
}

bool do_list_act(struct app *app, const struct call *call)
{
	return !list_takes(app, call->id) || app->list.source->act(app, list_current(app), call);
}

void list_key(struct app *app, const struct event *event, struct effects *effects)
{
	struct list *list = &app->list;

	list->warned = false;
	if (list->asks && event->type == EVENT_KEY) {
		list->asks = false;
		list->source->answer(app, event, effects);
		return;
	}
	list->asks = false;
	if (event->type == EVENT_PASTE)
		field_insert(&list->filter, event->text, event->len);
	else if (!field_key(&list->filter, event->key))
		return;
	typed(app);
}

bool list_waits_for_key(const struct app *app)
{
	return app->mode == MODE_LIST && app->list.asks;
}

bool do_list_go(struct app *app, const struct call *call)
{
	const struct event event = {.type = EVENT_KEY, .now = call->now, .key = KEY_ENTER_KEY};

	choose(app, &event, call->effects);
	return true;
}

bool do_list_leave(struct app *app, const struct call *call)
{
	const struct list_source *source = app->list.source;

	list_close(app);
	if (source->leave)
		source->leave(app, call->effects);
	return true;
}

bool list_click(struct app *app, int row, int column, const struct event *event,
		struct effects *effects)
{
	struct list *list = &app->list;
	size_t at = list->first + (size_t)(row > 0 ? row - 1 : 0);

	if (row < 1 || row > list_height(app) || column < 0 || column >= list_columns(app) ||
	    !selectable(list, at))
		return false;
	list->touched = true;
	if (at == list->current)
		choose(app, event, effects);
	else
		list->current = at;
	return true;
}
