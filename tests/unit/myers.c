/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "notes/myers.h"

#define PATTERN_MAX 400
#define TEXT_MAX 900

/* A small generator (Numerical Recipes), so that a failure comes back. */
static unsigned next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/* least[j]: the distance between the pattern and the part of the text that ends at j
 * and is nearest to it; by Sellers' dynamic programme. */
static void sellers(const char32_t *pattern, size_t m, const char32_t *text, size_t n,
		    size_t *least)
{
	size_t column[PATTERN_MAX + 1];

	for (size_t i = 0; i <= m; i++)
		column[i] = i;
	least[0] = m;
	for (size_t j = 1; j <= n; j++) {
		size_t diagonal = column[0];

		for (size_t i = 1; i <= m; i++) {
			size_t best = diagonal + (pattern[i - 1] != text[j - 1]);

			diagonal = column[i];
			if (column[i] + 1 < best)
				best = column[i] + 1;
			if (column[i - 1] + 1 < best)
				best = column[i - 1] + 1;
			column[i] = best;
		}
		least[j] = column[m];
	}
}

/* The distance of two whole strings. */
static size_t distance(const char32_t *a, size_t m, const char32_t *b, size_t n)
{
	size_t column[PATTERN_MAX + 1];

	for (size_t i = 0; i <= m; i++)
		column[i] = i;
	for (size_t j = 1; j <= n; j++) {
		size_t diagonal = column[0];

		column[0] = j;
		for (size_t i = 1; i <= m; i++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = column[i];
			if (column[i] + 1 < best)
				best = column[i] + 1;
			if (column[i - 1] + 1 < best)
				best = column[i - 1] + 1;
			column[i] = best;
		}
	}
	return column[m];
}

static bool holds(const struct myers_matches *found, size_t end, size_t reach, size_t distance)
{
	for (size_t i = 0; i < found->items.len; i++) {
		const struct myers_match *match = &found->items.items[i];

		if (match->distance <= distance && match->end + reach >= end &&
		    match->end <= end + reach)
			return true;
	}
	return false;
}

static void compare(const char32_t *pattern, size_t m, const char32_t *text, size_t n, size_t most)
{
	struct myers *myers = myers_new(pattern, m);
	struct myers_matches found = {0};
	size_t least[TEXT_MAX + 1], all = m;

	sellers(pattern, m, text, n, least);
	myers_find(myers, text, n, most, &found);
	for (size_t i = 0; i < found.items.len; i++) {
		const struct myers_match *match = &found.items.items[i];

		assert_true(match->distance <= most);
		assert_int_equal(match->distance, least[match->end]);
		assert_int_equal(match->distance, distance(pattern, m, text + match->start,
							   match->end - match->start));
		if (i > 0)
			assert_true(match->end > match[-1].end);
	}
	for (size_t j = 1; j <= n; j++) {
		if (least[j] <= most)
			assert_true(holds(&found, j, (most + 1) * m / 2 + 1,
					  least[j])); /* a slope leads down to it */
		if (least[j] < all)
			all = least[j];
	}
	assert_int_equal(myers_least(myers, text, n), all);
	vec_release(&found.items);
	myers_free(myers);
}

/* Copies a part of the text as a pattern, with some characters changed. */
static size_t edited(char32_t *pattern, size_t m, const char32_t *text, unsigned *seed)
{
	size_t len = 0;

	for (size_t i = 0; len < m; i++) {
		unsigned what = next_random(seed) % 20;

		if (what == 0)
			continue;
		pattern[len++] = what == 1 ? U'x' : text[i];
	}
	return len;
}

static void every_length_gives_what_the_dynamic_programme_gives(void **state)
{
	static const size_t lengths[] = {1,  2,  7,   31,  32,  33,  62,  63,  64,  65,
					 66, 95, 127, 128, 129, 191, 192, 193, 256, 300};
	char32_t text[TEXT_MAX], pattern[PATTERN_MAX];
	unsigned seed = 11;

	(void)state;
	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
		for (int round = 0; round < 12; round++) {
			size_t m = lengths[k], n = 1 + next_random(&seed) % TEXT_MAX;
			const char32_t *letters = round % 2 ? U"aé’😀" : U"abcdeфgh";

			for (size_t i = 0; i < TEXT_MAX; i++)
				text[i] = letters[next_random(&seed) % (round % 2 ? 4 : 8)];
			edited(pattern, m,
			       text + next_random(&seed) %
					       (TEXT_MAX - 2 * m < TEXT_MAX ? TEXT_MAX - 2 * m : 1),
			       &seed);
			compare(pattern, m, text, n, m * 35 / 100);
			compare(pattern, m, text, n, round % 3 ? 0 : m);
		}
}

static void a_match_begins_where_the_pattern_does(void **state)
{
	static const char32_t text[] = U"Il y a longtemps que la mer est là.";
	static const char32_t pattern[] = U"que la mère est";
	struct myers *m = myers_new(pattern, 15);
	struct myers_matches found = {0};

	(void)state;
	myers_find(m, text, sizeof text / sizeof *text - 1, 5, &found);
	assert_int_equal(found.items.len, 1);
	assert_int_equal(found.items.items[0].start, 17);
	assert_int_equal(found.items.items[0].end, 31);
	assert_int_equal(found.items.items[0].distance, 2);
	vec_release(&found.items);
	myers_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_gives_what_the_dynamic_programme_gives),
		cmocka_unit_test(a_match_begins_where_the_pattern_does),
	};

	return cmocka_run_group_tests_name("myers", tests, NULL, NULL);
}
