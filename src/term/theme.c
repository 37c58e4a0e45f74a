/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A theme is a table of coats, one a part of the screen; a cell's look is the text's
 * colours with its style's coat laid on them, then the others', from the quietest (a
 * highlight) to the loudest (the end of a selection).  A theme in use is a copy of a
 * table of coats.c, changed where the reader paints it.
 *
 * Without colours all themes share one table in which no two things look the same.
 */
#include "term/theme.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "term/coats.h"
#include "term/color.h"

static_assert((int)PAINT_PART_FOCUS == (int)STYLE_COUNT,
	      "each style has its line in app/paint.def");

/* With three attributes that every terminal has there are eight looks; each
 * thing that lies over the text has one of its own. */
static const unsigned plain_styles[STYLE_COUNT] = {
	[STYLE_HEADING] = LOOK_BOLD,
	[STYLE_DIM] = LOOK_DIM,
	[STYLE_TITLE] = LOOK_BOLD,
	[STYLE_HINT] = LOOK_DIM,
	[STYLE_KEY] = LOOK_BOLD,
	[STYLE_ERROR] = LOOK_BOLD | LOOK_REVERSE,
	[STYLE_LABEL] = LOOK_BOLD,
	[STYLE_GUTTER] = LOOK_BOLD,
	[STYLE_NOTE_SIGN] = LOOK_BOLD,
	[STYLE_TAG] = LOOK_BOLD,
	[STYLE_LIST_CURRENT] = LOOK_REVERSE,
};

#define PLAIN_SOLID LOOK_REVERSE
#define PLAIN_OVERLAP (LOOK_REVERSE | LOOK_DIM)
#define PLAIN_FOCUS LOOK_BOLD
#define PLAIN_SELECTION (LOOK_REVERSE | LOOK_BOLD)
#define PLAIN_CURSOR (LOOK_UNDERLINE | LOOK_BOLD)
#define PLAIN_HIT (LOOK_REVERSE | LOOK_UNDERLINE)
#define PLAIN_HIT_CURRENT (LOOK_REVERSE | LOOK_UNDERLINE | LOOK_BOLD)

/* ---- making */
static struct tone tone_of(struct paint_color color)
{
	int rgb = color.value;

	switch (color.kind) {
	case PAINT_INHERIT:
		break;
	case PAINT_DEFAULT:
		return (struct tone){true, LOOK_DEFAULT, LOOK_DEFAULT, LOOK_DEFAULT};
	case PAINT_PALETTE:
		rgb = color_of_palette(color.value);
		return (struct tone){
			true,
			color.value < 8 ? color.value : rgb,
			(short)color.value,
			(short)(color.value < 16 ? color.value % 8 : color_nearest_basic(rgb)),
		};
	case PAINT_RGB:
		return (struct tone){
			true,
			rgb < 8 ? 0 : rgb,
			(short)color_nearest_256(rgb),
			(short)color_nearest_basic(rgb),
		};
	}
	return (struct tone){.given = false};
}

static unsigned look_attributes(unsigned paint)
{
	static const unsigned of[][2] = {
		{PAINT_BOLD, LOOK_BOLD},       {PAINT_DIM, LOOK_DIM},
		{PAINT_ITALIC, LOOK_ITALIC},   {PAINT_UNDERLINE, LOOK_UNDERLINE},
		{PAINT_REVERSE, LOOK_REVERSE},
	};
	unsigned attributes = 0;

	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (paint & of[i][0])
			attributes |= of[i][1];
	return attributes;
}

static void paint(struct theme *theme, const char *name, const struct paints *paints)
{
	for (size_t i = 0; i < paints->lines.len; i++) {
		const struct paint_line *line = &paints->lines.items[i];

		if (!line->base && !strcmp(line->theme, name))
			theme->coats[line->part] = (struct coat){
				tone_of(line->foreground),
				tone_of(line->background),
				look_attributes(line->attributes),
				true,
			};
	}
}

/* What a theme begins as where the reader did not say: what suits the ground of its
 * text, or, where it has none, the terminal's. */
static const char *suitable(const struct paints *paints, const char *name, bool light)
{
	for (size_t i = 0; i < paints->lines.len; i++) {
		const struct paint_line *line = &paints->lines.items[i];
		struct paint_color ground = line->background;

		if (line->base || line->part != PAINT_PART_TEXT || strcmp(line->theme, name))
			continue;
		if (ground.kind == PAINT_RGB)
			light = color_is_light(ground.value);
		else if (ground.kind == PAINT_PALETTE)
			light = color_is_light(color_of_palette(ground.value));
	}
	return light ? "light" : "dark";
}

struct theme *theme_new(const char *name, bool light, const struct paints *paints)
{
	const char *base = paints ? paints_base(paints, name) : NULL;
	const struct theme *brought;
	struct theme *theme;

	if (!strcmp(name, "auto"))
		name = light ? "light" : "dark";
	if (!base && paints && !paints_brought(name) && paints_have(paints, name))
		base = suitable(paints, name, light);
	brought = coats_find(base ? base : name);
	if (!brought)
		return NULL;
	theme = mem_alloc(sizeof *theme);
	*theme = *brought;
	if (paints)
		paint(theme, name, paints);
	return theme;
}

void theme_free(struct theme *theme)
{
	free(theme);
}

bool theme_has_colors(const struct theme *theme)
{
	return !theme->colorless;
}

/* ---- looking */
static int tone_at(struct tone tone, enum theme_depth depth)
{
	if (!tone.given)
		return TONE_NONE;
	if (depth == THEME_DIRECT)
		return tone.direct;
	return depth == THEME_256 ? tone.palette : tone.basic;
}

/* Lays a coat over a look.  With 8 colours one that has none of them falls back on what
 * it is without colours; so does one whose letters would be lost in its ground, as those
 * of two colours are that have the same neighbour among few. */
static void lay(struct look *look, const struct coat *coat, unsigned plain, enum theme_depth depth)
{
	int foreground = tone_at(coat->foreground, depth);
	int background = tone_at(coat->background, depth);
	bool bare = foreground == TONE_NONE && background == TONE_NONE, lost;
	struct look laid = *look;

	if (foreground != TONE_NONE)
		laid.foreground = foreground;
	if (background != TONE_NONE)
		laid.background = background;
	lost = laid.foreground == laid.background && laid.foreground != LOOK_DEFAULT;
	if (!lost)
		*look = laid;
	if (lost || (bare && depth == THEME_BASIC && !coat->own))
		look->attributes |= plain;
	else
		look->attributes |= coat->attributes;
}

static unsigned line_attributes(unsigned over)
{
	unsigned attributes = 0;

	if (over & OVER_UNDERLINE)
		attributes |= LOOK_UNDERLINE;
	if (over & OVER_STRIKETHROUGH)
		attributes |= LOOK_STRIKE;
	/* No terminal draws a frame round letters. */
	if (over & OVER_OUTLINE)
		attributes |= LOOK_UNDERLINE | LOOK_ITALIC;
	return attributes;
}

/* The loudest thing alone decides: attributes that add up would make one thing
 * look like another. */
static struct look plain_look(enum style style, unsigned over, unsigned highlight)
{
	struct look look = {LOOK_DEFAULT, LOOK_DEFAULT, plain_styles[style]};
	unsigned line = line_attributes(over);

	if (over & OVER_CURSOR)
		look.attributes = PLAIN_CURSOR;
	else if (over & OVER_SELECTION)
		look.attributes = PLAIN_SELECTION;
	else if (over & OVER_HIT_CURRENT)
		look.attributes = PLAIN_HIT_CURRENT;
	else if (over & OVER_HIT)
		look.attributes = PLAIN_HIT;
	else if (highlight & ~GRID_HIGHLIGHT)
		look.attributes = PLAIN_OVERLAP;
	else if (highlight && !line && style != STYLE_LABEL)
		look.attributes = PLAIN_SOLID;
	else if (over & OVER_FOCUS)
		look.attributes |= PLAIN_FOCUS;
	look.attributes |= line;
	return look;
}

/* One that lies over another stands on that one's ground; with a ground of its own it is
 * underlined, to tell how far the other goes.  A border is as thin in a highlight's colour
 * as in any. */
static void lay_highlight(struct look *look, const struct theme *theme, enum theme_depth depth,
			  enum style style, unsigned over, unsigned highlight)
{
	unsigned color = (highlight & GRID_HIGHLIGHT) - 1, under = highlight >> 4;
	unsigned line = line_attributes(over);

	if (color >= NOTE_COLORS || under > NOTE_COLORS)
		return;
	/* An ordinary cell's own attributes stay: a heading is bold still. */
	if ((line && !under) || style == STYLE_LABEL) {
		lay(look, &theme->coats[PAINT_PART_LETTERS + color], line, depth);
		look->attributes |= line;
		return;
	}
	lay(look, &theme->coats[PAINT_PART_HIGHLIGHT + (line ? under - 1 : color)], PLAIN_SOLID,
	    depth);
	look->attributes |= line ? line : under ? LOOK_UNDERLINE : 0;
}

static void lay_selection(struct look *look, const struct theme *theme, enum theme_depth depth,
			  unsigned over)
{
	const struct coat *coat = &theme->coats[PAINT_PART_SELECTION];

	if (over & OVER_SELECTION && coat->own)
		lay(look, coat, PLAIN_SELECTION, depth);
	else if (over & OVER_SELECTION)
		look->attributes ^= LOOK_REVERSE;
	if (over & OVER_CURSOR)
		look->attributes = (look->attributes ^ LOOK_REVERSE) | LOOK_UNDERLINE | LOOK_BOLD;
}

struct look theme_look(const struct theme *theme, enum theme_depth depth, enum style style,
		       unsigned over, unsigned highlight)
{
	struct look look = {LOOK_DEFAULT, LOOK_DEFAULT, 0};
	bool solid = highlight && !line_attributes(over);

	if (depth == THEME_NONE || theme->colorless)
		return plain_look(style, over, highlight);
	lay(&look, &theme->coats[STYLE_TEXT], plain_styles[STYLE_TEXT], depth);
	if (style != STYLE_TEXT) {
		look.attributes = 0;
		lay(&look, &theme->coats[style], plain_styles[style], depth);
	}
	if (over & OVER_FOCUS && !solid)
		lay(&look, &theme->coats[PAINT_PART_FOCUS], PLAIN_FOCUS, depth);
	else if (over & OVER_FOCUS)
		look.attributes |= PLAIN_FOCUS;
	lay_highlight(&look, theme, depth, style, over, highlight);
	if (over & OVER_HIT_CURRENT)
		lay(&look, &theme->coats[PAINT_PART_HIT_CURRENT], PLAIN_HIT_CURRENT, depth);
	else if (over & OVER_HIT)
		lay(&look, &theme->coats[PAINT_PART_HIT], PLAIN_HIT, depth);
	lay_selection(&look, theme, depth, over);
	return look;
}
