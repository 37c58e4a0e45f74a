/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting, and what lies over each other, by keys. */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

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
	press(&f, "g v");
	assert_int_equal(f.app->mode, MODE_READ);
	assert_true(f.app->message_is_error);
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
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
