/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Curses keeps what the terminal shows, in curscr, and what it is to show, in newscr.  That is
 * drawn on straight away: stdscr would be one more copy of what the grid is already, and of a
 * large screen each copy is a megabyte to pass through.
 *
 * A row goes to curses as one array of cchar_t.  A cchar_t holds one character
 * with a width and the marks upon it; a grapheme of several such characters
 * (flags, some scripts of India) takes as many as its cells have room for, and
 * what has no room is left out, so that a row is never longer than its cells.
 *
 * Terminals do not agree on how wide some graphemes are, and curses, which writes
 * a row from left to right, would have the rest of it stand elsewhere than it
 * believes.  Such graphemes are "doubtful".  A row that holds some is written by
 * parts: after each of them the cursor is taken by its coordinates to where curses
 * has it, and the rest of the row, still blank to curses, is cleared.  So whatever
 * a terminal makes of a grapheme stays within its cells.  Rows without any go the
 * usual way.
 *
 * Colour pairs are made by alloc_pair() when a look is first seen.
 */
#include "term/draw.h"

#include <assert.h>
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "term/description.h"

#define LATIN_END 0x250 /* what stands before it is as wide everywhere */
#define JOINER 0x200D
#define STROKE 0x0336 /* combining long stroke overlay: curses has no strike-through */

/* What a run of cells is drawn with. */
struct ink {
	attr_t attributes;
	int pair;
	bool strike;
	cchar_t blank; /* a space so drawn */
};

/* A character in the making: one with a width, then marks, then NUL. */
struct glyph {
	wchar_t text[CCHARW_MAX + 1];
	size_t len;
};

void brushes_init(struct brushes *b, bool wanted)
{
	*b = (struct brushes){.theme = theme_new("dark", false, NULL), .depth = THEME_NONE};
	if (!wanted || !has_colors() || start_color() == ERR)
		return;
	b->own_colors = use_default_colors() == OK;
	if (description_direct())
		b->depth = THEME_DIRECT;
	else if (COLORS >= 256)
		b->depth = THEME_256;
	else if (COLORS >= 8)
		b->depth = THEME_BASIC;
}

void brushes_release(struct brushes *b)
{
	theme_free(b->theme);
}

void brushes_take_theme(struct brushes *b, struct theme *theme)
{
	theme_free(b->theme);
	b->theme = theme;
	b->changes++;
}

bool brushes_have_colors(const struct brushes *b)
{
	return b->depth != THEME_NONE && theme_has_colors(b->theme);
}

static attr_t attribute_if(attr_t attribute, attr_t otherwise)
{
	return term_attrs() & attribute ? attribute : otherwise;
}

static attr_t attributes_of(unsigned look)
{
	attr_t attributes = 0;

	if (look & LOOK_BOLD)
		attributes |= A_BOLD;
	if (look & LOOK_DIM)
		attributes |= A_DIM;
	if (look & LOOK_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (look & LOOK_REVERSE)
		attributes |= A_REVERSE;
	if (look & LOOK_ITALIC)
		attributes |= attribute_if(A_ITALIC, A_BOLD);
	return attributes;
}

/* Where the terminal does not say what its own colours are, white on black. */
static int pair_of(const struct brushes *b, int foreground, int background)
{
	int pair;

	if (foreground == LOOK_DEFAULT && background == LOOK_DEFAULT)
		return 0;
	if (!b->own_colors && foreground == LOOK_DEFAULT)
		foreground = COLOR_WHITE;
	if (!b->own_colors && background == LOOK_DEFAULT)
		background = COLOR_BLACK;
	pair = alloc_pair(foreground, background);
	return pair < 0 ? 0 : pair;
}

static void put_glyph(cchar_t *out, struct glyph *g, const struct ink *ink)
{
	if (ink->strike && g->len < CCHARW_MAX)
		g->text[g->len++] = STROKE;
	g->text[g->len] = L'\0';
	if (setcchar(out, g->text, ink->attributes, (short)ink->pair, &ink->pair) == ERR)
		setcchar(out, L"?", ink->attributes, (short)ink->pair, &ink->pair);
}

static struct ink ink_of(const struct brushes *b, const struct cell *c)
{
	struct glyph space = {.text = L" ", .len = 1};
	struct look look = theme_look(b->theme, b->depth, c->style, c->over, c->highlight);
	struct ink ink = {attributes_of(look.attributes), 0, look.attributes & LOOK_STRIKE};

	if (b->depth != THEME_NONE)
		ink.pair = pair_of(b, look.foreground, look.background);
	put_glyph(&ink.blank, &space, &ink);
	return ink;
}

static bool same_ink(const struct cell *a, const struct cell *b)
{
	return a->style == b->style && a->over == b->over && a->highlight == b->highlight;
}

/* The last door before the terminal: what has no width of its own in this locale
 * shows as a replacement, and no control passes whatever a cell may hold. */
static wchar_t safe(char32_t cp, int *width)
{
	*width = utf8_is_control(cp) ? -1 : wcwidth((wchar_t)cp);
	if (*width >= 0)
		return (wchar_t)cp;
	*width = 1;
	return wcwidth(UTF8_REPLACEMENT) == 1 ? (wchar_t)UTF8_REPLACEMENT : L'?';
}

/* Ends a glyph, `next` coming after it in the cell; 0: nothing.  A joiner at the end
 * of a cell would take in the neighbour.  Between emoji it is left out: a terminal
 * that joins them stands beside one that does not (tmux and what it runs in), and
 * their parts are as wide everywhere. */
static void part(struct glyph *g, char32_t next)
{
	while (g->len > 1 && g->text[g->len - 1] == JOINER &&
	       (!next || uc_is_property_extended_pictographic(next)))
		g->len--;
}

/* A character of ASCII takes the place of the blank's, without asking curses how. */
static bool put_ascii(cchar_t *out, const struct cell *c, const struct ink *ink)
{
	if (c->text[0] < ' ' || c->text[0] > '~' || c->text[1] || c->width != 1)
		return false;
	*out = ink->blank;
	out->chars[0] = (wchar_t)c->text[0];
	return true;
}

/* Writes the cell's characters to `out`; returns how many.  They take no more than
 * the cell's width, and `left` is what they leave of it. */
static int put_cell(const struct grid *g, cchar_t *out, const struct cell *c, const struct ink *ink,
		    int *left)
{
	const char *text = grid_text(g, c);
	struct glyph glyph = {.len = 0};
	int count = 0;
	char32_t cp;
	size_t len;

	if (put_ascii(out, c, ink)) {
		*left = 0;
		return 1;
	}
	*left = c->width;
	len = strlen(text);
	for (size_t at = 0; at < len;) {
		int width;
		wchar_t character;

		at += utf8_decode(text + at, len - at, &cp);
		character = safe(cp, &width);
		if (width > *left)
			break;
		if (width > 0 && glyph.len > 0) {
			part(&glyph, cp);
			put_glyph(&out[count++], &glyph, ink);
			glyph.len = 0;
		}
		if ((width > 0 || glyph.len > 0) && glyph.len < CCHARW_MAX)
			glyph.text[glyph.len++] = character;
		*left -= width;
	}
	part(&glyph, 0);
	if (glyph.len > 0)
		put_glyph(&out[count++], &glyph, ink);
	return count;
}

static int put_blanks(cchar_t *out, int cells, const struct ink *ink)
{
	for (int i = 0; i < cells; i++)
		out[i] = ink->blank;
	return cells;
}

/* ---- doubt */
/* Pictographs, and wide scripts outside the first plane: younger than many tables. */
static bool is_recent(char32_t cp, int width)
{
	return cp >= (width > 1 ? 0x10000 : 0x1F000) && cp < 0x20000;
}

/* Whether all terminals may be trusted to draw a character as wide as it is here:
 * no emoji, no mark, nothing that tables have different widths for, nor what some of
 * them do not know yet to be wide. */
static bool is_agreed(char32_t cp)
{
	static const uint32_t doubtful = UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Cf |
					 UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn;

	int width;

	if (cp < LATIN_END)
		return true;
	width = wcwidth((wchar_t)cp);
	return width == uc_width(cp, "UTF-8") && !is_recent(cp, width) &&
	       !uc_is_property_emoji(cp) && !uc_is_general_category_withtable(cp, doubtful);
}

static bool is_doubtful(const struct grid *g, const struct cell *c)
{
	const char *text;
	size_t len;
	char32_t cp;

	if (c->text[0] != CELL_ELSEWHERE && (!c->text[0] || !c->text[1]))
		return false;
	text = grid_text(g, c);
	len = strlen(text);
	return utf8_decode(text, len, &cp) < len || !is_agreed(cp);
}

static const struct cell *row_of(const struct grid *g, int row)
{
	return &g->cells[(size_t)row * (size_t)g->columns];
}

/* Numbers of parts that are not made of their cells. */
enum { UNKNOWN, BLANK };

static int parts_of(int columns)
{
	return (columns + CANVAS_PART - 1) / CANVAS_PART;
}

/* The first doubtful column from `column` on of a row that was compared; the number of
 * columns: none. */
static int next_doubtful(const struct canvas *canvas, const struct grid *g, int row, int column)
{
	const struct cell *cells = row_of(g, row);
	const uint64_t *parts = &canvas->shown[row * parts_of(g->columns)];

	while (column < g->columns) {
		int part = column / CANVAS_PART;

		if (parts[part] == BLANK)
			column = (part + 1) * CANVAS_PART;
		else if (is_doubtful(g, &cells[column]))
			return column;
		else
			column++;
	}
	return g->columns;
}

/* ---- drawing */
/* Writes columns [from, to) of a row to the screen to be; both are borders of cells. */
static void draw_part(const struct brushes *b, const struct grid *g, int row, int from, int to,
		      cchar_t *out)
{
	const struct cell *cells = row_of(g, row), *last = NULL;
	struct ink ink = {0};
	int count = 0;

	for (int column = from; column < to; last = &cells[column++]) {
		const struct cell *c = &cells[column];
		int left;

		/* Most of a page is margin. */
		if (last && !memcmp(last, c, sizeof *c) && c->width == 1) {
			out[count] = out[count - 1];
			count++;
			continue;
		}
		if (!last || !same_ink(last, c))
			ink = ink_of(b, c);
		count += put_cell(g, out + count, c, &ink, &left);
		count += put_blanks(out + count, left, &ink);
	}
	if (count > 0)
		mvwadd_wchnstr(newscr, row, from, out, count);
}

/* Takes the cursor to where curses believes that it is, and clears what a grapheme
 * that ends before `end` may have left behind it. */
static void settle(const struct canvas *canvas, int row, int column, int end)
{
	struct str bytes;

	str_init(&bytes);
	if (end < COLS) {
		description_place(&bytes, row, end);
		description_clear_line(&bytes);
	}
	description_place(&bytes, row, column < COLS ? column : COLS - 1);
	tty_send(canvas->tty, bytes.data, bytes.len);
	str_release(&bytes);
}

/* Writes a doubtful grapheme alone, on blanks that already look as it does, since a
 * terminal may fill less of them. */
static void draw_doubtful(const struct brushes *b, const struct canvas *canvas,
			  const struct grid *g, int row, int column, cchar_t *out)
{
	const struct cell *c = &row_of(g, row)[column];
	struct ink ink = ink_of(b, c);
	int end = column + c->width, left, after, count;

	mvwadd_wchnstr(newscr, row, column, out, put_blanks(out, c->width, &ink));
	if (ink.attributes || ink.pair)
		doupdate();
	count = put_cell(g, out, c, &ink, &left);
	mvwadd_wchnstr(newscr, row, column, out, count);
	after = end - left < COLS ? end - left : COLS - 1;
	wmove(newscr, row, after);
	doupdate();
	settle(canvas, row, after, end);
}

/* The row from its first doubtful grapheme on. */
static void draw_rest(const struct brushes *b, const struct canvas *canvas, const struct grid *g,
		      int row, cchar_t *out)
{
	int column = next_doubtful(canvas, g, row, 0), next;

	for (; column < g->columns && column < COLS; column = next) {
		int end = column + row_of(g, row)[column].width;

		draw_doubtful(b, canvas, g, row, column, out);
		next = next_doubtful(canvas, g, row, end);
		draw_part(b, g, row, end, next, out);
	}
}

/* ---- what has changed */
static uint64_t mix(uint64_t number, uint64_t word)
{
	number = (number ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return number ^ number >> 32;
}

static uint64_t mix_text(uint64_t number, const char *text)
{
	for (; *text; text++)
		number = mix(number, (unsigned char)*text);
	return number;
}

/* A number that no other cells of a part are likely to have: words are mixed in by the
 * multiplication of Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4), in lanes
 * that need not wait for each other. */
static uint64_t number_of(const struct canvas *canvas, const struct grid *g,
			  const struct cell *cells, int count)
{
	enum { WORDS = sizeof *cells / sizeof(uint64_t), LANES = 2 * WORDS };
	uint64_t lanes[LANES] = {0}, words[WORDS], number = 0;

	static_assert(sizeof *cells % sizeof *words == 0, "a cell is words");
	/* Most of a page is margin. */
	if (memcmp(cells, canvas->blanks, (size_t)count * sizeof *cells) == 0)
		return BLANK;
	for (int i = 0; i < count; i++) {
		uint64_t *lane = &lanes[i % 2 * WORDS];

		memcpy(words, &cells[i], sizeof words);
		for (int k = 0; k < WORDS; k++)
			lane[k] = mix(lane[k], words[k]);
		if (cells[i].text[0] == CELL_ELSEWHERE)
			lane[0] = mix_text(lane[0], grid_text(g, &cells[i]));
	}
	for (int k = 0; k < LANES; k++)
		number = mix(number, lanes[k]);
	return number;
}

/* Notes what a row is now, and returns what of it is not as it was: [start, end). */
static void compare_row(struct canvas *canvas, const struct grid *g, int row, int *start, int *end)
{
	const struct cell *cells = row_of(g, row);
	uint64_t *shown = &canvas->shown[row * parts_of(g->columns)];

	*start = *end = 0;
	for (int from = 0; from < g->columns; from += CANVAS_PART, shown++) {
		int len = g->columns - from < CANVAS_PART ? g->columns - from : CANVAS_PART;
		uint64_t number = number_of(canvas, g, &cells[from], len);

		if (number == *shown)
			continue;
		if (!*end)
			*start = from;
		*end = from + len;
		*shown = number;
	}
	/* Graphemes are written whole. */
	while (*start > 0 && cells[*start].width == 0)
		--*start;
	while (*end < g->columns && cells[*end].width == 0)
		++*end;
}

/* Whether the canvas holds what a grid of this size would change. */
static bool is_comparable(const struct canvas *canvas, const struct grid *g, unsigned changes)
{
	return canvas->known && canvas->changes == changes && canvas->rows == g->rows &&
	       canvas->columns == g->columns;
}

/* Whether an erased screen shows blanks as they are drawn: with nothing. */
static bool erased_is_blank(const struct brushes *b, const struct canvas *canvas)
{
	struct ink ink = ink_of(b, canvas->blanks);

	return !ink.attributes && !ink.pair && !ink.strike;
}

static void begin_anew(const struct brushes *b, struct canvas *canvas, const struct grid *g)
{
	int parts = g->rows * parts_of(g->columns);
	uint64_t shown = erased_is_blank(b, canvas) ? BLANK : UNKNOWN;

	werase(newscr);
	if (!canvas->known)
		clearok(curscr, TRUE);
	canvas->shown = mem_resize(canvas->shown, (size_t)parts, sizeof *canvas->shown);
	for (int i = 0; i < parts; i++)
		canvas->shown[i] = shown;
	canvas->rows = g->rows;
	canvas->columns = g->columns;
	canvas->changes = b->changes;
	canvas->known = true;
}

void canvas_init(struct canvas *canvas, const struct tty *tty)
{
	*canvas = (struct canvas){.tty = tty};
	grid_blank(canvas->blanks, CANVAS_PART);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->shown);
}

void canvas_forget(struct canvas *canvas)
{
	canvas->known = false;
}

/* Whether the row holds doubtful graphemes that are not on the screen yet; all else that
 * has changed is written to the screen to be. */
static bool draw_row(const struct brushes *b, struct canvas *canvas, const struct grid *g, int row,
		     cchar_t *out)
{
	int first, start, end;

	compare_row(canvas, g, row, &start, &end);
	if (start == end)
		return false;
	if (row == g->whole_row)
		wredrawln(newscr, row, 1);
	first = next_doubtful(canvas, g, row, 0);
	if (first == g->columns) {
		draw_part(b, g, row, start, end, out);
		return false;
	}
	draw_part(b, g, row, 0, first, out);
	wmove(newscr, row, first);
	wclrtoeol(newscr);
	return true;
}

/* The screen is to change at once, and nothing runs over into the next row. */
static void hold(struct canvas *canvas, bool on)
{
	struct str bytes;

	str_init(&bytes);
	description_hold(&bytes, on);
	tty_send(canvas->tty, bytes.data, bytes.len);
	str_release(&bytes);
	canvas->held = on;
}

void draw_grid(const struct brushes *b, struct canvas *canvas, const struct grid *g)
{
	int rows = g->rows < LINES ? g->rows : LINES;
	cchar_t *out = mem_resize(NULL, (size_t)g->columns + 1, sizeof *out);
	VEC(int) doubtful = {0};

	if (!is_comparable(canvas, g, b->changes))
		begin_anew(b, canvas, g);
	for (int row = 0; row < rows; row++)
		if (draw_row(b, canvas, g, row, out))
			vec_push(&doubtful, row);
	if (doubtful.len > 0) {
		hold(canvas, true);
		typeahead(-1); /* a key that waits must not stop curses between two graphemes */
		doupdate();
		for (size_t i = 0; i < doubtful.len; i++)
			draw_rest(b, canvas, g, doubtful.items[i], out);
	}
	vec_release(&doubtful);
	free(out);
}

void draw_end(struct canvas *canvas)
{
	if (!canvas->held)
		return;
	typeahead(fileno(canvas->tty->in));
	hold(canvas, false);
}
