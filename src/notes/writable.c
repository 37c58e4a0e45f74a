/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of paths; a folder that is there twice does no harm. */
#include "notes/writable.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Takes the path; of what is missing the next above it that is there. */
static void add(struct writable *w, char *path)
{
	while (!is_folder(path)) {
		char *slash = strrchr(path, '/');

		if (!slash) {
			strcpy(path, *path ? "." : "");
			break;
		}
		slash[slash == path] = '\0';
		if (slash == path)
			break;
	}
	vec_push(&w->folders, path);
}

static void add_own(struct writable *w, enum files_folder folder)
{
	char *inside = files_path(folder, "x"), *path = files_path(folder, NULL);

	if (inside && files_make_parents(inside, NULL))
		vec_push(&w->folders, path);
	else
		free(path);
	free(inside);
}

void writable_add_own(struct writable *w)
{
	add_own(w, FILES_DATA);
	add_own(w, FILES_STATE);
}

void writable_add_article(struct writable *w, const char *path)
{
	struct str sidecar;

	if (!strcmp(path, "-"))
		return;
	str_init(&sidecar);
	str_addf(&sidecar, "%s.ann.json", path);
	writable_add_file(w, sidecar.data);
	str_release(&sidecar);
}

void writable_add_file(struct writable *w, const char *path)
{
	char *resolved = is_folder(path) ? NULL : files_resolve(path);

	add(w, resolved ? resolved : mem_strdup(path));
}

void writable_release(struct writable *w)
{
	for (size_t i = 0; i < w->folders.len; i++)
		free(w->folders.items[i]);
	vec_release(&w->folders);
}
