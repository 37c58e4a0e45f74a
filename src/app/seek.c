/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard: one pattern at a time, its current match, and a
 * count of all of them that idle time works out.  A search is a way from a place to a
 * match, or to the n-th; the first slice of it is gone at once, the rest in idle time,
 * and whatever else is pressed meanwhile ends it.
 */
#include <stdlib.h>
#include <string.h>

#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/seek.h"
#include "app/select.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "text/passage.h"
#include "text/sentence.h"

#define STEP ((size_t)16 << 20) /* effort in one slice of idle time */
#define PATTERN_MOST 1000       /* bytes of a selection that is searched for */

void search_release(struct app *app)
{
	finder_free(app->search.finder);
	query_free(app->search.query);
	app->search = (struct search){0};
}

bool search_busy(const struct app *app)
{
	return app->search.seeking || (app->search.finder && !app->search.counted);
}

void search_stop(struct app *app)
{
	app->search.seeking = false;
}

void search_again(struct app *app)
{
	if (!app->search.query)
		return;
	search_stop(app);
	finder_free(app->search.finder);
	app->search.finder = finder_new(app->article, app->search.query);
	app->search.counted = false;
}

void search_grown(struct app *app)
{
	app->search.counted = false;
}

/* Where the search for the next match is. */
static void add_progress(const struct app *app, struct str *out)
{
	double size = (double)article_size(app->article);

	str_addf(out, _("searching… %d %%"), (int)((double)app->search.find.at * 100 / (size + 1)));
}

char *search_position(const struct app *app)
{
	struct str s;
	size_t count = 0, index = 0;

	str_init(&s);
	if (app->search.seeking) {
		add_progress(app, &s);
	} else if (app->search.finder) {
		count = finder_count(app->search.finder);
		if (!span_empty(app->search.current))
			index = finder_index(app->search.finder, app->search.current.start) + 1;
		if (app->search.counted || (index && index <= count))
			str_addf(&s, "%zu/%zu", index, count);
		if (!app->search.counted)
			str_add(&s, "…");
	}
	return str_take(&s);
}

static void go_to_match(struct app *app, struct span match)
{
	struct span p;

	app->search.current = match;
	if (app->mode == MODE_SELECT ||
	    (app->mode == MODE_PROMPT && app->prompt.back == MODE_SELECT)) {
		selection_move_to(app, match.end - 1);
		app->selection.cursor = grapheme_floor(article_text(app->article), match.start,
						       match.end - 1, match.end);
		return;
	}
	page_show(app, match);
	if (article_paragraph_at(app->article, match.start, &p))
		focus_set(app, FOCUS_SENTENCE,
			  sentence_at(article_text(app->article), p, match.start));
}

static bool not_found(const struct app *app, struct err *err)
{
	const struct query *q = app->search.query;

	if (query_gave_up(q))
		return err_set(err, "%s: too costly to search for in all of this text",
			       query_pattern(q));
	return err_set(err, "%s: not found", query_pattern(q));
}

static void arrive(struct app *app, struct span match)
{
	if (app->search.round && app->mode != MODE_PROMPT)
		app_say(app, "%s",
			app->search.find.backward ? _("Going on from the end")
						  : _("Going on from the beginning"));
	go_to_match(app, match);
}

void search_keep(struct app *app)
{
	if (!app->search.seeking)
		arrive(app, app->search.current);
}

/* Begins the way to the n-th match from an offset. */
static void seek_from(struct app *app, bool backward, size_t from, int n)
{
	struct search *s = &app->search;

	find_init(&s->find, app->article, s->query, backward, from);
	s->left = n;
	s->round = s->met = false;
	s->seeking = true;
}

/* What a slice has come to: met one, or the end of the text.  False: there is none. */
static bool take_state(struct app *app, enum find_state state, struct span match)
{
	struct search *s = &app->search;
	bool backward = s->find.backward;

	if (state == FIND_NOTHING) {
		s->seeking = !s->round || s->met;
		s->round = true;
		s->met = false;
		find_init(&s->find, app->article, s->query, backward,
			  backward ? article_size(app->article) : 0);
		return s->seeking;
	}
	s->met = true;
	s->seeking = --s->left > 0;
	if (s->seeking && backward)
		find_init(&s->find, app->article, s->query, true, match.start);
	if (s->seeking)
		return true;
	arrive(app, match);
	return true;
}

/* Goes on for a slice.  False: there is no match. */
static bool seek_on(struct app *app)
{
	struct search *s = &app->search;
	enum find_state state = FIND_FOUND;
	size_t spent = 0;
	struct span match;

	while (s->seeking && state != FIND_GOES_ON && spent < STEP) {
		state = find_step(&s->find, STEP, &spent, &match);
		if (state != FIND_GOES_ON && !take_state(app, state, match))
			return false;
	}
	return true;
}

static void tell_end(struct app *app)
{
	struct err err;

	if (app->mode == MODE_PROMPT) {
		app->prompt.wrong = true;
	} else {
		not_found(app, &err);
		app_complain(app, err.text);
	}
}

/* False: there is no match, which was told. */
static bool seek_step(struct app *app)
{
	bool ok = seek_on(app);

	if (!ok)
		tell_end(app);
	if (!app->search.seeking)
		page_settle(app);
	return ok;
}

void search_step(struct app *app)
{
	if (app->search.seeking)
		seek_step(app);
	else
		app->search.counted = !app->search.finder || !finder_step(app->search.finder, STEP);
}

bool search_hurry(struct app *app)
{
	bool ok = true;

	while (app->search.seeking)
		ok = seek_step(app);
	return ok;
}

static bool set_pattern(struct app *app, const char *pattern, bool backward, struct err *err)
{
	struct query *q = query_new(pattern, false, err);

	if (!q)
		return false;
	search_release(app);
	app->search.query = q;
	app->search.backward = backward;
	app->search.finder = finder_new(app->article, q);
	return true;
}

bool search_start(struct app *app, const char *pattern, bool backward, struct err *err)
{
	size_t from = page_span(app).start;

	if (!set_pattern(app, pattern, backward, err))
		return false;
	seek_from(app, backward, from, 1);
	return seek_on(app) || not_found(app, err);
}

static bool next_match(struct app *app, bool same_way, const struct call *call)
{
	struct search *s = &app->search;
	bool backward = s->backward == same_way;
	int n = call->count > 0 ? call->count : 1;
	size_t from = page_span(app).start;

	if (!s->query)
		return err_set(call->err, "Nothing has been searched for yet");
	if (s->seeking && s->find.backward == backward) { /* typed ahead */
		s->left += n;
		return true;
	}
	jump_push(app);
	if (!span_empty(s->current))
		from = backward ? s->current.start : s->current.end;
	seek_from(app, backward, from, n);
	return seek_on(app) || not_found(app, call->err);
}

bool do_next_match(struct app *app, const struct call *call)
{
	return next_match(app, true, call);
}

bool do_previous_match(struct app *app, const struct call *call)
{
	return next_match(app, false, call);
}

static bool search_with(struct app *app, bool backward, const struct call *call)
{
	if (!call->argument) {
		prompt_open(app, PROMPT_SEARCH, backward);
		return true;
	}
	jump_push(app);
	return search_start(app, call->argument, backward, call->err);
}

bool do_search_forward(struct app *app, const struct call *call)
{
	return search_with(app, false, call);
}

bool do_search_backward(struct app *app, const struct call *call)
{
	return search_with(app, true, call);
}

static bool selecting_more(const struct app *app)
{
	return app->selection.anchor != app->selection.cursor || app->selection.paragraphs;
}

/* What is selected, of a single character its word; that of the match, or the first of
 * the focus. */
static bool wanted_words(const struct app *app, struct span *words)
{
	size_t at = app->focus.span.start;
	struct span p;

	if (app->mode == MODE_SELECT && selecting_more(app)) {
		*words = selection_span(app);
		return true;
	}
	if (app->mode == MODE_SELECT)
		at = app->selection.cursor;
	else if (!span_empty(app->search.current) &&
		 span_overlaps(app->search.current, app->focus.span))
		at = app->search.current.start;
	if (!article_paragraph_at(app->article, at, &p))
		return false;
	*words = word_at(article_text(app->article), p, at);
	return !span_empty(*words);
}

bool do_search_word(struct app *app, const struct call *call)
{
	struct str pattern;
	struct span words;
	bool found;

	if (!wanted_words(app, &words))
		return err_set(call->err, "No word here");
	if (span_length(words) > PATTERN_MOST)
		return err_set(call->err, "This passage is too long to be searched for");
	str_init(&pattern);
	passage_text(app->article, words, &pattern);
	/* Matches end with their paragraph. */
	str_truncate(&pattern, strcspn(pattern.data, "\n"));
	if (app->mode == MODE_SELECT && selecting_more(app)) {
		selection_leave(app);
		focus_set(app, FOCUS_SENTENCE, words);
	}
	jump_push(app);
	found = set_pattern(app, pattern.data, false, call->err);
	str_release(&pattern);
	if (!found)
		return false;
	app->search.current = words;
	seek_from(app, false, words.end, 1);
	return seek_on(app) || not_found(app, call->err);
}
