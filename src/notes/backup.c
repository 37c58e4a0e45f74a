/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * $XDG_STATE_HOME/lutrin/backups/SHA256-OF-PATH/NUMBER-HASH.json, the number
 * rising by one from version to version (ten digits, so that names sort), the
 * hash eight digits that tell it from the others: of the SHA-256 of its content, or of a
 * large one, which would take long, of which file it was.  Lists run from the newest to
 * the oldest.
 */
#include "notes/backup.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/mem.h"
#include "base/vec.h"

#define NAME "%010llu-%.8s.json"
#define NAME_LENGTH 24 /* 10 + 1 + 8 + 5 */
#define HASH_AT 11
#define BACKUP_SMALL ((size_t)256 * 1024) /* what is read rather than mapped */

struct version {
	char name[NAME_LENGTH + 1];
};

struct versions {
	char *folder;
	VEC(struct version) list;
};

static bool is_version(const char *name)
{
	return strlen(name) == NAME_LENGTH && strspn(name, "0123456789") == HASH_AT - 1 &&
	       name[HASH_AT - 1] == '-' && strspn(name + HASH_AT, "0123456789abcdef") == 8 &&
	       strcmp(name + HASH_AT + 8, ".json") == 0;
}

static int newest_first(const void *a, const void *b)
{
	return strcmp(((const struct version *)b)->name, ((const struct version *)a)->name);
}

static void list(struct versions *v)
{
	DIR *dir = v->folder ? opendir(v->folder) : NULL;
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct version version;

		if (!is_version(entry->d_name))
			continue;
		memcpy(version.name, entry->d_name, sizeof version.name);
		vec_push(&v->list, version);
	}
	if (dir)
		closedir(dir);
	if (v->list.len)
		qsort(v->list.items, v->list.len, sizeof *v->list.items, newest_first);
}

static void versions_open(struct versions *v, const char *path)
{
	char digest[DIGEST_TEXT], name[sizeof "backups/" + DIGEST_TEXT];

	*v = (struct versions){0};
	digest_text(path, strlen(path), digest);
	snprintf(name, sizeof name, "backups/%s", digest);
	v->folder = files_path(FILES_STATE, name);
	list(v);
}

static void versions_close(struct versions *v)
{
	free(v->folder);
	vec_release(&v->list);
}

static char *path_of(const struct versions *v, const char *name)
{
	char *path = mem_alloc(strlen(v->folder) + 1 + NAME_LENGTH + 1);

	sprintf(path, "%s/%s", v->folder, name);
	return path;
}

/* What pruning has come to, from the newest version on. */
struct pruning {
	size_t kept, bytes;
	time_t newest, last; /* when those were written that are kept */
};

/* Of versions beyond the last ones, one an hour, then one a day is enough. */
static bool is_far_enough(const struct pruning *p, time_t when)
{
	time_t age = p->newest - when, apart = p->last - when;

	if (age > (time_t)BACKUP_DAYS * 86400)
		return false;
	return apart >= (age <= BACKUP_DAY * 3600 ? 3600 : 86400);
}

/* Removes, of what was there before `hash` came: the same content, what is beyond the
 * number to keep, and what is beyond their size. */
static void prune(const struct versions *v, const char *hash)
{
	struct pruning p = {.kept = 1};

	for (size_t i = 0; i < v->list.len; i++) {
		const char *name = v->list.items[i].name;
		char *path = path_of(v, name);
		struct stat st = {0};
		bool keeps;

		stat(path, &st);
		if (!p.newest)
			p.newest = p.last = st.st_mtime;
		p.bytes += (size_t)st.st_size;
		keeps = strncmp(name + HASH_AT, hash, 8) != 0 && p.bytes <= BACKUP_BYTES &&
			(p.kept < BACKUP_COUNT || is_far_enough(&p, st.st_mtime));
		if (keeps) {
			p.kept++;
			p.last = st.st_mtime;
		} else {
			unlink(path);
		}
		free(path);
	}
}

static void name_version(const struct source *version, const struct stat *file,
			 char hash[DIGEST_TEXT])
{
	char identity[128];

	if (!source_mapped(version)) {
		digest_text(source_bytes(version), source_size(version), hash);
		return;
	}
	snprintf(identity, sizeof identity, "%llu:%llu %lld %lld.%09ld",
		 (unsigned long long)file->st_dev, (unsigned long long)file->st_ino,
		 (long long)file->st_size, (long long)file->st_mtim.tv_sec, file->st_mtim.tv_nsec);
	digest_text(identity, strlen(identity), hash);
}

/* Gives the file itself a second name, which it keeps when it is replaced. */
static bool link_version(const char *from, const struct stat *file, const char *to)
{
	struct stat st;

	if (link(from, to) != 0)
		return false;
	if (lstat(to, &st) == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino)
		return true;
	unlink(to);
	return false;
}

static bool keep(const struct versions *v, const char *path, const struct source *version,
		 const struct stat *file, bool replaced, const char *hash, struct err *err)
{
	unsigned long long number = v->list.len ? strtoull(v->list.items[0].name, NULL, 10) + 1 : 1;
	char name[64], *to;
	bool kept;

	snprintf(name, sizeof name, NAME, number % 10000000000, hash);
	to = path_of(v, name);
	kept = files_make_parents(to, err) &&
	       ((replaced && source_mapped(version) && link_version(path, file, to)) ||
		files_write_unsynced(to, source_bytes(version), source_size(version), 0600, err));
	if (kept && !source_unchanged(version)) {
		unlink(to);
		kept = err_set(err, "%s: written into meanwhile", path);
	}
	if (kept)
		prune(v, hash);
	source_forget(version, 0, source_size(version));
	free(to);
	return kept;
}

bool backup_keep(const char *path, const struct source *version, const struct stat *file,
		 bool replaced, struct err *err)
{
	char hash[DIGEST_TEXT];
	struct versions v;
	bool kept;

	versions_open(&v, path);
	name_version(version, file, hash);
	if (!v.folder)
		kept = err_set(err, "No folder for backups: HOME is not set");
	else if (v.list.len && strncmp(v.list.items[0].name + HASH_AT, hash, 8) == 0)
		kept = true;
	else
		kept = keep(&v, path, version, file, replaced, hash, err);
	versions_close(&v);
	return kept;
}

/* The file of the `nth` version that is not `path` itself; yours, or NULL. */
static char *find_version(const struct versions *v, const char *path, size_t nth)
{
	struct stat own = {0}, st;

	stat(path, &own);
	for (size_t i = 0; i < v->list.len; i++) {
		char *file = path_of(v, v->list.items[i].name);
		bool other = stat(file, &st) == 0 &&
			     (st.st_ino != own.st_ino || st.st_dev != own.st_dev);

		if (other && nth-- == 0)
			return file;
		free(file);
	}
	return NULL;
}

struct source *backup_open(const char *path, size_t nth)
{
	struct versions v;
	struct source *version;
	char *file;

	versions_open(&v, path);
	file = find_version(&v, path, nth);
	version = file ? source_open(file, BACKUP_SMALL, NULL) : NULL;
	free(file);
	versions_close(&v);
	return version;
}
