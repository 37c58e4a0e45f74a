/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "app/config.h"
#include "app/paint.h"
#include "app/settings.h"

/* Takes a line as it stands in the configuration, without `paint`. */
static bool take(struct paints *p, const char *line, struct err *err)
{
	struct config_words words = {0};
	bool ok = config_split(line, &words, err) &&
		  paints_take(p, words.words.items, words.words.len, err);

	config_release(&words);
	return ok;
}

static void a_line_gives_a_part_its_colours(void **state)
{
	struct paints p = {0};
	const struct paint_line *line;

	(void)state;
	assert_true(take(&p, "soir text #d0c8b8 on #1c1a17", NULL));
	assert_true(take(&p, "soir heading bright-red on 17 bold italic", NULL));
	assert_true(take(&p, "soir highlight-yellow on yellow", NULL));
	assert_int_equal(p.lines.len, 3);
	line = &p.lines.items[0];
	assert_string_equal(line->theme, "soir");
	assert_int_equal(line->part, PAINT_PART_TEXT);
	assert_int_equal(line->foreground.kind, PAINT_RGB);
	assert_int_equal(line->foreground.value, 0xD0C8B8);
	assert_int_equal(line->background.value, 0x1C1A17);
	line = &p.lines.items[1];
	assert_int_equal(line->foreground.kind, PAINT_PALETTE);
	assert_int_equal(line->foreground.value, 9);
	assert_int_equal(line->background.value, 17);
	assert_int_equal(line->attributes, PAINT_BOLD | PAINT_ITALIC);
	line = &p.lines.items[2];
	assert_int_equal(line->part, PAINT_PART_HIGHLIGHT + NOTE_YELLOW);
	assert_int_equal(line->foreground.kind, PAINT_INHERIT);
	assert_int_equal(line->background.value, 3);
	paints_release(&p);
}

static void a_later_line_about_the_same_takes_the_place_of_the_first(void **state)
{
	struct paints p = {0};

	(void)state;
	assert_true(take(&p, "soir text white", NULL));
	assert_true(take(&p, "soir from light", NULL));
	assert_true(take(&p, "soir text red", NULL));
	assert_true(take(&p, "soir from sepia", NULL));
	assert_int_equal(p.lines.len, 2);
	assert_int_equal(p.lines.items[0].foreground.value, 1);
	assert_string_equal(paints_base(&p, "soir"), "sepia");
	assert_null(paints_base(&p, "matin"));
	paints_release(&p);
}

static void what_is_wrong_is_told_and_changes_nothing(void **state)
{
	static const char *const wrong[][2] = {
		{"", "a theme, a part"},
		{"soir text", "a theme, a part"},
		{"soir ceiling red", "ceiling: "},
		{"soir text reddish", "reddish: no such colour"},
		{"soir text '#12345g'", "no such colour"},
		{"soir text '#1234567'", "no such colour"},
		{"soir text 256", "no such colour"},
		{"soir text -1", "no such colour"},
		{"soir text red on", "on which colour"},
		{"soir from mono", "from is followed by"},
		{"soir from light dark", "from is followed by"},
		{"mono text red", "mono has no colours"},
		{"auto text red", "auto has no colours"},
		{"dark from light", "dark is there already"},
	};
	struct paints p = {0};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct err err = {""};

		assert_false(take(&p, wrong[i][0], &err));
		assert_non_null(strstr(err.text, wrong[i][1]));
	}
	assert_int_equal(p.lines.len, 0);
	paints_release(&p);
}

static void own_themes_are_those_that_the_program_does_not_bring(void **state)
{
	struct paints p = {0};

	(void)state;
	assert_true(take(&p, "dark heading red", NULL));
	assert_true(take(&p, "soir text red", NULL));
	assert_true(take(&p, "matin from light", NULL));
	assert_true(take(&p, "soir hint red", NULL));
	assert_string_equal(paints_theme(&p, 0), "soir");
	assert_string_equal(paints_theme(&p, 1), "matin");
	assert_null(paints_theme(&p, 2));
	assert_true(paints_have(&p, "dark"));
	assert_false(paints_have(&p, "light"));
	paints_release(&p);
}

static void the_setting_takes_themes_that_are_there(void **state)
{
	struct settings s;
	struct err err = {""};

	(void)state;
	settings_init(&s);
	assert_string_equal(s.theme, "auto");
	assert_false(settings_set(&s, "theme", "soir", &err));
	assert_non_null(strstr(err.text, "auto dark light sepia mono"));
	assert_true(take(&s.paints, "soir text red", NULL));
	assert_true(settings_set(&s, "theme", "soir", &err));
	assert_string_equal(s.theme, "soir");
	assert_true(settings_set(&s, "theme", "LIGHT", &err));
	assert_string_equal(s.theme, "light");
	assert_false(settings_set(&s, "theme", "matin", &err));
	assert_non_null(strstr(err.text, "mono soir"));
	assert_string_equal(s.theme, "light");
	settings_release(&s);
}

static void each_part_has_a_name_of_its_own_and_tells_what_it_is(void **state)
{
	struct str names[PAINT_PART_COUNT];

	(void)state;
	for (int i = 0; i < PAINT_PART_COUNT; i++) {
		str_init(&names[i]);
		paint_part_name((enum paint_part)i, &names[i]);
		assert_true(names[i].len > 0);
		assert_true(strlen(paint_part_help((enum paint_part)i)) > 0);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(names[i].data, names[k].data);
	}
	for (int i = 0; i < PAINT_PART_COUNT; i++)
		str_release(&names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_gives_a_part_its_colours),
		cmocka_unit_test(a_later_line_about_the_same_takes_the_place_of_the_first),
		cmocka_unit_test(what_is_wrong_is_told_and_changes_nothing),
		cmocka_unit_test(own_themes_are_those_that_the_program_does_not_bring),
		cmocka_unit_test(the_setting_takes_themes_that_are_there),
		cmocka_unit_test(each_part_has_a_name_of_its_own_and_tells_what_it_is),
	};

	return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
