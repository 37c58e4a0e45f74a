/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Karp and Rabin's search (IBM J. Res. Dev. 31/2, 1987) for many strings.  Each
 * needle is known by the hash of its first characters, as many as the largest
 * power of two that it has, up to WINDOW_MAX.  Needles of one such length share a
 * walk: a window slides over the text, its hash is looked up in a table of
 * chains, and a needle that answers to it is compared whole.  Coordinates are
 * code points of the text given.
 */
#include "notes/needles.h"

#include <stdbool.h>
#include <string.h>

#define WINDOW_MAX 32
#define BASE 0x9E3779B97F4A7C15u /* odd, so that it has an inverse modulo 2^64 */

struct table {
	struct needle **slots;
	unsigned bits;
	size_t left; /* needles still sought */
};

static size_t window_of(const struct needle *n)
{
	size_t window = 1;

	while (window < WINDOW_MAX && 2 * window <= n->len)
		window *= 2;
	return window;
}

static uint64_t hash_of(const char32_t *chars, size_t window)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < window; i++)
		hash = hash * BASE + chars[i];
	return hash;
}

/* The upper bits depend on every character. */
static struct needle **slot(const struct table *t, uint64_t hash)
{
	return &t->slots[hash * BASE >> (64 - t->bits)];
}

static void table_fill(struct table *t, struct needle *needles, size_t count, size_t window)
{
	memset(t->slots, 0, sizeof *t->slots << t->bits);
	t->left = 0;
	for (size_t i = 0; i < count; i++) {
		struct needle *n = &needles[i], **at;

		if (!n->len || n->found.len >= n->limit || window_of(n) != window)
			continue;
		n->hash = hash_of(n->chars, window);
		at = slot(t, n->hash);
		n->next = *at;
		*at = n;
		t->left++;
	}
}

/* Gives `at` to the needles that begin there; one that has enough leaves. */
static void match(struct table *t, uint64_t hash, const char32_t *text, size_t len, size_t at)
{
	struct needle **link = slot(t, hash);

	while (*link) {
		struct needle *n = *link;

		if (n->hash == hash && n->len <= len - at &&
		    memcmp(n->chars, text + at, n->len * sizeof *text) == 0)
			vec_push(&n->found, at);
		if (n->found.len >= n->limit) {
			*link = n->next;
			t->left--;
		} else {
			link = &n->next;
		}
	}
}

static void walk(struct table *t, size_t window, const char32_t *text, size_t len)
{
	uint64_t hash, out = 1; /* the weight of the character that leaves */

	if (!t->left || len < window)
		return;
	for (size_t i = 1; i < window; i++)
		out *= BASE;
	hash = hash_of(text, window);
	for (size_t at = 0;; at++) {
		match(t, hash, text, len, at);
		if (!t->left || at + window == len)
			return;
		hash = (hash - text[at] * out) * BASE + text[at + window];
	}
}

void needles_search(struct needle *needles, size_t count, const char32_t *text, size_t len)
{
	struct table t = {.bits = 4};

	while (((size_t)1 << t.bits) < 2 * count)
		t.bits++;
	t.slots = mem_alloc(sizeof *t.slots << t.bits);
	for (size_t window = 1; window <= WINDOW_MAX; window *= 2) {
		table_fill(&t, needles, count, window);
		walk(&t, window, text, len);
	}
	free(t.slots);
}
