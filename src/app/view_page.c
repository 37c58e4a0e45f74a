/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page: lines of text with what lies over them (highlights, matches, the
 * selection, the focus), signs in the gutter, opened notes between the lines.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
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
	bool letters; /* colours are told by letters */
	size_t top;   /* where the screen begins */
};

enum letters { LETTERS_AUTO, LETTERS_ON, LETTERS_OFF };

static void collect_notes(const struct app *app, struct span shown, struct marks *m)
{
	for (size_t i = notebook_first_near(app->notebook, shown.start);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start >= shown.end)
			break;
		if (span_overlaps(n->span, shown))
			vec_push(&m->notes, n);
	}
}

static void collect_hits(const struct app *app, struct span shown, struct marks *m)
{
	const char *text = article_text(app->article);
	struct span p, hit;
	bool more = app->search.query && article_paragraph_at(app->article, shown.start, &p);

	while (more && p.start < shown.end) {
		size_t start = p.start, from = p.start, end = p.end;

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
		more = article_paragraph_after(app->article, p, &p);
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

/* What a glyph of the line that was taken is drawn with, and all behind it that end at
 * *until or before. */
static struct brush glyph_brush(const struct app *app, const struct marks *m, struct span glyph,
				enum style style, size_t *until)
{
	struct brush b = view_brush(style);
	const struct note *top = NULL;

	*until = SIZE_MAX;
	/* Where highlights overlap the one that began last, then the shortest, is
	 * on top. */
	for (size_t i = 0; i < m->line_notes.len; i++) {
		const struct note *n = m->line_notes.items[i];

		if (lies_over(n->span, glyph, until) &&
		    (!top || n->span.start > top->span.start || n->span.end < top->span.end))
			top = n;
	}
	if (top) {
		static const unsigned over[NOTE_STYLES] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH,
							   OVER_OUTLINE};

		b.highlight = 1 + (unsigned)top->color;
		b.over |= over[top->style];
	}
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

/* The sign in the gutter: a note's where its passage ends, a bookmark's where it
 * begins. */
static const char *line_sign(const struct marks *m, struct span line)
{
	const char *sign = "";

	for (size_t i = 0; i < m->notes.len; i++) {
		const struct note *n = m->notes.items[i];
		size_t at = n->text || n->tags.len ? n->span.end - 1 : n->span.start;

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
		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
			if (!strcmp(grid_cell(g, row, left + columns[k])->text, " ")) {
				grid_put(g, row, left + columns[k], left, &letter, 1,
					 view_brush(STYLE_GUTTER));
				return;
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

static void render_cursor(const struct app *app, struct grid *g, int row, const struct line *line)
{
	size_t at = line->span.start;
	struct glyph glyph = {0};

	while (line_next_glyph(app->article, line, &at, &glyph) &&
	       !span_holds(glyph.span, app->selection.cursor))
		;
	g->cursor_row = row;
	g->cursor_column = page_left(app) + glyph.column;
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
	if (m->selecting && span_holds(line->span, app->selection.cursor))
		render_cursor(app, g, row, line);
}

/* A row of a note: its tags stand out. */
static void render_note_text(struct grid *g, int row, int column, int limit, const char *text,
			     struct span line)
{
	for (size_t at = line.start; at < line.end;) {
		size_t end = at + 1;
		bool tag = text[at] == '#' && (at == 0 || isspace((unsigned char)text[at - 1]));

		while (end < line.end &&
		       !(tag ? isspace((unsigned char)text[end]) : text[end] == '#'))
			end++;
		column = grid_put(g, row, column, limit, text + at, end - at,
				  view_brush(tag ? STYLE_TAG : STYLE_NOTE));
		at = end;
	}
}

/* Instead of the last line there is room for, so that no line is missed unseen. */
static void put_more(struct grid *g, int row, int column, int limit, size_t lines)
{
	struct str s;

	str_init(&s);
	str_addf(&s, ngettext("… %zu more line", "… %zu more lines", lines), lines);
	grid_put_cut(g, row, column, limit, s.data, view_brush(STYLE_DIM));
	str_release(&s);
}

static void render_note_row(const struct app *app, struct grid *g, int row, const struct row *r)
{
	int left = page_left(app), limit = left + page_width(app);
	char *text = note_shown_text(r->note);
	struct brush border = {STYLE_LABEL, 0, 1 + (unsigned)r->note->color};

	grid_put(g, row, left, limit, "│", strlen("│"), border);
	if (r->more > 0) {
		put_more(g, row, left + 4, limit, r->more);
		free(text);
		return;
	}
	if (r->first)
		grid_put(g, row, left + 2, limit, "✎", strlen("✎"), view_brush(STYLE_NOTE_SIGN));
	render_note_text(g, row, left + 4, limit, text, r->text);
	free(text);
}

static void render_empty(const struct app *app, struct grid *g)
{
	const char *text = _("This text is empty");

	grid_put_cut(g, page_first_row(app), page_left(app), page_left(app) + page_width(app), text,
		     view_brush(STYLE_DIM));
}

void view_page(const struct app *app, const struct page *page, struct grid *g)
{
	struct marks m = {.selecting = app->mode == MODE_SELECT};
	struct span shown = page_text(app, page), paragraph = {0};
	enum style style = STYLE_TEXT;
	int first = page_first_row(app);

	if (m.selecting)
		m.selection = selection_span(app);
	else if (app->mode == MODE_NOTE) /* the passage that is written on */
		m.selection = app->editor.span;
	m.letters = app->settings->color_letters == LETTERS_ON ||
		    (app->settings->color_letters == LETTERS_AUTO && app->screen.colorless);
	m.top = shown.start;
	collect_notes(app, shown, &m);
	collect_hits(app, shown, &m);
	for (size_t i = 0; i < page->rows.len; i++) {
		const struct row *r = &page->rows.items[i];

		if (r->kind == ROW_TEXT && !span_equal(r->paragraph, paragraph)) {
			paragraph = r->paragraph;
			style = paragraph_style(app, paragraph);
		}
		if (r->kind == ROW_TEXT)
			render_line(app, &m, g, first + (int)i, r, style);
		else if (r->kind == ROW_NOTE)
			render_note_row(app, g, first + (int)i, r);
	}
	if (page->rows.items[0].kind == ROW_END)
		render_empty(app, g);
	vec_release(&m.notes);
	vec_release(&m.hits);
	vec_release(&m.line_notes);
	vec_release(&m.line_hits);
}
