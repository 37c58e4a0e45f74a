/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles of which the first screen is read at once and the rest in idle time. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/article.h"
#include "text/settle.h"
#include "text/source.h"

#define PAGE 4096
#define STEP (8 * PAGE) /* of which reading takes an eighth */

static const struct article_options lazily = {.at_once = 1000, .checkpoint = 512};
static const struct article_options whole = {.checkpoint = 512};

static char folder[] = "/tmp/lutrin-settle-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && !chdir(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink("text");
	return chdir("/") || rmdir(folder) ? -1 : 0;
}

static void write_file(const char *bytes, size_t len)
{
	FILE *f = fopen("text", "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

/* Five pages of text and some bytes, shifted by `shift`. */
static void make_text(struct str *s, size_t shift)
{
	str_init(s);
	for (size_t i = 0; i < shift; i++)
		str_addc(s, 'x');
	while (s->len < 5 * PAGE + 77)
		str_add(s, "L’été 😀 à Œuilly, déjà.\n");
}

static struct article *open_lazily(void)
{
	struct article *a = article_open("text", &lazily, NULL);

	assert_non_null(a);
	return a;
}

static void has_text(const struct article *a, const struct str *text)
{
	assert_int_equal(article_size(a), text->len);
	assert_memory_equal(article_text(a), text->data, text->len);
}

static void take_all_steps(struct article *a)
{
	while (article_step(a, STEP))
		;
	assert_false(article_busy(a));
}

static void what_is_plain_becomes_a_snapshot_in_its_place(void **state)
{
	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		struct article *a;
		const char *bytes;
		struct str text;

		make_text(&text, shift);
		write_file(text.data, text.len);
		a = open_lazily();
		bytes = article_text(a);
		has_text(a, &text);
		assert_true(article_busy(a));
		assert_false(article_is_valid(a));
		article_step(a, STEP);
		assert_false(article_is_valid(a));
		take_all_steps(a);
		assert_false(article_is_stale(a));
		assert_true(article_is_valid(a));
		assert_string_equal(article_encoding(a), "UTF-8");
		assert_ptr_equal(article_text(a), bytes);
		write_file("", 0);
		has_text(a, &text);
		write_file("Autre chose.\n", 13);
		has_text(a, &text);
		assert_false(article_damaged(a));
		article_free(a);
		str_release(&text);
	}
}

static void a_mark_at_the_beginning_is_no_text(void **state)
{
	struct str text, bytes;
	struct article *a;

	(void)state;
	make_text(&text, 0);
	str_init(&bytes);
	str_addf(&bytes, "\xEF\xBB\xBF%s", text.data);
	write_file(bytes.data, bytes.len);
	a = open_lazily();
	has_text(a, &text);
	article_settle(a);
	assert_false(article_is_stale(a));
	has_text(a, &text);
	article_free(a);
	str_release(&bytes);
	str_release(&text);
}

/* What is put into the text at `at` is not what the beginning let expect; read at once,
 * it is taken for what it is. */
static void surprises(const char *what, size_t len, size_t at)
{
	struct article *a, *b;
	struct str text;

	make_text(&text, 0);
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] & 0x80)
			text.data[i] = 'e'; /* nothing else is out of order */
	memcpy(text.data + at, what, len);
	write_file(text.data, text.len);
	a = open_lazily();
	has_text(a, &text);
	take_all_steps(a);
	assert_true(article_is_stale(a));
	assert_false(article_is_valid(a));
	article_free(a);
	a = open_lazily();
	article_settle(a);
	assert_true(article_is_stale(a));
	article_free(a);
	a = article_open("text", &whole, NULL);
	b = article_from_bytes(text.data, text.len, &whole, NULL);
	article_append(b, NULL, 0, true);
	assert_string_equal(article_encoding(a), article_encoding(b));
	assert_true(article_is_valid(a));
	article_free(b);
	article_free(a);
	str_release(&text);
}

static void what_must_be_decoded_is_noticed_wherever_it_is(void **state)
{
	static const char *const what[] = {"\xFF",  "a\xC2\x85", "b\xE2\x80\xA8",   "\xE2\x80\xA9",
					   "a\r\n", "\xE9",      "\xF0\x9F\x98\x61"};

	(void)state;
	for (size_t i = 0; i < sizeof what / sizeof *what; i++)
		for (size_t page = 1; page <= 5; page++)
			for (size_t back = 0; back < 5; back++)
				surprises(what[i], strlen(what[i]), page * PAGE - back);
	surprises("\0", 1, 2 * PAGE);
	surprises("\0", 1, 5 * PAGE + 76);
	surprises("\xC3", 1, 5 * PAGE + 76);
}

static void what_begins_otherwise_is_read_at_once(void **state)
{
	static const char *const begins[] = {"\xE9", "a\r\n", "\xFF\xFE"};

	(void)state;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		struct article *a;
		struct str text;

		make_text(&text, 0);
		memcpy(text.data, begins[i], strlen(begins[i]));
		write_file(text.data, text.len);
		a = open_lazily();
		assert_true(article_is_valid(a));
		take_all_steps(a);
		assert_false(article_is_stale(a));
		article_free(a);
		str_release(&text);
	}
}

static void another_encoding_that_was_chosen_is_read_at_once(void **state)
{
	struct article_options latin = {.at_once = 1000, .encoding = "latin1"};
	struct article *a;
	struct str text;

	(void)state;
	make_text(&text, 0);
	write_file(text.data, text.len);
	a = article_open("text", &latin, NULL);
	assert_true(article_is_valid(a));
	assert_string_equal(article_encoding(a), "ISO-8859-1");
	article_free(a);
	str_release(&text);
}

/* Between opening and the last step the file becomes something else. */
static void becomes(const char *bytes, size_t len)
{
	for (int steps = 0; steps < 3; steps++) {
		struct article *a;
		struct str text;

		make_text(&text, 0);
		write_file(text.data, text.len);
		a = open_lazily();
		for (int i = 0; i < steps; i++)
			article_step(a, STEP);
		write_file(bytes, len);
		take_all_steps(a);
		assert_true(article_is_stale(a));
		assert_int_equal(article_size(a), text.len);
		assert_memory_equal(article_text(a), text.data, (size_t)steps * PAGE);
		for (size_t i = 0; i < text.len; i++)
			(void)*(volatile const char *)(article_text(a) + i);
		article_free(a);
		str_release(&text);
	}
}

static void what_is_written_to_meanwhile_is_noticed(void **state)
{
	struct str text;

	(void)state;
	becomes("", 0);
	becomes("court\n", 6);
	make_text(&text, 0);
	str_add(&text, "et plus encore\n");
	becomes(text.data, text.len);
	str_release(&text);
}

/* What replaces the file under its name leaves the one that is open alone. */
static void what_is_replaced_stays(void **state)
{
	struct article *a;
	struct str text;

	(void)state;
	make_text(&text, 0);
	write_file(text.data, text.len);
	a = open_lazily();
	unlink("text");
	write_file("Autre chose.\n", 13);
	take_all_steps(a);
	assert_false(article_is_stale(a));
	has_text(a, &text);
	article_free(a);
	str_release(&text);
}

static void a_large_file_stays_mapped(void **state)
{
	struct article_options options = {.at_once = 1000, .in_memory = 5 * PAGE};
	struct article *a;
	struct str text;

	(void)state;
	make_text(&text, 0);
	str_add(&text, "\xFF\r\n");
	write_file(text.data, text.len);
	a = article_open("text", &options, NULL);
	take_all_steps(a);
	assert_false(article_is_stale(a));
	assert_false(article_is_valid(a));
	has_text(a, &text);
	assert_int_equal(article_invalid(a), 1);
	assert_int_equal(truncate("text", PAGE), 0);
	assert_int_equal(article_text(a)[5 * PAGE], '\0');
	assert_true(article_damaged(a));
	article_free(a);
	str_release(&text);
}

static void pages_of_our_own_are_not_forgotten(void **state)
{
	struct source *s;
	struct str text;

	(void)state;
	make_text(&text, 0);
	write_file(text.data, text.len);
	s = source_open("text", 100, NULL);
	assert_true(source_settle(s, PAGE));
	assert_int_equal(source_settled(s), PAGE);
	assert_true(source_settle(s, 1));
	assert_int_equal(source_settled(s), 2 * PAGE);
	source_forget(s, 0, text.len);
	assert_memory_equal(source_bytes(s), text.data, text.len);
	assert_true(source_settle(s, 1 << 20));
	assert_false(source_mapped(s));
	source_forget(s, 0, text.len);
	assert_memory_equal(source_bytes(s), text.data, text.len);
	source_free(s);
	str_release(&text);
}

static void the_digest_comes_in_steps_when_it_is_asked_for(void **state)
{
	static const struct article_options large = {.in_memory = 100};
	struct article *a, *b;
	struct str text;

	(void)state;
	make_text(&text, 0);
	write_file(text.data, text.len);
	b = article_from_bytes(text.data, text.len, &whole, NULL);
	for (int i = 0; i < 3; i++) {
		a = article_open("text", i == 0 ? &lazily : i == 1 ? &whole : &large, NULL);
		take_all_steps(a);
		assert_null(article_sha256_known(a));
		assert_true(article_busy(a));
		take_all_steps(a);
		assert_non_null(article_sha256_known(a));
		assert_string_equal(article_sha256_known(a), article_sha256(b));
		article_free(a);
	}
	a = open_lazily();
	assert_null(article_sha256_known(a));
	assert_string_equal(article_sha256(a), article_sha256(b));
	article_free(a);
	write_file("court", 5);
	a = open_lazily();
	assert_non_null(article_sha256_known(a));
	article_free(a);
	article_free(b);
	str_release(&text);
}

/* Three MiB of letters of two bytes, behind one of one, so that none begins at an even place. */
static void write_long_line(void)
{
	struct str s;

	str_init(&s);
	str_addc(&s, 'x');
	while (s.len < (size_t)3 << 20)
		str_add(&s, "é");
	str_add(&s, "\nfin\n");
	write_file(s.data, s.len);
	str_release(&s);
}

static void the_end_of_a_long_line_is_looked_for_later(void **state)
{
	struct span p, known;
	struct article *a;

	(void)state;
	write_long_line();
	a = open_lazily();
	assert_true(article_paragraph_at(a, 10, &p));
	assert_int_equal(p.start, 0);
	assert_true(p.end > (size_t)1 << 20 && p.end < (size_t)2 << 20);
	assert_int_equal(p.end % 2, 1);
	assert_true(article_look_far(a));
	assert_true(article_paragraph_at(a, 10, &p));
	assert_int_equal(p.end, article_size(a) - strlen("\nfin\n"));
	assert_true(article_paragraph_after(a, p, &known));
	assert_int_equal(known.end, article_size(a) - 1);
	assert_false(article_look_far(a));
	article_free(a);
}

static void paragraphs_that_were_not_cut_stay(void **state)
{
	struct article *a;
	struct span p;

	(void)state;
	write_long_line();
	a = article_open("text", &whole, NULL);
	assert_non_null(a);
	assert_true(article_paragraph_at(a, 10, &p));
	assert_int_equal(p.end, article_size(a) - strlen("\nfin\n"));
	assert_false(article_look_far(a));
	article_free(a);
	a = open_lazily();
	assert_true(article_paragraph_at(a, article_size(a) - 2, &p));
	assert_int_equal(span_length(p), 3);
	assert_false(article_look_far(a));
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_plain_becomes_a_snapshot_in_its_place),
		cmocka_unit_test(a_mark_at_the_beginning_is_no_text),
		cmocka_unit_test(what_must_be_decoded_is_noticed_wherever_it_is),
		cmocka_unit_test(what_begins_otherwise_is_read_at_once),
		cmocka_unit_test(another_encoding_that_was_chosen_is_read_at_once),
		cmocka_unit_test(what_is_written_to_meanwhile_is_noticed),
		cmocka_unit_test(what_is_replaced_stays),
		cmocka_unit_test(a_large_file_stays_mapped),
		cmocka_unit_test(pages_of_our_own_are_not_forgotten),
		cmocka_unit_test(the_digest_comes_in_steps_when_it_is_asked_for),
		cmocka_unit_test(the_end_of_a_long_line_is_looked_for_later),
		cmocka_unit_test(paragraphs_that_were_not_cut_stay),
	};

	return cmocka_run_group_tests_name("settle", tests, make_folder, remove_folder);
}
