/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A theme is a table of paints, one a style and one for each thing that can lie
 * over a style; a cell's look is its style's paint with the others laid on it,
 * from the quietest (a highlight) to the loudest (the end of a selection).
 *
 * A colour is written three times, for 24 bits, 256 and 8 colours: the nearest
 * palette entry is seldom the one that looks right.  Without colours all themes
 * share one table in which no two things look the same.
 */
#include "term/theme.h"

#include <string.h>

#include "notes/note.h"

struct tone {
	int direct;
	short palette;
	short basic;
};

#define OWN \
	{ \
		LOOK_DEFAULT, LOOK_DEFAULT, LOOK_DEFAULT \
	}

/* Where 8 colours have neither a foreground nor a background, `plain` says how
 * it looks without colours. */
struct paint {
	struct tone foreground, background;
	unsigned attributes;
};

enum over_paint { PAINT_FOCUS, PAINT_HIT, PAINT_HIT_CURRENT, PAINT_OVERS };

struct theme {
	const char *name;
	bool colorless;
	struct paint styles[STYLE_COUNT];
	struct paint overs[PAINT_OVERS];
	struct paint solid[NOTE_COLORS]; /* a highlight with a ground */
	struct tone line[NOTE_COLORS];   /* letters of one without */
};

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

static const struct theme themes[] = {
	{
		.name = "dark",
		.styles = {
			[STYLE_TEXT] = {OWN, OWN, 0},
			[STYLE_HEADING] = {OWN, OWN, LOOK_BOLD},
			[STYLE_DIM] = {{0x8A8A8A, 245, -1}, OWN, 0},
			[STYLE_TITLE] = {{0xB2B2B2, 249, -1}, OWN, LOOK_BOLD},
			[STYLE_POSITION] = {{0x9E9E9E, 247, -1}, OWN, 0},
			[STYLE_HINT] = {{0x8A8A8A, 245, -1}, OWN, 0},
			[STYLE_KEY] = {{0xD0D0D0, 252, -1}, OWN, LOOK_BOLD},
			[STYLE_MESSAGE] = {OWN, OWN, 0},
			[STYLE_ERROR] = {{0xFF8787, 210, 1}, OWN, LOOK_BOLD},
			[STYLE_INPUT] = {OWN, OWN, 0},
			[STYLE_LABEL] = {{0xD7AF5F, 179, 3}, OWN, 0},
			[STYLE_GUTTER] = {{0xD7AF5F, 179, 3}, OWN, 0},
			[STYLE_NOTE] = {{0xA9C4D4, 152, 6}, OWN, 0},
			[STYLE_NOTE_SIGN] = {{0xD7AF5F, 179, 3}, OWN, LOOK_BOLD},
			[STYLE_TAG] = {{0x87AF87, 108, 2}, OWN, 0},
			[STYLE_LIST] = {OWN, OWN, 0},
			[STYLE_LIST_CURRENT] = {OWN, OWN, LOOK_REVERSE},
		},
		.overs = {
			[PAINT_FOCUS] = {{0xEEEEEE, 255, -1}, {0x333333, 236, -1}, 0},
			[PAINT_HIT] = {{0x1C1C1C, 234, -1}, {0xD7AF5F, 179, -1}, LOOK_UNDERLINE},
			[PAINT_HIT_CURRENT] = {{0x000000, 16, -1}, {0xFF9E3B, 215, -1},
					       LOOK_BOLD | LOOK_UNDERLINE},
		},
		.solid = {
			[NOTE_YELLOW] = {{0xF2F2F2, 255, 0}, {0x5C5200, 58, 3}, 0},
			[NOTE_GREEN] = {{0xF2F2F2, 255, 0}, {0x1F5430, 22, 2}, 0},
			[NOTE_BLUE] = {{0xF2F2F2, 255, 7}, {0x1D4B73, 24, 4}, 0},
			[NOTE_PINK] = {{0xF2F2F2, 255, 0}, {0x74284F, 89, 5}, 0},
			[NOTE_ORANGE] = {{0xF2F2F2, 255, 7}, {0x743F10, 94, 1}, 0},
			[NOTE_PURPLE] = {{0xF2F2F2, 255, 0}, {0x4E3279, 54, 6}, 0},
		},
		.line = {
			[NOTE_YELLOW] = {0xE3CF57, 185, 3},
			[NOTE_GREEN] = {0x87D787, 114, 2},
			[NOTE_BLUE] = {0x87BFFF, 111, 4},
			[NOTE_PINK] = {0xFF9EC8, 211, 5},
			[NOTE_ORANGE] = {0xFFAF5F, 215, 1},
			[NOTE_PURPLE] = {0xC3A5F5, 141, 6},
		},
	},
	{
		.name = "light",
		.styles = {
			[STYLE_TEXT] = {OWN, OWN, 0},
			[STYLE_HEADING] = {OWN, OWN, LOOK_BOLD},
			[STYLE_DIM] = {{0x6C6C6C, 242, -1}, OWN, 0},
			[STYLE_TITLE] = {{0x4E4E4E, 239, -1}, OWN, LOOK_BOLD},
			[STYLE_POSITION] = {{0x5F5F5F, 59, -1}, OWN, 0},
			[STYLE_HINT] = {{0x6C6C6C, 242, -1}, OWN, 0},
			[STYLE_KEY] = {{0x303030, 236, -1}, OWN, LOOK_BOLD},
			[STYLE_MESSAGE] = {OWN, OWN, 0},
			[STYLE_ERROR] = {{0xAF0000, 124, 1}, OWN, LOOK_BOLD},
			[STYLE_INPUT] = {OWN, OWN, 0},
			[STYLE_LABEL] = {{0x87490A, 94, -1}, OWN, 0},
			[STYLE_GUTTER] = {{0x87490A, 94, -1}, OWN, 0},
			[STYLE_NOTE] = {{0x1F4E79, 24, 4}, OWN, 0},
			[STYLE_NOTE_SIGN] = {{0x87490A, 94, -1}, OWN, LOOK_BOLD},
			[STYLE_TAG] = {{0x2B6130, 22, -1}, OWN, 0},
			[STYLE_LIST] = {OWN, OWN, 0},
			[STYLE_LIST_CURRENT] = {OWN, OWN, LOOK_REVERSE},
		},
		.overs = {
			[PAINT_FOCUS] = {{0x1C1C1C, 234, -1}, {0xE8E8E8, 254, -1}, 0},
			[PAINT_HIT] = {{0x1C1C1C, 234, -1}, {0xF0C060, 221, -1}, LOOK_UNDERLINE},
			[PAINT_HIT_CURRENT] = {{0x000000, 16, -1}, {0xFF9E3B, 208, -1},
					       LOOK_BOLD | LOOK_UNDERLINE},
		},
		.solid = {
			[NOTE_YELLOW] = {{0x1C1C1C, 234, 0}, {0xFFF2A8, 229, 3}, 0},
			[NOTE_GREEN] = {{0x1C1C1C, 234, 0}, {0xC9EDC6, 157, 2}, 0},
			[NOTE_BLUE] = {{0x1C1C1C, 234, 7}, {0xC9E0FB, 153, 4}, 0},
			[NOTE_PINK] = {{0x1C1C1C, 234, 0}, {0xFBCFE2, 218, 5}, 0},
			[NOTE_ORANGE] = {{0x1C1C1C, 234, 7}, {0xFDD8AE, 216, 1}, 0},
			[NOTE_PURPLE] = {{0x1C1C1C, 234, 0}, {0xDFD0F7, 183, 6}, 0},
		},
		.line = {
			[NOTE_YELLOW] = {0x6E5A00, 58, 3},
			[NOTE_GREEN] = {0x1B6B2B, 22, 2},
			[NOTE_BLUE] = {0x1257A8, 25, 4},
			[NOTE_PINK] = {0xAD1A62, 125, 5},
			[NOTE_ORANGE] = {0x9A4A00, 130, 1},
			[NOTE_PURPLE] = {0x6A36B8, 55, 6},
		},
	},
	{
		.name = "sepia",
		.styles = {
			[STYLE_TEXT] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_HEADING] = {{0x33261A, 235, -1}, {0xF4ECD8, 230, -1}, LOOK_BOLD},
			[STYLE_DIM] = {{0x75674F, 242, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_TITLE] = {{0x5B4A34, 239, -1}, {0xF4ECD8, 230, -1}, LOOK_BOLD},
			[STYLE_POSITION] = {{0x6A5A43, 241, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_HINT] = {{0x75674F, 242, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_KEY] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1}, LOOK_BOLD},
			[STYLE_MESSAGE] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_ERROR] = {{0x9E1B1B, 88, 1}, {0xF4ECD8, 230, -1}, LOOK_BOLD},
			[STYLE_INPUT] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_LABEL] = {{0x87490A, 94, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_GUTTER] = {{0x87490A, 94, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_NOTE] = {{0x2C4F6B, 24, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_NOTE_SIGN] = {{0x87490A, 94, -1}, {0xF4ECD8, 230, -1}, LOOK_BOLD},
			[STYLE_TAG] = {{0x3B5B2C, 22, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_LIST] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1}, 0},
			[STYLE_LIST_CURRENT] = {{0x433422, 237, -1}, {0xF4ECD8, 230, -1},
						LOOK_REVERSE},
		},
		.overs = {
			[PAINT_FOCUS] = {{0x33261A, 235, -1}, {0xE6D9BB, 187, -1}, 0},
			[PAINT_HIT] = {{0x241A10, 234, -1}, {0xE9AE4E, 179, -1}, LOOK_UNDERLINE},
			[PAINT_HIT_CURRENT] = {{0x000000, 16, -1}, {0xF08A24, 208, -1},
					       LOOK_BOLD | LOOK_UNDERLINE},
		},
		.solid = {
			[NOTE_YELLOW] = {{0x33261A, 235, 0}, {0xF3DC7D, 222, 3}, 0},
			[NOTE_GREEN] = {{0x33261A, 235, 0}, {0xC3DCA0, 150, 2}, 0},
			[NOTE_BLUE] = {{0x33261A, 235, 7}, {0xB9D5E2, 152, 4}, 0},
			[NOTE_PINK] = {{0x33261A, 235, 0}, {0xF2BEC9, 217, 5}, 0},
			[NOTE_ORANGE] = {{0x33261A, 235, 7}, {0xF3C28A, 215, 1}, 0},
			[NOTE_PURPLE] = {{0x33261A, 235, 0}, {0xD6C3E6, 182, 6}, 0},
		},
		.line = {
			[NOTE_YELLOW] = {0x6B5600, 58, 3},
			[NOTE_GREEN] = {0x2B6130, 22, 2},
			[NOTE_BLUE] = {0x1F4E8C, 24, 4},
			[NOTE_PINK] = {0xA01A58, 125, 5},
			[NOTE_ORANGE] = {0x8F4400, 94, 1},
			[NOTE_PURPLE] = {0x5F36A0, 55, 6},
		},
	},
	{
		.name = "mono",
		.colorless = true,
	},
};

const struct theme *theme_find(const char *name)
{
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		if (!strcmp(themes[i].name, name))
			return &themes[i];
	return NULL;
}

static int tone_at(struct tone tone, enum theme_depth depth)
{
	if (depth == THEME_DIRECT)
		return tone.direct;
	return depth == THEME_256 ? tone.palette : tone.basic;
}

/* Lays a paint over a look.  With 8 colours one that has none of them falls back
 * on what it is without colours. */
static void lay(struct look *look, const struct paint *paint, unsigned plain,
		enum theme_depth depth)
{
	int foreground = tone_at(paint->foreground, depth);
	int background = tone_at(paint->background, depth);
	bool bare = foreground == LOOK_DEFAULT && background == LOOK_DEFAULT;

	if (foreground != LOOK_DEFAULT)
		look->foreground = foreground;
	if (background != LOOK_DEFAULT)
		look->background = background;
	look->attributes |= depth == THEME_BASIC && bare ? plain : paint->attributes;
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
	struct paint paint;

	if (color >= NOTE_COLORS || under > NOTE_COLORS)
		return;
	if ((!line || under) && style != STYLE_LABEL) {
		/* An ordinary cell's own attributes stay: a heading is bold still. */
		lay(look, &theme->solid[line ? under - 1 : color], PLAIN_SOLID, depth);
		look->attributes |= line ? line : under ? LOOK_UNDERLINE : 0;
		return;
	}
	paint = (struct paint){theme->line[color], OWN, line};
	lay(look, &paint, line, depth);
}

struct look theme_look(const struct theme *theme, enum theme_depth depth, enum style style,
		       unsigned over, unsigned highlight)
{
	struct look look = {LOOK_DEFAULT, LOOK_DEFAULT, 0};
	bool solid = highlight && !line_attributes(over);

	if (depth == THEME_NONE || theme->colorless)
		return plain_look(style, over, highlight);
	lay(&look, &theme->styles[style], plain_styles[style], depth);
	if (over & OVER_FOCUS && !solid)
		lay(&look, &theme->overs[PAINT_FOCUS], PLAIN_FOCUS, depth);
	else if (over & OVER_FOCUS)
		look.attributes |= PLAIN_FOCUS;
	lay_highlight(&look, theme, depth, style, over, highlight);
	if (over & OVER_HIT_CURRENT)
		lay(&look, &theme->overs[PAINT_HIT_CURRENT], PLAIN_HIT_CURRENT, depth);
	else if (over & OVER_HIT)
		lay(&look, &theme->overs[PAINT_HIT], PLAIN_HIT, depth);
	if (over & OVER_SELECTION)
		look.attributes ^= LOOK_REVERSE;
	if (over & OVER_CURSOR)
		look.attributes = (look.attributes ^ LOOK_REVERSE) | LOOK_UNDERLINE | LOOK_BOLD;
	return look;
}
