/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last versions of a sidecar, kept in the state folder: what is opened where
 * a sidecar turns out broken, and the ancestor for a merge.  Must not know what
 * the versions hold.  Where a version is kept before its file is
 * replaced, the lock of that is held.
 */
#ifndef LUTRIN_NOTES_BACKUP_H
#define LUTRIN_NOTES_BACKUP_H

#include <stdbool.h>
#include <stddef.h>

#include <sys/stat.h>

#include "base/err.h"
#include "text/source.h"

#define BACKUP_COUNT 20 /* distinct versions of each sidecar; of older ones, … */
#define BACKUP_DAY 24   /* … one an hour of the last day, … */
#define BACKUP_DAYS 90  /* … and one a day of so many */
#define BACKUP_BYTES ((size_t)64 * 1024 * 1024) /* in all, the newest aside */

/* Keeps a version of the sidecar `path` as the newest, unless it is that already, and
 * lets go of those that are too many.  `file` is the file that holds it.  `replaced`: that
 * is about to be replaced, so a large one may become the backup itself. */
bool backup_keep(const char *path, const struct source *version, const struct stat *file,
		 bool replaced, struct err *err);

/* Opens the version that is `nth` from the newest (0).  NULL: there is none.  A backup that
 * is still the file itself, as that was not replaced after all, is none. */
struct source *backup_open(const char *path, size_t nth);

#endif
