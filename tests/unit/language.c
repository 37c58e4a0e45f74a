/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <wchar.h>

#include "base/language.h"

static const char *const variables[] = {"LC_ALL",     "LC_CTYPE", "LC_MESSAGES",
					"LC_NUMERIC", "LANG",     "LANGUAGE"};

static void init_with(const char *name, const char *value)
{
	setlocale(LC_ALL, "C");
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
		unsetenv(variables[i]);
	if (name)
		setenv(name, value, 1);
	language_init();
	/* Whatever was asked for. */
	assert_string_equal(nl_langinfo(CODESET), "UTF-8");
	assert_int_equal(wcwidth(L'é'), 1);
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
}

static void without_a_language_messages_are_not_translated(void **state)
{
	(void)state;
	init_with(NULL, NULL);
	assert_string_equal(setlocale(LC_MESSAGES, NULL), "C");
	init_with("LC_ALL", "C");
	assert_string_equal(setlocale(LC_MESSAGES, NULL), "C");
	init_with("LANG", "POSIX");
	assert_string_equal(setlocale(LC_MESSAGES, NULL), "C");
	assert_null(getenv("LANGUAGE"));
}

/* No system has Sardinian of Antarctica. */
static void a_locale_that_is_missing_leaves_its_language(void **state)
{
	(void)state;
	init_with("LANG", "sc_AQ.UTF-8");
	assert_string_equal(getenv("LANGUAGE"), "sc_AQ.UTF-8");
	assert_string_not_equal(setlocale(LC_MESSAGES, NULL), "C");
	init_with("LC_MESSAGES", "sc_AQ");
	assert_string_equal(getenv("LANGUAGE"), "sc_AQ");
}

static void a_language_that_was_chosen_stays(void **state)
{
	(void)state;
	init_with("LANGUAGE", "fr:de");
	assert_string_equal(getenv("LANGUAGE"), "fr:de");
	setenv("LANG", "C.UTF-8", 1);
	language_init();
	assert_string_equal(getenv("LANGUAGE"), "fr:de");
	assert_string_not_equal(setlocale(LC_MESSAGES, NULL), "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_language_messages_are_not_translated),
		cmocka_unit_test(a_locale_that_is_missing_leaves_its_language),
		cmocka_unit_test(a_language_that_was_chosen_stays),
	};

	return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
