/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <string.h>

#include "app/margin.h"
#include "reader.h"

#define SLOTS 12
#define UP 1000 /* what a row too high costs, beside one too low */

static unsigned next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % below;
}

/* Some slots in order; returns how many. */
static size_t some_slots(struct margin_slot *slots, unsigned *seed, int height, bool focus)
{
	size_t count = 1 + next(seed, SLOTS);
	int want = 0;

	for (size_t i = 0; i < count; i++) {
		want += (int)next(seed, 5) * (int)next(seed, 2);
		slots[i] = (struct margin_slot){
			.want = want < height ? want : height - 1,
			.lines = 1 + (int)next(seed, 7),
			.focus = focus && !next(seed, 4),
		};
	}
	return count;
}

static size_t focus_of(const struct margin_slot *slots, size_t count)
{
	size_t i = 0;

	while (i < count && !slots[i].focus)
		i++;
	return i;
}

static void none_overlaps_and_all_are_on_the_page(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct margin_slot slots[SLOTS];
		int height = 1 + (int)next(&seed, 20), at = 0;
		size_t count = some_slots(slots, &seed, height, round % 2);
		size_t hidden = margin_place(slots, count, height), none = 0;

		for (size_t i = 0; i < count; i++) {
			none += !slots[i].rows;
			if (!slots[i].rows)
				continue;
			assert_true(slots[i].rows <= slots[i].lines);
			assert_true(slots[i].top >= at);
			at = slots[i].top + slots[i].rows;
		}
		assert_true(at <= (hidden && height > 1 ? height - 1 : height));
		assert_int_equal(none, hidden);
	}
}

static void each_has_a_row_where_there_are_enough(void **state)
{
	unsigned seed = 2;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct margin_slot slots[SLOTS];
		int height = 1 + (int)next(&seed, 20), need;
		size_t count = some_slots(slots, &seed, height, round % 2);
		size_t focus = focus_of(slots, count);

		need = (int)count + (focus < count ? slots[focus].lines - 1 : 0);
		if (margin_place(slots, count, height) > 0)
			assert_true(need > height);
		else
			assert_true(need <= height || count == 1);
	}
}

static void the_one_in_focus_is_whole_and_level(void **state)
{
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct margin_slot slots[SLOTS], *f;
		int height = 2 + (int)next(&seed, 20), above = 0, below = 0, room;
		size_t count = some_slots(slots, &seed, height, true);
		size_t focus = focus_of(slots, count), hidden;

		if (focus == count)
			continue;
		hidden = margin_place(slots, count, height);
		room = hidden ? height - 1 : height;
		f = &slots[focus];
		for (size_t i = 0; i < count; i++) {
			above += i < focus && slots[i].rows > 0;
			below += i > focus && slots[i].rows > 0;
		}
		assert_int_equal(f->rows, f->lines < room ? f->lines : room);
		/* Only what must have a row of its own makes it give way. */
		if (f->top > f->want)
			assert_int_equal(f->top, above);
		if (f->top < f->want)
			assert_int_equal(f->top + f->rows + below, room);
	}
}

static int cost_of(const struct margin_slot *s, int top)
{
	return top < s->want ? (s->want - top) * UP : top - s->want;
}

/* The least that placing the slots costs, tried out. */
static int least_cost(const struct margin_slot *slots, size_t count, int from, int height)
{
	int best = -1;

	if (!count)
		return 0;
	for (int top = from; top + slots->rows <= height; top++) {
		int rest = least_cost(slots + 1, count - 1, top + slots->rows, height);
		int cost = rest < 0 ? -1 : rest + cost_of(slots, top);

		if (cost >= 0 && (best < 0 || cost < best))
			best = cost;
	}
	return best;
}

static void no_other_placement_is_nearer(void **state)
{
	unsigned seed = 4;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct margin_slot slots[SLOTS];
		int height = 4 + (int)next(&seed, 10), cost = 0;
		size_t count = some_slots(slots, &seed, height, false);

		if (count > 4 || margin_place(slots, count, height) > 0)
			continue;
		for (size_t i = 0; i < count; i++)
			cost += cost_of(&slots[i], slots[i].top);
		assert_int_equal(cost, least_cost(slots, count, 0, height));
	}
}

static void a_long_one_is_shortened_only_where_another_stands(void **state)
{
	struct margin_slot slots[] = {{.want = 2, .lines = 9}, {.want = 4, .lines = 8}};

	(void)state;
	assert_int_equal(margin_place(slots, 2, 30), 0);
	assert_int_equal(slots[0].top, 2);
	assert_int_equal(slots[0].rows, 3);
	assert_int_equal(slots[1].top, 5);
	assert_int_equal(slots[1].rows, 8);
	slots[1].want = 8;
	margin_place(slots, 2, 30);
	assert_int_equal(slots[0].rows, 6);
	assert_int_equal(slots[1].top, 8);
}

static void the_nearest_to_the_focus_are_shown(void **state)
{
	struct margin_slot slots[] = {{.want = 0, .lines = 1},
				      {.want = 3, .lines = 1},
				      {.want = 4, .lines = 3, .focus = true},
				      {.want = 9, .lines = 1}};

	(void)state;
	assert_int_equal(margin_place(slots, 4, 5), 2);
	assert_int_equal(slots[0].rows, 0);
	assert_int_equal(slots[1].top, 0);
	assert_int_equal(slots[2].top, 1);
	assert_int_equal(slots[2].rows, 3);
	assert_int_equal(slots[3].rows, 0);
}

/* ---- in the application */
static void begin(struct reader *r, const char *text)
{
	struct article_options options = {0};

	reader_begin(r, text, strlen(text), &options, 0);
}

static void resize(struct reader *r, int rows, int columns)
{
	app_update(r->app, &(struct event){.type = EVENT_RESIZE, .rows = rows, .columns = columns},
		   &r->effects);
	app_render(r->app, &r->grid);
}

static void key(struct reader *r, uint32_t key)
{
	app_update(r->app, &(struct event){.type = EVENT_KEY, .key = key}, &r->effects);
	app_render(r->app, &r->grid);
}

static const struct note *note_on(struct reader *r, size_t start, size_t end, const char *text)
{
	struct note *n = note_new();

	n->quote = strdup("…");
	n->span = (struct span){start, end};
	note_set_text(n, text);
	return notebook_add(r->book, n, "2026-11-20T10:00:00Z");
}

static int column_of(struct reader *r, int row, const char *text)
{
	int column = 0;

	while (column < r->grid.columns &&
	       strcmp(grid_text(&r->grid, grid_cell(&r->grid, row, column)), text))
		column++;
	return column < r->grid.columns ? column : -1;
}

static void a_cell_tells_its_note(void **state)
{
	static const char text[] = "Un mot.\n\nUn autre mot.\n";
	const struct note *first, *second;
	struct reader r;
	int column;

	(void)state;
	begin(&r, text);
	first = note_on(&r, 3, 6, "premier");
	second = note_on(&r, 9, 11, "second");
	resize(&r, 12, 120);
	column = column_of(&r, 2, "│");
	assert_true(column > 72);
	assert_ptr_equal(margin_note_at(r.app, 2, column), first);
	assert_ptr_equal(margin_note_at(r.app, 4, column + 10), second);
	assert_null(margin_note_at(r.app, 3, column));
	assert_null(margin_note_at(r.app, 2, column - 1));
	assert_null(margin_note_at(r.app, 0, column));
	assert_null(margin_note_at(r.app, 11, column));
	resize(&r, 12, 60); /* the one that opens between the lines */
	key(&r, '>');
	assert_ptr_equal(margin_note_at(r.app, 3, 10), first);
	assert_null(margin_note_at(r.app, 2, 10));
	reader_end(&r);
}

static void an_unsure_note_is_marked(void **state)
{
	static const char text[] = "Un mot.\n";
	const struct note *n;
	struct reader r;

	(void)state;
	begin(&r, text);
	n = note_on(&r, 3, 6, "vraiment ?");
	notebook_place(r.book, n, NOTE_CHANGED, n->span);
	notebook_sort(r.book);
	resize(&r, 12, 120);
	assert_string_equal(grid_text(&r.grid, grid_cell(&r.grid, 2, column_of(&r, 2, "│") + 2)),
			    "?");
	reader_end(&r);
}

static void orphans_take_no_room(void **state)
{
	static const char text[] = "Un mot.\n";
	const struct note *n;
	struct reader r;

	(void)state;
	begin(&r, text);
	n = note_on(&r, 3, 6, "une note");
	assert_int_equal(notebook_words(r.book), 1);
	note_on(&r, 0, 2, ""); /* says nothing */
	assert_int_equal(notebook_words(r.book), 1);
	resize(&r, 12, 120);
	assert_true(margin_width(r.app) > 0);
	notebook_place(r.book, n, NOTE_ORPHAN, (struct span){0});
	notebook_sort(r.book);
	assert_int_equal(notebook_words(r.book), 0);
	assert_int_equal(margin_width(r.app), 0);
	reader_end(&r);
}

static void nothing_leaves_its_room(void **state)
{
	static const char text[] = "Un deux trois quatre cinq six sept huit neuf dix.\n\nFin.\n";
	static const char *const notes[] = {
		"a\x1b[31mb\tc\xC2\x9B d\n\n\n#e",
		"宽字符在边上会怎样呢宽字符在边上会怎样呢宽字符在边上会怎样呢宽字符在边上会怎样呢",
		"שלום עולם, זו הערה ארוכה יותר משורה אחת בשוליים",
		"https://example.org/un/chemin/qui/ne/finit/pas/et/ne/se/coupe/nulle/part#ancre",
		"👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧 e\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
	};
	struct reader r;

	(void)state;
	begin(&r, text);
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		note_on(&r, 3 * i, 3 * i + 3, notes[i]);
	settings_set(&r.settings, "margin", "on", NULL);
	for (int columns = 1; columns < 130; columns++) {
		for (int rows = 1; rows < 14; rows++) {
			int limit;

			resize(&r, rows, columns);
			limit = margin_left(r.app) + margin_width(r.app);
			assert_true(limit <= columns || !margin_width(r.app));
			key(&r, '>');
			for (int row = page_first_row(r.app); row < rows - 1; row++)
				for (int c = limit; c < columns && margin_width(r.app); c++)
					assert_string_equal(
						grid_text(&r.grid, grid_cell(&r.grid, row, c)),
						" ");
		}
	}
	reader_end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_overlaps_and_all_are_on_the_page),
		cmocka_unit_test(each_has_a_row_where_there_are_enough),
		cmocka_unit_test(the_one_in_focus_is_whole_and_level),
		cmocka_unit_test(no_other_placement_is_nearer),
		cmocka_unit_test(a_long_one_is_shortened_only_where_another_stands),
		cmocka_unit_test(the_nearest_to_the_focus_are_shown),
		cmocka_unit_test(a_cell_tells_its_note),
		cmocka_unit_test(an_unsure_note_is_marked),
		cmocka_unit_test(orphans_take_no_room),
		cmocka_unit_test(nothing_leaves_its_room),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
