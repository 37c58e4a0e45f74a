/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The marks that are set, in the order of their letters, with the line of text at each;
 * first the place where the last jump began.
 */
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/view.h"
#include "app/view_preview.h"
#include "base/language.h"
#include "layout/grapheme.h"

#define LINE_MOST 240 /* bytes of text that are shown */
#define LAST_JUMP 52  /* instead of the index of a mark */

static struct span words_at(const struct app *app, size_t offset)
{
	struct span p, words = {offset, offset};

	if (!article_paragraph_at(app->article, offset, &p))
		return words;
	words.start = offset > p.start && offset < p.end ? offset : p.start;
	words.end = p.end - words.start > LINE_MOST
			    ? grapheme_floor(article_text(app->article), words.start,
					     words.start + LINE_MOST, p.end)
			    : p.end;
	return words;
}

static void add_mark(struct app *app, size_t index, size_t offset)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'";
	struct list_item item = {.number = index, .place = words_at(app, offset)};
	size_t size = article_size(app->article);
	struct str s;

	item.left = mem_strndup(&letters[index], 1);
	str_init(&s);
	flat_passage(&s, app->article, item.place);
	item.text = mem_strdup(s.data);
	str_clear(&s);
	str_addf(&s, "%d %%", (int)((double)offset * 100 / (double)(size + 1)));
	item.right = str_take(&s);
	list_add(&app->list, item);
}

static void fill(struct app *app)
{
	if (app->jumps.len > 0)
		add_mark(app, LAST_JUMP, app->jumps.items[app->jumps.len - 1]);
	for (size_t i = 0; i < LAST_JUMP; i++)
		if (app->marks[i])
			add_mark(app, i, app->marks[i] - 1);
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	struct span words = item->place, p;

	(void)event;
	(void)effects;
	if (list_leave(app, words.start))
		return;
	app->top = place_of(app, words.start);
	if (article_paragraph_at(app->article, app->top.offset, &p))
		focus_set(app, FOCUS_PLACE, p);
}

static bool act(struct app *app, const struct list_item *item, const struct call *call)
{
	(void)call;
	if (item && item->number != LAST_JUMP) {
		app->marks[item->number] = 0;
		list_refresh(app);
	}
	return true;
}

static void preview(const struct app *app, const struct list_item *item, struct grid *g,
		    struct list_area area)
{
	preview_passage(app, g, area, item->place, view_brush(STYLE_TEXT), area.rows);
}

const struct list_source list_marks = {
	.title = N_("Marks"),
	.choice = N_("go there"),
	.empty = N_("No mark: m and a letter set one"),
	.right_from = 40,
	.commands = (const struct list_command[]){{COMMAND_LIST_DELETE, N_("delete")}},
	.command_count = 1,
	.fill = fill,
	.choose = choose,
	.act = act,
	.preview = preview,
};

bool do_marks(struct app *app, const struct call *call)
{
	(void)call;
	list_open(app, &list_marks);
	return true;
}
