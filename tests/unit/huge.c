/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader of one long line, which is set in blocks; here in small ones, so that
 * every screen has their borders. */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "reader.h"

#define WORDS 1200

struct fixture {
	struct str text;
	struct reader reader;
};

static void begin(struct fixture *f)
{
	struct article_options options = {.paragraphs = ARTICLE_LINE, .long_line = 100};

	str_init(&f->text);
	str_add(&f->text, "Avant");
	for (int i = 0; i < WORDS; i++)
		str_addf(&f->text, "%c%s%d", i ? ' ' : '\n', i % 5 ? "mot" : "été", i);
	str_add(&f->text, "\nAprès\n");
	reader_begin(&f->reader, f->text.data, f->text.len, &options, 512);
}

static void end(struct fixture *f)
{
	reader_end(&f->reader);
	str_release(&f->text);
}

/* Whether the keys led to another place. */
static bool press(struct fixture *f, const char *keys)
{
	size_t before = app_place(f->reader.app);

	for (; *keys; keys++) {
		struct event event = {.type = EVENT_KEY, .key = (unsigned char)*keys, .now = 1};

		if (*keys == '\r')
			event.key = KEY_ENTER_KEY;

		app_update(f->reader.app, &event, &f->reader.effects);
	}
	app_render(f->reader.app, &f->reader.grid);
	return app_place(f->reader.app) != before;
}

/* Adds the text of a row, the sign in the gutter left out, and a space. */
static void add_row(struct fixture *f, int row, struct str *out)
{
	size_t before = out->len;

	for (int column = 3; column < f->reader.grid.columns; column++)
		str_add(out, grid_text(&f->reader.grid, grid_cell(&f->reader.grid, row, column)));
	while (out->len > before && out->data[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
	if (out->len > before)
		str_addc(out, ' ');
}

/* All that shows on the way from the first page to the last, line by line. */
static void down_and_up_lose_and_repeat_no_word(void **state)
{
	VEC(size_t) places = {0};
	struct fixture f;
	struct str seen;

	(void)state;
	begin(&f);
	str_init(&seen);
	press(&f, "g");
	do {
		add_row(&f, 2, &seen);
		vec_push(&places, app_place(f.reader.app));
		press(&f, "j");
	} while (app_place(f.reader.app) != places.items[places.len - 1] || places.len < 3);
	for (int row = 3; row < f.reader.grid.rows - 1; row++)
		add_row(&f, row, &seen);
	for (char *c = f.text.data; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	assert_string_equal(seen.data, f.text.data);
	for (size_t i = places.len - 1; i-- > 0;) {
		press(&f, "k");
		assert_int_equal(app_place(f.reader.app), places.items[i]);
	}
	vec_release(&places);
	str_release(&seen);
	end(&f);
}

static void pages_and_jumps_come_to_the_same_places(void **state)
{
	struct fixture f;
	size_t last, size, half;

	(void)state;
	begin(&f);
	size = article_size(f.reader.article);
	while (press(&f, " "))
		;
	last = app_place(f.reader.app);
	press(&f, "g");
	assert_int_equal(app_place(f.reader.app), 0);
	press(&f, "G");
	assert_int_equal(app_place(f.reader.app), last);
	press(&f, "50%");
	half = app_place(f.reader.app);
	assert_true(half <= size / 2 && half + 50 > size / 2);
	/* A page down and up again is where it was. */
	assert_true(press(&f, " "));
	assert_true(press(&f, "b"));
	assert_int_equal(app_place(f.reader.app), half);
	press(&f, "3G");
	assert_true(app_place(f.reader.app) >= last);
	press(&f, "2g");
	assert_true(app_place(f.reader.app) < 10);
	end(&f);
}

/* The line under the cursor of a selection is found in its block. */
static void a_selection_goes_over_borders(void **state)
{
	struct fixture f;
	struct event resize = {.type = EVENT_RESIZE, .rows = 12, .columns = 30};

	(void)state;
	begin(&f);
	press(&f, "50%v");
	for (int i = 0; i < 100; i++) {
		press(&f, i % 3 ? "j" : "w");
		assert_true(f.reader.grid.cursor_row >= 2);
		if (i == 50)
			app_update(f.reader.app, &resize, &f.reader.effects);
	}
	for (int i = 0; i < 150; i++) {
		press(&f, "k");
		assert_true(f.reader.grid.cursor_row >= 2);
	}
	end(&f);
}

/* ---- a search that takes long */
static bool shows(struct fixture *f, const char *what)
{
	struct str row;
	bool found;

	app_render(f->reader.app, &f->reader.grid);
	str_init(&row);
	add_row(f, f->reader.grid.rows - 1, &row);
	found = strstr(row.data, what);
	str_release(&row);
	return found;
}

static void begin_long(struct fixture *f)
{
	const struct article_options options = {.paragraphs = ARTICLE_LINE};

	str_init(&f->text);
	while (f->text.len < ((size_t)40 << 20))
		str_add(&f->text, "Une ligne comme les autres, ni plus ni moins.\n");
	str_add(&f->text, "Enfin le zéphyr se lève.\n");
	reader_begin(&f->reader, f->text.data, f->text.len, &options, 0);
}

static void a_long_search_goes_on_in_idle_time_and_any_key_ends_it(void **state)
{
	const struct event idle = {.type = EVENT_IDLE};
	struct fixture f;

	(void)state;
	begin_long(&f);
	press(&f, "/zephyr");
	assert_true(shows(&f, "searching… ") && app_place(f.reader.app) == 0);
	press(&f, "\r");
	assert_true(shows(&f, "searching… "));
	press(&f, "j");
	assert_false(shows(&f, "searching… "));
	press(&f, "n");
	assert_true(shows(&f, "searching… "));
	while (shows(&f, "searching… "))
		app_update(f.reader.app, &idle, &f.reader.effects);
	assert_true(app_place(f.reader.app) > ((size_t)39 << 20));
	while (!shows(&f, "1/1"))
		app_update(f.reader.app, &idle, &f.reader.effects);
	press(&f, "gg/zephir");
	while (shows(&f, "searching… "))
		app_update(f.reader.app, &idle, &f.reader.effects);
	press(&f, "\r");
	while (shows(&f, "searching… "))
		app_update(f.reader.app, &idle, &f.reader.effects);
	assert_true(shows(&f, ": not found"));
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(down_and_up_lose_and_repeat_no_word),
		cmocka_unit_test(pages_and_jumps_come_to_the_same_places),
		cmocka_unit_test(a_selection_goes_over_borders),
		cmocka_unit_test(a_long_search_goes_on_in_idle_time_and_any_key_ends_it),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
