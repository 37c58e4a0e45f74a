/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "text/passage.h"

static void check(const char *text, enum article_paragraphs mode, const char *want)
{
	struct article_options options = {.paragraphs = mode};
	struct article *a = article_from_bytes(text, strlen(text), &options, NULL);
	struct str s;

	str_init(&s);
	passage_text(a, (struct span){0, article_size(a)}, &s);
	assert_string_equal(s.data, want);
	str_release(&s);
	article_free(a);
}

static void wrapped_lines_are_joined_with_one_space(void **state)
{
	static const char text[] =
		"    Les femmes y venaient le lundi et le jeudi. On lavait, on rinçait,\n"
		"\u00A0\u00A0\u00A0 on battait ; surtout, on parlait, et les maires le savaient si \n"
		"    bien qu’ils y envoyaient leurs épouses.\n";

	(void)state;
	check(text, ARTICLE_BLOCK,
	      "Les femmes y venaient le lundi et le jeudi. On lavait, on rinçait, on battait ; "
	      "surtout, on parlait, et les maires le savaient si bien qu’ils y envoyaient leurs "
	      "épouses.");
}

static void paragraphs_stay_apart_and_soft_hyphens_go(void **state)
{
	(void)state;
	check("Un\u00ADdeux\n\n\n  Trois.\n", ARTICLE_LINE, "Undeux\n\nTrois.");
}

static void spaces_that_no_line_end_follows_stay(void **state)
{
	(void)state;
	check("12\u00A0€  \u202F; oui", ARTICLE_LINE, "12\u00A0€  \u202F; oui");
	check("", ARTICLE_LINE, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapped_lines_are_joined_with_one_space),
		cmocka_unit_test(paragraphs_stay_apart_and_soft_hyphens_go),
		cmocka_unit_test(spaces_that_no_line_end_follows_stay),
	};

	return cmocka_run_group_tests_name("passage", tests, NULL, NULL);
}
