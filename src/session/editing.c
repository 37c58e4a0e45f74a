/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file is one of the drafts, for its owner only, so that a crash of the
 * editor or of the machine leaves the words where the others are.
 */
#include "session/editing.h"

#include <errno.h>
#include <fcntl.h>
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
	fd = mkostemps(path, (int)strlen(SUFFIX), O_CLOEXEC);
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

/* ---- the article */

/* How an editor is told the line: "COMMAND +12 FILE", "COMMAND FILE:12", or, by those that
 * else return at once and take the colon for a part of the name, "COMMAND --wait --goto
 * FILE:12". */
enum line_style { LINE_NONE, LINE_PLUS, LINE_COLON, LINE_GOTO };

static enum line_style line_style(const char *editor)
{
	static const struct {
		const char *name;
		enum line_style style;
	} others[] = {
		{"hx", LINE_COLON},    {"helix", LINE_COLON},        {"subl", LINE_COLON},
		{"zed", LINE_COLON},   {"kate", LINE_COLON},         {"code", LINE_GOTO},
		{"codium", LINE_GOTO}, {"code-insiders", LINE_GOTO},
	};
	static const char *const plus[] = {"vi",          "vim",  "nvim",   "view",
					   "ex",          "nano", "pico",   "emacs",
					   "emacsclient", "mg",   "jed",    "joe",
					   "micro",       "kak",  "ne",     "jove",
					   "mcedit",      "vis",  "editor", "sensible-editor",
					   "gvim",        "gedit"};
	size_t word = strcspn(editor, " \t");
	const char *name = editor;
	size_t len;

	for (size_t i = 0; i < word; i++)
		if (editor[i] == '/')
			name = editor + i + 1;
	len = (size_t)(editor + word - name);
	for (size_t i = 0; i < sizeof plus / sizeof *plus; i++)
		if (strlen(plus[i]) == len && !strncmp(plus[i], name, len))
			return LINE_PLUS;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i].name) == len && !strncmp(others[i].name, name, len))
			return others[i].style;
	return LINE_NONE;
}

static bool run_at(const char *editor, const char *path, size_t line, bool *missing,
		   struct err *err)
{
	enum line_style style = line_style(editor);
	struct str command, argument;
	bool done;

	str_init(&command);
	str_init(&argument);
	str_add(&command, editor);
	if (style == LINE_PLUS)
		str_addf(&command, " +%zu", line);
	if (style == LINE_GOTO)
		str_add(&command, " --wait --goto");
	/* A name that begins with a dash would be an option. */
	str_addf(&argument, "%s%s", *path == '-' ? "./" : "", path);
	if (style == LINE_COLON || style == LINE_GOTO)
		str_addf(&argument, ":%zu", line);
	done = program_on_terminal(command.data, argument.data, missing, err);
	str_release(&argument);
	str_release(&command);
	return done;
}

bool editing_file(const char *setting, const char *path, size_t line, struct err *err)
{
	const char *editor = chosen(setting);
	bool missing = true;

	if (editor)
		return run_at(editor, path, line, NULL, err);
	for (size_t i = 0; i < sizeof usual / sizeof *usual && missing; i++)
		if (run_at(usual[i], path, line, &missing, err))
			return true;
	if (missing)
		err_set(err, "no editor found: set VISUAL, or the setting editor");
	return false;
}
