/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's own themes, as `paint` lines of the configuration give them: which part
 * of the screen has which colours.  Words become values here; what a terminal makes of
 * them, and the themes that the program brings, are not known.
 */
#ifndef LUTRIN_APP_PAINT_H
#define LUTRIN_APP_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "app/grid.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "notes/note.h"

/* Styles first, in the order of enum style. */
enum paint_part {
#define PAINT_STYLE(id, name, help) PAINT_PART_##id,
#define PAINT_OVER(id, name, help) PAINT_PART_##id,
#include "app/paint.def"
#undef PAINT_STYLE
#undef PAINT_OVER
	PAINT_PART_HIGHLIGHT, /* + enum note_color: the ground of a highlight */
	PAINT_PART_LETTERS = PAINT_PART_HIGHLIGHT + NOTE_COLORS, /* of one that has none */
	PAINT_PART_COUNT = PAINT_PART_LETTERS + NOTE_COLORS
};

enum paint_kind {
	PAINT_INHERIT, /* not said: as what it lies on */
	PAINT_DEFAULT, /* the terminal's own */
	PAINT_PALETTE, /* 0 … 255 */
	PAINT_RGB,     /* 0xRRGGBB */
};

struct paint_color {
	enum paint_kind kind;
	int value;
};

enum {
	PAINT_BOLD = 1,
	PAINT_DIM = 2,
	PAINT_UNDERLINE = 4,
	PAINT_ITALIC = 8,
	PAINT_REVERSE = 16,
};

struct paint_line {
	char *theme; /* owned */
	char *base;  /* owned; NULL: the line paints a part */
	enum paint_part part;
	struct paint_color foreground, background;
	unsigned attributes; /* PAINT_… */
};

/* In the order in which they were given: later ones win. */
struct paints {
	VEC(struct paint_line) lines;
};

void paints_release(struct paints *p);

/* Takes the words after `paint`: "NAME PART [COLOUR] [on COLOUR] [ATTRIBUTE]…" or "NAME
 * from BASE", which may be any theme known by then.  False with err: nothing changed. */
bool paints_take(struct paints *p, char *const *words, size_t count, struct err *err);

/* Whether lines paint a theme of this name. */
bool paints_have(const struct paints *p, const char *theme);
/* The name of own theme `index`, in the order of their first lines, those that only
 * change one of the program's left out; NULL beyond the last. */
const char *paints_theme(const struct paints *p, size_t index);
/* What the theme was said to begin as; NULL: nothing was said. */
const char *paints_base(const struct paints *p, const char *theme);

/* The themes that the program brings: PAINT_THEMES, and whether `name` is one. */
#define PAINT_THEMES "auto dark light sepia mono"
bool paints_brought(const char *name);

/* Appends the name of a part; its help is not translated: N_(). */
void paint_part_name(enum paint_part part, struct str *out);
const char *paint_part_help(enum paint_part part);

/* What may stand at word `index` (from 0) after `paint`, appended with spaces between. */
void paints_words(const struct paints *p, size_t index, struct str *out);

#endif
