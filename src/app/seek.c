/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard: one pattern at a time, its current match, and a
 * count of all of them that idle time works out.
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
#include "text/sentence.h"

#define STEP ((size_t)16 << 20) /* effort in one slice of idle time */

void search_release(struct app *app)
{
	finder_free(app->search.finder);
	query_free(app->search.query);
	app->search = (struct search){0};
}

bool search_step(struct app *app)
{
	app->search.counted = !app->search.finder || !finder_step(app->search.finder, STEP);
	return !app->search.counted;
}

void search_again(struct app *app)
{
	if (!app->search.query)
		return;
	finder_free(app->search.finder);
	app->search.finder = finder_new(app->article, app->search.query);
	app->search.counted = false;
}

char *search_position(const struct app *app)
{
	struct str s;
	size_t count = 0, index = 0;

	str_init(&s);
	if (app->search.finder) {
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

/* Finds the next match from an offset, going round once. */
static bool find_round(struct app *app, bool backward, size_t from)
{
	struct query *q = app->search.query;
	struct span match;
	bool found, round = false;

	found = backward ? find_previous(app->article, q, from, &match)
			 : find_next(app->article, q, from, &match);
	if (!found && (backward ? from < article_size(app->article) : from > 0)) {
		round = true;
		found = backward
				? find_previous(app->article, q, article_size(app->article), &match)
				: find_next(app->article, q, 0, &match);
	}
	if (!found)
		return false;
	if (round && app->mode != MODE_PROMPT)
		app_say(app, "%s",
			backward ? _("Going on from the end") : _("Going on from the beginning"));
	go_to_match(app, match);
	return true;
}

static bool not_found(const struct app *app, struct err *err)
{
	const struct query *q = app->search.query;

	if (query_gave_up(q))
		return err_set(err, "%s: too costly to search for in all of this text",
			       query_pattern(q));
	return err_set(err, "%s: not found", query_pattern(q));
}

bool search_start(struct app *app, const char *pattern, bool backward, struct err *err)
{
	size_t from = page_span(app).start;
	struct query *q = query_new(pattern, false, err);

	if (!q)
		return false;
	search_release(app);
	app->search.query = q;
	app->search.backward = backward;
	app->search.finder = finder_new(app->article, q);
	return find_round(app, backward, from) || not_found(app, err);
}

static bool next_match(struct app *app, bool same_way, const struct call *call)
{
	bool backward = app->search.backward == same_way;
	int n = call->count > 0 ? call->count : 1;

	if (!app->search.query)
		return err_set(call->err, "Nothing has been searched for yet");
	jump_push(app);
	while (n-- > 0) {
		size_t from = page_span(app).start;

		if (!span_empty(app->search.current))
			from = backward ? app->search.current.start : app->search.current.end;
		if (!find_round(app, backward, from))
			return not_found(app, call->err);
	}
	return true;
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

/* The word under the cursor of the selection, that of the match, or the first of
 * the focus. */
bool do_search_word(struct app *app, const struct call *call)
{
	size_t at = app->focus.span.start;
	struct span p, word;
	char *pattern;
	bool found;

	if (app->mode == MODE_SELECT)
		at = app->selection.cursor;
	else if (!span_empty(app->search.current) &&
		 span_overlaps(app->search.current, app->focus.span))
		at = app->search.current.start;
	if (!article_paragraph_at(app->article, at, &p))
		return err_set(call->err, "The text is empty");
	word = word_at(article_text(app->article), p, at);
	if (span_empty(word))
		return err_set(call->err, "No word here");
	pattern = mem_strndup(article_text(app->article) + word.start, span_length(word));
	jump_push(app);
	found = search_start(app, pattern, false, call->err);
	if (found) {
		app->search.current = word;
		found = find_round(app, false, word.end);
	}
	free(pattern);
	return found;
}
