/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "app/settings.h"

static void assert_setting(const struct settings *s, const char *name, const char *want)
{
	struct str value;

	str_init(&value);
	assert_true(settings_get(s, name, &value));
	assert_string_equal(value.data, want);
	str_release(&value);
}

static void every_setting_begins_with_a_value_it_would_take(void **state)
{
	struct settings s;
	struct str value;
	struct err err;

	(void)state;
	settings_init(&s);
	str_init(&value);
	for (size_t i = 0; i < settings_count(); i++) {
		str_clear(&value);
		assert_true(settings_get(&s, settings_name(i), &value));
		assert_true(settings_set(&s, settings_name(i), value.data, &err));
		assert_non_null(settings_help(i));
	}
	assert_null(settings_name(settings_count()));
	str_release(&value);
	settings_release(&s);
}

static void a_number_outside_its_range_is_refused_and_changes_nothing(void **state)
{
	static const char *const bad[] = {"9",   "1001", "-5", "",
					  "12x", "x",    " ",  "99999999999999999999"};
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	assert_true(settings_set(&s, "width", "66", &err));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(settings_set(&s, "width", bad[i], &err));
		assert_non_null(strstr(err.text, "width"));
	}
	assert_int_equal(s.width, 66);
	settings_release(&s);
}

static void a_choice_takes_its_words_only(void **state)
{
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	assert_true(settings_set(&s, "theme", "sepia", &err));
	assert_setting(&s, "theme", "sepia");
	assert_true(settings_set(&s, "theme", "MONO", &err));
	assert_setting(&s, "theme", "mono");
	assert_false(settings_set(&s, "theme", "mon", &err));
	assert_false(settings_set(&s, "theme", "", &err));
	assert_non_null(strstr(err.text, "dark light sepia mono"));
	assert_setting(&s, "theme", "mono");
	settings_release(&s);
}

static void an_unknown_name_is_told(void **state)
{
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	assert_false(settings_set(&s, "widht", "66", &err));
	assert_string_equal(err.text, "widht: no such setting");
	assert_false(settings_get(&s, "widht", NULL));
	settings_release(&s);
}

static void a_text_is_kept_as_it_is_but_must_be_utf8(void **state)
{
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	assert_true(settings_set(&s, "author", "Zoé d’Œuvre", &err));
	assert_false(settings_set(&s, "author", "Zo\xE9", &err));
	assert_setting(&s, "author", "Zoé d’Œuvre");
	settings_release(&s);
}

static bool assign(struct settings *s, const char *a, const char *b, const char *c)
{
	const char *words[] = {a, b, c};
	struct err err;
	size_t count = c ? 3 : b ? 2 : a ? 1 : 0;

	return settings_assign(s, (char *const *)words, count, &err);
}

static void set_takes_a_value_in_each_of_the_usual_forms(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_true(assign(&s, "width", "60", NULL));
	assert_setting(&s, "width", "60");
	assert_true(assign(&s, "width=61", NULL, NULL));
	assert_setting(&s, "width", "61");
	assert_true(assign(&s, "width", "=", "62"));
	assert_setting(&s, "width", "62");
	assert_true(assign(&s, "author", "Jeanne", "Dupont"));
	assert_setting(&s, "author", "Jeanne Dupont");
	assert_true(assign(&s, "author=", NULL, NULL));
	assert_setting(&s, "author", "");
	settings_release(&s);
}

static void a_setting_knows_where_its_value_came_from(void **state)
{
	size_t width = settings_index("width");
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_null(settings_origin(&s, width));
	settings_from(&s, "config:3");
	assert_true(assign(&s, "width", "60", NULL));
	assert_false(assign(&s, "theme", "none", NULL));
	settings_from(&s, NULL);
	assert_string_equal(settings_origin(&s, width), "config:3");
	assert_null(settings_origin(&s, settings_index("theme")));
	assert_true(assign(&s, "width=61", NULL, NULL));
	assert_string_equal(settings_origin(&s, width), "");
	settings_release(&s);
}

static void a_change_can_be_taken_back(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_true(assign(&s, "width", "60", NULL));
	assert_true(assign(&s, "width&", NULL, NULL));
	assert_setting(&s, "width", "72");
	assert_null(settings_origin(&s, settings_index("width")));
	assert_true(assign(&s, "author", "Jeanne", "Dupont"));
	assert_true(assign(&s, "author&", NULL, NULL));
	assert_setting(&s, "author", "");
	assert_false(assign(&s, "widht&", NULL, NULL));
	assert_false(assign(&s, "&", NULL, NULL));
	settings_release(&s);
}

static void set_without_a_value_or_a_name_is_wrong(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_false(assign(&s, NULL, NULL, NULL));
	assert_false(assign(&s, "width", NULL, NULL));
	assert_false(assign(&s, "nowidth", NULL, NULL));
	assert_false(assign(&s, "nothing", "at", "all"));
	assert_false(assign(&s, "=66", NULL, NULL));
	settings_release(&s);
}

static void a_colour_can_be_given_a_meaning(void **state)
{
	static char *const words[] = {"color-meaning", "yellow", "thèse principale"};
	static char *const pair[] = {"color-meaning=GREEN:exemple"};
	static char *const none[] = {"color-meaning", "yellow", ""};
	static char *const bad[] = {"color-meaning", "rouge", "faux"};
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	assert_null(settings_color_meaning(&s, 0));
	assert_true(settings_assign(&s, words, 3, &err));
	assert_true(settings_assign(&s, pair, 1, &err));
	assert_string_equal(settings_color_meaning(&s, 0), "thèse principale");
	assert_string_equal(settings_color_meaning(&s, 1), "exemple");
	assert_null(settings_color_meaning(&s, 2));
	assert_null(settings_color_meaning(&s, 99));
	assert_setting(&s, "color-meaning", "yellow: thèse principale; green: exemple");
	assert_true(settings_set(&s, "color-meaning", "yellow: a; blue= b c", &err));
	assert_setting(&s, "color-meaning", "yellow: a; green: exemple; blue: b c");
	assert_false(settings_assign(&s, bad, 3, &err));
	assert_non_null(strstr(err.text, "rouge"));
	assert_false(settings_set(&s, "color-meaning", "yellow", &err));
	assert_true(settings_assign(&s, none, 3, &err));
	assert_setting(&s, "color-meaning", "green: exemple; blue: b c");
	assert_true(settings_set(&s, "color-meaning", "", &err));
	assert_setting(&s, "color-meaning", "");
	settings_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_colour_can_be_given_a_meaning),
		cmocka_unit_test(every_setting_begins_with_a_value_it_would_take),
		cmocka_unit_test(a_number_outside_its_range_is_refused_and_changes_nothing),
		cmocka_unit_test(a_choice_takes_its_words_only),
		cmocka_unit_test(an_unknown_name_is_told),
		cmocka_unit_test(a_text_is_kept_as_it_is_but_must_be_utf8),
		cmocka_unit_test(set_takes_a_value_in_each_of_the_usual_forms),
		cmocka_unit_test(a_setting_knows_where_its_value_came_from),
		cmocka_unit_test(a_change_can_be_taken_back),
		cmocka_unit_test(set_without_a_value_or_a_name_is_wrong),
	};

	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
