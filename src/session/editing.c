/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file is one of the drafts, for its owner only, so that a crash of the
 * editor or of the machine leaves the words where the others are.
 */
#include "session/editing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "session/program.h"

#define SUFFIX ".txt"
#define MOST ((size_t)16 << 20)

static const char *const usual[] = {"sensible-editor", "editor", "nano", "vi"};

static bool write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* A new file with the text; NULL with err. */
static char *make_file(const char *text, struct err *err)
{
	char *path = files_path(FILES_STATE, "drafts/note-XXXXXX" SUFFIX);
	bool ok;
	int fd;

	if (!path) {
		err_set(err, "the state folder: neither XDG_STATE_HOME nor HOME is set");
		return NULL;
	}
	if (!files_make_parents(path, err)) {
		free(path);
		return NULL;
	}
	fd = mkstemps(path, (int)strlen(SUFFIX));
	ok = fd >= 0 && write_all(fd, text, strlen(text));
	if (!ok)
		err_system(err, path);
	if (fd >= 0 && close(fd) < 0 && ok)
		ok = err_system(err, path);
	if (ok)
		return path;
	if (fd >= 0)
		unlink(path);
	free(path);
	return NULL;
}

static const char *chosen(const char *setting)
{
	const char *const choices[] = {setting, getenv("VISUAL"), getenv("EDITOR")};

	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (choices[i] && *choices[i])
			return choices[i];
	return NULL;
}

static bool run_editor(const char *setting, const char *path, struct err *err)
{
	const char *editor = chosen(setting);
	bool missing = true;

	if (editor)
		return program_on_terminal(editor, path, NULL, err);
	for (size_t i = 0; i < sizeof usual / sizeof *usual && missing; i++)
		if (program_on_terminal(usual[i], path, &missing, err))
			return true;
	if (missing)
		err_set(err, "no editor found: set VISUAL, or the setting editor");
	return false;
}

static bool changed(const char *path, const char *text, struct str *result)
{
	return files_read(path, MOST, result, NULL) &&
	       (result->len != strlen(text) || memcmp(result->data, text, result->len));
}

static bool edit(const char *setting, const char *text, struct str *result, char **path,
		 struct err *err)
{
	struct err why = {""};
	bool ran;

	*path = make_file(text, err);
	if (!*path)
		return false;
	ran = run_editor(setting, *path, &why);
	if (ran && files_read(*path, MOST, result, err))
		return true;
	if (!ran && changed(*path, text, result)) {
		err_set(err, "%s; the text is kept in %s", why.text, *path);
	} else if (!ran) {
		unlink(*path);
		free(*path);
		*path = NULL;
		if (err)
			*err = why;
	}
	return false;
}

bool editing_run(const char *setting, const char *text, struct str *result, char **path,
		 struct err *err)
{
	struct str lines;
	bool ok;

	/* A file of text ends its last line: what is added to it is a line of its own. */
	str_init(&lines);
	str_add(&lines, text);
	if (lines.len > 0 && lines.data[lines.len - 1] != '\n')
		str_add(&lines, "\n");
	ok = edit(setting, lines.data, result, path, err);
	str_release(&lines);
	return ok;
}
