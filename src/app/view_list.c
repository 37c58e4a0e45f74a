/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list over the whole screen: its title and filter, then its items.
 */
#include "app/annotate.h"
#include "app/list.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/view.h"
#include "base/language.h"

#define ALIGNED 48 /* cells from which notes stand below each other */

/* The sign of a note, and its colour with the letter that sets it: no meaning is
 * carried by colour alone. */
static int render_mark(struct grid *g, int row, int column, int limit, const struct list_item *item,
		       struct brush brush)
{
	const char *sign = item->sign ? item->sign : "";
	char letter[2] = {0};

	grid_put(g, row, column, limit, sign, strlen(sign), brush);
	if (item->highlight > 0) {
		letter[0] = annotate_color_letter((enum note_color)(item->highlight - 1));
		brush.highlight = item->highlight;
		grid_put(g, row, column + 2, limit, letter, 1, brush);
	}
	return column + 5;
}

/* What an item is, and what stands beside it. */
static void render_parts(const struct list *list, struct grid *g, int row, int left, int limit,
			 const struct list_item *item, struct brush brush)
{
	const struct list_source *source = list->source;
	int middle = limit, column,
	    indent = item->depth ? 2 * (item->depth - list->shallow + 1) : 0;
	bool at_end = source->right_from > 0, beside = limit >= source->right_from;

	/* A note's own words want as much room as the passage. */
	if (at_end && beside)
		middle = limit = view_put_right(g, row, limit, item->right, brush.style) - 2;
	else if (!at_end && *item->right)
		middle = left + (limit - left) / 2;
	if (indent > (middle - left) / 2)
		indent = (middle - left) / 2;
	column = grid_put_cut(g, row, left + indent, middle, item->text, brush) + 2;
	if (column < left + source->text_cells)
		column = left + source->text_cells;
	if (source->marks && limit - left >= ALIGNED)
		column = middle + 2;
	if (!at_end)
		grid_put_cut(g, row, column, limit, item->right, brush);
}

static void render_item(const struct app *app, struct grid *g, int row,
			const struct list_item *item, bool current)
{
	struct brush brush = view_brush(current ? STYLE_LIST_CURRENT : STYLE_LIST);
	int left = app->list.left, limit = list_columns(app) - 1, column;

	if (item->heading) {
		grid_put_cut(g, row, 1, limit, item->text, view_brush(STYLE_HEADING));
		return;
	}
	if (left > limit / 3)
		left = limit / 3;
	grid_fill(g, row, 0, limit + 1, brush);
	if (current)
		grid_put(g, row, 0, 1, "▌", strlen("▌"), view_brush(STYLE_GUTTER));
	grid_put_cut(g, row, 1, 1 + left, item->left, brush);
	column = left > 0 ? left + 3 : 1;
	if (app->list.source->marks)
		column = render_mark(g, row, column - 1, limit, item, brush);
	if (app->list.source->draw)
		app->list.source->draw(app, g, row, column, item, brush);
	else
		render_parts(&app->list, g, row, column, limit, item, brush);
}

/* "3/17": which of those that can be chosen, "…" while more may come. */
static void position(const struct list *list, struct str *out)
{
	size_t at = 0, count = 0;

	for (size_t i = 0; i < list->shown.len; i++) {
		count += !list->items.items[list->shown.items[i]].heading;
		if (i == list->current)
			at = count;
	}
	str_addf(out, "%zu/%zu%s", at, count, list->more ? "…" : "");
}

/* What is typed, with what would complete it; or, dimmed, an example. */
static void render_filter(const struct list *list, struct grid *g, int column, int limit)
{
	const char *more = list->completion, *example = list->source->example;
	int end = column + grapheme_string_width(list->filter.text.data, list->filter.text.len);

	view_field(g, 0, column, limit, &list->filter, list->wrong ? STYLE_ERROR : STYLE_INPUT);
	if (more && list->filter.cursor == list->filter.text.len)
		grid_put_cut(g, 0, end, limit, more, view_brush(STYLE_DIM));
	else if (!list->filter.text.len)
		grid_put_cut(g, 0, column + 1, limit, example ? _(example) : _("type to filter"),
			     view_brush(STYLE_DIM));
}

static void render_list_title(const struct app *app, struct grid *g)
{
	const struct list *list = &app->list;
	const char *scope = list->source->scope ? list->source->scope(app) : "";
	int column, limit;
	struct str s;

	str_init(&s);
	position(list, &s);
	grid_fill(g, 0, 0, g->columns, view_brush(STYLE_TITLE));
	limit = view_put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_clear(&s);
	str_addf(&s, *scope ? "%s · %s" : "%s", _(list->source->title), scope);
	/* In a narrow window what is typed is more than what it is typed into. */
	column = grid_put_cut(g, 0, 1, g->columns < 40 ? limit / 2 : limit, s.data,
			      view_brush(STYLE_TITLE));
	str_release(&s);
	column = grid_put_cut(g, 0, column + 2, limit, "> ", view_brush(STYLE_LABEL));
	render_filter(list, g, column, limit);
}

static void render_nothing(const struct list *list, struct grid *g, int limit)
{
	const char *text = _("Nothing matches");

	if (!list->items.len && list->source->empty)
		text = _(list->source->empty);
	grid_put_cut(g, 1, 1, limit, text, view_brush(STYLE_DIM));
}

static void render_preview(const struct app *app, struct grid *g)
{
	const struct list_item *item = list_current(app);
	struct list_area area;

	if (!item || !list_preview_area(app, &area))
		return;
	if (area.column == 0) { /* below: a rule between */
		for (int i = 1; i < g->columns - 1; i++)
			grid_put(g, area.row, i, g->columns, "─", strlen("─"),
				 view_brush(STYLE_LABEL));
		area.row++;
		area.rows--;
	}
	app->list.source->preview(app, item, g, area);
}

void view_list(const struct app *app, struct grid *g)
{
	const struct list *list = &app->list;
	int height = list_height(app);

	render_list_title(app, g);
	for (int i = 0; i < height && list->first + (size_t)i < list->shown.len; i++) {
		size_t at = list->first + (size_t)i;

		render_item(app, g, 1 + i, list_item_at(app, list->shown.items[at]),
			    at == list->current);
	}
	if (!list->shown.len)
		render_nothing(list, g, list_columns(app) - 1);
	render_preview(app, g);
}

/* A hint with the key that a command has now. */
static int put_bound(const struct app *app, struct grid *g, int row, int column, int limit,
		     enum command_id id, const char *label)
{
	struct str key;

	str_init(&key);
	keymap_show(app->keymap, id, 1, &key);
	column = view_hint(g, row, column, limit, key.data, label);
	str_release(&key);
	return column;
}

void view_list_hints(const struct app *app, struct grid *g, int row, int limit)
{
	const struct list_source *source = app->list.source;
	int column = 1;

	column = put_bound(app, g, row, column, limit, COMMAND_LIST_GO, _(source->choice));
	column = put_bound(app, g, row, column, limit, COMMAND_LIST_LEAVE, _("leave"));
	for (size_t i = 0; i < source->command_count; i++) {
		const struct list_command *c = &source->commands[i];
		bool edits = command_at(c->id)->flags & COMMAND_EDITS;

		if (c->label && !(edits && app->readonly))
			column = put_bound(app, g, row, column, limit, c->id, _(c->label));
	}
	view_hint(g, row, column, limit, "↑ ↓", _("choose"));
}
