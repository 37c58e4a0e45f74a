/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One annotation of the review: how it was found, what its passage was, what is
 * proposed, word by word, and what the note says.  What is gone stands between [- and
 * -], what is new between {+ and +}, and both have a style: neither needs colours.
 */
#include <stdlib.h>
#include <string.h>

#include "app/page.h"
#include "app/review.h"
#include "app/view.h"
#include "base/language.h"
#include "base/utf8.h"
#include "notes/note.h"
#include "text/difference.h"

#define CONTEXT 160 /* bytes of the article before and after the passage */
#define WIDEST 72   /* cells of a row */
#define LABEL_CELLS 12

/* Text that flows into rows between two columns. */
struct flow {
	struct grid *g;
	int row, column, left, limit, last; /* last: the row that is no more ours */
};

static void new_row(struct flow *f)
{
	f->row++;
	f->column = f->left;
}

static void put_word(struct flow *f, const char *word, size_t len, struct brush brush)
{
	int width = grapheme_string_width(word, len);

	if (f->column > f->left && f->column + width > f->limit)
		new_row(f);
	while (len > 0 && f->row < f->last) {
		size_t n = grapheme_fit(word, len, f->limit - f->column);

		if (n == 0) {
			if (f->column == f->left)
				return;
			new_row(f);
			continue;
		}
		f->column = grid_put(f->g, f->row, f->column, f->limit, word, n, brush);
		word += n;
		len -= n;
	}
}

/* White space of any kind is one space, or the end of a row. */
static void put(struct flow *f, const char *text, size_t len, struct brush brush)
{
	size_t at = 0;

	while (at < len && f->row < f->last) {
		size_t end = at;

		while (end < len && !strchr(" \t\r\n", text[end]))
			end++;
		put_word(f, text + at, end - at, brush);
		if (end == len)
			return;
		while (end < len && strchr(" \t\r\n", text[end]))
			end++;
		if (f->column > f->left && f->column < f->limit)
			f->column = grid_put(f->g, f->row, f->column, f->limit, " ", 1, brush);
		at = end;
	}
}

static void put_string(struct flow *f, const char *text, struct brush brush)
{
	put(f, text, strlen(text), brush);
}

/* A label on the left, or above where the window is narrow. */
static void begin_part(struct flow *f, const char *label)
{
	if (f->row >= f->last)
		return;
	f->column = grid_put_cut(f->g, f->row, 1, f->limit, label, view_brush(STYLE_LABEL));
	if (f->left > 1 && f->column < f->left)
		f->column = f->left;
	else
		new_row(f);
}

static void end_part(struct flow *f)
{
	new_row(f);
	f->row++;
}

/* ---- the parts */
const char *view_explanation(const struct note *n)
{
	switch (n->status) {
	case NOTE_FUZZY:
		return _("Its words changed a little");
	case NOTE_CHANGED:
		return _("Other words stand in its place");
	case NOTE_AMBIGUOUS:
		return _("It may be in several places");
	case NOTE_ORPHAN:
		return n->gone ? _("Kept as an orphan") : _("Its passage is not in the text");
	default:
		return _("Settled");
	}
}

/* A part between its marks; white space behind it stays outside of them. */
static void put_part(struct flow *f, const struct difference_part *p)
{
	static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
	static const unsigned over[] = {0, OVER_STRIKETHROUGH, OVER_UNDERLINE};
	struct brush brush = {STYLE_TEXT, over[p->kind], 0};
	size_t len = p->len;
	struct str marked;

	while (len > 0 && strchr(" \t\r\n", p->text[len - 1]))
		len--;
	str_init(&marked);
	str_add(&marked, marks[p->kind][0]);
	str_addn(&marked, p->text, len);
	str_add(&marked, marks[p->kind][1]);
	put(f, marked.data, marked.len, brush);
	if (len < p->len || p->kind == DIFFERENCE_OLD)
		put(f, " ", 1, view_brush(STYLE_TEXT));
	str_release(&marked);
}

static void put_difference(struct flow *f, const char *old, const char *new)
{
	struct difference d;

	difference_find(old, new, &d);
	for (size_t i = 0; i < d.parts.len && f->row < f->last; i++)
		put_part(f, &d.parts.items[i]);
	difference_release(&d);
}

/* The proposed passage, in what stands around it. */
static void put_proposal(const struct app *app, struct flow *f, const struct note *n,
			 struct span place)
{
	const char *text = article_text(app->article);
	size_t size = article_size(app->article);
	size_t before = place.start > CONTEXT ? place.start - CONTEXT : 0;
	size_t after = size - place.end > CONTEXT ? place.end + CONTEXT : size;
	struct span first = {0, 0}, last = {size, size};
	struct str passage;

	if (article_paragraph_at(app->article, place.start, &first) && before < first.start)
		before = first.start < place.start ? first.start : place.start;
	if (article_paragraph_at(app->article, place.end - 1, &last) && after > last.end)
		after = last.end > place.end ? last.end : place.end;
	while (before > first.start && before < place.start && text[before] != ' ' &&
	       text[before] != '\n')
		before++;
	while (after < last.end && after > place.end && text[after - 1] != ' ' &&
	       text[after - 1] != '\n')
		after--;
	put(f, text + before, place.start - before, view_brush(STYLE_DIM));
	str_init(&passage);
	str_addn(&passage, text + place.start, span_length(place));
	put_difference(f, n->quote ? n->quote : "", passage.data);
	put(f, text + place.end, after - place.end, view_brush(STYLE_DIM));
	str_release(&passage);
}

static void put_note(struct flow *f, const struct note *n)
{
	char *shown = note_shown_text(n);

	if (*shown) {
		begin_part(f, _("Note"));
		put_string(f, shown, view_brush(STYLE_NOTE));
		end_part(f);
	}
	free(shown);
}

static void render_title(const struct app *app, struct grid *g, const struct note *n)
{
	const struct review *r = &app->review;
	struct str s;
	int limit;

	str_init(&s);
	str_addf(&s, "%zu/%zu", r->current + 1, r->ids.len);
	grid_fill(g, 0, 0, g->columns, view_brush(STYLE_TITLE));
	limit = view_put_right(g, 0, g->columns - 1, s.data, STYLE_POSITION) - 2;
	str_clear(&s);
	str_addf(&s, "%s", _("Review"));
	if (n && r->places.len > 1)
		str_addf(&s, _(", place %zu of %zu"), r->place + 1, r->places.len);
	grid_put_cut(g, 0, 1, limit, s.data, view_brush(STYLE_TITLE));
	str_release(&s);
}

static void render_deleted(const struct app *app, struct grid *g, const struct flow *f)
{
	struct str s;

	str_init(&s);
	str_addf(&s, _("Deleted: %s brings it back"),
		 keymap_way(app->keymap, COMMAND_REVIEW_UNDO).text);
	grid_put_cut(g, f->row, 1, f->limit, s.data, view_brush(STYLE_DIM));
	str_release(&s);
}

void view_review(const struct app *app, struct grid *g)
{
	const struct note *n = review_note(app);
	struct span place = review_place(app);
	bool narrow = g->columns < 50;
	struct flow f = {
		.g = g,
		.row = g->rows > 10 ? 2 : 1,
		.left = narrow ? 1 : 1 + LABEL_CELLS,
		.last = g->rows - 1,
	};

	f.limit = g->columns - 1 < f.left + WIDEST ? g->columns - 1 : f.left + WIDEST;
	f.column = f.left;
	render_title(app, g, n);
	if (!n) {
		render_deleted(app, g, &f);
		return;
	}
	grid_put_cut(g, f.row, 1, f.limit, view_explanation(n), view_brush(STYLE_HEADING));
	g->cursor_row = f.row;
	g->cursor_column = 1;
	f.row += g->rows > 10 ? 2 : 1;
	if (n->quote) {
		begin_part(&f, _("It was"));
		put_string(&f, n->quote, view_brush(STYLE_TEXT));
		end_part(&f);
	}
	if (!span_empty(place)) {
		begin_part(&f, _("It is"));
		put_proposal(app, &f, n, place);
		end_part(&f);
	}
	put_note(&f, n);
}
