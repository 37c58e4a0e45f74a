/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page: lines of text with what lies over them (highlights, matches, the
 * selection, the focus), signs in the gutter, opened notes between the lines.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/filter.h"
#include "app/light.h"
#include "app/list.h"
#include "app/margin.h"
#include "app/move.h"
#include "app/page.h"
#include "app/seek.h"
#include "app/select.h"
#include "app/view.h"
#include "base/language.h"

#define HIT_CONTEXT 512        /* bytes around the screen in which a match may begin or end */
#define FAR ((size_t)64 << 10) /* … and more than that is not looked back at */

struct marks {
	VEC(const struct note *) notes; /* that touch the screen */
	VEC(struct span) hits;
	VEC(const struct note *) line_notes; /* of these, what lies over the line at hand */
	VEC(struct span) line_hits;
	struct span selection;
	bool selecting;
	struct span light; /* what is not dimmed */
	size_t cursor;
	size_t number; /* of the paragraph at hand; 0: not known */
	size_t top;    /* where the screen begins */
	bool margin;   /* notes stand beside the text */
	bool letters;  /* colours are told by letters */
};

enum letters { LETTERS_AUTO, LETTERS_ON, LETTERS_OFF };

/* One that goes on from the paragraph before is there already. */
static bool is_collected(const struct marks *m, const struct note *note)
{
	for (size_t i = 0; i < m->notes.len; i++)
		if (m->notes.items[i] == note)
			return true;
	return false;
}

static void collect_notes(const struct app *app, struct span shown, struct marks *m)
{
	for (size_t i = notebook_first_near(app->notebook, shown.start);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start >= shown.end)
			break;
		if (span_overlaps(n->span, shown) && !is_collected(m, n))
			vec_push(&m->notes, n);
	}
}

/* Those in the part of a paragraph that is shown. */
static void collect_hits(const struct app *app, struct span p, struct span shown, struct marks *m)
{
	const char *text = article_text(app->article);
	size_t start = p.start, from = p.start, end = p.end;
	struct span hit;

	if (!app->search.query)
		return;
	if (shown.start > from + HIT_CONTEXT)
		from = shown.start - HIT_CONTEXT;
	if (end > shown.end + HIT_CONTEXT)
		end = shown.end + HIT_CONTEXT;
	from = grapheme_floor(text, p.start, from, p.end);
	end = grapheme_floor(text, p.start, end, p.end);
	if (from - start > FAR)
		start = grapheme_floor(text, p.start, from - HIT_CONTEXT, p.end);
	while (from < end && query_match(app->search.query, text, start, from, end, &hit)) {
		vec_push(&m->hits, hit);
		from = hit.end > from ? hit.end : from + 1;
	}
}

/* Paragraph by paragraph: between two of them the filter may leave much out. */
static void collect(const struct app *app, const struct page *page, struct marks *m)
{
	for (size_t i = 0, next; i < page->rows.len; i = next) {
		const struct row *r = &page->rows.items[i];
		struct span shown = {SIZE_MAX, 0};

		for (next = i; next < page->rows.len; next++) {
			const struct row *same = &page->rows.items[next];
			const struct paragraph *block;

			if (same->kind == ROW_END || !span_equal(same->paragraph, r->paragraph))
				break;
			if (same->kind != ROW_TEXT)
				continue;
			block = page_block(app, same->block);
			if (shown.start > shown.end)
				shown.start = block->lines[same->line].span.start;
			shown.end = block->lines[same->line].span.end;
		}
		next += next == i;
		if (shown.start > shown.end)
			continue;
		if (m->top == SIZE_MAX)
			m->top = shown.start;
		collect_notes(app, shown, m);
		collect_hits(app, r->paragraph, shown, m);
	}
}

/* Keeps of all marks those that touch a line. */
static void take_line(struct marks *m, struct span line)
{
	m->line_notes.len = m->line_hits.len = 0;
	for (size_t i = 0; i < m->notes.len; i++)
		if (m->notes.items[i]->kind != NOTE_BOOKMARK &&
		    span_overlaps(m->notes.items[i]->span, line))
			vec_push(&m->line_notes, m->notes.items[i]);
	for (size_t i = 0; i < m->hits.len; i++)
		if (span_overlaps(m->hits.items[i], line))
			vec_push(&m->line_hits, m->hits.items[i]);
}

/* Whether `s` lies over the glyph.  What is drawn may be another from where it begins
 * or ends on, behind the glyph's first byte: *until is the first such place. */
static bool lies_over(struct span s, struct span glyph, size_t *until)
{
	if (s.start > glyph.start && s.start < *until)
		*until = s.start;
	if (s.end > glyph.start && s.end < *until)
		*until = s.end;
	return span_overlaps(s, glyph);
}

/* Which of two highlights is seen where both are: the one in focus, else the one that
 * began last, of these the one that ends first. */
static bool is_above(const struct app *app, const struct note *a, const struct note *b)
{
	if (app->focus.kind == FOCUS_NOTE && strcmp(a->id, b->id)) {
		if (!strcmp(a->id, app->focus.id) || !strcmp(b->id, app->focus.id))
			return !strcmp(a->id, app->focus.id);
	}
	return a->span.start > b->span.start ||
	       (a->span.start == b->span.start && a->span.end < b->span.end);
}

static void brush_highlight(const struct app *app, const struct marks *m, struct span glyph,
			    struct brush *b, size_t *until)
{
	static const unsigned over[NOTE_STYLES] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH,
						   OVER_OUTLINE};
	const struct note *top = NULL, *under = NULL;

	for (size_t i = 0; i < m->line_notes.len; i++) {
		const struct note *n = m->line_notes.items[i];

		if (!lies_over(n->span, glyph, until))
			continue;
		if (!top || is_above(app, n, top)) {
			under = top;
			top = n;
		} else if (!under || is_above(app, n, under)) {
			under = n;
		}
	}
	if (!top)
		return;
	b->highlight = 1 + (unsigned)top->color;
	b->over |= over[top->style];
	if (under)
		b->highlight |= GRID_UNDER(under->color);
}

/* What a glyph of the line that was taken is drawn with, and all behind it that end at
 * *until or before. */
static struct brush glyph_brush(const struct app *app, const struct marks *m, struct span glyph,
				enum style style, size_t *until)
{
	struct brush b = view_brush(style);

	*until = SIZE_MAX;
	if (!lies_over(m->light, glyph, until))
		b.style = STYLE_DIM;
	brush_highlight(app, m, glyph, &b, until);
	for (size_t i = 0; i < m->line_hits.len; i++)
		if (lies_over(m->line_hits.items[i], glyph, until))
			b.over |= span_equal(m->line_hits.items[i], app->search.current)
					  ? OVER_HIT_CURRENT
					  : OVER_HIT;
	if (m->selecting) {
		size_t cursor = app->selection.cursor;

		if (lies_over(m->selection, glyph, until))
			b.over |= OVER_SELECTION;
		if (lies_over((struct span){cursor, cursor + 1}, glyph, until))
			b.over |= OVER_CURSOR;
	} else if (app->focus.kind >= FOCUS_SENTENCE && lies_over(app->focus.span, glyph, until)) {
		b.over |= OVER_FOCUS;
	}
	return b;
}

/* The sign in the gutter: where the note opens below, at the end of its passage; beside
 * one in the margin, at the beginning; so is a bookmark's. */
static const char *line_sign(const struct marks *m, struct span line)
{
	const char *sign = "";

	for (size_t i = 0; i < m->notes.len; i++) {
		const struct note *n = m->notes.items[i];
		size_t at = note_has_words(n) && !m->margin ? n->span.end - 1 : n->span.start;

		if (line.start > at || at >= line.end || !*note_sign(n))
			continue;
		if (note_is_unsure(n) || (strcmp(sign, "✎") && strcmp(sign, "?")))
			sign = note_sign(n);
	}
	return sign;
}

/* The letter of the colour of a highlight that begins in the line, or on the screen's
 * first line above it; in a cell that no sign has. */
static void render_letter(const struct marks *m, struct grid *g, int row, int left,
			  struct span line)
{
	static const int columns[] = {-2, -3, -1};

	for (size_t i = 0; i < m->notes.len; i++) {
		const struct note *n = m->notes.items[i];
		size_t at = n->span.start > m->top ? n->span.start : m->top;
		const char letter = annotate_color_letter(n->color);

		if (n->kind == NOTE_BOOKMARK || at < line.start || at >= line.end)
			continue;
		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
			const struct cell *cell = grid_cell(g, row, left + columns[k]);

			if (cell && !strcmp(grid_text(g, cell), " ")) {
				grid_put(g, row, left + columns[k], left, &letter, 1,
					 view_brush(STYLE_GUTTER));
				return;
			}
		}
	}
}

static enum style paragraph_style(const struct app *app, struct span paragraph)
{
	if (is_furniture(app, paragraph))
		return STYLE_DIM;
	return article_is_heading(app->article, paragraph) ? STYLE_HEADING : STYLE_TEXT;
}

/* A line whose characters are glyphs of one cell: all of a kind at once. */
static void render_plain(const struct app *app, const struct marks *m, struct grid *g, int row,
			 const struct line *line, enum style style)
{
	int column = page_left(app) + line->indent, limit = page_left(app) + page_width(app);
	const char *text = article_text(app->article);
	struct brush brush = {0};
	size_t until;

	for (size_t at = line->span.start, n; at < line->span.end; at += n) {
		struct span left = {at, line->span.end}, glyph = left;

		glyph.end = at + grapheme_length(text, at, left.end);
		brush = glyph_brush(app, m, glyph, style, &until);
		n = until < left.end ? grapheme_floor(text, at, until, left.end) - at
				     : span_length(left);
		n = n > 0 ? n : span_length(glyph);
		column = grid_put_plain(g, row, column, limit, text + at, n, brush);
	}
	if (line->hyphen)
		grid_put(g, row, column, limit, "-", 1, brush);
}

static void render_glyphs(const struct app *app, const struct marks *m, struct grid *g, int row,
			  const struct line *line, enum style style)
{
	int left = page_left(app), limit = left + page_width(app);
	size_t at = line->span.start, until = 0;
	struct brush brush = {0};
	struct glyph glyph = {0};

	while (line_next_glyph(app->article, line, &at, &glyph)) {
		/* A hyphen looks as what it stands behind. */
		if (!span_empty(glyph.span) && glyph.span.end > until)
			brush = glyph_brush(app, m, glyph.span, style, &until);
		if (glyph.width > 0)
			grid_put(g, row, left + glyph.column, limit, glyph.text, glyph.len, brush);
	}
}

static void render_cursor(const struct app *app, struct grid *g, int row, const struct line *line,
			  size_t cursor)
{
	size_t at = line->span.start;
	struct glyph glyph = {0};

	while (line_next_glyph(app->article, line, &at, &glyph) && !span_holds(glyph.span, cursor))
		;
	g->cursor_row = row;
	g->cursor_column = page_left(app) + glyph.column < g->columns
				   ? page_left(app) + glyph.column
				   : g->columns - 1;
}

/* ---- numbers: paragraphs mostly follow each other */
static size_t next_number(const struct app *app, size_t number, struct span before,
			  struct span paragraph)
{
	struct span next;

	if (!app->number_cells)
		return 0;
	if (number && article_paragraph_after(app->article, before, &next) &&
	    span_equal(next, paragraph))
		return number + 1;
	if (!article_index_reaches(app->article, paragraph.start))
		return 0;
	return article_paragraph_number(app->article, paragraph.start);
}

static void render_number(const struct app *app, struct grid *g, int row, size_t number)
{
	char text[24];

	if (!number)
		return;
	snprintf(text, sizeof text, "%zu", number);
	view_put_right(g, row, page_left(app) - 3, text, STYLE_DIM);
}

static void render_line(const struct app *app, struct marks *m, struct grid *g, int row,
			const struct row *r, enum style style)
{
	const struct paragraph *p = page_block(app, r->block);
	const struct line *line = &p->lines[r->line];
	int left = page_left(app);
	struct span all = line->span;

	if (r->line + 1 < p->count)
		all.end = p->lines[r->line + 1].span.start;
	if (r->line == 0 && r->block.start == r->paragraph.start)
		render_number(app, g, row, m->number);
	if (span_holds(r->paragraph, focus_offset(app)))
		grid_put(g, row, left - 3, left, "▌", strlen("▌"), view_brush(STYLE_GUTTER));
	grid_put_cut(g, row, left - 2, left, line_sign(m, all), view_brush(STYLE_NOTE_SIGN));
	if (m->letters)
		render_letter(m, g, row, left, all);
	take_line(m, line->span);
	if (line->plain)
		render_plain(app, m, g, row, line, style);
	else
		render_glyphs(app, m, g, row, line, style);
	if (span_holds(line->span, m->cursor))
		render_cursor(app, g, row, line, m->cursor);
}

/* How many paragraphs the filter leaves out above the next. */
static void render_gap(const struct app *app, struct grid *g, int row, const struct row *r)
{
	struct span before;
	size_t hidden = filter_before(app, r->paragraph, &before)
				? filter_hidden(app, before, r->paragraph)
				: 0;
	struct str s;

	if (!hidden)
		return;
	str_init(&s);
	str_add(&s, "⋯");
	if (hidden != SIZE_MAX)
		str_addf(&s, ngettext(" %zu paragraph", " %zu paragraphs", hidden), hidden);
	grid_put_cut(g, row, page_left(app), page_left(app) + page_width(app), s.data,
		     view_brush(STYLE_DIM));
	str_release(&s);
}

static void render_empty(const struct app *app, struct grid *g)
{
	const char *text = _("This text is empty");

	grid_put_cut(g, page_first_row(app), page_left(app), page_left(app) + page_width(app), text,
		     view_brush(STYLE_DIM));
}

/* Where the cursor stands: at the match in focus, else where the focus begins. */
static size_t cursor_offset(const struct app *app)
{
	struct span match = app->search.current;

	if (app->mode != MODE_SELECT && app->focus.kind == FOCUS_SENTENCE && !span_empty(match) &&
	    span_holds(app->focus.span, match.start))
		return match.start;
	return focus_offset(app);
}

void view_page(const struct app *app, const struct page *page, struct grid *g)
{
	struct marks m = {.selecting = app->mode == MODE_SELECT,
			  .cursor = cursor_offset(app),
			  .top = SIZE_MAX,
			  .margin = margin_width(app) > 0};
	struct span paragraph = {0};
	enum style style = STYLE_TEXT;
	int first = page_first_row(app);

	if (m.selecting)
		m.selection = selection_span(app);
	else if (app->mode == MODE_NOTE) /* the passage that is written on */
		m.selection = app->editor.span;
	if (!light_span(app, &m.light))
		m.light = (struct span){0, SIZE_MAX};
	m.letters = app->settings->color_letters == LETTERS_ON ||
		    (app->settings->color_letters == LETTERS_AUTO && app->screen.colorless);
	collect(app, page, &m);
	for (size_t i = 0; i < page->rows.len; i++) {
		const struct row *r = &page->rows.items[i];

		if (r->kind == ROW_TEXT && !span_equal(r->paragraph, paragraph)) {
			m.number = next_number(app, m.number, paragraph, r->paragraph);
			paragraph = r->paragraph;
			style = paragraph_style(app, paragraph);
		}
		if (r->kind == ROW_TEXT)
			render_line(app, &m, g, first + (int)i, r, style);
		else if (r->kind == ROW_NOTE)
			view_note_row(app, g, first + (int)i, r);
		else if (r->kind == ROW_GAP)
			render_gap(app, g, first + (int)i, r);
	}
	view_margin(app, page, g);
	if (page->rows.items[0].kind == ROW_END)
		render_empty(app, g);
	vec_release(&m.notes);
	vec_release(&m.hits);
	vec_release(&m.line_notes);
	vec_release(&m.line_hits);
}
