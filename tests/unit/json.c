/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "notes/json.h"

static bool parses(const char *text)
{
	struct json_object o;
	bool good = json_parse(&o, text, strlen(text), NULL);

	json_release(&o);
	return good;
}

static void what_rfc_8259_allows_is_read(void **state)
{
	static const char *const good[] = {
		"{}",
		"[]",
		" { } ",
		"\t[\r\n]\n",
		"[0]",
		"[-0]",
		"[1.5e+10]",
		"[1E-3]",
		"[0e0]",
		"[true,false,null]",
		"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"]",
		"[\"\\ud800\"]",
		"{\"\":{\"a\":[[],{},[{}]]},\"\":2}",
		"[123456789012345678901234567890]",
		"[1e999]",
		"[\"é😀\"]",
		"{\"a\\u0000b\":1}",
		"[\"\x7f\"]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(parses(good[i]));
}

static void what_it_does_not_allow_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		" ",
		"1",
		"\"a\"",
		"null",
		"{",
		"[",
		"]",
		"{]",
		"[}",
		"[1,]",
		"[,1]",
		"[1 2]",
		"{\"a\"}",
		"{\"a\":}",
		"{\"a\":1,}",
		"{a:1}",
		"{1:1}",
		"[01]",
		"[-]",
		"[1.]",
		"[.5]",
		"[1e]",
		"[+1]",
		"[0x1]",
		"[NaN]",
		"[Infinity]",
		"[tru]",
		"[truee]",
		"['a']",
		"[\"a]",
		"[\"\\x\"]",
		"[\"\\u12g4\"]",
		"[\"\\u123\"]",
		"[\"\t\"]",
		"[\"\n\"]",
		"[1]x",
		"[1][2]",
		"{}{}",
		"[\"\\\"]",
		"[\x01]",
		"\xEF\xBB\xBF[]",
		"[\"\xff\"]",
		"[\"\xed\xa0\x80\"]",
		"[[[1]]",
		"{\"a\":[}]",
		"[1]//",
		"/**/[]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(parses(bad[i]));
}

static void an_error_says_the_line(void **state)
{
	static const char text[] = "{\n \"a\": 1,\n \"b\" 2}\n";
	struct json_object o;
	struct err err;

	(void)state;
	assert_false(json_parse(&o, text, strlen(text), &err));
	assert_int_equal(o.members.len, 0);
	assert_non_null(strstr(err.text, "3"));
}

static void a_nul_is_no_white_space(void **state)
{
	struct json_object o;

	(void)state;
	assert_false(json_parse(&o, "[1]\0", 4, NULL));
	assert_false(json_parse(&o, "[\0]", 3, NULL));
	assert_false(json_parse(&o, "[\"\0\"]", 5, NULL));
}

static void any_depth_is_read_without_a_crash(void **state)
{
	size_t depth = 200000;
	struct json_object o;
	struct str s, out;

	(void)state;
	str_init(&s);
	str_init(&out);
	for (size_t i = 0; i < depth; i++)
		str_add(&s, i % 2 ? "{\"a\":" : "[");
	str_add(&s, "0");
	for (size_t i = depth; i-- > 0;)
		str_addc(&s, i % 2 ? '}' : ']');
	assert_true(json_parse(&o, s.data, s.len, NULL));
	assert_int_equal(o.members.len, 1);
	json_indent(&out, s.data, s.len, 0);
	assert_true(out.len < 2 * s.len);
	json_release(&o);
	assert_false(json_parse(&o, s.data, s.len - 1, NULL));
	assert_false(json_parse(&o, s.data, depth / 2, NULL));
	str_release(&out);
	str_release(&s);
}

/* A text cut anywhere is refused, and nothing is read beyond its end. */
static void a_text_cut_short_is_refused(void **state)
{
	static const char text[] =
		"{\"a\":[1,-2.5e3,\"x\\u00e9\\n\"],\"b\":{\"c\":true,\"d\":null}}";

	(void)state;
	for (size_t len = 0; len < sizeof text - 1; len++) {
		char *cut = malloc(len ? len : 1);
		struct json_object o;

		memcpy(cut, text, len);
		assert_false(json_parse(&o, cut, len, NULL));
		free(cut);
	}
}

static void open_text(struct json_object *o, const char *text)
{
	assert_true(json_parse(o, text, strlen(text), NULL));
}

static void members_come_back_word_for_word(void **state)
{
	static const char text[] = "{\"\\u00e9\":1e999,\"k\":\"\\u00E9\",\"z\":{\"b\" : [ 1 ]},"
				   "\"k\":-0.0,\"a\\u0000b\":2}";
	struct json_object o;
	char *written;

	(void)state;
	open_text(&o, text);
	assert_string_equal(json_get(&o, "é"), "1e999");
	assert_string_equal(json_get(&o, "k"), "-0.0");
	assert_null(json_get(&o, "a"));
	written = json_text(&o, NULL, false);
	assert_string_equal(written, text);
	free(written);
	json_release(&o);
}

static void members_are_written_in_the_order_asked_for(void **state)
{
	static const char *const order[] = {"c", "missing", "a", NULL};
	struct json_object o;
	char *written;

	(void)state;
	open_text(&o, "{\"x\":0,\"a\":1,\"b\":2,\"c\":3,\"a\":4}");
	written = json_text(&o, order, false);
	assert_string_equal(written, "{\"c\":3,\"a\":1,\"a\":4,\"x\":0,\"b\":2}");
	free(written);
	json_release(&o);
}

static void values_of_another_type_are_not_taken(void **state)
{
	static const char text[] =
		"{\"s\":\"été\",\"n\":12,\"neg\":-1,\"big\":99999999999999999999,"
		"\"real\":1.0,\"nul\":\"a\\u0000\",\"half\":\"\\ud800x\",\"o\":{}}";
	static const char *const no_string[] = {"n", "nul", "half", "o", "missing"};
	static const char *const no_size[] = {"s", "neg", "big", "real", "o", "missing"};
	struct json_object o;
	char *value = NULL;
	size_t n = 7;

	(void)state;
	open_text(&o, text);
	assert_true(json_get_string(&o, "s", &value));
	assert_string_equal(value, "été");
	free(value);
	value = NULL;
	for (size_t i = 0; i < sizeof no_string / sizeof *no_string; i++)
		assert_false(json_get_string(&o, no_string[i], &value));
	assert_null(value);
	for (size_t i = 0; i < sizeof no_size / sizeof *no_size; i++)
		assert_false(json_get_size(&o, no_size[i], &n));
	assert_int_equal(n, 7);
	assert_true(json_get_size(&o, "n", &n));
	assert_int_equal(n, 12);
	json_release(&o);
}

static void setting_changes_one_member_and_leaves_spellings_alone(void **state)
{
	struct json_object o;
	char *written;

	(void)state;
	open_text(&o, "{\"a\":\"\\u00e9\",\"b\":1,\"c\":[],\"b\":2}");
	json_set_string(&o, "a", "é");
	json_set_size(&o, "b", 3);
	json_set(&o, "c", NULL);
	json_set(&o, "absent", NULL);
	json_set_string(&o, "new", "x\"y");
	written = json_text(&o, NULL, false);
	assert_string_equal(written, "{\"a\":\"\\u00e9\",\"b\":1,\"b\":3,\"new\":\"x\\\"y\"}");
	free(written);
	json_set(&o, "b", NULL);
	assert_null(json_get(&o, "b"));
	json_release(&o);
}

static void a_string_is_quoted_so_that_no_control_gets_out(void **state)
{
	static const char text[] = "é\"\\\n\t\x1b[31m\x7f\xe2\x80\xae\xf3\xa0\x81\x81\xff.";
	struct str s;

	(void)state;
	str_init(&s);
	json_quote(&s, text, sizeof text - 1);
	assert_string_equal(s.data,
			    "\"é\\\"\\\\\\n\\t\\u001b[31m\\u007f\\u202e\\udb40\\udc41\uFFFD.\"");
	str_release(&s);
}

static void a_quoted_string_says_the_same_when_read(void **state)
{
	static const char text[] = "l’été\r\n« œuvre »\x01\xf3\xa0\x81\x81😀";
	struct str s;
	char *back;

	(void)state;
	str_init(&s);
	json_quote(&s, text, sizeof text - 1);
	assert_true(json_decode_string(s.data, &back));
	assert_string_equal(back, text);
	free(back);
	str_release(&s);
}

static void the_layout_has_two_spaces_a_level(void **state)
{
	static const char raw[] = "{\"a\":[1,{\"b\":\"x, {y}: \\\"[\"}],\"c\":{ },\"d\":[\n]}";
	static const char want[] = "{\n"
				   "  \"a\": [\n"
				   "    1,\n"
				   "    {\n"
				   "      \"b\": \"x, {y}: \\\"[\"\n"
				   "    }\n"
				   "  ],\n"
				   "  \"c\": {},\n"
				   "  \"d\": []\n"
				   "}";
	struct str s, again;

	(void)state;
	str_init(&s);
	str_init(&again);
	json_indent(&s, raw, sizeof raw - 1, 0);
	assert_string_equal(s.data, want);
	json_indent(&again, s.data, s.len, 0);
	assert_string_equal(again.data, want);
	str_release(&s);
	str_release(&again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_rfc_8259_allows_is_read),
		cmocka_unit_test(what_it_does_not_allow_is_refused),
		cmocka_unit_test(an_error_says_the_line),
		cmocka_unit_test(a_nul_is_no_white_space),
		cmocka_unit_test(any_depth_is_read_without_a_crash),
		cmocka_unit_test(a_text_cut_short_is_refused),
		cmocka_unit_test(members_come_back_word_for_word),
		cmocka_unit_test(members_are_written_in_the_order_asked_for),
		cmocka_unit_test(values_of_another_type_are_not_taken),
		cmocka_unit_test(setting_changes_one_member_and_leaves_spellings_alone),
		cmocka_unit_test(a_string_is_quoted_so_that_no_control_gets_out),
		cmocka_unit_test(a_quoted_string_says_the_same_when_read),
		cmocka_unit_test(the_layout_has_two_spaces_a_level),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
