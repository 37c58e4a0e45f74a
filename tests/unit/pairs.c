/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "text/pairs.h"

/* What stands inside of all pairs of a text, with | between. */
static char *insides(const char *text, unsigned kinds)
{
	struct pairs pairs;
	struct str s;

	str_init(&s);
	pairs_find(&pairs, text, (struct span){0, strlen(text)}, 0);
	for (size_t i = 0; i < pairs.list.len; i++) {
		const struct pair *p = &pairs.list.items[i];

		if (!(p->kind & kinds))
			continue;
		str_add(&s, s.len ? "|" : "");
		str_addn(&s, text + p->inner.start, span_length(p->inner));
	}
	pairs_release(&pairs);
	return str_take(&s);
}

static void check(const char *text, unsigned kinds, const char *want)
{
	char *found = insides(text, kinds);

	assert_string_equal(found, want);
	free(found);
}

static void quotations_lose_their_signs_and_the_blanks_inside(void **state)
{
	(void)state;
	check("Il dit : « Oui. » et « non ».", PAIR_ALL, "Oui.|non");
	check("«\u00A0Oui\u202F?\u00A0»", PAIR_ALL, "Oui\u202F?");
	check("“Yes”, \"no\", „ja“, ‘a’, ‹ b ›", PAIR_QUOTATIONS, "Yes|no|ja|a|b");
}

static void pairs_lie_inside_each_other(void **state)
{
	(void)state;
	check("« Il a crié “Feu !” (deux fois) »", PAIR_ALL,
	      "Feu !|deux fois|Il a crié “Feu !” (deux fois)");
	check("(a [b] {c})", PAIR_PARENTHESES, "a [b] {c}");
}

static void signs_without_their_other_are_no_pair(void **state)
{
	(void)state;
	check("« Oui (non » et )", PAIR_ALL, "Oui (non");
	check("1) un 2) deux", PAIR_ALL, "");
	check("« Cela commence", PAIR_ALL, "");
}

static void apostrophes_are_no_quotation_marks(void **state)
{
	(void)state;
	check("L’été, ‘aujourd’hui’ et l’hiver’", PAIR_ALL, "aujourd’hui");
	check("aujourd'hui, l'été d'avant", PAIR_ALL, "");
}

static void what_is_said_aside_ends_with_a_dash_or_the_sentence(void **state)
{
	(void)state;
	check("Elle — on le sait — chante. Puis rien.", PAIR_DASHES, "on le sait");
	check("Elle chante – mal, dit-on. Puis – tard – rien !", PAIR_DASHES, "mal, dit-on|tard");
	check("Un porte-clés - le sien - brille.", PAIR_DASHES, "le sien");
	check("— Oui, dit-elle.", PAIR_DASHES, "");
	check("Elle — « a — b — c » — chante.", PAIR_DASHES, "b|« a — b — c »");
}

static void only_what_is_near_is_looked_at(void **state)
{
	const size_t far = 100000;
	char *text = malloc(far + 20);
	struct pairs pairs;

	(void)state;
	memset(text, 'a', far);
	strcpy(text + far, " (b)");
	text[0] = '(';
	pairs_find(&pairs, text, (struct span){0, strlen(text)}, far);
	assert_int_equal(pairs.list.len, 1);
	assert_int_equal(pairs.list.items[0].outer.start, far + 1);
	pairs_release(&pairs);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotations_lose_their_signs_and_the_blanks_inside),
		cmocka_unit_test(pairs_lie_inside_each_other),
		cmocka_unit_test(signs_without_their_other_are_no_pair),
		cmocka_unit_test(apostrophes_are_no_quotation_marks),
		cmocka_unit_test(what_is_said_aside_ends_with_a_dash_or_the_sentence),
		cmocka_unit_test(only_what_is_near_is_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
