/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/block.h"
#include "layout/paragraph.h"

#define SIZE 600 /* of the blocks: small, so that a short text has many */

static struct article *article_of(const struct str *text, enum article_paragraphs mode)
{
	struct article_options options = {.encoding = "UTF-8", .paragraphs = mode};
	struct article *a = article_from_bytes(text->data, text->len, &options, NULL);

	assert_non_null(a);
	return a;
}

/* Words, signs that want no line end before them, and what has no spaces. */
static void add_text(struct str *s, int times)
{
	for (int i = 0; i < times; i++)
		str_addf(s,
			 "Le mot %d ! « vraiment ? » dit M. Dupont ; e\xCC\x81te\xCC\x81, "
			 "日本語の文章には空白がない。 Oui.%s ",
			 i, i % 7 == 3 ? "\xFF\xFE octets" : "");
	str_truncate(s, s->len - 1);
}

/* Goes through the blocks of the first paragraph; each is found from each of its
 * bytes, and they stand one behind the other. */
static size_t check_blocks(const struct article *a)
{
	struct span p, block, again;
	size_t count = 0, at;

	assert_true(article_paragraph_at(a, 0, &p));
	for (at = p.start; at < p.end; at = block.end, count++) {
		block = block_at(a, p, at, SIZE);
		assert_int_equal(block.start, at);
		assert_true(block.end > at && block.end <= p.end);
		assert_true(span_length(block) <= 2 * SIZE);
		for (size_t i = block.start; i < block.end; i++) {
			again = block_at(a, p, i, SIZE);
			assert_true(span_equal(again, block));
		}
	}
	return count;
}

static void blocks_follow_one_another_whatever_the_text(void **state)
{
	struct str s;

	(void)state;
	for (int kind = 0; kind < 4; kind++) {
		struct article *a;

		str_init(&s);
		str_add(&s, "Début ");
		if (kind == 0)
			add_text(&s, 100);
		for (int i = 0; kind == 1 && i < 6000; i++)
			str_addc(&s, 'x');
		for (int i = 0; kind == 2 && i < 3000; i++)
			str_add(&s, "\xCC\x81");
		for (int i = 0; kind == 3 && i < 6000; i++)
			str_addc(&s, ' ');
		str_add(&s, " fin");
		a = article_of(&s, ARTICLE_LINE);
		assert_true(check_blocks(a) > 5);
		article_free(a);
		str_release(&s);
	}
}

static void a_paragraph_of_usual_size_is_one_block(void **state)
{
	struct article *a;
	struct str s;
	struct span p;

	(void)state;
	str_init(&s);
	add_text(&s, 8);
	a = article_of(&s, ARTICLE_LINE);
	assert_true(article_paragraph_at(a, 0, &p));
	assert_true(span_equal(block_at(a, p, p.end - 1, 0), p));
	article_free(a);
	str_release(&s);
}

static void a_block_begins_where_a_line_may(void **state)
{
	struct article *a;
	struct span p, block;
	struct str s;

	(void)state;
	str_init(&s);
	add_text(&s, 100);
	a = article_of(&s, ARTICLE_LINE);
	assert_true(article_paragraph_at(a, 0, &p));
	for (size_t at = p.start; at < p.end; at = block.end) {
		const char *text = article_text(a) + at;

		block = block_at(a, p, at, SIZE);
		assert_null(strchr("!?;,. ", *text));
		assert_int_not_equal(strncmp(text, "»", 2), 0);
		assert_int_not_equal(strncmp(text, "Dupont", 6), 0);
		assert_true(at == p.start || text[-1] == ' ');
		assert_true(at == p.start || strncmp(text - 3, "« ", 3) != 0);
	}
	article_free(a);
	str_release(&s);
}

static void lines_of_verse_stay_whole(void **state)
{
	struct article *a;
	struct span p, block;
	struct str s;

	(void)state;
	str_init(&s);
	for (int i = 0; i < 300; i++)
		str_addf(&s, "%sVers numéro %d\n", i % 2 ? "    " : "", i);
	a = article_of(&s, ARTICLE_BLOCK);
	assert_true(check_blocks(a) > 5);
	assert_true(article_paragraph_at(a, 0, &p));
	for (size_t at = p.start; at < p.end; at = block.end) {
		block = block_at(a, p, at, SIZE);
		assert_memory_equal(article_text(a) + at, "Vers", 4);
	}
	article_free(a);
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_follow_one_another_whatever_the_text),
		cmocka_unit_test(a_paragraph_of_usual_size_is_one_block),
		cmocka_unit_test(a_block_begins_where_a_line_may),
		cmocka_unit_test(lines_of_verse_stay_whole),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
