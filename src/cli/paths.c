/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder is read whole, sorted by name (bytes, so that the order is the same in
 * every locale), then walked.  Links to files are followed, links to folders below
 * the one that was named are not: no loop, and nothing twice.
 */
#include "cli/paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "text/texts.h"

struct walk {
	struct paths *paths;
	struct job *job;
	enum paths_kind kind;
	bool data;               /* the data folder holds annotations: any text may have some */
	struct dirent **entries; /* of the folder at hand, sorted */
	int count;
};

static bool ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len > n && !strcmp(name + len - n, end);
}

static char *join(const char *folder, const char *name)
{
	struct str path;

	str_init(&path);
	str_add(&path, folder);
	if (!ends_with(folder, "/") && strcmp(folder, "/"))
		str_addc(&path, '/');
	str_add(&path, name);
	return str_take(&path);
}

static int is_named(const void *name, const void *entry)
{
	return strcmp(name, (*(struct dirent *const *)entry)->d_name);
}

/* Where a text may have annotations: its sidecar stands in the same folder. */
static enum paths_notes notes_of(const struct walk *w, const char *name)
{
	struct str sidecar;
	bool there;

	if (w->data)
		return PATHS_NOTES_UNKNOWN;
	str_init(&sidecar);
	str_addf(&sidecar, "%s%s", name, PATHS_SIDECAR);
	there = bsearch(sidecar.data, w->entries, (size_t)w->count, sizeof *w->entries, is_named);
	str_release(&sidecar);
	return there ? PATHS_NOTES_BESIDE : PATHS_NO_NOTES;
}

/* Annotations whose article is gone are not passed over in silence. */
static void check_sidecar(const struct walk *w, const char *path)
{
	size_t len = strlen(path) - strlen(PATHS_SIDECAR);
	char *article = mem_strndup(path, len);
	struct err err;

	if (access(article, F_OK) && errno == ENOENT) {
		err_set(&err, "%s: its article is not there", path);
		job_fail(w->job, &err);
	}
	free(article);
}

static void add(struct paths *paths, const char *path, enum paths_notes notes, bool found)
{
	vec_push(&paths->items, mem_strdup(path));
	vec_push(&paths->about, ((struct paths_about){notes, found}));
}

static void take_file(struct walk *w, const char *path, const char *name)
{
	enum paths_notes notes;

	if (w->kind == PATHS_ANNOTATED && name[0] != '.' && ends_with(name, PATHS_SIDECAR))
		check_sidecar(w, path);
	if (texts_is_by_product(name))
		return;
	notes = notes_of(w, name);
	if ((w->kind == PATHS_ANNOTATED && notes == PATHS_NO_NOTES) ||
	    (w->kind != PATHS_TREE && texts_is_binary_file(path)))
		return;
	add(w->paths, path, notes, true);
}

static void walk_folder(struct walk *w, const char *folder);

/* What an entry is, asked only where the folder does not say; `*link`: by a link. */
static mode_t kind_of(const char *path, unsigned char type, bool *link)
{
	struct stat st;

	*link = false;
	if (type == DT_REG || type == DT_DIR)
		return type == DT_REG ? S_IFREG : S_IFDIR;
	if (lstat(path, &st))
		return 0; /* gone since the folder was read */
	*link = S_ISLNK(st.st_mode);
	if (*link && stat(path, &st))
		return 0; /* points nowhere */
	return st.st_mode;
}

static void take_entry(struct walk *w, const char *folder, const struct dirent *entry)
{
	const char *name = entry->d_name;
	char *path = join(folder, name);
	bool link;
	mode_t mode = kind_of(path, entry->d_type, &link);

	if (S_ISREG(mode))
		take_file(w, path, name);
	else if (S_ISDIR(mode) && !link && w->kind != PATHS_FOLDER && name[0] != '.')
		walk_folder(w, path);
	free(path);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk_folder(struct walk *w, const char *folder)
{
	struct walk here = *w;
	struct err err;

	here.count = scandir(folder, &here.entries, NULL, by_name);
	if (here.count < 0) {
		err_system(&err, folder);
		job_fail(w->job, &err);
		return;
	}
	for (int i = 0; i < here.count; i++)
		if (strcmp(here.entries[i]->d_name, ".") && strcmp(here.entries[i]->d_name, ".."))
			take_entry(&here, folder, here.entries[i]);
	for (int i = 0; i < here.count; i++)
		free(here.entries[i]);
	free(here.entries);
}

static bool data_folder_is_used(void)
{
	char *path = files_path(FILES_DATA, "annotations");
	DIR *folder = path ? opendir(path) : NULL;
	bool used = false;

	if (folder) {
		for (struct dirent *e; !used && (e = readdir(folder));)
			used = ends_with(e->d_name, PATHS_SIDECAR);
		closedir(folder);
	}
	free(path);
	return used;
}

/* 0: it is not there, or standard input. */
static mode_t mode_of(const char *operand)
{
	struct stat st;

	return strcmp(operand, "-") != 0 && stat(operand, &st) == 0 ? st.st_mode : 0;
}

void paths_expand(struct paths *paths, struct job *job, enum paths_kind kind, char *const *operands,
		  size_t count)
{
	struct walk w = {.paths = paths, .job = job, .kind = kind};
	struct err err;

	*paths = (struct paths){0};
	w.data = data_folder_is_used();
	for (size_t i = 0; i < count; i++) {
		size_t before = paths->items.len;
		int status = job->status;
		mode_t mode = mode_of(operands[i]);

		if (!S_ISDIR(mode)) {
			add(paths, operands[i],
			    S_ISREG(mode) && !w.data ? PATHS_NOTES_BESIDE : PATHS_NOTES_UNKNOWN,
			    false);
			continue;
		}
		job->status = JOB_DONE;
		walk_folder(&w, operands[i]);
		if (kind == PATHS_FOLDER && paths->items.len == before && job->status == JOB_DONE) {
			err_set(&err, "%s: no texts in this folder", operands[i]);
			job_fail(job, &err);
		}
		if (job->status < status)
			job->status = status;
	}
}

void paths_release(struct paths *paths)
{
	for (size_t i = 0; i < paths->items.len; i++)
		free(paths->items.items[i]);
	vec_release(&paths->items);
	vec_release(&paths->about);
}
