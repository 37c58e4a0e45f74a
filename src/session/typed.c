/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One text file, a line each: the character of the prompt and what was typed after it.
 * Adding a line reads the file again under a lock, so that several readers lose nothing
 * of each other's.  A line with a control in it is nobody's: it is passed over.
 */
#include "session/typed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"

#define FILE_MOST ((size_t)4 << 20)
#define LINE_MOST 4096     /* bytes of one that is kept */
#define LOCK_PATIENCE 2000 /* milliseconds */

void typed_release(struct typed *t)
{
	for (size_t i = 0; i < t->lines.len; i++)
		free(t->lines.items[i]);
	vec_release(&t->lines);
}

static bool is_line(const char *line, size_t len)
{
	if (len < 2 || len > LINE_MOST || !strchr(":/", line[0]))
		return false;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
			return false;
	return true;
}

/* Takes the line, in place of an older one that is the same. */
static void add(struct typed *t, char *line)
{
	for (size_t i = 0; i < t->lines.len; i++)
		if (!strcmp(t->lines.items[i], line)) {
			free(t->lines.items[i]);
			vec_remove(&t->lines, i);
			break;
		}
	if (t->lines.len == TYPED_MOST) {
		free(t->lines.items[0]);
		vec_remove(&t->lines, 0);
	}
	vec_push(&t->lines, line);
}

/* A missing file is an empty one. */
static bool read_file(struct typed *t, const char *path, struct err *err)
{
	struct str file;
	bool ok;

	str_init(&file);
	ok = files_read(path, FILE_MOST, &file, err) || errno == ENOENT;
	for (const char *at = file.data, *end = at + file.len; ok && at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);

		if (is_line(at, len))
			add(t, mem_strndup(at, len));
		at += len + 1;
	}
	str_release(&file);
	return ok;
}

void typed_read(struct typed *t)
{
	char *path = files_path(FILES_STATE, "typed");

	if (path)
		read_file(t, path, NULL);
	free(path);
}

void typed_give(const struct typed *t, struct app *app)
{
	for (size_t i = 0; i < t->lines.len; i++)
		app_remember(app, t->lines.items[i][0], t->lines.items[i] + 1);
}

static bool write_file(const struct typed *t, const char *path, struct err *err)
{
	struct str file;
	bool ok;

	str_init(&file);
	for (size_t i = 0; i < t->lines.len; i++)
		str_addf(&file, "%s\n", t->lines.items[i]);
	ok = files_write_unsynced(path, file.data, file.len, 0600, err);
	str_release(&file);
	return ok;
}

/* The file's lines with this one, which become those of `t`. */
static bool add_to_file(struct typed *t, const char *path, const char *line, struct err *err)
{
	struct typed all = {0};
	bool ok = read_file(&all, path, err);

	if (ok) {
		add(&all, mem_strdup(line));
		ok = write_file(&all, path, err);
	}
	if (ok) {
		typed_release(t);
		*t = all;
	} else {
		typed_release(&all);
	}
	return ok;
}

bool typed_add(struct typed *t, char prompt, const char *text, bool kept, struct err *err)
{
	char *path = files_path(FILES_STATE, "typed"), *lock_path = NULL;
	bool ok = true;
	struct str line;
	int lock;

	str_init(&line);
	str_addf(&line, "%c%s", prompt, text);
	if (is_line(line.data, line.len)) {
		add(t, mem_strdup(line.data));
		lock_path = kept && path ? files_path(FILES_STATE, "typed.lock") : NULL;
	}
	if (lock_path) {
		lock = files_lock(lock_path, LOCK_PATIENCE, err);
		ok = lock >= 0 && add_to_file(t, path, line.data, err);
		if (lock >= 0)
			close(lock);
	}
	str_release(&line);
	free(lock_path);
	free(path);
	return ok;
}
