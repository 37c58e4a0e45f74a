/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "notes/needles.h"

#define TEXT 4000

/* A small generator (Numerical Recipes), so that a failure comes back. */
static unsigned next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

static void assert_found(const struct needle *n, const char32_t *text, size_t len)
{
	size_t k = 0;

	for (size_t at = 0; n->len && at + n->len <= len && k < n->limit; at++)
		if (memcmp(text + at, n->chars, n->len * sizeof *text) == 0) {
			assert_true(k < n->found.len);
			assert_int_equal(n->found.items[k++], at);
		}
	assert_int_equal(k, n->found.len);
}

static void needles_of_every_length_are_found_wherever_they_are(void **state)
{
	char32_t text[TEXT], absent[3] = {'z', 'z', 'z'};
	struct needle needles[201] = {0};
	unsigned seed = 7;

	(void)state;
	for (size_t i = 0; i < TEXT; i++)
		text[i] = U"abé’"[next_random(&seed) % 4];
	for (size_t i = 0; i < 200; i++) {
		needles[i].len = i % 70;
		needles[i].chars = text + next_random(&seed) % (TEXT - 70);
		needles[i].limit = i % 3 ? SIZE_MAX : 2;
	}
	needles[200] = (struct needle){.chars = absent, .len = 3, .limit = SIZE_MAX};
	needles_search(needles, 201, text, TEXT);
	for (size_t i = 0; i < 201; i++) {
		assert_found(&needles[i], text, TEXT);
		vec_release(&needles[i].found);
	}
}

static void occurrences_may_overlap(void **state)
{
	struct needle n = {.chars = U"aa", .len = 2, .limit = SIZE_MAX};

	(void)state;
	needles_search(&n, 1, U"aaaa", 4);
	assert_int_equal(n.found.len, 3);
	vec_release(&n.found);
}

static void a_needle_as_long_as_the_text_or_longer_is_no_trouble(void **state)
{
	struct needle n[2] = {{.chars = U"élan", .len = 4, .limit = 1},
			      {.chars = U"élans", .len = 5, .limit = 1}};

	(void)state;
	needles_search(n, 2, U"élan", 4);
	assert_int_equal(n[0].found.len, 1);
	assert_int_equal(n[1].found.len, 0);
	needles_search(n + 1, 1, U"", 0);
	assert_int_equal(n[1].found.len, 0);
	vec_release(&n[0].found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(needles_of_every_length_are_found_wherever_they_are),
		cmocka_unit_test(occurrences_may_overlap),
		cmocka_unit_test(a_needle_as_long_as_the_text_or_longer_is_no_trouble),
	};

	return cmocka_run_group_tests_name("needles", tests, NULL, NULL);
}
