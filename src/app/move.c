/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the reader is: the focus, the scrolling, the jumps.  Scrolling moves the
 * top place and lets the focus follow; the other motions set the focus and bring
 * it into view.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "app/model.h"
#include "app/move.h"
#include "app/overlap.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "text/sentence.h"

#define JUMPS_KEPT 100

/* ---- the focus */
void focus_release(struct focus *focus)
{
	free(focus->id);
	*focus = (struct focus){0};
}

struct focus focus_copy(const struct focus *focus)
{
	return (struct focus){focus->kind, focus->span, mem_strdup(focus->id)};
}

void focus_set(struct app *app, enum focus_kind kind, struct span span)
{
	focus_release(&app->focus);
	app->focus = (struct focus){kind, span, NULL};
}

void focus_set_note(struct app *app, const struct note *note)
{
	char *id = mem_strdup(note->id); /* it may be the focus's own */

	focus_set(app, FOCUS_NOTE, note->span);
	app->focus.id = id;
}

bool focus_paragraph(const struct app *app, struct span *paragraph)
{
	return article_paragraph_at(app->article, app->focus.span.start, paragraph);
}

size_t focus_offset(const struct app *app)
{
	const struct focus *f = &app->focus;

	if (app->mode == MODE_SELECT)
		return app->selection.cursor;
	return f->kind == FOCUS_PLACE && span_holds(f->span, app->line) ? app->line : f->span.start;
}

void go_to(struct app *app, enum focus_kind kind, struct span span)
{
	focus_set(app, kind, span);
	page_show(app, span);
}

/* Who is selecting goes with the moving end of the selection. */
static bool takes_end(struct app *app, size_t offset)
{
	if (app->mode == MODE_SELECT)
		selection_move_to(app, offset);
	return app->mode == MODE_SELECT;
}

void go_to_note(struct app *app, const struct note *note)
{
	if (span_empty(note->span) || takes_end(app, note->span.start))
		return;
	focus_set_note(app, note);
	page_show(app, note->span);
}

/* ---- jumps */
void jump_push(struct app *app)
{
	size_t here = app->top.offset;

	for (size_t i = 0; i < app->jumps.len; i++)
		if (app->jumps.items[i] == here) {
			vec_remove(&app->jumps, i);
			break;
		}
	if (app->jumps.len == JUMPS_KEPT)
		vec_remove(&app->jumps, 0);
	vec_push(&app->jumps, here);
	app->jump = app->jumps.len;
}

void go_to_offset(struct app *app, size_t offset)
{
	struct span paragraph;

	if (takes_end(app, offset))
		return;
	app->top = place_of(app, offset);
	if (article_paragraph_at(app->article, app->top.offset, &paragraph))
		focus_set(app, FOCUS_PLACE, paragraph);
}

bool do_jump_back(struct app *app, const struct call *call)
{
	size_t to;

	while (app->jump > 0 && app->jumps.items[app->jump - 1] == app->top.offset)
		app->jump--;
	if (!app->jump)
		return err_set(call->err, "No place to go back to");
	to = app->jumps.items[app->jump - 1];
	if (app->jump == app->jumps.len) {
		/* So that jump-forward finds the way back here. */
		jump_push(app);
		app->jump--;
	}
	while (app->jump > 0 && app->jumps.items[app->jump] != to)
		app->jump--;
	go_to_offset(app, to);
	return true;
}

bool do_jump_forward(struct app *app, const struct call *call)
{
	if (app->jump + 1 >= app->jumps.len)
		return err_set(call->err, "No place to go forward to");
	go_to_offset(app, app->jumps.items[++app->jump]);
	return true;
}

/* ---- scrolling */
static int times(const struct call *call)
{
	return call->count > 0 ? call->count : 1;
}

/* A line alone is in focus where the cursor is seen, which goes from one to the next. */
static void focus_line(struct app *app, struct place line)
{
	struct span paragraph;

	if (!article_paragraph_at(app->article, line.offset, &paragraph))
		return;
	focus_set(app, FOCUS_PLACE, paragraph);
	app->line = line.offset;
}

static bool same_place(struct place a, struct place b)
{
	return a.offset == b.offset && a.gap == b.gap;
}

/* Whether a page that begins there is followed by more: then the end of the text, which
 * may be in a line of gigabytes, need not be looked for. */
static bool more_follows(const struct app *app, struct place top)
{
	struct place bottom = place_move(app, top, page_height(app) - 1);

	return !same_place(bottom, place_move(app, bottom, 1));
}

/* The top of a page after scrolling down from `old` to `wanted`: not beyond the last. */
static struct place held_back(const struct app *app, struct place old, struct place wanted)
{
	struct place last;

	if (more_follows(app, wanted))
		return wanted;
	last = place_last(app);
	if (!place_before(last, wanted))
		return wanted;
	return place_before(last, old) ? old : last;
}

/* By rows; a passage that scrolls out of sight is no longer in focus. */
static bool scroll(struct app *app, int rows, const struct call *call)
{
	struct place old = app->top, wanted = place_move(app, old, rows);
	struct span shown;

	app->top = rows > 0 ? held_back(app, old, wanted) : wanted;
	if (same_place(app->top, old))
		return err_set(call->err,
			       rows > 0 ? N_("This is the end") : N_("This is the beginning"));
	shown = page_span(app);
	if (app->settings->plain)
		focus_line(app, wanted.gap ? place_move(app, wanted, 1) : wanted);
	else if (!span_overlaps(app->focus.span, shown))
		focus_set(app, FOCUS_PLACE, app->focus.span);
	return true;
}

/* By pages: a blank row at the top would be wasted. */
static bool scroll_page(struct app *app, int rows, const struct call *call)
{
	if (!scroll(app, rows, call))
		return false;
	app->top.gap = false;
	return true;
}

/* By lines of text, none of which moves: the next one comes into focus, and the page is
 * turned where it ends. */
static bool step_lines(struct app *app, int lines, const struct call *call)
{
	struct place from = {focus_offset(app), false}, to = from;
	int step = lines > 0 ? 1 : -1;

	for (int left = lines; left; left -= step) {
		struct place next = place_move(app, to, step);

		if (next.gap)
			next = place_move(app, next, step);
		if (next.offset == to.offset)
			break;
		to = next;
	}
	if (to.offset == from.offset)
		return err_set(call->err,
			       lines > 0 ? N_("This is the end") : N_("This is the beginning"));
	if (!span_holds(page_span(app), to.offset))
		app->top = place_move(app, to, lines > 0 ? 0 : 1 - page_height(app));
	focus_line(app, to);
	return true;
}

bool do_scroll_down(struct app *app, const struct call *call)
{
	return app->settings->plain ? step_lines(app, times(call), call)
				    : scroll(app, times(call), call);
}

bool do_scroll_up(struct app *app, const struct call *call)
{
	return app->settings->plain ? step_lines(app, -times(call), call)
				    : scroll(app, -times(call), call);
}

/* Rows of the article on the page, opened notes not counted: the next page
 * begins right after them. */
static int rows_shown(const struct app *app)
{
	struct page page = {0};
	int rows = 0;

	page_fill(app, &page);
	for (size_t i = 0; i < page.rows.len; i++)
		if (page.rows.items[i].kind == ROW_GAP || page.rows.items[i].kind == ROW_TEXT)
			rows++;
	page_release(&page);
	return rows > 0 ? rows : 1;
}

bool do_page_down(struct app *app, const struct call *call)
{
	return scroll_page(app, rows_shown(app) + (times(call) - 1) * page_height(app), call);
}

bool do_page_up(struct app *app, const struct call *call)
{
	return scroll_page(app, -times(call) * page_height(app), call);
}

bool do_half_page_down(struct app *app, const struct call *call)
{
	return scroll_page(app, times(call) * ((page_height(app) + 1) / 2), call);
}

bool do_half_page_up(struct app *app, const struct call *call)
{
	return scroll_page(app, -times(call) * ((page_height(app) + 1) / 2), call);
}

/* ---- to a place */
static bool go_to_paragraph(struct app *app, int number, const struct call *call)
{
	struct span paragraph;

	if (!article_paragraph_by_number(app->article, (size_t)number, &paragraph)) {
		size_t count = article_paragraph_count(app->article);

		if (!count)
			return err_set(call->err, "The text is empty");
		article_paragraph_by_number(app->article, count, &paragraph);
		app_say(app,
			ngettext("There is only %zu paragraph", "There are only %zu paragraphs",
				 count),
			count);
	}
	jump_push(app);
	go_to(app, FOCUS_PARAGRAPH, paragraph);
	return true;
}

bool do_first(struct app *app, const struct call *call)
{
	if (call->count > 0)
		return go_to_paragraph(app, call->count, call);
	jump_push(app);
	go_to_offset(app, 0);
	return true;
}

void go_to_end(struct app *app)
{
	struct span paragraph;

	app->top = place_last(app);
	if (article_paragraph_at(app->article, article_size(app->article), &paragraph))
		focus_set(app, FOCUS_PLACE, paragraph);
}

bool do_last(struct app *app, const struct call *call)
{
	if (call->count > 0)
		return go_to_paragraph(app, call->count, call);
	jump_push(app);
	go_to_end(app);
	return true;
}

bool do_percent(struct app *app, const struct call *call)
{
	int percent = call->count < 100 ? call->count : 100;
	struct place last = place_last(app);

	if (call->count <= 0)
		return err_set(call->err, "Type the percentage first, as in 30%%");
	jump_push(app);
	go_to_offset(app, (size_t)((double)article_size(app->article) * percent / 100));
	if (place_before(last, app->top))
		app->top = last;
	return true;
}

/* ---- paragraphs, sentences */
bool step_paragraph(const struct app *app, struct span *p, int direction)
{
	struct span to;
	bool there = direction > 0 ? filter_after(app, *p, &to) : filter_before(app, *p, &to);

	if (there)
		*p = to;
	return there;
}

bool is_furniture(const struct app *app, struct span paragraph)
{
	return app->settings->furniture == 0 && article_is_furniture(app->article, paragraph);
}

/* To the next paragraph that somebody wrote. */
static bool step_over_furniture(const struct app *app, struct span *p, int direction)
{
	struct span to = *p;

	do {
		if (!step_paragraph(app, &to, direction))
			return false;
	} while (is_furniture(app, to));
	*p = to;
	return true;
}

static bool move_paragraphs(struct app *app, int direction, const struct call *call)
{
	struct span p;
	int n = times(call), left = n;

	if (!focus_paragraph(app, &p))
		return err_set(call->err, "The text is empty");
	/* Back from inside a paragraph is to its own beginning, as in vi. */
	if (direction < 0 && app->focus.kind >= FOCUS_SENTENCE && app->focus.span.start > p.start)
		left--;
	while (left > 0 && step_over_furniture(app, &p, direction))
		left--;
	if (left == n)
		return err_set(call->err, direction > 0 ? N_("This is the last paragraph")
							: N_("This is the first paragraph"));
	go_to(app, FOCUS_PARAGRAPH, p);
	return true;
}

bool do_next_paragraph(struct app *app, const struct call *call)
{
	return move_paragraphs(app, 1, call);
}

bool do_previous_paragraph(struct app *app, const struct call *call)
{
	return move_paragraphs(app, -1, call);
}

bool sentence_after(const struct app *app, struct span *sentence)
{
	const char *text = article_text(app->article);
	struct span p, next;

	if (!article_paragraph_at(app->article, sentence->start, &p))
		return false;
	next = sentence_at(text, p, sentence->start);
	while (next.end < p.end) {
		struct span after = sentence_at(text, p, next.end + 1);

		if (after.start > sentence->start) {
			*sentence = after;
			return true;
		}
		next.end = after.end > next.end ? after.end : next.end + 1;
	}
	if (!step_over_furniture(app, &p, 1))
		return false;
	*sentence = sentence_at(text, p, p.start);
	return true;
}

bool sentence_before(const struct app *app, struct span *sentence)
{
	const char *text = article_text(app->article);
	struct span p, own;

	if (!article_paragraph_at(app->article, sentence->start, &p))
		return false;
	own = sentence_at(text, p, sentence->start);
	if (own.start > p.start) {
		*sentence = sentence_at(text, p, own.start - 1);
		return true;
	}
	if (!step_over_furniture(app, &p, -1))
		return false;
	*sentence = sentence_at(text, p, p.end - 1);
	return true;
}

static bool move_sentences(struct app *app, bool forward, const struct call *call)
{
	struct span s = app->focus.span, p;
	int n = times(call);
	bool moved = false;

	if (!focus_paragraph(app, &p))
		return err_set(call->err, "The text is empty");
	if (forward && (app->focus.kind == FOCUS_PARAGRAPH || app->focus.kind == FOCUS_PLACE)) {
		/* None of its sentences is in focus yet: the first is the next. */
		s = sentence_at(article_text(app->article), p, p.start);
		moved = true;
		n--;
	}
	while (n-- > 0 && (forward ? sentence_after(app, &s) : sentence_before(app, &s)))
		moved = true;
	if (!moved)
		return err_set(call->err, forward ? N_("This is the last sentence")
						  : N_("This is the first sentence"));
	go_to(app, FOCUS_SENTENCE, s);
	return true;
}

bool do_next_sentence(struct app *app, const struct call *call)
{
	return move_sentences(app, true, call);
}

bool do_previous_sentence(struct app *app, const struct call *call)
{
	return move_sentences(app, false, call);
}

bool word_next(const struct app *app, size_t offset, bool forward, struct span *word)
{
	const char *text = article_text(app->article);
	struct span p, found;

	if (!article_paragraph_at(app->article, offset, &p))
		return false;
	if (forward ? word_after(text, p, offset, word) : word_before(text, p, offset, word))
		return true;
	while (step_paragraph(app, &p, forward ? 1 : -1)) {
		found = word_at(text, p, forward ? p.start : p.end - 1);
		if (span_empty(found))
			continue;
		*word = found;
		return true;
	}
	return false;
}

void go_to_heading(struct app *app, struct span heading)
{
	jump_push(app);
	if (takes_end(app, heading.start))
		return;
	focus_set(app, FOCUS_PARAGRAPH, heading);
	app->top = place_of(app, heading.start);
}

/* ---- annotations */
/* Index of the placed note to go to from the focus; `placed` where it is beyond
 * the last (or before the first). */
static size_t note_from_focus(const struct app *app, bool forward, size_t placed)
{
	const struct note *n =
		app->focus.kind == FOCUS_NOTE ? notebook_get(app->notebook, app->focus.id) : NULL;
	size_t i = n ? notebook_index(app->notebook, n) : placed;

	if (i < placed)
		return forward ? i + 1 : i > 0 ? i - 1 : placed;
	i = notebook_first_from(app->notebook, app->focus.span.start);
	return forward ? i : i > 0 ? i - 1 : placed;
}

/* The same, of those that the filter shows. */
static size_t shown_note(const struct app *app, bool forward, size_t index, size_t placed)
{
	while (index < placed && !filter_shows(app, notebook_at(app->notebook, index)->span.start))
		index = forward ? index + 1 : index > 0 ? index - 1 : placed;
	return index;
}

/* Notes that begin where the moving end is lie behind the reader. */
static struct span beside(size_t offset, bool forward)
{
	return (struct span){offset + forward, offset + forward};
}

static bool move_annotations(struct app *app, bool forward, const struct call *call)
{
	size_t placed = notebook_placed(app->notebook);
	const struct note *note = NULL;

	if (!placed)
		return err_set(call->err, "No annotation in this text");
	jump_push(app);
	if (app->mode == MODE_SELECT)
		focus_set(app, FOCUS_PLACE, beside(app->selection.cursor, forward));
	for (int i = 0; i < times(call); i++) {
		size_t index =
			shown_note(app, forward, note_from_focus(app, forward, placed), placed);

		if (index == placed) {
			index = shown_note(app, forward, forward ? 0 : placed - 1, placed);
			if (index == placed)
				return err_set(call->err, "No annotation in these paragraphs");
			app_say(app, "%s",
				forward ? _("Going on from the beginning")
					: _("Going on from the end"));
		}
		note = notebook_at(app->notebook, index);
		focus_set_note(app, note);
	}
	go_to_note(app, note);
	if (!app->message)
		overlap_tell(app);
	return true;
}

bool do_next_annotation(struct app *app, const struct call *call)
{
	return move_annotations(app, true, call);
}

bool do_previous_annotation(struct app *app, const struct call *call)
{
	return move_annotations(app, false, call);
}
