/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Composed and decomposed twins of one text: whatever is done to both, the reader
 * shows the same cells.  And whatever is done to any text, what is selected, found
 * or deleted begins and ends at borders of graphemes.
 */
#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "app/field.h"
#include "app/model.h"
#include "app/select.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "notes/notebook.h"
#include "reader.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char article[] =
	"RÉSUMÉ DE L’ÉTÉ\n\n"
	"Scène première\n\n"
	"À l’aube, le maître-nageur s’éveille : « Déjà ? » dit-il, étonné. Où sont passés les élèves, "
	"là-bas, près de la jetée ? Ça, c’est à Noël qu’il fallait y penser ! L’œil rivé à l’île, "
	"il espère. M. Béziès, né le 2 février à Sète, XIXe siècle, scène II, le 3 août, n’a pas répondu à l’été.\n\n"
	"CHAPITRE DEUXIÈME\n\n"
	"L’hôtelière, âgée, prêta l’ambiguë clé du château à Zoé ; « voilà », fit-elle. Tiếng Việt có "
	"dấu ; 한국어 문장도 있다. がぎぐげご、ばびぶべぼ。 Ångström et čeština.\n\n"
	"Même l’égoïste señor Núñez s’est tû. Fini, déjà, à cet âge-là… Peut-être ÉMILE reviendra-t-il.\n";

static char *normalized(uninorm_t form, const char *text, size_t *len)
{
	return (char *)u8_normalize(form, (const uint8_t *)text, strlen(text), NULL, len);
}

/* ---- twins */
struct twins {
	struct reader one[2]; /* composed, decomposed */
	char *text[2];
};

static void send(struct reader *r, struct event event)
{
	struct event idle = {.type = EVENT_IDLE, .now = 1763708400};

	event.now = idle.now;
	app_update(r->app, &event, &r->effects);
	for (int slices = 0; app_busy(r->app) && slices < 1000; slices++)
		app_update(r->app, &idle, &r->effects);
	effects_clear(&r->effects);
	app_render(r->app, &r->grid);
}

static void twins_begin(struct twins *t, int columns, int rows)
{
	const struct article_options how = {0};

	for (int i = 0; i < 2; i++) {
		size_t len;

		t->text[i] = normalized(i ? UNINORM_NFD : UNINORM_NFC, article, &len);
		reader_begin(&t->one[i], t->text[i], len, &how, 0);
		send(&t->one[i],
		     (struct event){.type = EVENT_RESIZE, .rows = rows, .columns = columns});
	}
}

static void twins_end(struct twins *t)
{
	for (int i = 0; i < 2; i++) {
		reader_end(&t->one[i]);
		free(t->text[i]);
	}
}

/* The position at the right end of the first row is in bytes of the text. */
static void assert_same_screens(struct twins *t, const char *doing)
{
	struct grid *a = &t->one[0].grid, *b = &t->one[1].grid;

	for (int row = 0; row < a->rows; row++)
		for (int column = 0; column < a->columns - (row ? 0 : 18); column++) {
			struct cell *c = grid_cell(a, row, column), *d = grid_cell(b, row, column);

			if (strcmp(grid_text(a, c), grid_text(b, d)) != 0 ||
			    memcmp(&c->width, &d->width, sizeof *c - sizeof c->text) != 0)
				fail_msg("after %s, row %d, column %d: “%s” and “%s”", doing, row,
					 column, grid_text(a, c), grid_text(b, d));
		}
	assert_int_equal(a->cursor_row, b->cursor_row);
	assert_int_equal(a->cursor_column, b->cursor_column);
}

/* Keys as the terminal sends them; what is typed is decomposed in the second. */
static void press(struct twins *t, const char *keys)
{
	for (int i = 0; i < 2; i++) {
		size_t len;
		char *typed = normalized(i ? UNINORM_NFD : UNINORM_NFC, keys, &len);

		for (size_t at = 0; at < len;) {
			char32_t cp;

			at += utf8_decode(typed + at, len - at, &cp);
			send(&t->one[i], (struct event){.type = EVENT_KEY,
							.key = cp == '\r'     ? KEY_ENTER_KEY
							       : cp == '\033' ? KEY_ESCAPE
							       : cp == 0x7F   ? KEY_BACKSPACE_KEY
							       : cp == '\001' ? KEY_LEFT_ARROW
							       : cp == '\002' ? ('w' | KEY_CTRL)
									      : cp});
		}
		free(typed);
	}
	assert_same_screens(t, keys);
}

static void twins_show_the_same_at_every_size(void **state)
{
	struct twins t;

	(void)state;
	for (int columns = 20; columns < 100; columns += 7) {
		twins_begin(&t, columns, 14);
		for (int i = 0; i < 6; i++)
			press(&t, " ");
		twins_end(&t);
	}
}

static void twins_go_the_same_way_whatever_is_pressed(void **state)
{
	static const char *const keys[] = {
		"j",
		"k",
		" ",
		"b",
		"}",
		"{",
		")",
		"(",
		"v",
		"l",
		"\001",
		"w",
		"o",
		"+",
		"-",
		"0",
		"$",
		"V",
		"h",
		"\033",
		"g",
		"G",
		"n",
		"N",
		"/été\r",
		"/e\r",
		"/É\r",
		"/coeur\r",
		"?là\r",
		"/\\vé.{2}\r",
		"/\\v[àé]\r",
		"u",
		"]]",
		"[[",
		"*",
		"A",
		"x",
		"/déjà\177\177\002\033",
		"a été là\001\001\177\r",
		">",
		"<",
		"cg",
		"/\\vl’.t\r",
	};
	struct twins t;

	(void)state;
	srand(11);
	for (int round = 0; round < 12; round++) {
		twins_begin(&t, 24 + 9 * (round % 5), 8 + round);
		for (int i = 0; i < 150; i++)
			press(&t, keys[(size_t)rand() % COUNT(keys)]);
		twins_end(&t);
	}
}

static void the_cursor_takes_as_many_steps_through_twins(void **state)
{
	struct twins t;
	size_t steps[2] = {0};

	(void)state;
	twins_begin(&t, 60, 20);
	press(&t, "gv");
	for (int i = 0; i < 2; i++)
		for (size_t last = SIZE_MAX; last != t.one[i].app->selection.cursor; steps[i]++) {
			last = t.one[i].app->selection.cursor;
			send(&t.one[i], (struct event){.type = EVENT_KEY, .key = 'l'});
		}
	assert_int_equal(steps[0], steps[1]);
	assert_true(steps[0] > 500);
	twins_end(&t);
}

static void the_cursor_stays_at_the_ends_of_a_text_and_says_nothing(void **state)
{
	static const uint32_t keys[] = {'g', 'v', KEY_LEFT_ARROW, 'G', 'l', KEY_RIGHT_ARROW};
	const struct article_options how = {0};
	struct reader r;

	(void)state;
	reader_begin(&r, "e\u0301t漢", 7, &how, 0);
	for (size_t i = 0; i < COUNT(keys); i++) {
		send(&r, (struct event){.type = EVENT_KEY, .key = keys[i]});
		assert_null(r.app->message);
		if (i > 1)
			assert_int_equal(r.app->selection.cursor, i < 3 ? 0 : 4);
	}
	reader_end(&r);
}

/* ---- any text */
static const char *const parts[] = {
	"a",
	"e\u0301",
	"é",
	" ",
	"\n\n",
	"x\u0300\u0316\u0317",
	"漢",
	"か\u3099",
	"\u1112\u1161\u11AB",
	"❤\uFE0F",
	"1\uFE0F\u20E3",
	"👍🏽",
	"👨\u200D👩\u200D👧",
	"🇫🇷",
	"🇫",
	"🏴\U000E0067\U000E007F",
	"\u0301",
	"שׁ",
	"لا",
	"น้ำ",
	"क्षि",
	"\u200B",
	"\u00AD",
	"\t",
	"\r\n",
	"\x1B",
	"\xFF",
	"\u202E",
	"\u0600",
	". ",
	"? », ",
	"\uFEFF",
};

static void random_text(struct str *text)
{
	str_init(text);
	for (int i = 0; i < 120; i++)
		str_add(text, parts[(size_t)rand() % COUNT(parts)]);
}

static bool is_border(const char *text, size_t at, size_t size)
{
	return grapheme_floor(text, 0, at, size) == at;
}

static void assert_borders(const struct app *app)
{
	const char *text = article_text(app->article);
	size_t size = article_size(app->article);
	struct span hit = {0, 0};

	if (app->mode == MODE_SELECT) {
		struct span s = selection_span(app);

		assert_true(is_border(text, s.start, size) && is_border(text, s.end, size));
		assert_true(is_border(text, app->selection.cursor, size));
	}
	while (app->search.query && find_next(app->article, app->search.query, hit.end, &hit))
		assert_true(is_border(text, hit.start, size) && is_border(text, hit.end, size));
	for (size_t i = 0; i < notebook_count(app->notebook); i++) {
		struct span s = notebook_at(app->notebook, i)->span;

		assert_true(is_border(text, s.start, size) && is_border(text, s.end, size));
	}
}

static void nothing_selected_found_or_marked_cuts_a_grapheme(void **state)
{
	static const char *const keys[] = {"v",          "l",    "l",
					   "w",          "o",    "+",
					   "-",          "0",    "$",
					   "j",          "k",    ")",
					   "(",          "}",    "{",
					   "h",          "\033", "b",
					   "V",          "n",    "G",
					   "g",          "/e\r", "/\\v.\r",
					   "*",          "/a\r", "/\\v\\x{301}\r",
					   "/\\v.{3}\r", "/👩\r", "/\\v[^a]+\r"};
	const struct article_options how = {0};

	(void)state;
	srand(5);
	for (int round = 0; round < 40; round++) {
		struct reader r;
		struct str text;

		random_text(&text);
		reader_begin(&r, text.data, text.len, &how, 0);
		for (int i = 0; i < 60; i++) {
			const char *k = keys[(size_t)rand() % COUNT(keys)];

			for (size_t len = strlen(k), at = 0; at < len;) {
				char32_t cp;

				at += utf8_decode(k + at, len - at, &cp);
				send(&r, (struct event){.type = EVENT_KEY,
							.key = cp == '\r'     ? KEY_ENTER_KEY
							       : cp == '\033' ? KEY_ESCAPE
									      : cp});
			}
			assert_borders(r.app);
		}
		reader_end(&r);
		str_release(&text);
	}
}

static void typing_and_deleting_go_by_graphemes(void **state)
{
	static const uint32_t keys[] = {KEY_LEFT_ARROW,
					KEY_RIGHT_ARROW,
					KEY_BACKSPACE_KEY,
					KEY_DELETE,
					'w' | KEY_CTRL,
					KEY_LEFT_ARROW | KEY_CTRL,
					KEY_RIGHT_ARROW | KEY_CTRL,
					'd' | KEY_ALT};
	struct field f;

	(void)state;
	srand(3);
	for (int round = 0; round < 300; round++) {
		struct str text;

		random_text(&text);
		field_init(&f, round % 2);
		field_insert(&f, text.data, text.len);
		for (int i = 0; i < 40; i++) {
			size_t len = f.text.len, at = f.cursor;
			uint32_t key = keys[(size_t)rand() % COUNT(keys)];
			size_t before = at ? grapheme_before(f.text.data, 0, at) : 0;

			field_key(&f, key);
			if (key == KEY_BACKSPACE_KEY)
				assert_int_equal(len - f.text.len, at - before);
			assert_true(is_border(f.text.data, f.cursor, f.text.len));
		}
		field_release(&f);
		str_release(&text);
	}
}

/* Presses `keys`, then types clusters of two cells until they are far more than the
 * row is wide: the last one typed stands left of the cursor, whole. */
static void type_beyond(const char *keys, int columns)
{
	const struct article_options how = {0};
	struct reader r;

	reader_begin(&r, "Un.\n", 4, &how, 0);
	send(&r, (struct event){.type = EVENT_RESIZE, .rows = 10, .columns = columns});
	for (; *keys; keys++)
		send(&r, (struct event){.type = EVENT_KEY,
					.key = *keys == '\001' ? KEY_F1 : (uint32_t)*keys});
	for (int i = 0; i < columns; i++) {
		char32_t cp = i % 3 ? 0x6F22 : 'x';
		char32_t shown;
		const struct cell *c;

		send(&r, (struct event){.type = EVENT_KEY, .key = cp});
		assert_in_range(r.grid.cursor_column, 1, columns - 1);
		c = grid_cell(&r.grid, r.grid.cursor_row, r.grid.cursor_column - 1);
		if (c->width == 0)
			c--;
		utf8_decode(grid_text(&r.grid, c), strlen(grid_text(&r.grid, c)), &shown);
		assert_int_equal(shown, cp);
	}
	reader_end(&r);
}

static void what_is_typed_is_seen_however_long(void **state)
{
	(void)state;
	for (int columns = 36; columns < 48; columns++) {
		type_beyond("/", columns);
		type_beyond(":", columns);
		type_beyond("\001", columns);
	}
}

static void the_smallest_windows_show_a_prompt_without_harm(void **state)
{
	const struct article_options how = {0};

	(void)state;
	for (int columns = 1; columns < 20; columns++) {
		struct reader r;

		reader_begin(&r, "Un e\u0301te\u0301 漢.\n", 15, &how, 0);
		for (const char *k = "/xyz\r/xx\033\001xyz\033:xyz"; *k; k++) {
			uint32_t key = *k == '\r'     ? KEY_ENTER_KEY
				       : *k == '\001' ? KEY_F1
						      : (uint32_t)*k;

			send(&r,
			     (struct event){.type = EVENT_RESIZE, .rows = 3, .columns = columns});
			send(&r, (struct event){.type = EVENT_KEY,
						.key = *k == '\033' ? KEY_ESCAPE : key});
			assert_in_range(r.grid.cursor_column + 1, 0, columns);
		}
		reader_end(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twins_show_the_same_at_every_size),
		cmocka_unit_test(twins_go_the_same_way_whatever_is_pressed),
		cmocka_unit_test(the_cursor_takes_as_many_steps_through_twins),
		cmocka_unit_test(the_cursor_stays_at_the_ends_of_a_text_and_says_nothing),
		cmocka_unit_test(nothing_selected_found_or_marked_cuts_a_grapheme),
		cmocka_unit_test(typing_and_deleting_go_by_graphemes),
		cmocka_unit_test(what_is_typed_is_seen_however_long),
		cmocka_unit_test(the_smallest_windows_show_a_prompt_without_harm),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("clusters", tests, NULL, NULL);
}
