/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list over the whole screen: its title and filter, then its items.
 */
#include "app/list.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/view.h"
#include "base/language.h"

#define VALUE_CELLS 12 /* that values of settings get at least */

/* A command: what it does, and its name at the right end where there is room. */
static void render_command(struct grid *g, int row, int left, const struct list_item *item,
			   struct brush brush)
{
	int limit = g->columns - 1;

	if (g->columns >= 60)
		limit = view_put_right(g, row, limit, item->right, brush.style) - 2;
	grid_put_cut(g, row, left, limit, item->text, brush);
}

/* A passage and its note, a value and what it is for. */
static void render_pair(const struct list *list, struct grid *g, int row, int left,
			const struct list_item *item, struct brush brush)
{
	struct brush text = brush;
	int limit = g->columns - 1, middle = limit, column;

	/* A note's own words want as much room as the passage. */
	if (list->kind == LIST_CONTENTS)
		middle = limit = view_put_right(g, row, limit, item->right, brush.style) - 2;
	else if (*item->right)
		middle = left + (limit - left) / 2;
	if (brush.style != STYLE_LIST_CURRENT)
		text.highlight = item->highlight;
	column = grid_put_cut(g, row, left, middle, item->text, text) + 2;
	if (list->kind == LIST_SETTINGS && column < left + VALUE_CELLS)
		column = left + VALUE_CELLS;
	if (list->kind != LIST_CONTENTS)
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
	if (app->list.kind == LIST_HELP)
		render_command(g, row, left + 3, item, brush);
	else
		render_pair(&app->list, g, row, left + 3, item, brush);
}

static void render_list_title(const struct app *app, struct grid *g)
{
	static const char *const titles[] = {
		[LIST_ANNOTATIONS] = N_("Annotations"), [LIST_CONTENTS] = N_("Contents"),
		[LIST_HELP] = N_("Keys and commands"),  [LIST_SETTINGS] = N_("Settings"),
		[LIST_VERSIONS] = N_("Versions"),
	};
	const struct list *list = &app->list;
	struct str s;
	int column, limit;

	str_init(&s);
	str_addf(&s, "%zu/%zu", list->shown.len ? list->current + 1 : 0, list->shown.len);
	grid_fill(g, 0, 0, g->columns, view_brush(STYLE_TITLE));
	limit = view_put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_release(&s);
	column = grid_put_cut(g, 0, 1, limit, _(titles[list->kind]), view_brush(STYLE_TITLE));
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
