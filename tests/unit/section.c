/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "app/model.h"
#include "app/section.h"
#include "base/str.h"
#include "reader.h"

#define FAR 3000 /* paragraphs between two headings: more than are passed over at once */

static void add_paragraphs(struct str *text, int count)
{
	for (int i = 0; i < count; i++)
		str_addf(text,
			 "Un paragraphe, le %d-ième, qui dit ceci et cela, sans hâte ; et puis il "
			 "dit encore autre chose, et finit.\n\n",
			 i);
}

/* Two headings near the beginning, one far away, one near the end. */
static void begin(struct reader *r, struct str *text)
{
	str_init(text);
	str_add(text, "Le titre\n\n");
	add_paragraphs(text, 3);
	str_add(text, "PREMIER CHAPITRE\n\n");
	add_paragraphs(text, 3);
	str_add(text, "DEUXIÈME CHAPITRE\n\n");
	add_paragraphs(text, FAR);
	str_add(text, "DERNIER CHAPITRE\n\n");
	add_paragraphs(text, FAR);
	reader_begin(r, text->data, text->len, &(struct article_options){0}, 0);
}

static void end(struct reader *r, struct str *text)
{
	reader_end(r);
	str_release(text);
}

static void type(struct reader *r, const char *keys)
{
	for (; *keys; keys++) {
		uint32_t key = (unsigned char)*keys;
		struct event event = {.type = EVENT_KEY, .key = key, .now = 1763708400};

		if (key == '\n')
			event.key = KEY_ENTER_KEY;
		else if (key == 0x1B)
			event.key = KEY_ESCAPE;
		app_update(r->app, &event, &r->effects);
	}
}

static int idle_until_there(struct reader *r)
{
	int slices = 0;

	for (; section_busy(r->app); slices++)
		app_update(r->app, &(struct event){.type = EVENT_IDLE}, &r->effects);
	return slices;
}

static size_t place(const struct str *text, const char *words)
{
	return (size_t)(strstr(text->data, words) - text->data);
}

static void headings_that_are_near_are_gone_to_at_once(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "2]]");
	assert_false(section_busy(r.app));
	assert_int_equal(r.app->focus.span.start, place(&text, "DEUX"));
	type(&r, "[[");
	assert_int_equal(r.app->focus.span.start, place(&text, "PREMIER"));
	type(&r, "9[[");
	assert_int_equal(r.app->focus.span.start, 0);
	end(&r, &text);
}

static void one_that_is_far_away_is_gone_to_in_idle_time(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "2]]]]");
	assert_true(section_busy(r.app));
	assert_int_equal(r.app->focus.span.start, place(&text, "DEUX"));
	assert_true(idle_until_there(&r) > 1);
	assert_int_equal(r.app->focus.span.start, place(&text, "DERNIER"));
	assert_null(r.app->message);
	type(&r, "]]");
	idle_until_there(&r);
	assert_string_equal(r.app->message, "No heading further on");
	assert_int_equal(r.app->focus.span.start, place(&text, "DERNIER"));
	end(&r, &text);
}

static void what_goes_nowhere_leaves_the_way_open(void **state)
{
	struct reader r;
	struct str text;
	struct err err;

	(void)state;
	begin(&r, &text);
	type(&r, "3]]");
	assert_true(app_command(r.app, "redraw", 1763708400, &r.effects, &err));
	assert_true(app_command(r.app, "set numbers", 1763708400, &r.effects, &err));
	assert_true(section_busy(r.app));
	idle_until_there(&r);
	assert_int_equal(r.app->focus.span.start, place(&text, "DERNIER"));
	end(&r, &text);
}

static void a_second_command_goes_on_from_there(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "G[[[[");
	idle_until_there(&r);
	assert_int_equal(r.app->focus.span.start, place(&text, "DEUX"));
	end(&r, &text);
}

static void another_command_ends_the_way(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "G[[");
	assert_true(section_busy(r.app));
	type(&r, "g");
	assert_false(section_busy(r.app));
	idle_until_there(&r);
	assert_int_equal(r.app->top.offset, 0);
	end(&r, &text);
}

static void a_change_is_meant_for_the_heading(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "G[[h");
	assert_int_equal(notebook_count(r.book), 1);
	assert_int_equal(notebook_at(r.book, 0)->span.start, place(&text, "DERNIER"));
	end(&r, &text);
}

static void the_end_of_a_selection_goes_there(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "}v]]");
	assert_int_equal(r.app->selection.cursor, place(&text, "PREMIER"));
	type(&r, "]]");
	assert_int_equal(r.app->selection.cursor, place(&text, "DEUX"));
	type(&r, "]]");
	idle_until_there(&r);
	assert_int_equal(r.app->mode, MODE_SELECT);
	assert_int_equal(r.app->selection.cursor, place(&text, "DERNIER"));
	assert_int_equal(r.app->selection.anchor, place(&text, "Un par"));
	end(&r, &text);
}

/* To marks, annotations and parts of the text, too. */
static void the_end_of_a_selection_jumps(void **state)
{
	struct reader r;
	struct str text;

	(void)state;
	begin(&r, &text);
	type(&r, "2]]maB}hg}v'a");
	assert_int_equal(r.app->selection.cursor, place(&text, "DEUX"));
	assert_int_equal(r.app->selection.anchor, place(&text, "Un par"));
	type(&r, ">");
	assert_true(r.app->selection.cursor > place(&text, "DEUX"));
	assert_int_equal(r.app->selection.cursor, notebook_at(r.book, 1)->span.start);
	type(&r, "<");
	assert_int_equal(r.app->selection.cursor, place(&text, "DEUX"));
	type(&r, "90%");
	assert_true(r.app->selection.cursor > place(&text, "DERNIER"));
	assert_int_equal(r.app->selection.anchor, place(&text, "Un par"));
	end(&r, &text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_that_are_near_are_gone_to_at_once),
		cmocka_unit_test(one_that_is_far_away_is_gone_to_in_idle_time),
		cmocka_unit_test(what_goes_nowhere_leaves_the_way_open),
		cmocka_unit_test(a_second_command_goes_on_from_there),
		cmocka_unit_test(another_command_ends_the_way),
		cmocka_unit_test(a_change_is_meant_for_the_heading),
		cmocka_unit_test(the_end_of_a_selection_goes_there),
		cmocka_unit_test(the_end_of_a_selection_jumps),
	};

	return cmocka_run_group_tests_name("section", tests, NULL, NULL);
}
