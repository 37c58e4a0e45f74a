/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files and folders: XDG folders, whole reads, writes that are all or nothing,
 * locks.  Knows nothing of what the files hold.  Every descriptor is opened
 * O_CLOEXEC.  Errors name the path and errno's reason, and leave errno set.
 */
#ifndef LUTRIN_BASE_FILES_H
#define LUTRIN_BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

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

/* Reads all of a regular file of at most `limit` bytes into `out` (appended).
 * EFBIG where it has more, EISDIR or EINVAL where it is no regular file. */
bool files_read(const char *path, size_t limit, struct str *out, struct err *err);

/* The name beside which a file is written: all symbolic links of `path`
 * resolved, the last one too even when it points nowhere yet.  Yours to free;
 * NULL with errno set: EPERM where the last part is a link that neither the reader nor
 * root made, which is not followed. */
char *files_resolve(const char *path);

/* Writes `len` bytes to `path` so that at every moment the file is the old one
 * or the new one: a temporary file in the same folder (O_EXCL), mode, owner and
 * extended attributes of the old file kept (a new one gets `mode`; with a mode that
 * gives nothing to others the old one gives them nothing either), fsync,
 * close, rename, fsync of the folder.  Symbolic links are followed as files_resolve()
 * does.  On failure
 * the old file stands (or, where only the last fsync failed, the new one) and no
 * temporary file is left.  A file that may not be written is not replaced. */
bool files_write(const char *path, const char *bytes, size_t len, unsigned mode, struct err *err);

/* The same with content that comes in parts: `next` appends one to `out`, until it
 * returns false. */
struct files_parts {
	bool (*next)(void *from, struct str *out);
	void *from;
};
/* What was written, whatever is at the path by now. */
struct files_written {
	int fd;           /* to read it; yours to close, -1 where it cannot be had */
	struct stat file; /* as it was before it got its name, and so before anybody knew it */
};
/* The time of the file is finer than that of the system, so that no other write has it.
 * The mode of an old file stays, and a link in the last part of the path, which the caller
 * resolved, is not followed: ELOOP. */
bool files_write_parts(const char *path, const struct files_parts *parts, unsigned mode,
		       struct files_written *written, struct err *err);

/* As files_write() without waiting for the disk: for copies that may be lost when the
 * power fails. */
bool files_write_unsynced(const char *path, const char *bytes, size_t len, unsigned mode,
			  struct err *err);

/* Sees to it that what was written so is on the disk.  A file that is gone is nothing. */
void files_synchronize(const char *path);

/* Removes the temporary files that writers of `path`, killed an hour or more
 * before `now`, left beside it. */
void files_sweep(const char *path, time_t now);

/* An exclusive flock() on the file `path` (made, with its parents, when
 * missing), waited for up to `milliseconds`.  Returns a descriptor to close(),
 * or -1: errno is EWOULDBLOCK where somebody else holds it. */
int files_lock(const char *path, int milliseconds, struct err *err);

/* The same on the folder that `path` is in, which needs nothing to be written. */
int files_lock_folder(const char *path, int milliseconds, struct err *err);

#endif
