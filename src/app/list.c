/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The widget: items with what they show, the indices of those that pass the filter,
 * and which of them is chosen.  Typing filters with the reader's own search, Enter
 * goes, Esc leaves the reader where it was.
 */
#include "app/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "search/query.h"
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

int list_height(const struct app *app)
{
	return app->rows > 2 ? app->rows - 2 : 1;
}

/* ---- items */
void list_add(struct list *list, struct list_item item)
{
	if (item.left)
		list_widen(list, item.left);
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

	if (!item->text)
		app->list.source->describe(app, item);
	return item;
}

/* ---- the filter */
static bool passes(struct query *q, const struct list_item *item)
{
	const char *part[] = {item->left, item->text, item->right};
	struct span match;

	for (size_t i = 0; i < 3; i++)
		if (part[i] && query_match(q, part[i], 0, 0, strlen(part[i]), &match))
			return true;
	return false;
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

static void filter(struct app *app)
{
	struct list *list = &app->list;
	const char *pattern = list->filter.text.data;
	struct query *q = *pattern ? query_new(pattern, false, NULL) : NULL;

	list->shown.len = 0;
	for (size_t i = 0; i < list->items.len; i++)
		if (!q || (!list->items.items[i].heading && passes(q, list_item_at(app, i))))
			vec_push(&list->shown, i);
	query_free(q);
	list->first = 0;
	list_choose(app, 0);
}

/* ---- life */
void list_open(struct app *app, const struct list_source *source)
{
	app->list = (struct list){.source = source};
	field_init(&app->list.filter, false);
	source->fill(app);
	filter(app);
	app->mode = MODE_LIST;
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
	list->left = 0;
}

void list_close(struct app *app)
{
	struct list *list = &app->list;

	clear(list);
	vec_release(&list->items);
	vec_release(&list->shown);
	field_release(&list->filter);
	*list = (struct list){0};
	app->mode = MODE_READ;
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

/* ---- keys */
/* Moves by rows to something that can be chosen; stays where there is none. */
static void move(struct app *app, int by)
{
	struct list *list = &app->list;
	long last = (long)list->shown.len - 1, at = (long)list->current + by;
	int step = by < 0 ? -1 : 1;

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

static bool move_key(struct app *app, uint32_t key)
{
	switch (key) {
	case KEY_UP_ARROW:
	case 'p' | KEY_CTRL:
		move(app, -1);
		return true;
	case KEY_DOWN_ARROW:
	case 'n' | KEY_CTRL:
		move(app, 1);
		return true;
	case KEY_PAGE_UP:
	case 'b' | KEY_CTRL:
		move(app, -list_height(app));
		return true;
	case KEY_PAGE_DOWN:
	case 'f' | KEY_CTRL:
		move(app, list_height(app));
		return true;
	case KEY_HOME_KEY:
		move(app, -(int)app->list.shown.len);
		return true;
	case KEY_END_KEY:
		move(app, (int)app->list.shown.len);
		return true;
	default:
		return false;
	}
}

void list_key(struct app *app, const struct event *event, struct effects *effects)
{
	struct list *list = &app->list;

	if (event->type == EVENT_PASTE) {
		field_insert(&list->filter, event->text, event->len);
		filter(app);
		return;
	}
	switch (event->key) {
	case KEY_ESCAPE:
	case 'c' | KEY_CTRL:
	case KEY_F1:
		list_close(app);
		return;
	case KEY_ENTER_KEY:
		choose(app, event, effects);
		return;
	}
	if (list->source->key && list->source->key(app, event, effects))
		return;
	if (!move_key(app, event->key) && field_key(&list->filter, event->key))
		filter(app);
}
