/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of objects.  Words, sentences, paragraphs and sections follow each other: where
 * one is selected, the next is added, on the side of the moving end.  Quotations and the
 * like lie inside each other: there the next one is the one around.
 */
#include "app/objects.h"
#include "app/filter.h"

#include <stdlib.h>
#include <string.h>

#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/section.h"
#include "app/select.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "text/pairs.h"
#include "text/sentence.h"

static const struct object objects[] = {
	{"w", N_("word"), OBJECT_WORD, 0, false},
	{"s", N_("sentence"), OBJECT_SENTENCE, 0, false},
	{"p", N_("paragraph"), OBJECT_PARAGRAPH, 0, false},
	{"S", N_("section"), OBJECT_SECTION, 0, false},
	{"\"q", N_("quotation"), OBJECT_PAIR, PAIR_QUOTATIONS, false},
	{"(b)", N_("parentheses"), OBJECT_PAIR, PAIR_PARENTHESES, false},
	{"-—–", N_("between dashes"), OBJECT_PAIR, PAIR_DASHES, false},
	{"[]", N_("brackets"), OBJECT_PAIR, PAIR_BRACKETS, false},
	{"{}", N_("braces"), OBJECT_PAIR, PAIR_BRACES, true},
	{"«»‹›", N_("guillemets"), OBJECT_PAIR, PAIR_GUILLEMETS, true},
	{"“”„", N_("quotation marks"), OBJECT_PAIR, PAIR_QUOTES, true},
	{"'‘’", N_("single quotation marks"), OBJECT_PAIR, PAIR_APOSTROPHES, true},
};

#define COUNT (sizeof objects / sizeof *objects)

const struct object *object_at(size_t index)
{
	return index < COUNT ? &objects[index] : NULL;
}

/* By one of its keys, or by its name in English. */
static const struct object *object_named(const char *name)
{
	for (size_t i = 0; name && *name && i < COUNT; i++)
		if (!strcmp(objects[i].word, name) ||
		    (grapheme_length(name, 0, strlen(name)) == strlen(name) &&
		     strstr(objects[i].keys, name)))
			return &objects[i];
	return NULL;
}

static bool holds_more(struct span outer, struct span inner)
{
	return outer.start <= inner.start && outer.end >= inner.end && !span_equal(outer, inner);
}

/* ---- words, sentences, paragraphs, sections */
static bool unit_at(const struct app *app, enum object_unit unit, size_t offset, struct span *found)
{
	struct span p;

	if (!article_paragraph_at(app->article, offset, &p))
		return false;
	*found = p;
	if (unit == OBJECT_WORD)
		*found = word_at(article_text(app->article), p, offset);
	else if (unit == OBJECT_SENTENCE)
		*found = sentence_at(article_text(app->article), p, offset);
	else if (unit == OBJECT_SECTION)
		return section_at(app, offset, found);
	return !span_empty(*found);
}

static bool unit_beside(const struct app *app, enum object_unit unit, bool forward,
			struct span *found)
{
	struct span p, to;

	if (unit == OBJECT_WORD)
		return word_next(app, found->start, forward, found);
	if (unit == OBJECT_SENTENCE)
		return forward ? sentence_after(app, found) : sentence_before(app, found);
	if (!article_paragraph_at(app->article, forward ? found->end - 1 : found->start, &p) ||
	    !(forward ? filter_after(app, p, &to) : filter_before(app, p, &to)))
		return false;
	*found = to;
	return unit == OBJECT_PARAGRAPH || section_at(app, to.start, found);
}

/* With the blank behind it, or where there is none, before it. */
static struct span with_blank(const struct app *app, struct span s)
{
	const char *text = article_text(app->article);
	struct span p;
	size_t at, n;

	if (!article_paragraph_at(app->article, s.end - 1, &p))
		return s;
	for (at = s.end; at < p.end; at += n) {
		n = grapheme_length(text, at, p.end);
		if (!grapheme_is_white(text + at, n))
			break;
	}
	if (at > s.end)
		return (struct span){s.start, at};
	for (at = s.start; at > p.start && s.start >= p.start; at = n) {
		n = grapheme_before(text, p.start, at);
		if (!grapheme_is_white(text + n, at - n))
			break;
	}
	return (struct span){at, s.end};
}

/* Adds `count` units to what is selected, to the side of the moving end. */
static bool extend_units(const struct app *app, enum object_unit unit, int count,
			 struct span *selected)
{
	bool forward = app->selection.cursor >= app->selection.anchor;
	struct span next;

	if (!unit_at(app, unit, app->selection.cursor, &next))
		return false;
	/* The rest of the one that is begun counts as one. */
	if (forward ? next.end <= selected->end : next.start >= selected->start)
		count = unit_beside(app, unit, forward, &next) ? count : 0;
	while (--count > 0 && unit_beside(app, unit, forward, &next))
		;
	if (forward ? next.end <= selected->end : next.start >= selected->start)
		return false;
	if (forward)
		selected->end = next.end;
	else
		selected->start = next.start;
	return true;
}

static bool select_units(struct app *app, enum object_unit unit, bool whole, int count)
{
	bool fresh = app->selection.anchor == app->selection.cursor && !app->selection.object;
	bool backward = app->selection.cursor < app->selection.anchor;
	struct span selected = selection_span(app), next;

	if (fresh) {
		if (!unit_at(app, unit, app->selection.cursor, &selected))
			return false;
		next = selected;
		while (--count > 0 && unit_beside(app, unit, true, &next))
			selected.end = next.end;
	} else if (!extend_units(app, unit, count, &selected)) {
		return false;
	}
	if (whole && unit < OBJECT_PARAGRAPH)
		selected = with_blank(app, selected);
	selection_set(app, selected);
	if (backward) {
		app->selection.anchor = app->selection.cursor;
		app->selection.cursor = selected.start;
	}
	return true;
}

/* ---- quotations and their like */
/* The smallest pair around what is selected that gives more than that is; of a single
 * character, which may be a sign itself, or stand before a pair: the next one. */
static bool pair_around(const struct app *app, unsigned kinds, bool whole, bool fresh,
			struct span *selected)
{
	const struct pair *best = NULL, *next = NULL;
	struct pairs pairs;
	struct span p;

	if (!article_paragraph_at(app->article, selected->start, &p))
		return false;
	pairs_find(&pairs, article_text(app->article), p, selected->start);
	for (size_t i = 0; i < pairs.list.len; i++) {
		const struct pair *pair = &pairs.list.items[i];
		struct span got = whole ? pair->outer : pair->inner;

		if (!(pair->kind & kinds) || span_empty(pair->inner))
			continue;
		if (holds_more(got, *selected) || (fresh && holds_more(pair->outer, *selected))) {
			if (!best || span_length(pair->outer) < span_length(best->outer))
				best = pair;
		} else if (fresh && pair->outer.start >= selected->end &&
			   (!next || pair->outer.start < next->outer.start)) {
			next = pair;
		}
	}
	best = best ? best : next;
	if (best)
		*selected = whole ? best->outer : best->inner;
	pairs_release(&pairs);
	return best;
}

static bool select_pair(struct app *app, unsigned kinds, bool whole, int count)
{
	bool fresh = app->selection.anchor == app->selection.cursor && !app->selection.object;
	struct span selected = selection_span(app);

	if (!pair_around(app, kinds, whole, fresh, &selected))
		return false;
	while (--count > 0 && pair_around(app, kinds, whole, false, &selected))
		;
	selection_set(app, selected);
	return true;
}

/* ---- the commands */
static bool select_object(struct app *app, bool whole, const struct call *call)
{
	const struct object *o = object_named(call->argument);
	int count = call->count > 0 ? call->count : 1;
	bool found;

	if (!o)
		return err_set(call->err, "What of? w word, s sentence, p paragraph, S section, "
					  "\" quotation, ( parentheses, - between dashes");
	app->selection.grown.len = 0;
	found = o->unit == OBJECT_PAIR ? select_pair(app, o->pairs, whole, count)
				       : select_units(app, o->unit, whole, count);
	if (!found)
		return err_set(call->err, "There is none of these here");
	app->selection.object = true;
	page_show(app,
		  (struct span){app->selection.cursor, grapheme_end(app, app->selection.cursor)});
	return true;
}

bool do_inside(struct app *app, const struct call *call)
{
	return select_object(app, false, call);
}

bool do_around(struct app *app, const struct call *call)
{
	return select_object(app, true, call);
}

bool object_select(struct app *app, enum object_unit unit, size_t offset)
{
	struct span span;

	if (!unit_at(app, unit, offset, &span))
		return false;
	selection_take(app, span);
	app->selection.object = true;
	return true;
}

/* ---- growing and shrinking */
static void take_larger(struct span candidate, struct span selected, struct span *larger)
{
	if (holds_more(candidate, selected) &&
	    (span_empty(*larger) || span_length(candidate) < span_length(*larger)))
		*larger = candidate;
}

/* The smallest of word, what stands between two signs, sentence, paragraph, section that
 * holds more than the selection does. */
static bool larger_object(const struct app *app, struct span selected, struct span *larger)
{
	const char *text = article_text(app->article);
	struct pairs pairs;
	struct span p, q;

	*larger = (struct span){0, 0};
	if (!article_paragraph_at(app->article, selected.start, &p) ||
	    !article_paragraph_at(app->article, selected.end - 1, &q))
		return false;
	take_larger(word_at(text, p, selected.start), selected, larger);
	pairs_find(&pairs, text, p, selected.start);
	for (size_t i = 0; i < pairs.list.len; i++) {
		take_larger(pairs.list.items[i].inner, selected, larger);
		take_larger(pairs.list.items[i].outer, selected, larger);
	}
	pairs_release(&pairs);
	take_larger((struct span){sentence_at(text, p, selected.start).start,
				  sentence_at(text, q, selected.end - 1).end},
		    selected, larger);
	take_larger((struct span){p.start, q.end}, selected, larger);
	if (!span_empty(*larger))
		return true;
	/* Last, since it is looked for far and wide. */
	return section_at(app, selected.start, larger) && holds_more(*larger, selected);
}

bool do_grow(struct app *app, const struct call *call)
{
	struct span larger;
	bool grown = false;

	for (int n = call->count > 0 ? call->count : 1; n > 0; n--) {
		struct span selected = selection_span(app);

		if (!larger_object(app, selected, &larger))
			break;
		vec_push(&app->selection.grown, selected);
		selection_set(app, larger);
		grown = true;
	}
	app->selection.object = grown;
	return grown || err_set(call->err, "Nothing larger to select");
}

/* What it did not grow from: the first of its paragraphs, sentences, words. */
static bool smaller_object(const struct app *app, struct span selected, struct span *smaller)
{
	const char *text = article_text(app->article);
	struct span p;

	if (!article_paragraph_at(app->article, selected.start, &p))
		return false;
	*smaller = p;
	if (!holds_more(selected, *smaller))
		*smaller = sentence_at(text, p, selected.start);
	if (!holds_more(selected, *smaller))
		*smaller = word_at(text, p, selected.start);
	return holds_more(selected, *smaller) && !span_empty(*smaller);
}

bool do_shrink(struct app *app, const struct call *call)
{
	struct span smaller;
	bool shrunk = false;

	for (int n = call->count > 0 ? call->count : 1; n > 0; n--) {
		if (app->selection.grown.len > 0)
			smaller = app->selection.grown.items[--app->selection.grown.len];
		else if (!smaller_object(app, selection_span(app), &smaller))
			break;
		selection_set(app, smaller);
		shrunk = true;
	}
	app->selection.object = shrunk;
	return shrunk || err_set(call->err, "Nothing smaller to select");
}
