/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each text is cut into words: runs of letters and digits, or single other signs, each
 * with the white space behind it.  A table of the lengths of common subsequences is
 * filled for what is left between the common ends, and read from its beginning.
 */
#include "text/difference.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"

#define WORDS_MOST 1200 /* of each side: the table is their product */

struct word {
	const char *text;
	size_t len, all; /* without and with the white space behind it */
};

struct words {
	VEC(struct word) items;
};

static bool is_white(char32_t cp)
{
	return cp < 0x80 ? cp == ' ' || (cp >= '\t' && cp <= '\r') : uc_is_property_white_space(cp);
}

static bool is_letter(char32_t cp)
{
	return uc_is_alnum(cp) || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* Bytes of the word at `at`. */
static size_t word_length(const char *text, size_t at, size_t len)
{
	char32_t cp;
	size_t end = at + utf8_decode(text + at, len - at, &cp), n;

	if (!is_letter(cp))
		return end - at;
	for (; end < len; end += n) {
		n = utf8_decode(text + end, len - end, &cp);
		if (!is_letter(cp))
			break;
	}
	return end - at;
}

static size_t white_length(const char *text, size_t at, size_t len)
{
	size_t end = at, n;
	char32_t cp;

	for (; end < len; end += n) {
		n = utf8_decode(text + end, len - end, &cp);
		if (!is_white(cp))
			break;
	}
	return end - at;
}

static void cut(const char *text, struct words *words)
{
	size_t len = strlen(text), at = white_length(text, 0, len);

	while (at < len) {
		struct word w = {text + at, word_length(text, at, len), 0};

		w.all = w.len + white_length(text, at + w.len, len);
		vec_push(&words->items, w);
		at += w.all;
	}
}

static bool same(const struct word *a, const struct word *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

/* Adds a word; to the part before it where that is of its kind. */
static void add(struct difference *d, enum difference_kind kind, const struct word *w)
{
	struct difference_part part = {kind, w->text, w->all};
	struct difference_part *last = d->parts.len ? &d->parts.items[d->parts.len - 1] : NULL;

	if (last && last->kind == kind)
		last->len = (size_t)(w->text + w->all - last->text);
	else
		vec_push(&d->parts, part);
}

static void add_all(struct difference *d, enum difference_kind kind, const struct word *words,
		    size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(d, kind, &words[i]);
}

/* lengths[i × (n + 1) + j]: of the longest subsequence that a[i…) and b[j…) share. */
static uint16_t *common_lengths(const struct word *a, size_t m, const struct word *b, size_t n)
{
	uint16_t *lengths = mem_zalloc((m + 1) * (n + 1) * sizeof *lengths);

	for (size_t i = m; i-- > 0;)
		for (size_t j = n; j-- > 0;) {
			uint16_t *at = &lengths[i * (n + 1) + j];

			if (same(&a[i], &b[j]))
				*at = (uint16_t)(at[n + 2] + 1);
			else
				*at = at[n + 1] > at[1] ? at[n + 1] : at[1];
		}
	return lengths;
}

/* What stands between the common ends. */
static void compare(struct difference *d, const struct word *a, size_t m, const struct word *b,
		    size_t n)
{
	uint16_t *lengths;
	size_t i = 0, j = 0;

	if (m > WORDS_MOST || n > WORDS_MOST) {
		add_all(d, DIFFERENCE_OLD, a, m);
		add_all(d, DIFFERENCE_NEW, b, n);
		return;
	}
	lengths = common_lengths(a, m, b, n);
	while (i < m || j < n) {
		const uint16_t *at = &lengths[i * (n + 1) + j];

		if (i < m && j < n && same(&a[i], &b[j])) {
			add(d, DIFFERENCE_SAME, &b[j]);
			i++, j++;
		} else if (j == n || (i < m && at[n + 1] >= at[1])) {
			add(d, DIFFERENCE_OLD, &a[i++]);
		} else {
			add(d, DIFFERENCE_NEW, &b[j++]);
		}
	}
	free(lengths);
}

void difference_find(const char *old, const char *new, struct difference *out)
{
	struct words a = {0}, b = {0};
	size_t first = 0, last = 0, m, n;

	*out = (struct difference){0};
	cut(old, &a);
	cut(new, &b);
	m = a.items.len;
	n = b.items.len;
	while (first < m && first < n && same(&a.items.items[first], &b.items.items[first]))
		first++;
	while (last < m - first && last < n - first &&
	       same(&a.items.items[m - 1 - last], &b.items.items[n - 1 - last]))
		last++;
	add_all(out, DIFFERENCE_SAME, b.items.items, first);
	compare(out, a.items.items + first, m - first - last, b.items.items + first,
		n - first - last);
	add_all(out, DIFFERENCE_SAME, b.items.items + n - last, last);
	vec_release(&a.items);
	vec_release(&b.items);
}

void difference_release(struct difference *d)
{
	vec_release(&d->parts);
}

static void add_flat(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0, n; at < len; at += n) {
		char32_t cp;

		n = utf8_decode(text + at, len - at, &cp);
		if (!is_white(cp))
			str_addn(out, text + at, n);
		else if (!out->len || out->data[out->len - 1] != ' ')
			str_addc(out, ' ');
	}
}

void difference_write(const struct difference *d, struct str *out)
{
	static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};

	for (size_t i = 0; i < d->parts.len; i++) {
		const struct difference_part *p = &d->parts.items[i];
		size_t end = p->len;
		char32_t cp = 0;

		/* The white space behind a part is no part of it. */
		while (end > 0) {
			size_t n = utf8_decode_before(p->text, end, &cp);

			if (!is_white(cp))
				break;
			end -= n;
		}
		str_add(out, marks[p->kind][0]);
		add_flat(out, p->text, end);
		str_add(out, marks[p->kind][1]);
		if (end < p->len && i + 1 < d->parts.len &&
		    !(p->kind == DIFFERENCE_OLD && p[1].kind == DIFFERENCE_NEW))
			str_addc(out, ' ');
	}
}
