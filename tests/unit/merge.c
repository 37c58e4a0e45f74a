/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notes/blend.h"
#include "notes/merge.h"
#include "notes/sidecar.h"

#define DAY1 "2026-11-20T10:00:00Z"
#define DAY2 "2026-11-21T10:00:00Z"
#define DAY3 "2026-11-22T10:00:00Z"
#define DAY4 "2026-11-23T10:00:00Z"

/* ---- books */

static struct notebook *new_book(const char *device)
{
	struct notebook_writer writer = {"Colette", NULL, device};
	struct notebook *b = notebook_new(&writer);

	json_set_string(&notebook_extra(b)->members, "id", "urn:uuid:set");
	return b;
}

/* Another device's copy. */
static struct notebook *copy_for(const struct notebook *b, const char *device)
{
	struct notebook *copy = new_book(device);

	for (size_t i = 0; i < notebook_count(b); i++)
		notebook_put(copy, note_copy(notebook_at(b, i)));
	for (size_t i = 0; i < notebook_tombstones(b); i++) {
		struct tombstone t;

		tombstone_copy(&t, notebook_tombstone_at(b, i));
		notebook_bury(copy, &t);
	}
	json_release(&notebook_extra(copy)->members);
	json_dup(&notebook_extra(copy)->members, &notebook_extra((struct notebook *)b)->members);
	return copy;
}

static void add(struct notebook *b, const char *id, const char *text, const char *now)
{
	struct note *n = note_new();

	note_set_string(&n->id, id);
	n->quote = strdup("passage");
	n->start = 10;
	n->end = 17;
	note_set_text(n, text);
	notebook_add(b, n, now);
}

static void write_text(struct notebook *b, const char *id, const char *text, const char *now)
{
	struct note *n = note_copy(notebook_get(b, id));

	note_set_text(n, text);
	notebook_replace(b, n, now);
}

static void set_color(struct notebook *b, const char *id, enum note_color color, const char *now)
{
	struct note *n = note_copy(notebook_get(b, id));

	n->color = color;
	notebook_replace(b, n, now);
}

static char *bytes_of(const struct notebook *b)
{
	struct str s;

	str_init(&s);
	sidecar_write(b, NULL, DAY4, &s);
	return str_take(&s);
}

static void assert_same_bytes(const struct notebook *a, const struct notebook *b)
{
	char *x = bytes_of(a), *y = bytes_of(b);

	assert_string_equal(x, y);
	free(x);
	free(y);
}

/* The same, but for the lists of ancestors: they are cut, and not always alike. */
static void assert_same_notes(const struct notebook *a, const struct notebook *b)
{
	struct notebook *copies[] = {notebook_copy(a), notebook_copy(b)};

	for (size_t c = 0; c < 2; c++) {
		for (size_t i = 0; i < notebook_count(copies[c]); i++) {
			struct note *n = note_copy(notebook_at(copies[c], i));

			for (size_t p = 0; p < NOTE_PARENTS; p++)
				note_set_string(&n->parents[p], NULL);
			json_release(&n->raw);
			notebook_put(copies[c], n);
		}
		for (size_t i = 0; i < notebook_tombstones(copies[c]); i++) {
			struct tombstone t;

			tombstone_copy(&t, notebook_tombstone_at(copies[c], i));
			json_release(&t.raw);
			for (size_t p = 0; t.note && p < NOTE_PARENTS; p++)
				note_set_string(&t.note->parents[p], NULL);
			if (t.note)
				json_release(&t.note->raw);
			notebook_bury(copies[c], &t);
		}
	}
	assert_same_bytes(copies[0], copies[1]);
	notebook_free(copies[0]);
	notebook_free(copies[1]);
}

/* Three books: an origin with one note "a", and two copies to change. */
struct books {
	struct notebook *base, *ours, *theirs;
};

static struct books three_books(const char *text)
{
	struct books s = {.base = new_book("origine")};

	add(s.base, "a", text, DAY1);
	s.ours = copy_for(s.base, "nôtre");
	s.theirs = copy_for(s.base, "leur");
	return s;
}

static void books_release(struct books *s)
{
	notebook_free(s->base);
	notebook_free(s->ours);
	notebook_free(s->theirs);
}

static const struct note *merged(struct books *s, bool with_base, size_t conflicts)
{
	assert_int_equal(merge_notebooks(s->ours, s->theirs, with_base ? s->base : NULL),
			 conflicts);
	return notebook_get(s->ours, "a");
}

/* ---- two sides */

static void notes_of_both_sides_are_there(void **state)
{
	struct books s = three_books("mot");

	(void)state;
	add(s.ours, "b", "un", DAY2);
	add(s.theirs, "c", "deux", DAY2);
	merged(&s, true, 0);
	assert_int_equal(notebook_count(s.ours), 3);
	assert_non_null(notebook_get(s.ours, "c"));
	books_release(&s);
}

static void an_absent_note_is_not_a_deleted_one(void **state)
{
	struct books s = three_books("mot");

	(void)state;
	notebook_drop(s.theirs, "a");
	assert_non_null(merged(&s, true, 0));
	notebook_drop(s.ours, "a");
	merge_notebooks(s.ours, s.base, s.base);
	assert_non_null(notebook_get(s.ours, "a"));
	books_release(&s);
}

static void a_side_that_has_seen_the_other_wins_whole(void **state)
{
	struct books s = three_books("mot #un");
	const struct note *n;

	(void)state;
	write_text(s.theirs, "a", "un peu plus", DAY2);
	set_color(s.theirs, "a", NOTE_BLUE, DAY3);
	n = merged(&s, false, 0);
	assert_string_equal(n->text, "un peu plus");
	assert_int_equal(n->tags.len, 0);
	assert_int_equal(n->color, NOTE_BLUE);
	assert_int_equal(n->rev, 3);
	books_release(&s);
}

static void different_fields_changed_on_two_sides_are_both_changed(void **state)
{
	struct books s = three_books("mot");
	struct note *n = note_copy(notebook_get(s.ours, "a"));
	const struct note *m;

	(void)state;
	n->style = NOTE_OUTLINE;
	note_add_tag(n, "nôtre");
	notebook_replace(s.ours, n, DAY3);
	n = note_copy(notebook_get(s.theirs, "a"));
	n->color = NOTE_PINK;
	note_add_tag(n, "leur");
	n->start = 11;
	notebook_replace(s.theirs, n, DAY2);
	m = merged(&s, true, 0);
	assert_int_equal(m->style, NOTE_OUTLINE);
	assert_int_equal(m->color, NOTE_PINK);
	assert_int_equal(m->start, 11);
	assert_true(note_has_tag(m, "nôtre") && note_has_tag(m, "leur"));
	assert_string_equal(m->modified, DAY3);
	assert_string_equal(m->device, "nôtre");
	books_release(&s);
}

static void a_tag_taken_away_on_one_side_is_away_with_a_base_only(void **state)
{
	struct books s = three_books("mot #un");

	(void)state;
	write_text(s.ours, "a", "mot", DAY2);
	set_color(s.theirs, "a", NOTE_PINK, DAY2);
	assert_int_equal(merged(&s, true, 0)->tags.len, 0);
	books_release(&s);
}

static void the_later_colour_wins(void **state)
{
	for (int base = 0; base < 2; base++) {
		struct books s = three_books("mot");

		set_color(s.ours, "a", NOTE_GREEN, DAY2);
		set_color(s.theirs, "a", NOTE_PINK, DAY3);
		assert_int_equal(merged(&s, base, 0)->color, NOTE_PINK);
		books_release(&s);
	}
	(void)state;
}

static void two_texts_are_both_kept_and_the_note_says_so(void **state)
{
	for (int base = 0; base < 2; base++) {
		struct books s = three_books("mot");
		const struct note *n;

		write_text(s.ours, "a", "le nôtre #un", DAY2);
		write_text(s.theirs, "a", "le leur", DAY3);
		n = merged(&s, base, 1);
		assert_string_equal(n->text, "le leur" BLEND_CONFLICT "le nôtre #un");
		assert_true(note_has_tag(n, "conflict") && note_has_tag(n, "un"));
		assert_int_equal(n->kind, NOTE_NOTE);
		books_release(&s);
	}
	(void)state;
}

static void a_conflict_that_was_settled_stays_settled(void **state)
{
	struct books s = three_books("mot");
	struct notebook *conflicted;

	(void)state;
	write_text(s.ours, "a", "le nôtre", DAY2);
	write_text(s.theirs, "a", "le leur", DAY2);
	merged(&s, true, 1);
	conflicted = copy_for(s.ours, "tiers");
	write_text(s.ours, "a", "les deux", DAY3);
	assert_int_equal(merge_notebooks(s.ours, conflicted, NULL), 0);
	assert_int_equal(merge_notebooks(s.ours, s.theirs, NULL), 0);
	assert_int_equal(merge_notebooks(s.ours, s.theirs, s.theirs), 0);
	assert_string_equal(notebook_get(s.ours, "a")->text, "les deux");
	assert_false(note_has_tag(notebook_get(s.ours, "a"), "conflict"));
	notebook_free(conflicted);
	books_release(&s);
}

static void a_text_taken_away_gives_way_to_one_that_was_changed(void **state)
{
	struct books s = three_books("mot");

	(void)state;
	write_text(s.ours, "a", NULL, DAY3);
	write_text(s.theirs, "a", "mot changé", DAY2);
	assert_string_equal(merged(&s, true, 0)->text, "mot changé");
	books_release(&s);
}

static void undo_works_on_after_a_merge(void **state)
{
	struct books s = three_books("mot");
	enum notebook_change what;
	const char *id;

	(void)state;
	set_color(s.ours, "a", NOTE_GREEN, DAY2);
	write_text(s.theirs, "a", "leurs mots", DAY2);
	merged(&s, true, 0);
	assert_true(notebook_undo(s.ours, DAY3, &what, &id));
	assert_int_equal(notebook_get(s.ours, "a")->color, NOTE_YELLOW);
	assert_string_equal(notebook_get(s.ours, "a")->text, "leurs mots");
	books_release(&s);
}

/* ---- deletion */

static void a_note_deleted_on_one_side_goes_on_both(void **state)
{
	for (int side = 0; side < 4; side++) {
		struct books s = three_books("mot");

		notebook_remove(side & 1 ? s.ours : s.theirs, "a", DAY2);
		assert_null(merged(&s, side & 2, 0));
		assert_int_equal(notebook_tombstones(s.ours), 1);
		books_release(&s);
	}
	(void)state;
}

static void an_edit_that_the_deleter_had_not_seen_lives(void **state)
{
	for (int side = 0; side < 2; side++) {
		struct books s = three_books("mot");
		struct notebook *deleter = side ? s.ours : s.theirs;
		struct notebook *editor = side ? s.theirs : s.ours;
		struct notebook *grave;

		write_text(editor, "a", "des mots", DAY2);
		notebook_remove(deleter, "a", DAY3);
		grave = copy_for(deleter, "tiers");
		assert_string_equal(merged(&s, true, 0)->text, "des mots");
		assert_int_equal(notebook_tombstones(s.ours), 0);
		/* And goes on living when the tombstone comes again, without a base. */
		merge_notebooks(s.ours, grave, NULL);
		assert_non_null(notebook_get(s.ours, "a"));
		notebook_free(grave);
		books_release(&s);
	}
	(void)state;
}

static void a_deletion_undone_is_undone_everywhere(void **state)
{
	struct books s = three_books("mot");
	enum notebook_change what;
	const char *id;

	(void)state;
	notebook_remove(s.theirs, "a", DAY2);
	merged(&s, true, 0);
	assert_true(notebook_undo(s.theirs, DAY2, &what, &id));
	assert_non_null(merged(&s, false, 0));
	assert_int_equal(notebook_tombstones(s.ours), 0);
	books_release(&s);
}

static void a_note_deleted_after_an_edit_goes_with_it(void **state)
{
	struct books s = three_books("mot");

	(void)state;
	write_text(s.theirs, "a", "dernier mot", DAY2);
	notebook_remove(s.theirs, "a", DAY3);
	assert_null(merged(&s, false, 0));
	assert_string_equal(notebook_tombstone(s.ours, "a")->note->text, "dernier mot");
	books_release(&s);
}

static void without_any_trace_the_dates_decide_and_the_words_stay_in_the_tombstone(void **state)
{
	for (int late = 0; late < 2; late++) {
		struct books s = three_books("mot");
		struct tombstone t = {.id = strdup("a"), .deleted = strdup(late ? DAY3 : DAY1)};

		write_text(s.ours, "a", "des mots", DAY2);
		notebook_bury(s.theirs, &t);
		merged(&s, false, 0);
		assert_int_equal(notebook_count(s.ours), late ? 0 : 1);
		if (late)
			assert_string_equal(notebook_tombstone(s.ours, "a")->note->text,
					    "des mots");
		books_release(&s);
	}
	(void)state;
}

static void two_deletions_keep_the_words_of_both(void **state)
{
	struct books s = three_books("mot");

	(void)state;
	write_text(s.ours, "a", "le nôtre", DAY2);
	write_text(s.theirs, "a", "le leur", DAY2);
	notebook_remove(s.ours, "a", DAY2);
	notebook_remove(s.theirs, "a", DAY3);
	merged(&s, false, 0);
	assert_string_equal(notebook_tombstone(s.ours, "a")->deleted, DAY3);
	assert_non_null(strstr(notebook_tombstone(s.ours, "a")->note->text, "le nôtre"));
	assert_non_null(strstr(notebook_tombstone(s.ours, "a")->note->text, "le leur"));
	books_release(&s);
}

/* ---- what is not ours */

static struct notebook *parsed(const char *item, const char *members)
{
	struct notebook *b = new_book("nôtre");
	struct sidecar_report report;
	struct str s;

	str_init(&s);
	str_addf(&s,
		 "{\"id\":\"urn:uuid:set\"%s,\"items\":[{\"id\":\"a\",\"type\":\"Annotation\"%s}]}",
		 members, item);
	assert_true(sidecar_parse(b, s.data, s.len, &report, NULL));
	str_release(&s);
	return b;
}

static void unknown_members_of_both_sides_are_kept(void **state)
{
	static const char base_item[] = ",\"x\":{\"gone\":1,\"kept\":2},\"l\":[1,2,3],\"body\":["
					"\"http://v/\"],\"target\":\"t\"";
	static const char our_item[] =
		",\"x\":{\"kept\":2,\"ours\":3},\"l\":[1,2,3,4],\"body\":[\"http://v/\","
		"{\"type\":\"Image\",\"id\":\"http://i/\"}],\"target\":\"t\"";
	static const char their_item[] =
		",\"x\":{\"gone\":1,\"kept\":2,\"theirs\":4},\"l\":[1,3],\"body\":[\"http://v/\","
		"{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"value\":\"mot\",\"y\":1}],"
		"\"target\":[\"t\",\"u\"]";
	struct notebook *base = parsed(base_item, ""), *ours = parsed(our_item, ",\"m\":1");
	struct notebook *theirs = parsed(their_item, ",\"n\":2");
	struct str laid;
	char *text;

	(void)state;
	merge_notebooks(ours, theirs, base);
	text = bytes_of(ours);
	str_init(&laid);
	json_compact(&laid, text);
	assert_null(strstr(laid.data, "gone"));
	assert_non_null(strstr(laid.data, "\"kept\":2"));
	assert_non_null(strstr(laid.data, "\"ours\":3"));
	assert_non_null(strstr(laid.data, "\"theirs\":4"));
	assert_non_null(strstr(laid.data, "\"l\":[1,3,4]"));
	assert_non_null(strstr(laid.data, "http://i/"));
	assert_non_null(strstr(laid.data, "\"y\":1"));
	assert_non_null(strstr(laid.data, "\"target\":[\"t\",\"u\"]"));
	assert_non_null(strstr(laid.data, "\"m\":1"));
	assert_non_null(strstr(laid.data, "\"n\":2"));
	str_release(&laid);
	free(text);
	notebook_free(base);
	notebook_free(ours);
	notebook_free(theirs);
}

static void items_not_understood_are_joined(void **state)
{
	static const char *const left[] = {"{\"odd\":1}", "[2]"};
	static const char *const right[] = {"[ 2 ]", "3"};
	struct notebook *a = new_book("un"), *b = new_book("deux");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		vec_push(&notebook_extra(a)->items, strdup(left[i]));
		vec_push(&notebook_extra(b)->items, strdup(right[i]));
	}
	merge_notebooks(a, b, NULL);
	assert_int_equal(notebook_extra(a)->items.len, 3);
	merge_notebooks(b, a, NULL);
	assert_int_equal(notebook_extra(b)->items.len, 3);
	notebook_free(a);
	notebook_free(b);
}

/* ---- random histories */

#define ROUNDS 1000 /* of each property; the variable of that name says otherwise */
#define DEVICES 3
#define NOTES 4

static unsigned rounds(void)
{
	const char *wanted = getenv("ROUNDS");

	return wanted ? (unsigned)strtoul(wanted, NULL, 10) : ROUNDS;
}

struct world {
	unsigned seed;
	unsigned long clock;
	unsigned words;
	struct notebook *books[DEVICES];
};

static unsigned any(struct world *w, unsigned below)
{
	w->seed = w->seed * 1664525u + 1013904223u;
	return (w->seed >> 8) % below;
}

/* Often the same second again. */
static void tick(struct world *w, char now[32])
{
	w->clock += any(w, 3);
	snprintf(now, 32, "2026-11-%02luT%02lu:%02lu:%02luZ", 1 + w->clock / 86400 % 28,
		 w->clock / 3600 % 24, w->clock / 60 % 60, w->clock % 60);
}

/* Every text is of words that occur once. */
static void change_field(struct world *w, struct note *n, unsigned field)
{
	static const char *const tags[] = {"un", "deux", "trois"};
	char text[64];

	switch (field) {
	case 0:
		snprintf(text, sizeof text, "mot%u%s", w->words++, any(w, 3) ? "" : " #dit");
		note_set_text(n, text);
		break;
	case 1:
		n->color = any(w, NOTE_COLORS);
		break;
	case 2:
		if (any(w, 2))
			note_add_tag(n, tags[any(w, 3)]);
		else
			note_remove_tag(n, tags[any(w, 3)]);
		break;
	case 3:
		n->start = any(w, 50);
		n->end = n->start + 1 + any(w, 9);
		n->quote = realloc(n->quote, 8);
		snprintf(n->quote, 8, "q%u", any(w, 99));
		break;
	case 4:
		note_set_bookmark(n, any(w, 2));
		break;
	default:
		n->style = any(w, NOTE_STYLES);
		break;
	}
}

static void random_id(struct world *w, char id[8])
{
	snprintf(id, 8, "n%u", any(w, NOTES));
}

static void random_edit(struct world *w, struct notebook *b)
{
	char now[32], id[8];
	const struct note *old;
	struct note *n;

	tick(w, now);
	random_id(w, id);
	old = notebook_get(b, id);
	if (!old && notebook_tombstone(b, id))
		return;
	n = old ? note_copy(old) : note_new();
	note_set_string(&n->id, id);
	change_field(w, n, any(w, 6));
	notebook_replace(b, n, now);
}

/* Through the file and back, so that the notes have raw members. */
static void reload(struct notebook **b)
{
	struct sidecar_report report;
	struct notebook *fresh = new_book(notebook_writer(*b)->device);
	char *text = bytes_of(*b);

	assert_true(sidecar_parse(fresh, text, strlen(text), &report, NULL));
	free(text);
	notebook_free(*b);
	*b = fresh;
}

static void random_step(struct world *w, bool deletions)
{
	struct notebook **b = &w->books[any(w, DEVICES)];
	enum notebook_change what;
	char now[32], name[8];
	const char *id;

	tick(w, now);
	switch (any(w, 12)) {
	case 0:
		merge_notebooks(*b, w->books[any(w, DEVICES)], NULL);
		break;
	case 1:
		random_id(w, name);
		if (deletions)
			notebook_remove(*b, name, now);
		break;
	case 2:
		if (deletions)
			notebook_undo(*b, now, &what, &id);
		break;
	case 3:
		reload(b);
		break;
	default:
		random_edit(w, *b);
		break;
	}
}

static void world_init(struct world *w, unsigned seed)
{
	static const char *const devices[DEVICES] = {"alpha", "beta", "gamma"};

	*w = (struct world){.seed = seed};
	for (int i = 0; i < DEVICES; i++)
		w->books[i] = new_book(devices[i]);
}

static void world_release(struct world *w)
{
	for (int i = 0; i < DEVICES; i++)
		notebook_free(w->books[i]);
}

static struct notebook *merge_of(const struct notebook *a, const struct notebook *b,
				 const struct notebook *base)
{
	struct notebook *m = notebook_copy(a);

	merge_notebooks(m, b, base);
	return m;
}

/* The note as it is, or as it was when it was deleted. */
static const struct note *trace_of(const struct notebook *b, const char *id)
{
	const struct tombstone *t = notebook_tombstone(b, id);

	return t ? t->note : notebook_get(b, id);
}

static bool has_seen(const struct note *later, const struct note *earlier)
{
	char hash[9], own[9];

	note_hash(earlier, hash);
	note_hash(later, own);
	return !strcmp(hash, own) || note_has_parent(later, hash);
}

/* Every word of a side is in the result, except where the other side had seen that
 * very revision. */
static void assert_words_kept(const struct notebook *side, const struct notebook *other,
			      const struct notebook *result)
{
	for (size_t i = 0; i < notebook_count(side); i++) {
		const struct note *n = notebook_at(side, i);
		const struct note *o = trace_of(other, n->id), *r = trace_of(result, n->id);
		char *text, *rest, *word;

		if (!n->text || (o && has_seen(o, n)))
			continue;
		assert_non_null(r);
		assert_non_null(r->text);
		text = strdup(n->text);
		for (word = strtok_r(text, "\n", &rest); word; word = strtok_r(NULL, "\n", &rest))
			assert_non_null(strstr(r->text, word));
		free(text);
	}
}

static void check_pair(const struct notebook *a, const struct notebook *b)
{
	struct notebook *ab = merge_of(a, b, NULL), *ba = merge_of(b, a, NULL);
	struct notebook *aa = merge_of(a, a, NULL), *again;

	assert_same_bytes(ab, ba);
	assert_same_bytes(aa, a);
	again = merge_of(ab, a, NULL);
	assert_same_notes(again, ab);
	notebook_free(again);
	again = merge_of(b, ab, NULL);
	assert_same_notes(again, ab);
	assert_words_kept(a, b, ab);
	assert_words_kept(b, a, ab);
	notebook_free(again);
	notebook_free(aa);
	notebook_free(ab);
	notebook_free(ba);
}

static void merging_is_idempotent_commutative_and_loses_no_word(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= rounds(); seed++) {
		struct world w;
		unsigned steps;

		world_init(&w, seed);
		for (steps = 5 + any(&w, 30); steps-- > 0;)
			random_step(&w, true);
		check_pair(w.books[0], w.books[1]);
		check_pair(w.books[1], w.books[2]);
		world_release(&w);
	}
}

static void merging_with_a_base_is_commutative_and_loses_no_new_word(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= rounds(); seed++) {
		struct notebook *base, *ab, *ba, *again;
		struct world w;

		world_init(&w, seed);
		for (int i = 0; i < 10; i++)
			random_edit(&w, w.books[0]);
		base = notebook_copy(w.books[0]);
		for (int i = 1; i < DEVICES; i++)
			merge_notebooks(w.books[i], base, NULL);
		for (int i = 0; i < 20; i++)
			random_step(&w, true);
		ab = merge_of(w.books[0], w.books[1], base);
		ba = merge_of(w.books[1], w.books[0], base);
		assert_same_bytes(ab, ba);
		again = merge_of(ab, w.books[1], w.books[1]);
		assert_same_notes(again, ab);
		for (size_t i = 0; i < notebook_count(w.books[0]); i++) {
			const struct note *n = notebook_at(w.books[0], i);
			const struct note *old = notebook_get(base, n->id);
			const struct note *o = trace_of(w.books[1], n->id);

			if (!n->text || (o && has_seen(o, n)) ||
			    (old && note_same_string(old->text, n->text)))
				continue;
			assert_non_null(trace_of(ab, n->id)->text);
		}
		notebook_free(again);
		notebook_free(ab);
		notebook_free(ba);
		notebook_free(base);
		world_release(&w);
	}
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What a reader sees of a book. */
static char *view_of(const struct notebook *b)
{
	struct str s;

	str_init(&s);
	for (unsigned i = 0; i < NOTES; i++) {
		const struct note *n;
		char id[8], *tags[8];
		size_t count = 0;

		snprintf(id, sizeof id, "n%u", i);
		n = notebook_get(b, id);
		if (!n)
			continue;
		str_addf(&s, "%s %d %d %d %zu %zu %s %s", id, (int)n->kind, (int)n->color,
			 (int)n->style, n->start, n->end, n->quote ? n->quote : "-",
			 n->text ? n->text : "-");
		for (; count < n->tags.len; count++)
			tags[count] = n->tags.items[count];
		qsort(tags, count, sizeof *tags, by_bytes);
		for (size_t t = 0; t < count; t++)
			str_addf(&s, " #%s", tags[t]);
		str_addc(&s, '\n');
	}
	return str_take(&s);
}

/* Three devices take the same notes and change each of them apart, some several
 * times: no version has seen another device's. */
static void merging_versions_apart_is_associative(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= rounds(); seed++) {
		struct notebook *left, *right, *ab, *bc;
		char *x, *y;
		struct world w;

		world_init(&w, seed);
		for (int i = 0; i < 6; i++)
			random_edit(&w, w.books[0]);
		for (int i = 1; i < DEVICES; i++)
			merge_notebooks(w.books[i], w.books[0], NULL);
		for (int d = 0; d < DEVICES; d++) {
			for (unsigned i = 0; i < notebook_count(w.books[d]); i++) {
				for (unsigned times = 1 + any(&w, 3); times-- > 0;) {
					struct note *n = note_copy(notebook_at(w.books[d], i));
					char now[32];

					tick(&w, now);
					change_field(&w, n, any(&w, 5));
					n->end += 100;
					notebook_replace(w.books[d], n, now);
				}
			}
		}
		ab = merge_of(w.books[0], w.books[1], NULL);
		bc = merge_of(w.books[1], w.books[2], NULL);
		left = merge_of(ab, w.books[2], NULL);
		right = merge_of(w.books[0], bc, NULL);
		x = view_of(left);
		y = view_of(right);
		assert_string_equal(x, y);
		free(x);
		free(y);
		notebook_free(left);
		notebook_free(right);
		notebook_free(ab);
		notebook_free(bc);
		world_release(&w);
	}
}

/* Whatever came before: when all have told all, all have the same. */
static void devices_that_tell_each_other_all_end_alike(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= rounds(); seed++) {
		struct world w;

		world_init(&w, seed);
		for (int i = 0; i < 40; i++)
			random_step(&w, true);
		for (int round = 0; round < 4; round++)
			for (int i = 0; i < DEVICES; i++)
				merge_notebooks(w.books[i], w.books[(i + 1) % DEVICES], NULL);
		for (int i = 1; i < DEVICES; i++)
			assert_same_notes(w.books[0], w.books[i]);
		world_release(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_of_both_sides_are_there),
		cmocka_unit_test(an_absent_note_is_not_a_deleted_one),
		cmocka_unit_test(a_side_that_has_seen_the_other_wins_whole),
		cmocka_unit_test(different_fields_changed_on_two_sides_are_both_changed),
		cmocka_unit_test(a_tag_taken_away_on_one_side_is_away_with_a_base_only),
		cmocka_unit_test(the_later_colour_wins),
		cmocka_unit_test(two_texts_are_both_kept_and_the_note_says_so),
		cmocka_unit_test(a_conflict_that_was_settled_stays_settled),
		cmocka_unit_test(a_text_taken_away_gives_way_to_one_that_was_changed),
		cmocka_unit_test(undo_works_on_after_a_merge),
		cmocka_unit_test(a_note_deleted_on_one_side_goes_on_both),
		cmocka_unit_test(an_edit_that_the_deleter_had_not_seen_lives),
		cmocka_unit_test(a_deletion_undone_is_undone_everywhere),
		cmocka_unit_test(a_note_deleted_after_an_edit_goes_with_it),
		cmocka_unit_test(
			without_any_trace_the_dates_decide_and_the_words_stay_in_the_tombstone),
		cmocka_unit_test(two_deletions_keep_the_words_of_both),
		cmocka_unit_test(unknown_members_of_both_sides_are_kept),
		cmocka_unit_test(items_not_understood_are_joined),
		cmocka_unit_test(merging_is_idempotent_commutative_and_loses_no_word),
		cmocka_unit_test(merging_with_a_base_is_commutative_and_loses_no_new_word),
		cmocka_unit_test(merging_versions_apart_is_associative),
		cmocka_unit_test(devices_that_tell_each_other_all_end_alike),
	};

	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
