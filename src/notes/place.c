/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file is told from another version of itself by the SHA-256 of its content;
 * what stat() says is only used to save reading it again.  A lock is two: on a
 * file in the state folder, which works on every file system, and on the
 * sidecar's folder, which keeps off those whose state folder is another.
 */
#include "notes/place.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/moment.h"

#define FILE_LOCK_WAIT 5000   /* milliseconds */
#define FOLDER_LOCK_WAIT 2000 /* other programs may lock a folder for their own ends */

void place_init(struct place *p)
{
	*p = (struct place){0};
	str_init(&p->base);
}

void place_release(struct place *p)
{
	free(p->path);
	str_release(&p->base);
}

bool place_writable(const struct place *p)
{
	const char *slash = strrchr(p->path, '/');
	char *folder =
		slash ? mem_strndup(p->path, (size_t)(slash - p->path) + 1) : mem_strdup(".");
	bool may = eaccess(folder, W_OK | X_OK) == 0 &&
		   (eaccess(p->path, W_OK) == 0 || errno == ENOENT);

	free(folder);
	return may;
}

/* ---- looking */

static bool is_absent(int error)
{
	/* A name that is too long with the suffix cannot be there. */
	return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

void place_look(const struct place *p, struct place_look *look)
{
	*look = (struct place_look){.state = PLACE_ABSENT};
	str_init(&look->bytes);
	if (!p->path)
		return;
	if (stat(p->path, &look->stat) == 0 &&
	    files_read(p->path, PLACE_LIMIT, &look->bytes, NULL)) {
		digest_text(look->bytes.data, look->bytes.len, look->digest);
		look->state = PLACE_GOOD;
	} else if (!is_absent(errno)) {
		look->state = errno == EFBIG ? PLACE_TOO_LARGE : PLACE_UNREADABLE;
		err_system(&look->why, p->path);
	}
}

void place_look_release(struct place_look *look)
{
	str_release(&look->bytes);
}

void place_remember(struct place *p, struct place_look *look)
{
	p->state = look->state;
	p->stat = look->stat;
	memcpy(p->digest, look->digest, sizeof p->digest);
	if (look->state == PLACE_GOOD || look->state == PLACE_NEWER) {
		struct str old = p->base;

		p->base = look->bytes;
		look->bytes = old;
	}
}

static bool same_stat(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

bool place_changed(const struct place *p)
{
	struct place_look look;
	struct stat st;
	bool changed;

	if (!p->path)
		return false;
	if (stat(p->path, &st) < 0)
		return p->state != PLACE_ABSENT && is_absent(errno);
	if (p->state != PLACE_ABSENT && same_stat(&st, &p->stat))
		return false;
	place_look(p, &look);
	changed = strcmp(look.digest, p->digest) != 0;
	place_look_release(&look);
	return changed;
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

/* Whether what is in the place may be replaced. */
static bool is_ours(const struct place *p, struct err *err)
{
	if (!p->path)
		return err_set(err, "No folder for the notes: HOME is not set");
	if (p->state == PLACE_NEWER)
		return err_set(err, "%s: of a newer version", p->path);
	if (p->state == PLACE_TOO_LARGE || p->state == PLACE_UNREADABLE)
		return err_set(err, "%s: cannot be read", p->path);
	return true;
}

bool place_write(struct place *p, const struct str *bytes, unsigned mode, time_t now, char **aside,
		 struct err *err)
{
	*aside = NULL;
	if (!is_ours(p, err))
		return false;
	if (p->state == PLACE_BROKEN && !(*aside = set_aside(p, now, err)))
		return false;
	if (!files_write(p->path, bytes->data, bytes->len, mode, err))
		return false;
	p->state = PLACE_GOOD;
	digest_text(bytes->data, bytes->len, p->digest);
	if (stat(p->path, &p->stat) < 0)
		p->stat = (struct stat){0};
	str_clear(&p->base);
	str_addn(&p->base, bytes->data, bytes->len);
	return true;
}
