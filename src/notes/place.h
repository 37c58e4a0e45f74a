/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One place where a sidecar may be: the file as last looked at, locking it,
 * setting it aside, replacing it.  Must not know what a sidecar holds: whoever
 * reads the bytes says whether they are a good one.
 */
#ifndef LUTRIN_NOTES_PLACE_H
#define LUTRIN_NOTES_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

#include "base/err.h"
#include "base/files.h"
#include "text/source.h"

#define PLACE_LIMIT ((size_t)512 * 1024 * 1024) /* bytes of a sidecar */
#define PLACE_SMALL ((size_t)256 * 1024)        /* one that costs nothing to be read */

enum place_state {
	PLACE_ABSENT,
	PLACE_GOOD,
	PLACE_BROKEN, /* no sidecar: set aside before anything is written there */
	PLACE_NEWER,  /* of a later version: not ours to write */
	PLACE_TOO_LARGE,
	PLACE_UNREADABLE,
};

struct place {
	char *path;   /* NULL: there is no such place */
	bool linked;  /* a link of the reader's led there */
	dev_t device; /* that its folder was on; 0: there was none */
	size_t small; /* bytes that are read, not mapped */
	enum place_state state;
	struct stat stat;    /* as last looked at */
	struct source *base; /* the content that the notebook in memory holds; or NULL */
	bool kept;           /* that is in the backups */
	bool written;        /* it was written here */
};

/* `small` 0: PLACE_SMALL */
void place_init(struct place *p, size_t small);
void place_release(struct place *p);

/* Puts the place at `path` (taken), or where that leads, if it is a link that is followed
 * (files_resolve()); with `folders` the links above it are resolved too. */
void place_at(struct place *p, char *path, bool folders);

/* Whether the file, or a new one there, may be written as far as permissions say. */
bool place_writable(const struct place *p);

/* Whether its folder is on another device than it was: that was unmounted, or something
 * was mounted over it. */
bool place_moved(const struct place *p);

/* What is in a place now: GOOD wherever it can be read. */
struct place_look {
	enum place_state state;
	struct stat stat;
	struct source *bytes; /* NULL unless it can be read */
	struct err why;       /* it cannot be read */
};

void place_look(const struct place *p, struct place_look *look);
void place_look_release(struct place_look *look);
/* Whether it is surely the content that the notebook holds. */
bool place_is_same(const struct place *p, const struct place_look *look);
/* Whether that need not even be read: a large file that nobody touched. */
bool place_stands(const struct place *p);
/* The content that the notebook holds, in the light of what is there now; NULL where it
 * is no longer known: a large file is kept by its name on the disk, and somebody may have
 * written into it. */
const struct source *place_base(const struct place *p, const struct place_look *look);
/* The place is as the look says; the notebook holds what was good there (the
 * bytes go to `base`). */
void place_remember(struct place *p, struct place_look *look);

/* Whether the file is another than the one remembered. */
bool place_changed(const struct place *p);

/* Its file got another name, here, which is no change. */
void place_named(struct place *p);

/* Locks held together. */
struct place_locks {
	int fds[4];
	int count;
};

/* Adds the locks of a place.  False where somebody else holds them; where none
 * can be had at all `locks` stays as it is, and `err` says why. */
bool place_lock(const struct place *p, struct place_locks *locks, struct err *err);
void place_unlock(struct place_locks *locks);

/* Replaces the file (a new one gets `mode`), unless a link led there and it is no sidecar; what is
 * broken is kept beside it as "….corrupt-TIME", whose path goes to *aside (yours; else NULL). */
bool place_write(struct place *p, const struct files_parts *parts, unsigned mode, time_t now,
		 char **aside, struct err *err);

#endif
