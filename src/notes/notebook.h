/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The annotations of one article: the set, sorted by place, with tombstones and
 * the undo history.  No I/O and no clock.  A note is changed only through here:
 * take a copy (note_copy), change it, put it back.
 */
#ifndef LUTRIN_NOTES_NOTEBOOK_H
#define LUTRIN_NOTES_NOTEBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "notes/note.h"
#include "notes/tombstone.h"
#include "text/article.h"

struct notebook;

/* Who writes: the `author` setting (may be NULL), a stable id for the author
 * ("urn:uuid:…", may be NULL), the name of this machine's copy.  `kept`: the last two are
 * those that are kept on this machine, looked for when they are first written. */
struct notebook_writer {
	const char *author, *author_id, *device;
	bool kept;
};

struct notebook *notebook_new(const struct notebook_writer *writer); /* copied */
struct notebook *notebook_copy(const struct notebook *b);            /* without its history */
void notebook_free(struct notebook *b);

/* ---- reading.  Placed notes come first, by (span.start, span.end, id); then
 * orphans and notes on the whole article by the start that they record, then id. */
size_t notebook_count(const struct notebook *b);
const struct note *notebook_at(const struct notebook *b, size_t index);
/* By id; a unique part of at least 4 characters from the start (with or without
 * "urn:uuid:") will do.  NULL: none, or several (then *several is set; it may be
 * NULL). */
const struct note *notebook_find(const struct notebook *b, const char *id, bool *several);
const struct note *notebook_get(const struct notebook *b, const char *id); /* the whole id */
/* Index of the first placed note that may touch `offset` or later ones: walk on
 * from there while span.start < the end asked for. */
size_t notebook_first_near(const struct notebook *b, size_t offset);
size_t notebook_placed(const struct notebook *b); /* how many of them are */
size_t notebook_words(const struct notebook *b);  /* … and have words; costs nothing */
/* Index of the first placed note that starts at `offset` or later (all: none does). */
size_t notebook_first_from(const struct notebook *b, size_t offset);
/* Index of a note that is in the book. */
size_t notebook_index(const struct notebook *b, const struct note *n);
size_t notebook_tombstones(const struct notebook *b);
const struct tombstone *notebook_tombstone_at(const struct notebook *b, size_t index);
const struct tombstone *notebook_tombstone(const struct notebook *b, const char *id);

/* ---- changing.  Each call is one step of undo; `now` is ISO 8601. */
/* Takes the note (author, dates, device are filled in where they are missing).
 * Returns it. */
const struct note *notebook_add(struct notebook *b, struct note *n, const char *now);
/* Takes the changed copy of a note that is there.  One that says nothing new is no
 * step; one that has been deleted meanwhile lives again. */
const struct note *notebook_replace(struct notebook *b, struct note *n, const char *now);
bool notebook_remove(struct notebook *b, const char *id, const char *now);

/* The steps from `true` to `false` are undone and made again as one, of which the first
 * is told. */
void notebook_group(struct notebook *b, bool on);

/* ---- undo.  Returns false when there is nothing; else *id (borrowed) is the
 * note concerned and *what what happened to it.  Undoing is a change like others (a
 * new revision).  Of a note that was changed elsewhere since, only what the step
 * did is undone; where both changed the text both texts are kept; a note that has
 * new words is not taken away, and steps that can do nothing are passed over.  What
 * comes back stands where it stood then: once another text was loaded, anchor it. */
enum notebook_change { NOTEBOOK_ADDED, NOTEBOOK_CHANGED, NOTEBOOK_REMOVED };
bool notebook_undo(struct notebook *b, const char *now, enum notebook_change *what,
		   const char **id);
bool notebook_redo(struct notebook *b, const char *now, enum notebook_change *what,
		   const char **id);

/* ---- for sidecar, anchoring and merging: no undo, nothing touched */
/* An id is alive or dead, never both: the last call decides. */
void notebook_put(struct notebook *b, struct note *n); /* takes; replaces the same id */
void notebook_drop(struct notebook *b, const char *id);
void notebook_bury(struct notebook *b, struct tombstone *t); /* takes the contents */
/* As notebook_put(), for many: only notebook_get(), notebook_count(), tombstones and these
 * may be used from the first of them to a notebook_sort() after the last. */
void notebook_append(struct notebook *b, struct note *n);
/* The same; but false, and `n` stays yours, where its id is known, alive or dead. */
bool notebook_append_new(struct notebook *b, struct note *n);
/* Frees what was appended since there were `count`. */
void notebook_shorten(struct notebook *b, size_t count);
/* Sets where a note of this notebook stands; notebook_sort() once after the last of them. */
void notebook_place(struct notebook *b, const struct note *n, enum note_status status,
		    struct span span);
void notebook_sort(struct notebook *b);

/* Counts the code points before passages that were marked and no more (anchor_mark()):
 * in `a`, on which they were. */
void notebook_count_marks(struct notebook *b, struct article *a);

/* The sidecar's own members that are not ours, and items that could not be
 * understood, as they were read: kept for writing. */
struct notebook_raws {
	char **items;
	size_t len, cap;
};
void notebook_raws_release(struct notebook_raws *raws);
struct notebook_extra {
	struct json_object members;   /* of the set: id, about, unknown ones … */
	struct notebook_raws items;   /* raw JSON of items not understood */
	struct notebook_raws deleted; /* and of tombstones */
};
struct notebook_extra *notebook_extra(struct notebook *b);
const struct notebook_extra *notebook_extra_read(const struct notebook *b);
const struct notebook_writer *notebook_writer(const struct notebook *b);

#endif
