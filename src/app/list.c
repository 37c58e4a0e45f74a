/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists over the whole screen: the annotations, the keys.  Typing filters with
 * the reader's own search, Enter goes, Esc leaves the reader where it was.
 */
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/list.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/versions.h"
#include "base/language.h"
#include "base/moment.h"
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

/* ---- what is in them */
static void add_heading(struct list *list, const char *text)
{
	struct list_item item = {.text = mem_strdup(text), .heading = true};

	vec_push(&list->items, item);
}

static char *left_of(const struct app *app, const struct note *n)
{
	struct str s;

	str_init(&s);
	if (span_empty(n->span))
		str_add(&s, n->quote ? _("lost") : _("article"));
	else
		str_addf(&s, "¶ %zu", article_paragraph_number(app->article, n->span.start));
	str_addf(&s, " %s", note_sign(n));
	return str_take(&s);
}

/* What is shown of an annotation, and searched; nothing of one that is gone meanwhile. */
static void describe(const struct app *app, struct list_item *item)
{
	const struct note *n = notebook_get(app->notebook, item->id);
	char *shown = n ? note_shown_text(n) : mem_strdup("");
	struct str s;

	item->left = n ? left_of(app, n) : mem_strdup("");
	str_init(&s);
	if (n && !span_empty(n->span))
		flat_passage(&s, app->article, n->span);
	else if (n && n->quote)
		flat_text(&s, n->quote, strlen(n->quote));
	item->text = str_take(&s);
	str_init(&s);
	flat_text(&s, shown, strlen(shown));
	item->right = str_take(&s);
	free(shown);
}

const struct list_item *list_item_at(const struct app *app, size_t index)
{
	struct list_item *item = &app->list.items.items[index];

	if (!item->text)
		describe(app, item);
	return item;
}

static int width_of(const char *text)
{
	return text ? grapheme_string_width(text, strlen(text)) : 0;
}

static void widen(struct list *list, int width)
{
	if (width > list->left)
		list->left = width;
}

/* The widest that may be there, without a look at each: paragraphs count upwards. */
static void measure_annotations(struct app *app)
{
	size_t count = notebook_count(app->notebook), placed = notebook_placed(app->notebook);
	struct str s;
	int sign = 0;

	for (size_t i = 0; i < count; i++) {
		const struct note *n = notebook_at(app->notebook, i);
		int width = width_of(note_sign(n));

		sign = width > sign ? width : sign;
		if (i >= placed)
			widen(&app->list, width_of(n->quote ? _("lost") : _("article")) + 1);
	}
	if (placed) {
		size_t last = notebook_at(app->notebook, placed - 1)->span.start;

		str_init(&s);
		str_addf(&s, "¶ %zu ", article_paragraph_number(app->article, last));
		widen(&app->list, width_of(s.data));
		str_release(&s);
	}
	app->list.left += sign;
}

static void add_annotations(struct app *app)
{
	for (size_t i = 0; i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);
		struct list_item item = {.id = mem_strdup(n->id),
					 .highlight = 1 + (unsigned)n->color};

		vec_push(&app->list.items, item);
	}
	measure_annotations(app);
}

static void add_commands(struct app *app)
{
	const char *section = NULL;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		enum command_id id = (enum command_id)i;
		const struct command *c = command_at(id);
		struct list_item item = {.command = c->name};
		struct str keys;

		if (command_section(id) != section) {
			section = command_section(id);
			add_heading(&app->list, _(section));
		}
		str_init(&keys);
		keymap_show(app->keymap, id, 4, &keys);
		item.left = str_take(&keys);
		str_release(&keys);
		item.text = mem_strdup(_(c->help));
		item.right = mem_strdup(c->name);
		vec_push(&app->list.items, item);
	}
}

static void add_settings(struct app *app)
{
	for (size_t i = 0; i < settings_count(); i++) {
		struct list_item item = {.setting = settings_name(i)};
		struct str value;

		str_init(&value);
		settings_get(app->settings, item.setting, &value);
		item.left = mem_strdup(item.setting);
		item.text = str_take(&value);
		item.right = mem_strdup(_(settings_help(i)));
		vec_push(&app->list.items, item);
	}
}

/* ---- contents */

/* A heading and the rank of its section: 0 for the title. */
struct section {
	struct span heading;
	int rank;
};

struct sections {
	VEC(struct section) list;
};

/* All headings, in one walk: a book of megabytes has some thousands of paragraphs.
 * Under the title, the least level that is there counts as the first. */
static void find_sections(const struct app *app, struct sections *found)
{
	struct span p;
	int least = 0;

	for (bool more = article_paragraph_at(app->article, 0, &p); more;
	     more = article_paragraph_after(app->article, p, &p)) {
		struct section section = {p, article_heading_level(app->article, p)};

		if (!section.rank)
			continue;
		if (p.start == app->title.start)
			section.rank = 0;
		else if (!least || section.rank < least)
			least = section.rank;
		vec_push(&found->list, section);
	}
	for (size_t i = 0; i < found->list.len; i++)
		if (found->list.items[i].rank)
			found->list.items[i].rank -= least - 1;
}

static void add_section(struct app *app, const struct section *section)
{
	struct list_item item = {.place = section->heading};
	size_t size = article_size(app->article), start = section->heading.start;
	struct str s;

	str_init(&s);
	str_addf(&s, "¶ %zu", article_paragraph_number(app->article, start));
	item.left = str_take(&s);
	str_init(&s);
	flat_passage(&s, app->article, section->heading);
	for (int i = 0; i < section->rank; i++)
		str_insert(&s, 0, "  ", 2);
	item.text = str_take(&s);
	str_init(&s);
	str_addf(&s, "%zu %%", size ? start * 100 / size : 0);
	item.right = str_take(&s);
	vec_push(&app->list.items, item);
}

static void add_contents(struct app *app)
{
	struct sections found = {0};

	find_sections(app, &found);
	for (size_t i = 0; i < found.list.len; i++)
		add_section(app, &found.list.items[i]);
	vec_release(&found.list);
}

/* The section that the reader is in. */
static void choose_section(struct app *app)
{
	struct list *list = &app->list;
	size_t here = focus_offset(app);

	for (size_t i = 0; i < list->items.len && list->items.items[i].place.start <= here; i++)
		list->current = i;
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
	list->first = list->current = 0;
	if (!selectable(list, 0) && selectable(list, 1))
		list->current = 1;
}

void list_open(struct app *app, enum list_kind kind)
{
	static void (*const add[])(struct app *) = {
		[LIST_ANNOTATIONS] = add_annotations, [LIST_CONTENTS] = add_contents,
		[LIST_HELP] = add_commands,           [LIST_SETTINGS] = add_settings,
		[LIST_VERSIONS] = versions_list,
	};

	app->list = (struct list){.kind = kind};
	field_init(&app->list.filter, false);
	add[kind](app);
	for (size_t i = 0; i < app->list.items.len; i++)
		widen(&app->list, width_of(app->list.items.items[i].left));
	filter(app);
	app->mode = MODE_LIST;
}

void list_close(struct app *app)
{
	struct list *list = &app->list;

	for (size_t i = 0; i < list->items.len; i++) {
		free(list->items.items[i].left);
		free(list->items.items[i].text);
		free(list->items.items[i].right);
		free(list->items.items[i].id);
	}
	vec_release(&list->items);
	vec_release(&list->shown);
	field_release(&list->filter);
	*list = (struct list){0};
	app->mode = MODE_READ;
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
}

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

static void choose(struct app *app, const struct event *event, struct effects *effects)
{
	struct list *list = &app->list;
	const struct list_item *item;
	const struct note *n;

	if (!selectable(list, list->current))
		return;
	item = &list->items.items[list->shown.items[list->current]];
	if (item->id) {
		n = notebook_find(app->notebook, item->id, NULL);
		if (n && span_empty(n->span)) {
			app_complain(app,
				     _("The passage of this annotation is no longer in the text"));
			return;
		}
		if (n) {
			jump_push(app);
			go_to_note(app, n);
		}
		list_close(app);
	} else if (!span_empty(item->place)) {
		jump_push(app);
		focus_set(app, FOCUS_PARAGRAPH, item->place);
		app->top = place_of(app, item->place.start);
		list_close(app);
	} else if (item->command) {
		const char *command = item->command;
		struct err err;

		list_close(app);
		if (!app_run_line(app, command, 0, event->now, effects, &err))
			app_complain(app, err.text);
	} else if (item->version) {
		size_t version = item->version - 1;

		list_close(app);
		if (app->readonly)
			app_complain(app, _("Opened read-only: annotations cannot be changed"));
		else
			versions_restore(app, version, event, effects);
		versions_release(app);
	} else if (item->setting) {
		struct str line;

		str_init(&line);
		str_addf(&line, "set %s ", item->setting);
		list_close(app);
		prompt_open(app, PROMPT_COMMAND, false);
		field_set(&app->prompt.field, line.data);
		str_release(&line);
	}
}

/* Deletes the annotation chosen, also one that has no place any more; the list
 * stays as it is filtered. */
static void delete_current(struct app *app, const struct event *event, struct effects *effects)
{
	struct list *list = &app->list;
	size_t at = list->current;
	char now[MOMENT_TEXT], *pattern;

	if (app->readonly || !selectable(list, at))
		return;
	moment_text(event->now, now);
	notebook_remove(app->notebook, list->items.items[list->shown.items[at]].id, now);
	annotate_changed(app, effects);
	pattern = mem_strdup(list->filter.text.data);
	list_close(app);
	list_open(app, LIST_ANNOTATIONS);
	field_set(&list->filter, pattern);
	filter(app);
	free(pattern);
	list->current = at < list->shown.len ? at : list->shown.len ? list->shown.len - 1 : 0;
	app_say(app, "%s", _("Annotation deleted: undo brings it back"));
}

void list_key(struct app *app, const struct event *event, struct effects *effects)
{
	int height = list_height(app);

	if (event->type == EVENT_PASTE) {
		field_insert(&app->list.filter, event->text, event->len);
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
	case KEY_DELETE: /* in the filter it deletes what follows the cursor */
		if (app->list.kind == LIST_ANNOTATIONS &&
		    app->list.filter.cursor == app->list.filter.text.len)
			delete_current(app, event, effects);
		else if (field_key(&app->list.filter, event->key))
			filter(app);
		break;
	case KEY_UP_ARROW:
	case 'p' | KEY_CTRL:
		move(app, -1);
		break;
	case KEY_DOWN_ARROW:
	case 'n' | KEY_CTRL:
		move(app, 1);
		break;
	case KEY_PAGE_UP:
	case 'b' | KEY_CTRL:
		move(app, -height);
		break;
	case KEY_PAGE_DOWN:
	case 'f' | KEY_CTRL:
		move(app, height);
		break;
	case KEY_HOME_KEY:
		move(app, -(int)app->list.shown.len);
		break;
	case KEY_END_KEY:
		move(app, (int)app->list.shown.len);
		break;
	default:
		if (field_key(&app->list.filter, event->key))
			filter(app);
		break;
	}
	scroll_to_current(app);
}

bool do_annotations(struct app *app, const struct call *call)
{
	if (!notebook_count(app->notebook))
		return err_set(call->err, "No annotation yet: h highlights, a writes a note");
	list_open(app, LIST_ANNOTATIONS);
	return true;
}

bool do_contents(struct app *app, const struct call *call)
{
	list_open(app, LIST_CONTENTS);
	if (!app->list.items.len) {
		list_close(app);
		return err_set(call->err, "This text has no headings");
	}
	choose_section(app);
	scroll_to_current(app);
	return true;
}

bool do_help(struct app *app, const struct call *call)
{
	(void)call;
	list_open(app, LIST_HELP);
	return true;
}
