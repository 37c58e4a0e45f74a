/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "text/difference.h"

static void show(const char *old, const char *new, const char *want)
{
	struct difference d;
	struct str out;

	difference_find(old, new, &d);
	str_init(&out);
	difference_write(&d, &out);
	assert_string_equal(out.data, want);
	str_release(&out);
	difference_release(&d);
}

static void words_that_changed_are_told_from_those_that_stay(void **state)
{
	(void)state;
	show("", "", "");
	show("le cœur du texte", "le cœur du texte", "le cœur du texte");
	show("la mer calme", "la mer agitée", "la mer [-calme-]{+agitée+}");
	show("un deux trois", "un trois", "un [-deux-] trois");
	show("un trois", "un deux trois", "un {+deux+} trois");
	show("un", "", "[-un-]");
	show("", "un deux", "{+un deux+}");
	show("a b c d", "b x d", "[-a-] b [-c-]{+x+} d");
}

static void white_space_is_no_difference_and_punctuation_is(void **state)
{
	(void)state;
	show("un\n  deux", "un\u00A0deux", "un deux");
	show("oui, dit-il", "oui ; dit-il", "oui [-,-]{+;+} dit-il");
	show("café", "cafe", "[-café-]{+cafe+}");
}

static void what_is_very_long_is_replaced_as_a_whole(void **state)
{
	struct str old, new;
	struct difference d;

	(void)state;
	str_init(&old);
	str_init(&new);
	for (int i = 0; i < 3000; i++) {
		str_addf(&old, "a%d ", i);
		str_addf(&new, "b%d ", i);
	}
	difference_find(old.data, new.data, &d);
	assert_int_equal(d.parts.len, 2);
	assert_int_equal(d.parts.items[0].kind, DIFFERENCE_OLD);
	assert_int_equal(d.parts.items[0].len, old.len);
	assert_int_equal(d.parts.items[1].len, new.len);
	difference_release(&d);
	str_release(&old);
	str_release(&new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_changed_are_told_from_those_that_stay),
		cmocka_unit_test(white_space_is_no_difference_and_punctuation_is),
		cmocka_unit_test(what_is_very_long_is_replaced_as_a_whole),
	};

	return cmocka_run_group_tests_name("difference", tests, NULL, NULL);
}
