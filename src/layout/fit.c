/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A node stands before each piece and behind the last: a place where a line may
 * begin or end.  Nodes are taken from left to right; to each lead lines from those
 * before it, and the cheapest way that ends with one of them is kept.  The nodes whose
 * lines fit stand in a window that only moves on, and those whose lines would be far
 * shorter than others are not looked at: so the work is linear in the number of pieces.
 *
 * Two ways to a node behind a hyphen are kept, that on which it is the first
 * hyphen in a row and that on which it is the second: a third may not follow.
 */
#include "layout/fit.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* Demerits, in squared cells. */
#define DEMERIT_HYPHEN 25     /* a hyphen is worth five cells … */
#define DEMERIT_SECOND 75     /* … and below another one, ten */
#define DEMERIT_INSIDE 1      /* a break in a word that needs no hyphen */
#define DEMERIT_TORN 250      /* a line to be justified that cannot be */
#define SPREAD_MAX 2          /* cells that a gap may grow by */
#define NARROW 24             /* cells: in such lines a word more or less is half of a line */
#define NEVER (INT64_MAX / 2) /* what is no less is no way at all */

struct way {
	int64_t cost;
	uint32_t from;
	bool from_second;
};

struct node {
	int end;  /* column, counted from the start of the stretch, where a line that ends here
		   * does, with its hyphen */
	int gaps; /* before it, from the start of the stretch */
	enum joint before;
	struct way ways[2];
};

/* What a line that begins at a node has to know of it. */
struct start {
	int64_t cost; /* of the cheapest way to it */
	int limit;    /* column, counted as above, that it may come up to */
};

struct total {
	const struct fit *how;
	size_t count;         /* pieces */
	struct node *nodes;   /* count + 1, … */
	struct start *starts; /* … as many */
	size_t lo, hi;        /* the window, without node 0 */
	size_t plain;         /* the next node that is behind no hyphen and nothing tied */
	int most;             /* cells that a line may lack where there is a longer one */
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
static void measure(struct total *t, const struct piece *pieces)
{
	enum joint before = JOINT_END;
	int at = 0, gaps = 0, end = 0;

	for (size_t i = 0; i <= t->count; i++) {
		struct node *node = &t->nodes[i];

		node->end = end + (before == JOINT_HYPHEN);
		node->gaps = gaps;
		node->before = before;
		node->ways[0].cost = node->ways[1].cost = NEVER;
		t->starts[i] = (struct start){NEVER, at - indent_of(t->how, i) + t->how->width};
		if (i == t->count)
			break;
		end = at + pieces[i].width;
		before = pieces[i].after;
		at = end + is_gap(&pieces[i]);
		gaps += is_gap(&pieces[i]);
	}
	t->nodes[0].ways[0].cost = t->starts[0].cost = 0;
}

/* Cells that the line from `first` to `next` lacks; less than 0: it is too wide. */
static int shortfall_of(const struct total *t, size_t first, size_t next)
{
	return t->starts[first].limit - t->nodes[next].end;
}

/* The same without the hyphen. */
static int bare_shortfall(const struct total *t, size_t first, size_t next)
{
	return shortfall_of(t, first, next) + (t->nodes[next].before == JOINT_HYPHEN);
}

static bool fits(const struct total *t, size_t first, size_t next)
{
	return shortfall_of(t, first, next) >= 0;
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
	enum joint after = t->nodes[next].before;
	int gaps = t->nodes[next].gaps - t->nodes[first].gaps -
		   (after == JOINT_SPACE || after == JOINT_TIED);

	if (first > 0)
		return gaps;
	return gaps > t->how->still ? gaps - t->how->still : 0;
}

static int64_t line_cost(const struct total *t, size_t first, size_t next)
{
	enum joint after = t->nodes[next].before;
	int shortfall = shortfall_of(t, first, next);
	int64_t cost = after == JOINT_NONE     ? DEMERIT_INSIDE
		       : after == JOINT_HYPHEN ? DEMERIT_HYPHEN
					       : 0;

	if (next == t->count)
		return last_cost(t, first, shortfall);
	if (t->how->justify)
		return cost + spread_cost(shortfall, gaps_between(t, first, next));
	return cost + (int64_t)shortfall * shortfall;
}

static bool is_second_cheaper(const struct node *node)
{
	return node->ways[1].cost < node->ways[0].cost;
}

/* Of ways that cost the same the one that comes from further left. */
static void take_way(struct way *way, int64_t cost, size_t from, bool from_second)
{
	if (cost < way->cost || (cost == way->cost && from < way->from))
		*way = (struct way){cost, (uint32_t)from, from_second};
}

/* The line from `first` to `next` leads on from the ways to its start, unless it would
 * be the third in a row with a hyphen. */
static void join(struct total *t, size_t first, size_t next)
{
	const struct node *start = &t->nodes[first];
	struct node *end = &t->nodes[next];
	bool below = end->before == JOINT_HYPHEN && start->before == JOINT_HYPHEN;
	bool second = !below && is_second_cheaper(start);
	int64_t cost = start->ways[second].cost;

	if (cost < NEVER)
		take_way(&end->ways[below],
			 cost + line_cost(t, first, next) + (below ? DEMERIT_SECOND : 0), first,
			 second);
}

/* The same for all lines of the window, ragged ones to a node behind a space, as most
 * are. */
static void join_plainly(struct total *t, size_t next)
{
	const struct start *starts = t->starts;
	int end = t->nodes[next].end;
	int64_t least = NEVER;
	size_t from = 0;

	for (size_t first = t->lo; first < t->hi; first++) {
		int64_t shortfall = starts[first].limit - end;
		int64_t cost = starts[first].cost + shortfall * shortfall;

		from = cost < least ? first : from;
		least = cost < least ? cost : least;
	}
	if (from)
		take_way(&t->nodes[next].ways[0], least, from, is_second_cheaper(&t->nodes[from]));
}

/* Whether a line from `first` to `next` is far shorter than another from there. */
static bool is_outdone(const struct total *t, size_t first, size_t next)
{
	return shortfall_of(t, first, next) > t->most && next < t->count &&
	       fits(t, first, t->plain);
}

/* Finds the ways to a node. */
static void reach(struct total *t, size_t next)
{
	enum joint before = t->nodes[next].before;

	if (before == JOINT_TIED)
		return;
	if (fits(t, 0, next) && !is_outdone(t, 0, next))
		join(t, 0, next);
	while (t->lo < next && !fits(t, t->lo, next))
		t->lo++;
	if (t->hi < t->lo)
		t->hi = t->lo;
	while (t->hi < next && !is_outdone(t, t->hi, next))
		t->hi++;
	if (before == JOINT_SPACE && !t->how->justify)
		join_plainly(t, next);
	else
		for (size_t first = t->lo; first < t->hi; first++)
			join(t, first, next);
}

/* Whether a line from `first` ends well somewhere. */
static bool leads_on(const struct total *t, size_t first)
{
	const struct node *start = &t->nodes[first];

	if (fits(t, first, t->plain))
		return true;
	if (start->before == JOINT_HYPHEN && start->ways[0].cost >= NEVER)
		return false;
	for (size_t next = first + 1; next < t->plain && fits(t, first, next); next++)
		if (t->nodes[next].before == JOINT_HYPHEN)
			return true;
	return false;
}

/* Where none does, one has to end badly; it shows no hyphen that it has no room for. */
static void force(struct total *t, size_t first)
{
	const struct way *ways = t->nodes[first].ways;
	bool second = is_second_cheaper(&t->nodes[first]);
	size_t next = first + 1;
	int64_t shortfall;

	while (next < t->count && bare_shortfall(t, first, next + 1) >= 0)
		next++;
	shortfall = bare_shortfall(t, first, next);
	take_way(&t->nodes[next].ways[0], ways[second].cost + DEMERIT_TORN + shortfall * shortfall,
		 first, second);
}

static void find_plain(struct total *t, size_t after)
{
	if (t->plain > after)
		return;
	do
		t->plain++;
	while (t->nodes[t->plain].before == JOINT_TIED ||
	       t->nodes[t->plain].before == JOINT_HYPHEN);
}

/* Writes the ends of the cheapest way, from the last line back. */
static size_t trace(const struct total *t, size_t *ends)
{
	bool second = is_second_cheaper(&t->nodes[t->count]);
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
	struct total t = {.how = how, .count = count, .lo = 1, .hi = 1};
	size_t lines;

	if (count == 0)
		return 0;
	t.most = how->width < NARROW ? how->width : how->width / 2;
	t.nodes = mem_alloc((count + 1) * sizeof *t.nodes);
	t.starts = mem_alloc((count + 1) * sizeof *t.starts);
	measure(&t, pieces);
	for (size_t at = 0;; at++) {
		const struct way *ways = t.nodes[at].ways;

		if (at < count)
			find_plain(&t, at);
		if (at > 0)
			reach(&t, at);
		if (at == count)
			break;
		t.starts[at].cost = ways[0].cost < ways[1].cost ? ways[0].cost : ways[1].cost;
		if (t.starts[at].cost < NEVER && !leads_on(&t, at))
			force(&t, at);
	}
	lines = trace(&t, ends);
	free(t.nodes);
	free(t.starts);
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
