/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Works id by id: each id is alive, dead or absent on each side, and every pair of
 * those is decided by itself.  Which of two revisions is the later one is a total
 * order over what they say, never "ours before theirs", so that both sides come to
 * the same result.
 */
#include "notes/merge.h"

#include <string.h>

#include "base/mem.h"
#include "notes/blend.h"
#include "notes/graft.h"

struct merge {
	struct notebook *ours;
	const struct notebook *theirs, *base; /* base may be NULL */
	size_t conflicts;
};

/* ---- revisions */

/* Whether `later` has seen `earlier`, or is it. */
static bool has_seen(const struct note *later, const struct note *earlier)
{
	char hash[9], own[9];

	note_hash(earlier, hash);
	note_hash(later, own);
	return !strcmp(hash, own) || note_has_parent(later, hash);
}

static int compare_strings(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int compare_digests(const struct note *a, const struct note *b)
{
	struct str x, y;
	int order;

	str_init(&x);
	str_init(&y);
	note_digest(a, &x);
	note_digest(b, &y);
	order = strcmp(x.data, y.data);
	str_release(&x);
	str_release(&y);
	return order;
}

/* The last resort: what the notes do not hold of their JSON. */
static int compare_raw(const struct json_object *a, const struct json_object *b)
{
	char *x = json_text(a, NULL, false), *y = json_text(b, NULL, false);
	int order = strcmp(x, y);

	free(x);
	free(y);
	return order;
}

static int compare_parents(const struct note *a, const struct note *b)
{
	int order = 0;

	for (size_t i = 0; i < NOTE_PARENTS && !order; i++)
		order = compare_strings(a->parents[i], b->parents[i]);
	return order;
}

static int compare_makers(const struct note *a, const struct note *b)
{
	int order = compare_strings(a->created, b->created);

	if (!order)
		order = compare_strings(a->source_date, b->source_date);
	if (!order)
		order = compare_strings(a->author_id, b->author_id);
	return order ? order : compare_strings(a->author_name, b->author_name);
}

/* Which of two revisions is the later one where neither has seen the other.  Only
 * notes that would be written alike are equal. */
static int rank(const struct note *a, const struct note *b)
{
	int order = note_compare_moments(a->modified, b->modified);

	if (!order)
		order = (a->rev > b->rev) - (a->rev < b->rev);
	if (!order)
		order = compare_strings(a->device, b->device);
	if (!order)
		order = compare_digests(a, b);
	if (!order)
		order = compare_parents(a, b);
	if (!order)
		order = compare_makers(a, b);
	return order ? order : compare_raw(&a->raw, &b->raw);
}

static void add_parents(struct note *n, const struct note *from)
{
	for (size_t i = 0; i < NOTE_PARENTS && from->parents[i]; i++)
		note_add_parent(n, from->parents[i]);
}

static void add_parent(struct note *n, const struct note *parent)
{
	char hash[9];

	note_hash(parent, hash);
	note_add_parent(n, hash);
}

/* The result has seen both; where it says what the later one says, it is that one
 * and goes on from its ancestors alone. */
static void set_parents(struct note *n, const struct note *earlier, const struct note *later)
{
	if (!compare_digests(n, later)) {
		add_parent(n, earlier);
		return;
	}
	for (size_t i = 0; i < NOTE_PARENTS; i++)
		note_set_string(&n->parents[i], NULL);
	add_parents(n, earlier);
	add_parents(n, later);
	add_parent(n, earlier);
	add_parent(n, later);
}

/* ---- two notes */

/* One has seen the other: it is the result. */
static struct note *take_later(const struct note *base, const struct note *ours,
			       const struct note *theirs, bool ours_later)
{
	struct note *n = note_copy(ours_later ? ours : theirs);

	if (note_same_place(ours, theirs)) {
		n->status = ours->status;
		n->span = ours->span;
	}
	if (!n->source_date)
		note_set_string(&n->source_date, (ours_later ? theirs : ours)->source_date);
	blend_raw(n, base, ours, theirs, ours_later);
	return n;
}

static struct note *merge_notes(const struct note *base, const struct note *ours,
				const struct note *theirs, bool *conflict)
{
	bool ours_later = has_seen(ours, theirs), theirs_later = has_seen(theirs, ours);
	bool prefer_ours = rank(ours, theirs) > 0;
	struct note *n;

	*conflict = false;
	if (ours_later != theirs_later)
		return take_later(base, ours, theirs, ours_later);
	if (ours_later && !compare_digests(ours, theirs))
		return take_later(base, ours, theirs, prefer_ours);
	n = blend_notes(base, ours, theirs, prefer_ours, conflict);
	set_parents(n, prefer_ours ? theirs : ours, prefer_ours ? ours : theirs);
	return n;
}

/* ---- a note and a tombstone */

/* Whether the deleter had seen the note as it is. */
static bool is_dead(const struct note *base, const struct note *live, const struct tombstone *dead)
{
	if (dead->note && has_seen(dead->note, live))
		return true;
	if (dead->note && has_seen(live, dead->note))
		return false;
	if (base)
		return has_seen(base, live) ||
		       (note_same(base, live) && note_same_place(base, live));
	return note_compare_moments(live->modified, dead->deleted) < 0;
}

/* The note lives on, and has seen its deletion. */
static struct note *survivor(const struct note *live, const struct tombstone *dead)
{
	struct note *n = note_copy(live);

	if (dead->note && !has_seen(n, dead->note))
		add_parent(n, dead->note);
	return n;
}

/* The tombstone, with the words of the note where they are not in it. */
static struct tombstone grave(const struct note *live, const struct tombstone *dead)
{
	struct tombstone t;
	struct note *both;
	bool conflict;

	tombstone_copy(&t, dead);
	if (!t.note) {
		t.note = note_copy(live);
	} else if (!has_seen(t.note, live)) {
		both = merge_notes(NULL, t.note, live, &conflict);
		note_free(t.note);
		t.note = both;
	}
	return t;
}

static int rank_dead(const struct tombstone *a, const struct tombstone *b)
{
	int order = note_compare_moments(a->deleted, b->deleted);

	if (!order)
		order = compare_strings(a->device, b->device);
	if (!order)
		order = compare_strings(a->deleted, b->deleted);
	return order ? order : compare_raw(&a->raw, &b->raw);
}

static struct tombstone merge_dead(const struct tombstone *a, const struct tombstone *b)
{
	const struct tombstone *later = rank_dead(a, b) > 0 ? a : b;
	const struct tombstone *earlier = later == a ? b : a;
	struct tombstone t;
	struct json_object raw;
	bool conflict;

	tombstone_copy(&t, later);
	if (earlier->note) {
		note_free(t.note);
		t.note = later->note ? merge_notes(NULL, later->note, earlier->note, &conflict)
				     : note_copy(earlier->note);
	}
	graft_objects(NULL, &later->raw, &earlier->raw, true, &raw);
	json_release(&t.raw);
	t.raw = raw;
	return t;
}

/* ---- the sets */

static const struct note *base_of(const struct merge *m, const char *id)
{
	return m->base ? notebook_get(m->base, id) : NULL;
}

static void merge_alive(struct merge *m, const struct note *ours, const struct note *theirs)
{
	struct note *n;
	bool conflict;

	if (rank(ours, theirs) == 0)
		return;
	n = merge_notes(base_of(m, ours->id), ours, theirs, &conflict);
	m->conflicts += conflict;
	notebook_append(m->ours, n);
}

static void take_note(struct merge *m, const struct note *theirs)
{
	const struct note *ours = notebook_get(m->ours, theirs->id);
	const struct tombstone *dead = notebook_tombstone(m->ours, theirs->id);
	struct tombstone t;

	if (ours) {
		merge_alive(m, ours, theirs);
	} else if (!dead) {
		notebook_append(m->ours, note_copy(theirs));
	} else if (is_dead(base_of(m, theirs->id), theirs, dead)) {
		t = grave(theirs, dead);
		notebook_bury(m->ours, &t);
	} else {
		notebook_append(m->ours, survivor(theirs, dead));
	}
}

static void take_tombstone(struct merge *m, const struct tombstone *theirs)
{
	const struct note *live = notebook_get(m->ours, theirs->id);
	const struct tombstone *dead = notebook_tombstone(m->ours, theirs->id);
	struct tombstone t;

	if (live && !is_dead(base_of(m, theirs->id), live, theirs)) {
		notebook_put(m->ours, survivor(live, theirs));
		return;
	}
	if (live)
		t = grave(live, theirs);
	else if (dead)
		t = merge_dead(dead, theirs);
	else
		tombstone_copy(&t, theirs);
	notebook_bury(m->ours, &t);
}

/* ---- what is not ours of the sets */

static bool is_among(const struct notebook_raws *list, const char *raw)
{
	struct str wanted, one;
	bool found = false;

	str_init(&wanted);
	str_init(&one);
	json_compact(&wanted, raw);
	for (size_t i = 0; i < list->len && !found; i++) {
		str_clear(&one);
		json_compact(&one, list->items[i]);
		found = !strcmp(one.data, wanted.data);
	}
	str_release(&wanted);
	str_release(&one);
	return found;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool same_raws(const struct notebook_raws *a, const struct notebook_raws *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (strcmp(a->items[i], b->items[i]))
			return false;
	return true;
}

/* All of both, in the order of their bytes, which is the same on both sides. */
static void join(struct notebook_raws *to, const struct notebook_raws *from)
{
	if (same_raws(to, from))
		return;
	for (size_t i = 0; i < from->len; i++)
		if (!is_among(to, from->items[i]))
			vec_push(to, mem_strdup(from->items[i]));
	qsort(to->items, to->len, sizeof *to->items, compare_texts);
}

static void merge_extra(struct merge *m)
{
	struct notebook_extra *ours = notebook_extra(m->ours);
	const struct notebook_extra *theirs = notebook_extra_read(m->theirs);
	const struct notebook_extra *base = m->base ? notebook_extra_read(m->base) : NULL;
	struct json_object members;
	char *date_ours = NULL, *date_theirs = NULL;
	int order;

	json_get_string(&ours->members, "generated", &date_ours);
	json_get_string(&theirs->members, "generated", &date_theirs);
	order = note_compare_moments(date_ours, date_theirs);
	if (!order)
		order = compare_raw(&ours->members, &theirs->members);
	graft_objects(base ? &base->members : NULL, &ours->members, &theirs->members, order >= 0,
		      &members);
	json_release(&ours->members);
	ours->members = members;
	join(&ours->items, &theirs->items);
	join(&ours->deleted, &theirs->deleted);
	free(date_ours);
	free(date_theirs);
}

size_t merge_notebooks(struct notebook *ours, const struct notebook *theirs,
		       const struct notebook *base)
{
	struct merge m = {ours, theirs, base, 0};

	/* Tombstones first: nothing is appended yet, so notes may still be dropped. */
	for (size_t i = 0; i < notebook_tombstones(theirs); i++)
		take_tombstone(&m, notebook_tombstone_at(theirs, i));
	for (size_t i = 0; i < notebook_count(theirs); i++)
		take_note(&m, notebook_at(theirs, i));
	notebook_sort(ours);
	merge_extra(&m);
	return m.conflicts;
}
