/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "app/event.h"
#include "app/keymap.h"

static void keys_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		uint32_t first;
	} table[] = {
		{"j", 1, 'j'},
		{"é", 1, 0xE9},
		{"]]", 2, ']'},
		{"^F", 1, 'f' | KEY_CTRL},
		{"<C-f>", 1, 'f' | KEY_CTRL},
		{"<c-F>", 1, 'f' | KEY_CTRL},
		{"<C-i>", 1, KEY_TAB},
		{"^M", 1, KEY_ENTER_KEY},
		{"<A-Enter>", 1, KEY_ENTER_KEY | KEY_ALT},
		{"<M-x>", 1, 'x' | KEY_ALT},
		{"<C-Left>", 1, KEY_LEFT_ARROW | KEY_CTRL},
		{"<S-Tab>", 1, KEY_BACKTAB},
		{"<F5>", 1, KEY_F1 + 4},
		{"<F12>", 1, KEY_F1 + 11},
		{"<space>", 1, ' '},
		{"<lt>", 1, '<'},
		{"<", 1, '<'},
		{"g<Home>", 2, 'g'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct keys keys;

		assert_true(keys_parse(&keys, table[i].text, NULL));
		assert_int_equal(keys.len, table[i].len);
		assert_int_equal(keys.key[0], table[i].first);
	}
}

static void wrong_keys_are_told(void **state)
{
	static const char *const wrong[] = {"", "<Nokey>", "<F13>", "<F1x>", "<C->", "abcde"};
	struct keys keys;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct err err = {""};

		assert_false(keys_parse(&keys, wrong[i], &err));
		assert_true(err.text[0] != '\0');
	}
}

static void every_default_key_is_one_and_has_one_meaning(void **state)
{
	(void)state;
	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *c = command_at((enum command_id)id);
		struct keymap *m = keymap_new();
		char list[128], *save = NULL;

		assert_int_equal(command_find(c->name), id);
		snprintf(list, sizeof list, "%s", c->keys);
		for (char *w = strtok_r(list, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
			struct keys keys;
			const char *line = NULL;

			assert_true(keys_parse(&keys, w, NULL));
			for (int i = 0; i < CONTEXT_COUNT; i++) {
				if (!(c->flags & 1U << i))
					continue;
				assert_true(keymap_bound(m, (enum context)i, &keys, &line));
				assert_string_equal(line, c->name);
			}
		}
		keymap_free(m);
	}
}

/* What people were promised; see "Keys" in the manual. */
static void the_keys_that_were_promised_have_their_commands(void **state)
{
	static const struct {
		enum context context;
		const char *keys, *command;
	} promised[] = {
		{CONTEXT_READ, "j <Down>", "scroll-down"},
		{CONTEXT_READ, "k <Up>", "scroll-up"},
		{CONTEXT_READ, "<Space> <PgDn> ^F", "page-down"},
		{CONTEXT_READ, "b <PgUp> ^B", "page-up"},
		{CONTEXT_READ, "^D", "half-page-down"},
		{CONTEXT_READ, "^U", "half-page-up"},
		{CONTEXT_READ, "g <Home>", "first"},
		{CONTEXT_READ, "G <End>", "last"},
		{CONTEXT_READ, "%", "go-to-percent"},
		{CONTEXT_READ, "} J", "next-paragraph"},
		{CONTEXT_READ, "{ K", "previous-paragraph"},
		{CONTEXT_READ, ")", "next-sentence"},
		{CONTEXT_READ, "(", "previous-sentence"},
		{CONTEXT_READ, "]] ^N", "next-section"},
		{CONTEXT_READ, "[[ ^P", "previous-section"},
		{CONTEXT_READ, "> ]a", "next-annotation"},
		{CONTEXT_READ, "< [a", "previous-annotation"},
		{CONTEXT_READ, "/", "search-forward"},
		{CONTEXT_READ, "?", "search-backward"},
		{CONTEXT_READ, "n", "next-match"},
		{CONTEXT_READ, "N", "previous-match"},
		{CONTEXT_READ, "*", "search-word"},
		{CONTEXT_READ, "&", "filter"},
		{CONTEXT_READ, "m", "set-mark"},
		{CONTEXT_READ, "'", "go-to-mark"},
		{CONTEXT_READ, "^O", "jump-back"},
		{CONTEXT_READ, "<Tab>", "jump-forward"},
		{CONTEXT_READ, "v", "select"},
		{CONTEXT_READ, "V", "select-paragraph"},
		{CONTEXT_READ, "h", "highlight"},
		{CONTEXT_READ, "a", "note"},
		{CONTEXT_READ, "e", "edit-note"},
		{CONTEXT_READ, "c", "color"},
		{CONTEXT_READ, "x", "delete"},
		{CONTEXT_READ, "r", "adjust"},
		{CONTEXT_READ, "B", "bookmark"},
		{CONTEXT_READ, "u", "undo"},
		{CONTEXT_READ, "^R", "redo"},
		{CONTEXT_READ, "y", "copy"},
		{CONTEXT_READ, "Y", "copy-citation"},
		{CONTEXT_READ, "A", "annotations"},
		{CONTEXT_READ, "t", "contents"},
		{CONTEXT_READ, "S", "shelf"},
		{CONTEXT_READ, "O", "review"},
		{CONTEXT_READ, "M", "margin"},
		{CONTEXT_READ, "f", "focus"},
		{CONTEXT_READ, "z", "zen"},
		{CONTEXT_READ, "+", "wider"},
		{CONTEXT_READ, "-", "narrower"},
		{CONTEXT_READ, "=", "reset-width"},
		{CONTEXT_READ, "T", "theme"},
		{CONTEXT_READ, "D", "define"},
		{CONTEXT_READ, "E", "edit-article"},
		{CONTEXT_READ, "<F1>", "help"},
		{CONTEXT_READ, ":", "command"},
		{CONTEXT_READ, "^L", "redraw"},
		{CONTEXT_READ, "^Z", "suspend"},
		{CONTEXT_READ, "q", "quit"},
		{CONTEXT_SELECT, "o", "other-end"},
		{CONTEXT_SELECT, "+", "grow"},
		{CONTEXT_SELECT, "-", "shrink"},
		{CONTEXT_SELECT, "<Enter>", "accept"},
		{CONTEXT_NOTE, "<Enter>", "note-save"},
		{CONTEXT_NOTE, "<A-Enter> ^J", "note-line"},
		{CONTEXT_NOTE, "^E", "note-editor"},
		{CONTEXT_NOTE, "<Esc>", "note-leave"},
	};
	struct keymap *m = keymap_new();

	(void)state;
	for (size_t i = 0; i < sizeof promised / sizeof *promised; i++) {
		char list[64], *save = NULL;

		snprintf(list, sizeof list, "%s", promised[i].keys);
		for (char *w = strtok_r(list, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
			struct keys keys;
			const char *line = "";

			assert_true(keys_parse(&keys, w, NULL));
			assert_true(keymap_bound(m, promised[i].context, &keys, &line));
			assert_string_equal(line, promised[i].command);
		}
	}
	keymap_free(m);
}

static void a_sequence_waits_for_its_end(void **state)
{
	struct keymap *m = keymap_new();
	struct keys keys;
	const char *line;

	(void)state;
	keys_parse(&keys, "]", NULL);
	assert_int_equal(keymap_look_up(m, CONTEXT_READ, &keys, &line), KEYMAP_PREFIX);
	keys_parse(&keys, "]a", NULL);
	assert_int_equal(keymap_look_up(m, CONTEXT_READ, &keys, &line), KEYMAP_FOUND);
	keys_parse(&keys, "]z", NULL);
	assert_int_equal(keymap_look_up(m, CONTEXT_READ, &keys, &line), KEYMAP_NONE);
	keymap_free(m);
}

static void a_selection_falls_back_on_the_keys_of_reading(void **state)
{
	struct keymap *m = keymap_new();
	struct keys keys;
	const char *line = NULL;

	(void)state;
	keys_parse(&keys, "b", NULL);
	keymap_look_up(m, CONTEXT_SELECT, &keys, &line);
	assert_string_equal(line, "previous-word");
	keymap_look_up(m, CONTEXT_READ, &keys, &line);
	assert_string_equal(line, "page-up");
	keys_parse(&keys, ")", NULL);
	assert_int_equal(keymap_look_up(m, CONTEXT_SELECT, &keys, &line), KEYMAP_FOUND);
	assert_string_equal(line, "next-sentence");
	keymap_free(m);
}

static void a_context_has_keys_of_its_own(void **state)
{
	struct keymap *m = keymap_new();
	struct err err = {""};
	struct keys keys;
	const char *line;

	(void)state;
	assert_true(keymap_bind(m, CONTEXT_NOTE, "<C-s>", "note-save", NULL));
	keys_parse(&keys, "<C-s>", NULL);
	assert_true(keymap_bound(m, CONTEXT_NOTE, &keys, &line));
	assert_string_equal(line, "note-save");
	assert_int_equal(keymap_look_up(m, CONTEXT_READ, &keys, &line), KEYMAP_NONE);
	assert_int_equal(keymap_look_up(m, CONTEXT_LIST, &keys, &line), KEYMAP_NONE);
	/* Where a key may be typed, nothing waits for a second one. */
	assert_false(keymap_bind(m, CONTEXT_NOTE, "gg", "note-save", &err));
	assert_string_equal(err.text, "gg: only one key at a time in the context \"note\"");
	assert_false(keymap_unbind(m, CONTEXT_LIST, "<C-s>", NULL));
	assert_true(keymap_unbind(m, CONTEXT_NOTE, "<C-s>", NULL));
	keymap_free(m);
}

static void all_keys_can_go_back_to_what_they_were(void **state)
{
	struct keymap *m = keymap_new();
	struct keys keys;
	const char *line;

	(void)state;
	keymap_bind(m, CONTEXT_READ, "j", "highlight", NULL);
	keymap_unbind(m, CONTEXT_READ, "k", NULL);
	keymap_reset(m);
	keys_parse(&keys, "j", NULL);
	assert_true(keymap_bound(m, CONTEXT_READ, &keys, &line));
	assert_string_equal(line, "scroll-down");
	keys_parse(&keys, "k", NULL);
	assert_true(keymap_bound(m, CONTEXT_READ, &keys, &line));
	keymap_free(m);
}

static void a_command_of_several_contexts_shows_its_keys_once(void **state)
{
	struct keymap *m = keymap_new();
	struct str shown;

	(void)state;
	str_init(&shown);
	keymap_show(m, COMMAND_REDRAW, 5, &shown);
	assert_string_equal(shown.data, "^L");
	str_release(&shown);
	keymap_free(m);
}

static void what_is_bound_later_wins_and_can_be_taken_back(void **state)
{
	struct keymap *m = keymap_new();
	struct str shown;
	struct keys keys;
	const char *line = NULL;

	(void)state;
	str_init(&shown);
	assert_true(keymap_bind(m, CONTEXT_READ, "H", "highlight", NULL));
	assert_true(keymap_bind(m, CONTEXT_READ, "j", "color green", NULL));
	keys_parse(&keys, "j", NULL);
	keymap_look_up(m, CONTEXT_READ, &keys, &line);
	assert_string_equal(line, "color green");
	keymap_show(m, COMMAND_HIGHLIGHT, 5, &shown);
	assert_string_equal(shown.data, "h, H");
	assert_true(keymap_unbind(m, CONTEXT_READ, "j", NULL));
	assert_false(keymap_unbind(m, CONTEXT_READ, "j", NULL));
	assert_int_equal(keymap_look_up(m, CONTEXT_READ, &keys, &line), KEYMAP_NONE);
	str_release(&shown);
	keymap_free(m);
}

static void keys_are_shown_as_people_read_them(void **state)
{
	static const char *const table[][2] = {
		{"<C-f>", "^F"},
		{"<F1>", "F1"},
		{"<Space>", "Space"},
		{"]]", "]]"},
		{"<A-Enter>", "Alt-Enter"},
		{"<C-Left>", "Ctrl-←"},
		{"<", "<"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct keys keys;
		struct str s;

		str_init(&s);
		keys_parse(&keys, table[i][0], NULL);
		keys_show(&keys, &s);
		assert_string_equal(s.data, table[i][1]);
		str_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_read_as_people_write_them),
		cmocka_unit_test(wrong_keys_are_told),
		cmocka_unit_test(every_default_key_is_one_and_has_one_meaning),
		cmocka_unit_test(the_keys_that_were_promised_have_their_commands),
		cmocka_unit_test(a_sequence_waits_for_its_end),
		cmocka_unit_test(a_context_has_keys_of_its_own),
		cmocka_unit_test(all_keys_can_go_back_to_what_they_were),
		cmocka_unit_test(a_command_of_several_contexts_shows_its_keys_once),
		cmocka_unit_test(a_selection_falls_back_on_the_keys_of_reading),
		cmocka_unit_test(what_is_bound_later_wins_and_can_be_taken_back),
		cmocka_unit_test(keys_are_shown_as_people_read_them),
	};

	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
