/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <string.h>

#include "app/grid.h"

static struct grid grid;
static const struct brush plain = {STYLE_TEXT, 0, 0};

static int set_up(void **state)
{
	(void)state;
	grid_init(&grid);
	grid_clear(&grid, 3, 10);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	grid_release(&grid);
	return 0;
}

static int put(int column, int limit, const char *text)
{
	return grid_put(&grid, 0, column, limit, text, strlen(text), plain);
}

/* The first row; the right halves of wide graphemes are empty. */
static const char *row(void)
{
	static char text[10 * GRID_TEXT];

	text[0] = '\0';
	for (int i = 0; i < 10; i++)
		strcat(text, grid_text(&grid, grid_cell(&grid, 0, i)));
	return text;
}

static void a_new_grid_is_blank_and_has_no_cursor(void **state)
{
	(void)state;
	assert_string_equal(row(), "          ");
	assert_int_equal(grid.cursor_row, -1);
	assert_null(grid_cell(&grid, 3, 0));
	assert_null(grid_cell(&grid, 0, -1));
	assert_null(grid_cell(&grid, 0, 10));
}

static void graphemes_take_their_cells_and_nothing_else_is_touched(void **state)
{
	(void)state;
	assert_int_equal(put(1, 10, "e\u0301té 日本"), 9);
	assert_string_equal(row(), " été 日本 ");
	assert_int_equal(grid_cell(&grid, 0, 5)->width, 2);
	assert_int_equal(grid_cell(&grid, 0, 6)->width, 0);
	assert_string_equal(grid_text(&grid, grid_cell(&grid, 0, 6)), "");
}

static void letters_and_marks_are_composed_where_one_character_is_both(void **state)
{
	(void)state;
	assert_int_equal(put(0, 10, "c\u0327\u1112\u1161\u11AB\u304B\u3099x\u0301"), 6);
	assert_string_equal(row(), "ç한がx\u0301    ");
	/* What composing would change without making it shorter stays. */
	put(0, 10, "\uF900\uFE00שׁ");
	assert_string_equal(grid_text(&grid, grid_cell(&grid, 0, 0)), "\uF900\uFE00");
	assert_string_equal(grid_text(&grid, grid_cell(&grid, 0, 2)), "שׁ");
}

static void the_flag_of_a_part_of_a_country_is_a_flag(void **state)
{
	(void)state;
	assert_int_equal(put(0, 10, "🏴\U000E0067\U000E0062\U000E007F."), 3);
	assert_string_equal(row(), "🏴.       ");
	put(0, 10, "a\U000E0067\u0301b");
	assert_string_equal(row(), "a�b       ");
}

static void a_wide_grapheme_never_crosses_the_limit(void **state)
{
	(void)state;
	assert_int_equal(put(0, 3, "日本"), 2);
	assert_int_equal(put(9, 20, "語"), 9);
	assert_string_equal(row(), "日        ");
}

static void writing_over_half_of_a_wide_grapheme_blanks_the_other_half(void **state)
{
	(void)state;
	put(0, 10, "日本");
	put(1, 10, "x");
	assert_string_equal(row(), " x本      ");
	assert_int_equal(grid_cell(&grid, 0, 0)->width, 1);
	put(2, 10, "y");
	assert_string_equal(row(), " xy       ");
	assert_int_equal(grid_cell(&grid, 0, 3)->width, 1);
}

static void plain_text_takes_a_cell_a_character_and_its_white_space_is_blank(void **state)
{
	static const char text[] = "l’été\nà !";
	const struct brush brush = {STYLE_HEADING, OVER_FOCUS, 2};

	(void)state;
	put(0, 10, "日本日本日");
	assert_int_equal(grid_put_plain(&grid, 0, 1, 8, text, strlen(text), brush), 8);
	assert_string_equal(row(), " l’été à日");
	assert_int_equal(grid_cell(&grid, 0, 0)->width, 1);
	assert_int_equal(grid_cell(&grid, 0, 7)->over, OVER_FOCUS);
	assert_int_equal(grid_cell(&grid, 0, 6)->highlight, 2);
	assert_int_equal(grid_put_plain(&grid, 0, 1, 4, text, strlen(text), brush), 4);
	assert_int_equal(grid_put_plain(&grid, 0, 12, 14, text, strlen(text), brush), 12);
	assert_string_equal(row(), " l’été à日");
	assert_int_equal(grid_put_plain(&grid, 0, 2, 9, text, strlen(text), brush), 9);
	assert_string_equal(row(), " ll’été à ");
}

static void controls_show_as_signs(void **state)
{
	(void)state;
	put(0, 10, "\x1B[31m\x07\x7F\xE2\x80\xAE");
	assert_string_equal(row(), "␛[31m␇␡�  ");
}

static void a_tab_is_a_blank_and_what_is_invisible_takes_no_cell(void **state)
{
	(void)state;
	assert_int_equal(put(0, 10, "a\tb\u200B\u200E\u00ADc"), 4);
	assert_string_equal(row(), "a bc      ");
}

static void a_mark_without_a_letter_shows_as_a_circle(void **state)
{
	(void)state;
	put(0, 10, "\u0301x");
	assert_string_equal(row(), "◌x        ");
}

static void a_family_takes_the_cells_of_its_members_and_goes_as_a_whole(void **state)
{
	(void)state;
	assert_int_equal(put(0, 10, "👨‍👩‍👧."), 7);
	assert_string_equal(grid_text(&grid, grid_cell(&grid, 0, 0)), "👨‍👩‍👧");
	put(3, 10, "x");
	assert_string_equal(row(), "   x  .   ");
}

static void ill_formed_bytes_show_as_replacements(void **state)
{
	(void)state;
	put(0, 10, "a\xFF\xC3z");
	assert_string_equal(row(), "a��z      ");
}

/* As many accents on a letter as make one grapheme; the cell keeps whole ones. */
static void a_cell_keeps_as_many_whole_characters_as_it_holds(void **state)
{
	char heap[1 + 2 * 31 + 1] = "x";

	(void)state;
	for (int i = 0; i < 31; i++)
		strcat(heap, "\u0301");
	assert_int_equal(put(0, 10, heap), 1);
	assert_int_equal(strlen(grid_text(&grid, grid_cell(&grid, 0, 0))), GRID_TEXT - 1);
}

static void a_text_too_long_for_its_room_ends_in_an_ellipsis(void **state)
{
	(void)state;
	assert_int_equal(grid_put_cut(&grid, 0, 0, 5, "cinq.", plain), 5);
	assert_string_equal(row(), "cinq.     ");
	assert_int_equal(grid_put_cut(&grid, 0, 0, 5, "six six", plain), 5);
	assert_string_equal(row(), "six …     ");
	grid_clear(&grid, 3, 10);
	assert_int_equal(grid_put_cut(&grid, 0, 0, 4, "日本語", plain), 3);
	assert_string_equal(row(), "日…       ");
	assert_int_equal(grid_put_cut(&grid, 0, 4, 4, "rien", plain), 4);
}

static void a_grid_of_another_size_is_blank(void **state)
{
	static const int sizes[][2] = {{5, 20}, {2, 4}, {0, 0}, {3, 10}};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		put(0, 10, "plein");
		grid_clear(&grid, sizes[i][0], sizes[i][1]);
		assert_int_equal(grid.rows, sizes[i][0]);
		assert_int_equal(grid.columns, sizes[i][1]);
		for (int k = 0; k < grid.rows * grid.columns; k++)
			assert_string_equal(grid.cells[k].text, " ");
		assert_null(grid_cell(&grid, grid.rows, 0));
	}
}

static void drawing_outside_does_nothing(void **state)
{
	(void)state;
	assert_int_equal(grid_put(&grid, 3, 0, 10, "x", 1, plain), 0);
	assert_int_equal(grid_put(&grid, -1, 0, 10, "x", 1, plain), 0);
	assert_int_equal(put(-1, 10, "x"), -1);
	assert_int_equal(put(12, 20, "x"), 12);
	grid_fill(&grid, 7, 0, 10, plain);
	grid_fill(&grid, 0, -5, 100, (struct brush){STYLE_HINT, 0, 0});
	assert_string_equal(row(), "          ");
	assert_int_equal(grid_cell(&grid, 0, 9)->style, STYLE_HINT);
}

static void a_brush_colours_every_cell_of_a_grapheme(void **state)
{
	(void)state;
	grid_put(&grid, 0, 0, 10, "日", 3, (struct brush){STYLE_NOTE, OVER_FOCUS, 2});
	for (int i = 0; i < 2; i++) {
		assert_int_equal(grid_cell(&grid, 0, i)->style, STYLE_NOTE);
		assert_int_equal(grid_cell(&grid, 0, i)->over, OVER_FOCUS);
		assert_int_equal(grid_cell(&grid, 0, i)->highlight, 2);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_new_grid_is_blank_and_has_no_cursor),
		TEST(graphemes_take_their_cells_and_nothing_else_is_touched),
		TEST(letters_and_marks_are_composed_where_one_character_is_both),
		TEST(the_flag_of_a_part_of_a_country_is_a_flag),
		TEST(a_wide_grapheme_never_crosses_the_limit),
		TEST(writing_over_half_of_a_wide_grapheme_blanks_the_other_half),
		TEST(plain_text_takes_a_cell_a_character_and_its_white_space_is_blank),
		TEST(controls_show_as_signs),
		TEST(a_tab_is_a_blank_and_what_is_invisible_takes_no_cell),
		TEST(a_mark_without_a_letter_shows_as_a_circle),
		TEST(a_family_takes_the_cells_of_its_members_and_goes_as_a_whole),
		TEST(ill_formed_bytes_show_as_replacements),
		TEST(a_cell_keeps_as_many_whole_characters_as_it_holds),
		TEST(a_text_too_long_for_its_room_ends_in_an_ellipsis),
		TEST(a_grid_of_another_size_is_blank),
		TEST(drawing_outside_does_nothing),
		TEST(a_brush_colours_every_cell_of_a_grapheme),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
