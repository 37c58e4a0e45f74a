/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/fit.h"

#define MOST 12

/* Pieces from words: a space between two words, "~" ties the next, "-" at the end of
 * a word may be hyphenated there, "/" parts it without. */
static size_t pieces_of(const char *text, struct piece *pieces)
{
	size_t count = 0;

	while (*text) {
		size_t n = strcspn(text, " ~-/");
		char sign = text[n];

		pieces[count++] = (struct piece){
			.width = (int)n,
			.after = sign == ' '   ? JOINT_SPACE
				 : sign == '~' ? JOINT_TIED
				 : sign == '-' ? JOINT_HYPHEN
				 : sign == '/' ? JOINT_NONE
					       : JOINT_END,
		};
		text += n + (sign != '\0');
	}
	return count;
}

typedef size_t chooser(const struct piece *, size_t, const struct fit *, size_t *);

static void expect(chooser *choose, const char *text, int width, const char *want)
{
	struct fit how = {.width = width, .ends = true};
	struct piece pieces[MOST];
	size_t ends[MOST], count = pieces_of(text, pieces);
	size_t lines = choose(pieces, count, &how, ends);
	char got[64] = "";

	for (size_t i = 0; i < lines; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%zu ", ends[i]);
	assert_string_equal(got, want);
}

static void one_by_one_lines_are_filled(void **state)
{
	(void)state;
	expect(fit_greedy, "aaa bb cc ddddd", 6, "2 3 4 ");
	expect(fit_greedy, "aaa bb~cc ddddd", 6, "1 3 4 ");
	expect(fit_greedy, "a~b~c", 3, "2 3 ");
	expect(fit_greedy, "aaaaaaaaa b", 3, "1 2 ");
}

static void as_a_whole_lines_are_even(void **state)
{
	(void)state;
	/* "aaa bb", "cc", "ddddd" would leave a hole of four cells. */
	expect(fit_total, "aaa bb cc ddddd", 6, "1 3 4 ");
	expect(fit_total, "aaa bb~cc ddddd", 6, "1 3 4 ");
	expect(fit_total, "", 6, "");
	expect(fit_total, "a", 6, "1 ");
}

static void what_is_tied_parts_only_where_no_line_can_hold_it(void **state)
{
	(void)state;
	expect(fit_total, "a~b~c", 3, "2 3 ");
	expect(fit_total, "aaaaaaaaa b", 3, "1 2 ");
	expect(fit_total, "x aaa~bbb", 8, "1 3 ");
}

static void a_hyphen_needs_room_and_is_worth_some_raggedness(void **state)
{
	(void)state;
	expect(fit_total, "aaaa bbbb-bbbb cc", 9, "1 3 4 ");
	expect(fit_total, "aaaa bbbbbbbb-bbbbbbbb cc", 16, "2 4 ");
}

/* ---- against all ways */
struct trial {
	const struct piece *pieces;
	size_t count;
	const struct fit *how;
	int64_t best;
};

static int column_of(const struct trial *t, size_t first, size_t next)
{
	int column = first ? t->how->hang : t->how->indent;

	for (size_t i = first; i < next; i++)
		column += t->pieces[i].width +
			  (i + 1 < next &&
			   (t->pieces[i].after == JOINT_SPACE || t->pieces[i].after == JOINT_TIED));
	return column;
}

/* Tries every way to go on from `first`: the least sum of squared shortfalls. */
static void try_all(struct trial *t, size_t first, int64_t cost)
{
	if (cost >= t->best)
		return;
	if (first == t->count) {
		t->best = cost;
		return;
	}
	for (size_t next = first + 1; next <= t->count; next++) {
		int64_t shortfall = t->how->width - column_of(t, first, next);

		if (shortfall < 0)
			break;
		if (next < t->count && t->pieces[next - 1].after == JOINT_TIED)
			continue;
		try_all(t, next, cost + (next < t->count ? shortfall * shortfall : 0));
	}
}

static int64_t cost_of(const struct trial *t, const size_t *ends, size_t lines)
{
	int64_t cost = 0;
	size_t first = 0;

	for (size_t i = 0; i + 1 < lines; i++) {
		int64_t shortfall = t->how->width - column_of(t, first, ends[i]);

		assert_true(shortfall >= 0);
		assert_int_not_equal(t->pieces[ends[i] - 1].after, JOINT_TIED);
		cost += shortfall * shortfall;
		first = ends[i];
	}
	assert_true(column_of(t, first, t->count) <= t->how->width);
	return cost;
}

static void no_other_way_is_less_ragged(void **state)
{
	struct piece pieces[MOST];
	size_t ends[MOST];

	(void)state;
	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct fit how = {.width = 8 + rand() % 12, .ends = true};
		struct trial t = {pieces, 1 + (size_t)rand() % MOST, &how, INT64_MAX};
		int64_t cost, widow;

		how.indent = rand() % 3;
		how.hang = rand() % 3;
		for (size_t i = 0; i < t.count; i++) {
			bool tied = rand() % 5 == 0 && i > 0 && pieces[i - 1].after != JOINT_TIED;

			/* Two that are tied fit into any line. */
			pieces[i] = (struct piece){.width = 1 + rand() % 2,
						   .after = tied ? JOINT_TIED : JOINT_SPACE};
			if (rand() % 2 && !tied && (i == 0 || pieces[i - 1].after != JOINT_TIED))
				pieces[i].width += rand() % 4;
		}
		pieces[t.count - 1].after = JOINT_END;
		try_all(&t, 0, 0);
		cost = cost_of(&t, ends, fit_total(pieces, t.count, &how, ends));
		/* A last line of hardly a word may cost more raggedness. */
		widow = 3 * (how.width / 8) * (how.width / 8);
		assert_true(cost >= t.best);
		assert_true(cost <= t.best + widow);
	}
}

static void lines_are_never_wider_and_hyphens_never_three_in_a_row(void **state)
{
	enum { COUNT = 400 };
	/* So many spaces that no hyphen need be forced. */
	static const enum joint joints[] = {JOINT_SPACE, JOINT_SPACE, JOINT_SPACE,
					    JOINT_NONE,  JOINT_TIED,  JOINT_HYPHEN};
	struct piece pieces[COUNT];
	size_t ends[COUNT];

	(void)state;
	srand(3);
	for (int round = 0; round < 500; round++) {
		struct fit how = {
			.width = 40 + rand() % 60, .justify = rand() % 2, .ends = rand() % 2};
		size_t lines, first = 0;
		int hyphens = 0;

		for (size_t i = 0; i < COUNT; i++)
			pieces[i] = (struct piece){.width = 1 + rand() % 5,
						   .after = joints[rand() % 6]};
		pieces[COUNT - 1].after = JOINT_END;
		lines = fit_total(pieces, COUNT, &how, ends);
		assert_int_equal(ends[lines - 1], COUNT);
		for (size_t i = 0; i < lines; i++) {
			struct fit_line line =
				fit_line(pieces, first, ends[i], &how, i + 1 == lines);

			assert_true(ends[i] > first);
			assert_true(line.width + line.stretch <= how.width);
			assert_true(line.stretch <= 2 * line.gaps);
			if (line.stretch)
				assert_int_equal(line.width + line.stretch, how.width);
			hyphens = line.hyphen ? hyphens + 1 : 0;
			assert_true(hyphens <= 2);
			first = ends[i];
		}
	}
}

static void the_cells_of_the_gaps_come_to_the_stretch(void **state)
{
	(void)state;
	for (int gaps = 1; gaps < 20; gaps++) {
		for (int stretch = 0; stretch <= 2 * gaps; stretch++) {
			int left = 0, right = 0;

			for (int gap = 0; gap < gaps; gap++) {
				int cells = fit_gap(stretch, gaps, gap, false);

				assert_in_range(cells, 0, 2);
				assert_true(cells - stretch / gaps <= 1);
				left += cells;
				right += fit_gap(stretch, gaps, gap, true);
			}
			assert_int_equal(left, stretch);
			assert_int_equal(right, stretch);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_by_one_lines_are_filled),
		cmocka_unit_test(as_a_whole_lines_are_even),
		cmocka_unit_test(what_is_tied_parts_only_where_no_line_can_hold_it),
		cmocka_unit_test(a_hyphen_needs_room_and_is_worth_some_raggedness),
		cmocka_unit_test(no_other_way_is_less_ragged),
		cmocka_unit_test(lines_are_never_wider_and_hyphens_never_three_in_a_row),
		cmocka_unit_test(the_cells_of_the_gaps_come_to_the_stretch),
	};

	return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
