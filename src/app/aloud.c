/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading aloud goes by sentences, the one that is read being the focus; a program reads
 * one and ends.  Scrolling goes by lines, each of which stays for as long as it takes to
 * read its words.
 */
#include "app/aloud.h"

#include <stdint.h>
#include <string.h>

#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "base/utf8.h"
#include "text/sentence.h"

#define BREATH 2000       /* bytes of a sentence that are read at once */
#define WORD_CHARACTERS 6 /* of a word and what follows it, on the average */
#define PACE_LEAST 20
#define PACE_MOST 2000
#define PACE_STEP 20

/* ---- aloud */
static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* What is to be read from `at` on, inside the paragraph: the rest of a sentence, or as
 * much of it as one can say; empty: nothing. */
static struct span part_at(const struct app *app, struct span paragraph, size_t at)
{
	const char *text = article_text(app->article);
	struct span part;

	if (at < paragraph.start)
		at = paragraph.start;
	while (at < paragraph.end && is_white(text[at]))
		at++;
	if (at >= paragraph.end || at >= app->aloud_until)
		return (struct span){0, 0};
	part = sentence_at(text, paragraph, at);
	part.start = at;
	if (part.end > app->aloud_until)
		part.end = app->aloud_until;
	if (span_length(part) > BREATH) {
		part.end = at + BREATH;
		while (part.end > at + BREATH / 2 && !is_white(text[part.end]))
			part.end--;
		while (part.end > at && ((unsigned char)text[part.end] & 0xC0) == 0x80)
			part.end--;
	}
	return part;
}

/* Reads on from a place; false: there is no more. */
static bool read_on(struct app *app, size_t at, struct effects *effects)
{
	struct span p, part;
	struct str said;

	if (!article_paragraph_at(app->article, at, &p) || (at >= p.end && p.start <= at))
		if (!article_paragraph_after(app->article, p, &p))
			return false;
	while (is_furniture(app, p) || span_empty(part = part_at(app, p, at)))
		if (p.end >= app->aloud_until || !article_paragraph_after(app->article, p, &p))
			return false;
	go_to(app, FOCUS_SENTENCE, part);
	str_init(&said);
	flat_passage(&said, app->article, part);
	effects_run(effects, TASK_SPEECH, NULL, said.data);
	str_release(&said);
	return true;
}

bool do_read_aloud(struct app *app, const struct call *call)
{
	size_t from = app->focus.span.start;
	struct span p;

	app->aloud_until = SIZE_MAX;
	if (!article_paragraph_at(app->article, from, &p))
		return err_set(call->err, "The text is empty");
	if (app->mode == MODE_SELECT) {
		struct span selected = selection_span(app);

		from = selected.start;
		app->aloud_until = selected.end;
		selection_leave(app);
	} else if (from > p.start) {
		from = sentence_at(article_text(app->article), p, from).start;
	}
	app->aloud = read_on(app, from, call->effects);
	return app->aloud || err_set(call->err, "This is the end");
}

void aloud_ended(struct app *app, const char *why, struct effects *effects)
{
	if (!app->aloud)
		return;
	if (why)
		app_complain(app, why);
	app->aloud = !why && read_on(app, app->focus.span.end, effects);
}

/* ---- scrolling */
static void set_pace(struct app *app, int pace)
{
	app->scrolling = pace < PACE_LEAST ? PACE_LEAST : pace > PACE_MOST ? PACE_MOST : pace;
	app->settings->scroll_speed = app->scrolling;
}

bool do_auto_scroll(struct app *app, const struct call *call)
{
	if (app->mode == MODE_SELECT)
		selection_leave(app);
	set_pace(app, call->count > 0 ? call->count : app->settings->scroll_speed);
	return true;
}

/* Words of the line at the top, which goes next; a blank row takes a moment, too. */
static int words_on_top(const struct app *app)
{
	struct page page = {0};
	size_t characters = 0;

	page_fill(app, &page);
	if (page.rows.items[0].kind == ROW_TEXT) {
		const struct row *row = &page.rows.items[0];
		struct span line = page_block(app, row->block)->lines[row->line].span;

		characters = utf8_count(article_text(app->article) + line.start, span_length(line));
	}
	page_release(&page);
	return 1 + (int)(characters / WORD_CHARACTERS);
}

int app_tick(const struct app *app)
{
	return app->scrolling ? 60000 * words_on_top(app) / app->scrolling : 0;
}

void aloud_tick(struct app *app, struct effects *effects)
{
	struct err err = {""};
	const struct call call = {.count = 1, .effects = effects, .err = &err};

	if (!app->scrolling || do_scroll_down(app, &call))
		return;
	app->scrolling = 0;
	app_say(app, "%s", err.text);
}

/* ---- both */
bool aloud_key(struct app *app, const struct event *event, struct effects *effects)
{
	bool scrolling = app->scrolling > 0;

	if (app->aloud)
		effects_add(effects, EFFECT_STOP, NULL, 0, 0);
	else if (!scrolling)
		return false;
	app->aloud = false;
	app->scrolling = 0;
	if (scrolling && event->key == '+')
		set_pace(app, app->settings->scroll_speed + PACE_STEP);
	else if (scrolling && event->key == '-')
		set_pace(app, app->settings->scroll_speed - PACE_STEP);
	return true;
}

char *aloud_message(const struct app *app)
{
	struct str s;

	if (!app->aloud && !app->scrolling)
		return NULL;
	str_init(&s);
	if (app->aloud)
		str_add(&s, _("Reading aloud (any key stops)"));
	else
		str_addf(&s, _("%d words a minute (+ and - change that, any other key stops)"),
			 app->scrolling);
	return str_take(&s);
}
