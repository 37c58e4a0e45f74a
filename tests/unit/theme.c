/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "notes/note.h"
#include "term/theme.h"

static const char *const colored[] = {"dark", "light", "sepia"};
static const enum theme_depth fine[] = {THEME_256, THEME_DIRECT};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* xterm's palette from 16 on, as 24 bits. */
static int palette(int index)
{
	static const int steps[] = {0, 95, 135, 175, 215, 255};

	if (index >= 232) {
		int grey = 8 + (index - 232) * 10;

		return grey << 16 | grey << 8 | grey;
	}
	assert_true(index >= 16);
	index -= 16;
	return steps[index / 36] << 16 | steps[index / 6 % 6] << 8 | steps[index % 6];
}

static double linear(int channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, relative luminance and contrast. */
static double luminance(int rgb)
{
	return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
	       0.0722 * linear(rgb & 255);
}

static double contrast(enum theme_depth depth, int a, int b)
{
	double light = luminance(depth == THEME_256 ? palette(a) : a);
	double dark = luminance(depth == THEME_256 ? palette(b) : b);

	if (light < dark) {
		double swap = light;

		light = dark;
		dark = swap;
	}
	return (light + 0.05) / (dark + 0.05);
}

static struct look look(const char *theme, enum theme_depth depth, enum style style, unsigned over,
			unsigned highlight)
{
	const struct theme *t = theme_find(theme);

	assert_non_null(t);
	return theme_look(t, depth, style, over, highlight);
}

static bool same(struct look a, struct look b)
{
	return a.foreground == b.foreground && a.background == b.background &&
	       a.attributes == b.attributes;
}

static void highlighted_text_reads_well_in_every_theme(void **state)
{
	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(fine); d++)
			for (unsigned h = 1; h <= NOTE_COLORS; h++) {
				struct look l = look(colored[t], fine[d], STYLE_TEXT, 0, h);

				assert_true(contrast(fine[d], l.foreground, l.background) >= 4.5);
			}
}

static void hits_and_focus_read_well_in_every_theme(void **state)
{
	static const unsigned overs[] = {OVER_FOCUS, OVER_HIT, OVER_HIT_CURRENT};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(fine); d++)
			for (size_t o = 0; o < COUNT(overs); o++) {
				struct look l = look(colored[t], fine[d], STYLE_TEXT, overs[o], 0);

				assert_true(contrast(fine[d], l.foreground, l.background) >= 4.5);
			}
}

/* Where the ground is the terminal's own it is black or white at worst; every
 * style's letters are told apart from it. */
static void every_style_reads_well_on_its_ground(void **state)
{
	static const int grounds[] = {0x000000, 0xFFFFFF};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (enum style s = 0; s < STYLE_COUNT; s++) {
			struct look l = look(colored[t], THEME_DIRECT, s, 0, 0);

			if (l.foreground == LOOK_DEFAULT)
				continue;
			if (l.background == LOOK_DEFAULT)
				l.background = grounds[!strcmp(colored[t], "light")];
			assert_true(contrast(THEME_DIRECT, l.foreground, l.background) >= 4.5);
		}
}

static void letters_of_underlined_highlights_read_well(void **state)
{
	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (unsigned h = 1; h <= NOTE_COLORS; h++) {
			struct look l =
				look(colored[t], THEME_DIRECT, STYLE_TEXT, OVER_UNDERLINE, h);

			if (l.background == LOOK_DEFAULT)
				l.background = strcmp(colored[t], "light") ? 0x000000 : 0xFFFFFF;
			assert_true(contrast(THEME_DIRECT, l.foreground, l.background) >= 4.5);
		}
}

static void highlights_over_each_other_read_well(void **state)
{
	static const unsigned overs[] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH, OVER_OUTLINE};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(fine); d++)
			for (size_t o = 0; o < COUNT(overs); o++)
				for (unsigned c = 0; c < NOTE_COLORS; c++) {
					struct look l = look(colored[t], fine[d], STYLE_TEXT,
							     overs[o], 1 | GRID_UNDER(c));

					assert_true(contrast(fine[d], l.foreground, l.background) >=
						    4.5);
				}
}

static void no_two_colours_of_highlights_look_the_same(void **state)
{
	static const enum theme_depth depths[] = {THEME_BASIC, THEME_256, THEME_DIRECT};
	static const unsigned overs[] = {0, OVER_UNDERLINE};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t o = 0; o < COUNT(overs); o++)
				for (unsigned a = 1; a <= NOTE_COLORS; a++)
					for (unsigned b = a + 1; b <= NOTE_COLORS; b++)
						assert_false(same(look(colored[t], depths[d],
								       STYLE_TEXT, overs[o], a),
								  look(colored[t], depths[d],
								       STYLE_TEXT, overs[o], b)));
}

/* What lies over text, in each of its kinds. */
static const struct {
	unsigned over, highlight;
} kinds[] = {
	{0, 0},
	{OVER_FOCUS, 0},
	{0, 1},
	{OVER_UNDERLINE, 1},
	{OVER_STRIKETHROUGH, 1},
	{OVER_OUTLINE, 1},
	{0, 1 | GRID_UNDER(NOTE_GREEN)},
	{OVER_STRIKETHROUGH, 1 | GRID_UNDER(NOTE_GREEN)},
	{OVER_SELECTION, 0},
	{OVER_SELECTION | OVER_CURSOR, 0},
	{OVER_HIT, 0},
	{OVER_HIT_CURRENT, 0},
};

static void all_that_can_lie_over_text_is_told_apart_with_any_colours_or_none(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_BASIC, THEME_256, THEME_DIRECT};
	static const char *const all[] = {"dark", "light", "sepia", "mono"};

	(void)state;
	for (size_t t = 0; t < COUNT(all); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t a = 0; a < COUNT(kinds); a++)
				for (size_t b = a + 1; b < COUNT(kinds); b++)
					assert_false(same(look(all[t], depths[d], STYLE_TEXT,
							       kinds[a].over, kinds[a].highlight),
							  look(all[t], depths[d], STYLE_TEXT,
							       kinds[b].over, kinds[b].highlight)));
}

static void dimmed_text_is_told_from_all_other_with_any_colours_or_none(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_BASIC, THEME_256, THEME_DIRECT};
	static const enum style lit[] = {STYLE_TEXT, STYLE_HEADING};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t l = 0; l < COUNT(lit); l++)
				assert_false(same(look(colored[t], depths[d], STYLE_DIM, 0, 0),
						  look(colored[t], depths[d], lit[l], 0, 0)));
}

static void what_is_marked_in_dimmed_text_looks_as_in_other_text(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_256, THEME_DIRECT};
	static const unsigned overs[] = {OVER_HIT, OVER_HIT_CURRENT};

	(void)state;
	for (size_t t = 0; t < COUNT(colored); t++)
		for (size_t d = 0; d < COUNT(depths); d++) {
			for (size_t o = 0; o < COUNT(overs); o++)
				assert_true(
					same(look(colored[t], depths[d], STYLE_DIM, overs[o], 0),
					     look(colored[t], depths[d], STYLE_TEXT, overs[o], 0)));
			for (unsigned h = 1; h <= NOTE_COLORS; h++)
				assert_true(same(look(colored[t], depths[d], STYLE_DIM, 0, h),
						 look(colored[t], depths[d], STYLE_TEXT, 0, h)));
		}
}

static void without_colours_a_look_has_none(void **state)
{
	(void)state;
	for (enum style s = 0; s < STYLE_COUNT; s++)
		for (unsigned h = 0; h <= NOTE_COLORS; h++)
			for (unsigned over = 0; over < 256; over++) {
				struct look none = look("dark", THEME_NONE, s, over, h);
				struct look mono = look("mono", THEME_DIRECT, s, over, h);

				assert_int_equal(none.foreground, LOOK_DEFAULT);
				assert_int_equal(none.background, LOOK_DEFAULT);
				assert_int_equal(mono.foreground, LOOK_DEFAULT);
				assert_int_equal(mono.background, LOOK_DEFAULT);
			}
}

static void plain_text_keeps_the_terminals_own_colours(void **state)
{
	struct look dark = look("dark", THEME_DIRECT, STYLE_TEXT, 0, 0);
	struct look light = look("light", THEME_256, STYLE_TEXT, 0, 0);
	struct look sepia = look("sepia", THEME_256, STYLE_TEXT, 0, 0);

	(void)state;
	assert_int_equal(dark.foreground, LOOK_DEFAULT);
	assert_int_equal(dark.background, LOOK_DEFAULT);
	assert_int_equal(light.background, LOOK_DEFAULT);
	assert_int_not_equal(sepia.background, LOOK_DEFAULT);
	assert_null(theme_find("solarized"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(highlighted_text_reads_well_in_every_theme),
		cmocka_unit_test(hits_and_focus_read_well_in_every_theme),
		cmocka_unit_test(every_style_reads_well_on_its_ground),
		cmocka_unit_test(letters_of_underlined_highlights_read_well),
		cmocka_unit_test(highlights_over_each_other_read_well),
		cmocka_unit_test(no_two_colours_of_highlights_look_the_same),
		cmocka_unit_test(all_that_can_lie_over_text_is_told_apart_with_any_colours_or_none),
		cmocka_unit_test(dimmed_text_is_told_from_all_other_with_any_colours_or_none),
		cmocka_unit_test(what_is_marked_in_dimmed_text_looks_as_in_other_text),
		cmocka_unit_test(without_colours_a_look_has_none),
		cmocka_unit_test(plain_text_keeps_the_terminals_own_colours),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
