/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line being typed at the bottom, and above it, while Tab goes through them, what its
 * last word may go on as: a word a row, with what it means.
 */
#include "app/prompt.h"
#include "app/view.h"

#define MOST 10 /* rows of completions */
#define WORD 28 /* cells that a word gets at most */

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

/* Cells of the column of words. */
static int word_width(const struct completions *found)
{
	int width = 0;

	for (size_t i = 0; i < found->list.len; i++) {
		const char *word = found->list.items[i].word;
		int cells = grapheme_string_width(word, strlen(word));

		width = cells > width ? cells : width;
	}
	return width < WORD ? width : WORD;
}

static void put_completion(struct grid *g, int row, int width, const struct completion *c,
			   bool current)
{
	enum style word = current ? STYLE_LIST_CURRENT : STYLE_LIST;
	enum style about = current ? STYLE_LIST_CURRENT : STYLE_DIM;
	int limit = g->columns - 1, after = 1 + width;

	grid_fill(g, row, 0, g->columns, view_brush(word));
	grid_put_cut(g, row, 1, after < limit ? after : limit, c->word, view_brush(word));
	grid_put_cut(g, row, after + 2, limit, c->about, view_brush(about));
}

/* As many as leave half of the page to the text, the chosen one among them. */
static void view_completions(const struct app *app, struct grid *g)
{
	struct completions found = {0};
	size_t rows = g->rows < 2 * MOST ? (size_t)g->rows / 2 : MOST, from = 0;
	size_t choice = app->prompt.choice;
	int width;

	prompt_completions(app, &found);
	width = word_width(&found);
	if (found.list.len < rows)
		rows = found.list.len;
	if (choice >= rows)
		from = choice - rows + 1;
	for (size_t i = 0; found.list.len > 1 && i < rows; i++)
		put_completion(g, g->rows - 1 - (int)(rows - i), width, &found.list.items[from + i],
			       from + i == choice);
	completions_release(&found);
}

/* Why what is typed is no expression (yet). */
static void view_fault(const struct app *app, struct grid *g, int row)
{
	if (!app->prompt.fault || row <= 0)
		return;
	grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	grid_put_cut(g, row, 1, g->columns - 1, app->prompt.fault, view_brush(STYLE_ERROR));
}

void view_prompt(const struct app *app, struct grid *g, int limit)
{
	const struct prompt *p = &app->prompt;
	const char *label = p->kind == PROMPT_COMMAND  ? ":"
			    : p->kind == PROMPT_FILTER ? "&"
			    : p->kind == PROMPT_PIPE   ? "!"
			    : p->backward              ? "?"
						       : "/";
	int row = g->rows - 1;
	int column = grid_put(g, row, 0, limit, label, 1, view_brush(STYLE_LABEL));

	view_completions(app, g);
	view_fault(app, g, row - 1);
	view_field(g, row, column, limit, &p->field, p->wrong ? STYLE_ERROR : STYLE_INPUT);
}
