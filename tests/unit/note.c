/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notes/note.h"

/* The tags of a text, with spaces between. */
static char *tags_of(const char *text)
{
	struct note *n = note_new();
	struct str s;

	str_init(&s);
	note_set_text(n, text);
	for (size_t i = 0; i < n->tags.len; i++)
		str_addf(&s, i ? " %s" : "%s", n->tags.items[i]);
	note_free(n);
	return str_take(&s);
}

static void words_after_a_number_sign_are_tags(void **state)
{
	static const char *const cases[][2] = {
		{"À vérifier : quels éléments ? #défense", "défense"},
		{"#un #deux, #trois.", "un deux trois"},
		{"(#entre) [#crochets] « #guillemets »", "entre crochets guillemets"},
		{"d’#avant", "avant"},
		{"#à-relire #x_y #2e", "à-relire x_y 2e"},
		{"#fin- #-non", "fin"},
		{"#политика #日本 #e\xCC\x81te\xCC\x81", "политика 日本 e\xCC\x81te\xCC\x81"},
		{"#Été #été #\xC3\x89T\xC3\x89", "Été"},
		{"sans", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *tags = tags_of(cases[i][0]);

		assert_string_equal(tags, cases[i][1]);
		free(tags);
	}
}

static void fragments_numbers_and_headings_are_no_tags(void **state)
{
	static const char *const none[] = {
		"page#ancre",
		"https://a.example/#b",
		"https://a.example/x.#b",
		"voir /#b",
		"n° #12",
		"# Titre",
		"## Titre",
		"#",
		"##double",
		"&#233;",
		"a_#b",
		"2#b",
		"q=1&#b",
		"#---",
		"#!",
		"C#",
	};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		char *tags = tags_of(none[i]);

		assert_string_equal(tags, "");
		free(tags);
	}
}

static void a_new_text_changes_its_own_tags_only(void **state)
{
	struct note *n = note_new();

	(void)state;
	note_add_tag(n, "#donné");
	note_set_text(n, "un #premier");
	assert_int_equal(n->tags.len, 2);
	note_set_text(n, "un #second");
	assert_int_equal(n->tags.len, 2);
	assert_string_equal(n->tags.items[0], "donné");
	assert_string_equal(n->tags.items[1], "second");
	note_set_text(n, NULL);
	assert_int_equal(n->tags.len, 1);
	note_free(n);
}

static void tags_are_trimmed_and_not_doubled(void **state)
{
	struct note *n = note_new();

	(void)state;
	note_add_tag(n, " #À relire ");
	note_add_tag(n, "à relire");
	note_add_tag(n, "A\xCC\x80 RELIRE");
	note_add_tag(n, " # ");
	note_add_tag(n, "");
	assert_int_equal(n->tags.len, 1);
	assert_string_equal(n->tags.items[0], "À relire");
	assert_true(note_has_tag(n, "#à relire"));
	assert_false(note_has_tag(n, "a relire"));
	note_remove_tag(n, "à Relire");
	assert_int_equal(n->tags.len, 0);
	note_free(n);
}

static void tags_that_the_text_does_not_say_are_written_after_it(void **state)
{
	struct note *n = note_new();
	struct str out;

	(void)state;
	note_add_tag(n, "style");
	note_set_text(n, "Voir #styles et page#style");
	note_add_tag(n, "à relire");
	str_init(&out);
	note_write_other_tags(n, &out);
	assert_string_equal(out.data, "#style #à relire");
	note_write_other_tags(n, &out);
	assert_string_equal(out.data, "#style #à relire #style #à relire");
	str_release(&out);
	note_free(n);
}

static void the_kind_follows_the_text_except_of_a_bookmark(void **state)
{
	struct note *n = note_new();

	(void)state;
	assert_int_equal(n->kind, NOTE_HIGHLIGHT);
	note_set_text(n, "texte");
	assert_int_equal(n->kind, NOTE_NOTE);
	note_set_text(n, " \n\xC2\xA0");
	assert_null(n->text);
	assert_int_equal(n->kind, NOTE_HIGHLIGHT);
	note_set_bookmark(n, true);
	note_set_text(n, "texte");
	assert_int_equal(n->kind, NOTE_BOOKMARK);
	assert_string_equal(n->text, "texte");
	note_set_bookmark(n, false);
	assert_int_equal(n->kind, NOTE_NOTE);
	note_free(n);
}

static void ill_formed_text_is_made_well_formed(void **state)
{
	struct note *n = note_new();

	(void)state;
	note_set_text(n, "caf\xE9 #\xFFmot #a\xFF");
	assert_string_equal(n->text, "caf\uFFFD #\uFFFDmot #a\uFFFD");
	assert_int_equal(n->tags.len, 1);
	note_free(n);
}

static void ids_are_random_uuids(void **state)
{
	char *a = note_new_id(), *b = note_new_id();

	(void)state;
	assert_int_equal(strlen(a), 45);
	assert_memory_equal(a, "urn:uuid:", 9);
	assert_int_equal(a[9 + 14], '4');
	assert_non_null(strchr("89ab", a[9 + 19]));
	assert_string_not_equal(a, b);
	free(a);
	free(b);
}

static void touching_goes_on_from_the_old_revision(void **state)
{
	struct note *old = note_new(), *n;
	char hash[9];

	(void)state;
	note_touch(old, NULL, "2026-11-20T10:00:00Z", "un");
	assert_int_equal(old->rev, 1);
	assert_null(old->parents[0]);
	n = note_copy(old);
	note_set_text(n, "mot");
	note_touch(n, old, "2026-11-20T11:00:00Z", "deux");
	note_hash(old, hash);
	assert_int_equal(n->rev, 2);
	assert_string_equal(n->modified, "2026-11-20T11:00:00Z");
	assert_string_equal(n->device, "deux");
	assert_string_equal(n->parents[0], hash);
	assert_true(note_has_parent(n, hash));
	note_free(n);
	note_free(old);
}

static void a_date_never_goes_back(void **state)
{
	struct note *old = note_new(), *n;

	(void)state;
	note_touch(old, NULL, "2030-01-01T00:00:00Z", "horloge folle");
	n = note_copy(old);
	note_touch(n, old, "2026-11-20T11:00:00Z", "autre");
	assert_string_equal(n->modified, "2030-01-01T00:00:00Z");
	note_free(n);
	note_free(old);
}

static void the_last_parents_are_kept(void **state)
{
	struct note *n = note_new();
	char hash[9];

	(void)state;
	for (unsigned i = 0; i < 3 * NOTE_PARENTS; i++) {
		snprintf(hash, sizeof hash, "%08x", i);
		note_add_parent(n, hash);
		note_add_parent(n, hash);
	}
	assert_string_equal(n->parents[0], "00000010");
	assert_string_equal(n->parents[NOTE_PARENTS - 1], "00000017");
	note_free(n);
}

static void a_hash_tells_revisions_apart_and_not_copies(void **state)
{
	struct note *a = note_new(), *b;
	char x[9], y[9];

	(void)state;
	note_add_tag(a, "un");
	note_add_tag(a, "deux");
	b = note_copy(a);
	note_clear_tags(b);
	note_add_tag(b, "un");
	note_add_tag(b, "deux");
	note_hash(a, x);
	note_hash(b, y);
	assert_string_equal(x, y);
	assert_int_equal(strlen(x), 8);
	note_touch(b, a, "2026-11-20T11:00:00Z", NULL);
	note_hash(b, y);
	assert_string_not_equal(x, y);
	assert_true(note_same(a, b));
	note_set_text(b, "mot");
	assert_false(note_same(a, b));
	note_free(a);
	note_free(b);
}

static void moments_are_compared_as_moments(void **state)
{
	(void)state;
	assert_int_equal(note_compare_moments("2026-11-20T11:00:00Z", "2026-11-20T12:00:00+01:00"),
			 0);
	assert_true(note_compare_moments("2026-11-20T11:00:00Z", "2026-11-20T11:00:01Z") < 0);
	assert_true(note_compare_moments("hier", "1970-01-01T00:00:00Z") < 0);
	assert_int_equal(note_compare_moments(NULL, "hier"), 0);
}

static void the_words_of_the_contract_are_read_and_written(void **state)
{
	static const char *const colors[] = {"yellow", "green", "blue", "pink", "orange", "purple"};
	static const char *const styles[] = {"solid", "underline", "strikethrough", "outline"};
	static const char *const statuses[] = {"exact",   "moved",     "fuzzy",
					       "changed", "ambiguous", "orphan"};
	static const char *const kinds[] = {"highlight", "note", "bookmark"};
	enum note_status status;
	enum note_color color;
	enum note_style style;
	enum note_kind kind;

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		assert_true(note_color_parse(colors[i], &color));
		assert_string_equal(note_color_name(color), colors[i]);
		assert_true(note_status_parse(statuses[i], &status));
		assert_string_equal(note_status_name(status), statuses[i]);
	}
	for (size_t i = 0; i < 4; i++) {
		assert_true(note_style_parse(styles[i], &style));
		assert_string_equal(note_style_name(style), styles[i]);
	}
	for (size_t i = 0; i < 3; i++) {
		assert_true(note_kind_parse(kinds[i], &kind));
		assert_string_equal(note_kind_name(kind), kinds[i]);
	}
	assert_false(note_color_parse("Yellow", &color));
	assert_false(note_style_parse("", &style));
	assert_null(note_color_name(NOTE_COLORS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_after_a_number_sign_are_tags),
		cmocka_unit_test(fragments_numbers_and_headings_are_no_tags),
		cmocka_unit_test(a_new_text_changes_its_own_tags_only),
		cmocka_unit_test(tags_are_trimmed_and_not_doubled),
		cmocka_unit_test(tags_that_the_text_does_not_say_are_written_after_it),
		cmocka_unit_test(the_kind_follows_the_text_except_of_a_bookmark),
		cmocka_unit_test(ill_formed_text_is_made_well_formed),
		cmocka_unit_test(ids_are_random_uuids),
		cmocka_unit_test(touching_goes_on_from_the_old_revision),
		cmocka_unit_test(a_date_never_goes_back),
		cmocka_unit_test(the_last_parents_are_kept),
		cmocka_unit_test(a_hash_tells_revisions_apart_and_not_copies),
		cmocka_unit_test(moments_are_compared_as_moments),
		cmocka_unit_test(the_words_of_the_contract_are_read_and_written),
	};

	return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
