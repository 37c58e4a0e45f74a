/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The note being written, above the last row and below the text, as wide as that.
 */
#include "app/editor.h"
#include "app/list.h"
#include "app/view.h"
#include "app/wrap.h"
#include "base/language.h"

static void editor_label(const struct app *app, struct str *out)
{
	const struct note *n = app->editor.before;
	struct str quote;

	str_init(&quote);
	if (!span_empty(app->editor.span))
		flat_passage(&quote, app->article, app->editor.span);
	else if (n && n->quote)
		flat_text(&quote, n->quote, strlen(n->quote));
	str_addf(out, _("Note on “%s”"), quote.data);
	str_release(&quote);
}

void view_editor(const struct app *app, struct grid *g)
{
	const struct field *f = &app->editor.field;
	int height = editor_height(app), top = g->rows - 1 - height, width = editor_width(app);
	int left = page_left(app);
	struct wrap w = {0};
	struct str label;
	size_t line, first;

	str_init(&label);
	editor_label(app, &label);
	grid_fill(g, top - 1, 0, g->columns, view_brush(STYLE_LABEL));
	grid_put_cut(g, top - 1, left, left + width, label.data, view_brush(STYLE_LABEL));
	str_release(&label);
	wrap_text(&w, f->text.data, f->text.len, width);
	line = wrap_line_at(&w, f->cursor);
	first = line >= (size_t)height ? line - (size_t)height + 1 : 0;
	for (size_t i = first; i < w.lines.len && i < first + (size_t)height; i++)
		grid_put(g, top + (int)(i - first), left, g->columns,
			 f->text.data + w.lines.items[i].start, span_length(w.lines.items[i]),
			 view_brush(STYLE_INPUT));
	g->cursor_row = top + (int)(line - first);
	g->cursor_column = left + grapheme_string_width(f->text.data + w.lines.items[line].start,
							f->cursor - w.lines.items[line].start);
	if (g->cursor_column >= g->columns)
		g->cursor_column = g->columns - 1;
	wrap_release(&w);
}
