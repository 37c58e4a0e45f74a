/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways to show the page: dimmed, bare, numbered, ruled, plain. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "reader.h"
#include "search/find.h"

static void press(struct reader *r, uint32_t key)
{
	app_update(r->app, &(struct event){.type = EVENT_KEY, .key = key}, &r->effects);
}

static void command(struct reader *r, const char *line)
{
	assert_true(app_command(r->app, line, 0, &r->effects, NULL));
}

static void begin(struct reader *r, const struct str *text)
{
	struct article_options options = {0};

	reader_begin(r, text->data, text->len, &options, 0);
}

/* Paragraphs of a line, each but the first with its number. */
static void add_paragraphs(struct str *text, int count)
{
	str_init(text);
	str_add(text, "Un titre\n\n");
	for (int i = 2; i <= count; i++)
		str_addf(text, "Le paragraphe %d dit ceci. Puis il dit cela, lui aussi.\n\n", i);
}

/* What stands in the row left of `limit`, without blanks before it. */
static char *row_text(struct reader *r, int row, int limit, char *out)
{
	size_t len = 0;

	for (int column = 0; column < limit; column++)
		len += (size_t)sprintf(out + len, "%s",
				       grid_text(&r->grid, grid_cell(&r->grid, row, column)));
	return out + strspn(out, " ");
}

/* How many rows have a number, each of which is that of its paragraph. */
static int numbered(struct reader *r)
{
	int count = 0;
	char text[8 * GRID_TEXT * 50];

	app_render(r->app, &r->grid);
	for (int row = 1; row < r->grid.rows - 1; row++) {
		char *end, *said;
		long number = strtol(row_text(r, row, r->grid.columns, text), &end, 10);

		if (end == text + strspn(text, " ") || !(said = strstr(end, "Le paragraphe ")))
			continue;
		assert_int_equal(number, strtol(said + strlen("Le paragraphe "), NULL, 10));
		count++;
	}
	return count;
}

static void numbers_are_right_or_absent(void **state)
{
	struct str text;
	struct reader r;

	(void)state;
	add_paragraphs(&text, 100000);
	begin(&r, &text);
	command(&r, "set numbers on");
	press(&r, 'G');
	assert_int_equal(numbered(&r), 0);
	press(&r, 'g');
	assert_true(numbered(&r) > 1);
	press(&r, 'G');
	while (app_busy(r.app))
		app_update(r.app, &(struct event){.type = EVENT_IDLE}, &r.effects);
	assert_true(numbered(&r) > 1);
	for (int i = 0; i < 20; i++) {
		press(&r, 'b');
		assert_true(numbered(&r) > 1);
	}
	reader_end(&r);
	str_release(&text);
}

/* The column of text begins where it began, wherever the page is. */
static void the_column_stands_still_while_it_scrolls(void **state)
{
	struct str text;
	struct reader r;
	int left = -1;

	(void)state;
	add_paragraphs(&text, 1200);
	begin(&r, &text);
	command(&r, "set numbers on");
	while (app_busy(r.app))
		app_update(r.app, &(struct event){.type = EVENT_IDLE}, &r.effects);
	for (int i = 0; i < 300; i++) {
		press(&r, i == 150 ? 'G' : i < 150 ? ' ' : 'b');
		assert_true(numbered(&r) > 0);
		for (int column = 0; column < r.grid.columns; column++)
			if (!strcmp(grid_text(&r.grid, grid_cell(&r.grid, 3, column)), "L") ||
			    !strcmp(grid_text(&r.grid, grid_cell(&r.grid, 2, column)), "L")) {
				assert_true(left < 0 || left == column);
				left = column;
				break;
			}
	}
	reader_end(&r);
	str_release(&text);
}

static void the_next_match_is_the_first_from_an_offset_on(void **state)
{
	struct str text;
	struct reader r;
	struct query *q;
	struct finder *f;

	(void)state;
	add_paragraphs(&text, 3000);
	begin(&r, &text);
	q = query_new("paragraphe 2", false, NULL);
	f = finder_new(r.article, q);
	assert_true(finder_next(f, 0) == SIZE_MAX);
	while (finder_step(f, SIZE_MAX))
		;
	for (size_t at = 0; at < text.len; at += 997) {
		struct span match;
		bool found = find_next(r.article, q, at, &match);

		assert_true(finder_next(f, at) == (found ? match.start : SIZE_MAX));
	}
	finder_free(f);
	query_free(q);
	reader_end(&r);
	str_release(&text);
}

/* No lines, blocks or shapes, which screen readers spell out; and a cursor to follow. */
static void check_plain(struct reader *r)
{
	app_render(r->app, &r->grid);
	assert_in_range(r->grid.cursor_row, 0, r->grid.rows - 1);
	assert_in_range(r->grid.cursor_column, 0, r->grid.columns - 1);
	assert_false(r->grid.cursor_hidden);
	for (int i = 0; i < r->grid.rows * r->grid.columns; i++) {
		const struct cell *c = &r->grid.cells[i];
		char32_t cp = 0;

		utf8_decode(c->text, strlen(c->text), &cp);
		assert_false(cp >= 0x2500 && cp < 0x2600);
	}
}

static void keys_in_any_order_leave_the_plain_mode_plain(void **state)
{
	static const char keys[] = "jjkk  b}{)(><hacgvwwo$hxuPzf2fGgAt/e\r\rnNB\rO\x1b\x1b\x1b";
	struct str text;

	(void)state;
	add_paragraphs(&text, 40);
	for (unsigned seed = 1; seed <= 20; seed++) {
		struct reader r;

		srand(seed);
		begin(&r, &text);
		command(&r, "set plain on");
		command(&r, "set ruler on");
		for (int i = 0; i < 300; i++) {
			char key = keys[(size_t)rand() % (sizeof keys - 1)];

			press(&r, key == '\r'     ? KEY_ENTER_KEY
				  : key == '\x1b' ? KEY_ESCAPE
						  : (uint32_t)key);
			if (rand() % 20 == 0)
				app_update(r.app,
					   &(struct event){.type = EVENT_RESIZE,
							   .rows = 5 + rand() % 30,
							   .columns = 20 + rand() % 120},
					   &r.effects);
			if (rand() % 5 == 0)
				app_update(r.app, &(struct event){.type = EVENT_IDLE}, &r.effects);
			check_plain(&r);
			effects_clear(&r.effects);
		}
		reader_end(&r);
	}
	str_release(&text);
}

/* Line by line down and up again, each is met once and in its order. */
static void the_cursor_goes_from_line_to_line(void **state)
{
	struct str text;
	struct reader r;
	size_t rows = 0, back = 0;
	char last[8 * GRID_TEXT * 50] = "", now[sizeof last];

	(void)state;
	add_paragraphs(&text, 40);
	begin(&r, &text);
	command(&r, "set plain on");
	for (int i = 0; i < 400; i++) {
		press(&r, i < 200 ? 'j' : 'k');
		app_render(r.app, &r.grid);
		row_text(&r, r.grid.cursor_row, r.grid.columns, now);
		assert_true(strspn(now, " ") < strlen(now));
		if (strcmp(now, last))
			++*(i < 200 ? &rows : &back);
		strcpy(last, now);
	}
	/* The title is where it began and is met on the way back only; a paragraph has two. */
	assert_int_equal(rows, 39 * 2);
	assert_int_equal(back, 39 * 2);
	reader_end(&r);
	str_release(&text);
}

/* Each key writes where it has to only: what is on the screen stays. */
static void a_step_to_the_next_line_changes_no_cell(void **state)
{
	struct str text;
	struct reader r;
	size_t size;
	struct cell *before;

	(void)state;
	add_paragraphs(&text, 40);
	begin(&r, &text);
	command(&r, "set plain on");
	press(&r, '}');
	press(&r, 'j');
	app_render(r.app, &r.grid);
	size = (size_t)r.grid.rows * (size_t)r.grid.columns * sizeof *before;
	before = malloc(size);
	memcpy(before, r.grid.cells, size);
	press(&r, 'k');
	app_render(r.app, &r.grid);
	assert_memory_equal(before, r.grid.cells, size);
	free(before);
	reader_end(&r);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_right_or_absent),
		cmocka_unit_test(the_column_stands_still_while_it_scrolls),
		cmocka_unit_test(the_next_match_is_the_first_from_an_offset_on),
		cmocka_unit_test(keys_in_any_order_leave_the_plain_mode_plain),
		cmocka_unit_test(the_cursor_goes_from_line_to_line),
		cmocka_unit_test(a_step_to_the_next_line_changes_no_cell),
	};

	return cmocka_run_group_tests_name("modes", tests, NULL, NULL);
}
