/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraphs that are to be seen are kept as runs, from the first of them to the end of
 * the last that follows without a gap: those below the place where the filter was set,
 * from there down, and those above, from there up.  Both grow in idle time.  An offset
 * is looked for by halves; the paragraphs in a run are those of the article.  The end of
 * a run may be older than that of its last paragraph, which grew: starts decide.
 */
#include "app/filter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/seek.h"
#include "base/language.h"

#define STEP ((size_t)4 << 20) /* effort in one slice, in each direction */
#define UNDECIDED 4096         /* bytes of a stream that may still read otherwise */

/* ---- asking */
bool filter_is_on(const struct app *app)
{
	return app->filter.below.len + app->filter.above.len > 0;
}

static struct span run_at(const struct filter *f, size_t i)
{
	return i < f->above.len ? f->above.items[f->above.len - 1 - i]
				: f->below.items[i - f->above.len];
}

/* Index of the first run that ends behind the offset. */
static size_t run_from(const struct filter *f, size_t offset)
{
	size_t low = 0, high = f->above.len + f->below.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run_at(f, middle).end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool holds(const struct filter *f, size_t start)
{
	size_t i = run_from(f, start);

	return i < f->above.len + f->below.len && run_at(f, i).start <= start;
}

bool filter_shows(const struct app *app, size_t offset)
{
	struct span p;

	return !filter_is_on(app) ||
	       (article_paragraph_at(app->article, offset, &p) && holds(&app->filter, p.start));
}

bool filter_at(const struct app *app, size_t offset, struct span *p)
{
	const struct filter *f = &app->filter;
	size_t i, count = f->above.len + f->below.len;

	if (!article_paragraph_at(app->article, offset, p))
		return false;
	if (!count || holds(f, p->start))
		return true;
	i = run_from(f, p->start);
	offset = i < count ? run_at(f, i).start : run_at(f, count - 1).end - 1;
	return article_paragraph_at(app->article, offset, p);
}

bool filter_after(const struct app *app, struct span p, struct span *next)
{
	const struct filter *f = &app->filter;
	struct span after;
	size_t i;

	if (!article_paragraph_after(app->article, p, &after))
		return false;
	if (filter_is_on(app)) {
		i = run_from(f, after.start);
		if (i == f->above.len + f->below.len)
			return false;
		if (run_at(f, i).start > after.start)
			article_paragraph_at(app->article, run_at(f, i).start, &after);
	}
	*next = after;
	return true;
}

bool filter_before(const struct app *app, struct span p, struct span *previous)
{
	const struct filter *f = &app->filter;
	struct span before;
	size_t i;

	if (!article_paragraph_before(app->article, p, &before))
		return false;
	if (filter_is_on(app) && !holds(f, before.start)) {
		i = run_from(f, before.start);
		if (!i)
			return false;
		article_paragraph_at(app->article, run_at(f, i - 1).end - 1, &before);
	}
	*previous = before;
	return true;
}

size_t filter_hidden(const struct app *app, struct span p, struct span next)
{
	struct span after;

	if (!filter_is_on(app) || !article_paragraph_after(app->article, p, &after) ||
	    after.start >= next.start)
		return 0;
	if (!article_index_reaches(app->article, next.start))
		return SIZE_MAX;
	return article_paragraph_number(app->article, next.start) -
	       article_paragraph_number(app->article, p.start) - 1;
}

/* ---- what is wanted of notes */
static bool is_of_kind(const char *word, const struct note *note)
{
	enum note_kind kind;

	if (!strcmp(word, "annotated"))
		return true;
	return note_kind_parse(word, &kind) && note->kind == kind;
}

/* Whether the pattern tells of annotations, and not what to look for. */
static bool tells_of_notes(const char *pattern)
{
	enum note_kind kind;
	enum note_color color;

	if (!strncmp(pattern, "is:", 3))
		return !strcmp(pattern + 3, "annotated") || note_kind_parse(pattern + 3, &kind);
	return !strncmp(pattern, "color:", 6) && note_color_parse(pattern + 6, &color);
}

static bool is_wanted(const void *context, const struct note *note)
{
	const char *pattern = context;
	enum note_color color;

	if (!strncmp(pattern, "is:", 3))
		return is_of_kind(pattern + 3, note);
	return note_color_parse(pattern + 6, &color) && note->color == color;
}

/* ---- looking for paragraphs */
/* The paragraphs around one that matches, so many as are wanted. */
static struct span with_context(const struct app *app, struct span p)
{
	struct span all = p, next = p;

	for (int i = 0; i < app->filter.context; i++) {
		if (article_paragraph_before(app->article, all, &next))
			all.start = next.start;
		if (article_paragraph_after(app->article, all, &next))
			all.end = next.end;
	}
	return all;
}

/* Whether nothing is left out between a run and one that begins later. */
static bool touches(const struct app *app, struct span run, struct span later)
{
	struct span before;

	return later.start <= run.end ||
	       (article_paragraph_before(app->article, later, &before) && before.start < run.end);
}

static void add_below(struct app *app, struct span p)
{
	struct filter *f = &app->filter;
	struct span run = with_context(app, p);
	struct span *end = f->below.len ? &f->below.items[f->below.len - 1] : NULL;

	f->count++;
	f->last = p.start;
	if (!end || !touches(app, *end, run))
		vec_push(&f->below, run);
	else if (run.end > end->end)
		end->end = run.end;
}

static void add_above(struct app *app, struct span p)
{
	struct filter *f = &app->filter;
	struct span run = with_context(app, p);
	struct span *end = f->above.len ? &f->above.items[f->above.len - 1] : NULL;

	f->count++;
	if (!end || !touches(app, run, *end))
		vec_push(&f->above, run);
	else if (run.start < end->start)
		end->start = run.start;
}

/* True: there are no more. */
static bool walk_on(struct app *app, struct walk *w, size_t effort)
{
	enum find_state state = FIND_GOES_ON;
	size_t spent = 0;
	struct span p;
	struct hit hit;

	while (spent < effort) {
		state = walk_step(w, &app->filter.notes, effort, &spent, &hit);
		if (state == FIND_NOTHING)
			return true;
		if (state == FIND_GOES_ON)
			continue;
		spent++;
		if (!article_paragraph_at(app->article,
					  hit.note ? hit.note->at - 1 : hit.match.start, &p))
			continue;
		if (w->find.backward)
			add_above(app, p);
		else
			add_below(app, p);
		walk_skip(w, &app->filter.notes, p);
	}
	return false;
}

static void begin_walks(struct app *app)
{
	struct filter *f = &app->filter;
	struct span p = {0, 0};
	size_t note;

	focus_paragraph(app, &p);
	note = note_hits_after(&f->notes, p.start);
	walk_init(&f->down, app->article, f->query, false, p.start, note);
	walk_init(&f->up, app->article, f->query, true, p.start, note);
	f->down_done = f->up_done = false;
}

static void look_on(struct app *app)
{
	struct filter *f = &app->filter;
	const struct note_look look = {
		.book = app->notebook, .query = f->query, .is = is_wanted, .context = f->pattern};
	size_t spent = 0;

	if (!f->notes.complete) {
		note_hits_step(&f->notes, &look, STEP, &spent);
		if (!f->notes.complete)
			return;
		begin_walks(app);
	}
	if (!f->down_done) {
		f->down_done = walk_on(app, &f->down, STEP);
		f->size = article_size(app->article);
	}
	if (!f->up_done)
		f->up_done = walk_on(app, &f->up, STEP);
}

/* The first paragraphs are found: those that are not are no longer there, and the one
 * in focus, or the one after it, stays where it is. */
static void enter(struct app *app, struct hold hold)
{
	struct span p;

	if (!filter_shows(app, app->focus.span.start) &&
	    filter_at(app, app->focus.span.start, &p)) {
		focus_set(app, FOCUS_PLACE, p);
		hold.offset = p.start;
	}
	page_put(app, hold);
}

/* Goes on for a slice.  False: all was looked at, and nothing found. */
static bool step(struct app *app)
{
	bool on = filter_is_on(app);
	struct hold hold = {0, 0};

	if (!on)
		hold = page_hold(app);
	look_on(app);
	if (!on && filter_is_on(app))
		enter(app, hold);
	if (filter_busy(app))
		return true;
	search_again(app);
	return filter_is_on(app);
}

static void tell_end(struct app *app)
{
	struct err err;

	err_set(&err, "%s: not found", app->filter.pattern);
	if (app->mode == MODE_PROMPT)
		app->prompt.wrong = true;
	else
		app_complain(app, err.text);
	filter_release(app);
}

void filter_step(struct app *app)
{
	if (!step(app))
		tell_end(app);
	page_settle(app);
}

bool filter_busy(const struct app *app)
{
	const struct filter *f = &app->filter;

	return f->pattern && !(f->notes.complete && f->down_done && f->up_done);
}

/* ---- setting and leaving */
void filter_release(struct app *app)
{
	struct filter *f = &app->filter;

	free(f->pattern);
	query_free(f->query);
	note_hits_release(&f->notes);
	vec_release(&f->below);
	vec_release(&f->above);
	*f = (struct filter){0};
}

bool filter_start(struct app *app, const char *pattern, int context, struct err *err)
{
	struct hold hold = page_hold(app);
	struct query *q = NULL;
	bool notes = tells_of_notes(pattern);

	if (!notes && !(q = query_new(pattern, false, err)))
		return false;
	filter_release(app);
	app->filter.pattern = mem_strdup(pattern);
	app->filter.query = q;
	app->filter.context = context;
	if (notes)
		search_release(app);
	else if (!search_set(app, pattern, false, err))
		return false;
	page_put(app, hold);
	if (step(app))
		return true;
	err_set(err, "%s: not found", pattern);
	filter_release(app);
	return false;
}

void filter_leave(struct app *app)
{
	struct hold hold = page_hold(app);

	if (!app->filter.pattern)
		return;
	filter_release(app);
	search_again(app);
	page_put(app, hold);
}

void filter_again(struct app *app)
{
	char *pattern = app->filter.pattern;
	int context = app->filter.context;

	if (!pattern)
		return;
	app->filter.pattern = NULL;
	filter_start(app, pattern, context, NULL);
	free(pattern);
}

void filter_grown(struct app *app)
{
	struct filter *f = &app->filter;
	struct span p;

	if (!f->pattern || !f->down_done)
		return;
	if (f->size < UNDECIDED || !article_paragraph_at(app->article, f->size - 1, &p)) {
		filter_again(app);
		return;
	}
	/* The last paragraph may match now that there is more of it. */
	walk_init(&f->down, app->article, f->query, false,
		  f->count && f->last == p.start ? p.end : p.start, f->notes.list.len);
	f->down_done = false;
}

/* What is shown stays, whatever becomes of its notes; a walk over them begins anew. */
void filter_notes_changed(struct app *app)
{
	if (filter_busy(app))
		filter_again(app);
}

char *filter_title(const struct app *app)
{
	const struct filter *f = &app->filter;
	size_t size = article_size(app->article);
	struct str s;

	str_init(&s);
	str_addf(&s, _("filter: %s"), f->pattern);
	str_addf(&s, " — %zu%s", f->count, filter_busy(app) ? "…" : "");
	if (article_index_reaches(app->article, size))
		str_addf(&s, "/%zu", article_paragraph_count(app->article));
	str_add(&s, " §");
	return str_take(&s);
}

bool do_filter(struct app *app, const struct call *call)
{
	int context = call->count > 0 ? call->count : app->settings->filter_context;
	const char *pattern = call->argument;

	if (app->mode == MODE_SELECT)
		return err_set(call->err, "filter: not in a selection");
	if (!pattern && app->filter.pattern) {
		filter_leave(app);
		return true;
	}
	if (!pattern) {
		prompt_open(app, PROMPT_FILTER, false);
		app->prompt.context = context;
		return true;
	}
	if (!strcmp(pattern, "annotated"))
		pattern = "is:annotated";
	return filter_start(app, pattern, context, call->err);
}
