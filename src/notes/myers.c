/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A column of the dynamic programme is a row of blocks, each of 64 rows at most: as
 * differences between rows (plus, minus) and the value of its last row (score).  A
 * table gives each character of the pattern a number, 0 to all others, and for each
 * number and block the rows that hold it.  Where a match begins is found by the same
 * walk, backwards from its end.
 */
#include "notes/myers.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

#define ROWS 64
#define DIRECT 0x250 /* characters looked up at once: the Latin ones */
#define SLOTS_MIN 16

struct slot {
	char32_t cp;
	uint32_t number; /* 0: empty */
};

struct block {
	uint64_t plus, minus;
	size_t score;
};

struct myers {
	char32_t *pattern;
	size_t len, count; /* characters; blocks */
	uint32_t direct[DIRECT];
	struct slot *slots; /* of the other characters: a power of two, never full */
	size_t mask;
	uint64_t *rows;       /* numbers × blocks */
	struct block *blocks; /* of the column at hand */
	struct myers *back;   /* the pattern backwards; NULL: not needed yet */
};

/* ---- characters */
static struct slot *slot_of(const struct myers *m, char32_t cp)
{
	size_t at = (size_t)(cp * UINT32_C(0x9E3779B1)) & m->mask;

	while (m->slots[at].number && m->slots[at].cp != cp)
		at = (at + 1) & m->mask;
	return &m->slots[at];
}

static const uint64_t *rows_of(const struct myers *m, char32_t cp)
{
	uint32_t number = cp < DIRECT ? m->direct[cp] : slot_of(m, cp)->number;

	return m->rows + number * m->count;
}

static void number_characters(struct myers *m)
{
	size_t slots = SLOTS_MIN;
	uint32_t last = 0;

	while (slots < 2 * m->len)
		slots *= 2;
	m->slots = mem_zalloc(slots * sizeof *m->slots);
	m->mask = slots - 1;
	m->rows = mem_zalloc((m->len + 1) * m->count * sizeof *m->rows);
	for (size_t i = 0; i < m->len; i++) {
		char32_t cp = m->pattern[i];
		struct slot *slot = cp < DIRECT ? NULL : slot_of(m, cp);
		uint32_t *number = slot ? &slot->number : &m->direct[cp];

		if (!*number) {
			*number = ++last;
			if (slot)
				slot->cp = cp;
		}
		m->rows[*number * m->count + i / ROWS] |= UINT64_C(1) << i % ROWS;
	}
}

struct myers *myers_new(const char32_t *pattern, size_t len)
{
	struct myers *m = mem_zalloc(sizeof *m);

	m->len = len;
	m->count = (len + ROWS - 1) / ROWS;
	m->pattern = mem_alloc(len * sizeof *pattern);
	memcpy(m->pattern, pattern, len * sizeof *pattern);
	m->blocks = mem_alloc(m->count * sizeof *m->blocks);
	number_characters(m);
	return m;
}

void myers_free(struct myers *m)
{
	if (!m)
		return;
	myers_free(m->back);
	free(m->pattern);
	free(m->slots);
	free(m->rows);
	free(m->blocks);
	free(m);
}

size_t myers_length(const struct myers *m)
{
	return m->len;
}

/* ---- columns */
static size_t rows_in(const struct myers *m, size_t block)
{
	return block + 1 < m->count ? ROWS : m->len - block * ROWS;
}

/* Works out a block of the next column; `in` is the difference of the row above it,
 * what is returned that of its last row. */
static int advance(struct block *b, uint64_t equal, int in, size_t rows)
{
	uint64_t plus = b->plus, minus = b->minus, vertical = equal | minus, horizontal, up, down;
	int out;

	if (in < 0)
		equal |= 1;
	horizontal = (((equal & plus) + plus) ^ plus) | equal;
	up = minus | ~(horizontal | plus);
	down = plus & horizontal;
	out = (int)(up >> (rows - 1) & 1) - (int)(down >> (rows - 1) & 1);
	up = up << 1 | (in > 0);
	down = down << 1 | (in < 0);
	b->plus = down | ~(vertical | up);
	b->minus = up & vertical;
	b->score += (size_t)(ptrdiff_t)out;
	return out;
}

/* A walk over a text.  `anchored`: matches begin where the text does. */
struct walk {
	const struct myers *m;
	size_t last; /* block that is worked out, those after it are beyond `most` */
	size_t most;
	bool anchored;
};

static void start_block(const struct myers *m, size_t block, size_t above)
{
	m->blocks[block] = (struct block){~UINT64_C(0), 0, above + rows_in(m, block)};
}

static struct walk walk_from(const struct myers *m, size_t most, bool anchored)
{
	struct walk w = {m, 0, most < m->len ? most : m->len, anchored};

	start_block(m, 0, 0);
	while (w.last + 1 < m->count && m->blocks[w.last].score <= w.most) {
		start_block(m, w.last + 1, m->blocks[w.last].score);
		w.last++;
	}
	return w;
}

/* Takes the next character.  Returns the distance of what ends behind it, or
 * SIZE_MAX where that is beyond `most`. */
static size_t walk_over(struct walk *w, char32_t cp)
{
	const struct myers *m = w->m;
	const uint64_t *equal = rows_of(m, cp);
	struct block *blocks = m->blocks;
	int out = w->anchored;

	for (size_t i = 0; i <= w->last; i++)
		out = advance(&blocks[i], equal[i], out, rows_in(m, i));
	if (w->last + 1 < m->count) {
		size_t before = blocks[w->last].score - (size_t)(ptrdiff_t)out;

		if (before <= w->most && (out < 0 || equal[w->last + 1] & 1)) {
			w->last++;
			start_block(m, w->last, before);
			advance(&blocks[w->last], equal[w->last], out, rows_in(m, w->last));
			return w->last + 1 == m->count && blocks[w->last].score <= w->most
				       ? blocks[w->last].score
				       : SIZE_MAX;
		}
	}
	while (w->last > 0 && blocks[w->last].score >= w->most + rows_in(m, w->last))
		w->last--;
	return w->last + 1 == m->count && blocks[w->last].score <= w->most ? blocks[w->last].score
									   : SIZE_MAX;
}

/* ---- where a match begins */
static struct myers *backwards(struct myers *m)
{
	char32_t *pattern;

	if (m->back)
		return m->back;
	pattern = mem_alloc(m->len * sizeof *pattern);
	for (size_t i = 0; i < m->len; i++)
		pattern[i] = m->pattern[m->len - 1 - i];
	m->back = myers_new(pattern, m->len);
	free(pattern);
	return m->back;
}

static size_t apart(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* Where what ends at `end` begins; of several places the one that makes it as long as
 * the pattern, as nearly as may be. */
static size_t start_of(struct myers *m, const char32_t *text, size_t end, size_t distance)
{
	struct walk w = walk_from(backwards(m), distance, true);
	size_t best = 0, most = m->len + distance;

	for (size_t n = 1; n <= most && n <= end; n++)
		if (walk_over(&w, text[end - n]) <= distance &&
		    (!best || apart(n, m->len) < apart(best, m->len)))
			best = n;
	return end - best;
}

static void add_match(struct myers *m, const char32_t *text, size_t end, size_t distance,
		      struct myers_matches *found)
{
	struct myers_match match = {start_of(m, text, end, distance), end, distance};

	vec_push(&found->items, match);
}

void myers_find(struct myers *m, const char32_t *text, size_t len, size_t most,
		struct myers_matches *found)
{
	struct walk w = walk_from(m, most, false);
	size_t best = SIZE_MAX, end = 0; /* of the place at hand */

	for (size_t at = 0; at < len; at++) {
		size_t distance = walk_over(&w, text[at]);

		if (best != SIZE_MAX && at + 1 > end + m->len / 2) {
			add_match(m, text, end, best, found);
			best = SIZE_MAX;
		}
		if (distance < best) {
			best = distance;
			end = at + 1;
		}
	}
	if (best != SIZE_MAX)
		add_match(m, text, end, best, found);
}

size_t myers_least(struct myers *m, const char32_t *text, size_t len)
{
	struct walk w = walk_from(m, m->len, false);
	size_t least = m->len;

	for (size_t at = 0; at < len && least > 0; at++) {
		size_t distance = walk_over(&w, text[at]);

		if (distance < least)
			least = distance;
	}
	return least;
}
