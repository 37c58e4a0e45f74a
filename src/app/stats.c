/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pace is learned from pages: `paced` is the text that was on the screen after the
 * last key.  What of it has gone off at the top with this key was read meanwhile.
 */
#include "app/stats.h"

#include <stdio.h>

#include "app/move.h"
#include "app/page.h"
#include "base/language.h"

#define WIDE 100   /* columns from which on the time left is shown unasked */
#define BETWEEN 16 /* bytes of blank space that may stand between two pages */

enum progress { AUTO, TIME, WORDS, POSITION, PERCENT, NOTHING };

/* ---- the pace */
/* Whether the text on the screen moved on, so that nothing was passed over. */
static bool moved_on(const struct app *app, struct span before, struct span now)
{
	if (now.start <= before.start || now.start > before.end + BETWEEN)
		return false;
	return now.start <= before.end ||
	       !tally_count(article_text(app->article) + before.end, now.start - before.end);
}

void stats_key(struct app *app, time_t now)
{
	struct span before = app->paced, shown;

	app->seconds += pace_key(app->pace, now);
	if (app->mode != MODE_READ) {
		pace_interrupted(app->pace);
		app->paced = (struct span){0};
		return;
	}
	if (!span_empty(before) && app->top.offset == app->paced_top)
		return;
	shown = page_span(app);
	if (moved_on(app, before, shown))
		pace_moved(app->pace, tally_count(article_text(app->article) + before.start,
						  shown.start - before.start));
	else
		pace_interrupted(app->pace);
	app->paced = shown;
	app->paced_top = app->top.offset;
}

/* ---- how far */
bool stats_known(const struct app *app)
{
	return !tally_busy(app->tally);
}

void stats_add_count(size_t count, struct str *out)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%zu", count);

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			str_add(out, _(",")); /* between groups of three digits */
		str_addc(out, digits[i]);
	}
}

/* The first three digits, which is as much as an estimate is good for. */
static size_t rounded(size_t count)
{
	size_t step = 1;

	while (count / step >= 1000)
		step *= 10;
	return count / step * step;
}

void stats_add_words(const struct app *app, struct span span, struct str *out)
{
	size_t words = tally_words(app->tally, span);
	struct str count;

	if (!tally_is_estimate(app->tally)) {
		stats_add_count(words, out);
		return;
	}
	str_init(&count);
	stats_add_count(rounded(words), &count);
	str_addf(out, _("about %s"), count.data);
	str_release(&count);
}

void stats_add_time(const struct app *app, struct span span, struct str *out)
{
	pace_add_time(app->pace, (double)tally_words(app->tally, span), out);
}

/* ---- the first row */
static void add_numbers(const struct app *app, struct str *out)
{
	size_t size = article_size(app->article), number = 0;
	struct span p;

	if (article_index_reaches(app->article, focus_offset(app)) &&
	    article_paragraph_at(app->article, focus_offset(app), &p))
		number = article_paragraph_number(app->article, p.start);
	if (number > 0 && article_index_reaches(app->article, size))
		str_addf(out, "¶ %zu/%zu  ", number, article_paragraph_count(app->article));
	else if (number > 0)
		str_addf(out, "¶ %zu  ", number);
}

static void add_words_left(const struct app *app, struct span left, struct str *out)
{
	struct str count;

	str_init(&count);
	stats_add_words(app, left, &count);
	str_addf(out, _("%s words"), count.data);
	str_release(&count);
}

void stats_add_position(const struct app *app, struct span shown, bool room, struct str *out)
{
	enum progress what = (enum progress)app->settings->progress;
	struct span left = {shown.start, article_size(app->article)};

	if (what == AUTO && app->columns >= WIDE)
		what = TIME;
	if (what == NOTHING)
		return;
	if (room && stats_known(app) && !span_empty(left)) {
		if (what == TIME)
			stats_add_time(app, left, out);
		if (what == WORDS)
			add_words_left(app, left, out);
		if (what == TIME || what == WORDS)
			str_add(out, "  ");
	}
	if (what != PERCENT)
		add_numbers(app, out);
	if (left.end > 0)
		str_addf(out, _("%d%%"), page_percent(app, shown));
}

/* ---- what is remembered */
void app_standing(struct app *app, struct app_standing *standing)
{
	const struct span all = {0, article_size(app->article)};

	standing->title = app->title;
	standing->words = stats_known(app) ? tally_words(app->tally, all) : 0;
	standing->percent = page_percent(app, page_span(app));
	standing->seconds = (size_t)app->seconds;
}

void app_standing_kept(struct app *app)
{
	app->seconds -= (double)(size_t)app->seconds;
}
