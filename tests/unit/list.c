/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/model.h"
#include "base/utf8.h"
#include "reader.h"

static const char text[] =
	"Un titre\n\nLe premier paragraphe a deux phrases. Voici la seconde !\n\n"
	"Élève ou cœur, et café. Oui.\n\nUNE SECTION\n\n"
	"Le dernier paragraphe, un peu plus long que les autres, pour tenir sur plusieurs lignes "
	"même dans une fenêtre assez large ; il finit ici.\n\nUNE AUTRE SECTION\n\nLa fin.\n";

static void press(struct reader *r, uint32_t key)
{
	struct event event = {.type = EVENT_KEY, .key = key, .now = 1763708400};

	app_update(r->app, &event, &r->effects);
	app_render(r->app, &r->grid);
}

static void type(struct reader *r, const char *keys)
{
	while (*keys) {
		char32_t cp;

		keys += utf8_decode(keys, strlen(keys), &cp);
		press(r, cp == '\n' ? KEY_ENTER_KEY : cp);
	}
}

static void add_note(struct reader *r, const char *words, const char *note, enum note_color color,
		     enum note_status status)
{
	struct note *n = note_new();
	const char *at = strstr(text, words);

	n->color = color;
	n->quote = mem_strdup(words);
	n->status = status;
	if (at)
		n->span = (struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)};
	note_set_text(n, note);
	notebook_put(r->book, n);
}

/* Five annotations, one of them lost. */
static void begin(struct reader *r)
{
	reader_begin(r, text, sizeof text - 1, &(struct article_options){0}, 0);
	add_note(r, "deux phrases", "À vérifier #défense", NOTE_GREEN, NOTE_EXACT);
	add_note(r, "Voici la seconde", NULL, NOTE_YELLOW, NOTE_EXACT);
	add_note(r, "cœur", "du mot à mot #essai #langue", NOTE_PINK, NOTE_MOVED);
	add_note(r, "dernier paragraphe", "encore à vérifier", NOTE_PURPLE, NOTE_CHANGED);
	add_note(r, "n’y est plus", "perdue", NOTE_BLUE, NOTE_ORPHAN);
}

static size_t shown(const struct reader *r)
{
	return r->app->list.shown.len;
}

static size_t filtered(struct reader *r, const char *filter)
{
	press(r, 'u' | KEY_CTRL);
	type(r, filter);
	return shown(r);
}

static const struct note *chosen(const struct reader *r)
{
	return notebook_get(r->book, list_current(r->app)->id);
}

static void annotations_are_filtered_by_words_and_by_what_they_are(void **state)
{
	static const struct {
		const char *filter;
		size_t count;
	} cases[] = {
		{"", 5},
		{"verifier", 2},
		{"verifier encore", 1},
		{"coeur", 1},
		{"\"mot a mot\"", 1},
		{"\"a mot du\"", 0},
		{"-verifier", 3},
		{"verifier -#defense", 1},
		{"#", 2},
		{"#lan", 1},
		{"#ngue", 0},
		{"defense", 1},
		{"color:", 5},
		{"color:green", 1},
		{"colour:g", 1},
		{"color:p", 2},
		{"color:pi", 1},
		{"-color:p", 3},
		{"kind:note", 4},
		{"kind:highlight", 1},
		{"is:orphan", 1},
		{"is:unsure", 2},
		{"is:exact kind:note", 1},
		{"n’y est", 1},
		{"http://", 0},
	};
	struct reader r;

	(void)state;
	begin(&r);
	press(&r, 'A');
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(filtered(&r, cases[i].filter), cases[i].count);
		assert_false(r.app->list.wrong);
	}
	reader_end(&r);
}

static void a_value_that_there_is_not_is_told(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	press(&r, 'A');
	assert_int_equal(filtered(&r, "color:grey"), 5);
	assert_true(r.app->list.wrong);
	assert_string_equal(r.app->message, "grey: no such value; there are yellow, green, blue, "
					    "pink, orange, purple");
	filtered(&r, "\\v(");
	assert_true(r.app->list.wrong);
	reader_end(&r);
}

static void what_is_typed_is_completed(void **state)
{
	static const char *const cases[][2] = {
		{"color:", "yellow"}, {"a color:gr", "een"}, {"-is:or", "phan"}, {"#é", NULL},
		{"#ess", "ai"},       {"kind:z", NULL},      {"ver", NULL},      {"#ess ", NULL},
	};
	struct reader r;

	(void)state;
	begin(&r);
	press(&r, 'A');
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		filtered(&r, cases[i][0]);
		if (!cases[i][1])
			assert_null(r.app->list.completion);
		else
			assert_string_equal(r.app->list.completion, cases[i][1]);
	}
	filtered(&r, "#ess");
	press(&r, KEY_RIGHT_ARROW);
	assert_string_equal(r.app->list.filter.text.data, "#essai");
	reader_end(&r);
}

/* Moves on a bit, so that what was there has to be kept. */
static void read_on(struct reader *r)
{
	type(r, "})");
	press(r, KEY_DOWN_ARROW);
}

static void a_list_that_is_left_leaves_the_reader_where_it_was(void **state)
{
	static const char *const lists[] = {"A", ":contents\n", ":marks\n", ":set\n"};
	struct reader r;

	(void)state;
	for (size_t i = 0; i < 2 * (sizeof lists / sizeof *lists); i++) {
		struct place top;
		struct span focus;
		enum mode mode;
		size_t cursor;

		begin(&r);
		read_on(&r);
		if (i % 2)
			type(&r, "vw");
		top = r.app->top;
		focus = r.app->focus.span;
		mode = r.app->mode;
		cursor = r.app->selection.cursor;
		type(&r, lists[i / 2]);
		assert_int_equal(r.app->mode, MODE_LIST);
		type(&r, "par");
		press(&r, KEY_END_KEY);
		press(&r, KEY_ESCAPE);
		assert_int_equal(r.app->mode, mode);
		assert_int_equal(r.app->top.offset, top.offset);
		assert_int_equal(r.app->top.gap, top.gap);
		assert_true(span_equal(r.app->focus.span, focus));
		assert_int_equal(r.app->selection.cursor, cursor);
		reader_end(&r);
	}
}

static void a_note_is_changed_and_the_list_is_there_again(void **state)
{
	struct event edited = {.type = EVENT_EDITED, .ok = true, .text = "hors d’ici\n"};
	struct reader r;
	struct place top;
	char *id;

	(void)state;
	begin(&r);
	read_on(&r);
	top = r.app->top;
	press(&r, 'A');
	filtered(&r, "verifier");
	press(&r, KEY_END_KEY);
	id = mem_strdup(list_current(r.app)->id);
	press(&r, KEY_ENTER_KEY | KEY_ALT);
	assert_int_equal(r.app->mode, MODE_NOTE);
	type(&r, " bientôt\n");
	assert_int_equal(r.app->mode, MODE_LIST);
	assert_string_equal(notebook_get(r.book, id)->text, "encore à vérifier bientôt");
	assert_string_equal(list_current(r.app)->id, id);
	assert_int_equal(shown(&r), 2);

	press(&r, 'e' | KEY_CTRL);
	edited.len = strlen(edited.text);
	app_update(r.app, &edited, &r.effects);
	assert_int_equal(r.app->mode, MODE_LIST);
	assert_string_equal(notebook_get(r.book, id)->text, "hors d’ici");
	assert_int_equal(shown(&r), 1);

	/* One without a place, and left without being saved. */
	filtered(&r, "is:orphan");
	press(&r, 'j' | KEY_CTRL);
	press(&r, 'z');
	press(&r, KEY_ESCAPE);
	assert_int_equal(r.app->mode, MODE_LIST);
	press(&r, KEY_ESCAPE);
	assert_int_equal(r.app->mode, MODE_READ);
	assert_int_equal(r.app->top.offset, top.offset);
	free(id);
	reader_end(&r);
}

static void annotations_are_coloured_deleted_and_taken_back_in_the_list(void **state)
{
	struct reader r;
	char *id;

	(void)state;
	begin(&r);
	press(&r, 'A');
	filtered(&r, "color:p");
	press(&r, KEY_DOWN_ARROW);
	id = mem_strdup(list_current(r.app)->id);
	press(&r, 't' | KEY_CTRL);
	press(&r, 'p');
	assert_int_equal(chosen(&r)->color, NOTE_PINK);
	assert_string_equal(list_current(r.app)->id, id);
	press(&r, 't' | KEY_CTRL);
	press(&r, KEY_ESCAPE); /* no colour, but the list stays */
	assert_int_equal(shown(&r), 2);
	press(&r, KEY_DELETE);
	assert_null(notebook_get(r.book, id));
	assert_int_equal(shown(&r), 1);
	press(&r, 'u' | KEY_ALT);
	assert_non_null(notebook_get(r.book, id));
	assert_int_equal(shown(&r), 2);
	press(&r, 'u' | KEY_ALT);
	assert_int_equal(notebook_get(r.book, id)->color, NOTE_PURPLE);
	assert_int_equal(r.app->mode, MODE_LIST);
	free(id);
	reader_end(&r);
}

static void keys_of_a_list_are_the_readers(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, ":map -list <C-x> list-delete\n:unmap -list <Del>\nA");
	press(&r, KEY_DELETE);
	assert_int_equal(shown(&r), 5);
	press(&r, 'x' | KEY_CTRL);
	assert_int_equal(shown(&r), 4);
	press(&r, KEY_ESCAPE);
	type(&r, "t"); /* headings cannot be deleted */
	press(&r, 'x' | KEY_CTRL);
	assert_int_equal(r.app->mode, MODE_LIST);
	press(&r, KEY_ENTER_KEY | KEY_ALT); /* nor have they notes: Esc, and a line down */
	assert_int_equal(r.app->mode, MODE_READ);
	reader_end(&r);
}

static void annotations_of_this_section_or_paragraph_alone_are_listed(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, "}A");
	assert_int_equal(shown(&r), 5);
	press(&r, KEY_TAB);
	assert_int_equal(shown(&r), 3);
	press(&r, KEY_TAB);
	assert_int_equal(shown(&r), 2);
	press(&r, KEY_TAB);
	assert_int_equal(shown(&r), 5);
	press(&r, KEY_BACKTAB);
	assert_int_equal(shown(&r), 2);
	assert_int_equal(filtered(&r, "seconde"), 1);
	reader_end(&r);
}

static void what_another_program_changed_is_listed(void **state)
{
	struct reader r;
	char *id;

	(void)state;
	begin(&r);
	press(&r, 'A');
	filtered(&r, "verifier");
	id = mem_strdup(chosen(&r)->id);
	notebook_drop(r.book, id);
	app_render(r.app, &r.grid);
	app_update(r.app, &(struct event){.type = EVENT_NOTES, .ok = true}, &r.effects);
	assert_int_equal(shown(&r), 1);
	free(id);
	reader_end(&r);
}

static void headings_of_a_long_text_come_by_and_by(void **state)
{
	struct reader r;
	struct str s;
	size_t first;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 3000; i++)
		str_addf(&s,
			 "%sParagraphe %d, assez long pour n’être pas un titre, dit-on ; et il "
			 "continue, pour que le texte entier soit long lui aussi.\n\n",
			 i % 100 == 50 ? "CHAPITRE IV\n\n" : "", i);
	reader_begin(&r, s.data, s.len, &(struct article_options){0}, 0);
	type(&r, "Gt");
	first = shown(&r);
	assert_true(r.app->list.more && app_busy(r.app));
	assert_true(first > 0 && first < 30);
	for (int i = 0; i < 1000 && r.app->list.more; i++)
		app_update(r.app, &(struct event){.type = EVENT_IDLE}, &r.effects);
	assert_int_equal(shown(&r), 30);
	assert_int_equal(r.app->list.current, 29); /* the section that is read */
	filtered(&r, "chapitre");
	assert_int_equal(shown(&r), 30);
	reader_end(&r);
	str_release(&s);
}

static void in_a_selection_going_there_moves_its_end(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, "}v:contents\n");
	press(&r, KEY_END_KEY);
	press(&r, KEY_ENTER_KEY);
	assert_int_equal(r.app->mode, MODE_SELECT);
	assert_int_equal(r.app->selection.cursor, strstr(text, "UNE AUTRE") - text);
	reader_end(&r);
}

static void marks_are_listed_gone_to_and_deleted(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, "maGmb'?");
	assert_ptr_equal(r.app->list.source, &list_marks);
	assert_int_equal(shown(&r), 3); /* and where the jump began */
	press(&r, KEY_END_KEY);
	press(&r, KEY_DELETE);
	assert_int_equal(shown(&r), 2);
	assert_int_equal(r.app->marks[1], 0);
	type(&r, "titre");
	press(&r, KEY_END_KEY);
	press(&r, KEY_ENTER_KEY);
	assert_int_equal(r.app->mode, MODE_READ);
	assert_int_equal(r.app->top.offset, 0);
	reader_end(&r);
}

static void a_click_chooses_and_a_second_goes(void **state)
{
	struct event event = {.type = EVENT_NONE, .now = 1763708400};
	struct reader r;

	(void)state;
	begin(&r);
	press(&r, 't');
	assert_false(list_click(r.app, 0, 3, &event, &r.effects));
	assert_false(list_click(r.app, 9, 3, &event, &r.effects));
	assert_true(list_click(r.app, 3, 3, &event, &r.effects));
	assert_int_equal(r.app->list.current, 2);
	assert_true(list_click(r.app, 3, 3, &event, &r.effects));
	assert_int_equal(r.app->mode, MODE_READ);
	assert_int_equal(r.app->focus.span.start, strstr(text, "UNE AUTRE") - text);
	reader_end(&r);
}

static void the_help_has_the_keys_as_they_are_bound_now(void **state)
{
	struct reader r;

	(void)state;
	begin(&r);
	type(&r, ":map Q color green\n:map W highlight\n");
	press(&r, KEY_F1);
	filtered(&r, "\"color green\"");
	assert_int_equal(shown(&r), 1);
	assert_string_equal(list_current(r.app)->left, "Q");
	filtered(&r, "highlight W");
	assert_string_equal(list_current(r.app)->left, "h, W");
	filtered(&r, "next-section");
	press(&r, KEY_ENTER_KEY);
	assert_int_equal(r.app->mode, MODE_READ);
	assert_int_equal(r.app->focus.span.start, strstr(text, "UNE SECTION") - text);
	reader_end(&r);
}

static void lists_are_drawn_in_windows_of_any_size(void **state)
{
	static const char *const lists[] = {"A", "t", "'?", ":help\n"};

	(void)state;
	for (int columns = 1; columns < 320; columns += columns < 30 ? 3 : 29)
		for (int rows = 1; rows < 110; rows += rows < 24 ? 4 : 40)
			for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
				struct event size = {
					.type = EVENT_RESIZE, .rows = rows, .columns = columns};
				struct reader r;

				begin(&r);
				type(&r, "mamb");
				app_update(r.app, &size, &r.effects);
				type(&r, lists[i]);
				press(&r, KEY_END_KEY);
				press(&r, KEY_PAGE_UP);
				type(&r, "e #");
				reader_end(&r);
			}
}

static void no_keys_in_any_order_break_a_list(void **state)
{
	static const uint32_t keys[] = {
		'A',
		'A',
		't',
		KEY_F1,
		'\'',
		'?',
		'v',
		'}',
		'm',
		'e',
		'#',
		'-',
		':',
		'"',
		' ',
		KEY_TAB,
		KEY_BACKTAB,
		KEY_DELETE,
		KEY_ENTER_KEY,
		KEY_ESCAPE,
		KEY_ESCAPE,
		KEY_UP_ARROW,
		KEY_DOWN_ARROW,
		KEY_RIGHT_ARROW,
		KEY_END_KEY,
		KEY_HOME_KEY,
		KEY_PAGE_DOWN,
		KEY_PAGE_UP,
		't' | KEY_CTRL,
		'y',
		'u' | KEY_CTRL,
		'u' | KEY_ALT,
		'e' | KEY_CTRL,
		KEY_ENTER_KEY | KEY_ALT,
	};

	(void)state;
	for (unsigned seed = 1; seed <= 30; seed++) {
		struct event size = {.type = EVENT_RESIZE};
		struct reader r;

		srand(seed);
		begin(&r);
		for (int i = 0; i < 300; i++) {
			press(&r, keys[(size_t)rand() % (sizeof keys / sizeof *keys)]);
			if (rand() % 20 == 0) {
				size.rows = 3 + rand() % 40;
				size.columns = 10 + rand() % 150;
				app_update(r.app, &size, &r.effects);
			}
			if (rand() % 20 == 0)
				app_update(r.app, &(struct event){.type = EVENT_NOTES, .ok = true},
					   &r.effects);
			if (rand() % 10 == 0)
				app_update(r.app, &(struct event){.type = EVENT_IDLE}, &r.effects);
			effects_clear(&r.effects);
		}
		reader_end(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(annotations_are_filtered_by_words_and_by_what_they_are),
		cmocka_unit_test(a_value_that_there_is_not_is_told),
		cmocka_unit_test(what_is_typed_is_completed),
		cmocka_unit_test(a_list_that_is_left_leaves_the_reader_where_it_was),
		cmocka_unit_test(a_note_is_changed_and_the_list_is_there_again),
		cmocka_unit_test(annotations_are_coloured_deleted_and_taken_back_in_the_list),
		cmocka_unit_test(keys_of_a_list_are_the_readers),
		cmocka_unit_test(annotations_of_this_section_or_paragraph_alone_are_listed),
		cmocka_unit_test(what_another_program_changed_is_listed),
		cmocka_unit_test(headings_of_a_long_text_come_by_and_by),
		cmocka_unit_test(in_a_selection_going_there_moves_its_end),
		cmocka_unit_test(marks_are_listed_gone_to_and_deleted),
		cmocka_unit_test(a_click_chooses_and_a_second_goes),
		cmocka_unit_test(the_help_has_the_keys_as_they_are_bound_now),
		cmocka_unit_test(no_keys_in_any_order_break_a_list),
		cmocka_unit_test(lists_are_drawn_in_windows_of_any_size),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
