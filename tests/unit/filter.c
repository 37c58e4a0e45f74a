/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter over texts that idle time has to go through. */
#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

#define PARAGRAPHS 100000

/* Every hundredth paragraph tells of the sea. */
static char *long_text(void)
{
	struct str s;

	str_init(&s);
	for (int i = 1; i <= PARAGRAPHS; i++)
		str_addf(&s, "Paragraphe %d : %s.\n", i,
			 i % 100 ? "rien de ce qui est cherché, mais beaucoup de mots"
				 : "la mer, toujours recommencée");
	return s.data;
}

static void type(struct reader *r, const char *keys)
{
	for (; *keys; keys++) {
		struct event event = {.type = EVENT_KEY,
				      .key = *keys == '\n' ? KEY_ENTER_KEY
							   : (uint32_t)(unsigned char)*keys};

		app_update(r->app, &event, &r->effects);
	}
}

static void rest(struct reader *r)
{
	while (app_busy(r->app))
		app_update(r->app, &(struct event){.type = EVENT_IDLE}, &r->effects);
}

static bool on_screen(struct reader *r, const char *text)
{
	struct str all;
	bool found;

	app_render(r->app, &r->grid);
	str_init(&all);
	for (int row = 0; row < r->grid.rows; row++)
		for (int column = 0; column < r->grid.columns; column++)
			str_add(&all, grid_text(&r->grid, grid_cell(&r->grid, row, column)));
	found = strstr(all.data, text) != NULL;
	str_release(&all);
	return found;
}

static void begin(struct reader *r)
{
	struct article_options options = {.paragraphs = ARTICLE_LINE};
	char *text = long_text();

	reader_begin(r, text, strlen(text), &options, 0);
	free(text);
}

static void a_long_text_is_filtered_in_both_directions_from_the_focus(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, "50050G");
	type(&r, ":filter mer\n");
	assert_true(on_screen(&r, "Paragraphe 50100"));
	rest(&r);
	assert_true(on_screen(&r, "filter: mer — 1000/100000 §"));
	type(&r, "K");
	assert_true(on_screen(&r, "Paragraphe 50000"));
	type(&r, "g");
	assert_true(on_screen(&r, "Paragraphe 100 "));
	type(&r, "G");
	assert_true(on_screen(&r, "Paragraphe 100000"));
	type(&r, "N");
	rest(&r);
	assert_true(on_screen(&r, "/1000"));
	reader_end(&r);
}

static void what_the_filter_leaves_out_is_no_match_of_another_search(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, ":filter mer\n");
	rest(&r);
	type(&r, "/paragraphe\n");
	rest(&r);
	assert_true(on_screen(&r, "1/1000"));
	type(&r, "n");
	assert_true(on_screen(&r, "2/1000"));
	reader_end(&r);
}

static void a_text_that_grows_is_filtered_on(void **state)
{
	struct article_options options = {.paragraphs = ARTICLE_LINE};
	struct reader r;

	(void)state;
	reader_begin(&r, "", 0, &options, 0);
	for (int i = 0; i < 3000; i++) {
		char line[64];
		int len = snprintf(line, sizeof line, "%d : %s\n", i, i % 10 ? "non" : "la mer");

		article_append(r.article, line, (size_t)len / 2, false);
		app_update(r.app, &(struct event){.type = EVENT_STREAM}, &r.effects);
		article_append(r.article, line + len / 2, (size_t)(len - len / 2), false);
		app_update(r.app, &(struct event){.type = EVENT_STREAM}, &r.effects);
		if (i == 20)
			type(&r, ":filter mer\n");
		rest(&r);
	}
	assert_true(on_screen(&r, "filter: mer — 300/3000 §"));
	reader_end(&r);
}

static void escape_gives_everything_back(void **state)
{
	struct reader r;
	size_t place;

	(void)state;
	begin(&r);
	type(&r, "/toujours\nn");
	rest(&r);
	place = app_place(r.app);
	for (int i = 0; i < 3; i++) {
		type(&r, i == 0 ? "&rien" : i == 1 ? "/rien" : "?\\v(");
		rest(&r);
		app_update(r.app, &(struct event){.type = EVENT_KEY, .key = KEY_ESCAPE},
			   &r.effects);
		rest(&r);
		assert_int_equal(app_place(r.app), place);
		assert_true(on_screen(&r, "2/1000"));
		assert_false(on_screen(&r, "filter:"));
	}
	reader_end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_text_is_filtered_in_both_directions_from_the_focus),
		cmocka_unit_test(what_the_filter_leaves_out_is_no_match_of_another_search),
		cmocka_unit_test(a_text_that_grows_is_filtered_on),
		cmocka_unit_test(escape_gives_everything_back),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
