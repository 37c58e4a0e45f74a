/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hits in notes are a sorted list; those in the text are not kept: a walk brings the
 * two together as it finds them.  What is found in the text is held back until the notes
 * that stand before it have been told.
 */
#include "app/hits.h"

#include <stdlib.h>

#include "app/page.h"

#define NOTE_EFFORT 1024 /* of looking at a note, beside its bytes */

/* ---- in notes */
void note_hits_release(struct note_hits *h)
{
	vec_release(&h->list);
	*h = (struct note_hits){0};
}

static int by_place(const void *a, const void *b)
{
	const struct note_hit *one = a, *other = b;

	if (one->at != other->at)
		return one->at < other->at ? -1 : 1;
	if (one->note != other->note)
		return one->note < other->note ? -1 : 1;
	return (one->match.start > other->match.start) - (one->match.start < other->match.start);
}

void hits_in(struct query *q, const char *text, size_t len, struct hit_spans *spans)
{
	struct span match;

	for (size_t at = 0; query_match(q, text, 0, at, len, &match); at = match.end)
		vec_push(&spans->list, match);
}

static void look_at(struct note_hits *h, const struct note_look *look, const struct note *note,
		    size_t *spent)
{
	struct note_hit hit = {note->span.end, h->scanned, {0, 0}};
	struct hit_spans spans = {0};
	char *text;

	if (look->only.wanted && !look->only.wanted(look->only.context, note->span.end - 1))
		return;
	if (!look->query) {
		if (look->is(look->context, note))
			vec_push(&h->list, hit);
		return;
	}
	if (!note->text && !note->tags.len)
		return;
	text = note_shown_text(note);
	*spent += strlen(text) * query_weight(look->query);
	hits_in(look->query, text, strlen(text), &spans);
	for (size_t i = 0; i < spans.list.len; i++) {
		hit.match = spans.list.items[i];
		vec_push(&h->list, hit);
	}
	vec_release(&spans.list);
	free(text);
}

void note_hits_step(struct note_hits *h, const struct note_look *look, size_t effort, size_t *spent)
{
	size_t placed = notebook_placed(look->book);

	if (h->complete)
		return;
	for (; h->scanned < placed && *spent < effort; h->scanned++) {
		look_at(h, look, notebook_at(look->book, h->scanned), spent);
		*spent += NOTE_EFFORT;
	}
	h->complete = h->scanned >= placed;
	if (h->complete && h->list.len > 1)
		qsort(h->list.items, h->list.len, sizeof *h->list.items, by_place);
}

size_t note_hits_after(const struct note_hits *h, size_t offset)
{
	size_t low = 0, high = h->list.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (h->list.items[middle].at <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- in both */
void walk_init(struct walk *w, const struct article *a, struct query *q, bool backward, size_t from,
	       size_t note)
{
	*w = (struct walk){.textless = !q, .note = note};
	if (q) {
		find_init(&w->find, a, q, backward, from);
	} else {
		w->find.backward = backward;
		w->find.at = from;
	}
}

/* Finds on in the text from another place; what memory is to be given back is not lost. */
static void restart(struct walk *w, size_t from)
{
	size_t held = w->find.held;

	if (w->textless)
		return;
	find_init(&w->find, w->find.article, w->find.query, w->find.backward, from);
	w->find.held = held;
}

/* The next note, where it stands before whatever the text still holds. */
static const struct note_hit *next_note(struct walk *w, const struct note_hits *notes,
					enum find_state state)
{
	size_t bound = w->held ? w->match.start : w->find.at;
	const struct note_hit *next;

	if (!w->find.backward) {
		if (w->note >= notes->list.len)
			return NULL;
		next = &notes->list.items[w->note];
		if (state != FIND_NOTHING && next->at > bound)
			return NULL;
		w->note++;
		return next;
	}
	if (!w->note)
		return NULL;
	next = &notes->list.items[w->note - 1];
	if (state != FIND_NOTHING && (w->held ? next->at <= bound : next->at < bound))
		return NULL;
	w->note--;
	return next;
}

enum find_state walk_step(struct walk *w, const struct note_hits *notes, size_t effort,
			  size_t *spent, struct hit *hit)
{
	enum find_state state = FIND_FOUND;

	if (!w->held) {
		state = w->textless ? FIND_NOTHING : find_step(&w->find, effort, spent, &w->match);
		w->held = state == FIND_FOUND;
	}
	*hit = (struct hit){.note = next_note(w, notes, state)};
	if (hit->note)
		return FIND_FOUND;
	if (!w->held)
		return state;
	hit->match = w->match;
	w->held = false;
	if (w->find.backward)
		restart(w, w->match.start);
	return FIND_FOUND;
}

void walk_skip(struct walk *w, const struct note_hits *notes, struct span paragraph)
{
	bool backward = w->find.backward;

	/* A match that is held may be of a paragraph further on. */
	if (w->held)
		w->held = backward ? w->match.start < paragraph.start
				   : w->match.start >= paragraph.end;
	if (!w->held)
		restart(w, backward ? paragraph.start : paragraph.end);
	if (backward)
		while (w->note > 0 && notes->list.items[w->note - 1].at > paragraph.start)
			w->note--;
	else
		while (w->note < notes->list.len && notes->list.items[w->note].at <= paragraph.end)
			w->note++;
}
