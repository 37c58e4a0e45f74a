/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting, and what lies over each other, by keys. */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "app/marks.h"
#include "app/objects.h"
#include "app/select.h"
#include "reader.h"

static const char text[] =
	"Un titre\n\n"
	"Le maire a dit : « Nous avons “fini” hier (à midi). » Il est parti. Élise rit encore.\n\n"
	"À la fin, tout va bien. Rien ne change.\n\n"
	"SUITE\n\nDernier mot.\n";

static void begin(struct reader *f)
{
	struct article_options options = {0};

	reader_begin(f, text, sizeof text - 1, &options, 0);
}

static void press_one(struct reader *f, uint32_t key)
{
	struct event event = {.type = EVENT_KEY, .key = key, .now = 1763708400};

	app_update(f->app, &event, &f->effects);
	effects_clear(&f->effects);
	app_render(f->app, &f->grid);
}

/* Keys as the configuration writes them, with spaces between. */
static void press(struct reader *f, const char *names)
{
	char *copy = strdup(names), *rest = copy, *name;

	while ((name = strsep(&rest, " "))) {
		struct keys keys;

		assert_true(keys_parse(&keys, name, NULL));
		for (size_t i = 0; i < keys.len; i++)
			press_one(f, keys.key[i]);
	}
	free(copy);
}

static void check_selected(const struct reader *f, const char *want)
{
	struct span s = selection_span(f->app);
	char *selected = strndup(article_text(f->article) + s.start, span_length(s));

	assert_int_equal(f->app->mode, MODE_SELECT);
	assert_string_equal(selected, want);
	free(selected);
}

/* One character, the first of `words`, is selected. */
static void select_at(struct reader *f, const char *words)
{
	const char *at = strstr(article_text(f->article), words);

	assert_non_null(at);
	selection_begin_at(f->app, (size_t)(at - article_text(f->article)));
}

static void words_and_sentences_are_selected_and_then_the_next(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "ire a dit");
	press(&f, "i w");
	check_selected(&f, "maire");
	press(&f, "i w");
	check_selected(&f, "maire a");
	press(&f, "2 i w");
	check_selected(&f, "maire a dit : « Nous");
	select_at(&f, "a dit");
	press(&f, "i w");
	check_selected(&f, "a");
	press(&f, "i w");
	check_selected(&f, "a dit");
	select_at(&f, "parti");
	press(&f, "i s i s");
	check_selected(&f, "Il est parti. Élise rit encore.");
	select_at(&f, "fin,");
	press(&f, "i p");
	check_selected(&f, "À la fin, tout va bien. Rien ne change.");
	select_at(&f, "fin,");
	press(&f, "2 i s");
	check_selected(&f, "À la fin, tout va bien. Rien ne change.");
	press(&f, "<Esc>");
	reader_end(&f);
}

static void an_object_is_added_on_the_side_of_the_moving_end(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "parti");
	press(&f, "i w o i w");
	check_selected(&f, "est parti");
	press(&f, "2 i w");
	check_selected(&f, "midi). » Il est parti");
	reader_end(&f);
}

static void around_takes_the_blank_or_the_signs_too(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "parti");
	press(&f, "I w");
	check_selected(&f, " parti");
	select_at(&f, "Il est");
	press(&f, "I w");
	check_selected(&f, "Il ");
	press(&f, "I w");
	check_selected(&f, "Il est ");
	select_at(&f, "fini");
	press(&f, "I \"");
	check_selected(&f, "“fini”");
	press(&f, "I \"");
	check_selected(&f, "« Nous avons “fini” hier (à midi). »");
	reader_end(&f);
}

static void quotations_are_selected_from_inside_out(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "ini”");
	press(&f, "i q");
	check_selected(&f, "fini");
	press(&f, "i q");
	check_selected(&f, "Nous avons “fini” hier (à midi).");
	select_at(&f, "ini”");
	press(&f, "2 i \"");
	check_selected(&f, "Nous avons “fini” hier (à midi).");
	select_at(&f, "ini”");
	press(&f, "i «");
	check_selected(&f, "Nous avons “fini” hier (à midi).");
	/* Before it, the one that follows. */
	select_at(&f, "Le maire");
	press(&f, "i (");
	check_selected(&f, "à midi");
	/* On a sign, its own. */
	select_at(&f, "“fini");
	press(&f, "i q");
	check_selected(&f, "fini");
	select_at(&f, "Rien ne");
	press(&f, "i (");
	check_selected(&f, "R");
	assert_non_null(f.app->message);
	reader_end(&f);
}

static void letters_are_gone_to_as_a_search_finds_them(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "Il est parti");
	press(&f, "f e");
	check_selected(&f, "Il e");
	press(&f, ";");
	check_selected(&f, "Il est parti. É");
	press(&f, ",");
	check_selected(&f, "Il e");
	press(&f, "2 ;");
	check_selected(&f, "Il est parti. Élise");
	press(&f, "<Esc>");
	select_at(&f, "Il est parti");
	press(&f, "t r");
	check_selected(&f, "Il est pa");
	press(&f, ";");
	check_selected(&f, "Il est parti. Élise ");
	press(&f, "F .");
	check_selected(&f, "Il est parti.");
	press(&f, "o");
	press(&f, "T (");
	check_selected(&f, "à midi). » Il est parti.");
	press(&f, "f Z");
	assert_true(f.app->message_is_error);
	reader_end(&f);
}

static void a_selection_is_had_again(void **state)
{
	struct reader f;
	struct place top;

	(void)state;
	begin(&f);
	/* Nothing was selected yet: g and v are meant. */
	press(&f, "G g v");
	check_selected(&f, "U");
	assert_null(f.app->message);
	press(&f, "<Esc>");
	select_at(&f, "parti");
	press(&f, "i w <Esc> G");
	press(&f, "g v");
	check_selected(&f, "parti");
	press(&f, "<Esc> G");
	top = f.app->top;
	press(&f, "g");
	assert_int_equal(f.app->top.offset, 0);
	press(&f, "G");
	assert_int_equal(f.app->top.offset, top.offset);
	press(&f, "V <Esc> g v");
	assert_true(f.app->selection.paragraphs);
	reader_end(&f);
}

static void a_key_that_begins_others_runs_and_is_taken_back_when_they_come(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "parti");
	press(&f, "i w g e");
	check_selected(&f, "t p");
	press(&f, "<Esc>");
	select_at(&f, "parti");
	press(&f, "o g e");
	assert_int_equal(f.app->selection.cursor, strstr(text, "t parti") - text);
	press(&f, "3 g e");
	assert_int_equal(f.app->selection.cursor, strstr(text, "à midi") - text);
	/* Who waits means the keys one by one. */
	press(&f, "<Esc> G g");
	app_update(f.app, &(struct event){.type = EVENT_KEY, .key = 'v', .now = 1763708400 + 2},
		   &f.effects);
	check_selected(&f, "U");
	press(&f, "<Esc> g 3 g");
	assert_int_equal(f.app->focus.span.start, strstr(text, "À la fin") - text);
	select_at(&f, "parti");
	/* No key is lost behind it. */
	press(&f, "g l");
	assert_int_equal(f.app->selection.cursor, 1);
	press(&f, "g <Esc>");
	assert_int_equal(f.app->mode, MODE_READ);
	reader_end(&f);
}

static void growing_goes_through_words_signs_sentences_and_paragraphs(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "idi)");
	press(&f, "+");
	check_selected(&f, "midi");
	press(&f, "+");
	check_selected(&f, "à midi");
	press(&f, "+");
	check_selected(&f, "(à midi)");
	press(&f, "+");
	check_selected(&f, "Nous avons “fini” hier (à midi).");
	press(&f, "2 -");
	check_selected(&f, "à midi");
	reader_end(&f);
}

static void what_is_selected_is_searched_for(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	select_at(&f, "Rien ne");
	press(&f, "i w *");
	assert_int_equal(f.app->mode, MODE_READ);
	select_at(&f, "tout");
	press(&f, "/ b i e n <Enter>");
	check_selected(&f, "tout va bien");
	press(&f, "<Esc>");
	reader_end(&f);
}

static void a_pointer_selects_too(void **state)
{
	struct reader f;
	size_t at = (size_t)(strstr(text, "parti") - text);

	(void)state;
	begin(&f);
	selection_drag_to(f.app, at);
	check_selected(&f, "p");
	selection_drag_to(f.app, at + 4);
	check_selected(&f, "parti");
	assert_true(object_select(f.app, OBJECT_WORD, at + 1));
	check_selected(&f, "parti");
	assert_true(object_select(f.app, OBJECT_SENTENCE, at));
	check_selected(&f, "Il est parti.");
	assert_true(object_select(f.app, OBJECT_PARAGRAPH, article_size(f.article)));
	check_selected(&f, "Dernier mot.");
	reader_end(&f);
}

static void marks_are_handed_out_and_taken_back(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	press(&f, "G m a");
	press_one(&f, 'm');
	app_update(f.app, &(struct event){.type = EVENT_KEY, .key = 'Z'}, &f.effects);
	assert_int_equal(f.effects.list.len, 1);
	assert_int_equal(f.effects.list.items[0].type, EFFECT_MARKS);
	assert_int_equal(f.effects.list.items[0].text[0], 'a');
	effects_clear(&f.effects);
	marks_read(f.app, "b2,Y99999999,c");
	assert_int_equal(f.app->marks[1], 3);
	assert_int_equal(f.app->marks[50], 0);
	marks_read(f.app, "\xFF,a");
	press(&f, "' b");
	assert_int_equal(f.app->top.offset, 0);
	reader_end(&f);
}

/* ---- what lies over each other */
/* Highlights from the first of some words to the end of others. */
static void highlight(struct reader *f, const char *from, const char *to)
{
	const char *whole = article_text(f->article);

	select_at(f, from);
	selection_move_to(f->app, (size_t)(strstr(whole, to) - whole) + strlen(to) - 1);
	press(f, "h");
}

/* The cell of the first character of some words, which are on the screen. */
static const struct cell *cell_of(struct reader *f, const char *word)
{
	for (int row = 1; row < f->grid.rows; row++)
		for (int column = 0; column < f->grid.columns; column++) {
			int c = column;
			const char *at = word;

			while (*at && c < f->grid.columns &&
			       !strncmp(at, grid_text(&f->grid, grid_cell(&f->grid, row, c)),
					strlen(grid_text(&f->grid, grid_cell(&f->grid, row, c)))))
				at += strlen(grid_text(&f->grid, grid_cell(&f->grid, row, c++)));
			if (!*at)
				return grid_cell(&f->grid, row, column);
		}
	fail();
	return NULL;
}

static void of_two_highlights_the_one_in_focus_is_seen_else_the_one_that_began_last(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	highlight(&f, "Le maire", "Nous");
	press(&f, "c g"); /* the one in focus, and the next */
	highlight(&f, "a dit", "parti");
	press(&f, "c b <Esc>");
	assert_int_equal(cell_of(&f, "Le maire")->highlight, 1 + NOTE_GREEN);
	assert_int_equal(cell_of(&f, "dit :")->highlight, (1 + NOTE_BLUE) | GRID_UNDER(NOTE_GREEN));
	assert_int_equal(cell_of(&f, "Il est")->highlight, 1 + NOTE_BLUE);
	press(&f, ">");
	assert_int_equal(cell_of(&f, "dit :")->highlight, (1 + NOTE_GREEN) | GRID_UNDER(NOTE_BLUE));
	reader_end(&f);
}

static void those_that_lie_over_each_other_are_gone_through_and_deleted_one_by_one(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	highlight(&f, "Le maire", "Nous");
	highlight(&f, "a dit", "hier");
	highlight(&f, "fini", "parti");
	highlight(&f, "tout va", "bien");
	press(&f, "<Esc> g )");
	assert_int_equal(f.app->focus.kind, FOCUS_SENTENCE);
	press(&f, ")");
	press(&f, "x");
	assert_int_equal(notebook_count(f.book), 4);
	assert_true(f.app->message_is_error);
	press(&f, "o");
	assert_string_equal(f.app->message, "Annotation 1 of 3 here (o: the next)");
	press(&f, "o");
	assert_int_equal(f.app->focus.span.start, strstr(text, "a dit") - text);
	press(&f, "2 o");
	assert_int_equal(f.app->focus.span.start, strstr(text, "Le maire") - text);
	press(&f, "x");
	assert_int_equal(notebook_count(f.book), 3);
	press(&f, "o o x");
	assert_int_equal(notebook_count(f.book), 2);
	assert_int_equal(notebook_at(f.book, 0)->span.start, strstr(text, "a dit") - text);
	press(&f, "o o");
	assert_true(f.app->message_is_error); /* it is alone now */
	press(&f, ">");
	assert_null(f.app->message);
	reader_end(&f);
}

static void highlights_of_one_colour_become_one_where_that_is_wanted(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	f.settings.merge_highlights = true;
	highlight(&f, "Le maire", "dit");
	highlight(&f, "est parti", "parti");
	highlight(&f, "hier", "midi");
	assert_int_equal(notebook_count(f.book), 3);
	highlight(&f, "Nous avons", "hier");
	assert_int_equal(notebook_count(f.book), 3);
	assert_int_equal(notebook_at(f.book, 1)->span.start, strstr(text, "Nous") - text);
	assert_int_equal(notebook_at(f.book, 1)->span.end, strstr(text, ")") - text);
	highlight(&f, "a dit", "est");
	assert_int_equal(notebook_count(f.book), 1);
	assert_int_equal(span_length(notebook_at(f.book, 0)->span),
			 strstr(text, ". Élise") - strstr(text, "Le maire"));
	assert_string_equal(f.app->focus.id, notebook_at(f.book, 0)->id);
	press(&f, "u");
	assert_int_equal(notebook_count(f.book), 3);
	assert_int_equal(notebook_at(f.book, 0)->span.end, strstr(text, " : «") - text);
	assert_int_equal(notebook_at(f.book, 2)->span.start, strstr(text, "est parti") - text);
	press(&f, "<C-r>");
	assert_int_equal(notebook_count(f.book), 1);
	press(&f, "u u u u u");
	assert_int_equal(notebook_count(f.book), 0);
	reader_end(&f);
}

static void no_word_of_a_reader_is_lost_by_that(void **state)
{
	struct reader f;
	struct note *n;

	(void)state;
	begin(&f);
	f.settings.merge_highlights = true;
	highlight(&f, "Le maire", "maire");
	n = note_copy(notebook_at(f.book, 0));
	note_add_tag(n, "qui");
	notebook_replace(f.book, n, "2026-11-20T10:00:00Z");
	highlight(&f, "maire a", "dit");
	assert_int_equal(notebook_count(f.book), 2);
	press(&f, "s u"); /* the one in focus, and the next */
	highlight(&f, "dit :", "Nous");
	assert_int_equal(notebook_count(f.book), 2);
	press(&f, "s s");
	highlight(&f, "Rien ne", "ne");
	press(&f, "c g");
	assert_int_equal(notebook_count(f.book), 3);
	press(&f, "<Esc>");
	f.settings.color = NOTE_YELLOW;
	highlight(&f, "ne change", "change");
	assert_int_equal(notebook_count(f.book), 4);
	reader_end(&f);
}

static void whatever_became_one_comes_apart_again(void **state)
{
	static const char keys[] = "v))}hhwwBxcsgyub>oir{+";

	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++) {
		struct reader f;

		srand(seed);
		begin(&f);
		f.settings.merge_highlights = true;
		for (int i = 0; i < 80; i++)
			press_one(&f, (unsigned char)keys[(size_t)rand() % (sizeof keys - 1)]);
		press(&f, "<Esc> <Esc>");
		for (int i = 0; i < 100; i++)
			press_one(&f, 'u');
		assert_int_equal(notebook_count(f.book), 0);
		reader_end(&f);
	}
}

static void the_ends_of_an_annotation_go_to_what_is_selected_as_such(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	highlight(&f, "fini", "fini");
	press(&f, "r i s");
	assert_true(object_select(f.app, OBJECT_WORD, (size_t)(strstr(text, "avons") - text)));
	press(&f, "<Enter>");
	assert_int_equal(notebook_count(f.book), 1);
	assert_string_equal(notebook_at(f.book, 0)->quote, "avons");
	reader_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_sentences_are_selected_and_then_the_next),
		cmocka_unit_test(an_object_is_added_on_the_side_of_the_moving_end),
		cmocka_unit_test(around_takes_the_blank_or_the_signs_too),
		cmocka_unit_test(quotations_are_selected_from_inside_out),
		cmocka_unit_test(letters_are_gone_to_as_a_search_finds_them),
		cmocka_unit_test(a_selection_is_had_again),
		cmocka_unit_test(a_key_that_begins_others_runs_and_is_taken_back_when_they_come),
		cmocka_unit_test(growing_goes_through_words_signs_sentences_and_paragraphs),
		cmocka_unit_test(what_is_selected_is_searched_for),
		cmocka_unit_test(a_pointer_selects_too),
		cmocka_unit_test(marks_are_handed_out_and_taken_back),
		cmocka_unit_test(
			of_two_highlights_the_one_in_focus_is_seen_else_the_one_that_began_last),
		cmocka_unit_test(
			those_that_lie_over_each_other_are_gone_through_and_deleted_one_by_one),
		cmocka_unit_test(highlights_of_one_colour_become_one_where_that_is_wanted),
		cmocka_unit_test(whatever_became_one_comes_apart_again),
		cmocka_unit_test(the_ends_of_an_annotation_go_to_what_is_selected_as_such),
		cmocka_unit_test(no_word_of_a_reader_is_lost_by_that),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
