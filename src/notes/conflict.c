/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A copy's name is the sidecar's with something put in before the last extension.
 */
#include "notes/conflict.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"
#include "notes/merge.h"
#include "notes/place.h"
#include "notes/sidecar.h"

#define EXTENSION ".json"

/* ---- names */
static bool begins(const char *text, size_t len, const char *with)
{
	return len >= strlen(with) && !strncmp(text, with, strlen(with));
}

/* "(Léa's conflicted copy 2026-11-21)", "(copie en conflit …)", "(in Konflikt …)". */
static bool speaks_of_conflict(const char *text, size_t len)
{
	static const char *const words[] = {"conflict",  "conflit",   "konflikt",
					    "conflitto", "conflicto", "conflito"};
	char *copy = mem_strndup(text, len);
	bool found = false;

	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = strcasestr(copy, words[i]);
	free(copy);
	return found;
}

bool conflict_names(const char *name, const char *sidecar)
{
	size_t end = strlen(EXTENSION), stem = strlen(sidecar), len = strlen(name), mark;

	if (stem <= end || len <= stem || strcmp(sidecar + stem - end, EXTENSION) ||
	    strcmp(name + len - end, EXTENSION))
		return false;
	stem -= end;
	if (strncmp(name, sidecar, stem))
		return false;
	mark = len - end - stem;
	name += stem;
	if (begins(name, mark, ".sync-conflict-") || begins(name, mark, "_conflict-"))
		return true;
	return begins(name, mark, " (") && name[mark - 1] == ')' && speaks_of_conflict(name, mark);
}

/* ---- files */
static int by_name(const void *a, const void *b)
{
	const struct conflict_copy *one = a, *other = b;

	return strcmp(one->path, other->path);
}

void conflict_find(const char *path, struct conflict_copies *copies)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *folder = slash ? mem_strndup(path, (size_t)(slash + 1 - path)) : mem_strdup("");
	DIR *dir = opendir(*folder ? folder : ".");
	struct dirent *entry;

	*copies = (struct conflict_copies){0};
	while (dir && (entry = readdir(dir))) {
		struct conflict_copy copy = {.why = {""}};
		struct str found;

		if (!conflict_names(entry->d_name, name))
			continue;
		str_init(&found);
		str_addf(&found, "%s%s", folder, entry->d_name);
		copy.path = str_take(&found);
		vec_push(&copies->items, copy);
	}
	if (dir)
		closedir(dir);
	if (copies->items.len)
		qsort(copies->items.items, copies->items.len, sizeof *copies->items.items, by_name);
	free(folder);
}

void conflict_release(struct conflict_copies *copies)
{
	for (size_t i = 0; i < copies->items.len; i++)
		free(copies->items.items[i].path);
	vec_release(&copies->items);
}

bool conflict_take(const char *path, struct notebook *b, size_t *both, struct err *err)
{
	struct notebook *theirs = notebook_new(notebook_writer(b));
	struct sidecar_report report = {0};
	struct str bytes;
	struct err why;
	bool done = false;

	str_init(&bytes);
	if (!files_read(path, PLACE_LIMIT, &bytes, err))
		;
	else if (!sidecar_parse(theirs, bytes.data, bytes.len, &report, &why))
		err_set(err, "%s: %s", path, why.text);
	else if (report.version > SIDECAR_VERSION)
		err_set(err, "%s: the notes are of a newer version", path);
	else
		done = true;
	if (done)
		*both += merge_notebooks(b, theirs, NULL);
	str_release(&bytes);
	notebook_free(theirs);
	return done;
}

/* Two copies of one name are told apart by what they hold. */
bool conflict_put_away(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char digest[DIGEST_TEXT], *away;
	struct str bytes, to;
	bool done;

	str_init(&bytes);
	str_init(&to);
	if (!files_read(path, PLACE_LIMIT, &bytes, err)) {
		str_release(&bytes);
		return false;
	}
	digest_text(bytes.data, bytes.len, digest);
	str_addf(&to, "conflicts/%.8s-%.200s", digest, name);
	away = files_path(FILES_STATE, to.data);
	if (!away)
		done = err_set(err, "No state folder: HOME is not set");
	else
		done = files_make_parents(away, err) &&
		       files_write(away, bytes.data, bytes.len, 0600, err) &&
		       (unlink(path) == 0 || err_system(err, path));
	free(away);
	str_release(&to);
	str_release(&bytes);
	return done;
}

size_t conflict_take_all(struct conflict_copies *copies, struct notebook *b, size_t *both)
{
	size_t count = 0;

	*both = 0;
	for (size_t i = 0; i < copies->items.len; i++) {
		struct conflict_copy *copy = &copies->items.items[i];

		copy->taken = conflict_take(copy->path, b, both, &copy->why);
		count += copy->taken;
	}
	return count;
}

bool conflict_put_all_away(struct conflict_copies *copies)
{
	bool all = true;

	for (size_t i = 0; i < copies->items.len; i++) {
		struct conflict_copy *copy = &copies->items.items[i];

		if (copy->taken && !conflict_put_away(copy->path, &copy->why))
			all = false;
	}
	return all;
}
