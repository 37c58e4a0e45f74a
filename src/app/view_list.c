/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list over the whole screen: its title and filter, then its items.
 */
#include "app/list.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/view.h"
#include "base/language.h"

/* What an item is, and what stands beside it. */
static void render_parts(const struct list_source *source, struct grid *g, int row, int left,
			 const struct list_item *item, struct brush brush)
{
	struct brush text = brush;
	int limit = g->columns - 1, middle = limit, column;
	bool at_end = source->right_from > 0, beside = g->columns >= source->right_from;

	/* A note's own words want as much room as the passage. */
	if (at_end && beside)
		middle = limit = view_put_right(g, row, limit, item->right, brush.style) - 2;
	else if (!at_end && *item->right)
		middle = left + (limit - left) / 2;
	if (brush.style != STYLE_LIST_CURRENT)
		text.highlight = item->highlight;
	column = grid_put_cut(g, row, left, middle, item->text, text) + 2;
	if (column < left + source->text_cells)
		column = left + source->text_cells;
	if (!at_end)
		grid_put_cut(g, row, column, limit, item->right, brush);
}

static void render_item(const struct app *app, struct grid *g, int row,
			const struct list_item *item, bool current)
{
	struct brush brush = view_brush(current ? STYLE_LIST_CURRENT : STYLE_LIST);
	int left = app->list.left;

	if (item->heading) {
		grid_put_cut(g, row, 1, g->columns - 1, item->text, view_brush(STYLE_HEADING));
		return;
	}
	if (left > g->columns / 3)
		left = g->columns / 3;
	grid_fill(g, row, 0, g->columns, brush);
	if (current)
		grid_put(g, row, 0, 1, "▌", strlen("▌"), view_brush(STYLE_GUTTER));
	grid_put_cut(g, row, 1, 1 + left, item->left, brush);
	render_parts(app->list.source, g, row, left + 3, item, brush);
}

static void render_list_title(const struct app *app, struct grid *g)
{
	const struct list *list = &app->list;
	struct str s;
	int column, limit;

	str_init(&s);
	str_addf(&s, "%zu/%zu", list->shown.len ? list->current + 1 : 0, list->shown.len);
	grid_fill(g, 0, 0, g->columns, view_brush(STYLE_TITLE));
	limit = view_put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_release(&s);
	column = grid_put_cut(g, 0, 1, limit, _(list->source->title), view_brush(STYLE_TITLE));
	column = grid_put_cut(g, 0, column + 2, limit, "> ", view_brush(STYLE_LABEL));
	view_field(g, 0, column, limit, &list->filter, STYLE_INPUT);
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
		grid_put_cut(g, 1, 1, g->columns - 1, _("Nothing matches"), view_brush(STYLE_DIM));
}

void view_list_hints(const struct app *app, struct grid *g, int row, int limit)
{
	const struct list_source *source = app->list.source;
	int column = 1;

	column = view_hint(g, row, column, limit, _("Enter"), _(source->choice));
	column = view_hint(g, row, column, limit, "↑ ↓", _("choose"));
	column = view_hint(g, row, column, limit, _("Esc"), _("leave"));
	for (const struct list_hint *h = source->hints; h && h->key; h++)
		if (!h->edits || !app->readonly)
			column = view_hint(g, row, column, limit, _(h->key), _(h->label));
	view_hint(g, row, column, limit, "…", _("type to filter"));
}
