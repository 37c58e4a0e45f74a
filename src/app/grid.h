/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screenful of graphemes with semantic styles: what the application draws on
 * and the terminal shows.  Knows nothing of colours, curses or articles.  Every
 * string goes through grid_put(), which shows it as layout/shown.h does, or is known to
 * hold no control: no cell ever holds one.
 */
#ifndef LUTRIN_APP_GRID_H
#define LUTRIN_APP_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"

#define GRID_TEXT 44        /* bytes of a grapheme that are kept (whole code points), with a NUL */
#define CELL_TEXT 12        /* … in a cell itself */
#define CELL_ELSEWHERE '\1' /* it begins so where they have no room there; none else does */

/* What a cell is; colours and attributes are the theme's affair. */
enum style {
	STYLE_TEXT,
	STYLE_HEADING,
	STYLE_DIM,      /* furniture, what is out of focus, the end mark */
	STYLE_TITLE,    /* the first row */
	STYLE_POSITION, /* its right end */
	STYLE_HINT,     /* the last row */
	STYLE_KEY,      /* a key named in it */
	STYLE_MESSAGE,
	STYLE_ERROR,
	STYLE_INPUT,     /* what is being typed */
	STYLE_LABEL,     /* what stands before it, borders of the editor */
	STYLE_GUTTER,    /* the mark of the current paragraph */
	STYLE_NOTE,      /* a note's text */
	STYLE_NOTE_SIGN, /* the sign of a note, of a bookmark */
	STYLE_TAG,
	STYLE_LIST,
	STYLE_LIST_CURRENT,
	STYLE_COUNT
};

/* What lies over a cell's style. */
enum {
	OVER_FOCUS = 1, /* the sentence or passage in focus */
	OVER_SELECTION = 2,
	OVER_CURSOR = 4, /* the moving end of the selection */
	OVER_HIT = 8,
	OVER_HIT_CURRENT = 16,
	OVER_UNDERLINE = 32, /* styles of a highlight; none of the three: solid */
	OVER_STRIKETHROUGH = 64,
	OVER_OUTLINE = 128,
};

/* Another highlight under the one that is seen: its colour, to be added to that one's. */
#define GRID_UNDER(color) ((1 + (unsigned)(color)) << 4)
#define GRID_HIGHLIGHT 15u /* what of it is the upper one's */

/* Small, since tens of thousands of them are gone through at each key. */
struct cell {
	char text[CELL_TEXT]; /* as long as it is no CELL_ELSEWHERE: grid_text() */
	uint8_t width;        /* in cells; 0 right of a wide one */
	uint8_t style;        /* enum style */
	uint8_t over;         /* OVER_… */
	uint8_t highlight;    /* 0: none, else 1 + enum note_color, and GRID_UNDER() */
};

/* A grapheme that is too long for a cell. */
struct long_text {
	char text[GRID_TEXT];
};

struct grid {
	int rows, columns;
	struct cell *cells; /* rows × columns */
	size_t room;        /* cells that there is memory for */
	VEC(struct long_text) longer;
	int cursor_row, cursor_column; /* -1: nowhere */
	bool cursor_hidden;            /* it stands there unseen */
	int whole_row; /* sent as a whole when it changes, for who listens; -1: none */
};

void grid_init(struct grid *g); /* without a cell */
void grid_release(struct grid *g);
/* Makes it so many blanks in STYLE_TEXT, with the cursor nowhere.  Memory is kept for the
 * largest that it has been. */
void grid_clear(struct grid *g, int rows, int columns);
void grid_blank(struct cell *cells, size_t count);           /* such blanks */
struct cell *grid_cell(struct grid *g, int row, int column); /* NULL: outside */
/* The grapheme of a cell, UTF-8; "" right of a wide one.  It lasts until the next change. */
const char *grid_text(const struct grid *g, const struct cell *c);

/* What a string is drawn with. */
struct brush {
	enum style style;
	unsigned over;
	unsigned highlight;
};

/* Draws `len` bytes from `column` on, up to column `limit` (exclusive); a wide
 * grapheme that would cross it is left out.  Returns the column after the last
 * one drawn.  Rows and columns outside the grid draw nothing. */
int grid_put(struct grid *g, int row, int column, int limit, const char *text, size_t len,
	     struct brush brush);

/* The same for text that is known to be plain: well-formed, no controls but line ends,
 * each character a grapheme of one cell.  White space shows as a space. */
int grid_put_plain(struct grid *g, int row, int column, int limit, const char *text, size_t len,
		   struct brush brush);

/* The same for a C string that is too long for its room: ends in "…". */
int grid_put_cut(struct grid *g, int row, int column, int limit, const char *text,
		 struct brush brush);

/* Blanks [column, limit) of a row in a style. */
void grid_fill(struct grid *g, int row, int column, int limit, struct brush brush);

#endif
