/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last versions of a sidecar, kept in the state folder: what is opened where
 * a sidecar turns out broken, and the ancestor for a merge.  Must not know what
 * the versions hold.  Where versions are kept for a sidecar, its lock is held.
 */
#ifndef LUTRIN_NOTES_BACKUP_H
#define LUTRIN_NOTES_BACKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

#define BACKUP_COUNT 20 /* distinct versions of each sidecar; of older ones, … */
#define BACKUP_DAY 24   /* … one an hour of the last day, … */
#define BACKUP_DAYS 90  /* … and one a day of so many */
#define BACKUP_BYTES ((size_t)64 * 1024 * 1024) /* in all, the newest aside */

/* Keeps the version `bytes` of the sidecar `path` as the newest, and lets go of
 * those that are too many. */
bool backup_keep(const char *path, const char *bytes, size_t len, struct err *err);

/* Reads the version that is `nth` from the newest (0).  False: there is none. */
bool backup_read(const char *path, size_t nth, size_t limit, struct str *out);

#endif
