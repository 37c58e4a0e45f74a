/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of contents: the headings of the text, found in one walk.  Of a long text a
 * slice is looked at before the list is shown, and the rest in idle time.
 */
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/section.h"
#include "app/view.h"
#include "app/view_preview.h"
#include "base/language.h"

static void add_section(struct app *app, struct span heading, int level)
{
	struct list_item item = {.place = heading, .depth = level};
	size_t size = article_size(app->article);
	struct str s;

	str_init(&s);
	str_addf(&s, "¶ %zu", app->list.counted);
	item.left = str_take(&s);
	str_init(&s);
	flat_passage(&s, app->article, heading);
	item.text = str_take(&s);
	str_init(&s);
	str_addf(&s, "%d %%", (int)((double)heading.start * 100 / (double)(size + 1)));
	item.right = str_take(&s);
	list_add(&app->list, item);
}

static void step(struct app *app)
{
	struct list *list = &app->list;
	size_t from = list->reached, counted = list->counted;
	struct span p;

	list->more = article_paragraph_at(app->article, from, &p);
	while (list->more && p.start - from < SECTION_SLICE &&
	       list->counted - counted < SECTION_SLICE_PARAGRAPHS) {
		int level = article_heading_level(app->article, p);

		list->counted++;
		if (level)
			add_section(app, p, p.start == app->title.start ? 0 : level);
		list->more = article_paragraph_after(app->article, p, &p);
	}
	list->reached = p.start;
}

/* The section that the reader is in. */
static size_t start(const struct app *app)
{
	const struct list *list = &app->list;
	size_t here = focus_offset(app), low = 0, high = list->shown.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->items.items[list->shown.items[middle]].place.start <= here)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	struct span place = item->place;

	(void)event;
	(void)effects;
	if (list_leave(app, place.start))
		return;
	focus_set(app, FOCUS_PARAGRAPH, place);
	app->top = place_of(app, place.start);
}

static void preview(const struct app *app, const struct list_item *item, struct grid *g,
		    struct list_area area)
{
	preview_passage(app, g, area, item->place, view_brush(STYLE_HEADING), area.rows);
}

const struct list_source list_contents = {
	.title = N_("Contents"),
	.choice = N_("go there"),
	.empty = N_("No heading so far"),
	.right_from = 1,
	.fill = step,
	.step = step,
	.start = start,
	.choose = choose,
	.preview = preview,
};

bool do_contents(struct app *app, const struct call *call)
{
	list_open(app, &list_contents);
	if (!app->list.items.len && !app->list.more) {
		list_close(app);
		return err_set(call->err, "This text has no headings");
	}
	return true;
}
