/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The selection: two ends, both on a grapheme that is inside it.  The motions of
 * reading move the one that is called the cursor.
 */
#include <stdlib.h>

#include "app/filter.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/review.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "text/sentence.h"

/* ---- graphemes of the article, across paragraphs */
size_t grapheme_end(const struct app *app, size_t at)
{
	size_t size = article_size(app->article);

	return at < size ? at + grapheme_length(article_text(app->article), at, size) : size;
}

size_t last_grapheme(const struct app *app, struct span span)
{
	if (span_empty(span))
		return span.start;
	return grapheme_before(article_text(app->article), span.start, span.end);
}

struct span selection_span(const struct app *app)
{
	const struct selection *s = &app->selection;
	size_t low = s->anchor < s->cursor ? s->anchor : s->cursor;
	size_t high = s->anchor < s->cursor ? s->cursor : s->anchor;
	struct span span = {low, grapheme_end(app, high)}, p;

	if (!s->paragraphs)
		return span;
	if (article_paragraph_at(app->article, low, &p))
		span.start = p.start;
	if (article_paragraph_at(app->article, high, &p))
		span.end = p.end;
	return span;
}

/* ---- beginning and leaving */
void selection_begin(struct app *app, struct span span, bool paragraphs)
{
	selection_leave(app);
	app->selection.anchor = span.start;
	app->selection.cursor = last_grapheme(app, span);
	app->selection.paragraphs = paragraphs;
	app->mode = MODE_SELECT;
}

void selection_set(struct app *app, struct span span)
{
	app->selection.anchor = span.start;
	app->selection.cursor = last_grapheme(app, span);
	app->selection.paragraphs = false;
}

void selection_take(struct app *app, struct span span)
{
	if (app->mode == MODE_SELECT && app->selection.adjusting)
		selection_set(app, span);
	else
		selection_begin(app, span, false);
	app->selection.grown.len = 0;
	app->selection.object = false;
}

/* Only text can be an end, not the blank between paragraphs. */
static size_t end_at(const struct app *app, size_t offset)
{
	struct span p;

	if (article_paragraph_at(app->article, offset, &p)) {
		if (offset < p.start)
			offset = p.start;
		if (offset >= p.end)
			offset = last_grapheme(app, p);
	}
	return offset;
}

void selection_begin_at(struct app *app, size_t offset)
{
	offset = end_at(app, offset);
	selection_take(app, (struct span){offset, grapheme_end(app, offset)});
}

void selection_drag_to(struct app *app, size_t offset)
{
	if (app->mode != MODE_SELECT)
		selection_begin_at(app, offset);
	else
		selection_move_to(app, offset);
}

/* The one that is left can be had again; not the ends of an annotation, which has them. */
static void remember(struct app *app)
{
	const struct selection *s = &app->selection;

	if (app->mode == MODE_SELECT && !s->adjusting)
		app->last_selection =
			(struct ends){s->anchor, s->cursor, s->paragraphs, .known = true};
}

void selection_leave(struct app *app)
{
	remember(app);
	free(app->selection.adjusting);
	vec_release(&app->selection.grown);
	app->selection = (struct selection){0};
	if (app->mode == MODE_SELECT)
		app->mode = MODE_READ;
}

void selection_move_to(struct app *app, size_t offset)
{
	offset = end_at(app, offset);
	app->selection.cursor = offset;
	app->selection.grown.len = 0;
	app->selection.object = false;
	page_show(app, (struct span){offset, grapheme_end(app, offset)});
}

/* Where a new selection starts: the hit or passage in focus, if it shows, else
 * the first letter on the page. */
static size_t start_offset(const struct app *app)
{
	struct span shown = page_span(app), start = {focus_offset(app), app->focus.span.end};

	if (!span_empty(app->search.current) && span_overlaps(app->search.current, shown) &&
	    app->search.current.start >= start.start && app->search.current.start < start.end)
		return app->search.current.start;
	return start.start >= shown.start && start.start < shown.end ? start.start : shown.start;
}

bool do_select(struct app *app, const struct call *call)
{
	size_t at = start_offset(app);

	if (app->mode == MODE_SELECT) {
		if (!app->selection.paragraphs)
			selection_leave(app);
		else
			app->selection.paragraphs = false;
		return true;
	}
	if (!article_size(app->article))
		return err_set(call->err, "The text is empty");
	selection_begin(app, (struct span){at, grapheme_end(app, at)}, false);
	return true;
}

bool do_select_paragraph(struct app *app, const struct call *call)
{
	struct span p;

	if (app->mode == MODE_SELECT) {
		if (app->selection.paragraphs)
			selection_leave(app);
		else
			app->selection.paragraphs = true;
		return true;
	}
	if (!focus_paragraph(app, &p))
		return err_set(call->err, "The text is empty");
	selection_begin(app, p, true);
	return true;
}

bool do_leave_selection(struct app *app, const struct call *call)
{
	(void)call;
	selection_leave(app);
	review_resume(app);
	return true;
}

bool do_other_end(struct app *app, const struct call *call)
{
	size_t cursor = app->selection.cursor;

	(void)call;
	app->selection.cursor = app->selection.anchor;
	app->selection.anchor = cursor;
	page_show(app,
		  (struct span){app->selection.cursor, grapheme_end(app, app->selection.cursor)});
	return true;
}

bool do_reselect(struct app *app, const struct call *call)
{
	struct ends last = app->last_selection;

	if (!last.known || last.anchor >= article_size(app->article) ||
	    last.cursor >= article_size(app->article))
		return err_set(call->err, "Nothing has been selected yet");
	if (app->mode == MODE_READ)
		jump_push(app);
	selection_begin_at(app, last.anchor);
	app->selection.cursor = end_at(app, last.cursor);
	app->selection.paragraphs = last.paragraphs;
	page_show(app, selection_span(app));
	page_show(app,
		  (struct span){app->selection.cursor, grapheme_end(app, app->selection.cursor)});
	return true;
}

/* ---- motions of its own */
static void move_character(struct app *app, bool forward, int count)
{
	size_t at = app->selection.cursor;
	struct span p, to;

	while (count-- > 0 && article_paragraph_at(app->article, at, &p)) {
		if (forward && grapheme_end(app, at) < p.end)
			at = grapheme_end(app, at);
		else if (forward && filter_after(app, p, &to))
			at = to.start;
		else if (!forward && at > p.start)
			at = grapheme_before(article_text(app->article), p.start, at);
		else if (!forward && filter_before(app, p, &to))
			at = last_grapheme(app, to);
	}
	selection_move_to(app, at);
}

bool do_next_character(struct app *app, const struct call *call)
{
	move_character(app, true, call->count > 0 ? call->count : 1);
	return true;
}

bool do_previous_character(struct app *app, const struct call *call)
{
	move_character(app, false, call->count > 0 ? call->count : 1);
	return true;
}

/* To the end of the word or its beginning; where the place is there already, to that of
 * the next one. */
static bool word_step(const struct app *app, size_t *at, bool forward)
{
	struct span p, word;

	if (!article_paragraph_at(app->article, *at, &p))
		return false;
	word = word_at(article_text(app->article), p, *at);
	if (!(forward ? last_grapheme(app, word) > *at : word.start < *at && *at < word.end) &&
	    !word_next(app, *at, forward, &word))
		return false;
	*at = forward ? last_grapheme(app, word) : word.start;
	return true;
}

static bool move_words(struct app *app, bool forward, const struct call *call)
{
	size_t at = app->selection.cursor;
	int n = call->count > 0 ? call->count : 1;

	while (n-- > 0 && word_step(app, &at, forward))
		;
	selection_move_to(app, at);
	return true;
}

bool do_next_word(struct app *app, const struct call *call)
{
	return move_words(app, true, call);
}

bool do_previous_word(struct app *app, const struct call *call)
{
	return move_words(app, false, call);
}

bool do_previous_word_end(struct app *app, const struct call *call)
{
	size_t at = app->selection.cursor;
	struct span p, word;

	for (int n = call->count > 0 ? call->count : 1; n > 0; n--) {
		if (!article_paragraph_at(app->article, at, &p))
			break;
		word = word_at(article_text(app->article), p, at);
		/* From inside a word, or behind one: it begins before this place. */
		if (word.start <= at && !word_next(app, word.start, false, &word))
			break;
		if (word.start > at && !word_next(app, at, false, &word))
			break;
		at = last_grapheme(app, word);
	}
	selection_move_to(app, at);
	return true;
}

static const struct line *cursor_line(const struct app *app)
{
	size_t cursor = app->selection.cursor;
	const struct paragraph *p;
	struct span whole;

	if (!article_paragraph_at(app->article, cursor, &whole))
		return NULL;
	p = page_block(app, page_block_at(app, whole, cursor));
	return &p->lines[paragraph_line_at(p, app->selection.cursor)];
}

bool do_line_start(struct app *app, const struct call *call)
{
	const struct line *line = cursor_line(app);

	(void)call;
	if (line)
		selection_move_to(app, line->span.start);
	return true;
}

bool do_line_end(struct app *app, const struct call *call)
{
	const struct line *line = cursor_line(app);

	(void)call;
	if (line)
		selection_move_to(app, last_grapheme(app, line->span));
	return true;
}

/* ---- the reading commands' motions */
/* The offset in a line nearest to a column. */
static size_t offset_at_column(const struct app *app, const struct line *line, int column)
{
	size_t at = line->span.start, best = at;
	struct glyph g = {0};

	while (line_next_glyph(app->article, line, &at, &g)) {
		if (g.width > 0 && !span_empty(g.span))
			best = g.span.start;
		if (g.column + g.width > column)
			break;
	}
	return best;
}

static int column_of(const struct app *app, const struct line *line, size_t offset)
{
	size_t at = line->span.start;
	struct glyph g = {0};

	while (line_next_glyph(app->article, line, &at, &g))
		if (offset < g.span.end)
			return g.column;
	return g.column;
}

static void move_lines(struct app *app, int lines)
{
	const struct line *line = cursor_line(app);
	struct place place;
	int column;

	if (!line)
		return;
	column = column_of(app, line, app->selection.cursor);
	place = place_move(app, (struct place){app->selection.cursor, false}, lines);
	if (place.gap) /* a blank row is no place for an end */
		place = place_move(app, place, lines > 0 ? 1 : -1);
	app->selection.cursor = place.offset;
	line = cursor_line(app);
	if (line)
		selection_move_to(app, offset_at_column(app, line, column));
}

static bool next_unit(const struct app *app, bool sentences, bool forward, struct span *unit)
{
	struct span to;

	if (sentences)
		return forward ? sentence_after(app, unit) : sentence_before(app, unit);
	if (!(forward ? filter_after(app, *unit, &to) : filter_before(app, *unit, &to)))
		return false;
	*unit = to;
	return true;
}

/* To the end of the sentence or paragraph, or to the beginning; where the cursor
 * is there already, to that of the next one. */
static void move_units(struct app *app, bool sentences, bool forward, int count)
{
	size_t at = app->selection.cursor;
	struct span unit;

	while (count-- > 0 && article_paragraph_at(app->article, at, &unit)) {
		if (sentences)
			unit = sentence_at(article_text(app->article), unit, at);
		if (forward ? last_grapheme(app, unit) <= at : unit.start >= at)
			next_unit(app, sentences, forward, &unit);
		at = forward ? last_grapheme(app, unit) : unit.start;
	}
	selection_move_to(app, at);
}

static void move_to_paragraph(struct app *app, int number, bool last)
{
	struct span p;

	if (number > 0 && article_paragraph_by_number(app->article, (size_t)number, &p))
		selection_move_to(app, p.start);
	else if (last || number > 0)
		selection_move_to(app, article_size(app->article));
	else
		selection_move_to(app, 0);
}

bool selection_motion(struct app *app, enum command_id id, int count)
{
	int n = count > 0 ? count : 1;

	switch (id) {
	case COMMAND_SCROLL_DOWN:
	case COMMAND_SCROLL_UP:
		move_lines(app, id == COMMAND_SCROLL_DOWN ? n : -n);
		return true;
	case COMMAND_PAGE_DOWN:
	case COMMAND_PAGE_UP:
		move_lines(app, (id == COMMAND_PAGE_DOWN ? n : -n) * page_height(app));
		return true;
	case COMMAND_HALF_PAGE_DOWN:
	case COMMAND_HALF_PAGE_UP:
		move_lines(app,
			   (id == COMMAND_HALF_PAGE_DOWN ? n : -n) * ((page_height(app) + 1) / 2));
		return true;
	case COMMAND_NEXT_SENTENCE:
	case COMMAND_PREVIOUS_SENTENCE:
		move_units(app, true, id == COMMAND_NEXT_SENTENCE, n);
		return true;
	case COMMAND_NEXT_PARAGRAPH:
	case COMMAND_PREVIOUS_PARAGRAPH:
		move_units(app, false, id == COMMAND_NEXT_PARAGRAPH, n);
		return true;
	case COMMAND_FIRST:
	case COMMAND_LAST:
		move_to_paragraph(app, count, id == COMMAND_LAST);
		return true;
	default:
		return false;
	}
}
