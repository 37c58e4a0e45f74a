/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a program wrote, above the last row: its label, then its lines, matches of the
 * search in them.
 */
#include "app/view.h"
#include "app/window.h"
#include "base/language.h"

static void render_label(const struct app *app, struct grid *g, int row)
{
	const struct window *w = &app->window;
	size_t lines = w->lines.len, height = (size_t)window_height(app);
	struct str s;
	int limit;

	str_init(&s);
	if (w->running)
		str_add(&s, "…");
	else if (lines > height)
		str_addf(&s, "%zu-%zu/%zu", w->first + 1, w->first + height, lines);
	grid_fill(g, row, 0, g->columns, view_brush(STYLE_LABEL));
	limit = view_put_right(g, row, g->columns - 1, s.data, STYLE_LABEL) - 2;
	str_clear(&s);
	str_addf(&s, w->task == TASK_DEFINE ? _("Dictionary: %s") : "! %s", w->title);
	grid_put_cut(g, row, window_left(app), limit, s.data, view_brush(STYLE_LABEL));
	str_release(&s);
}

/* Draws a match over the line it is in; it may have begun in the one before. */
static void render_hit(const struct app *app, struct grid *g, int row,
		       const struct window_line *line, struct span hit)
{
	const char *text = app->window.intake.text.data;
	struct brush brush = {STYLE_TEXT, OVER_HIT, 0};
	size_t start = line->span.start;
	size_t from = hit.start > start ? hit.start : start;
	size_t to = hit.end < line->span.end ? hit.end : line->span.end;
	int column = window_left(app) + line->indent;

	if (span_equal(hit, app->window.hit))
		brush.over = OVER_HIT_CURRENT;
	if (from < to)
		grid_put(g, row, column + grapheme_string_width(text + start, from - start),
			 g->columns, text + from, to - from, brush);
}

static void render_line(const struct app *app, struct grid *g, int row, size_t index)
{
	const struct window *w = &app->window;
	const struct window_line *line = &w->lines.items[index];
	struct span part = line->span, hit;

	grid_put(g, row, window_left(app) + line->indent, g->columns,
		 w->intake.text.data + part.start, span_length(part), view_brush(STYLE_TEXT));
	if (index > 0)
		part.start = w->lines.items[index - 1].span.start;
	while (window_match(app, part, &hit)) {
		render_hit(app, g, row, line, hit);
		part.start = hit.end;
	}
}

void view_window(const struct app *app, struct grid *g)
{
	const struct window *w = &app->window;
	int height = window_height(app), top = g->rows - 1 - height;

	render_label(app, g, top - 1);
	for (int row = top; row < g->rows - 1; row++)
		grid_fill(g, row, 0, g->columns, view_brush(STYLE_TEXT));
	for (int i = 0; i < height && w->first + (size_t)i < w->lines.len; i++)
		render_line(app, g, top + i, w->first + (size_t)i);
	if (!w->lines.len)
		grid_put_cut(g, top, window_left(app), g->columns - 1,
			     _("Waiting for what it says"), view_brush(STYLE_DIM));
}
