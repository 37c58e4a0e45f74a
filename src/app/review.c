/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ids of what was unsure when the review began; what has been settled since stays
 * in the list, so that one can go back and undo it.  An annotation that may be in
 * several places has all of those in `places`, which Tab goes through.
 */
#include "app/review.h"

#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "base/moment.h"
#include "layout/grapheme.h"
#include "notes/anchor.h"

void review_release(struct app *app)
{
	struct review *r = &app->review;

	for (size_t i = 0; i < r->ids.len; i++)
		free(r->ids.items[i]);
	vec_release(&r->ids);
	vec_release(&r->places);
	*r = (struct review){0};
}

const struct note *review_note(const struct app *app)
{
	const struct review *r = &app->review;

	return r->current < r->ids.len ? notebook_get(app->notebook, r->ids.items[r->current])
				       : NULL;
}

struct span review_place(const struct app *app)
{
	const struct note *n = review_note(app);
	const struct review *r = &app->review;

	if (r->place < r->places.len)
		return r->places.items[r->place];
	return n ? n->span : (struct span){0, 0};
}

/* All places that read as the quote; the one that is shown first is the note's own. */
static void find_places(struct app *app)
{
	const struct note *n = review_note(app);
	struct review *r = &app->review;
	struct anchor_spans found;

	r->places.len = r->place = 0;
	if (!n || n->status != NOTE_AMBIGUOUS || !n->quote)
		return;
	anchor_quote(app->article, n->quote, NULL, NULL, &found);
	for (size_t i = 0; i < found.len; i++) {
		if (span_equal(found.items[i], n->span))
			r->place = i;
		vec_push(&r->places, found.items[i]);
	}
	vec_release(&found);
}

static void show(struct app *app, size_t index)
{
	app->review.current = index;
	find_places(app);
}

static void leave(struct app *app)
{
	const struct note *n = review_note(app);

	if (n && !span_empty(n->span))
		go_to_note(app, n);
	review_release(app);
	app->mode = MODE_READ;
}

bool do_review(struct app *app, const struct call *call)
{
	struct review *r = &app->review;

	review_release(app);
	for (size_t i = 0; i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (note_is_unsure(n))
			vec_push(&r->ids, mem_strdup(n->id));
	}
	if (!r->ids.len)
		return err_set(call->err,
			       "Nothing to look at: every passage is where it should be");
	selection_leave(app);
	jump_push(app);
	app->mode = MODE_REVIEW;
	show(app, 0);
	return true;
}

/* The next one that is still unsure; after the last of them the review is over. */
static void go_on(struct app *app)
{
	struct review *r = &app->review;

	for (size_t k = 1; k <= r->ids.len; k++) {
		size_t i = (r->current + k) % r->ids.len;
		const struct note *n = notebook_get(app->notebook, r->ids.items[i]);

		if (n && note_is_unsure(n)) {
			show(app, i);
			return;
		}
	}
	app_say(app, ngettext("%zu annotation reviewed", "%zu annotations reviewed", r->ids.len),
		r->ids.len);
	leave(app);
}

/* ---- what becomes of it */
static void put_back(struct app *app, struct note *n, const struct call *call)
{
	char now[MOMENT_TEXT];

	moment_text(call->now, now);
	notebook_replace(app->notebook, n, now);
	annotate_changed(app, call->effects);
}

bool do_review_accept(struct app *app, const struct call *call)
{
	const struct note *old = review_note(app);
	struct span place = review_place(app);
	struct note *n;

	if (!old || span_empty(place))
		return err_set(call->err,
			       "There is no passage to accept: %s places it, %s keeps it so",
			       keymap_way(app->keymap, COMMAND_REVIEW_PLACE).text,
			       keymap_way(app->keymap, COMMAND_REVIEW_ORPHAN).text);
	n = note_copy(old);
	anchor_confirm(n, app->article, place);
	put_back(app, n, call);
	go_on(app);
	return true;
}

bool do_review_orphan(struct app *app, const struct call *call)
{
	const struct note *old = review_note(app);
	struct note *n;

	if (!old)
		return true;
	n = note_copy(old);
	n->gone = true;
	n->status = NOTE_ORPHAN;
	n->span = (struct span){0, 0};
	put_back(app, n, call);
	go_on(app);
	return true;
}

bool do_review_delete(struct app *app, const struct call *call)
{
	const struct note *n = review_note(app);
	char now[MOMENT_TEXT];

	if (!n)
		return true;
	moment_text(call->now, now);
	notebook_remove(app->notebook, n->id, now);
	annotate_changed(app, call->effects);
	go_on(app);
	return true;
}

bool do_review_undo(struct app *app, const struct call *call)
{
	enum notebook_change what;
	char now[MOMENT_TEXT];
	const char *id;

	moment_text(call->now, now);
	if (!notebook_undo(app->notebook, now, &what, &id))
		return err_set(call->err, "Nothing to undo");
	for (size_t i = 0; i < app->review.ids.len; i++)
		if (!strcmp(app->review.ids.items[i], id))
			show(app, i);
	annotate_changed(app, call->effects);
	return true;
}

/* ---- by hand */
bool do_review_place(struct app *app, const struct call *call)
{
	const struct note *n = review_note(app);
	struct span from = review_place(app), p;

	(void)call;
	if (!n)
		return true;
	if (span_empty(from)) {
		if (!article_paragraph_at(app->article, app->top.offset, &p))
			return true;
		from = (struct span){p.start, p.start + grapheme_length(article_text(app->article),
									p.start, p.end)};
	}
	app->review.placing = true;
	selection_begin(app, from, false);
	app->selection.adjusting = mem_strdup(n->id);
	page_show(app, from);
	app_say(app, _("Select the passage, then %s; %s goes back to the review"),
		keymap_way(app->keymap, COMMAND_ACCEPT).text,
		keymap_way(app->keymap, COMMAND_LEAVE_SELECTION).text);
	return true;
}

void review_resume(struct app *app)
{
	const struct note *n = review_note(app);

	if (!app->review.placing)
		return;
	app->review.placing = false;
	app->mode = MODE_REVIEW;
	if (!n || !note_is_unsure(n))
		go_on(app);
}

/* ---- from one to the next */
bool do_review_candidate(struct app *app, const struct call *call)
{
	struct review *r = &app->review;

	(void)call;
	if (r->places.len)
		r->place = (r->place + 1) % r->places.len;
	return true;
}

static bool step(struct app *app, int by)
{
	size_t count = app->review.ids.len;

	show(app, (app->review.current + count + (size_t)by) % count);
	return true;
}

bool do_review_next(struct app *app, const struct call *call)
{
	(void)call;
	return step(app, 1);
}

bool do_review_previous(struct app *app, const struct call *call)
{
	(void)call;
	return step(app, -1);
}

bool do_review_leave(struct app *app, const struct call *call)
{
	(void)call;
	leave(app);
	return true;
}
