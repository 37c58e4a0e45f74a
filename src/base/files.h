/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files and folders: XDG folders, whole reads, writes that are all or nothing,
 * locks.  Knows nothing of what the files hold.  Every descriptor is opened
 * O_CLOEXEC.  Errors name the path and errno's reason.
 */
#ifndef LUTRIN_BASE_FILES_H
#define LUTRIN_BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum files_folder {
	FILES_CONFIG, /* $XDG_CONFIG_HOME/lutrin, ~/.config/lutrin */
	FILES_DATA,   /* $XDG_DATA_HOME/lutrin, ~/.local/share/lutrin */
	FILES_STATE,  /* $XDG_STATE_HOME/lutrin, ~/.local/state/lutrin */
};

/* The path of `name` (may be NULL or "a/b") in one of the program's folders;
 * yours to free.  NULL where neither the XDG variable (absolute, as the XDG
 * specification demands) nor HOME nor the user's entry says where. */
char *files_path(enum files_folder folder, const char *name);

/* Makes the folders above `path` (0700) where they are missing. */
bool files_make_parents(const char *path, struct err *err);

/* Reads all of a regular file of at most `limit` bytes into `out` (appended). */
bool files_read(const char *path, size_t limit, struct str *out, struct err *err);

/* The name beside which a file is written: all symbolic links of `path`
 * resolved, the last one too even when it points nowhere yet.  Yours to free;
 * NULL with errno set. */
char *files_resolve(const char *path);

/* Writes `len` bytes to `path` so that at every moment the file is the old one
 * or the new one: a temporary file in the same folder (O_EXCL), mode, owner and
 * extended attributes of the old file kept (a new one gets `mode`), fsync,
 * close, rename, fsync of the folder.  Symbolic links are followed.  On failure
 * the old file stands and no temporary file is left. */
bool files_write(const char *path, const char *bytes, size_t len, unsigned mode,
		 struct err *err);

/* An exclusive flock() on the file `path` (made, with its parents, when
 * missing), waited for up to `milliseconds`.  Returns a descriptor to close(),
 * or -1. */
int files_lock(const char *path, int milliseconds, struct err *err);

#endif
