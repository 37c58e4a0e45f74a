/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model drawn on a grid: the first and the last row here, what is between by
 * the views.
 */
#include <stdlib.h>
#include <string.h>

#include "app/aloud.h"
#include "app/filter.h"
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/seek.h"
#include "app/stats.h"
#include "app/view.h"
#include "app/window.h"
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
	if (app->filter.pattern) {
		char *filter = filter_title(app);

		str_add(out, filter);
		free(filter);
		return;
	}
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

		if (!hints[i].label)
			continue;
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

	static const struct hint filtered[] = {
		{COMMAND_FILTER, N_("all of the text")},
		{COMMAND_NEXT_MATCH, N_("next match")},
		{COMMAND_HIGHLIGHT, N_("highlight")},
		{COMMAND_NOTE, N_("note")},
		{COMMAND_HELP, N_("help")},
	};

	if (app->filter.pattern)
		put_hints(app, g, row, limit, filtered, sizeof filtered / sizeof *filtered);
	else
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

/* The ways out come first: where there is room for little, they stay. */
static void hints_writing(const struct app *app, struct grid *g, int row, int limit)
{
	static const struct hint hints[] = {
		{COMMAND_NOTE_SAVE, N_("save")},
		{COMMAND_NOTE_LEAVE, N_("keep a draft")},
		{COMMAND_NOTE_LINE, N_("new line")},
		{COMMAND_NOTE_EDITOR, N_("editor")},
	};

	put_hints(app, g, row, limit, hints, sizeof hints / sizeof *hints);
}

static void hints_review(const struct app *app, struct grid *g, int row, int limit)
{
	struct hint hints[] = {
		{COMMAND_REVIEW_ACCEPT, N_("accept")},
		{COMMAND_REVIEW_PLACE, N_("place again")},
		{COMMAND_REVIEW_ORPHAN, N_("keep as orphan")},
		{COMMAND_REVIEW_CANDIDATE, N_("another place")},
		{COMMAND_REVIEW_NEXT, N_("next")},
		{COMMAND_REVIEW_LEAVE, N_("leave")},
		{COMMAND_REVIEW_DELETE, N_("delete")},
		{COMMAND_REVIEW_UNDO, N_("undo")},
	};

	if (app->review.places.len < 2)
		hints[3].label = NULL;
	put_hints(app, g, row, limit, hints, sizeof hints / sizeof *hints);
}

static void hints_window(const struct app *app, struct grid *g, int row, int limit)
{
	int column = view_hint(g, row, 1, limit, _("Esc"), _("close"));

	if (app->window.running)
		column = view_hint(g, row, column, limit, "^C", _("stop"));
	if (app->window.lines.len > (size_t)window_height(app))
		column = view_hint(g, row, column, limit, _("Space"), _("scroll"));
	if (app->window.task == TASK_DEFINE)
		column = view_hint(g, row, column, limit, "← →", _("next word"));
	column = view_hint(g, row, column, limit, "/", _("search"));
	column = view_hint(g, row, column, limit, "y", _("copy"));
	if (!app->readonly)
		view_hint(g, row, column, limit, "a", _("note"));
}

/* What stands at the right end: keys begun, else the search, else the notes. */
static void bottom_right(const struct app *app, struct str *out)
{
	if (app->wants_key != COMMAND_COUNT) {
		keymap_show(app->keymap, app->wants_key, 1, out);
		str_add(out, "…");
	} else if (app->count || (app->keys.len && !app->begun.ran)) {
		if (app->count)
			str_addf(out, "%d", app->count);
		keys_show(&app->keys, out);
	} else if (app->settings->plain) {
		return; /* what stands there is told in words */
	} else if (app->search.query && app->mode != MODE_LIST && app->mode != MODE_WINDOW) {
		char *where = search_position(app);

		str_add(out, where);
		free(where);
	} else if (app->mode == MODE_READ && !app->settings->zen) {
		size_t n = notebook_count(app->notebook);

		if (n > 0)
			str_addf(out, ngettext("%zu note", "%zu notes", n), n);
	}
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
	limit = grid_put(g, row, limit + 1, g->columns, answers, strlen(answers),
			 view_brush(STYLE_KEY));
	g->cursor_row = row;
	g->cursor_column = limit < g->columns ? limit : g->columns - 1;
}

/* The note in focus, where it opens below a passage that is longer than the page: what the
 * reader came for is told in the last row.  NULL: it is on the page. */
static const struct note *note_below(const struct app *app, const struct page *page)
{
	const struct note *note =
		app->focus.kind == FOCUS_NOTE ? notebook_get(app->notebook, app->focus.id) : NULL;

	if (!note || app->mode != MODE_READ || !note_is_open(app, note))
		return NULL;
	for (size_t i = 0; i < page->rows.len; i++)
		if (page->rows.items[i].kind == ROW_NOTE)
			return NULL;
	return note;
}

static void render_note_below(struct grid *g, int row, int limit, const struct note *note)
{
	char *text = note_shown_text(note);
	struct str s;

	str_init(&s);
	str_add(&s, "✎ ");
	flat_text(&s, text, strlen(text));
	grid_put_cut(g, row, 1, limit, s.data, view_brush(STYLE_NOTE));
	str_release(&s);
	free(text);
}

/* `below`: a note that belongs there, or NULL. */
static void render_bottom(const struct app *app, struct grid *g, const struct note *below)
{
	int row = g->rows - 1, limit;
	struct str right;

	grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	str_init(&right);
	bottom_right(app, &right);
	limit = view_put_right(g, row, g->columns - 1, right.data, STYLE_HINT) - 2;
	str_release(&right);
	if (app->wants_key != COMMAND_COUNT && view_legend(app, g, limit))
		return;
	if (app->mode == MODE_PROMPT) {
		view_prompt(app, g, limit);
	} else if (app->mode == MODE_QUESTION) {
		render_question(app, g, row);
	} else if (app->mode == MODE_WINDOW && app->window.typing) {
		limit = grid_put(g, row, 0, limit, "/", 1, view_brush(STYLE_LABEL));
		view_field(g, row, limit, g->columns - 1, &app->window.field, STYLE_INPUT);
	} else if (app->message) {
		render_message(app, g, row, limit, app->message);
	} else if (app->following) {
		render_message(app, g, row, limit,
			       _("Following the text as it grows (any key stops)"));
	} else if (app->aloud || app->scrolling) {
		char *text = aloud_message(app);

		render_message(app, g, row, limit, text);
		free(text);
	} else if (app->mode == MODE_WINDOW) {
		hints_window(app, g, row, limit);
	} else if (below) {
		render_note_below(g, row, limit, below);
	} else if (page_is_bare(app) && (app->mode == MODE_READ || app->mode == MODE_SELECT)) {
		return;
	} else if (app->mode == MODE_SELECT) {
		hints_selecting(app, g, row, limit);
	} else if (app->mode == MODE_NOTE) {
		hints_writing(app, g, row, limit);
	} else if (app->mode == MODE_REVIEW) {
		hints_review(app, g, row, limit);
	} else if (app->mode == MODE_LIST) {
		view_list_hints(app, g, row, limit);
	} else {
		hints_reading(app, g, row, limit);
	}
}

/* Returns the note in focus for which there is no room. */
static const struct note *render_reading(const struct app *app, struct grid *g)
{
	const struct note *below;
	struct page page = {0};

	page_fill(app, &page);
	if (!page_is_bare(app))
		render_title(app, &page, g);
	view_page(app, &page, g);
	if (page_has_ruler(app))
		view_ruler(app, page_text(app, &page), g);
	if (app->mode == MODE_NOTE)
		view_editor(app, g);
	else if (app->mode == MODE_WINDOW)
		view_window(app, g);
	below = note_below(app, &page);
	page_release(&page);
	return below;
}

void app_render(struct app *app, struct grid *g)
{
	const struct note *below = NULL;

	grid_clear(g, app->rows, app->columns);
	if (app->mode == MODE_LIST)
		view_list(app, g);
	else if (app->mode == MODE_REVIEW)
		view_review(app, g);
	else
		below = render_reading(app, g);
	render_bottom(app, g, below);
	/* Where nothing is typed the cursor is not shown, yet stands at the focus: braille
	 * displays and magnifiers follow it. */
	g->cursor_hidden =
		app->mode == MODE_READ || app->mode == MODE_QUESTION || app->mode == MODE_REVIEW;
	if (app->settings->plain)
		view_plain(app, g);
	/* A window may be too low for the row, or too narrow. */
	if (g->cursor_row >= g->rows || g->cursor_column >= g->columns)
		g->cursor_row = g->cursor_column = -1;
}
