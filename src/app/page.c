/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page: rows of text from the top place down.  A "spot" is a row of the
 * article as such (a line of a block, or the blank row above a paragraph); a block
 * is a paragraph, or a part of a huge one.  Opened notes are put between spots while
 * a page is filled and are nobody's place, so opening one never moves what stands
 * above it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/editor.h"
#include "app/filter.h"
#include "app/margin.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/window.h"
#include "app/wrap.h"
#include "base/language.h"
#include "layout/block.h"
#include "layout/grapheme.h"

#define GUTTER 3 /* paragraph mark, sign, blank */
#define GAP_LINE SIZE_MAX
#define PARAGRAPH_BYTES 256 /* of a usual text, rather few */
#define LEAST_WIDTH 12      /* cells of text beside which numbers are shown */

struct spot {
	struct span paragraph, block;
	size_t line; /* of the block; GAP_LINE: the blank row above the paragraph */
};

bool page_is_bare(const struct app *app)
{
	return app->settings->zen || app->settings->plain;
}

/* The blank rows above and below are what the title and the hints leave. */
int page_first_row(const struct app *app)
{
	int spare = app->rows >= 10 && !app->settings->plain;

	return spare + !page_is_bare(app);
}

int page_height(const struct app *app)
{
	int height = app->rows - page_first_row(app) - 1;

	if (app->mode == MODE_NOTE)
		height -= editor_height(app) + 1;
	else if (app->mode == MODE_WINDOW)
		height -= window_height(app) + 1;
	return height > 1 ? height : 1;
}

static int gutter(const struct app *app)
{
	return app->settings->plain ? 0 : GUTTER + app->number_cells;
}

bool page_has_ruler(const struct app *app)
{
	return app->settings->ruler && !app->settings->plain;
}

int page_room(const struct app *app)
{
	return app->columns - gutter(app) - (page_has_ruler(app) ? 2 : 1);
}

int page_width(const struct app *app)
{
	int room = page_room(app) - margin_cells(app, page_room(app));
	int width = app->settings->width < room ? app->settings->width : room;

	return width > 1 ? width : 1;
}

int page_left(const struct app *app)
{
	int left = (app->columns - page_width(app) - margin_cells(app, page_room(app))) / 2;

	return left > gutter(app) && !app->settings->plain ? left : gutter(app);
}

/* As many as the last number has.  While it is not known yet they are guessed from the
 * size, and what is seen does not move each time the text grows. */
static int digits_wanted(const struct app *app)
{
	size_t size = article_size(app->article), last = size / PARAGRAPH_BYTES;
	int digits = 1;

	if (article_index_reaches(app->article, size))
		last = article_paragraph_count(app->article);
	for (; last >= 10; last /= 10)
		digits++;
	return digits;
}

/* No page is for its numbers alone. */
static void settle_numbers(struct app *app)
{
	bool known = article_index_reaches(app->article, article_size(app->article));
	int cells = app->settings->numbers && !app->settings->plain ? digits_wanted(app) : 0;

	if (app->columns - GUTTER - 1 - cells < LEAST_WIDTH)
		cells = 0;
	if (known || cells > app->number_cells || !cells)
		app->number_cells = cells;
}

struct span page_block_at(const struct app *app, struct span paragraph, size_t offset)
{
	return block_at(app->article, paragraph, offset, app->block);
}

const struct paragraph *page_block(const struct app *app, struct span block)
{
	const struct layout_options options = {
		.width = page_width(app),
		.justify = app->settings->justify,
		.hyphenate = app->hyphenator,
	};

	return cache_paragraph(app->cache, block, &options);
}

/* ---- spots and places */
static bool spot_at(const struct app *app, struct place place, struct spot *spot)
{
	struct span before;

	if (!filter_at(app, place.offset, &spot->paragraph))
		return false;
	spot->block = page_block_at(app, spot->paragraph, place.offset);
	spot->line = paragraph_line_at(page_block(app, spot->block), place.offset);
	if (place.gap && spot->line == 0 && spot->block.start == spot->paragraph.start &&
	    filter_before(app, spot->paragraph, &before))
		spot->line = GAP_LINE;
	return true;
}

static struct place spot_place(const struct app *app, const struct spot *spot)
{
	const struct paragraph *p = page_block(app, spot->block);
	bool gap = spot->line == GAP_LINE;

	return (struct place){p->lines[gap ? 0 : spot->line].span.start, gap};
}

static bool spot_down(const struct app *app, struct spot *spot)
{
	struct span next;

	if (spot->line == GAP_LINE) {
		spot->line = 0;
		return true;
	}
	if (spot->line + 1 < page_block(app, spot->block)->count) {
		spot->line++;
		return true;
	}
	if (spot->block.end < spot->paragraph.end) {
		spot->block = page_block_at(app, spot->paragraph, spot->block.end);
		spot->line = 0;
		return true;
	}
	if (!filter_after(app, spot->paragraph, &next))
		return false;
	*spot = (struct spot){next, page_block_at(app, next, next.start), GAP_LINE};
	return true;
}

/* To the last line of the block that ends at `end`. */
static void spot_at_end(const struct app *app, struct spot *spot, struct span paragraph, size_t end)
{
	spot->paragraph = paragraph;
	spot->block = page_block_at(app, paragraph, end - 1);
	spot->line = page_block(app, spot->block)->count - 1;
}

static bool spot_up(const struct app *app, struct spot *spot)
{
	struct span before;

	if (spot->line != GAP_LINE && spot->line > 0) {
		spot->line--;
		return true;
	}
	if (spot->block.start > spot->paragraph.start) {
		spot_at_end(app, spot, spot->paragraph, spot->block.start);
		return true;
	}
	if (!filter_before(app, spot->paragraph, &before))
		return false;
	if (spot->line == GAP_LINE)
		spot_at_end(app, spot, before, before.end);
	else
		spot->line = GAP_LINE;
	return true;
}

struct place place_move(const struct app *app, struct place place, int rows)
{
	struct spot spot;

	if (!rows || !spot_at(app, place, &spot))
		return place;
	while (rows > 0 && spot_down(app, &spot))
		rows--;
	while (rows < 0 && spot_up(app, &spot))
		rows++;
	return spot_place(app, &spot);
}

struct place place_of(const struct app *app, size_t offset)
{
	return place_move(app, place_move(app, (struct place){offset, false}, 1), -1);
}

bool place_before(struct place a, struct place b)
{
	return a.offset < b.offset || (a.offset == b.offset && a.gap && !b.gap);
}

struct place place_last(const struct app *app)
{
	struct place end = {article_size(app->article), false};

	return place_move(app, end, 1 - page_height(app));
}

/* ---- notes between the lines */
char *note_shown_text(const struct note *note)
{
	struct str s;

	str_init(&s);
	if (note->text)
		str_add(&s, note->text);
	note_write_other_tags(note, &s);
	return str_take(&s);
}

bool note_has_focus(const struct app *app, const struct note *note)
{
	if (app->focus.kind == FOCUS_NOTE)
		return !strcmp(app->focus.id, note->id);
	return app->focus.kind != FOCUS_PLACE && !app->settings->plain &&
	       span_overlaps(app->focus.span, note->span);
}

bool note_is_open(const struct app *app, const struct note *note)
{
	if (app->mode == MODE_SELECT || app->mode == MODE_NOTE || margin_width(app) > 0)
		return false;
	return !span_empty(note->span) && note_has_words(note) && note_has_focus(app, note);
}

static void add_note_rows(const struct app *app, struct page *page, const struct row *under,
			  const struct note *note)
{
	char *text = note_shown_text(note);
	struct wrap w = {0};
	int width = page_width(app) - 4;

	wrap_text(&w, text, strlen(text), width > 1 ? width : 1);
	for (size_t i = 0; i < w.lines.len; i++) {
		struct row row = *under;

		row.kind = ROW_NOTE;
		row.note = note;
		row.text = w.lines.items[i];
		row.first = i == 0;
		vec_push(&page->rows, row);
	}
	wrap_release(&w);
	free(text);
}

/* Where what comes below the row's line begins. */
static size_t row_limit(const struct paragraph *p, const struct row *row)
{
	if (row->line + 1 < p->count)
		return p->lines[row->line + 1].span.start;
	return row->block.end < row->paragraph.end ? row->block.end : row->paragraph.end + 1;
}

/* The opened notes whose passage ends on the row's line. */
static void add_open_notes(const struct app *app, struct page *page, struct row under)
{
	const struct paragraph *p = page_block(app, under.block);
	size_t start = p->lines[under.line].span.start, end = row_limit(p, &under);
	size_t count = notebook_count(app->notebook);

	if (app->focus.kind == FOCUS_PLACE)
		return;
	for (size_t i = notebook_first_near(app->notebook, start); i < count; i++) {
		const struct note *note = notebook_at(app->notebook, i);

		if (span_empty(note->span) || note->span.start >= end)
			break;
		if (note->span.end > start && note->span.end <= end && note_is_open(app, note))
			add_note_rows(app, page, &under, note);
	}
}

/* Adds the row of a spot and the notes below it. */
static void add_spot(const struct app *app, struct page *page, const struct spot *spot)
{
	struct row row = {.kind = spot->line == GAP_LINE ? ROW_GAP : ROW_TEXT,
			  .paragraph = spot->paragraph,
			  .block = spot->block,
			  .line = spot->line};

	vec_push(&page->rows, row);
	if (row.kind == ROW_TEXT)
		add_open_notes(app, page, row);
}

/* Drops what does not fit; the last row of a note that is cut says so. */
static void cut(struct page *page, size_t height)
{
	struct row *last;

	if (page->rows.len <= height)
		return;
	last = &page->rows.items[height - 1];
	if (last->kind == ROW_NOTE)
		for (size_t i = height; i < page->rows.len; i++)
			last->more += page->rows.items[i].note == last->note;
	last->more += last->more > 0; /* its own line gives way too */
	page->rows.len = height;
}

void page_fill(const struct app *app, struct page *page)
{
	size_t height = (size_t)page_height(app);
	struct spot spot;
	bool more = spot_at(app, app->top, &spot);

	while (more && page->rows.len < height) {
		add_spot(app, page, &spot);
		more = spot_down(app, &spot);
	}
	cut(page, height);
	while (page->rows.len < height)
		vec_push(&page->rows, ((struct row){.kind = ROW_END}));
}

void page_release(struct page *page)
{
	vec_release(&page->rows);
}

/* The bytes of a row; a blank row's is where the text after it begins. */
static struct span row_span(const struct app *app, const struct row *row)
{
	const struct paragraph *p = page_block(app, row->block);

	if (row->kind == ROW_GAP)
		return (struct span){p->span.start, p->span.start};
	return p->lines[row->line].span;
}

static bool is_of_text(const struct row *row)
{
	return row->kind == ROW_GAP || row->kind == ROW_TEXT;
}

struct span page_text(const struct app *app, const struct page *page)
{
	size_t first = 0, end = page->rows.len;

	while (first < end && !is_of_text(&page->rows.items[first]))
		first++;
	while (end > first && !is_of_text(&page->rows.items[end - 1]))
		end--;
	if (first == end)
		return (struct span){0};
	return (struct span){row_span(app, &page->rows.items[first]).start,
			     row_span(app, &page->rows.items[end - 1]).end};
}

struct span page_span(const struct app *app)
{
	struct page page = {0};
	struct span text;

	page_fill(app, &page);
	text = page_text(app, &page);
	page_release(&page);
	return text;
}

struct span page_line(const struct app *app, struct span paragraph, size_t offset)
{
	const struct paragraph *p = page_block(app, page_block_at(app, paragraph, offset));

	return p->lines[paragraph_line_at(p, offset)].span;
}

int page_percent(const struct app *app, struct span shown)
{
	size_t size = article_size(app->article);
	struct span p, after;
	bool end = !article_paragraph_at(app->article, shown.end, &p) ||
		   (shown.end >= p.end && !filter_after(app, p, &after));

	return end || !size ? 100 : (int)(100.0 * (double)shown.end / (double)size);
}

/* ---- bringing into view */
/* Rows that a span takes from its first line on, opened notes counted, at most
 * `most`. */
static int span_rows(const struct app *app, struct span span, int most)
{
	struct page page = {0};
	struct spot spot;
	bool more = spot_at(app, (struct place){span.start, false}, &spot);
	int rows;

	while (more && (int)page.rows.len < most) {
		add_spot(app, &page, &spot);
		more = spot_down(app, &spot) && spot_place(app, &spot).offset < span.end;
	}
	rows = (int)page.rows.len < most ? (int)page.rows.len : most;
	page_release(&page);
	return rows > 0 ? rows : 1;
}

/* Rows from place a down to place b, or `most` when it is further. */
static int rows_between(const struct app *app, struct place a, struct place b, int most)
{
	struct spot spot;
	int rows = 0;

	if (!spot_at(app, a, &spot))
		return 0;
	while (rows < most && place_before(spot_place(app, &spot), b) && spot_down(app, &spot))
		rows++;
	return rows;
}

/* Whether the first line of the span and what follows, `need` rows, stand on the
 * page as it is filled now. */
static bool in_view(const struct app *app, struct span span, int need)
{
	struct page page = {0};
	bool seen = false;

	page_fill(app, &page);
	for (size_t i = 0; i < page.rows.len && !seen; i++) {
		const struct row *row = &page.rows.items[i];
		struct span s;

		if (row->kind != ROW_TEXT)
			continue;
		s = row_span(app, row);
		/* White space after a line belongs to it, so its end counts. */
		if (s.start <= span.start && span.start <= s.end &&
		    page_block_at(app, row->paragraph, span.start).start == row->block.start &&
		    paragraph_line_at(page_block(app, row->block), span.start) == row->line)
			seen = i + (size_t)need <= page.rows.len;
	}
	page_release(&page);
	return seen;
}

static void show(struct app *app, struct span span)
{
	int height = page_height(app);
	int context = height >= 8 ? 2 : height >= 5 ? 1 : 0;
	int need = span_rows(app, span, height);
	struct place start = place_of(app, span.start);
	int above;

	if (in_view(app, span, need))
		return;
	if (place_before(start, app->top)) {
		bool near = rows_between(app, start, app->top, height) < height;

		above = near ? context : height / 3;
	} else {
		bool near = rows_between(app, app->top, start, 2 * height) < 2 * height;

		above = near ? height - need - context : height / 3;
	}
	if (above > height - need)
		above = height - need;
	app->top = place_move(app, start, above > 0 ? -above : 0);
}

void page_show(struct app *app, struct span span)
{
	/* What the filter leaves out is shown with all that is around it. */
	if (!filter_shows(app, span.start)) {
		filter_leave(app);
		app_say(app, "%s", _("The filter was left: this is not in it"));
	}
	show(app, span);
}

struct hold page_hold(const struct app *app)
{
	struct hold hold = {app->top.offset, 0};
	size_t focus = app->focus.span.start;
	struct page page = {0};
	bool held = false;
	int row = 0;

	page_fill(app, &page);
	for (size_t i = 0; i < page.rows.len && !held; i++) {
		const struct row *r = &page.rows.items[i];
		bool in_focus = focus <= r->paragraph.end && r->paragraph.start <= focus;

		if (!is_of_text(r))
			continue;
		held = r->kind == ROW_TEXT && in_focus;
		if (held)
			hold = (struct hold){row_span(app, r).start, row};
		row++;
	}
	page_release(&page);
	return hold;
}

void page_put(struct app *app, struct hold hold)
{
	app->top = place_move(app, place_of(app, hold.offset), -hold.row);
}

/* Looks at the page only: the end of a long text is not to be set for each key. */
static void settle_top(struct app *app, struct page *page)
{
	int spare = 0;

	for (size_t i = page->rows.len; i-- > 0 && page->rows.items[i].kind == ROW_END;)
		spare++;
	if (!spare)
		return;
	app->top = place_move(app, app->top, -spare);
	page->rows.len = 0;
	page_fill(app, page);
}

/* Where the page begins for a focus that is a mere place: rather with a paragraph that
 * begins on it than with the end of one above, unless that is what is lit and read. */
static size_t focus_from(const struct app *app, const struct page *page)
{
	const struct row *row = &page->rows.items[page->rows.len / 4];

	if (app->settings->plain)
		return 0;
	return app->settings->focus && is_of_text(row) ? row_span(app, row).start : SIZE_MAX;
}

static void settle_focus(struct app *app, struct span shown, size_t from)
{
	struct span paragraph, next;
	bool leaves;

	if (app->focus.kind != FOCUS_PLACE)
		return;
	if (!article_paragraph_at(app->article, app->focus.span.start, &paragraph))
		return;
	leaves = app->settings->focus && paragraph.start < shown.start && paragraph.end <= from;
	if (leaves || !span_overlaps(paragraph, shown)) {
		article_paragraph_at(app->article, shown.start, &paragraph);
		/* Rather one that begins on the screen than the end of one above. */
		if (paragraph.start < shown.start && paragraph.end <= from &&
		    filter_after(app, paragraph, &next) && next.start < shown.end)
			paragraph = next;
	}
	app->focus.span = paragraph;
	if (app->settings->plain && !span_holds(shown, focus_offset(app)))
		app->line = shown.start;
}

void page_settle(struct app *app)
{
	struct page page = {0};

	settle_numbers(app);
	page_fill(app, &page);
	settle_top(app, &page);
	settle_focus(app, page_text(app, &page), focus_from(app, &page));
	page_release(&page);
}
