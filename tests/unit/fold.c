/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/fold.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The units of a text in one line: capitals as they are, marks behind their base,
 * '_' for a space, '~' for an optional one, '|' for a line end, '#' for a blank line. */
static void show_units(const char *text, struct str *out)
{
	struct fold_unit u;
	struct fold f;
	char bytes[UTF8_MAX];

	fold_init(&f, text, 0, strlen(text));
	while (fold_next(&f, &u)) {
		char32_t base = u.base;

		if (base == ' ')
			base = u.blank_line ? '#' : u.line_end ? '|' : u.optional ? '~' : '_';
		if (u.upper && base < 0x80)
			base -= 32;
		str_addn(out, bytes, base ? utf8_encode(base, bytes) : 0);
		for (unsigned i = 0; i < u.marks; i++)
			str_addn(out, bytes, utf8_encode(u.mark[i], bytes));
	}
}

static void text_folds_to_what_readers_compare(void **state)
{
	static const struct {
		const char *text, *units;
	} cases[] = {
		{"Élève", "E\u0301le\u0300ve"},
		{"E\u0301le\u0300ve", "E\u0301le\u0300ve"},
		{"cœur, Œuvre, æ, Æ, ß, ﬁn, ﬃ, ĳ", "coeur,_OEuvre,_ae,_AE,_ss,_fin,_ffi,_ij"},
		{"l’heure l'heure lʼheure ‘a’", "l'heure_l'heure_l'heure_'a'"},
		{"«\u00A0oui\u202F»", "\"~oui~\""},
		{"“oui” „non“ ‹ si ›", "\"oui\"_\"non\"_\"~si~\""},
		{"a – b — c‑d ‐ −1", "a_-_b_-_c-d_-_-1"},
		{"fin… bon‥", "fin..._bon.."},
		{"a \u00A0\u202F\t b", "a_b"},
		{"a \r\n b", "a|b"},
		{"a\n\n\nb", "a#b"},
		{"a\u2029b", "a|b"},
		{"extra\u00ADor\u200Bdi\u2060naire\uFEFF", "extraordinaire"},
		{"a \u00AD b", "a_b"},
		{"e\u200D\u0301", "e\u0301"},
		{"ế e\u0301\u0302 e\u0323\u0301 e\u0301\u0323",
		 "e\u0302\u0301_e\u0301\u0302_e\u0323\u0301_e\u0323\u0301"},
		{"ǽ Ǣ", "ae\u0301_AE\u0304"},
		{"œ\u0301", "oe\u0301"},
		{"Ålesund K", "A\u030Alesund_K"},
		{"øĐł", "o\u0338D\u0335l\u0335"},
		{"ſaint ΣΑΣ σας", "saint_σασ_σασ"},
		{"한", "\u1112\u1161\u11AB"},
		{"\u0301a", "\u0301a"},
		{"\xFF\xE2\x80z", "��z"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out;

		str_init(&out);
		show_units(cases[i].text, &out);
		assert_string_equal(out.data, cases[i].units);
		str_release(&out);
	}
}

static void each_unit_knows_its_bytes(void **state)
{
	static const char text[] = "e\u0301œ\u0301\u00AD «\u00A0\na";
	static const struct span want[] = {{0, 3},   {3, 5},   {3, 7},  {9, 10},
					   {10, 12}, {12, 15}, {15, 16}};
	struct fold_unit u;
	struct fold f;

	(void)state;
	fold_init(&f, text, 0, strlen(text));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(fold_next(&f, &u));
		assert_int_equal(u.source.start, want[i].start);
		assert_int_equal(u.source.end, want[i].end);
	}
	assert_false(fold_next(&f, &u));
}

/* Composed and decomposed, every letter with a canonical decomposition folds to
 * the same. */
static void composed_and_decomposed_are_the_same(void **state)
{
	static const char *const pairs[][2] = {
		{"éèêëçàùîïôûÿ",
		 "e\u0301e\u0300e\u0302e\u0308c\u0327a\u0300u\u0300i\u0302i\u0308o\u0302"
		 "u\u0302y\u0308"},
		{"ǖ", "u\u0308\u0304"},
		{"각", "\u1100\u1161\u11A8"},
		{"ệ", "e\u0302\u0323"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct str a, b;

		str_init(&a);
		str_init(&b);
		show_units(pairs[i][0], &a);
		show_units(pairs[i][1], &b);
		assert_string_equal(a.data, b.data);
		str_release(&a);
		str_release(&b);
	}
}

static char *repeat(const char *part, size_t times, size_t *len)
{
	size_t n = strlen(part);
	char *text = malloc(n * times);

	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * n, part, n);
	*len = n * times;
	return text;
}

static void heaps_of_marks_and_ligatures_stay_bounded(void **state)
{
	static const struct {
		const char *part;
		size_t units;
	} heaps[] = {{"\u0301", 1}, {"ﬃ", 3000000}, {"\u00AD", 0}, {" ", 1}, {"\u200D\u0301", 1}};

	(void)state;
	for (size_t i = 0; i < COUNT(heaps); i++) {
		size_t len, units = 0;
		char *text = repeat(heaps[i].part, 1000000, &len);
		struct fold_unit u;
		struct fold f;

		fold_init(&f, text, 0, len);
		while (fold_next(&f, &u)) {
			assert_in_range(u.marks, 0, FOLD_MARKS);
			units++;
		}
		assert_int_equal(units, heaps[i].units);
		free(text);
	}
}

static void check_folded(const char *text, const char *want)
{
	struct folded *f = folded_new(text, 0, strlen(text));
	struct str out;
	char bytes[UTF8_MAX];
	size_t last = 0;

	str_init(&out);
	for (size_t i = 0; i < f->len; i++) {
		str_addn(&out, bytes, utf8_encode(f->chars[i], bytes));
		assert_true(f->source[i].start < f->source[i].end);
		assert_true(f->source[i].start >= last);
		last = f->source[i].start;
	}
	assert_string_equal(out.data, want);
	assert_true(last <= strlen(text));
	str_release(&out);
	folded_free(f);
}

static void anchoring_puts_only_typography_aside(void **state)
{
	(void)state;
	check_folded("L’Élève  «\u00A0dit\u202F»\n\nœuvre…", "L'Élève \"dit\" œuvre...");
	check_folded("E\u0301le\u0300ve", "Élève");
	check_folded("extra\u00ADordinaire – bon", "extraordinaire - bon");
	check_folded("\u1112\u1161\u11AB 한", "한 한");
	check_folded("e\u0323\u0302 \u0301 Å", "ệ \u0301 Å");
	check_folded("\xFFz", "�z");
	check_folded("", "");
}

static void a_folded_text_knows_where_it_came_from(void **state)
{
	static const char text[] = "a \u00A0e\u0301…z";
	static const struct span want[] = {{0, 1},  {1, 4},  {4, 7},  {7, 10},
					   {7, 10}, {7, 10}, {10, 11}};
	struct folded *f = folded_new(text, 0, strlen(text));

	(void)state;
	assert_int_equal(f->len, COUNT(want));
	for (size_t i = 0; i < f->len; i++)
		assert_true(span_equal(f->source[i], want[i]));
	folded_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_folds_to_what_readers_compare),
		cmocka_unit_test(each_unit_knows_its_bytes),
		cmocka_unit_test(composed_and_decomposed_are_the_same),
		cmocka_unit_test(heaps_of_marks_and_ligatures_stay_bounded),
		cmocka_unit_test(anchoring_puts_only_typography_aside),
		cmocka_unit_test(a_folded_text_knows_where_it_came_from),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
