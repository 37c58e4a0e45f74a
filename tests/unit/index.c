/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index against counting one by one, on texts of random bytes. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/index.h"

#define SIZE 700

static unsigned seed = 1;

static unsigned random_below(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

/* Text in which all that matters comes often: line ends, blank lines, indents, spaces of
 * more than one byte, characters of all lengths, and what is ill-formed if wanted. */
static size_t make_text(char *text, bool well_formed)
{
	static const char *const parts[] = {"\n",
					    "\n\n",
					    "\r\n",
					    "\n ",
					    "\n\t",
					    " ",
					    "\xC2\xA0",
					    "\xE2\x80\x83",
					    "a",
					    "bc",
					    "mot",
					    "é",
					    "œ",
					    "’",
					    "\xF0\x9F\x98\x80",
					    "\r",
					    "\xC3",
					    "\xE2\x80",
					    "\xF0\x9F",
					    "\x80",
					    "\xFF",
					    "\xED\xA0\x80",
					    "\xEF\xBF\xBD",
					    "un mot long"};
	size_t len = 0;

	while (len < SIZE - 16) {
		unsigned i = random_below(sizeof parts / sizeof *parts);

		if (well_formed && i >= 16 && i < 22)
			continue;
		memcpy(text + len, parts[i], strlen(parts[i]));
		len += strlen(parts[i]);
	}
	return len;
}

struct counted {
	size_t chars[SIZE + 1];      /* before each byte */
	bool begins[SIZE + 1];       /* a code point, or the end of the text */
	size_t paragraphs[SIZE + 1]; /* that start before it */
	struct span spans[SIZE];
	size_t count, invalid;
};

static void count(const struct lines *l, struct counted *c)
{
	struct span p;

	memset(c, 0, sizeof *c);
	for (size_t at = 0, chars = 0; at < l->size;) {
		char32_t cp;
		size_t n = utf8_decode(l->text + at, l->size - at, &cp);

		c->chars[at] = chars;
		c->begins[at] = true;
		chars += !(cp == '\r' && at + 1 < l->size && l->text[at + 1] == '\n');
		c->invalid += cp == UTF8_REPLACEMENT && (n != 3 || l->text[at] != '\xEF');
		for (size_t i = at + 1; i <= at + n; i++)
			c->chars[i] = chars;
		at += n;
	}
	c->begins[l->size] = true;
	for (bool more = lines_paragraph_at(l, 0, &p); more; more = lines_paragraph_after(l, p, &p))
		c->spans[c->count++] = p;
	for (size_t at = 0, k = 0; at <= l->size; at++) {
		while (k < c->count && c->spans[k].start < at)
			k++;
		c->paragraphs[at] = k;
	}
}

/* An index that is asked in any order, or walked to the end first. */
static void agrees(const struct lines *l, const struct counted *c, size_t chunk, size_t step)
{
	struct index *ix = index_new(l, chunk);
	struct span p;

	while (step && index_step(ix, step))
		;
	for (int i = 0; i < 60; i++) {
		size_t at = random_below((unsigned)l->size + 1), number, position;

		assert_int_equal(index_position(ix, at), c->chars[at]);
		assert_int_equal(index_paragraphs_before(ix, at), c->paragraphs[at]);
		position = random_below((unsigned)c->chars[l->size] + 1);
		at = index_offset(ix, position);
		assert_int_equal(c->chars[at], position);
		assert_true(c->begins[at]);
		if (!c->count)
			continue;
		number = 1 + random_below((unsigned)c->count);
		assert_true(index_paragraph(ix, number, &p));
		assert_true(span_equal(p, c->spans[number - 1]));
	}
	assert_int_equal(index_position(ix, l->size + 9), c->chars[l->size]);
	assert_int_equal(index_offset(ix, 100000), l->size);
	assert_int_equal(index_invalid(ix), c->invalid);
	assert_int_equal(index_paragraphs_before(ix, l->size), c->count);
	assert_false(index_paragraph(ix, c->count + 1, &p));
	assert_int_equal(index_reach(ix), l->size);
	index_free(ix);
}

static void the_walk_agrees_with_counting(void **state)
{
	static struct counted c;
	char text[SIZE];

	(void)state;
	for (int i = 0; i < 60; i++) {
		size_t len = make_text(text, i % 2);

		for (int mode = ARTICLE_LINE; mode <= ARTICLE_INDENT; mode++) {
			struct lines l = {text, len, (enum article_paragraphs)mode, NULL};

			count(&l, &c);
			for (size_t chunk = 1; chunk < SIZE; chunk += 1 + chunk / 4)
				agrees(&l, &c, chunk, random_below(3) ? 1 + random_below(200) : 0);
		}
	}
}

/* The index of a text that grows, and that changes at its end, as a stream does. */
static void what_grows_is_counted_again_from_where_it_changed(void **state)
{
	static struct counted c;
	char text[SIZE];

	(void)state;
	for (int i = 0; i < 60; i++) {
		size_t len = make_text(text, i % 2), cut;
		struct lines l = {text, len / 2, (enum article_paragraphs)(1 + i % 3), NULL};
		struct index *ix = index_new(&l, 1 + random_below(50));

		index_step(ix, SIZE);
		cut = l.size - random_below(20);
		memset(text + cut, "a\n "[random_below(3)], 5);
		l.size = len;
		index_cut(ix, cut);
		count(&l, &c);
		for (size_t at = 0; at <= len; at++) {
			assert_int_equal(index_position(ix, at), c.chars[at]);
			assert_int_equal(index_paragraphs_before(ix, at), c.paragraphs[at]);
		}
		index_free(ix);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_walk_agrees_with_counting),
		cmocka_unit_test(what_grows_is_counted_again_from_where_it_changed),
	};

	return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
