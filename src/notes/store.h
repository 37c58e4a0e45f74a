/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a notebook lives on disk: finding the sidecar, locking, merging with what
 * another program wrote meanwhile, writing so that a crash costs nothing, keeping
 * the previous version, setting a broken file aside (docs/SIDECAR).  The promise:
 * after store_save() returned true the notes are on disk; when it returns false
 * they are still in the notebook and the file on disk is whole.
 */
#ifndef LUTRIN_NOTES_STORE_H
#define LUTRIN_NOTES_STORE_H

#include <stdbool.h>
#include <time.h>

#include "base/err.h"
#include "notes/notebook.h"
#include "text/article.h"

struct store_options {
	bool in_data;  /* the setting `sidecar data`: never beside the article */
	bool readonly; /* nothing is ever written */
	size_t large;  /* bytes from which on a sidecar is mapped, not read; 0: the usual */
	bool lazily;   /* what does not stand where it stood is found by store_anchor(), and
			* nobody waits for the digest of a large article: store_digested() */
};

/* What the reader should hear of, as one translated line ("" : nothing). */
struct store_notice {
	char text[512];
};

struct store;

/* The store of an article (borrowed, must outlive it).  Without a path, or where
 * the folder cannot be written, in $XDG_DATA_HOME/lutrin/annotations/SHA256.ann.json. */
struct store *store_new(struct article *a, const struct store_options *options);
void store_free(struct store *s);

/* Another version of the article (borrowed) in place of the one before: where notes are
 * kept by content, they go to its place with the next save. */
void store_set_article(struct store *s, struct article *a);

/* The sidecar's path as it would be written now. */
const char *store_path(const struct store *s);

/* Whether nothing will be written: as asked, or because of what was found. */
bool store_readonly(const struct store *s);

/* Goes on with finding notes again in a text that was changed, for some milliseconds.
 * False: there is nothing left to do, or it was the last step. */
bool store_anchor(struct store *s);
/* Looks for all notes again, as when they were loaded. */
void store_anchor_again(struct store *s, struct notebook *b);
bool store_anchored(const struct store *s); /* nothing is left */

/* Whether there is something to be done as soon as the digest of the article is known:
 * notes may be in the data folder under its name, or were saved without it. */
bool store_waits(const struct store *s);
/* Takes in what is in the data folder, when the digest is known.  Whether the notes
 * changed; *save: they want to be saved again, now with what the digest tells. */
bool store_digested(struct store *s, struct notebook *b, struct store_notice *notice, bool *save);

/* The sidecar of another name or place whose notes are probably the article's own; yours.
 * NULL: none, or there are notes of its own. */
char *store_strangers(struct store *s);
/* Merges it into `b`; once that is saved it is put away, if its own article is gone. */
bool store_adopt(struct store *s, struct notebook *b, const char *path, time_t now,
		 struct store_notice *notice, struct err *err);
/* The reader does not want it: it is not proposed again. */
void store_refuse(struct store *s, const char *path);

/* The versions of a note that are known, the newest first, each once: the one in the
 * book, then those of the backups.  They and the array are yours. */
struct store_versions {
	struct note **items;
	size_t len, cap;
};
void store_find_versions(struct store *s, const struct notebook *b, const char *id,
			 struct store_versions *found);

/* Whether the notes are in the data folder though they might be beside the article,
 * which could not be written once.  They stay there until they are moved. */
bool store_is_away(const struct store *s);
bool store_bring_home(struct store *s, struct notebook *b, time_t now, struct store_notice *notice,
		      struct err *err);

/* Reads the sidecar (if there is one) into an empty notebook and anchors it.  A
 * sidecar that does not parse is left as it is, opened from the last good backup,
 * and told; one of a newer version makes the store read-only. */
bool store_load(struct store *s, struct notebook *b, struct store_notice *notice, struct err *err);

/* Saves: lock, read again, merge what changed meanwhile into `b` (and anchor
 * it), write, keep the version before as a backup.  Where the folder has become
 * unwritable the data folder takes it, and the notice says so. */
bool store_save(struct store *s, struct notebook *b, time_t now, struct store_notice *notice,
		struct err *err);

/* Of a large sidecar the backup of what was saved waits until nobody does; it is made
 * when the store is freed at the latest.  (What it replaced is kept at once.) */
bool store_settled(const struct store *s);
void store_settle(struct store *s);

/* Whether the sidecar on disk is another than the one last read or written. */
bool store_changed(const struct store *s);

/* Takes in what is on disk, when it changed. */
bool store_refresh(struct store *s, struct notebook *b, struct store_notice *notice,
		   struct err *err);

#endif
