/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "notes/blend.h"
#include "notes/notebook.h"

#define DAY1 "2026-11-20T10:00:00Z"
#define DAY2 "2026-11-21T10:00:00Z"
#define DAY3 "2026-11-22T10:00:00Z"

static const struct notebook_writer writer = {"Colette", "urn:uuid:author", "portable"};

static struct note *note_over(const char *id, size_t start, size_t end)
{
	struct note *n = note_new();

	note_set_string(&n->id, id);
	n->quote = strdup("mot");
	n->start = start;
	n->end = end;
	n->span = (struct span){start, end};
	return n;
}

static struct notebook *book_with(const char *id)
{
	struct notebook *b = notebook_new(&writer);

	notebook_add(b, note_over(id, 5, 8), DAY1);
	return b;
}

/* Sets a note's text as a reader does. */
static void write_text(struct notebook *b, const char *id, const char *text)
{
	struct note *n = note_copy(notebook_get(b, id));

	note_set_text(n, text);
	notebook_replace(b, n, DAY2);
}

/* What a merge does: another revision of the note, without a step. */
static void change_elsewhere(struct notebook *b, const char *id, const char *text,
			     enum note_color color)
{
	const struct note *old = notebook_get(b, id);
	struct note *n = note_copy(old);

	note_set_text(n, text);
	n->color = color;
	note_touch(n, old, DAY2, "autre");
	notebook_put(b, n);
}

static bool undo(struct notebook *b)
{
	enum notebook_change what;
	const char *id;

	return notebook_undo(b, DAY3, &what, &id);
}

static bool redo(struct notebook *b)
{
	enum notebook_change what;
	const char *id;

	return notebook_redo(b, DAY3, &what, &id);
}

/* ---- order and search */

static void placed_notes_come_first_by_place_then_the_others_by_id(void **state)
{
	static const char *const want[] = {"d", "b", "e", "a", "c", "f"};
	struct notebook *b = notebook_new(&writer);
	struct note *orphan = note_over("c", 0, 3);

	(void)state;
	orphan->span = (struct span){0, 0};
	orphan->status = NOTE_ORPHAN;
	notebook_add(b, orphan, DAY1);
	notebook_add(b, note_over("a", 9, 12), DAY1);
	notebook_add(b, note_over("b", 2, 20), DAY1);
	notebook_add(b, note_over("e", 9, 12), DAY1);
	notebook_put(b, note_over("e", 9, 11));
	notebook_add(b, note_over("f", 0, 0), DAY1);
	notebook_add(b, note_over("d", 2, 3), DAY1);
	assert_int_equal(notebook_count(b), 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(notebook_at(b, i)->id, want[i]);
	notebook_free(b);
}

static void look_near(const struct notebook *b, size_t at)
{
	size_t i = 0;

	while (i < notebook_count(b) &&
	       (span_empty(notebook_at(b, i)->span) || notebook_at(b, i)->span.end <= at))
		i++;
	assert_int_equal(notebook_first_near(b, at), i);
}

static void the_first_near_is_found_although_notes_overlap(void **state)
{
	struct notebook *b = notebook_new(&writer);
	unsigned seed = 7;
	char id[16];

	(void)state;
	for (unsigned i = 0; i < 200; i++) {
		size_t start, len;

		seed = seed * 1664525u + 1013904223u;
		start = seed >> 8 & 1023;
		len = (seed >> 20 & 7) == 0 ? 300 : seed >> 20 & 31;
		snprintf(id, sizeof id, "%u", i);
		notebook_put(b, note_over(id, start, start + len));
	}
	for (size_t at = 0; at < 1400; at++)
		look_near(b, at);
	notebook_free(b);
}

static void what_comes_and_goes_is_counted(void **state)
{
	struct notebook *b = notebook_new(&writer);
	unsigned seed = 3;
	char id[16];

	(void)state;
	for (int i = 0; i < 3000; i++) {
		size_t start, words = 0;
		struct note *n;

		seed = seed * 1664525u + 1013904223u;
		snprintf(id, sizeof id, "%u", seed >> 26);
		start = seed >> 8 & 63;
		n = note_over(id, start, start + (seed >> 14 & 15));
		if (seed & 1u << 18)
			note_set_text(n, "Une note.");
		if (seed & 1u << 19 && notebook_get(b, id)) {
			notebook_drop(b, id);
			note_free(n);
		} else {
			notebook_put(b, n);
		}
		for (size_t k = 0; k < notebook_count(b); k++)
			words += !span_empty(notebook_at(b, k)->span) && notebook_at(b, k)->text;
		assert_int_equal(notebook_words(b), words);
		for (size_t at = 0; at < 80; at += 1 + (seed >> 21 & 7))
			look_near(b, at);
	}
	notebook_free(b);
}

static void an_id_is_found_by_a_unique_beginning(void **state)
{
	struct notebook *b = notebook_new(&writer);
	bool several;

	(void)state;
	notebook_add(b, note_over("urn:uuid:abcd1111", 1, 2), DAY1);
	notebook_add(b, note_over("urn:uuid:abcd2222", 3, 4), DAY1);
	notebook_add(b, note_over("autre-nom", 5, 6), DAY1);
	assert_non_null(notebook_find(b, "urn:uuid:abcd1111", &several));
	assert_false(several);
	assert_string_equal(notebook_find(b, "abcd2", &several)->id, "urn:uuid:abcd2222");
	assert_string_equal(notebook_find(b, "urn:uuid:abcd2", NULL)->id, "urn:uuid:abcd2222");
	assert_string_equal(notebook_find(b, "autre", NULL)->id, "autre-nom");
	assert_null(notebook_find(b, "abcd", &several));
	assert_true(several);
	assert_null(notebook_find(b, "abc", &several));
	assert_false(several);
	assert_null(notebook_find(b, "urn:uuid:", &several));
	assert_null(notebook_find(b, "ffff", &several));
	assert_false(several);
	notebook_free(b);
}

static void placing_anew_sorts_anew(void **state)
{
	struct notebook *b = notebook_new(&writer);

	(void)state;
	notebook_add(b, note_over("a", 1, 2), DAY1);
	notebook_add(b, note_over("b", 3, 4), DAY1);
	notebook_place(b, notebook_at(b, 0), NOTE_MOVED, (struct span){10, 11});
	notebook_place(b, notebook_at(b, 1), NOTE_ORPHAN, (struct span){0, 0});
	notebook_sort(b);
	assert_string_equal(notebook_at(b, 0)->id, "a");
	assert_int_equal(notebook_at(b, 0)->status, NOTE_MOVED);
	assert_int_equal(notebook_first_near(b, 5), 0);
	assert_int_equal(notebook_first_near(b, 11), 2);
	notebook_free(b);
}

static void many_are_appended_in_any_order_and_taken_back(void **state)
{
	struct notebook *b = book_with("a");
	struct tombstone dead = {.id = mem_strdup("dead")};
	struct note *again = note_over("a", 1, 2), *buried = note_over("dead", 1, 2);

	(void)state;
	notebook_bury(b, &dead);
	assert_false(notebook_append_new(b, again));
	assert_false(notebook_append_new(b, buried));
	assert_true(notebook_append_new(b, note_over("c", 20, 30)));
	assert_true(notebook_append_new(b, note_over("b", 10, 50)));
	assert_true(notebook_append_new(b, note_over("d", 40, 45)));
	assert_int_equal(notebook_count(b), 4);
	notebook_shorten(b, 3);
	assert_null(notebook_get(b, "d"));
	notebook_sort(b);
	assert_string_equal(notebook_at(b, 1)->id, "b");
	assert_string_equal(notebook_at(b, 2)->id, "c");
	assert_int_equal(notebook_first_near(b, 45), 1);
	/* Appended, an id that is there changes its contents, and maybe its place. */
	notebook_append(b, note_over("b", 60, 70));
	notebook_sort(b);
	assert_string_equal(notebook_at(b, 2)->id, "b");
	assert_int_equal(notebook_first_near(b, 45), 2);
	note_free(again);
	note_free(buried);
	notebook_free(b);
}

/* ---- changing */

static void adding_fills_in_who_and_when(void **state)
{
	struct notebook *b = book_with("a");
	const struct note *n = notebook_get(b, "a");

	(void)state;
	assert_string_equal(n->author_name, "Colette");
	assert_string_equal(n->author_id, "urn:uuid:author");
	assert_string_equal(n->device, "portable");
	assert_string_equal(n->created, DAY1);
	assert_string_equal(n->modified, DAY1);
	assert_int_equal(n->rev, 1);
	notebook_free(b);
}

static void a_note_from_elsewhere_keeps_its_dates_and_author(void **state)
{
	struct notebook *b = notebook_new(&writer);
	struct note *n = note_over("a", 1, 2);

	(void)state;
	n->created = strdup("2020-01-01T00:00:00Z");
	n->modified = strdup("2021-01-01T00:00:00Z");
	n->author_name = strdup("Marcel");
	notebook_add(b, n, DAY1);
	assert_string_equal(n->created, "2020-01-01T00:00:00Z");
	assert_string_equal(n->modified, "2021-01-01T00:00:00Z");
	assert_string_equal(n->author_name, "Marcel");
	assert_null(n->author_id);
	notebook_free(b);
}

static void replacing_makes_a_revision_and_the_same_again_none(void **state)
{
	struct notebook *b = book_with("a");
	char hash[9];

	(void)state;
	note_hash(notebook_get(b, "a"), hash);
	write_text(b, "a", "mot");
	assert_int_equal(notebook_get(b, "a")->rev, 2);
	assert_string_equal(notebook_get(b, "a")->parents[0], hash);
	assert_string_equal(notebook_get(b, "a")->created, DAY1);
	write_text(b, "a", "mot");
	assert_int_equal(notebook_get(b, "a")->rev, 2);
	assert_true(undo(b));
	assert_null(notebook_get(b, "a")->text);
	notebook_free(b);
}

static void removing_leaves_a_tombstone(void **state)
{
	struct notebook *b = book_with("a");

	(void)state;
	assert_false(notebook_remove(b, "b", DAY2));
	assert_true(notebook_remove(b, "a", DAY2));
	assert_false(notebook_remove(b, "a", DAY2));
	assert_int_equal(notebook_count(b), 0);
	assert_int_equal(notebook_tombstones(b), 1);
	assert_string_equal(notebook_tombstone(b, "a")->deleted, DAY2);
	assert_string_equal(notebook_tombstone(b, "a")->device, "portable");
	assert_string_equal(notebook_tombstone(b, "a")->note->quote, "mot");
	notebook_free(b);
}

static void a_note_changed_while_it_was_deleted_lives_again(void **state)
{
	struct notebook *b = book_with("a");
	struct note *n = note_copy(notebook_get(b, "a"));

	(void)state;
	notebook_remove(b, "a", DAY2);
	note_set_text(n, "tapé pendant ce temps");
	notebook_replace(b, n, DAY3);
	assert_int_equal(notebook_count(b), 1);
	assert_int_equal(notebook_tombstones(b), 0);
	assert_string_equal(notebook_get(b, "a")->text, "tapé pendant ce temps");
	assert_int_equal(notebook_get(b, "a")->rev, 2);
	notebook_free(b);
}

static void a_copy_is_another_notebook(void **state)
{
	struct notebook *b = book_with("a"), *copy;

	(void)state;
	notebook_add(b, note_over("z", 1, 2), DAY1);
	notebook_remove(b, "z", DAY2);
	json_set(&notebook_extra(b)->members, "x", "1");
	copy = notebook_copy(b);
	write_text(b, "a", "mot");
	assert_null(notebook_get(copy, "a")->text);
	assert_int_equal(notebook_tombstones(copy), 1);
	assert_string_equal(json_get(&notebook_extra(copy)->members, "x"), "1");
	assert_false(undo(copy));
	notebook_free(copy);
	notebook_free(b);
}

/* ---- undo */

static void every_change_is_undone_and_redone(void **state)
{
	struct notebook *b = book_with("a");
	enum notebook_change what;
	const char *id;

	(void)state;
	write_text(b, "a", "mot");
	notebook_remove(b, "a", DAY2);
	assert_true(notebook_undo(b, DAY3, &what, &id));
	assert_int_equal(what, NOTEBOOK_ADDED);
	assert_string_equal(id, "a");
	assert_int_equal(notebook_tombstones(b), 0);
	assert_string_equal(notebook_get(b, "a")->text, "mot");
	assert_true(notebook_undo(b, DAY3, &what, &id));
	assert_int_equal(what, NOTEBOOK_CHANGED);
	assert_null(notebook_get(b, "a")->text);
	assert_int_equal(notebook_get(b, "a")->kind, NOTE_HIGHLIGHT);
	assert_true(notebook_undo(b, DAY3, &what, &id));
	assert_int_equal(what, NOTEBOOK_REMOVED);
	assert_int_equal(notebook_count(b), 0);
	assert_false(notebook_undo(b, DAY3, &what, &id));
	assert_true(redo(b) && redo(b));
	assert_string_equal(notebook_get(b, "a")->text, "mot");
	assert_true(redo(b));
	assert_int_equal(notebook_count(b), 0);
	assert_false(redo(b));
	notebook_free(b);
}

static void undoing_is_a_later_revision(void **state)
{
	struct notebook *b = book_with("a");
	char hash[9];

	(void)state;
	write_text(b, "a", "mot");
	note_hash(notebook_get(b, "a"), hash);
	undo(b);
	assert_int_equal(notebook_get(b, "a")->rev, 3);
	assert_true(note_has_parent(notebook_get(b, "a"), hash));
	notebook_free(b);
}

static void a_new_change_forgets_what_could_be_redone(void **state)
{
	struct notebook *b = book_with("a");

	(void)state;
	write_text(b, "a", "un");
	undo(b);
	write_text(b, "a", "deux");
	assert_false(redo(b));
	assert_true(undo(b));
	assert_null(notebook_get(b, "a")->text);
	notebook_free(b);
}

static void undoing_one_field_keeps_what_another_changed_elsewhere(void **state)
{
	struct notebook *b = book_with("a");
	struct note *n = note_copy(notebook_get(b, "a"));

	(void)state;
	n->color = NOTE_GREEN;
	notebook_replace(b, n, DAY2);
	change_elsewhere(b, "a", "leurs mots #neuf", NOTE_GREEN);
	assert_true(undo(b));
	assert_int_equal(notebook_get(b, "a")->color, NOTE_YELLOW);
	assert_string_equal(notebook_get(b, "a")->text, "leurs mots #neuf");
	assert_true(note_has_tag(notebook_get(b, "a"), "neuf"));
	notebook_free(b);
}

static void undoing_a_text_that_changed_elsewhere_keeps_both(void **state)
{
	struct notebook *b = book_with("a");

	(void)state;
	write_text(b, "a", "avant");
	write_text(b, "a", "après");
	change_elsewhere(b, "a", "ailleurs", NOTE_YELLOW);
	assert_true(undo(b));
	assert_non_null(strstr(notebook_get(b, "a")->text, "avant"));
	assert_non_null(strstr(notebook_get(b, "a")->text, "ailleurs"));
	assert_true(note_has_tag(notebook_get(b, "a"), "conflict"));
	notebook_free(b);
}

static void undoing_an_addition_keeps_new_words_from_elsewhere(void **state)
{
	struct notebook *b = book_with("a");

	(void)state;
	change_elsewhere(b, "a", "ailleurs", NOTE_YELLOW);
	assert_false(undo(b));
	assert_string_equal(notebook_get(b, "a")->text, "ailleurs");
	notebook_free(b);
}

static void steps_of_a_note_that_is_gone_are_passed_over(void **state)
{
	struct notebook *b = notebook_new(&writer);

	(void)state;
	notebook_add(b, note_over("b", 1, 2), DAY1);
	notebook_add(b, note_over("a", 5, 8), DAY1);
	write_text(b, "a", "mot");
	notebook_drop(b, "a");
	assert_true(undo(b));
	assert_int_equal(notebook_count(b), 0);
	assert_true(redo(b));
	assert_non_null(notebook_get(b, "b"));
	notebook_free(b);
}

static void an_adjusted_place_is_put_back(void **state)
{
	struct notebook *b = book_with("a");
	struct note *n = note_copy(notebook_get(b, "a"));

	(void)state;
	n->start = 6;
	n->end = 20;
	n->span = (struct span){6, 20};
	notebook_replace(b, n, DAY2);
	undo(b);
	assert_int_equal(notebook_get(b, "a")->start, 5);
	assert_int_equal(notebook_get(b, "a")->span.end, 8);
	redo(b);
	assert_int_equal(notebook_get(b, "a")->span.end, 20);
	notebook_free(b);
}

static void notes_are_found_by_id_however_many_come_and_go(void **state)
{
	struct notebook *b = notebook_new(&writer);
	char id[32];

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		snprintf(id, sizeof id, "urn:uuid:%zu", i * 7919);
		notebook_put(b, note_over(id, i, i + 1));
		if (i % 3 == 0) {
			snprintf(id, sizeof id, "urn:uuid:%zu", i / 2 * 7919);
			notebook_drop(b, id);
			assert_null(notebook_get(b, id));
		}
	}
	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		assert_ptr_equal(notebook_get(b, n->id), n);
		assert_int_equal(notebook_index(b, n), i);
		assert_true(notebook_first_from(b, n->span.start) <= i);
	}
	assert_int_equal(notebook_placed(b), notebook_count(b));
	assert_int_equal(notebook_first_from(b, 1 << 20), notebook_count(b));
	notebook_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_are_found_by_id_however_many_come_and_go),
		cmocka_unit_test(placed_notes_come_first_by_place_then_the_others_by_id),
		cmocka_unit_test(the_first_near_is_found_although_notes_overlap),
		cmocka_unit_test(what_comes_and_goes_is_counted),
		cmocka_unit_test(an_id_is_found_by_a_unique_beginning),
		cmocka_unit_test(placing_anew_sorts_anew),
		cmocka_unit_test(many_are_appended_in_any_order_and_taken_back),
		cmocka_unit_test(adding_fills_in_who_and_when),
		cmocka_unit_test(a_note_from_elsewhere_keeps_its_dates_and_author),
		cmocka_unit_test(replacing_makes_a_revision_and_the_same_again_none),
		cmocka_unit_test(removing_leaves_a_tombstone),
		cmocka_unit_test(a_note_changed_while_it_was_deleted_lives_again),
		cmocka_unit_test(a_copy_is_another_notebook),
		cmocka_unit_test(every_change_is_undone_and_redone),
		cmocka_unit_test(undoing_is_a_later_revision),
		cmocka_unit_test(a_new_change_forgets_what_could_be_redone),
		cmocka_unit_test(undoing_one_field_keeps_what_another_changed_elsewhere),
		cmocka_unit_test(undoing_a_text_that_changed_elsewhere_keeps_both),
		cmocka_unit_test(undoing_an_addition_keeps_new_words_from_elsewhere),
		cmocka_unit_test(steps_of_a_note_that_is_gone_are_passed_over),
		cmocka_unit_test(an_adjusted_place_is_put_back),
	};

	return cmocka_run_group_tests_name("notebook", tests, NULL, NULL);
}
