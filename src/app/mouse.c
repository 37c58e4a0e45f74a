/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A cell of the screen is found on the page as it is filled now; of a press only the
 * offset under it is remembered, so that what scrolls meanwhile does not matter.
 */
#include "app/mouse.h"

#include <string.h>

#include "app/list.h"
#include "app/margin.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "app/window.h"
#include "layout/grapheme.h"
#include "text/sentence.h"

#define WHEEL 3 /* lines, or items of a list, that the wheel moves by */

/* ---- what stands there */
/* The grapheme of a line that is drawn nearest to a column. */
static size_t offset_in(const struct app *app, const struct row *row, int column)
{
	const struct line *line = &page_block(app, row->block)->lines[row->line];
	size_t at = line->span.start, offset = at;
	struct glyph glyph = {0};

	column -= page_left(app);
	while (line_next_glyph(app->article, line, &at, &glyph)) {
		if (!span_empty(glyph.span))
			offset = glyph.span.start;
		if (glyph.column + glyph.width > column)
			break;
	}
	return offset;
}

/* The row of the page that is drawn on a row of the screen; past its ends the nearest of
 * text.  NULL: none of text is there. */
static const struct row *row_at(const struct app *app, const struct page *page, int row)
{
	int i = row - page_first_row(app), last = (int)page->rows.len - 1;

	i = i < 0 ? 0 : i > last ? last : i;
	while (i > 0 && page->rows.items[i].kind != ROW_TEXT)
		i--;
	while (i < last && page->rows.items[i].kind != ROW_TEXT)
		i++;
	return i >= 0 && page->rows.items[i].kind == ROW_TEXT ? &page->rows.items[i] : NULL;
}

/* The offset under a cell, or nearest to it. */
static bool offset_at(const struct app *app, const struct event *event, size_t *offset)
{
	struct page page = {0};
	const struct row *row;

	page_fill(app, &page);
	row = row_at(app, &page, event->row);
	if (row)
		*offset = offset_in(app, row, event->column);
	page_release(&page);
	return row != NULL;
}

/* The annotation that lies at an offset: of several the one that is drawn on top. */
static const struct note *note_over(const struct app *app, size_t offset)
{
	const struct note *found = NULL;

	for (size_t i = notebook_first_near(app->notebook, offset);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start > offset)
			break;
		if (span_holds(n->span, offset))
			found = n;
	}
	return found;
}

/* ---- clicks */
static void focus_at(struct app *app, size_t offset)
{
	const struct note *note = note_over(app, offset);
	const char *text = article_text(app->article);
	struct span p;

	if (note)
		focus_set_note(app, note);
	else if (article_paragraph_at(app->article, offset, &p))
		focus_set(app, FOCUS_SENTENCE, sentence_at(text, p, offset));
}

static void click(struct app *app, const struct event *event)
{
	const struct note *note = margin_note_at(app, event->row, event->column);
	size_t offset;

	app->pressed = 0;
	if (note) {
		focus_set_note(app, note);
		return;
	}
	if (!offset_at(app, event, &offset))
		return;
	app->pressed = offset + 1;
	if (app->mode == MODE_SELECT && app->selection.adjusting) {
		selection_move_to(app, offset);
		return;
	}
	selection_leave(app);
	focus_at(app, offset);
}

/* The second click selects the word, the third the paragraph. */
static void click_again(struct app *app, const struct event *event)
{
	size_t offset;
	struct span p;

	if (!offset_at(app, event, &offset) || !article_paragraph_at(app->article, offset, &p))
		return;
	if (event->number == 2)
		p = word_at(article_text(app->article), p, offset);
	if (!span_empty(p))
		selection_begin(app, p, event->number > 2);
}

/* Text is brought under a pointer that leaves the page. */
static void scroll_for(struct app *app, int row)
{
	int first = page_first_row(app);

	if (row < first)
		app->top = place_move(app, app->top, -1);
	else if (row >= first + page_height(app))
		app->top = place_move(app, app->top, 1);
}

static void drag(struct app *app, const struct event *event)
{
	size_t from = app->pressed, to;

	if (!from--)
		return;
	scroll_for(app, event->row);
	if (!offset_at(app, event, &to) || (app->mode != MODE_SELECT && to == from))
		return;
	if (app->mode != MODE_SELECT)
		selection_begin(app, (struct span){from, from}, false);
	selection_move_to(app, to);
}

static void wheel(struct app *app, const struct event *event, struct effects *effects)
{
	struct err err;
	struct call call = {.count = WHEEL, .now = event->now, .effects = effects, .err = &err};
	int by = event->mouse == MOUSE_WHEEL_DOWN ? WHEEL : -WHEEL;

	/* A selection stays as it is while its surroundings are looked at. */
	if (app->mode == MODE_SELECT)
		app->top = place_move(app, app->top, by);
	else
		app_run(app, by > 0 ? COMMAND_SCROLL_DOWN : COMMAND_SCROLL_UP, &call);
}

static void on_page(struct app *app, const struct event *event, struct effects *effects)
{
	switch (event->mouse) {
	case MOUSE_WHEEL_UP:
	case MOUSE_WHEEL_DOWN:
		wheel(app, event, effects);
		break;
	case MOUSE_PRESS:
		if (event->number > 1)
			click_again(app, event);
		else
			click(app, event);
		break;
	case MOUSE_DRAG:
		drag(app, event);
		break;
	case MOUSE_RELEASE:
		app->pressed = 0;
		break;
	}
}

static bool is_wheel(const struct event *event, int *by)
{
	*by = event->mouse == MOUSE_WHEEL_DOWN ? WHEEL : -WHEEL;
	return event->mouse == MOUSE_WHEEL_DOWN || event->mouse == MOUSE_WHEEL_UP;
}

static void on_list(struct app *app, const struct event *event, struct effects *effects)
{
	int by;

	if (is_wheel(event, &by))
		list_move(app, by);
	else if (event->mouse == MOUSE_PRESS)
		list_click(app, event->row, event->column, event, effects);
}

/* The wheel is so many keys. */
static void on_window(struct app *app, const struct event *event, struct effects *effects)
{
	struct event key = {.type = EVENT_KEY, .now = event->now};
	int by;

	if (!is_wheel(event, &by))
		return;
	key.key = by > 0 ? KEY_DOWN_ARROW : KEY_UP_ARROW;
	for (int i = 0; i < WHEEL && app->mode == MODE_WINDOW; i++)
		window_key(app, &key, effects);
}

void mouse_event(struct app *app, const struct event *event, struct effects *effects)
{
	if (app->mode == MODE_READ || app->mode == MODE_SELECT)
		on_page(app, event, effects);
	else if (app->mode == MODE_LIST)
		on_list(app, event, effects);
	else if (app->mode == MODE_WINDOW)
		on_window(app, event, effects);
}
