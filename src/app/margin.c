/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Slots are rows of numbers in the order of the passages; those for which there is room
 * are one run of them, around what is in focus.  Nothing is kept between two screens:
 * the margin of a page follows from the page, the notebook and the focus.
 */
#include "app/margin.h"

#include <stdlib.h>
#include <string.h>

#include "app/run.h"
#include "base/language.h"
#include "layout/grapheme.h"

#define BLANK 2                 /* between the text and the margin */
#define INDENT 4                /* rule, blank, sign, blank */
#define NARROWEST 24            /* margin … */
#define COLUMN_LEAST 40         /* … and text that a margin asked for leaves, in cells */
#define FEW 3                   /* rows that a note takes although they push the next one down */
#define SOME 10                 /* lines that one out of focus has at most */
#define LONG ((size_t)64 << 10) /* bytes of one in focus that are looked at */

enum { AUTO, ON, OFF }; /* the words of the setting */

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* ---- how wide */
static int cells_if(const struct app *app, int setting, int room)
{
	int narrowest = least(app->settings->margin_width, NARROWEST);
	int rest = room - app->settings->width - BLANK;

	if (setting == OFF)
		return 0;
	if (rest < narrowest && setting == ON && room - BLANK - narrowest >= COLUMN_LEAST)
		rest = narrowest;
	return rest < narrowest ? 0 : BLANK + least(rest, app->settings->margin_width);
}

int margin_cells(const struct app *app, int room)
{
	/* Whether there are notes on the page at hand makes no difference: the text would
	 * jump aside as one scrolls. */
	if (app->settings->plain || !notebook_words(app->notebook))
		return 0;
	return cells_if(app, app->settings->margin, room);
}

int margin_width(const struct app *app)
{
	int cells = margin_cells(app, page_room(app));

	return cells > 0 ? cells - BLANK : 0;
}

int margin_left(const struct app *app)
{
	return page_left(app) + page_width(app) + BLANK;
}

/* Whether a part of what is in focus stands on the page; a mere place never does. */
static bool focus_shows(const struct app *app)
{
	return app->focus.kind != FOCUS_PLACE && span_overlaps(app->focus.span, page_span(app));
}

bool do_margin(struct app *app, const struct call *call)
{
	int *setting = &app->settings->margin, room = page_room(app);
	bool seen = focus_shows(app);

	if (*setting != OFF && cells_if(app, *setting, room) > 0) {
		*setting = OFF;
		app_say(app, "%s", _("Notes open below their passage"));
	} else if (cells_if(app, ON, room) > 0) {
		*setting = cells_if(app, AUTO, room) > 0 ? AUTO : ON;
		app_say(app, "%s", _("Notes stand beside the text"));
	} else {
		*setting = AUTO;
		return err_set(call->err, "The window is too narrow for notes beside the text");
	}
	if (seen && !focus_shows(app))
		page_show(app, app->focus.span);
	return true;
}

/* ---- where */
/* The slots [*first, *end) that get a row each, of `room`: those nearest to the slot
 * `main`, or the first ones where there is none. */
static void choose(const struct margin_slot *slots, size_t count, size_t main, int room,
		   size_t *first, size_t *end)
{
	*first = main < count ? main : 0;
	*end = main < count ? main + 1 : 0;
	if (main < count)
		room -= least(slots[main].lines, room);
	for (; room > 0 && *end - *first < count; room--) {
		bool up = *first > 0 &&
			  (*end == count || slots[main].want - slots[*first - 1].want <
						    slots[*end].want - slots[main].want);

		if (up)
			--*first;
		else
			++*end;
	}
}

/* How many rows each slot would take.  What does not push the next one down is free. */
static void wish(struct margin_slot *slots, size_t count, int start, int end)
{
	int at = start;

	for (size_t i = 0; i < count; i++) {
		struct margin_slot *s = &slots[i];
		int next = i + 1 < count ? s[1].want : end;

		at = most(at, s->want);
		s->wish = s->focus ? s->lines : least(s->lines, most(FEW, next - at));
		at += s->wish;
	}
}

/* Gives out `left` rows, one to each in turn. */
static int grow(struct margin_slot *slots, size_t count, int left, bool focus_only)
{
	bool grown = true;

	while (grown) {
		grown = false;
		for (size_t i = 0; i < count && left > 0; i++) {
			struct margin_slot *s = &slots[i];

			if (s->rows >= s->wish || (focus_only && !s->focus))
				continue;
			s->rows++;
			left--;
			grown = true;
		}
	}
	return left;
}

/* Puts slots into the rows from `start` to `end`, of which there is one for each. */
static void place_run(struct margin_slot *slots, size_t count, int start, int end)
{
	int left = end - start - (int)count;

	for (size_t i = 0; i < count; i++)
		slots[i].rows = 1;
	wish(slots, count, start, end);
	left = grow(slots, count, left, true);
	grow(slots, count, left, false);
	/* Upwards the lowest row that each may begin at, downwards the first that is free. */
	for (size_t i = count; i-- > 0; end = slots[i].top)
		slots[i].top = end - slots[i].rows;
	for (size_t i = 0; i < count; i++) {
		slots[i].top = least(slots[i].top, most(slots[i].want, start));
		start = slots[i].top + slots[i].rows;
	}
}

size_t margin_place(struct margin_slot *slots, size_t count, int height)
{
	size_t first = 0, end = count, main = 0;
	struct margin_slot *m;
	int whole = 0;

	if (count == 0)
		return 0;
	while (main < count && !slots[main].focus)
		main++;
	if (main < count)
		whole = least(slots[main].lines, height) - 1;
	if (whole + (int)count > height) {
		height = most(height - 1, 1);
		choose(slots, count, main, height, &first, &end);
	}
	for (size_t i = 0; i < count; i++) {
		slots[i].rows = 0;
		slots[i].top = slots[i].want;
	}
	if (main == count) {
		place_run(slots + first, end - first, 0, height);
		return count - (end - first);
	}
	m = &slots[main];
	m->rows = least(m->lines, height);
	m->top =
		least(most(m->want, (int)(main - first)), height - m->rows - (int)(end - main - 1));
	place_run(slots + first, main - first, 0, m->top);
	place_run(m + 1, end - main - 1, m->top + m->rows, height);
	return count - (end - first);
}

/* ---- what stands there */
/* A line of text and its row on the page. */
struct shown_line {
	struct span span;
	int row;
};

struct shown_lines {
	VEC(struct shown_line) list;
};

static void collect_lines(const struct app *app, const struct page *page, struct shown_lines *lines)
{
	for (size_t i = 0; i < page->rows.len; i++) {
		const struct row *row = &page->rows.items[i];
		struct shown_line line = {.row = (int)i};

		if (row->kind != ROW_TEXT)
			continue;
		line.span = page_block(app, row->block)->lines[row->line].span;
		vec_push(&lines->list, line);
	}
}

/* The first and the last row that a passage touches; false: it is not on the page. */
static bool rows_of_passage(const struct shown_lines *lines, struct span passage, int *first,
			    int *last)
{
	size_t low = 0, high = lines->list.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->list.items[middle].span.end <= passage.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == lines->list.len || lines->list.items[low].span.start >= passage.end)
		return false;
	*first = lines->list.items[low].row;
	while (low < lines->list.len && lines->list.items[low].span.start < passage.end)
		*last = lines->list.items[low++].row;
	return true;
}

/* Cuts the note into lines, as many as may be shown. */
static void cut_lines(struct margin_note *n, int width, bool focus)
{
	size_t len = strlen(n->text), all = len;
	size_t enough = focus ? LONG : (size_t)SOME * (size_t)width * 8;
	struct wrap w = {0};

	if (len > enough)
		len = grapheme_floor(n->text, 0, enough, len);
	wrap_text(&w, n->text, len, width);
	if (!focus && w.lines.len > SOME) {
		w.lines.len = SOME;
		n->more = true;
	}
	n->more = n->more || len < all;
	n->wrap = w;
}

static void add_note(const struct app *app, const struct shown_lines *lines, struct margin *m,
		     const struct note *note)
{
	struct margin_slot slot = {.focus = note_has_focus(app, note)};
	struct margin_note n = {.note = note};

	if (!note_has_words(note) || !rows_of_passage(lines, note->span, &slot.want, &n.last))
		return;
	n.text = note_shown_text(note);
	cut_lines(&n, margin_width(app) - INDENT, slot.focus);
	slot.lines = (int)n.wrap.lines.len;
	vec_push(&m->notes, n);
	vec_push(&m->slots, slot);
}

void margin_fill(const struct app *app, const struct page *page, struct margin *m)
{
	struct span shown = page_text(app, page);
	size_t count = notebook_placed(app->notebook);
	struct shown_lines lines = {0};

	if (!margin_width(app))
		return;
	collect_lines(app, page, &lines);
	for (size_t i = notebook_first_near(app->notebook, shown.start); i < count; i++) {
		const struct note *note = notebook_at(app->notebook, i);

		if (note->span.start >= shown.end)
			break;
		add_note(app, &lines, m, note);
	}
	m->hidden = margin_place(m->slots.items, m->slots.len, (int)page->rows.len);
	vec_release(&lines.list);
}

void margin_release(struct margin *m)
{
	for (size_t i = 0; i < m->notes.len; i++) {
		free(m->notes.items[i].text);
		wrap_release(&m->notes.items[i].wrap);
	}
	vec_release(&m->notes);
	vec_release(&m->slots);
}

/* Between the lines. */
static const struct note *open_note_at(const struct app *app, const struct page *page, int row,
				       int column)
{
	const struct row *r = &page->rows.items[row];
	int left = page_left(app);

	if (r->kind != ROW_NOTE || column < left || column >= left + page_width(app))
		return NULL;
	return r->note;
}

static const struct note *beside_at(const struct app *app, const struct page *page, int row,
				    int column)
{
	int left = margin_left(app);
	const struct note *found = NULL;
	struct margin m = {0};

	if (column < left || column >= left + margin_width(app))
		return NULL;
	margin_fill(app, page, &m);
	for (size_t i = 0; i < m.slots.len && !found; i++)
		if (row >= m.slots.items[i].top &&
		    row < m.slots.items[i].top + m.slots.items[i].rows)
			found = m.notes.items[i].note;
	margin_release(&m);
	return found;
}

const struct note *margin_note_at(const struct app *app, int row, int column)
{
	struct page page = {0};
	const struct note *found = NULL;

	page_fill(app, &page);
	row -= page_first_row(app);
	if (row >= 0 && row < (int)page.rows.len) {
		found = open_note_at(app, &page, row, column);
		if (!found)
			found = beside_at(app, &page, row, column);
	}
	page_release(&page);
	return found;
}
