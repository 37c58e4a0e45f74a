/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries come in the order in which they are shown, but for the two groups: what was
 * read, under the day it was left, and what of the folder never was; or the folder, when
 * it was asked for, and what was read elsewhere.
 *
 * A row keeps what is most worth knowing: where a window is narrow the folder goes first,
 * then the date, the bar, the notes, the time, the percentage.
 */
#include "app/list_shelf.h"

#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "app/stats.h"
#include "app/view.h"
#include "base/language.h"

#define LOW 10    /* rows, below which there is no room for headings */
#define BAR 8     /* cells */
#define GAP 2     /* between two columns */
#define LOOKS 128 /* files, before their titles pass through the filter */

static void release_entry(struct shelf_entry *entry)
{
	free(entry->path);
	free(entry->title);
}

void shelf_release(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->entries.len; i++)
		release_entry(&shelf->entries.items[i]);
	vec_release(&shelf->entries);
	free(shelf->folder);
	free(shelf->home);
	*shelf = (struct shelf){0};
}

/* ---- words */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* "~/articles" */
static char *shortened(const struct shelf *shelf, const char *path)
{
	size_t home = shelf->home ? strlen(shelf->home) : 0;
	struct str s;

	str_init(&s);
	if (home > 1 && !strncmp(path, shelf->home, home) && (!path[home] || path[home] == '/'))
		str_addf(&s, "~%s", path + home);
	else
		str_add(&s, path);
	return str_take(&s);
}

/* The number of a day by the reader's calendar (the days of the Gregorian calendar, with
 * years that begin in March: the leap day is then the last). */
static int day_of(time_t when)
{
	struct tm local = {0};
	int year, month;

	localtime_r(&when, &local);
	year = local.tm_year + 1900 - (local.tm_mon < 2);
	month = (local.tm_mon + 10) % 12;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
	       local.tm_mday;
}

/* When it was read: "today", "3 days ago", the date. */
static void add_when(time_t when, time_t now, struct str *out)
{
	int days = day_of(now) - day_of(when);
	char date[32];
	struct tm local;

	if (days <= 0) {
		str_add(out, _("today"));
	} else if (days == 1) {
		str_add(out, _("yesterday"));
	} else if (days <= 30) {
		str_addf(out, ngettext("%d day ago", "%d days ago", (unsigned long)days), days);
	} else if (localtime_r(&when, &local)) {
		strftime(date, sizeof date, "%Y-%m-%d", &local);
		str_add(out, date);
	}
}

/* ---- what is in it */
/* Days that stand under one heading. */
static const char *period_of(time_t when, time_t now)
{
	int days = day_of(now) - day_of(when);

	return days <= 0    ? N_("Today")
	       : days == 1  ? N_("Yesterday")
	       : days <= 7  ? N_("The last seven days")
	       : days <= 30 ? N_("The last thirty days")
			    : N_("Earlier");
}

static const char *title_of(const struct shelf_entry *entry)
{
	return entry->title ? entry->title : name_of(entry->path);
}

static void add_entry(struct app *app, size_t index)
{
	const struct shelf_entry *entry = &app->shelf.entries.items[index];
	struct list_item item = {.id = mem_strdup(entry->path), .number = index};

	item.text = mem_strdup(title_of(entry));
	item.right = shortened(&app->shelf, entry->path);
	list_add(&app->list, item);
}

/* What was read, each group under its days; or only what is not in the folder. */
static void add_read(struct app *app, bool all)
{
	const struct shelf *shelf = &app->shelf;
	const char *last = NULL;

	for (size_t i = 0; i < shelf->entries.len; i++) {
		const struct shelf_entry *entry = &shelf->entries.items[i];
		const char *heading;

		if (!entry->read || entry->no_text || (!all && entry->in_folder))
			continue;
		heading = all ? period_of(entry->read, shelf->now) : N_("Read elsewhere");
		if (app->rows >= LOW && heading != last)
			list_add_heading(&app->list, _(heading));
		last = heading;
		add_entry(app, i);
	}
}

/* What is in the folder (of what was read only if it is `all`). */
static void add_folder(struct app *app, bool all)
{
	const struct shelf *shelf = &app->shelf;
	bool headed = app->rows < LOW || !shelf->folder;

	for (size_t i = 0; i < shelf->entries.len; i++) {
		const struct shelf_entry *entry = &shelf->entries.items[i];

		if (!entry->in_folder || entry->no_text || (!all && entry->read))
			continue;
		if (!headed) {
			char *folder = shortened(shelf, shelf->folder);

			list_add_heading(&app->list, folder);
			free(folder);
			headed = true;
		}
		add_entry(app, i);
	}
}

static void fill(struct app *app)
{
	if (app->shelf.folder_first) {
		add_folder(app, true);
		add_read(app, false);
	} else {
		add_read(app, true);
		add_folder(app, false);
	}
}

static struct shelf_entry *entry_of(const struct app *app, const struct list_item *item)
{
	return &app->shelf.entries.items[item->number];
}

/* ---- a row */
/* Draws text that ends before `limit`, in a column of so many cells at least; returns
 * where the next one has to end. */
static int put_column(struct grid *g, int row, int limit, int cells, const char *text,
		      enum style style)
{
	int column = view_put_right(g, row, limit, text, style);

	return (column < limit - cells ? column : limit - cells) - GAP;
}

static int put_bar(struct grid *g, int row, int limit, int percent, enum style style)
{
	int full = percent * BAR / 100, column = limit - BAR;
	enum style done = style == STYLE_LIST ? STYLE_GUTTER : style;
	enum style rest = style == STYLE_LIST ? STYLE_DIM : style;

	full += !full && percent > 0;
	for (int i = 0; i < BAR; i++)
		column = grid_put(g, row, column, limit, i < full ? "━" : "·",
				  strlen(i < full ? "━" : "·"), view_brush(i < full ? done : rest));
	return limit - BAR - GAP;
}

static int put_progress(struct grid *g, int row, int limit, const struct shelf_entry *entry,
			enum style style)
{
	struct str s;

	if (g->columns < 30)
		return limit;
	str_init(&s);
	str_addf(&s, _("%d%%"), entry->percent);
	limit = put_column(g, row, limit, 5, s.data, style);
	str_release(&s);
	return g->columns < 64 ? limit : put_bar(g, row, limit, entry->percent, style);
}

static int put_time(const struct app *app, struct grid *g, int row, int limit,
		    const struct shelf_entry *entry, enum style style)
{
	double left = (double)entry->words * (entry->read ? 100 - entry->percent : 100) / 100;
	struct str s;

	str_init(&s);
	if (entry->gone)
		str_add(&s, _("gone"));
	else if (entry->read && entry->percent >= 100)
		str_add(&s, _("finished"));
	else if (entry->words)
		pace_add_time(app->pace, left, &s);
	limit = put_column(g, row, limit, 7, s.data, style);
	str_release(&s);
	return limit;
}

static int put_notes(struct grid *g, int row, int limit, const struct shelf_entry *entry,
		     enum style style)
{
	struct str s;

	str_init(&s);
	if (entry->notes)
		str_addf(&s, "✎ %zu", entry->notes);
	limit = put_column(g, row, limit, 5, s.data, style == STYLE_LIST ? STYLE_NOTE_SIGN : style);
	str_release(&s);
	return limit;
}

static int put_when(const struct app *app, struct grid *g, int row, int limit,
		    const struct shelf_entry *entry, enum style style)
{
	struct str s;

	str_init(&s);
	if (entry->read)
		add_when(entry->read, app->shelf.now, &s);
	else
		str_add(&s, _("new"));
	limit = put_column(g, row, limit, 14, s.data, style);
	str_release(&s);
	return limit;
}

static int put_folder(struct grid *g, int row, int limit, const struct list_item *item,
		      enum style style)
{
	int column = limit - g->columns / 5;
	char *folder = mem_strndup(item->right, (size_t)(name_of(item->right) - item->right));
	size_t len = strlen(folder);

	if (len > 1)
		folder[len - 1] = '\0';
	grid_put_cut(g, row, column, limit, folder, view_brush(style));
	free(folder);
	return column - GAP;
}

static void draw(const struct app *app, struct grid *g, int row, int left,
		 const struct list_item *item, struct brush brush)
{
	const struct shelf_entry *entry = entry_of(app, item);
	enum style faint = brush.style == STYLE_LIST ? STYLE_DIM : brush.style;
	int limit = g->columns - 1;

	if (g->columns >= 92)
		limit = put_when(app, g, row, limit, entry, faint);
	if (g->columns >= 44)
		limit = put_time(app, g, row, limit, entry, brush.style);
	if (g->columns >= 54)
		limit = put_notes(g, row, limit, entry, brush.style);
	if (entry->read)
		limit = put_progress(g, row, limit, entry, brush.style);
	if (g->columns >= 118)
		limit = put_folder(g, row, limit, item, faint);
	if (entry->gone)
		brush.style = faint;
	grid_put_cut(g, row, left, limit, item->text, brush);
}

/* ---- keys */
static void complain_gone(struct app *app)
{
	struct str text;

	str_init(&text);
	str_addf(&text, _("The file is no longer there (%s takes it off the shelf)"),
		 keymap_way(app->keymap, COMMAND_LIST_DELETE).text);
	app_complain(app, text.data);
	str_release(&text);
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	const struct shelf_entry *entry = entry_of(app, item);

	(void)event;
	if (entry->open)
		list_close(app);
	else if (entry->gone)
		complain_gone(app);
	else
		app_open(app, item->id, effects);
}

/* Twice: the first time tells what the second does. */
static bool forget(struct app *app, const struct list_item *item, const struct call *call)
{
	bool sure = app->list.warned;

	app->list.warned = false;
	if (!item)
		return true;
	if (!entry_of(app, item)->read) {
		app_say(app, "%s", _("This text was never read: there is nothing to forget"));
	} else if (entry_of(app, item)->open) {
		app_say(app, "%s", _("This article is open"));
	} else if (sure) {
		effects_add(call->effects, EFFECT_FORGET, item->id, 0, 0);
	} else {
		app->list.warned = true;
		app_say(app,
			_("%s again forgets when and how far it was read; file and notes stay"),
			keymap_way(app->keymap, call->id).text);
	}
	return true;
}

/* Without an article there is nothing to go back to. */
static void leave(struct app *app, struct effects *effects)
{
	if (app->nothing)
		app_leave(app, effects);
}

const struct list_source list_shelf = {
	.title = N_("Shelf"),
	.empty = N_("Nothing was read yet, and there are no texts in this folder"),
	.choice = N_("open"),
	.commands = (const struct list_command[]){{COMMAND_LIST_DELETE, N_("forget")}},
	.command_count = 1,
	.fill = fill,
	.choose = choose,
	.act = forget,
	.leave = leave,
	.draw = draw,
};

/* ---- what the session tells */
/* Whether it is on the screen. */
static bool is_shown(const struct app *app)
{
	return app->mode == MODE_LIST && app->list.source == &list_shelf;
}

void app_show_shelf(struct app *app, struct shelf *shelf)
{
	bool shown = is_shown(app);

	shelf_release(&app->shelf);
	app->shelf = *shelf;
	*shelf = (struct shelf){0};
	if (shown) {
		list_refresh(app);
		return;
	}
	selection_leave(app);
	list_open(app, &list_shelf);
}

static void take(struct shelf_entry *entry, struct shelf_entry *found)
{
	entry->looked = true;
	entry->gone = found->gone;
	entry->no_text = found->no_text && !entry->read;
	if (!entry->words)
		entry->words = found->words;
	if (found->notes)
		entry->notes = found->notes;
	if (!entry->title && found->title && *found->title) {
		entry->title = found->title;
		found->title = NULL;
	}
}

/* Shows what is known now, without filling a list of thousands again. */
static void show_again(struct app *app, size_t index)
{
	struct list *list = &app->list;

	if (app->shelf.entries.items[index].no_text) {
		list_refresh(app);
		return;
	}
	for (size_t i = 0; i < list->items.len; i++) {
		struct list_item *item = &list->items.items[i];

		if (item->heading || item->number != index)
			continue;
		free(item->text);
		item->text = mem_strdup(title_of(entry_of(app, item)));
	}
}

/* Filtering thousands anew takes longer than a look at one. */
static bool is_due(struct app *app)
{
	return ++app->shelf.looks % LOOKS == 0 || !shelf_busy(app);
}

void app_tell_shelf(struct app *app, const char *path, struct shelf_entry *found)
{
	for (size_t i = 0; i < app->shelf.entries.len; i++) {
		if (strcmp(app->shelf.entries.items[i].path, path) != 0)
			continue;
		take(&app->shelf.entries.items[i], found);
		if (is_shown(app))
			show_again(app, i);
	}
	if (is_shown(app) && app->list.filter.text.len && is_due(app))
		list_refresh(app);
	release_entry(found);
}

/* ---- idle time */
/* The first item that a filter may be meant for, were its title known; or NULL. */
static const struct list_item *untitled(const struct app *app)
{
	const struct list *list = &app->list;

	for (size_t i = 0; list->filter.text.len && i < list->items.len; i++) {
		const struct list_item *item = &list->items.items[i];

		if (!item->heading && !entry_of(app, item)->looked && !entry_of(app, item)->title)
			return item;
	}
	return NULL;
}

/* The next to be looked at, those on the screen first; or NULL. */
static const struct list_item *unseen(const struct app *app)
{
	const struct list *list = &app->list;
	size_t end;

	if (!is_shown(app))
		return NULL;
	end = list->first + (size_t)list_height(app);
	for (size_t i = list->first; i < end && i < list->shown.len; i++) {
		const struct list_item *item = &list->items.items[list->shown.items[i]];

		if (!item->heading && !entry_of(app, item)->looked)
			return item;
	}
	return untitled(app);
}

bool shelf_busy(const struct app *app)
{
	return unseen(app) != NULL;
}

void shelf_step(struct app *app, struct effects *effects)
{
	const struct list_item *item = unseen(app);

	if (item)
		effects_add(effects, EFFECT_SHELF_LOOK, item->id, 0,
			    entry_of(app, item)->title && entry_of(app, item)->words);
}

void shelf_resized(struct app *app)
{
	if (is_shown(app))
		list_refresh(app);
}

bool do_shelf(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_SHELF, NULL, 0, 0);
	return true;
}
