/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's own pace. */
#include "unit.h"

#include <string.h>

#include "app/pace.h"

/* Pages of 200 words, each read for so many seconds. */
static void read_pages(struct pace *p, int pages, time_t seconds)
{
	time_t now = p->since ? p->since : 1763708400;

	pace_key(p, now);
	for (int i = 0; i < pages; i++) {
		pace_key(p, now += seconds);
		pace_moved(p, 200);
	}
}

static void nothing_known_is_the_usual_pace(void **state)
{
	struct pace p = {0};

	(void)state;
	assert_true(pace_per_minute(&p) == PACE_USUAL);
}

static void it_comes_near_to_the_reader_s_own(void **state)
{
	struct pace p = {0};

	(void)state;
	read_pages(&p, 3, 40);
	assert_true(pace_per_minute(&p) > 240 && pace_per_minute(&p) < 280);
	read_pages(&p, 300, 40);
	assert_true(pace_per_minute(&p) > 297 && pace_per_minute(&p) < 301);
	assert_true(p.gain.words == 303 * 200);
}

static void what_is_old_fades(void **state)
{
	struct pace p = {0};

	(void)state;
	read_pages(&p, 1000, 40);
	read_pages(&p, 500, 60);
	assert_true(pace_per_minute(&p) < 210);
}

static void breaks_and_skimming_do_not_count(void **state)
{
	struct pace p = {0};

	(void)state;
	read_pages(&p, 30, 3);    /* skimmed */
	read_pages(&p, 3, 290);   /* something else was done */
	read_pages(&p, 1, 7200);  /* lunch */
	read_pages(&p, 1, -3600); /* the clock was set back */
	assert_true(pace_per_minute(&p) == PACE_USUAL);
	assert_true(p.gain.seconds == 30 * 3 + 3 * 290);
}

static void lines_count_together(void **state)
{
	struct pace p = {0};
	time_t now = 1763708400;

	(void)state;
	pace_key(&p, now);
	for (int i = 0; i < 1000; i++) {
		pace_key(&p, now += 3);
		pace_moved(&p, 12);
	}
	assert_true(pace_per_minute(&p) > 230 && pace_per_minute(&p) < 241);
	pace_key(&p, now += 3);
	pace_moved(&p, 12);
	pace_interrupted(&p);
	assert_int_equal(p.stretch_words, 0);
}

static const char *time_of(double minutes)
{
	static char text[64];
	struct str s;

	str_init(&s);
	pace_add_minutes(minutes, &s);
	strcpy(text, s.data);
	str_release(&s);
	return text;
}

static void times_are_told_as_people_say_them(void **state)
{
	(void)state;
	assert_string_equal(time_of(0), "< 1 min");
	assert_string_equal(time_of(0.9), "< 1 min");
	assert_string_equal(time_of(12.4), "~12 min");
	assert_string_equal(time_of(65), "~1 h 05");
	assert_string_equal(time_of(60 * 20 + 40), "~21 h");
	assert_string_equal(time_of(1e9), "~16667 h");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_known_is_the_usual_pace),
		cmocka_unit_test(it_comes_near_to_the_reader_s_own),
		cmocka_unit_test(what_is_old_fades),
		cmocka_unit_test(breaks_and_skimming_do_not_count),
		cmocka_unit_test(lines_count_together),
		cmocka_unit_test(times_are_told_as_people_say_them),
	};

	return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
