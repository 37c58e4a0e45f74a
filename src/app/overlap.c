/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A heap: the annotations that overlap a passage, those that overlap these, and so on, in
 * the order of the notebook.  It is found when it is asked for.
 */
#include "app/overlap.h"

#include <string.h>

#include "app/annotate.h"
#include "app/move.h"
#include "app/run.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "notes/anchor.h"

struct heap {
	VEC(const struct note *) notes;
};

/* Where the heap begins that reaches to `start`. */
static size_t beginning(const struct app *app, size_t start)
{
	for (;;) {
		size_t i = notebook_first_near(app->notebook, start);
		const struct note *n =
			i < notebook_placed(app->notebook) ? notebook_at(app->notebook, i) : NULL;

		/* Of all that reach beyond `start` this one began first. */
		if (!n || n->span.start >= start || n->span.end <= start)
			return start;
		start = n->span.start;
	}
}

static void collect(const struct app *app, struct span span, struct heap *heap)
{
	size_t start = beginning(app, span.start), end = span.end;

	for (size_t i = notebook_first_near(app->notebook, start);
	     i < notebook_placed(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (n->span.start >= end)
			break;
		if (n->span.end <= start)
			continue;
		vec_push(&heap->notes, n);
		if (n->span.end > end)
			end = n->span.end;
	}
}

/* Index of the annotation in focus; the count: it is none of them. */
static size_t index_of_focus(const struct app *app, const struct heap *heap)
{
	size_t i = 0;

	while (i < heap->notes.len &&
	       !(app->focus.kind == FOCUS_NOTE && !strcmp(heap->notes.items[i]->id, app->focus.id)))
		i++;
	return i;
}

static void tell(struct app *app, const struct heap *heap)
{
	size_t i = index_of_focus(app, heap);

	if (heap->notes.len < 2 || i == heap->notes.len)
		return;
	app_say(app, _("Annotation %zu of %zu here (%s: the next)"), i + 1, heap->notes.len,
		keymap_way(app->keymap, COMMAND_OTHER_ANNOTATION).text);
}

void overlap_tell(struct app *app)
{
	struct heap heap = {0};

	collect(app, app->focus.span, &heap);
	tell(app, &heap);
	vec_release(&heap.notes);
}

bool do_other_annotation(struct app *app, const struct call *call)
{
	struct heap heap = {0};
	size_t i, step = call->count > 0 ? (size_t)call->count : 1;
	bool other;

	collect(app, app->focus.span, &heap);
	i = index_of_focus(app, &heap);
	other = heap.notes.len > (i < heap.notes.len);
	if (other) {
		i = i < heap.notes.len ? (i + step) % heap.notes.len : 0;
		go_to_note(app, heap.notes.items[i]);
		tell(app, &heap);
	}
	vec_release(&heap.notes);
	return other ||
	       err_set(call->err, app->focus.kind == FOCUS_NOTE ? N_("No other annotation here")
								: N_("No annotation here"));
}

/* ---- making one of several */
static bool only_blanks(const struct app *app, size_t from, size_t to)
{
	const char *text = article_text(app->article);
	struct span p;

	if (from >= to)
		return true;
	if (!article_paragraph_at(app->article, from - 1, &p) || p.end < to)
		return false;
	for (size_t at = from, n; at < to; at += n) {
		n = grapheme_length(text, at, to);
		if (!grapheme_is_white(text + at, n))
			return false;
	}
	return true;
}

static bool is_plain_like(const struct note *a, const struct note *n)
{
	return a->kind == NOTE_HIGHLIGHT && !a->text && !a->tags.len && !note_is_unsure(a) &&
	       a->color == n->color && a->style == n->style;
}

#define BLANKS 16 /* bytes of them that may part two highlights */

/* Takes up what the span touches, which makes it longer.  False: nothing. */
static bool take_in(const struct app *app, const struct note *n, struct heap *heap,
		    struct span *span)
{
	size_t near = span->start > BLANKS ? span->start - BLANKS : 0;
	struct span before = *span;
	size_t known = heap->notes.len;

	heap->notes.len = 0;
	for (size_t i = notebook_first_near(app->notebook, near);
	     i < notebook_placed(app->notebook); i++) {
		const struct note *a = notebook_at(app->notebook, i);

		if (a->span.start > span->end + BLANKS)
			break;
		if (!is_plain_like(a, n) || !only_blanks(app, a->span.end, span->start) ||
		    !only_blanks(app, span->end, a->span.start))
			continue;
		vec_push(&heap->notes, a);
		span->start = a->span.start < span->start ? a->span.start : span->start;
		span->end = a->span.end > span->end ? a->span.end : span->end;
	}
	return heap->notes.len > known || !span_equal(before, *span);
}

const struct note *overlap_merge(struct app *app, struct note *n, const char *now)
{
	struct heap heap = {0};
	struct span all = n->span;
	const struct note *kept;
	struct note *longer;

	while (take_in(app, n, &heap, &all))
		;
	if (!heap.notes.len || span_length(all) > ANCHOR_MOST) {
		vec_release(&heap.notes);
		return NULL;
	}
	notebook_group(app->notebook, true);
	longer = note_copy(heap.notes.items[0]);
	annotate_mark(app, longer, all);
	kept = notebook_replace(app->notebook, longer, now);
	for (size_t i = 1; i < heap.notes.len; i++)
		notebook_remove(app->notebook, heap.notes.items[i]->id, now);
	notebook_group(app->notebook, false);
	vec_release(&heap.notes);
	note_free(n);
	return kept;
}
