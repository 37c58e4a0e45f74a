/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model drawn on a grid: title, page, notes, the bottom row, lists.  Draws
 * what the model says and changes nothing.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/model.h"
#include "app/wrap.h"
#include "base/language.h"
#include "layout/grapheme.h"

#define HIT_CONTEXT 512 /* bytes around the screen in which a match may begin or end */

static struct brush brush(enum style style)
{
	return (struct brush){style, 0, 0};
}

/* Draws text that ends at column `limit`; returns the column it begins at. */
static int put_right(struct grid *g, int row, int limit, const char *text, enum style style)
{
	int column = limit - grapheme_string_width(text, strlen(text));

	if (column < 0)
		column = 0;
	grid_put(g, row, column, limit, text, strlen(text), brush(style));
	return column;
}

/* ---- the first row */
static void position(const struct app *app, struct str *out)
{
	size_t size = article_size(app->article), number = 0;
	struct span shown = page_span(app);
	bool indexed = article_index_reaches(app->article, app->focus.span.start);
	struct span p;

	if (indexed && article_paragraph_at(app->article, app->focus.span.start, &p))
		number = article_paragraph_number(app->article, p.start);
	if (number > 0 && article_index_reaches(app->article, size))
		str_addf(out, "¶ %zu/%zu  ", number, article_paragraph_count(app->article));
	else if (number > 0)
		str_addf(out, "¶ %zu  ", number);
	if (size > 0) {
		struct span after;
		bool end = !article_paragraph_at(app->article, shown.end, &p) ||
			   (shown.end >= p.end && !article_paragraph_after(app->article, p, &after));

		str_addf(out, _("%d%%"), end ? 100 : (int)(100.0 * (double)shown.end / (double)size));
	}
}

static void render_title(const struct app *app, struct grid *g)
{
	struct span title = article_title(app->article);
	struct str s;
	int limit;

	grid_fill(g, 0, 0, g->columns, brush(STYLE_TITLE));
	str_init(&s);
	position(app, &s);
	limit = put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_clear(&s);
	if (app->file_count > 1)
		str_addf(&s, "(%d/%d) ", app->file_number, app->file_count);
	if (span_empty(title)) {
		str_add(&s, article_name(app->article));
	} else {
		struct str flat;

		str_init(&flat);
		flat_text(&flat, article_text(app->article) + title.start, span_length(title));
		str_add(&s, flat.data);
		str_release(&flat);
	}
	grid_put_cut(g, 0, 1, limit, s.data, brush(STYLE_TITLE));
	str_release(&s);
}

/* ---- the page */
struct marks {
	VEC(const struct note *) notes; /* that touch the screen */
	VEC(struct span) hits;
	struct span selection;
	bool selecting;
};

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
		size_t from = p.start, end = p.end;

		if (shown.start > from + HIT_CONTEXT)
			from = shown.start - HIT_CONTEXT;
		if (end > shown.end + HIT_CONTEXT)
			end = shown.end + HIT_CONTEXT;
		from = grapheme_floor(text, p.start, from, p.end);
		end = grapheme_floor(text, p.start, end, p.end);
		while (from < end && query_match(app->search.query, text, p.start, from, end, &hit)) {
			vec_push(&m->hits, hit);
			from = hit.end > from ? hit.end : from + 1;
		}
		more = article_paragraph_after(app->article, p, &p);
	}
}

static struct brush glyph_brush(const struct app *app, const struct marks *m, struct span glyph,
				enum style style)
{
	struct brush b = brush(style);
	const struct note *top = NULL;

	/* Where highlights overlap the one that began last, then the shortest, is
	 * on top. */
	for (size_t i = 0; i < m->notes.len; i++) {
		const struct note *n = m->notes.items[i];

		if (n->kind != NOTE_BOOKMARK && span_overlaps(n->span, glyph) &&
		    (!top || n->span.start > top->span.start || n->span.end < top->span.end))
			top = n;
	}
	if (top) {
		static const unsigned over[NOTE_STYLES] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH,
							   OVER_OUTLINE};

		b.highlight = 1 + (unsigned)top->color;
		b.over |= over[top->style];
	}
	for (size_t i = 0; i < m->hits.len; i++)
		if (span_overlaps(m->hits.items[i], glyph))
			b.over |= span_equal(m->hits.items[i], app->search.current) ? OVER_HIT_CURRENT
										    : OVER_HIT;
	if (m->selecting) {
		if (span_overlaps(m->selection, glyph))
			b.over |= OVER_SELECTION;
		if (span_holds(glyph, app->selection.cursor))
			b.over |= OVER_CURSOR;
	} else if (app->focus.kind >= FOCUS_SENTENCE && span_overlaps(app->focus.span, glyph)) {
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

		if (*note_sign(n) && line.start <= at && at < line.end && strcmp(sign, "✎"))
			sign = note_sign(n);
	}
	return sign;
}

static void render_line(const struct app *app, const struct marks *m, struct grid *g, int row,
			const struct row *r)
{
	const struct paragraph *p = page_paragraph(app, r->paragraph);
	const struct line *line = &p->lines[r->line];
	enum style style = article_is_heading(app->article, r->paragraph) ? STYLE_HEADING : STYLE_TEXT;
	int left = page_left(app), limit = left + page_width(app);
	size_t at = line->span.start;
	struct glyph glyph = {0};
	struct span all = line->span;

	if (r->line + 1 < p->count)
		all.end = p->lines[r->line + 1].span.start;
	if (span_holds(r->paragraph, app->focus.span.start))
		grid_put(g, row, left - 3, left, "▌", strlen("▌"), brush(STYLE_GUTTER));
	grid_put_cut(g, row, left - 2, left, line_sign(m, all), brush(STYLE_NOTE_SIGN));
	while (line_next_glyph(app->article, line, &at, &glyph))
		if (glyph.width > 0)
			grid_put(g, row, left + glyph.column, limit, glyph.text, glyph.len,
				 glyph_brush(app, m, glyph.span, style));
	if (m->selecting && span_holds(line->span, app->selection.cursor)) {
		at = line->span.start;
		glyph = (struct glyph){0};
		while (line_next_glyph(app->article, line, &at, &glyph) &&
		       !span_holds(glyph.span, app->selection.cursor))
			;
		g->cursor_row = row;
		g->cursor_column = left + glyph.column;
	}
}

/* A row of a note: its tags stand out. */
static void render_note_text(struct grid *g, int row, int column, int limit, const char *text,
			     struct span line)
{
	for (size_t at = line.start; at < line.end;) {
		size_t end = at + 1;
		bool tag = text[at] == '#' && (at == 0 || isspace((unsigned char)text[at - 1]));

		while (end < line.end && !(tag ? isspace((unsigned char)text[end])
					       : text[end] == '#'))
			end++;
		column = grid_put(g, row, column, limit, text + at, end - at,
				  brush(tag ? STYLE_TAG : STYLE_NOTE));
		at = end;
	}
}

static void render_note_row(const struct app *app, struct grid *g, int row, const struct row *r)
{
	int left = page_left(app), limit = left + page_width(app);
	char *text = note_shown_text(r->note);
	struct brush border = {STYLE_LABEL, 0, 1 + (unsigned)r->note->color};

	grid_put(g, row, left, limit, "│", strlen("│"), border);
	if (r->first)
		grid_put(g, row, left + 2, limit, "✎", strlen("✎"), brush(STYLE_NOTE_SIGN));
	render_note_text(g, row, left + 4, limit, text, r->text);
	free(text);
}

static void render_empty(const struct app *app, struct grid *g)
{
	const char *text = _("This text is empty");

	grid_put_cut(g, page_first_row(app), page_left(app), page_left(app) + page_width(app), text,
		     brush(STYLE_DIM));
}

static void render_page(const struct app *app, struct grid *g)
{
	struct page page = {0};
	struct marks m = {.selecting = app->mode == MODE_SELECT};
	struct span shown = page_span(app);
	int first = page_first_row(app);

	if (m.selecting)
		m.selection = selection_span(app);
	else if (app->mode == MODE_NOTE) /* the passage that is written on */
		m.selection = app->editor.span;
	collect_notes(app, shown, &m);
	collect_hits(app, shown, &m);
	page_fill(app, &page);
	for (size_t i = 0; i < page.rows.len; i++) {
		const struct row *r = &page.rows.items[i];

		if (r->kind == ROW_TEXT)
			render_line(app, &m, g, first + (int)i, r);
		else if (r->kind == ROW_NOTE)
			render_note_row(app, g, first + (int)i, r);
	}
	if (page.rows.items[0].kind == ROW_END)
		render_empty(app, g);
	page_release(&page);
	vec_release(&m.notes);
	vec_release(&m.hits);
}

/* ---- the bottom row */
/* Draws "KEY label" pairs while there is room; returns the next column. */
static int put_hint(struct grid *g, int row, int column, int limit, const char *key,
		    const char *label)
{
	int width = grapheme_string_width(key, strlen(key)) + 1 +
		    grapheme_string_width(label, strlen(label));

	if (column + width > limit || !*key)
		return column;
	column = grid_put(g, row, column, limit, key, strlen(key), brush(STYLE_KEY));
	return grid_put(g, row, column + 1, limit, label, strlen(label), brush(STYLE_HINT)) + 3;
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
		column = put_hint(g, row, column, limit, key.data, _(hints[i].label));
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

	column = put_hint(g, row, column, limit, _("Enter"), _("save"));
	column = put_hint(g, row, column, limit, "^J", _("new line"));
	column = put_hint(g, row, column, limit, "^E", _("editor"));
	put_hint(g, row, column, limit, _("Esc"), _("keep as a draft"));
}

static void hints_list(struct grid *g, int row, int limit)
{
	int column = 1;

	column = put_hint(g, row, column, limit, _("Enter"), _("go there"));
	column = put_hint(g, row, column, limit, "↑ ↓", _("choose"));
	column = put_hint(g, row, column, limit, _("Esc"), _("leave"));
	put_hint(g, row, column, limit, "…", _("type to filter"));
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

static void render_prompt(const struct app *app, struct grid *g, int row, int limit)
{
	const struct prompt *p = &app->prompt;
	const char *label = p->kind == PROMPT_COMMAND ? ":" : p->backward ? "?" : "/";
	const char *text = p->field.text.data;
	size_t from = 0;
	int column = grid_put(g, row, 0, limit, label, 1, brush(STYLE_LABEL));

	/* What is left of the cursor is cut where it does not fit. */
	while (grapheme_string_width(text + from, p->field.cursor - from) >= limit - column)
		from += grapheme_length(text, from, p->field.text.len);
	grid_put(g, row, column, limit, text + from, p->field.text.len - from,
		 brush(p->wrong ? STYLE_ERROR : STYLE_INPUT));
	g->cursor_row = row;
	g->cursor_column = column + grapheme_string_width(text + from, p->field.cursor - from);
}

/* The row above the prompt, while Tab goes through the completions. */
static void render_completions(const struct app *app, struct grid *g, int row)
{
	struct words words = {0};
	size_t from = 0;
	int column = 1;

	prompt_completions(app, &words);
	if (words.list.len > 1) {
		grid_fill(g, row, 0, g->columns, brush(STYLE_HINT));
		if (app->prompt.choice > 3)
			from = app->prompt.choice - 3;
		for (size_t i = from; i < words.list.len && column < g->columns - 1; i++) {
			const char *w = words.list.items[i];

			column = grid_put_cut(g, row, column, g->columns - 1, w,
					      brush(i == app->prompt.choice ? STYLE_LIST_CURRENT
									    : STYLE_HINT)) + 2;
		}
	}
	words_release(&words);
}

static void render_bottom(const struct app *app, struct grid *g)
{
	int row = g->rows - 1, limit;
	struct str right;

	grid_fill(g, row, 0, g->columns, brush(STYLE_HINT));
	str_init(&right);
	bottom_right(app, &right);
	limit = put_right(g, row, g->columns - 1, right.data, STYLE_HINT) - 2;
	str_release(&right);
	if (app->mode == MODE_PROMPT) {
		render_prompt(app, g, row, limit);
		render_completions(app, g, row - 1);
	} else if (app->message) {
		grid_put_cut(g, row, 1, g->columns - 1, app->message,
			     brush(app->message_is_error ? STYLE_ERROR : STYLE_MESSAGE));
	} else if (app->mode == MODE_SELECT) {
		hints_selecting(app, g, row, limit);
	} else if (app->mode == MODE_NOTE) {
		hints_writing(g, row, limit);
	} else if (app->mode == MODE_LIST) {
		hints_list(g, row, limit);
	} else {
		hints_reading(app, g, row, limit);
	}
}

/* ---- the note editor */
static void editor_label(const struct app *app, struct str *out)
{
	struct str quote;

	str_init(&quote);
	flat_text(&quote, article_text(app->article) + app->editor.span.start,
		  span_length(app->editor.span));
	str_addf(out, _("Note on “%s”"), quote.data);
	str_release(&quote);
}

static void render_editor(const struct app *app, struct grid *g)
{
	const struct field *f = &app->editor.field;
	int height = editor_height(app), top = g->rows - 1 - height, width = editor_width(app);
	struct wrap w = {0};
	struct str label;
	size_t line, first;

	str_init(&label);
	editor_label(app, &label);
	grid_fill(g, top - 1, 0, g->columns, brush(STYLE_LABEL));
	grid_put_cut(g, top - 1, 1, g->columns - 1, label.data, brush(STYLE_LABEL));
	str_release(&label);
	wrap_text(&w, f->text.data, f->text.len, width);
	line = wrap_line_at(&w, f->cursor);
	first = line >= (size_t)height ? line - (size_t)height + 1 : 0;
	for (size_t i = first; i < w.lines.len && i < first + (size_t)height; i++)
		grid_put(g, top + (int)(i - first), 2, g->columns, f->text.data + w.lines.items[i].start,
			 span_length(w.lines.items[i]), brush(STYLE_INPUT));
	g->cursor_row = top + (int)(line - first);
	g->cursor_column = 2 + grapheme_string_width(f->text.data + w.lines.items[line].start,
						     f->cursor - w.lines.items[line].start);
	if (g->cursor_column >= g->columns)
		g->cursor_column = g->columns - 1;
	wrap_release(&w);
}

/* ---- lists */
static int left_column(const struct list *list)
{
	int widest = 0;

	for (size_t i = 0; i < list->items.len; i++) {
		const char *left = list->items.items[i].left;
		int width = left ? grapheme_string_width(left, strlen(left)) : 0;

		if (width > widest)
			widest = width;
	}
	return widest;
}

static void render_item(const struct app *app, struct grid *g, int row, const struct list_item *item,
			bool current)
{
	struct brush plain = brush(current ? STYLE_LIST_CURRENT : STYLE_LIST);
	struct brush quote = plain;
	int left = left_column(&app->list), room = g->columns - 2 - left - 3, column;

	if (item->heading) {
		grid_put_cut(g, row, 1, g->columns - 1, item->text, brush(STYLE_HEADING));
		return;
	}
	if (left > g->columns / 3)
		left = g->columns / 3;
	grid_fill(g, row, 0, g->columns, plain);
	if (current)
		grid_put(g, row, 0, 1, "▌", strlen("▌"), brush(STYLE_GUTTER));
	if (item->left)
		grid_put_cut(g, row, 1, 1 + left, item->left, plain);
	quote.highlight = current ? 0 : item->highlight;
	/* A note's own words want as much room as the passage. */
	if (app->list.kind == LIST_ANNOTATIONS && item->right && *item->right)
		room = room / 2;
	else if (item->right)
		room -= grapheme_string_width(item->right, strlen(item->right)) + 2;
	column = grid_put_cut(g, row, left + 3, left + 3 + (room > 0 ? room : 0), item->text, quote);
	if (!item->right)
		return;
	if (app->list.kind == LIST_ANNOTATIONS)
		grid_put_cut(g, row, column + 2, g->columns - 1, item->right, plain);
	else if (g->columns >= 60)
		put_right(g, row, g->columns - 1, item->right, plain.style);
}

static void render_list_title(const struct app *app, struct grid *g)
{
	const struct list *list = &app->list;
	struct str s;
	int column, limit;

	str_init(&s);
	str_addf(&s, "%zu/%zu", list->shown.len ? list->current + 1 : 0, list->shown.len);
	grid_fill(g, 0, 0, g->columns, brush(STYLE_TITLE));
	limit = put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_release(&s);
	column = grid_put_cut(g, 0, 1, limit,
			      list->kind == LIST_HELP ? _("Keys and commands") : _("Annotations"),
			      brush(STYLE_TITLE));
	column = grid_put_cut(g, 0, column + 2, limit, "> ", brush(STYLE_LABEL));
	grid_put_cut(g, 0, column, limit, list->filter.text.data, brush(STYLE_INPUT));
	g->cursor_row = 0;
	g->cursor_column = column + grapheme_string_width(list->filter.text.data, list->filter.cursor);
	if (g->cursor_column >= limit)
		g->cursor_column = limit - 1;
}

static void render_list(const struct app *app, struct grid *g)
{
	const struct list *list = &app->list;
	int height = list_height(app);

	render_list_title(app, g);
	for (int i = 0; i < height && list->first + (size_t)i < list->shown.len; i++) {
		size_t at = list->first + (size_t)i;

		render_item(app, g, 1 + i, &list->items.items[list->shown.items[at]],
			    at == list->current);
	}
	if (!list->shown.len)
		grid_put_cut(g, 1, 1, g->columns - 1, _("Nothing matches"), brush(STYLE_DIM));
}

void app_render(struct app *app, struct grid *g)
{
	if (g->rows != app->rows || g->columns != app->columns) {
		grid_release(g);
		grid_init(g, app->rows, app->columns);
	}
	grid_clear(g);
	if (app->mode == MODE_LIST) {
		render_list(app, g);
	} else {
		render_title(app, g);
		render_page(app, g);
		if (app->mode == MODE_NOTE)
			render_editor(app, g);
	}
	render_bottom(app, g);
}
