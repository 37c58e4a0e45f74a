/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of contents: the headings of the text, each with the rank of its section.
 */
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "base/language.h"

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
	list_add(&app->list, item);
}

static void fill(struct app *app)
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
	const struct list *list = &app->list;
	size_t here = focus_offset(app), at = 0;

	for (size_t i = 0; i < list->items.len && list->items.items[i].place.start <= here; i++)
		at = i;
	list_choose(app, at);
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	struct span place = item->place;

	(void)event;
	(void)effects;
	list_close(app);
	jump_push(app);
	focus_set(app, FOCUS_PARAGRAPH, place);
	app->top = place_of(app, place.start);
}

const struct list_source list_contents = {
	.title = N_("Contents"),
	.choice = N_("go there"),
	.right_from = 1,
	.fill = fill,
	.choose = choose,
};

bool do_contents(struct app *app, const struct call *call)
{
	list_open(app, &list_contents);
	if (!app->list.items.len) {
		list_close(app);
		return err_set(call->err, "This text has no headings");
	}
	choose_section(app);
	return true;
}
