/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notes are a vector sorted by place, in bytes of the article; `reach` is the
 * furthest end of all notes up to a slot, so that a binary search finds the first
 * one that may touch an offset although notes overlap, and `words` counts the placed
 * ones up to it that say something.  Up to `ordered` all that is right: more than
 * one note at a time is first put in anywhere.  A table finds notes by id.
 * A step of undo holds the note before and after it, NULL for none, and is undone
 * as a merge: what the step did is taken back from the note as it is by then.
 */
#include "notes/notebook.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "notes/anchor.h"
#include "notes/blend.h"
#include "notes/identity.h"
#include "notes/ids.h"

#define FIND_MIN 4

struct slot {
	struct note *note;
	size_t reach;
	size_t words;
};

struct step {
	struct note *before, *after;
	bool joined; /* undone and made again with the step before it */
};

struct notebook {
	struct notebook_writer writer; /* its strings are ours */
	VEC(struct slot) notes;
	size_t ordered;   /* slots up to it are in order and say what they reach */
	struct ids by_id; /* the same notes */
	struct tombstones dead;
	VEC(struct step) steps;
	size_t done;            /* steps before it can be undone, from it on redone */
	bool grouping, grouped; /* steps are to be one; the first of them is there */
	struct notebook_extra extra;
};

/* ---- order */

static bool is_placed(const struct note *n)
{
	return !span_empty(n->span);
}

static int compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_notes(const struct note *a, const struct note *b)
{
	bool placed = is_placed(a);
	int order = is_placed(b) - placed;

	if (!order)
		order = placed ? compare_sizes(a->span.start, b->span.start)
			       : compare_sizes(a->start, b->start);
	if (!order && placed)
		order = compare_sizes(a->span.end, b->span.end);
	return order ? order : strcmp(a->id, b->id);
}

static int compare_slots(const void *a, const void *b)
{
	return compare_notes(((const struct slot *)a)->note, ((const struct slot *)b)->note);
}

/* The slot where a note stands, or would. */
static size_t slot_of(const struct notebook *b, const struct note *n)
{
	size_t low = 0, high = b->notes.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_notes(b->notes.items[middle].note, n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_words(struct notebook *b, size_t from, size_t more)
{
	for (size_t i = from; more && i < b->notes.len; i++)
		b->notes.items[i].words += more;
}

/* What a slot reaches, behind those that are right. */
static struct slot reach_of(const struct notebook *b, size_t i)
{
	struct slot s = {.note = b->notes.items[i].note};
	size_t end = is_placed(s.note) ? s.note->span.end : 0;

	if (i) {
		s.reach = b->notes.items[i - 1].reach;
		s.words = b->notes.items[i - 1].words;
	}
	s.reach = end > s.reach ? end : s.reach;
	s.words += end > 0 && note_has_words(s.note);
	return s;
}

/* From `known` on the slots were right before one came or went: where one reaches as far as
 * it did, so do all behind it, without a look at their notes. */
static void reach_from(struct notebook *b, size_t index, size_t known)
{
	b->ordered = b->notes.len;
	for (size_t i = index; i < b->notes.len; i++) {
		struct slot *s = &b->notes.items[i], right = reach_of(b, i);

		if (i >= known && s->reach == right.reach) {
			add_words(b, i, right.words - s->words);
			return;
		}
		*s = right;
	}
}

/* Goes on from the slots that are in order to the first that is not. */
static void order_on(struct notebook *b)
{
	struct slot *s = b->notes.items;
	size_t i = b->ordered;

	for (; i < b->notes.len && (!i || compare_notes(s[i - 1].note, s[i].note) <= 0); i++) {
		if (i + NOTE_FAR < b->notes.len)
			note_expect(s[i + NOTE_FAR].note, NULL);
		s[i] = reach_of(b, i);
	}
	b->ordered = i;
}

static struct note *get(const struct notebook *b, const char *id)
{
	return ids_get(&b->by_id, id);
}

static void slot_insert(struct notebook *b, struct note *n)
{
	size_t at = slot_of(b, n);

	vec_insert(&b->notes, at, ((struct slot){.note = n}));
	ids_add(&b->by_id, n);
	reach_from(b, at, at + 1);
}

/* Takes a note out of the set; the caller has it. */
static void slot_remove(struct notebook *b, struct note *n)
{
	size_t at = slot_of(b, n);

	assert(at < b->notes.len && b->notes.items[at].note == n);
	vec_remove(&b->notes, at);
	ids_remove(&b->by_id, n->id);
	reach_from(b, at, at);
}

void notebook_sort(struct notebook *b)
{
	/* Mostly they are in order: as they were written. */
	order_on(b);
	if (b->ordered == b->notes.len)
		return;
	qsort(b->notes.items, b->notes.len, sizeof *b->notes.items, compare_slots);
	reach_from(b, 0, SIZE_MAX);
}

/* ---- tombstones */

size_t notebook_tombstones(const struct notebook *b)
{
	return b->dead.len;
}

const struct tombstone *notebook_tombstone_at(const struct notebook *b, size_t index)
{
	return &b->dead.items[index];
}

const struct tombstone *notebook_tombstone(const struct notebook *b, const char *id)
{
	return tombstones_get(&b->dead, id);
}

/* ---- the notebook */

struct notebook *notebook_new(const struct notebook_writer *writer)
{
	struct notebook *b = mem_zalloc(sizeof *b);
	char *id = note_new_id();

	b->writer.author = mem_strdup(writer->author);
	b->writer.author_id = mem_strdup(writer->author_id);
	b->writer.device = mem_strdup(writer->device);
	b->writer.kept = writer->kept;
	json_set_string(&b->extra.members, "id", id);
	free(id);
	return b;
}

struct notebook *notebook_copy(const struct notebook *b)
{
	struct notebook *copy = notebook_new(&b->writer);

	for (size_t i = 0; i < b->notes.len; i++)
		notebook_append(copy, note_copy(b->notes.items[i].note));
	notebook_sort(copy);
	tombstones_copy(&copy->dead, &b->dead);
	json_release(&copy->extra.members);
	json_dup(&copy->extra.members, &b->extra.members);
	for (size_t i = 0; i < b->extra.items.len; i++)
		vec_push(&copy->extra.items, mem_strdup(b->extra.items.items[i]));
	for (size_t i = 0; i < b->extra.deleted.len; i++)
		vec_push(&copy->extra.deleted, mem_strdup(b->extra.deleted.items[i]));
	return copy;
}

static void step_release(struct step *s)
{
	note_free(s->before);
	note_free(s->after);
}

void notebook_raws_release(struct notebook_raws *raws)
{
	for (size_t i = 0; i < raws->len; i++)
		free(raws->items[i]);
	vec_release(raws);
}

static void free_extra(struct notebook_extra *e)
{
	json_release(&e->members);
	notebook_raws_release(&e->items);
	notebook_raws_release(&e->deleted);
}

void notebook_free(struct notebook *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->notes.len; i++)
		note_free(b->notes.items[i].note);
	vec_release(&b->notes);
	ids_release(&b->by_id);
	tombstones_release(&b->dead);
	for (size_t i = 0; i < b->steps.len; i++)
		step_release(&b->steps.items[i]);
	vec_release(&b->steps);
	free_extra(&b->extra);
	free((char *)b->writer.author);
	free((char *)b->writer.author_id);
	free((char *)b->writer.device);
	free(b);
}

struct notebook_extra *notebook_extra(struct notebook *b)
{
	return &b->extra;
}

const struct notebook_extra *notebook_extra_read(const struct notebook *b)
{
	return &b->extra;
}

const struct notebook_writer *notebook_writer(const struct notebook *b)
{
	return &b->writer;
}

/* ---- reading */

size_t notebook_count(const struct notebook *b)
{
	return b->notes.len;
}

const struct note *notebook_at(const struct notebook *b, size_t index)
{
	return b->notes.items[index].note;
}

const struct note *notebook_get(const struct notebook *b, const char *id)
{
	return get(b, id);
}

static const char *without_urn(const char *id)
{
	static const char urn[] = "urn:uuid:";

	return strncmp(id, urn, sizeof urn - 1) ? id : id + sizeof urn - 1;
}

const struct note *notebook_find(const struct notebook *b, const char *id, bool *several)
{
	const struct note *found = get(b, id);
	const char *part = without_urn(id);
	size_t len = strlen(part), count = 0;

	if (several)
		*several = false;
	if (found || len < FIND_MIN)
		return found;
	for (size_t i = 0; i < b->notes.len; i++) {
		const struct note *n = b->notes.items[i].note;

		if (!strncmp(without_urn(n->id), part, len)) {
			found = n;
			count++;
		}
	}
	if (several)
		*several = count > 1;
	return count == 1 ? found : NULL;
}

size_t notebook_first_near(const struct notebook *b, size_t offset)
{
	size_t low = 0, high = b->notes.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->notes.items[middle].reach <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t notebook_first_from(const struct notebook *b, size_t offset)
{
	size_t low = 0, high = b->notes.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct note *n = b->notes.items[middle].note;

		if (is_placed(n) && n->span.start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t notebook_placed(const struct notebook *b)
{
	return notebook_first_from(b, SIZE_MAX);
}

size_t notebook_words(const struct notebook *b)
{
	return b->notes.len > 0 ? b->notes.items[b->notes.len - 1].words : 0;
}

size_t notebook_index(const struct notebook *b, const struct note *n)
{
	return slot_of(b, n);
}

/* ---- changing without a trace */

void notebook_append(struct notebook *b, struct note *n)
{
	struct note *old = ids_add(&b->by_id, n), swap;

	tombstones_remove(&b->dead, n->id);
	if (old) {
		/* The contents change places, so that the table and the slot stay. */
		swap = *old;
		*old = *n;
		*n = swap;
		note_free(n);
		b->ordered = 0;
		return;
	}
	vec_push(&b->notes, ((struct slot){.note = n}));
	order_on(b);
}

bool notebook_append_new(struct notebook *b, struct note *n)
{
	if (notebook_tombstone(b, n->id) || ids_add(&b->by_id, n))
		return false;
	vec_push(&b->notes, ((struct slot){.note = n}));
	order_on(b);
	return true;
}

void notebook_shorten(struct notebook *b, size_t count)
{
	for (; b->notes.len > count; b->notes.len--) {
		struct note *last = b->notes.items[b->notes.len - 1].note;

		ids_remove(&b->by_id, last->id);
		note_free(last);
	}
	if (b->ordered > count)
		b->ordered = count;
}

void notebook_put(struct notebook *b, struct note *n)
{
	notebook_drop(b, n->id);
	tombstones_remove(&b->dead, n->id);
	slot_insert(b, n);
}

void notebook_drop(struct notebook *b, const char *id)
{
	struct note *n = get(b, id);

	if (!n)
		return;
	slot_remove(b, n);
	note_free(n);
}

void notebook_bury(struct notebook *b, struct tombstone *t)
{
	notebook_drop(b, t->id);
	tombstones_put(&b->dead, t);
}

void notebook_place(struct notebook *b, const struct note *n, enum note_status status,
		    struct span span)
{
	struct note *ours = (struct note *)n; /* constant to all others alone */

	b->ordered = 0;
	ours->status = status;
	ours->span = span;
}

static void count_mark(struct note *n, struct article *a)
{
	if (n)
		anchor_count(n, a);
}

/* Those of the past as well: they are told from what is there by their places. */
void notebook_count_marks(struct notebook *b, struct article *a)
{
	for (size_t i = 0; i < b->notes.len; i++)
		count_mark(b->notes.items[i].note, a);
	for (size_t i = 0; i < b->dead.len; i++)
		count_mark(b->dead.items[i].note, a);
	for (size_t i = 0; i < b->steps.len; i++) {
		count_mark(b->steps.items[i].before, a);
		count_mark(b->steps.items[i].after, a);
	}
}

/* ---- changing */

/* Who only reads needs no name, and none is made up on disk for it. */
static const struct notebook_writer *writer_of(struct notebook *b)
{
	if (b->writer.kept) {
		free((char *)b->writer.author_id);
		free((char *)b->writer.device);
		b->writer.author_id = identity_author();
		b->writer.device = identity_device();
		b->writer.kept = false;
	}
	return &b->writer;
}

static void bury_note(struct notebook *b, const struct note *n, const char *now)
{
	bool early = note_compare_moments(n->modified, now) > 0;
	struct tombstone t = {
		.id = mem_strdup(n->id),
		.deleted = mem_strdup(early ? n->modified : now),
		.device = mem_strdup(writer_of(b)->device),
		.note = note_copy(n),
	};

	notebook_bury(b, &t);
}

/* Keeps a step; what could have been redone is gone with it. */
static void record(struct notebook *b, struct note *before, struct note *after)
{
	while (b->steps.len > b->done)
		step_release(&b->steps.items[--b->steps.len]);
	vec_push(&b->steps, ((struct step){before, after, b->grouped}));
	b->grouped = b->grouping;
	b->done = b->steps.len;
}

void notebook_group(struct notebook *b, bool on)
{
	b->grouping = on;
	b->grouped = false;
}

static void fill_in(struct notebook *b, struct note *n, const char *now)
{
	if (!n->created)
		n->created = mem_strdup(now);
	if (!n->author_id && !n->author_name) {
		n->author_id = mem_strdup(writer_of(b)->author_id);
		n->author_name = mem_strdup(writer_of(b)->author);
	}
}

/* A note into the set that is not there, as the next revision of one that was. */
static struct note *bring_in(struct notebook *b, struct note *n, const char *now)
{
	const struct tombstone *t = notebook_tombstone(b, n->id);
	const struct note *old = t && t->note ? t->note : n->rev ? n : NULL;

	note_touch(n, old,
		   t && t->deleted && note_compare_moments(t->deleted, now) > 0 ? t->deleted : now,
		   writer_of(b)->device);
	notebook_put(b, n);
	return n;
}

const struct note *notebook_add(struct notebook *b, struct note *n, const char *now)
{
	char *modified = NULL;

	if (get(b, n->id))
		return notebook_replace(b, n, now);
	fill_in(b, n, now);
	/* One that comes from elsewhere keeps the date of its last change. */
	if (!n->rev)
		modified = mem_strdup(n->modified);
	bring_in(b, n, now);
	if (modified)
		note_set_string(&n->modified, modified);
	free(modified);
	record(b, NULL, note_copy(n));
	return n;
}

static bool same_content(const struct note *a, const struct note *b)
{
	return note_same(a, b) && note_same_place(a, b);
}

const struct note *notebook_replace(struct notebook *b, struct note *n, const char *now)
{
	struct note *old = get(b, n->id);

	if (!old)
		return notebook_add(b, n, now);
	if (same_content(old, n)) {
		note_free(n);
		return old;
	}
	old = note_copy(old);
	note_touch(n, old, now, writer_of(b)->device);
	notebook_put(b, n);
	record(b, old, note_copy(n));
	return n;
}

bool notebook_remove(struct notebook *b, const char *id, const char *now)
{
	struct note *n = get(b, id);
	struct note *before;

	if (!n)
		return false;
	before = note_copy(n);
	bury_note(b, n, now);
	record(b, before, NULL);
	return true;
}

/* ---- undo */

/* Takes a note away, unless it has been changed elsewhere. */
static bool take_away(struct notebook *b, const struct note *was, const char *now)
{
	struct note *current = get(b, was->id);

	if (!current || !same_content(current, was))
		return false;
	bury_note(b, current, now);
	return true;
}

static bool bring_back(struct notebook *b, const struct note *n, const char *now)
{
	if (get(b, n->id))
		return false;
	bring_in(b, note_copy(n), now);
	return true;
}

/* Changes a note from one content to the other, as far as it still has the first. */
static bool change_back(struct notebook *b, const struct note *from, const struct note *to,
			const char *now)
{
	struct note *current = get(b, from->id), *next;
	bool conflict;

	if (!current)
		return false;
	next = blend_notes(from, to, current, true, &conflict);
	if (same_content(next, current)) {
		note_free(next);
		return false;
	}
	if (note_same_place(next, current)) {
		next->status = current->status;
		next->span = current->span;
	}
	note_touch(next, current, now, writer_of(b)->device);
	notebook_put(b, next);
	return true;
}

static bool apply(struct notebook *b, const struct note *from, const struct note *to,
		  const char *now, enum notebook_change *what)
{
	if (!to) {
		*what = NOTEBOOK_REMOVED;
		return take_away(b, from, now);
	}
	if (!from) {
		*what = NOTEBOOK_ADDED;
		return bring_back(b, to, now);
	}
	*what = NOTEBOOK_CHANGED;
	return change_back(b, from, to, now);
}

static const char *step_id(const struct step *s)
{
	return s->before ? s->before->id : s->after->id;
}

bool notebook_undo(struct notebook *b, const char *now, enum notebook_change *what, const char **id)
{
	bool done = false;

	while (b->done > 0) {
		const struct step *s = &b->steps.items[--b->done];
		enum notebook_change change;

		if (apply(b, s->after, s->before, now, &change)) {
			*id = step_id(s);
			*what = change;
			done = true;
		}
		if (done && !s->joined)
			break;
	}
	return done;
}

bool notebook_redo(struct notebook *b, const char *now, enum notebook_change *what, const char **id)
{
	bool done = false;

	while (b->done < b->steps.len && !(done && !b->steps.items[b->done].joined)) {
		const struct step *s = &b->steps.items[b->done++];
		enum notebook_change change;

		if (apply(b, s->before, s->after, now, &change) && !done) {
			*id = step_id(s);
			*what = change;
			done = true;
		}
	}
	return done;
}
