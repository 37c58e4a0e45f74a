/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of the article, of the reading and of the annotations, put together when the
 * list is opened.  There is nothing to choose.
 */
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/section.h"
#include "app/select.h"
#include "app/stats.h"
#include "base/language.h"

/* Takes the value's text. */
static void add(struct app *app, const char *what, struct str *value)
{
	struct list_item item = {
		.left = mem_strdup(what),
		.text = str_take(value),
		.right = mem_strdup(""),
		.id = mem_strdup(what),
	};

	list_add(&app->list, item);
}

static void add_count(struct app *app, const char *what, size_t count)
{
	struct str s;

	str_init(&s);
	stats_add_count(count, &s);
	add(app, what, &s);
}

static void add_minutes(struct app *app, const char *what, double seconds)
{
	struct str s;

	str_init(&s);
	pace_add_minutes(seconds / 60, &s);
	add(app, what, &s);
}

static void add_time(struct app *app, const char *what, struct span span)
{
	struct str s;

	if (!stats_known(app))
		return;
	str_init(&s);
	stats_add_time(app, span, &s);
	add(app, what, &s);
}

/* ---- the article */
static void add_article(struct app *app)
{
	const struct span all = {0, article_size(app->article)};
	struct str s;

	list_add_heading(&app->list, _("The article"));
	str_init(&s);
	if (stats_known(app))
		stats_add_words(app, all, &s);
	else
		str_add(&s, _("not counted yet"));
	add(app, _("Words"), &s);
	if (article_index_reaches(app->article, all.end)) {
		add_count(app, _("Characters"), article_position(app->article, all.end));
		add_count(app, _("Paragraphs"), article_paragraph_count(app->article));
	}
	add_time(app, _("Time for all of it"), all);
}

/* ---- the reading */
static void add_reading(struct app *app)
{
	struct span shown = page_span(app), section;
	const struct span left = {shown.start, article_size(app->article)};
	struct str s;

	list_add_heading(&app->list, _("Your reading"));
	str_init(&s);
	str_addf(&s, _("%d%%"), page_percent(app, shown));
	add(app, _("Read so far"), &s);
	add_time(app, _("Time left"), left);
	if (section_at(app, shown.start, &section) && section.end < left.end)
		add_time(app, _("Time left in this section"),
			 (struct span){shown.start, section.end});
	add_minutes(app, _("Time spent on it"), (double)app->spent + app->seconds);
	add_minutes(app, _("Time spent today"), (double)app->spent_today + app->pace->gain.seconds);
	str_init(&s);
	str_addf(&s, _("%d words a minute"), (int)(pace_per_minute(app->pace) + 0.5));
	if (!app->pace->words)
		str_addf(&s, " (%s)", _("the usual one, until yours is known"));
	add(app, _("Your pace"), &s);
}

/* ---- annotations */
#define KINDS 3
#define COLORS 6

struct sums {
	size_t kinds[KINDS], colors[COLORS];
	VEC(struct tag_sum {
		const char *tag; /* of the first note that has it */
		size_t count;
	})
	tags;
};

static void count_tag(struct sums *sums, const char *tag)
{
	struct tag_sum new = {tag, 1};

	for (size_t i = 0; i < sums->tags.len; i++)
		if (!strcmp(sums->tags.items[i].tag, tag)) {
			sums->tags.items[i].count++;
			return;
		}
	vec_push(&sums->tags, new);
}

static void count_note(struct sums *sums, const struct note *n)
{
	sums->kinds[n->kind]++;
	if (n->kind != NOTE_BOOKMARK)
		sums->colors[n->color]++;
	for (size_t i = 0; i < n->tags.len; i++)
		count_tag(sums, n->tags.items[i]);
}

static int by_count(const void *a, const void *b)
{
	const struct tag_sum *one = a, *other = b;

	return one->count != other->count
		       ? (one->count < other->count) - (one->count > other->count)
		       : strcmp(one->tag, other->tag);
}

static void add_tags(struct app *app, struct sums *sums)
{
	if (sums->tags.len)
		qsort(sums->tags.items, sums->tags.len, sizeof *sums->tags.items, by_count);
	for (size_t i = 0; i < sums->tags.len; i++) {
		struct str tag;

		str_init(&tag);
		str_addf(&tag, "#%s", sums->tags.items[i].tag);
		add_count(app, tag.data, sums->tags.items[i].count);
		str_release(&tag);
	}
}

static void add_annotations(struct app *app)
{
	static const char *const kinds[KINDS] = {
		[NOTE_HIGHLIGHT] = N_("Highlights"),
		[NOTE_NOTE] = N_("Notes"),
		[NOTE_BOOKMARK] = N_("Bookmarks"),
	};
	static const char *const colors[COLORS] = {
		N_("yellow"), N_("green"), N_("blue"), N_("pink"), N_("orange"), N_("purple"),
	};
	struct sums sums = {0};

	for (size_t i = 0; i < notebook_count(app->notebook); i++)
		count_note(&sums, notebook_at(app->notebook, i));
	if (notebook_count(app->notebook))
		list_add_heading(&app->list, _("Annotations"));
	for (size_t i = 0; i < KINDS; i++)
		if (sums.kinds[i])
			add_count(app, _(kinds[i]), sums.kinds[i]);
	for (size_t i = 0; i < COLORS; i++)
		if (sums.colors[i])
			add_count(app, _(colors[i]), sums.colors[i]);
	add_tags(app, &sums);
	vec_release(&sums.tags);
}

static void fill(struct app *app)
{
	add_article(app);
	add_reading(app);
	add_annotations(app);
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	(void)item;
	(void)event;
	(void)effects;
	list_close(app);
}

const struct list_source list_stats = {
	.title = N_("In numbers"),
	.choice = N_("back"),
	.fill = fill,
	.choose = choose,
};

void app_show_stats(struct app *app, size_t on_article, size_t today)
{
	app->spent = on_article;
	app->spent_today = today;
	selection_leave(app);
	list_open(app, &list_stats);
}

bool do_stats(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_STATS, NULL, 0, 0);
	return true;
}
