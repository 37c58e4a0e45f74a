/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <string.h>

#include "app/event.h"
#include "app/field.h"
#include "app/wrap.h"

static void typed(struct field *f, bool lines, const char *text)
{
	field_init(f, lines);
	field_insert(f, text, strlen(text));
}

static void a_grapheme_is_deleted_whole(void **state)
{
	struct field f;

	(void)state;
	typed(&f, false, "cafe\xCC\x81👨‍👩‍👧");
	field_key(&f, KEY_BACKSPACE_KEY);
	assert_string_equal(f.text.data, "cafe\xCC\x81");
	field_key(&f, KEY_BACKSPACE_KEY);
	assert_string_equal(f.text.data, "caf");
	field_key(&f, KEY_HOME_KEY);
	field_key(&f, KEY_DELETE);
	assert_string_equal(f.text.data, "af");
	field_release(&f);
}

static void a_mark_typed_after_its_letter_joins_it(void **state)
{
	struct field f;

	(void)state;
	typed(&f, false, "e");
	field_key(&f, 0x301);
	assert_string_equal(f.text.data, "e\xCC\x81");
	field_key(&f, KEY_LEFT_ARROW);
	assert_int_equal(f.cursor, 0);
	field_release(&f);
}

static void controls_never_get_in(void **state)
{
	struct field f;

	(void)state;
	typed(&f, true, "a\x1b[31mb\r\nc\rd\te\x07\xff\xC2\x9B");
	assert_string_equal(f.text.data, "a[31mb\nc\nd e�");
	field_release(&f);
	typed(&f, false, "a\nb");
	assert_string_equal(f.text.data, "a b");
	field_release(&f);
}

static void words_are_moved_over_and_deleted(void **state)
{
	struct field f;

	(void)state;
	typed(&f, false, "à vérifier : quels éléments ?");
	field_key(&f, KEY_LEFT_ARROW | KEY_CTRL);
	field_key(&f, KEY_LEFT_ARROW | KEY_CTRL);
	assert_string_equal(f.text.data + f.cursor, "éléments ?");
	field_key(&f, 'w' | KEY_CTRL);
	assert_string_equal(f.text.data, "à vérifier : éléments ?");
	field_key(&f, 'k' | KEY_CTRL);
	assert_string_equal(f.text.data, "à vérifier : ");
	field_key(&f, 'u' | KEY_CTRL);
	assert_string_equal(f.text.data, "");
	field_key(&f, 'w' | KEY_CTRL);
	field_key(&f, KEY_BACKSPACE_KEY);
	field_key(&f, KEY_DELETE);
	assert_string_equal(f.text.data, "");
	field_release(&f);
}

static void the_cursor_keeps_its_column_from_line_to_line(void **state)
{
	struct field f;

	(void)state;
	typed(&f, true, "une première ligne\ndeux\ntrois lignes");
	assert_true(field_move_line(&f, -1, 40));
	assert_string_equal(f.text.data + f.cursor, "\ntrois lignes");
	assert_true(field_move_line(&f, -1, 40));
	assert_string_equal(f.text.data + f.cursor, "première ligne\ndeux\ntrois lignes");
	assert_false(field_move_line(&f, -1, 40));
	field_release(&f);
}

static void lines_break_at_spaces_and_nowhere_else(void **state)
{
	static const char text[] = "Un mot, puis un autre ; et un motquinetientpas.\n\nFin ?";
	static const char *const want[] = {
		"Un mot, puis", "un autre ; et", "un", "motquinetientp", "as.", "", "Fin ?"};
	struct wrap w = {0};

	(void)state;
	wrap_text(&w, text, strlen(text), 14);
	assert_int_equal(w.lines.len, sizeof want / sizeof *want);
	for (size_t i = 0; i < w.lines.len; i++) {
		struct span s = w.lines.items[i];

		assert_int_equal(span_length(s), strlen(want[i]));
		assert_memory_equal(text + s.start, want[i], span_length(s));
	}
	wrap_release(&w);
	wrap_text(&w, "", 0, 14);
	assert_int_equal(w.lines.len, 1);
	wrap_release(&w);
	wrap_text(&w, "a\n", 2, 14);
	assert_int_equal(w.lines.len, 2);
	wrap_release(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_grapheme_is_deleted_whole),
		cmocka_unit_test(a_mark_typed_after_its_letter_joins_it),
		cmocka_unit_test(controls_never_get_in),
		cmocka_unit_test(words_are_moved_over_and_deleted),
		cmocka_unit_test(the_cursor_keeps_its_column_from_line_to_line),
		cmocka_unit_test(lines_break_at_spaces_and_nowhere_else),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
