/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "text/charset.h"

static void guesses(const char *bytes, size_t len, const char *want, bool guessed)
{
	struct charset_tally tally = {0};
	struct charset_guess guess;

	charset_look(&tally, bytes, len, false);
	charset_rank(&tally, bytes, len, &guess);
	assert_string_equal(guess.names[0], want);
	assert_int_equal(!guess.sure, guessed);
}

#define GUESSES(bytes, want, guessed) guesses(bytes, sizeof bytes - 1, want, guessed)

/* Decoded whole, then byte by byte, then in two pieces cut anywhere: the text
 * must be the same. */
static void decodes(const char *name, const char *bytes, size_t len, const char *want,
		    size_t want_len, size_t invalid)
{
	for (size_t cut = 0; cut <= len + 1; cut++) {
		struct charset_decoder *d = charset_decoder_new(name, NULL);
		size_t first = cut <= len ? cut : 0;
		struct str out;

		assert_non_null(d);
		str_init(&out);
		charset_decode(d, bytes, first, false, &out);
		for (size_t i = first; cut > len && i < len; i++)
			charset_decode(d, bytes + i, 1, false, &out);
		if (cut <= len)
			charset_decode(d, bytes + first, len - first, false, &out);
		charset_decode(d, "", 0, true, &out);
		assert_int_equal(out.len, want_len);
		assert_memory_equal(out.data, want, want_len);
		assert_int_equal(charset_decoder_invalid(d), invalid);
		assert_false(charset_decoder_waits(d));
		str_release(&out);
		charset_decoder_free(d);
	}
}

#define DECODES(name, bytes, want, invalid) \
	decodes(name, bytes, sizeof bytes - 1, want, sizeof want - 1, invalid)

static void names_are_canonical(void **state)
{
	static const char *const names[][2] = {
		{"latin1", "ISO-8859-1"},
		{"iso-8859-1", "ISO-8859-1"},
		{"ISO_8859-15", "ISO-8859-15"},
		{"Latin-9", "ISO-8859-15"},
		{"cp1252", "WINDOWS-1252"},
		{"Windows-1252", "WINDOWS-1252"},
		{"utf8", "UTF-8"},
		{"mac-roman", "MACINTOSH"},
		{"ibm850", "CP850"},
		{"koi8-r", "KOI8-R"},
		{"utf-16", "UTF-16"},
	};
	char name[CHARSET_NAME];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(charset_resolve(names[i][0], name, NULL));
		assert_string_equal(name, names[i][1]);
	}
}

static void unknown_names_are_errors(void **state)
{
	static const char *const names[] = {
		"",        "klingon", "UTF-8//TRANSLIT",
		"wchar_t", "-",       "a name of an encoding that is much too long for any"};
	char name[CHARSET_NAME];
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_false(charset_resolve(names[i], name, &err));
	assert_false(charset_resolve("klingon", name, &err));
	assert_string_equal(err.text, "klingon: unknown encoding");
}

static void byte_order_marks_tell_the_encoding(void **state)
{
	char name[CHARSET_NAME] = "UTF-16";

	(void)state;
	assert_string_equal(charset_by_mark("\xEF\xBB\xBF"
					    "a",
					    4),
			    "UTF-8");
	assert_string_equal(charset_by_mark("\xFF\xFE"
					    "a\0",
					    4),
			    "UTF-16LE");
	assert_string_equal(charset_by_mark("\xFE\xFF\0a", 4), "UTF-16BE");
	assert_string_equal(charset_by_mark("\xFF\xFE\0\0", 4), "UTF-32LE");
	assert_string_equal(charset_by_mark("\0\0\xFE\xFF", 4), "UTF-32BE");
	assert_null(charset_by_mark("\xEF\xBB", 2));
	charset_settle(name, "\xFE\xFF\0a", 4);
	assert_string_equal(name, "UTF-16BE");
	strcpy(name, "UTF-16");
	charset_settle(name, "a\0", 2);
	assert_string_equal(name, "UTF-16LE");
}

static void utf_8_is_found_by_its_form(void **state)
{
	(void)state;
	GUESSES("", "UTF-8", false);
	GUESSES("plain ASCII", "UTF-8", false);
	GUESSES("l’été à Œuilly", "UTF-8", false);
}

static void a_few_bad_bytes_do_not_make_utf_8_latin_1(void **state)
{
	(void)state;
	GUESSES("l’été à Œuilly, coupé \xC3 ici", "UTF-8", false);
	GUESSES("un \xFF octet, l’été", "UTF-8", true);
	GUESSES("un \xFF octet", "UTF-8", true);
	GUESSES("ELF\0\xE9t\xE9\0\0", "UTF-8", true);
}

static void windows_1252_is_found_by_its_quotes(void **state)
{
	(void)state;
	GUESSES("l\x92\xE9t\xE9 de l\x92\x9Cuvre \x97 50 \x80", "WINDOWS-1252", false);
	GUESSES("d\x92"
		"apr\xE8s",
		"WINDOWS-1252", false);
}

static void iso_8859_15_is_found_by_oe_and_euro(void **state)
{
	(void)state;
	GUESSES("le c\xBDur \xE0 50 \xA4, \xBCuvres", "ISO-8859-15", false);
	GUESSES("50\xA0\xA4 l'\xE9t\xE9", "ISO-8859-15", false);
	GUESSES("L'HA\xBE-LES-ROSES, \xE9t\xE9", "ISO-8859-15", true);
	GUESSES("\xA6koda, Du\xB8"
		"an",
		"ISO-8859-15", false);
}

static void iso_8859_1_is_the_rest(void **state)
{
	(void)state;
	GUESSES("l'\xE9t\xE9 \xE0 No\xEBl", "ISO-8859-1", false);
	GUESSES("1\xBD tasse, 2\xBC heures, \xE9t\xE9", "ISO-8859-1", false);
	GUESSES("\xAB\xA0"
		"Caf\xE9\xA0\xBB",
		"ISO-8859-1", false);
	GUESSES("l\xB4homme \xE9tait l\xE0", "ISO-8859-1", true);
}

static void windows_of_a_text_may_cut_characters(void **state)
{
	static const char text[] = "ééééé";
	struct charset_tally tally = {0};

	(void)state;
	charset_look(&tally, text + 1, sizeof text - 3, true);
	assert_int_equal(tally.bad, 0);
	assert_int_equal(tally.good, 3);
}

static void western_encodings_are_decoded(void **state)
{
	(void)state;
	DECODES("ISO-8859-1", "\xAB\xA0\xE9t\xE9\xA0\xBB \xBD", "«\xC2\xA0été\xC2\xA0» ½", 0);
	DECODES("ISO-8859-1", "\x80\x9F", "\xC2\x80\xC2\x9F", 0);
	DECODES("ISO-8859-15", "c\xBDur \xA4 \xBC\xBE", "cœur € ŒŸ", 0);
	DECODES("WINDOWS-1252", "l\x92\x9Cuvre\x85 50 \x80", "l’œuvre… 50 €", 0);
	DECODES("MACINTOSH", "\x8Et\x8E \xCF", "été œ", 0);
	DECODES("CP850", "\x82t\x82", "été", 0);
	DECODES("WINDOWS-1252",
		"a\x81"
		"b",
		"a\xEF\xBF\xBD"
		"b",
		1);
}

static void utf_16_and_32_are_decoded_without_their_mark(void **state)
{
	(void)state;
	DECODES("UTF-16LE", "\xFF\xFE\xE9\0\x3D\xD8\x00\xDE", "é😀", 0);
	DECODES("UTF-16BE", "\xFE\xFF\0\xE9\0\r\0\n\0a", "é\na", 0);
	DECODES("UTF-32LE", "\xFF\xFE\0\0\xE9\0\0\0", "é", 0);
	DECODES("UTF-16LE",
		"a\0\x00\xD8"
		"b\0",
		"a\xEF\xBF\xBD"
		"b",
		1);
	DECODES("UTF-16LE", "a\0b", "a\xEF\xBF\xBD", 1);
	DECODES("UTF-8",
		"\xEF\xBB\xBF"
		"a\xEF\xBB\xBF",
		"a\xEF\xBB\xBF", 0);
}

static void ill_formed_utf_8_becomes_replacement_characters(void **state)
{
	(void)state;
	DECODES("UTF-8",
		"a\xFF"
		"b\xE2\x80 c\xF0\x9F\x98",
		"a�b� c�", 3);
	DECODES("UTF-8", "a\xEF\xBF\xBD\xC3\xA9", "a\xEF\xBF\xBDé", 0);
	DECODES("UTF-8", "\xC0\xAF\xED\xA0\x80", "�����", 5);
	DECODES("UTF-8", "a\0b", "a\0b", 0);
}

static void every_line_end_becomes_lf(void **state)
{
	(void)state;
	DECODES("UTF-8", "a\r\nb\rc\nd\n\re\r\r\n", "a\nb\nc\nd\n\ne\n\n", 0);
	DECODES("UTF-8",
		"a\xC2\x85"
		"b\xE2\x80\xA8"
		"c\xE2\x80\xA9"
		"d\xE2\x80\xA6",
		"a\nb\nc\nd…", 0);
}

static void clean_text_needs_no_copy(void **state)
{
	(void)state;
	assert_true(charset_is_clean("l’été\n\nœuvre…", strlen("l’été\n\nœuvre…")));
	assert_true(charset_is_clean("", 0));
	assert_false(charset_is_clean("a\r\n", 3));
	assert_false(charset_is_clean("a\xFF", 2));
	assert_false(charset_is_clean("a\xC2\x85", 3));
	assert_false(charset_is_clean("a\xE2\x80\xA8", 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_canonical),
		cmocka_unit_test(unknown_names_are_errors),
		cmocka_unit_test(byte_order_marks_tell_the_encoding),
		cmocka_unit_test(utf_8_is_found_by_its_form),
		cmocka_unit_test(a_few_bad_bytes_do_not_make_utf_8_latin_1),
		cmocka_unit_test(windows_1252_is_found_by_its_quotes),
		cmocka_unit_test(iso_8859_15_is_found_by_oe_and_euro),
		cmocka_unit_test(iso_8859_1_is_the_rest),
		cmocka_unit_test(windows_of_a_text_may_cut_characters),
		cmocka_unit_test(western_encodings_are_decoded),
		cmocka_unit_test(utf_16_and_32_are_decoded_without_their_mark),
		cmocka_unit_test(ill_formed_utf_8_becomes_replacement_characters),
		cmocka_unit_test(every_line_end_becomes_lf),
		cmocka_unit_test(clean_text_needs_no_copy),
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
