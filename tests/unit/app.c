/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/keymap.h"
#include "reader.h"

static const char text[] =
	"Un titre\n\nLe premier paragraphe a deux phrases. Voici la seconde !\n\n"
	"Élève ou cœur, 日本語 et cafe\xCC\x81 ; « vraiment ? » dit M. Dupont. Oui.\n\n"
	"\xFF\xFEoctets faux\n\nUNE SECTION\n\n"
	"Le dernier paragraphe, un peu plus long que les autres, pour tenir sur plusieurs lignes "
	"même dans une fenêtre assez large ; il finit ici.\n";

static void begin(struct reader *f)
{
	struct article_options options = {0};

	reader_begin(f, text, sizeof text - 1, &options, 0);
}

static void press(struct reader *f, uint32_t key)
{
	struct event event = {.type = EVENT_KEY, .key = key, .now = 1763708400};

	app_update(f->app, &event, &f->effects);
}

/* All that a person may type, and some of what only a cat does. */
static uint32_t random_key(void)
{
	static const char keys[] =
		"jkbgG%JK)(}{]][[><mn'N*vVolw0$^+-haecsxryYBuATM=:/?q159 iI;,tfFS\"(pwm*D!RL";
	static const uint32_t named[] = {
		KEY_ESCAPE,        KEY_ESCAPE,     KEY_ENTER_KEY,  KEY_ENTER_KEY,  KEY_TAB,
		KEY_BACKSPACE_KEY, KEY_UP_ARROW,   KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
		KEY_PAGE_DOWN,     KEY_HOME_KEY,   KEY_END_KEY,    KEY_F1,         KEY_DELETE,
		'r' | KEY_CTRL,    'o' | KEY_CTRL, 'd' | KEY_CTRL, 'u' | KEY_CTRL, 'f' | KEY_CTRL,
		'j' | KEY_CTRL,    0xE9,           0x301,          0x65E5,
	};

	if (rand() % 3)
		return (uint32_t)(unsigned char)keys[(size_t)rand() % (sizeof keys - 1)];
	return named[(size_t)rand() % (sizeof named / sizeof *named)];
}

static void check_screen(struct reader *f)
{
	app_render(f->app, &f->grid);
	assert_true(f->grid.cursor_row < f->grid.rows && f->grid.cursor_column < f->grid.columns);
	for (int row = 0; row < f->grid.rows; row++)
		for (int column = 0; column < f->grid.columns; column++) {
			const struct cell *c = grid_cell(&f->grid, row, column);

			assert_true(c->width <= 2);
			assert_true(c->width == 0 || (unsigned char)*grid_text(&f->grid, c) >= ' ');
		}
}

/* Whatever a program may do, asked for or not. */
static void run_a_program(struct reader *f)
{
	static const char words[] = "Mot\n\tsens \033[1m1\033[0m \xFF\n\n  autre\r\n";
	struct event event = {.type = EVENT_OUTPUT + rand() % 3,
			      .number = rand() % 3,
			      .ok = rand() % 2,
			      .text = words,
			      .len = (size_t)rand() % sizeof words};

	if (event.type == EVENT_ENDED)
		event.text = "why";
	app_update(f->app, &event, &f->effects);
}

static void no_keys_in_any_order_break_anything(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++) {
		struct reader f;

		srand(seed);
		begin(&f);
		for (int i = 0; i < 400; i++) {
			press(&f, random_key());
			if (rand() % 20 == 0) {
				struct event size = {.type = EVENT_RESIZE,
						     .rows = 5 + rand() % 30,
						     .columns = 20 + rand() % 120};

				app_update(f.app, &size, &f.effects);
			}
			if (rand() % 10 == 0)
				app_update(f.app, &(struct event){.type = EVENT_IDLE}, &f.effects);
			if (rand() % 5 == 0)
				run_a_program(&f);
			check_screen(&f);
			assert_true(app_place(f.app) <= article_size(f.article));
			effects_clear(&f.effects);
		}
		reader_end(&f);
	}
}

static void all_changes_can_be_undone(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 20; seed++) {
		struct reader f;

		srand(seed);
		begin(&f);
		for (int i = 0; i < 60; i++) {
			static const char keys[] = "})hBxr}{>chgs";

			press(&f, (unsigned char)keys[(size_t)rand() % (sizeof keys - 1)]);
			if (rand() % 4 == 0)
				press(&f, KEY_ENTER_KEY);
		}
		press(&f, KEY_ESCAPE);
		press(&f, KEY_ESCAPE);
		for (int i = 0; i < 100; i++)
			press(&f, 'u');
		assert_int_equal(notebook_count(f.book), 0);
		reader_end(&f);
	}
}

static bool has_effect(const struct reader *f, enum effect_type type)
{
	for (size_t i = 0; i < f->effects.list.len; i++)
		if (f->effects.list.items[i].type == type)
			return true;
	return false;
}

static void every_change_asks_to_be_saved(void **state)
{
	static const char *const changes[] = {"h", "cg", "su", "x", "u", "\x12"};
	struct reader f;

	(void)state;
	begin(&f);
	press(&f, '}');
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		effects_clear(&f.effects);
		for (const char *k = changes[i]; *k; k++)
			press(&f, *k == '\x12' ? 'r' | KEY_CTRL : (uint32_t)*k);
		assert_true(has_effect(&f, EFFECT_SAVE));
	}
	reader_end(&f);
}

static void what_is_typed_when_the_end_comes_is_kept(void **state)
{
	struct reader f;
	bool found = false;

	(void)state;
	begin(&f);
	press(&f, '}');
	press(&f, 'a');
	for (const char *k = "mots"; *k; k++)
		press(&f, (uint32_t)*k);
	app_update(f.app, &(struct event){.type = EVENT_QUIT}, &f.effects);
	for (size_t i = 0; i < f.effects.list.len; i++)
		if (f.effects.list.items[i].type == EFFECT_DRAFT)
			found = strstr(f.effects.list.items[i].text, "mots") != NULL;
	assert_true(found);
	assert_true(has_effect(&f, EFFECT_QUIT));
	reader_end(&f);
}

static void type(struct reader *f, const char *keys)
{
	for (; *keys; keys++)
		press(f, *keys == '\n' ? KEY_ENTER_KEY : (uint32_t)*keys);
}

/* Another program changes a note while it is open in the editor. */
static void words_written_elsewhere_meanwhile_are_kept(void **state)
{
	struct reader f;
	struct note *theirs;

	(void)state;
	begin(&f);
	type(&f, "}aancien\n");
	press(&f, 'a');
	theirs = note_copy(notebook_at(f.book, 0));
	note_set_text(theirs, "autre");
	notebook_put(f.book, theirs);
	app_update(f.app, &(struct event){.type = EVENT_NOTES, .ok = true}, &f.effects);
	type(&f, " mien\n");
	assert_non_null(strstr(notebook_at(f.book, 0)->text, "ancien mien"));
	assert_non_null(strstr(notebook_at(f.book, 0)->text, "autre"));
	reader_end(&f);
}

/* A draft whose note is gone goes on at the focus, where another draft may wait. */
static void no_draft_takes_the_place_of_another(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	type(&f, "}apremier");
	press(&f, KEY_ESCAPE);
	type(&f, "}anote\n");
	type(&f, "asecond");
	press(&f, KEY_ESCAPE);
	type(&f, "xgggg}"); /* the note goes; back to the passage of the first */
	type(&f, ":draft\n");
	press(&f, KEY_ENTER_KEY);
	assert_non_null(strstr(notebook_at(f.book, 0)->text, "premier"));
	assert_non_null(strstr(notebook_at(f.book, 0)->text, "second"));
	reader_end(&f);
}

static void marking_and_writing_read_nothing_of_what_is_before(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	type(&f, "G)hcg(aune note\n(aun brouillon");
	app_render(f.app, &f.grid);
	assert_false(article_index_reaches(f.article, 1));
	assert_int_equal(notebook_count(f.book), 2);
	assert_int_equal(notebook_at(f.book, 0)->end, 0);
	notebook_count_marks(f.book, f.article);
	for (size_t i = 0; i < 2; i++) {
		const struct note *n = notebook_at(f.book, i);

		assert_int_equal(n->start, article_position(f.article, n->span.start));
		assert_int_equal(n->end, article_position(f.article, n->span.end));
	}
	press(&f, KEY_ESCAPE);
	type(&f, "uuu");
	assert_int_equal(notebook_count(f.book), 0);
	reader_end(&f);
}

static void escape_and_a_key_at_once_are_two_keys(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	press(&f, '}');
	press(&f, 'v');
	press(&f, 'h' | KEY_ALT);
	assert_int_equal(notebook_count(f.book), 1);
	assert_int_equal(span_length(notebook_at(f.book, 0)->span),
			 strlen("Le premier paragraphe a deux phrases. Voici la seconde !"));
	reader_end(&f);
}

static void read_only_changes_nothing(void **state)
{
	struct reader f;
	struct app_setup setup = {.rows = 12, .columns = 50, .readonly = true};

	(void)state;
	begin(&f);
	app_free(f.app);
	setup.article = f.article;
	setup.notebook = f.book;
	setup.settings = &f.settings;
	setup.keymap = f.keymap;
	f.app = app_new(&setup);
	for (const char *k = "}h)aBcgv$h"; *k; k++)
		press(&f, (uint32_t)*k);
	assert_int_equal(notebook_count(f.book), 0);
	assert_false(has_effect(&f, EFFECT_SAVE));
	reader_end(&f);
}

/* Whether the last row ends with the text. */
static bool last_row_ends(struct reader *f, const char *end)
{
	struct str row;
	bool ends;

	app_render(f->app, &f->grid);
	str_init(&row);
	for (int column = 0; column < f->grid.columns; column++)
		str_add(&row, grid_text(&f->grid, grid_cell(&f->grid, f->grid.rows - 1, column)));
	ends = row.len >= strlen(end) && !strcmp(row.data + row.len - strlen(end), end);
	str_release(&row);
	return ends;
}

static void a_count_of_matches_that_is_not_finished_says_so(void **state)
{
	struct reader f;

	(void)state;
	begin(&f);
	for (const char *k = "/plus"; *k; k++)
		press(&f, (uint32_t)*k);
	press(&f, KEY_ENTER_KEY);
	assert_true(last_row_ends(&f, " … "));
	for (int i = 0; i < 100; i++)
		app_update(f.app, &(struct event){.type = EVENT_IDLE}, &f.effects);
	assert_true(last_row_ends(&f, " 1/2 "));
	reader_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_keys_in_any_order_break_anything),
		cmocka_unit_test(all_changes_can_be_undone),
		cmocka_unit_test(every_change_asks_to_be_saved),
		cmocka_unit_test(what_is_typed_when_the_end_comes_is_kept),
		cmocka_unit_test(words_written_elsewhere_meanwhile_are_kept),
		cmocka_unit_test(no_draft_takes_the_place_of_another),
		cmocka_unit_test(marking_and_writing_read_nothing_of_what_is_before),
		cmocka_unit_test(escape_and_a_key_at_once_are_two_keys),
		cmocka_unit_test(read_only_changes_nothing),
		cmocka_unit_test(a_count_of_matches_that_is_not_finished_says_so),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}
