/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model drawn on a grid: the first and the last row here, what is between by
 * the views.
 */
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/seek.h"
#include "app/stats.h"
#include "app/view.h"
#include "base/language.h"

/* ---- the first row */
static int cells(const char *text)
{
	return grapheme_string_width(text, strlen(text));
}

static void add_title(const struct app *app, struct str *out)
{
	struct span title = app->title;
	struct str flat;

	if (app->file_count > 1 && app->file_number > 0)
		str_addf(out, "(%d/%d) ", app->file_number, app->file_count);
	if (span_empty(title)) {
		str_add(out, article_name(app->article));
		return;
	}
	str_init(&flat);
	flat_text(&flat, article_text(app->article) + title.start, span_length(title));
	str_add(out, flat.data);
	str_release(&flat);
}

/* Where the title would be cut it is told where one is, and no more. */
static void render_title(const struct app *app, const struct page *page, struct grid *g)
{
	struct span shown = page_text(app, page);
	struct str title, where;
	int limit;

	str_init(&title);
	str_init(&where);
	add_title(app, &title);
	stats_add_position(app, shown, true, &where);
	if (cells(title.data) + cells(where.data) + 4 > g->columns) {
		str_clear(&where);
		stats_add_position(app, shown, false, &where);
	}
	grid_fill(g, 0, 0, g->columns, view_brush(STYLE_TITLE));
	limit = view_put_right(g, 0, g->columns - 1, where.data, STYLE_POSITION) - 2;
	grid_put_cut(g, 0, 1, limit, title.data, view_brush(STYLE_TITLE));
	str_release(&title);
	str_release(&where);
}

/* ---- the bottom row */
int view_hint(struct grid *g, int row, int column, int limit, const char *key, const char *label)
{
	int width = grapheme_string_width(key, strlen(key)) + 1 +
		    grapheme_string_width(label, strlen(label));

	if (column + width > limit || !*key)
		return column;
	column = grid_put(g, row, column, limit, key, strlen(key), view_brush(STYLE_KEY));
	return grid_put(g, row, column + 1, limit, label, strlen(label), view_brush(STYLE_HINT)) +
	       3;
}

struct hint {
	enum command_id id;
	const char *label;
};

static void put_hints(const struct app *app, struct grid *g, int row, int limit,
		      const struct hint *hints, size_t count)
{
	int column = 1;

	for (size_t i = 0; i < count; i++) {
		struct str key;

		str_init(&key);
		keymap_show(app->keymap, hints[i].id, 1, &key);
		column = view_hint(g, row, column, limit, key.data, _(hints[i].label));
		str_release(&key);
	}
}

static void hints_reading(const struct app *app, struct grid *g, int row, int limit)
{
	static const struct hint hints[] = {
		{COMMAND_HELP, N_("help")},
		{COMMAND_SELECT, N_("selection")},
		{COMMAND_HIGHLIGHT, N_("highlight")},
		{COMMAND_NOTE, N_("note")},
		{COMMAND_SEARCH_FORWARD, N_("search")},
		{COMMAND_ANNOTATIONS, N_("annotations")},
		{COMMAND_QUIT, N_("quit")},
	};

	put_hints(app, g, row, limit, hints, sizeof hints / sizeof *hints);
}

static void hints_selecting(const struct app *app, struct grid *g, int row, int limit)
{
	static const struct hint hints[] = {
		{COMMAND_ACCEPT, N_("highlight")},
		{COMMAND_NOTE, N_("note")},
		{COMMAND_COLOR, N_("colour")},
		{COMMAND_COPY, N_("copy")},
		{COMMAND_GROW, N_("grow")},
		{COMMAND_OTHER_END, N_("other end")},
		{COMMAND_LEAVE_SELECTION, N_("leave")},
	};
	static const struct hint adjusting[] = {
		{COMMAND_ACCEPT, N_("set the new ends")},
		{COMMAND_OTHER_END, N_("other end")},
		{COMMAND_GROW, N_("grow")},
		{COMMAND_SHRINK, N_("shrink")},
		{COMMAND_LEAVE_SELECTION, N_("leave")},
	};

	if (app->selection.adjusting)
		put_hints(app, g, row, limit, adjusting, sizeof adjusting / sizeof *adjusting);
	else
		put_hints(app, g, row, limit, hints, sizeof hints / sizeof *hints);
}

static void hints_writing(struct grid *g, int row, int limit)
{
	int column = 1;

	/* The ways out come first: where there is room for little, they stay. */
	column = view_hint(g, row, column, limit, _("Enter"), _("save"));
	column = view_hint(g, row, column, limit, _("Esc"), _("keep a draft"));
	column = view_hint(g, row, column, limit, "^J", _("new line"));
	view_hint(g, row, column, limit, "^E", _("editor"));
}

static void hints_review(const struct app *app, struct grid *g, int row, int limit)
{
	int column = 1;

	column = view_hint(g, row, column, limit, _("Enter"), _("accept"));
	column = view_hint(g, row, column, limit, "r", _("place again"));
	column = view_hint(g, row, column, limit, "o", _("keep as orphan"));
	if (app->review.places.len > 1)
		column = view_hint(g, row, column, limit, "Tab", _("another place"));
	column = view_hint(g, row, column, limit, "n", _("next"));
	column = view_hint(g, row, column, limit, _("Esc"), _("leave"));
	column = view_hint(g, row, column, limit, "x", _("delete"));
	view_hint(g, row, column, limit, "u", _("undo"));
}

/* What stands at the right end: keys begun, else the search, else the notes. */
static void bottom_right(const struct app *app, struct str *out)
{
	if (app->wants_key != COMMAND_COUNT) {
		keymap_show(app->keymap, app->wants_key, 1, out);
		str_add(out, "…");
	} else if (app->count || app->keys.len) {
		if (app->count)
			str_addf(out, "%d", app->count);
		keys_show(&app->keys, out);
	} else if (app->search.query && app->mode != MODE_LIST) {
		char *where = search_position(app);

		str_add(out, where);
		free(where);
	} else if (app->mode == MODE_READ) {
		size_t n = notebook_count(app->notebook);

		if (n > 0)
			str_addf(out, ngettext("%zu note", "%zu notes", n), n);
	}
}

void view_field(struct grid *g, int row, int column, int limit, const struct field *f,
		enum style style)
{
	const char *text = f->text.data;
	int cells = grapheme_string_width(text, f->cursor), room = limit - column;
	size_t from = 0;

	while (from < f->cursor && cells >= room) {
		size_t n = grapheme_length(text, from, f->text.len);

		cells -= grapheme_width(text + from, n);
		from += n;
	}
	grid_put(g, row, column, limit, text + from, f->text.len - from, view_brush(style));
	g->cursor_row = row;
	g->cursor_column = column + cells < g->columns ? column + cells : g->columns - 1;
}

static void render_prompt(const struct app *app, struct grid *g, int row, int limit)
{
	const struct prompt *p = &app->prompt;
	const char *label = p->kind == PROMPT_COMMAND ? ":" : p->backward ? "?" : "/";
	int column = grid_put(g, row, 0, limit, label, 1, view_brush(STYLE_LABEL));

	view_field(g, row, column, limit, &p->field, p->wrong ? STYLE_ERROR : STYLE_INPUT);
}

/* The row above the prompt, while Tab goes through the completions. */
static void render_completions(const struct app *app, struct grid *g, int row)
{
	struct words words = {0};
	size_t from = 0;
	int column = 1;

	prompt_completions(app, &words);
	if (words.list.len > 1) {
		grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
		if (app->prompt.choice > 3)
			from = app->prompt.choice - 3;
		for (size_t i = from; i < words.list.len && column < g->columns - 1; i++) {
			const char *w = words.list.items[i];

			column =
				grid_put_cut(g, row, column, g->columns - 1, w,
					     view_brush(i == app->prompt.choice ? STYLE_LIST_CURRENT
										: STYLE_HINT)) +
				2;
		}
	}
	words_release(&words);
}

/* A message that needs all of the row gets it. */
static void render_message(const struct app *app, struct grid *g, int row, int limit,
			   const char *text)
{
	enum style style = app->message && app->message_is_error ? STYLE_ERROR : STYLE_MESSAGE;

	if (grapheme_string_width(text, strlen(text)) >= limit) {
		limit = g->columns - 1;
		grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	}
	grid_put_cut(g, row, 1, limit, text, view_brush(style));
}

/* The answers are there even where there is no room for all of the question. */
static void render_question(const struct app *app, struct grid *g, int row)
{
	const char *answers = _("(y/n)");
	int limit;

	grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	limit = g->columns - 2 - grapheme_string_width(answers, strlen(answers));
	limit = grid_put_cut(g, row, 1, limit, app->question.text, view_brush(STYLE_MESSAGE));
	grid_put(g, row, limit + 1, g->columns, answers, strlen(answers), view_brush(STYLE_KEY));
}

static void render_bottom(const struct app *app, struct grid *g)
{
	int row = g->rows - 1, limit;
	struct str right;

	grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	str_init(&right);
	bottom_right(app, &right);
	limit = view_put_right(g, row, g->columns - 1, right.data, STYLE_HINT) - 2;
	str_release(&right);
	if (app->mode == MODE_PROMPT) {
		render_prompt(app, g, row, limit);
		render_completions(app, g, row - 1);
	} else if (app->mode == MODE_QUESTION) {
		render_question(app, g, row);
	} else if (app->message) {
		render_message(app, g, row, limit, app->message);
	} else if (app->following) {
		render_message(app, g, row, limit,
			       _("Following the text as it grows (any key stops)"));
	} else if (app->mode == MODE_SELECT) {
		hints_selecting(app, g, row, limit);
	} else if (app->mode == MODE_NOTE) {
		hints_writing(g, row, limit);
	} else if (app->mode == MODE_REVIEW) {
		hints_review(app, g, row, limit);
	} else if (app->mode == MODE_LIST) {
		view_list_hints(app, g, row, limit);
	} else {
		hints_reading(app, g, row, limit);
	}
}

static void render_reading(const struct app *app, struct grid *g)
{
	struct page page = {0};

	page_fill(app, &page);
	render_title(app, &page, g);
	view_page(app, &page, g);
	if (app->mode == MODE_NOTE)
		view_editor(app, g);
	page_release(&page);
}

void app_render(struct app *app, struct grid *g)
{
	if (g->rows != app->rows || g->columns != app->columns) {
		grid_release(g);
		grid_init(g, app->rows, app->columns);
	}
	grid_clear(g);
	if (app->mode == MODE_LIST)
		view_list(app, g);
	else if (app->mode == MODE_REVIEW)
		view_review(app, g);
	else
		render_reading(app, g);
	render_bottom(app, g);
}
