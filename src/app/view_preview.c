/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is walked down from a line above the passage, by lines of paragraphs (or of
 * blocks of huge ones) that are set for this width and cached with those of the page.
 */
#include "app/view_preview.h"

#include <stdlib.h>

#include "app/move.h"
#include "app/page.h"
#include "app/view.h"
#include "app/wrap.h"
#include "base/language.h"
#include "layout/block.h"
#include "layout/cache.h"

#define GUTTER 3 /* blank, as that of the page */
#define AROUND 3 /* lines before and after a passage */

struct pen {
	const struct app *app;
	struct grid *g;
	int row, last; /* last: the row that is no more ours */
	int left, width;
	struct span passage;
	struct brush brush; /* of the passage */
};

static struct pen pen_in(const struct app *app, struct grid *g, struct list_area area)
{
	struct pen pen = {.app = app, .g = g, .row = area.row, .last = area.row + area.rows};
	int room = area.columns - GUTTER - 1;

	pen.left = area.column + GUTTER;
	pen.width = app->settings->width < room ? app->settings->width : room;
	if (pen.width < 1)
		pen.width = 1;
	return pen;
}

/* ---- text of the article */
static const struct paragraph *set(const struct pen *pen, struct span block)
{
	const struct layout_options options = {
		.width = pen->width,
		.justify = pen->app->settings->justify,
		.hyphenate = pen->app->hyphenator,
	};

	return cache_paragraph(pen->app->cache, block, &options);
}

static void put_line(struct pen *pen, const struct line *line, enum style style)
{
	size_t at = line->span.start;
	struct glyph glyph = {0};
	struct brush brush = view_brush(style);

	while (line_next_glyph(pen->app->article, line, &at, &glyph)) {
		if (!span_empty(glyph.span))
			brush = span_overlaps(glyph.span, pen->passage) ? pen->brush
									: view_brush(style);
		if (glyph.width > 0)
			grid_put(pen->g, pen->row, pen->left + glyph.column, pen->left + pen->width,
				 glyph.text, glyph.len, brush);
	}
	pen->row++;
}

/* The lines of a block from `line` on; those behind the passage as long as `after` is not
 * used up. */
static void put_block(struct pen *pen, struct span paragraph, struct span block, size_t line,
		      int *after)
{
	const struct paragraph *p = set(pen, block);
	enum style style =
		article_is_heading(pen->app->article, paragraph) ? STYLE_HEADING : STYLE_TEXT;

	if (is_furniture(pen->app, paragraph))
		style = STYLE_DIM;
	for (; line < p->count && pen->row < pen->last && *after >= 0; line++) {
		if (p->lines[line].span.start >= pen->passage.end && --*after < 0)
			return;
		put_line(pen, &p->lines[line], style);
	}
}

/* The last lines of the paragraph before, and a blank row, in `rows` rows. */
static void put_before(struct pen *pen, struct span paragraph, int rows)
{
	const struct article *a = pen->app->article;
	const struct paragraph *p;
	struct span before, block;
	int after = 0;
	size_t from;

	if (rows < 2 || !article_paragraph_before(a, paragraph, &before))
		return;
	block = block_at(a, before, before.end - 1, pen->app->block);
	p = set(pen, block);
	from = p->count > (size_t)rows - 1 ? p->count - ((size_t)rows - 1) : 0;
	put_block(pen, before, block, from, &after);
	pen->row++;
}

int preview_passage(const struct app *app, struct grid *g, struct list_area area,
		    struct span passage, struct brush brush, int after)
{
	struct pen pen = pen_in(app, g, area);
	int before = area.rows / 4 < AROUND ? area.rows / 4 : AROUND;
	struct span p, block;
	size_t line;

	pen.passage = passage;
	pen.brush = brush;
	if (!article_paragraph_at(app->article, passage.start, &p))
		return pen.row;
	block = block_at(app->article, p, passage.start, app->block);
	line = paragraph_line_at(set(&pen, block), passage.start);
	if (line < (size_t)before && block.start == p.start)
		put_before(&pen, p, before - (int)line);
	put_block(&pen, p, block, line > (size_t)before ? line - (size_t)before : 0, &after);
	while (pen.row < pen.last && after > 0) {
		if (block.end < p.end) {
			block = block_at(app->article, p, block.end, app->block);
		} else if (article_paragraph_after(app->article, p, &p)) {
			block = block_at(app->article, p, p.start, app->block);
			pen.row++;
			after -= p.start >= passage.end;
		} else {
			break;
		}
		put_block(&pen, p, block, 0, &after);
	}
	return pen.row < pen.last ? pen.row : pen.last;
}

/* ---- an annotation */
static void wrap_note(const struct pen *pen, const char *text, struct wrap *w)
{
	if (*text)
		wrap_text(w, text, strlen(text), pen->width - 2);
}

static void put_note(struct pen *pen, const char *text, const struct wrap *w)
{
	int left = pen->left + 2, limit = pen->left + pen->width;

	if (w->lines.len > 0 && pen->row < pen->last)
		grid_put(pen->g, pen->row, pen->left, limit, "✎", strlen("✎"),
			 view_brush(STYLE_NOTE_SIGN));
	for (size_t i = 0; i < w->lines.len && pen->row < pen->last; i++, pen->row++) {
		if (pen->row + 1 == pen->last && i + 1 < w->lines.len)
			view_more(pen->g, pen->row, left, limit, w->lines.len - i);
		else
			view_note_text(pen->g, pen->row, left, limit, text, w->lines.items[i],
				       NULL);
	}
}

/* When it was written and changed, its colour, and how it was found if not for sure. */
static void put_facts(struct pen *pen, const struct note *n)
{
	char *created = list_date(n->created), *modified = list_date(n->modified);
	struct str s;

	str_init(&s);
	if (note_is_unsure(n))
		str_addf(&s, "%s · ", view_explanation(n));
	str_addf(&s, "%s · %s", _(note_color_name(n->color)), created);
	if (n->modified && strcmp(created, modified))
		str_addf(&s, _(", changed on %s"), modified);
	grid_put_cut(pen->g, pen->row++, pen->left, pen->left + pen->width, s.data,
		     view_brush(STYLE_LABEL));
	str_release(&s);
	free(created);
	free(modified);
}

/* What a passage that is no longer in the text was. */
static void put_quote(struct pen *pen, const char *quote)
{
	struct wrap w = {0};

	wrap_text(&w, quote, strlen(quote), pen->width);
	for (size_t i = 0; i < w.lines.len && pen->row < pen->last; i++, pen->row++)
		grid_put(pen->g, pen->row, pen->left, pen->left + pen->width,
			 quote + w.lines.items[i].start, span_length(w.lines.items[i]),
			 view_brush(STYLE_DIM));
	wrap_release(&w);
}

void preview_note(const struct app *app, struct grid *g, struct list_area area,
		  const struct note *n)
{
	static const unsigned over[NOTE_STYLES] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH,
						   OVER_OUTLINE};
	struct brush brush = {STYLE_TEXT, over[n->style], 1 + (unsigned)n->color};
	char *text = note_shown_text(n);
	struct pen pen = pen_in(app, g, area);
	struct wrap w = {0};
	int rows, airy = area.rows > 12;

	wrap_note(&pen, text, &w);
	put_facts(&pen, n);
	pen.row += airy;
	/* The note gets the rows that it needs, but for some that are the passage's. */
	rows = pen.last - pen.row - (w.lines.len > 0 ? (int)w.lines.len + airy : 0);
	if (rows < area.rows / 3)
		rows = area.rows / 3;
	area.row = pen.row;
	area.rows = rows;
	if (!span_empty(n->span)) {
		pen.row = preview_passage(app, g, area, n->span, brush, AROUND);
	} else if (n->quote) {
		int last = pen.last;

		pen.last = area.row + area.rows;
		put_quote(&pen, n->quote);
		pen.last = last;
	}
	pen.row += airy;
	put_note(&pen, text, &w);
	wrap_release(&w);
	free(text);
}
