/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A node stands before each piece and behind the last: a place where a line may
 * begin.  Nodes are taken from left to right; from each that can be reached, the
 * lines that begin there lead to others, whose cheapest way from the start is
 * kept.  The lines that fit end in a window that only moves on, and those far
 * shorter than a line are not looked at where there are others: so the work is
 * linear in the number of pieces.
 *
 * Two ways to a node behind a hyphen are kept, that on which it is the first
 * hyphen in a row and that on which it is the second: a third may not follow.
 */
#include "layout/fit.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* Demerits, in squared cells. */
#define DEMERIT_HYPHEN 25 /* a hyphen is worth five cells … */
#define DEMERIT_SECOND 75 /* … and below another one, ten */
#define DEMERIT_INSIDE 1  /* a break in a word that needs no hyphen */
#define DEMERIT_TORN 250  /* a line to be justified that cannot be */
#define SPREAD_MAX 2      /* cells that a gap may grow by */
#define NARROW 24         /* cells: in such lines a word more or less is half of a line */
#define NEVER INT64_MAX

struct way {
	int64_t cost; /* NEVER: there is none */
	uint32_t from;
	bool from_second;
};

struct node {
	int at;   /* cells before the piece, from the start of the stretch */
	int gaps; /* likewise */
	struct way ways[2];
};

struct total {
	const struct piece *pieces;
	size_t count;
	const struct fit *how;
	struct node *nodes; /* count + 1 */
};

int fit_space(int column, int tabs)
{
	if (tabs == 0)
		return 1;
	return (column / FIT_TAB + (tabs < FIT_TABS_MAX ? tabs : FIT_TABS_MAX)) * FIT_TAB - column;
}

static bool is_gap(const struct piece *p)
{
	return p->after == JOINT_SPACE || p->after == JOINT_TIED;
}

static int indent_of(const struct fit *how, size_t first)
{
	return first == 0 ? how->indent : how->hang;
}

/* Whether a line may end after `p`, which ends at `column`. */
static bool may_end(const struct piece *p, int column, int width)
{
	return p->after != JOINT_TIED && (p->after != JOINT_HYPHEN || column < width);
}

/* ---- lines one by one */

/* The end of the line that begins with pieces[first]: the last good joint that
 * fits; else, where what is tied is wider than a line, the last one of any kind;
 * else one piece, too wide as it is. */
static size_t greedy_end(const struct piece *pieces, size_t count, size_t first,
			 const struct fit *how)
{
	size_t good = first, any = first;
	int column = indent_of(how, first);

	for (size_t i = first; i < count; i++) {
		if (i > first && is_gap(&pieces[i - 1]))
			column += fit_space(column, pieces[i - 1].tabs);
		column += pieces[i].width;
		if (column > how->width)
			break;
		any = i + 1;
		if (any == count || may_end(&pieces[i], column, how->width))
			good = any;
	}
	return good > first ? good : any > first ? any : first + 1;
}

size_t fit_greedy(const struct piece *pieces, size_t count, const struct fit *how, size_t *ends)
{
	size_t lines = 0;

	for (size_t first = 0; first < count; first = ends[lines++])
		ends[lines] = greedy_end(pieces, count, first, how);
	return lines;
}

/* ---- the whole stretch */
static void measure(struct total *t)
{
	int at = 0, gaps = 0;

	for (size_t i = 0; i <= t->count; i++) {
		struct node *node = &t->nodes[i];

		node->at = at;
		node->gaps = gaps;
		node->ways[0].cost = node->ways[1].cost = NEVER;
		if (i == t->count)
			break;
		at += t->pieces[i].width + is_gap(&t->pieces[i]);
		gaps += is_gap(&t->pieces[i]);
	}
	t->nodes[0].ways[0].cost = 0;
}

/* Cells before the first piece that count for nothing in a line from `first`. */
static int origin(const struct total *t, size_t first)
{
	return t->nodes[first].at - indent_of(t->how, first);
}

/* The column where the piece before `next` ends, counted from the stretch. */
static int end_at(const struct total *t, size_t next)
{
	return t->nodes[next - 1].at + t->pieces[next - 1].width;
}

/* What a line that is to be spread costs: the more, the wider its gaps get. */
static int64_t spread_cost(int64_t shortfall, int64_t gaps)
{
	if (shortfall > SPREAD_MAX * gaps)
		return DEMERIT_TORN + shortfall * shortfall;
	return gaps ? 100 * shortfall * shortfall * shortfall / (8 * gaps * gaps * gaps) : 0;
}

/* Hardly a word alone on the last line, at worst its shortest one. */
static int64_t last_cost(const struct total *t, size_t first, int shortfall)
{
	int width = t->how->width, lack = width / 8 - (width - shortfall);

	if (!t->how->ends)
		return (int64_t)shortfall * shortfall;
	return first > 0 && lack > 0 ? 3 * lack * lack : 0;
}

/* Gaps of the line that may be spread. */
static int gaps_between(const struct total *t, size_t first, size_t next)
{
	int gaps = t->nodes[next - 1].gaps - t->nodes[first].gaps;

	if (first > 0)
		return gaps;
	return gaps > t->how->still ? gaps - t->how->still : 0;
}

static int64_t line_cost(const struct total *t, size_t first, size_t next, int shortfall)
{
	enum joint after = t->pieces[next - 1].after;
	int64_t cost = after == JOINT_NONE     ? DEMERIT_INSIDE
		       : after == JOINT_HYPHEN ? DEMERIT_HYPHEN
					       : 0;

	if (next == t->count)
		return last_cost(t, first, shortfall);
	if (t->how->justify)
		return cost + spread_cost(shortfall, gaps_between(t, first, next));
	return cost + (int64_t)shortfall * shortfall;
}

static void take_way(struct way *way, int64_t cost, size_t from, bool from_second)
{
	if (cost < way->cost)
		*way = (struct way){cost, (uint32_t)from, from_second};
}

/* The line from `first` to `next` leads on from each way to its start.  False where
 * it may not: it would be the third in a row with a hyphen. */
static bool join(struct total *t, size_t first, size_t next, int shortfall)
{
	const struct node *start = &t->nodes[first];
	struct node *end = &t->nodes[next];
	bool hyphen = t->pieces[next - 1].after == JOINT_HYPHEN, joined = false;
	bool below = hyphen && first > 0 && t->pieces[first - 1].after == JOINT_HYPHEN;
	int64_t cost = line_cost(t, first, next, shortfall) + (below ? DEMERIT_SECOND : 0);

	for (int second = 0; second < 2; second++) {
		if (start->ways[second].cost == NEVER || (below && second))
			continue;
		take_way(&end->ways[below], start->ways[second].cost + cost, first, second);
		joined = true;
	}
	return joined;
}

/* Where no line from `first` ends well, one has to end badly. */
static void force(struct total *t, size_t first, size_t next)
{
	const struct way *ways = t->nodes[first].ways;
	bool second = ways[1].cost < ways[0].cost;
	int64_t shortfall = t->how->width - (end_at(t, next) - origin(t, first));

	take_way(&t->nodes[next].ways[0], ways[second].cost + DEMERIT_TORN + shortfall * shortfall,
		 first, second);
}

/* The lines from `first`; the pieces before `far` fit. */
static void lead_on(struct total *t, size_t first, size_t far)
{
	int width = t->how->width, from = origin(t, first);
	int most = width < NARROW ? width : width / 2;
	const struct way *ways = t->nodes[first].ways;
	bool ragged = !t->how->justify && ways[1].cost == NEVER;
	bool joined = false, plainly = false;

	for (size_t next = far; next > first; next--) {
		const struct piece *last = &t->pieces[next - 1];
		int column = end_at(t, next) - from;
		int shortfall = width - column - (last->after == JOINT_HYPHEN);

		if (plainly && shortfall > most)
			break;
		if (last->after == JOINT_TIED)
			continue;
		if (ragged && last->after == JOINT_SPACE) { /* as most are */
			take_way(&t->nodes[next].ways[0],
				 ways[0].cost + (int64_t)shortfall * shortfall, first, false);
			joined = plainly = true;
			continue;
		}
		if ((last->after == JOINT_HYPHEN && column >= width) ||
		    !join(t, first, next, shortfall))
			continue;
		joined = true;
		plainly = plainly || last->after != JOINT_HYPHEN;
	}
	if (!joined)
		force(t, first, far > first ? far : first + 1);
}

static bool reached(const struct node *node)
{
	return node->ways[0].cost != NEVER || node->ways[1].cost != NEVER;
}

/* Writes the ends of the cheapest way, from the last line back. */
static size_t trace(const struct total *t, size_t *ends)
{
	const struct node *last = &t->nodes[t->count];
	bool second = last->ways[1].cost < last->ways[0].cost;
	size_t lines = 0, at = t->count;

	while (at > 0) {
		const struct way *way = &t->nodes[at].ways[second];

		ends[lines++] = at;
		at = way->from;
		second = way->from_second;
	}
	for (size_t i = 0; i < lines / 2; i++) {
		size_t end = ends[i];

		ends[i] = ends[lines - 1 - i];
		ends[lines - 1 - i] = end;
	}
	return lines;
}

size_t fit_total(const struct piece *pieces, size_t count, const struct fit *how, size_t *ends)
{
	struct total t = {.pieces = pieces, .count = count, .how = how};
	size_t lines, far = 0;

	if (count == 0)
		return 0;
	t.nodes = mem_alloc((count + 1) * sizeof *t.nodes);
	measure(&t);
	for (size_t first = 0; first < count; first++) {
		if (!reached(&t.nodes[first]))
			continue;
		if (far < first)
			far = first;
		while (far < count && end_at(&t, far + 1) - origin(&t, first) <= how->width)
			far++;
		lead_on(&t, first, far);
	}
	lines = trace(&t, ends);
	free(t.nodes);
	return lines;
}

/* ---- a line */
struct fit_line fit_line(const struct piece *pieces, size_t first, size_t next,
			 const struct fit *how, bool last)
{
	int indent = indent_of(how, first), column = indent;
	struct fit_line line = {0};
	bool tabs = false;

	for (size_t i = first; i < next; i++) {
		column += pieces[i].width;
		if (i + 1 == next || !is_gap(&pieces[i]))
			continue;
		column += fit_space(column, pieces[i].tabs);
		tabs = tabs || pieces[i].tabs;
		line.gaps++;
	}
	if (first == 0)
		line.gaps = line.gaps > how->still ? line.gaps - how->still : 0;
	line.hyphen = pieces[next - 1].after == JOINT_HYPHEN && column < how->width;
	line.width = column - indent + line.hyphen;
	if (how->justify && !(last && how->ends) && !tabs && column + line.hyphen < how->width)
		line.stretch = how->width - column - line.hyphen;
	if (line.stretch > SPREAD_MAX * line.gaps)
		line.stretch = 0;
	return line;
}

int fit_gap(int stretch, int gaps, int gap, bool mirrored)
{
	int rest = stretch % gaps;

	if (mirrored)
		gap = gaps - 1 - gap;
	return stretch / gaps + (gap + 1) * rest / gaps - gap * rest / gaps;
}
