/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching from the keyboard: one pattern at a time, its current match, and a
 * count of all of them that idle time works out.  A search is a way from a place to a
 * match, or to the n-th; the first slice of it is gone at once, the rest in idle time,
 * and whatever else is pressed meanwhile ends it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
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

#define STEP ((size_t)8 << 20)  /* effort in one slice of idle time … */
#define FIRST ((size_t)1 << 20) /* … and at once, for each key of a pattern */
#define PATTERN_MOST 1000       /* bytes of a selection that is searched for */

void search_drop(struct search *s)
{
	finder_free(s->finder);
	query_free(s->query);
	note_hits_release(&s->notes);
	free(s->in_note.id);
	*s = (struct search){0};
}

void search_release(struct app *app)
{
	search_drop(&app->search);
}

bool search_busy(const struct app *app)
{
	return app->search.seeking || (app->search.finder && !app->search.counted);
}

void search_stop(struct app *app)
{
	app->search.seeking = false;
}

static bool is_shown(const void *context, size_t offset)
{
	return filter_shows(context, offset);
}

/* Begins to count; what the filter leaves out is no match. */
static void begin_count(const struct app *app, struct search *s)
{
	finder_free(s->finder);
	s->finder = finder_new(app->article, s->query);
	finder_count_only(s->finder, (struct find_only){is_shown, app});
	note_hits_release(&s->notes);
	s->counted = false;
}

static void again(const struct app *app, struct search *s)
{
	if (!s->query)
		return;
	begin_count(app, s);
	s->walk.note = SIZE_MAX;
}

void search_again(struct app *app)
{
	again(app, &app->search);
	again(app, &app->prompt.kept);
}

void search_notes_changed(struct app *app)
{
	struct search *both[] = {&app->search, &app->prompt.kept};

	for (size_t i = 0; i < 2; i++) {
		note_hits_release(&both[i]->notes);
		both[i]->counted = false;
		both[i]->walk.note = SIZE_MAX;
	}
}

void search_grown(struct app *app)
{
	app->search.counted = app->prompt.kept.counted = false;
}

/* Looks at notes; true: all were. */
static bool look_at_notes(struct app *app, size_t *spent)
{
	const struct note_look look = {
		.book = app->notebook, .query = app->search.query, .only = {is_shown, app}};

	note_hits_step(&app->search.notes, &look, STEP, spent);
	return app->search.notes.complete;
}

/* Where the search for the next match is. */
static void add_progress(const struct app *app, struct str *out)
{
	double size = (double)article_size(app->article);

	str_addf(out, _("searching… %d %%"),
		 (int)((double)app->search.walk.find.at * 100 / (size + 1)));
}

/* The place in the list of the match in a note that was gone to; its length: there is
 * none. */
static size_t note_hit_index(const struct app *app)
{
	const struct search *s = &app->search;
	const struct note *n = s->in_note.id ? notebook_get(app->notebook, s->in_note.id) : NULL;
	size_t i, note;

	if (!n || span_empty(n->span) || !s->notes.complete)
		return s->notes.list.len;
	note = notebook_index(app->notebook, n);
	for (i = note_hits_after(&s->notes, n->span.end - 1); i < s->notes.list.len; i++) {
		const struct note_hit *hit = &s->notes.list.items[i];

		if (hit->at > n->span.end)
			break;
		if (hit->note == note && span_equal(hit->match, s->in_note.match))
			return i;
	}
	return s->notes.list.len;
}

/* Which of all matches is the current one, from 1; 0: none, or not known yet. */
static size_t current_index(const struct app *app)
{
	const struct search *s = &app->search;
	size_t text = finder_count(s->finder), hit = note_hit_index(app), before;

	if (!s->notes.complete)
		return 0;
	if (hit < s->notes.list.len) {
		before = finder_index(s->finder, s->notes.list.items[hit].at);
		return before < text || s->counted ? hit + before + 1 : 0;
	}
	if (span_empty(s->current))
		return 0;
	before = finder_index(s->finder, s->current.start);
	return before < text ? before + note_hits_after(&s->notes, s->current.start) + 1 : 0;
}

char *search_position(const struct app *app)
{
	struct str s;
	size_t index;

	str_init(&s);
	if (app->search.seeking) {
		add_progress(app, &s);
	} else if (app->search.finder) {
		index = current_index(app);
		if (app->search.counted || index)
			str_addf(&s, "%zu/%zu", index,
				 finder_count(app->search.finder) + app->search.notes.list.len);
		if (!app->search.counted)
			str_add(&s, "…");
	}
	return str_take(&s);
}

void search_hits_in(const struct app *app, const struct note *note, const char *text, size_t len,
		    struct search_hits *hits)
{
	const struct search *s = &app->search;

	hits->spans.list.len = 0;
	hits->current = (struct span){0, 0};
	if (!s->query)
		return;
	hits_in(s->query, text, len, &hits->spans);
	if (s->in_note.id && !strcmp(s->in_note.id, note->id))
		hits->current = s->in_note.match;
}

unsigned search_over(const struct search_hits *hits, size_t at, size_t *until)
{
	unsigned over = 0;

	for (size_t i = 0; i < hits->spans.list.len; i++) {
		struct span hit = hits->spans.list.items[i];

		if (hit.start > at && hit.start < *until)
			*until = hit.start;
		if (!span_holds(hit, at))
			continue;
		if (hit.end < *until)
			*until = hit.end;
		over |= span_equal(hit, hits->current) ? OVER_HIT_CURRENT : OVER_HIT;
	}
	return over;
}

static bool is_selecting(const struct app *app)
{
	return app->mode == MODE_SELECT ||
	       (app->mode == MODE_PROMPT && app->prompt.back == MODE_SELECT);
}

static void go_to_match(struct app *app, struct span match)
{
	struct span p;

	if (is_selecting(app)) {
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

/* The passage and, where the page has no room for all of it, rather its end: that is where
 * the note opens. */
static void go_to_match_in_note(struct app *app)
{
	const struct note *n = notebook_get(app->notebook, app->search.in_note.id);
	struct span end;

	if (!n || span_empty(n->span))
		return;
	focus_set_note(app, n);
	end = (struct span){grapheme_floor(article_text(app->article), n->span.start,
					   n->span.end - 1, n->span.end),
			    n->span.end};
	if (filter_shows(app, n->span.start))
		page_show(app, n->span);
	page_show(app, end);
}

static void go_to_current(struct app *app)
{
	if (app->search.in_note.id)
		go_to_match_in_note(app);
	else
		go_to_match(app, app->search.current);
}

static void set_current(struct app *app, const struct hit *hit)
{
	struct search *s = &app->search;

	free(s->in_note.id);
	s->in_note.id = NULL;
	s->current = hit->match;
	if (!hit->note)
		return;
	s->in_note.id = mem_strdup(notebook_at(app->notebook, hit->note->note)->id);
	s->in_note.match = hit->note->match;
}

static bool not_found(const struct app *app, struct err *err)
{
	const struct query *q = app->search.query;

	if (query_gave_up(q))
		return err_set(err, "%s: too costly to search for in all of this text",
			       query_pattern(q));
	return err_set(err, "%s: not found", query_pattern(q));
}

static void arrive(struct app *app)
{
	if (app->search.round && app->mode != MODE_PROMPT)
		app_say(app, "%s",
			app->search.walk.find.backward ? _("Going on from the end")
						       : _("Going on from the beginning"));
	go_to_current(app);
}

void search_keep(struct app *app)
{
	if (!app->search.seeking)
		arrive(app);
}

/* Begins the way to the n-th match: in the text from `from` on, in notes that stand
 * behind `note_from` (backward: before these). */
static void seek_from(struct app *app, bool backward, size_t from, size_t note_from, int n)
{
	struct search *s = &app->search;

	walk_init(&s->walk, app->article, s->query, backward, from, SIZE_MAX);
	s->note_from = note_from;
	s->left = n;
	s->round = s->met = false;
	s->seeking = true;
}

/* Goes on at the other end.  False: it did already, and met nothing. */
static bool turn_round(struct app *app)
{
	struct search *s = &app->search;
	bool backward = s->walk.find.backward;

	s->seeking = !s->round || s->met;
	s->round = true;
	s->met = false;
	walk_init(&s->walk, app->article, s->query, backward,
		  backward ? article_size(app->article) : 0, backward ? s->notes.list.len : 0);
	return s->seeking;
}

/* A selection goes over the text alone; what the filter leaves out is not met. */
static bool is_met(const struct app *app, const struct hit *hit)
{
	return hit->note ? !is_selecting(app) : filter_shows(app, hit->match.start);
}

/* Sees to it that the notes are known, and what the filter leaves out.  False: not yet. */
static bool prepare(struct app *app, size_t *spent)
{
	struct search *s = &app->search;

	if (filter_busy(app) || !look_at_notes(app, spent))
		return false;
	if (s->walk.note == SIZE_MAX)
		s->walk.note = note_hits_after(&s->notes, s->note_from);
	return true;
}

/* Goes on for so much effort.  False: there is no match. */
static bool seek_on(struct app *app, size_t effort)
{
	struct search *s = &app->search;
	enum find_state state;
	size_t spent = 0;
	struct hit hit;

	if (s->seeking && !prepare(app, &spent))
		return true;
	while (s->seeking && spent < effort) {
		state = walk_step(&s->walk, &s->notes, effort, &spent, &hit);
		if (state == FIND_NOTHING && !turn_round(app))
			return false;
		if (state != FIND_FOUND || !is_met(app, &hit))
			continue;
		spent++;
		s->met = true;
		s->seeking = --s->left > 0;
		if (!s->seeking) {
			set_current(app, &hit);
			arrive(app);
		}
	}
	return true;
}

void search_complain(struct app *app)
{
	struct err err;

	not_found(app, &err);
	app_complain(app, err.text);
}

static void tell_end(struct app *app)
{
	if (app->mode == MODE_PROMPT)
		app->prompt.wrong = true;
	else
		search_complain(app);
}

/* False: there is no match, which was told. */
static bool seek_step(struct app *app)
{
	bool ok = seek_on(app, STEP);

	if (!ok)
		tell_end(app);
	if (!app->search.seeking)
		page_settle(app);
	return ok;
}

void search_step(struct app *app)
{
	struct search *s = &app->search;
	size_t spent = 0;

	if (s->seeking)
		seek_step(app);
	else if (look_at_notes(app, &spent))
		s->counted = !s->finder || !finder_step(s->finder, STEP);
}

bool search_hurry(struct app *app)
{
	bool ok = true;

	while (app->search.seeking) {
		if (filter_busy(app))
			filter_step(app);
		ok = seek_step(app);
	}
	return ok;
}

bool search_set(struct app *app, const char *pattern, bool backward, struct err *err)
{
	struct query *q = query_new(pattern, false, err);

	if (!q)
		return false;
	search_release(app);
	app->search.query = q;
	app->search.backward = backward;
	begin_count(app, &app->search);
	return true;
}

/* Where a search begins: at the moving end of a selection, at what is in focus, else at
 * the page, where the reader came by scrolling. */
static size_t origin(const struct app *app)
{
	struct span shown;

	if (is_selecting(app))
		return app->selection.cursor;
	shown = page_span(app);
	if (app->focus.kind != FOCUS_PLACE && span_holds(shown, app->focus.span.start))
		return app->focus.span.start;
	return shown.start;
}

bool search_start(struct app *app, const char *pattern, bool backward, struct err *err)
{
	size_t from = origin(app);

	if (!search_set(app, pattern, backward, err))
		return false;
	seek_from(app, backward, from, from, 1);
	return seek_on(app, FIRST) || not_found(app, err);
}

/* Whether the reader is still where the last match is. */
static bool is_at_current(const struct app *app)
{
	const struct search *s = &app->search;

	if (s->in_note.id && app->focus.kind == FOCUS_NOTE)
		return !strcmp(app->focus.id, s->in_note.id);
	if (span_empty(s->current))
		return false;
	if (is_selecting(app))
		return span_holds(s->current, app->selection.cursor);
	if (app->focus.kind != FOCUS_PLACE)
		return span_overlaps(s->current, app->focus.span);
	return span_overlaps(s->current, page_span(app));
}

/* The way on from where the reader is. */
static void seek_next(struct app *app, bool backward, int n)
{
	struct search *s = &app->search;
	size_t from = origin(app), hit = note_hit_index(app);

	if (is_at_current(app) && hit < s->notes.list.len) {
		from = s->notes.list.items[hit].at;
		seek_from(app, backward, from, from, n);
		s->walk.note = backward ? hit : hit + 1;
	} else if (is_at_current(app) && !span_empty(s->current)) {
		seek_from(app, backward, backward ? s->current.start : s->current.end,
			  s->current.start, n);
	} else {
		seek_from(app, backward, from, from, n);
	}
}

static bool next_match(struct app *app, bool backward, int n, struct err *err)
{
	struct search *s = &app->search;

	if (s->seeking && s->walk.find.backward == backward) { /* typed ahead */
		s->left += n;
		return true;
	}
	jump_push(app);
	seek_next(app, backward, n);
	return seek_on(app, FIRST) || not_found(app, err);
}

bool search_repeat(struct app *app, bool backward, struct err *err)
{
	app->search.backward = backward;
	return next_match(app, backward, 1, err);
}

static bool repeat(struct app *app, bool same_way, const struct call *call)
{
	if (!app->search.query)
		return err_set(call->err, "Nothing has been searched for yet");
	return next_match(app, app->search.backward == same_way, call->count > 0 ? call->count : 1,
			  call->err);
}

bool do_next_match(struct app *app, const struct call *call)
{
	return repeat(app, true, call);
}

bool do_previous_match(struct app *app, const struct call *call)
{
	return repeat(app, false, call);
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
	const char *text = article_text(app->article);
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
	*words = word_at(text, p, at);
	return !span_empty(*words);
}

/* A selection as a pattern; matches end with their paragraph.  Yours. */
static char *selected_text(const struct app *app, struct span words)
{
	struct str pattern;

	str_init(&pattern);
	passage_text(app->article, words, &pattern);
	str_truncate(&pattern, strcspn(pattern.data, "\n"));
	return str_take(&pattern);
}

bool do_search_word(struct app *app, const struct call *call)
{
	bool selected = app->mode == MODE_SELECT && selecting_more(app), found;
	struct span words;
	char *pattern;

	if (!wanted_words(app, &words))
		return err_set(call->err, "No word here");
	if (span_length(words) > PATTERN_MOST)
		return err_set(call->err, "This passage is too long to be searched for");
	pattern = selected ? selected_text(app, words)
			   : query_whole_word(article_text(app->article) + words.start,
					      span_length(words));
	if (selected) {
		selection_leave(app);
		focus_set(app, FOCUS_SENTENCE, words);
	}
	jump_push(app);
	found = search_set(app, pattern, false, call->err);
	if (found)
		prompt_remember(app, PROMPT_SEARCH, pattern, call->effects);
	free(pattern);
	if (!found)
		return false;
	app->search.current = words;
	seek_from(app, false, words.end, words.start, 1);
	return seek_on(app, FIRST) || not_found(app, call->err);
}
