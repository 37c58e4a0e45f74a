/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Notes: beside the text, and between its lines where there is no margin.  The rule of
 * each has its highlight's colour; that of a note in focus is a heavy one.
 */
#include <stdlib.h>

#include "app/list.h"
#include "app/margin.h"
#include "app/seek.h"
#include "app/view.h"
#include "base/language.h"

#define RULE "│"
#define HEAVY_RULE "┃"

/* Where a note is drawn. */
struct field_of_note {
	struct grid *g;
	int row, left, limit;
	const struct search_hits *hits; /* in its text, or NULL */
};

static void put_rule(const struct field_of_note *f, const struct note *note, bool heavy)
{
	struct brush brush = {STYLE_LABEL, 0, 1 + (unsigned)note->color};

	grid_put_cut(f->g, f->row, f->left, f->limit, heavy ? HEAVY_RULE : RULE, brush);
}

static void put_sign(const struct field_of_note *f, const struct note *note)
{
	bool bookmark = note->kind == NOTE_BOOKMARK && !note_is_unsure(note);

	grid_put_cut(f->g, f->row, f->left + 2, f->limit, bookmark ? "⚑" : note_sign(note),
		     view_brush(STYLE_NOTE_SIGN));
}

/* What may hold matches, in one style. */
static int put_run(const struct field_of_note *f, int column, const char *text, struct span run,
		   enum style style)
{
	for (size_t at = run.start, until; at < run.end; at = until) {
		struct brush brush = view_brush(style);

		until = run.end;
		brush.over = f->hits ? search_over(f->hits, at, &until) : 0;
		column = grid_put(f->g, f->row, column, f->limit, text + at, until - at, brush);
	}
	return column;
}

/* A line of a note: its tags stand out, also those that go on from the line before. */
static int put_line(const struct field_of_note *f, int column, const char *text, struct span line)
{
	size_t at = line.start, next = line.start, tag;

	while (next > 0 && text[next - 1] != ' ' && text[next - 1] != '\n')
		next--;
	while (at < line.end && note_next_tag(text, line.end, &next, &tag)) {
		tag = tag > at ? tag - 1 : at; /* with its '#' */
		column = put_run(f, column, text, (struct span){at, tag}, STYLE_NOTE);
		if (next > at)
			column = put_run(f, column, text, (struct span){tag, next}, STYLE_TAG);
		at = next > at ? next : at;
	}
	return put_run(f, column, text, (struct span){at, line.end}, STYLE_NOTE);
}

void view_note_text(struct grid *g, int row, int column, int limit, const char *text,
		    struct span line, const struct search_hits *hits)
{
	const struct field_of_note f = {g, row, column, limit, hits};

	put_line(&f, column, text, line);
}

/* The last line that is shown of a note that goes on. */
static void put_last_line(const struct field_of_note *f, const char *text, struct span line)
{
	static const char *const dots[] = {" …", "…"};
	int column = f->left + 4, room = f->limit - column - 1;
	size_t len = grapheme_fit(text + line.start, span_length(line), room);
	bool cut = len < span_length(line);

	line.end = line.start + len;
	column = put_line(f, column, text, line);
	cut = cut || column + 1 >= f->limit || span_empty(line);
	grid_put(f->g, f->row, column, f->limit, dots[cut], strlen(dots[cut]),
		 view_brush(STYLE_NOTE));
}

void view_more(struct grid *g, int row, int column, int limit, size_t lines)
{
	struct str s;

	str_init(&s);
	str_addf(&s, ngettext("… %zu more line", "… %zu more lines", lines), lines);
	grid_put_cut(g, row, column, limit, s.data, view_brush(STYLE_DIM));
	str_release(&s);
}

static void put_more(const struct field_of_note *f, size_t lines)
{
	view_more(f->g, f->row, f->left + 4, f->limit, lines);
}

void view_note_row(const struct app *app, struct grid *g, int row, const struct row *r)
{
	struct search_hits hits = {0};
	struct field_of_note f = {g, row, page_left(app), page_left(app) + page_width(app), &hits};
	char *text;

	put_rule(&f, r->note, false);
	if (r->more > 0) {
		put_more(&f, r->more);
		return;
	}
	text = note_shown_text(r->note);
	if (r->first)
		put_sign(&f, r->note);
	search_hits_in(app, r->note, text, strlen(text), &hits);
	put_line(&f, f.left + 4, text, r->text);
	search_hits_release(&hits);
	free(text);
}

/* ---- beside the text */
static void put_note(struct field_of_note f, const struct margin_note *n,
		     const struct margin_slot *slot)
{
	size_t rows = (size_t)slot->rows, lines = n->wrap.lines.len;
	bool all = lines == rows && !n->more, counted = slot->focus && !n->more && rows > 1;

	put_sign(&f, n->note);
	for (size_t i = 0; i < rows; i++, f.row++) {
		put_rule(&f, n->note, slot->focus);
		if (i + 1 < rows || all)
			put_line(&f, f.left + 4, n->text, n->wrap.lines.items[i]);
		else if (counted)
			put_more(&f, lines - i);
		else
			put_last_line(&f, n->text, n->wrap.lines.items[i]);
	}
}

/* The rule goes down along the passage of a note that stands level with it. */
static void put_rest_of_rule(struct field_of_note f, const struct margin_note *n,
			     const struct margin_slot *slot, int until)
{
	if (slot->top != slot->want)
		return;
	for (int i = slot->top + slot->rows; i < until && i <= n->last; i++, f.row++)
		put_rule(&f, n->note, slot->focus);
}

static void put_hidden(const struct field_of_note *f, size_t count)
{
	struct str s;

	str_init(&s);
	str_addf(&s, "+%zu", count);
	grid_put_cut(f->g, f->row, f->left + 2, f->limit, s.data, view_brush(STYLE_DIM));
	str_release(&s);
}

void view_margin(const struct app *app, const struct page *page, struct grid *g)
{
	int left = margin_left(app), first = page_first_row(app);
	struct search_hits hits = {0};
	struct field_of_note f = {g, first, left, left + margin_width(app), &hits};
	int end = (int)page->rows.len;
	struct margin m = {0};

	margin_fill(app, page, &m);
	if (m.hidden > 0) {
		f.row = first + --end;
		put_hidden(&f, m.hidden);
	}
	for (size_t i = m.slots.len; i-- > 0;) {
		const struct margin_slot *slot = &m.slots.items[i];

		if (!slot->rows)
			continue;
		f.row = first + slot->top;
		search_hits_in(app, m.notes.items[i].note, m.notes.items[i].text,
			       strlen(m.notes.items[i].text), &hits);
		put_note(f, &m.notes.items[i], slot);
		search_hits_release(&hits);
		f.row += slot->rows;
		put_rest_of_rule(f, &m.notes.items[i], slot, end);
		end = slot->top;
	}
	margin_release(&m);
}
