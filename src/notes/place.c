/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The content that the notebook holds is kept as the file itself, read where it is
 * small and mapped where it is large: lutrin replaces a sidecar and writes into none, so
 * the map of an old one lasts.  A small file is compared with it; of a large one what stat()
 * says is believed, where its time is finer than two writes can be apart: one that has just
 * been written to, or whose time is in whole seconds, is read as well.  Others do write into
 * files: a map of such a one is not what the notebook holds any more.  A lock is two: on a
 * file in the state folder, which works on every file system, and on the sidecar's folder,
 * which keeps off those whose state folder is another.
 */
#include "notes/place.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/moment.h"
#include "base/str.h"

#define FILE_LOCK_WAIT 5000   /* milliseconds */
#define FOLDER_LOCK_WAIT 2000 /* other programs may lock a folder for their own ends */
#define NAME_END ".json"
#define TICK 20000000L /* nanoseconds: what the system's clock of files may miss */

void place_init(struct place *p, size_t small)
{
	*p = (struct place){.small = small ? small : PLACE_SMALL};
}

void place_release(struct place *p)
{
	free(p->path);
	source_free(p->base);
}

/* Yours. */
static char *folder_of(const struct place *p)
{
	const char *slash = strrchr(p->path, '/');

	return slash ? mem_strndup(p->path, (size_t)(slash - p->path) + 1) : mem_strdup(".");
}

/* 0: there is no folder. */
static dev_t device_of(const struct place *p)
{
	char *folder = folder_of(p);
	struct stat st;
	dev_t device = stat(folder, &st) == 0 ? st.st_dev : 0;

	free(folder);
	return device;
}

void place_at(struct place *p, char *path, bool folders)
{
	struct stat st;
	char *real;

	p->path = path;
	if (!path)
		return;
	p->linked = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
	real = folders || p->linked ? files_resolve(path) : NULL;
	if (real) {
		p->path = real;
		free(path);
	}
	p->device = device_of(p);
}

bool place_writable(const struct place *p)
{
	char *folder = folder_of(p);
	bool may = eaccess(folder, W_OK | X_OK) == 0 &&
		   (eaccess(p->path, W_OK) == 0 || errno == ENOENT);

	free(folder);
	return may;
}

bool place_moved(const struct place *p)
{
	dev_t device = device_of(p);

	return p->device && device && device != p->device;
}

/* ---- looking */

static bool is_absent(int error)
{
	/* A name that is too long with the suffix cannot be there. */
	return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

/* Bytes that are to be read where nobody could tell from the time of the file whether it
 * is written to again. */
static size_t small_enough(const struct place *p, const struct stat *st)
{
	return st->st_mtim.tv_nsec ? p->small : PLACE_LIMIT;
}

static bool is_recent(const struct stat *st)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (now.tv_sec - st->st_mtim.tv_sec) * 1000000000L + now.tv_nsec - st->st_mtim.tv_nsec <
	       TICK;
}

static bool open_look(const struct place *p, struct place_look *look)
{
	if (lstat(p->path, &look->stat) != 0)
		return err_system(&look->why, p->path);
	if (S_ISLNK(look->stat.st_mode)) {
		err_set(&look->why, "%s: a link that somebody else made", p->path);
		errno = EPERM;
		return false;
	}
	if (S_ISREG(look->stat.st_mode) && (uintmax_t)look->stat.st_size > PLACE_LIMIT) {
		errno = EFBIG;
		return err_system(&look->why, p->path);
	}
	errno = 0;
	look->bytes = source_open(
		p->path, is_recent(&look->stat) ? PLACE_LIMIT : small_enough(p, &look->stat),
		&look->why);
	return look->bytes;
}

void place_look(const struct place *p, struct place_look *look)
{
	*look = (struct place_look){.state = PLACE_ABSENT};
	if (!p->path)
		return;
	if (open_look(p, look))
		look->state = PLACE_GOOD;
	else if (!is_absent(errno))
		look->state = errno == EFBIG ? PLACE_TOO_LARGE : PLACE_UNREADABLE;
}

void place_look_release(struct place_look *look)
{
	source_free(look->bytes);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool same_content(const struct stat *a, const struct stat *b)
{
	return same_file(a, b) && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool same_stat(const struct stat *a, const struct stat *b)
{
	return same_content(a, b) && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

const struct source *place_base(const struct place *p, const struct place_look *look)
{
	bool written_into = p->base && source_mapped(p->base) &&
			    (!source_unchanged(p->base) || (same_file(&p->stat, &look->stat) &&
							    !same_stat(&p->stat, &look->stat)));

	return written_into ? NULL : p->base;
}

bool place_is_same(const struct place *p, const struct place_look *look)
{
	const struct source *base = look->bytes ? place_base(p, look) : NULL;

	return base && source_size(base) == source_size(look->bytes) &&
	       memcmp(source_bytes(base), source_bytes(look->bytes), source_size(base)) == 0;
}

bool place_stands(const struct place *p)
{
	struct stat st;

	return p->path && p->state == PLACE_GOOD && p->base && source_mapped(p->base) &&
	       lstat(p->path, &st) == 0 && same_stat(&st, &p->stat);
}

void place_remember(struct place *p, struct place_look *look)
{
	p->state = look->state;
	p->stat = look->stat;
	if (look->state == PLACE_GOOD || look->state == PLACE_NEWER) {
		struct source *old = p->base;

		p->base = look->bytes;
		look->bytes = old;
		p->kept = false;
	}
}

bool place_changed(const struct place *p)
{
	struct place_look look;
	struct stat st;
	bool changed;

	if (!p->path)
		return false;
	if (lstat(p->path, &st) < 0)
		return p->state != PLACE_ABSENT && is_absent(errno);
	if (p->state != PLACE_ABSENT && same_stat(&st, &p->stat))
		return false;
	place_look(p, &look);
	changed = !place_is_same(p, &look);
	place_look_release(&look);
	return changed;
}

void place_named(struct place *p)
{
	struct stat st;

	if (lstat(p->path, &st) == 0 && same_content(&st, &p->stat))
		p->stat = st;
}

/* ---- locks */

static char *lock_path(const char *path)
{
	char digest[DIGEST_TEXT], name[sizeof "locks/" + DIGEST_TEXT];

	digest_text(path, strlen(path), digest);
	snprintf(name, sizeof name, "locks/%s", digest);
	return files_path(FILES_STATE, name);
}

/* Counts what was had; whether it is somebody else who has it. */
static bool held_by_another(struct place_locks *locks, int fd)
{
	if (fd >= 0)
		locks->fds[locks->count++] = fd;
	return fd < 0 && errno == EWOULDBLOCK;
}

bool place_lock(const struct place *p, struct place_locks *locks, struct err *err)
{
	char *path = lock_path(p->path);
	int before = locks->count, fd = -1;

	errno = 0;
	if (path)
		fd = files_lock(path, FILE_LOCK_WAIT, err);
	free(path);
	if (held_by_another(locks, fd))
		return false;
	fd = files_lock_folder(p->path, FOLDER_LOCK_WAIT, locks->count > before ? NULL : err);
	return !held_by_another(locks, fd) || locks->count > before;
}

void place_unlock(struct place_locks *locks)
{
	while (locks->count > 0)
		close(locks->fds[--locks->count]);
}

/* ---- writing */

/* "….corrupt-20261121T073155Z", with a number where that is taken; the name cut
 * where it would be too long. */
static char *corrupt_path(const char *path, time_t now, int number)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0, name = strlen(path) - folder;
	char date[MOMENT_TEXT], suffix[64], *whole;

	moment_text(now, date);
	snprintf(suffix, sizeof suffix, ".corrupt-%.4s%.2s%.5s%.2s%.3s", date, date + 5, date + 8,
		 date + 14, date + 17);
	if (number)
		snprintf(suffix + strlen(suffix), 16, "-%d", number);
	if (name + strlen(suffix) > NAME_MAX)
		name = NAME_MAX - strlen(suffix);
	while (name > 0 && ((unsigned char)path[folder + name] & 0xC0) == 0x80)
		name--;
	whole = mem_alloc(folder + name + sizeof suffix);
	memcpy(whole, path, folder + name);
	strcpy(whole + folder + name, suffix);
	return whole;
}

/* Gives what is broken a second name, or where the file system knows no such
 * thing a copy; it stays under the first until the new sidecar takes that. */
static bool preserve(const char *from, const char *to, struct err *err)
{
	struct str bytes;
	bool done;

	if (link(from, to) == 0)
		return true;
	if (errno == EEXIST || access(to, F_OK) == 0) {
		errno = EEXIST;
		return err_system(err, to);
	}
	str_init(&bytes);
	done = files_read(from, PLACE_LIMIT, &bytes, err) &&
	       files_write(to, bytes.data, bytes.len, 0600, err);
	str_release(&bytes);
	return done;
}

/* The path under which the broken file is kept, or NULL. */
static char *set_aside(const struct place *p, time_t now, struct err *err)
{
	for (int number = 0; number < 1000; number++) {
		char *path = corrupt_path(p->path, now, number);

		if (preserve(p->path, path, err))
			return path;
		free(path);
		if (errno != EEXIST)
			break;
	}
	return NULL;
}

/* Whether it is called as a sidecar may be. */
static bool is_named(const struct place *p)
{
	size_t len = strlen(p->path), end = strlen(NAME_END);

	return len > end && !strcmp(p->path + len - end, NAME_END);
}

/* Whether what is in the place may be replaced.  A link may come with an article, and lead
 * to any file of the reader's. */
static bool is_ours(const struct place *p, struct err *err)
{
	if (!p->path)
		return err_set(err, "No folder for the notes: HOME is not set");
	if (p->state == PLACE_NEWER)
		return err_set(err, "%s: of a newer version", p->path);
	if (p->state == PLACE_TOO_LARGE || p->state == PLACE_UNREADABLE)
		return err_set(err, "%s: cannot be read", p->path);
	if (p->linked && (p->state == PLACE_BROKEN || (p->state == PLACE_ABSENT && !is_named(p))))
		return err_set(err, "A link leads to what is no sidecar: %s", p->path);
	return true;
}

/* What was written is what the notebook holds, not what is found there afterwards: another
 * program may be as fast. */
static void remember_written(struct place *p, struct files_written *w)
{
	struct stat now;

	p->state = PLACE_GOOD;
	p->kept = false;
	p->stat = w->file;
	source_free(p->base);
	p->base = NULL;
	if (w->fd < 0)
		return;
	p->base = source_from(w->fd, p->path, small_enough(p, &w->file), NULL);
	if (fstat(w->fd, &now) == 0 && same_content(&now, &w->file)) {
		p->stat = now;
	} else {
		source_free(p->base);
		p->base = NULL;
	}
	close(w->fd);
}

bool place_write(struct place *p, const struct files_parts *parts, unsigned mode, time_t now,
		 char **aside, struct err *err)
{
	struct files_written written;

	*aside = NULL;
	if (!is_ours(p, err))
		return false;
	if (p->state == PLACE_BROKEN && !(*aside = set_aside(p, now, err)))
		return false;
	if (!files_write_parts(p->path, parts, mode, &written, err))
		return false;
	remember_written(p, &written);
	return true;
}
