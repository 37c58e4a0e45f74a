/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "search/find.h"

static const struct article_options by_line = {.paragraphs = ARTICLE_LINE};
static const char text[] = "Un chat.\n\nDeux chats, un Chat.\n\nRien.\n\nEncore un chat.\n";

static struct article *article_of(const char *bytes)
{
	struct article *a = article_from_bytes(bytes, strlen(bytes), &by_line, NULL);

	assert_non_null(a);
	return a;
}

static void searching_forwards_meets_every_match_in_order(void **state)
{
	struct article *a = article_of(text);
	struct query *q = query_new("chat", false, NULL);
	size_t from = 0, count = 0;
	struct span m;

	(void)state;
	for (; find_next(a, q, from, &m); from = m.end, count++) {
		assert_true(m.start >= from);
		assert_memory_equal(article_text(a) + m.start + 1, "hat", 3);
	}
	assert_int_equal(count, 4);
	assert_false(find_next(a, q, article_size(a), &m));
	query_free(q);
	article_free(a);
}

static void searching_backwards_meets_the_same_ones(void **state)
{
	struct article *a = article_of(text);
	struct query *q = query_new("chat", false, NULL);
	size_t from = article_size(a), count = 0;
	struct span m, forward;

	(void)state;
	for (; find_previous(a, q, from, &m); from = m.start, count++) {
		assert_true(m.start < from);
		assert_true(find_next(a, q, m.start, &forward));
		assert_true(span_equal(m, forward));
	}
	assert_int_equal(count, 4);
	assert_false(find_previous(a, q, 0, &m));
	query_free(q);
	article_free(a);
}

static void a_match_never_crosses_a_paragraph(void **state)
{
	struct article *a = article_of("un chat\n\nnoir");
	struct query *q = query_new("chat noir", false, NULL),
		     *e = query_new("chat\\s+noir", true, NULL);
	struct span m;

	(void)state;
	assert_false(find_next(a, q, 0, &m));
	assert_false(find_next(a, e, 0, &m));
	query_free(q);
	query_free(e);
	article_free(a);
}

static void an_article_without_paragraphs_holds_no_match(void **state)
{
	struct article *a = article_of("");
	struct query *q = query_new("a", false, NULL);
	struct finder *f = finder_new(a, q);
	struct span m;

	(void)state;
	assert_false(find_next(a, q, 0, &m));
	assert_false(find_previous(a, q, 0, &m));
	assert_false(finder_step(f, 100));
	assert_int_equal(finder_count(f), 0);
	assert_int_equal(finder_index(f, 0), 0);
	finder_free(f);
	query_free(q);
	article_free(a);
}

/* Whatever the slices, down to a byte. */
static void the_finder_finds_the_same_in_slices_of_any_size(void **state)
{
	struct article *a = article_of(text);
	struct query *q = query_new("chat", false, NULL);

	(void)state;
	for (size_t slice = 1; slice < 80; slice++) {
		struct finder *f = finder_new(a, q);
		struct span m = {0, 0};
		size_t steps = 0;

		while (finder_step(f, slice))
			steps++;
		assert_true(steps <= strlen(text));
		assert_int_equal(finder_count(f), 4);
		for (size_t i = 0; i < 4; i++) {
			assert_true(find_next(a, q, m.end, &m));
			assert_int_equal(finder_index(f, m.start), i);
			assert_int_equal(finder_index(f, m.end), i + 1);
		}
		finder_free(f);
	}
	query_free(q);
	article_free(a);
}

/* A stream that comes byte by byte holds the matches of the whole. */
static void the_finder_goes_on_when_a_stream_grows(void **state)
{
	struct article *a = article_from_bytes("", 0, &by_line, NULL);
	struct query *q = query_new("chat", false, NULL);
	struct finder *f = finder_new(a, q);
	struct span m = {0, 0};

	(void)state;
	for (size_t i = 0; i < strlen(text); i++) {
		article_append(a, text + i, 1, i + 1 == strlen(text));
		while (finder_step(f, 5))
			;
	}
	assert_int_equal(finder_count(f), 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(find_next(a, q, m.end, &m));
		assert_int_equal(finder_index(f, m.start), i);
	}
	finder_free(f);
	query_free(q);
	article_free(a);
}

/* A line so long that it is searched window by window: all the same, no match is
 * lost or met twice, wherever it lies, and back is the way there. */
static void a_long_line_is_searched_like_a_short_one(void **state)
{
	struct str s;
	struct article *a;
	struct query *queries[] = {query_new("été chat", false, NULL),
				   query_new("(?<=été )chat\\b", true, NULL)};
	size_t wanted = 0;

	(void)state;
	str_init(&s);
	for (; s.len < (800 << 10); wanted++)
		str_addf(&s, "été chat%*s«\u00A0un chaton\u00A0» ", (int)(wanted % 97), "");
	a = article_of(s.data);
	for (size_t i = 0; i < 2; i++) {
		struct finder *f = finder_new(a, queries[i]);
		struct span m = {0, 0};

		while (finder_step(f, 10000))
			;
		assert_int_equal(finder_count(f), wanted);
		for (size_t n = 0; n < wanted; n++) {
			assert_true(find_next(a, queries[i], m.end, &m));
			if (n % 97 == 0)
				assert_int_equal(finder_index(f, m.start), n);
		}
		for (size_t n = wanted; n-- > 0;) {
			assert_true(find_previous(a, queries[i], m.end, &m));
			if (n % 97 == 0)
				assert_int_equal(finder_index(f, m.start), n);
			m.end = m.start;
		}
		assert_false(find_previous(a, queries[i], m.start, &m));
		finder_free(f);
		query_free(queries[i]);
	}
	article_free(a);
	str_release(&s);
}

static void a_match_may_be_longer_than_a_window(void **state)
{
	struct query *q = query_new("un.*deux", true, NULL);
	struct article *a;
	struct span m;
	struct str s;

	(void)state;
	str_init(&s);
	str_add(&s, "un deux ");
	while (s.len < (600 << 10))
		str_add(&s, "et ");
	str_add(&s, "deux et fin");
	a = article_of(s.data);
	assert_true(find_next(a, q, 0, &m));
	assert_int_equal(m.start, 0);
	query_free(q);
	article_free(a);
	str_release(&s);
}

/* A pattern that is longer than most, and a text in which it nearly stands all over. */
static void a_long_pattern_is_met_wherever_it_is(void **state)
{
	struct str text, pattern;
	struct article *a;
	struct query *q;
	size_t wanted = 0, met = 0;
	struct span m = {0, 0};

	(void)state;
	str_init(&text);
	str_init(&pattern);
	for (int i = 0; i < 60; i++)
		str_add(&pattern, "l’");
	str_add(&pattern, "eau");
	for (; text.len < (100 << 10); wanted++) {
		for (size_t i = 0; i < 60 + wanted; i++)
			str_add(&text, "l’");
		str_add(&text, "eau, ");
	}
	a = article_of(text.data);
	q = query_new(pattern.data, false, NULL);
	while (find_next(a, q, m.end, &m))
		met++;
	assert_int_equal(met, wanted);
	for (m.start = text.len; find_previous(a, q, m.start, &m);)
		met--;
	assert_int_equal(met, 0);
	query_free(q);
	article_free(a);
	str_release(&text);
	str_release(&pattern);
}

static void what_is_tried_in_vain_is_no_less_effort(void **state)
{
	struct query *q = query_new("\\<l’\\>", false, NULL);
	size_t spent = 0;
	struct article *a;
	struct span m;
	struct find f;
	struct str s;

	(void)state;
	str_init(&s);
	while (s.len < (1 << 20))
		str_add(&s, "l’");
	a = article_of(s.data);
	find_init(&f, a, q, false, 0);
	assert_int_equal(find_step(&f, 1 << 20, &spent, &m), FIND_GOES_ON);
	assert_true(spent > 20 * f.at);
	query_free(q);
	article_free(a);
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searching_forwards_meets_every_match_in_order),
		cmocka_unit_test(searching_backwards_meets_the_same_ones),
		cmocka_unit_test(a_match_never_crosses_a_paragraph),
		cmocka_unit_test(an_article_without_paragraphs_holds_no_match),
		cmocka_unit_test(the_finder_finds_the_same_in_slices_of_any_size),
		cmocka_unit_test(the_finder_goes_on_when_a_stream_grows),
		cmocka_unit_test(a_long_line_is_searched_like_a_short_one),
		cmocka_unit_test(a_match_may_be_longer_than_a_window),
		cmocka_unit_test(a_long_pattern_is_met_wherever_it_is),
		cmocka_unit_test(what_is_tried_in_vain_is_no_less_effort),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
