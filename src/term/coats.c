/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One table a theme.  What is not in it looks as the text does, so a style that is new
 * can be read before it has colours.
 *
 * The six colours of highlights were looked for by computer: as near as may be to a
 * highlighter's, letters on them at 4.5:1 or better, and any two of them further apart
 * than tests/unit/theme.c wants for readers who lack one kind of cone.  So they differ
 * in lightness too.
 */
#include "term/coats.h"

#include <string.h>

#define C(direct, palette, basic) \
	{ \
		true, direct, palette, basic \
	}
#define NONE TONE_NONE
#define OWN \
	{ \
		false, 0, 0, 0 \
	}
#define HIGHLIGHT(color) [PAINT_PART_HIGHLIGHT + NOTE_##color]
#define LETTERS(color) [PAINT_PART_LETTERS + NOTE_##color]

static const struct theme
	themes[] =
		{
			{
				.name = "dark",
				.coats =
					{
						[STYLE_HEADING] = {OWN, OWN, LOOK_BOLD},
						[STYLE_DIM] = {C(0x9A9A9A, 247, NONE), OWN, 0},
						[STYLE_TITLE] = {C(0xB8B8B8, 250, NONE), OWN,
								 LOOK_BOLD},
						[STYLE_POSITION] = {C(0xA8A8A8, 248, NONE), OWN, 0},
						[STYLE_HINT] = {C(0x9A9A9A, 247, NONE), OWN, 0},
						[STYLE_KEY] = {C(0xD0D0D0, 252, NONE), OWN,
							       LOOK_BOLD},
						[STYLE_ERROR] = {C(0xFF8787, 210, 1), OWN,
								 LOOK_BOLD},
						[STYLE_LABEL] = {C(0xD7AF5F, 179, 3), OWN, 0},
						[STYLE_GUTTER] = {C(0xD7AF5F, 179, 3), OWN, 0},
						[STYLE_NOTE] = {C(0xA9C4D4, 152, 6), OWN, 0},
						[STYLE_NOTE_SIGN] = {C(0xD7AF5F, 179, 3), OWN,
								     LOOK_BOLD},
						[STYLE_TAG] = {C(0x87AF87, 108, 2), OWN, 0},
						[STYLE_LIST_CURRENT] =
							{C(0xF2F2F2, 255, NONE),
							 C(0x3A3A3A, 237, NONE), 0},
						[PAINT_PART_FOCUS] = {C(0xEEEEEE, 255, NONE),
								      C(0x3A3A3A, 237, NONE), 0},
						[PAINT_PART_HIT] =
							{C(0x1C1C1C, 234, NONE),
							 C(0xD7AF5F, 179, NONE), LOOK_UNDERLINE},
						[PAINT_PART_HIT_CURRENT] =
							{C(0x000000, 16, NONE),
							 C(0xFF9E3B, 215, NONE), LOOK_BOLD | LOOK_UNDERLINE},
						HIGHLIGHT(
							YELLOW) = {C(0xF2F2F2, 231, 0),
								   C(0x625700, 58, 3), 0},
						HIGHLIGHT(GREEN) = {C(0xF2F2F2, 231, 0),
								    C(0x205432, 23, 2), 0},
						HIGHLIGHT(BLUE) = {C(0xF2F2F2, 231, 7),
								   C(0x1F568F, 25, 4), 0},
						HIGHLIGHT(PINK) = {C(0xF2F2F2, 231, 0),
								   C(0x832655, 125, 5), 0},
						HIGHLIGHT(
							ORANGE) = {C(0xF2F2F2, 231, 7),
								   C(0x5D320B, 131, 1), 0},
						HIGHLIGHT(
							PURPLE) = {C(0xF2F2F2, 231, 0),
								   C(0x41286B, 54, 6), 0},
						LETTERS(YELLOW) = {C(0xEED95B, 185, 3), OWN, 0},
						LETTERS(GREEN) = {C(0x7AD381, 157, 2), OWN, 0},
						LETTERS(BLUE) = {C(0xA2CEFF, 153, 4), OWN, 0},
						LETTERS(PINK) = {C(0xFFA6CE, 211, 5), OWN, 0},
						LETTERS(ORANGE) = {C(0xF19D4B, 180, 1), OWN, 0},
						LETTERS(PURPLE) = {C(0xB698ED, 177, 6), OWN, 0},
					},
			},
			{
				.name = "light",
				.coats =
					{
						[STYLE_HEADING] = {OWN, OWN, LOOK_BOLD},
						[STYLE_DIM] = {C(0x666666, 241, NONE), OWN, 0},
						[STYLE_TITLE] = {C(0x4E4E4E, 239, NONE), OWN,
								 LOOK_BOLD},
						[STYLE_POSITION] = {C(0x5F5F5F, 59, NONE), OWN, 0},
						[STYLE_HINT] = {C(0x666666, 241, NONE), OWN, 0},
						[STYLE_KEY] = {C(0x303030, 236, NONE), OWN,
							       LOOK_BOLD},
						[STYLE_ERROR] = {C(0xAF0000, 124, 1), OWN,
								 LOOK_BOLD},
						[STYLE_LABEL] = {C(0x87490A, 94, NONE), OWN, 0},
						[STYLE_GUTTER] = {C(0x87490A, 94, NONE), OWN, 0},
						[STYLE_NOTE] = {C(0x1F4E79, 24, 4), OWN, 0},
						[STYLE_NOTE_SIGN] = {C(0x87490A, 94, NONE), OWN,
								     LOOK_BOLD},
						[STYLE_TAG] = {C(0x2B6130, 22, NONE), OWN, 0},
						[STYLE_LIST_CURRENT] =
							{C(0x1C1C1C, 234, NONE),
							 C(0xDEDEDE, 254, NONE), 0},
						[PAINT_PART_FOCUS] = {C(0x1C1C1C, 234, NONE),
								      C(0xDEDEDE, 254, NONE), 0},
						[PAINT_PART_HIT] = {C(0x1C1C1C, 234, NONE),
								    C(0xF0C060, 221, NONE),
								    LOOK_UNDERLINE},
						[PAINT_PART_HIT_CURRENT] =
							{C(0x000000, 16, NONE),
							 C(0xFF9E3B, 208, NONE),
							 LOOK_BOLD | LOOK_UNDERLINE},
						HIGHLIGHT(
							YELLOW) = {C(0x1C1C1C, 234, 0),
								   C(0xFFF4A6, 227, 3), 0},
						HIGHLIGHT(GREEN) = {C(0x1C1C1C, 234, 0),
								    C(0xC9EDC6, 157, 2), 0},
						HIGHLIGHT(BLUE) = {C(0x1C1C1C, 234, 7),
								   C(0xA4B9D4, 153, 4), 0},
						HIGHLIGHT(PINK) = {C(0x1C1C1C, 234, 0),
								   C(0xFFD6E4, 224, 5), 0},
						HIGHLIGHT(
							ORANGE) = {C(0x1C1C1C, 234, 7),
								   C(0xEEC192, 180, 1), 0},
						HIGHLIGHT(
							PURPLE) = {C(0x1C1C1C, 234, 0),
								   C(0xE0D9FF, 146, 6), 0},
						LETTERS(YELLOW) = {C(0x534000, 94, 3), OWN, 0},
						LETTERS(GREEN) = {C(0x206E3E, 23, 2), OWN, 0},
						LETTERS(BLUE) = {C(0x255281, 26, 4), OWN, 0},
						LETTERS(PINK) = {C(0x961A58, 125, 5), OWN, 0},
						LETTERS(ORANGE) = {C(0x91510F, 88, 1), OWN, 0},
						LETTERS(PURPLE) = {C(0x713CC1, 55, 6), OWN, 0},
					},
			},
			{
				.name = "sepia",
				.coats =
					{
						[STYLE_TEXT] = {C(0x433422, 237, NONE),
								C(0xF4ECD8, 230, NONE), 0},
						[STYLE_HEADING] = {C(0x33261A, 235, NONE), OWN,
								   LOOK_BOLD},
						[STYLE_DIM] = {C(0x75674F, 242, NONE), OWN, 0},
						[STYLE_TITLE] = {C(0x5B4A34, 239, NONE), OWN,
								 LOOK_BOLD},
						[STYLE_POSITION] = {C(0x6A5A43, 241, NONE), OWN, 0},
						[STYLE_HINT] = {C(0x75674F, 242, NONE), OWN, 0},
						[STYLE_KEY] = {C(0x433422, 237, NONE), OWN,
							       LOOK_BOLD},
						[STYLE_ERROR] = {C(0x9E1B1B, 88, 1), OWN,
								 LOOK_BOLD},
						[STYLE_LABEL] = {C(0x87490A, 94, NONE), OWN, 0},
						[STYLE_GUTTER] = {C(0x87490A, 94, NONE), OWN, 0},
						[STYLE_NOTE] = {C(0x2C4F6B, 24, NONE), OWN, 0},
						[STYLE_NOTE_SIGN] = {C(0x87490A, 94, NONE), OWN,
								     LOOK_BOLD},
						[STYLE_TAG] = {C(0x3B5B2C, 22, NONE), OWN, 0},
						[STYLE_LIST_CURRENT] =
							{C(0x33261A, 235, NONE),
							 C(0xE6D9BB, 187, NONE), 0},
						[PAINT_PART_FOCUS] = {C(0x33261A, 235, NONE),
								      C(0xE6D9BB, 187, NONE), 0},
						[PAINT_PART_HIT] = {C(0x241A10, 234, NONE),
								    C(0xE9AE4E, 179, NONE),
								    LOOK_UNDERLINE},
						[PAINT_PART_HIT_CURRENT] =
							{C(0x000000, 16, NONE),
							 C(0xF08A24, 208, NONE),
							 LOOK_BOLD | LOOK_UNDERLINE},
						HIGHLIGHT(
							YELLOW) = {C(0x33261A, 235, 0),
								   C(0xFBE481, 220, 3), 0},
						HIGHLIGHT(GREEN) = {C(0x33261A, 235, 0),
								    C(0xC7DDA4, 193, 2), 0},
						HIGHLIGHT(BLUE) = {C(0x33261A, 235, 7),
								   C(0xC9E3EF, 152, 4), 0},
						HIGHLIGHT(PINK) = {C(0x33261A, 235, 0),
								   C(0xEABFC6, 181, 5), 0},
						HIGHLIGHT(
							ORANGE) = {C(0x33261A, 235, 7),
								   C(0xECB06D, 215, 1), 0},
						HIGHLIGHT(
							PURPLE) = {C(0x33261A, 235, 0),
								   C(0xC9B7E1, 189, 6), 0},
						LETTERS(YELLOW) = {C(0x725C04, 58, 3), OWN, 0},
						LETTERS(GREEN) = {C(0x2B6439, 23, 2), OWN, 0},
						LETTERS(BLUE) = {C(0x1C477B, 19, 4), OWN, 0},
						LETTERS(PINK) = {C(0x9C2159, 125, 5), OWN, 0},
						LETTERS(ORANGE) = {C(0x6D3200, 52, 1), OWN, 0},
						LETTERS(PURPLE) = {C(0x663CB9, 92, 6), OWN, 0},
					},
			},
			{
				.name = "mono",
				.colorless = true,
			},
};

const struct theme *coats_find(const char *name)
{
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		if (!strcmp(themes[i].name, name))
			return &themes[i];
	return NULL;
}
