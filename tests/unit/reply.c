/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "term/ground.h"
#include "term/reply.h"

/* Gives the bytes after the beginning; the number taken, with how it ended. */
static size_t give(struct reply *r, bool osc, const char *bytes, enum reply_step *step)
{
	size_t n = 0;

	*step = REPLY_MORE;
	reply_begin(r, osc);
	while (r->open && bytes[n])
		*step = reply_take(r, bytes[n++]);
	return n;
}

static void answers_are_read(void **state)
{
	static const struct {
		bool osc;
		const char *bytes;
		enum reply_kind kind;
		int value;
	} answers[] = {
		{true, "rgb:1c1c/1a1a/1717\a", REPLY_GROUND, 0x1C1A17},
		{true, "rgb:ffff/ffff/ffff\033\\", REPLY_GROUND, 0xFFFFFF},
		{true, "rgb:ff/80/00\a", REPLY_GROUND, 0xFF8000},
		{true, "rgb:zz\a", REPLY_OTHER, 0},
		{true, "\a", REPLY_OTHER, 0},
		{false, "62;22c", REPLY_DEVICE, 0},
		{false, "1;2c", REPLY_DEVICE, 0},
		{false, "997;2n", REPLY_LIGHT, 1},
		{false, "997;1n", REPLY_LIGHT, 0},
		{false, "2026;2$y", REPLY_OTHER, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct reply r;
		enum reply_step step;
		int value = 0;

		give(&r, answers[i].osc, answers[i].bytes, &step);
		if (answers[i].kind == REPLY_OTHER && step == REPLY_ALIEN)
			continue; /* as good as an answer that says nothing */
		assert_int_equal(step, REPLY_DONE);
		assert_int_equal(reply_read(&r, &value), answers[i].kind);
		if (answers[i].kind == REPLY_GROUND || answers[i].kind == REPLY_LIGHT)
			assert_int_equal(value, answers[i].value);
	}
}

static void what_is_typed_after_a_broken_answer_is_not_swallowed(void **state)
{
	struct reply r;
	enum reply_step step;

	(void)state;
	assert_int_equal(give(&r, true, "rgb:ff j", &step), strlen("rgb:ff "));
	assert_int_equal(step, REPLY_ALIEN);
	assert_int_equal(give(&r, false, "62;\033x", &step), strlen("62;\033"));
	assert_int_equal(step, REPLY_ALIEN);
}

static void an_answer_without_end_is_given_up(void **state)
{
	char bytes[REPLY_MOST * 2];
	struct reply r;
	enum reply_step step;

	(void)state;
	memset(bytes, '0', sizeof bytes - 1);
	bytes[sizeof bytes - 1] = '\0';
	assert_int_equal(give(&r, true, bytes, &step), REPLY_MOST);
	assert_int_equal(step, REPLY_ALIEN);
	assert_false(r.open);
}

static void the_ground_is_what_the_terminal_says_in_time(void **state)
{
	struct ground g;

	(void)state;
	ground_init(&g, NULL);
	assert_false(g.light);
	assert_false(ground_take(&g, REPLY_GROUND, 0xFFFFFF, 0)); /* nobody asked */
	ground_asked(&g, 1000);
	assert_true(ground_owes(&g, 1010) > 0);
	assert_true(ground_take(&g, REPLY_GROUND, 0xFFFFFF, 1010));
	assert_true(g.light);
	assert_false(ground_take(&g, REPLY_DEVICE, 0, 1011));
	assert_int_equal(ground_owes(&g, 1012), 0);
	assert_true(ground_take(&g, REPLY_LIGHT, 0, 90000)); /* a change, whenever */
	assert_false(g.light);
	ground_asked(&g, 100000);
	assert_false(ground_take(&g, REPLY_GROUND, 0xFFFFFF, 100000 + GROUND_PATIENCE + 1));
	assert_false(g.light);
}

static void without_an_answer_it_is_what_the_environment_says_or_dark(void **state)
{
	static const struct {
		const char *colors;
		bool light;
	} cases[] = {
		{"0;15", true},  {"15;0", false}, {"0;default;15", true}, {"0;7", true},
		{"0;99", false}, {"", false},     {"0;", false},          {"0;x", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ground g;

		ground_init(&g, cases[i].colors);
		assert_int_equal(g.light, cases[i].light);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_read),
		cmocka_unit_test(what_is_typed_after_a_broken_answer_is_not_swallowed),
		cmocka_unit_test(an_answer_without_end_is_given_up),
		cmocka_unit_test(the_ground_is_what_the_terminal_says_in_time),
		cmocka_unit_test(without_an_answer_it_is_what_the_environment_says_or_dark),
	};

	return cmocka_run_group_tests_name("reply", tests, NULL, NULL);
}
