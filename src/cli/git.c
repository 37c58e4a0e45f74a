/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting a git repository up so that notes travel with it: an attribute that says
 * which files are sidecars, and a driver that merges them.  git itself is asked and
 * told everything but the attribute, which is a line of a file.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/language.h"
#include "base/mem.h"
#include "cli/command.h"

#define ATTRIBUTE "*.ann.json merge=lutrin"
#define ATTRIBUTES_MOST (1 << 20)

enum { YES = 1 };

static const struct option options[] = {
	{YES, "yes", '\0', NULL, N_("do it without asking"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

/* What is to be written. */
struct setup {
	char *top, *attributes;         /* the folder of the work tree, the file in it */
	char driver[2 * PATH_MAX];      /* the command that git is to run */
	bool has_attribute, has_driver; /* they are there already */
};

extern char **environ;

/* ---- git */
static bool spawn_git(char *const argv[], int out, pid_t *child, struct err *err)
{
	posix_spawn_file_actions_t files;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	error = posix_spawnp(child, "git", &files, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	errno = error;
	return !error || err_system(err, "git");
}

static void read_all(int fd, struct str *out)
{
	char bytes[4096];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			str_addn(out, bytes, (size_t)n);
}

/* Runs "git -C FOLDER …".  *status is what it ended with; what it wrote goes to `out`,
 * without the line end. */
static bool git(const char *folder, const char *const *words, int *status, struct str *out,
		struct err *err)
{
	const char *argv[16] = {"git", "-C", folder};
	int ends[2], ended = 0;
	pid_t child, waited;

	for (size_t i = 0; words[i] && i + 4 < sizeof argv / sizeof *argv; i++)
		argv[3 + i] = words[i];
	str_clear(out);
	if (pipe2(ends, O_CLOEXEC))
		return err_system(err, "git");
	if (!spawn_git((char *const *)argv, ends[1], &child, err)) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[1]);
	read_all(ends[0], out);
	close(ends[0]);
	while ((waited = waitpid(child, &ended, 0)) < 0 && errno == EINTR)
		;
	if (out->len && out->data[out->len - 1] == '\n')
		str_truncate(out, out->len - 1);
	*status = waited == child && WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
	return true;
}

/* ---- what there is */
static bool find_top(struct setup *s, const char *folder, struct err *err)
{
	static const char *const words[] = {"rev-parse", "--show-toplevel", NULL};
	struct str out;
	int status;
	bool done;

	str_init(&out);
	done = git(folder, words, &status, &out, err);
	if (done && (status || !out.len))
		done = err_set(err, "%s: not in the work tree of a git repository", folder);
	if (done) {
		s->top = mem_strdup(out.data);
		str_addf(&out, "/.gitattributes");
		s->attributes = mem_strdup(out.data);
	}
	str_release(&out);
	return done;
}

static bool has_line(const char *text, const char *line)
{
	size_t len = strlen(line);

	for (const char *at = text; (at = strstr(at, line)); at += len)
		if ((at == text || at[-1] == '\n') &&
		    (at[len] == '\0' || at[len] == '\n' || at[len] == '\r'))
			return true;
	return false;
}

static bool look_at_attributes(struct setup *s, struct err *err)
{
	struct str text;
	bool done = true;

	str_init(&text);
	if (!access(s->attributes, F_OK))
		done = files_read(s->attributes, ATTRIBUTES_MOST, &text, err);
	s->has_attribute = done && has_line(text.data, ATTRIBUTE);
	str_release(&text);
	return done;
}

static bool look_at_driver(struct setup *s, struct err *err)
{
	static const char *const words[] = {"config", "--local", "--get", "merge.lutrin.driver",
					    NULL};
	struct str out;
	int status;
	bool done;

	str_init(&out);
	done = git(s->top, words, &status, &out, err);
	s->has_driver = done && !status && !strcmp(out.data, s->driver);
	str_release(&out);
	return done;
}

/* Whether "lutrin" in PATH is this program. */
static bool is_in_path(const char *self)
{
	char *path = getenv("PATH") ? mem_strdup(getenv("PATH")) : mem_strdup("");
	char there[PATH_MAX], name[PATH_MAX];
	bool found = false, is = false;

	for (char *rest = path, *folder; !found && (folder = strsep(&rest, ":"));) {
		snprintf(name, sizeof name, "%s/lutrin", *folder ? folder : ".");
		found = access(name, X_OK) == 0;
		is = found && realpath(name, there) && !strcmp(there, self);
	}
	free(path);
	return is;
}

/* git gives the driver to a shell: a path of ours is quoted for it. */
static void name_driver(struct setup *s)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	struct str quoted;

	self[n > 0 ? n : 0] = '\0';
	if (n <= 0 || is_in_path(self)) {
		snprintf(s->driver, sizeof s->driver, "lutrin merge %%O %%A %%B");
		return;
	}
	str_init(&quoted);
	for (const char *c = self; *c; c++)
		if (*c == '\'')
			str_add(&quoted, "'\\''");
		else if (*c == '%')
			str_add(&quoted, "%%");
		else
			str_addc(&quoted, *c);
	snprintf(s->driver, sizeof s->driver, "'%s' merge %%O %%A %%B", quoted.data);
	str_release(&quoted);
}

/* ---- doing it */
static void show(struct job *job, const struct setup *s)
{
	if (!s->has_attribute)
		str_addf(&job->out, "%s:\n    %s\n", s->attributes, ATTRIBUTE);
	if (!s->has_driver)
		str_addf(&job->out,
			 "git config --local merge.lutrin.name lutrin\n"
			 "git config --local merge.lutrin.driver \"%s\"\n",
			 s->driver);
}

static bool add_attribute(const struct setup *s, struct err *err)
{
	struct str text;
	bool done = true;

	str_init(&text);
	if (!access(s->attributes, F_OK))
		done = files_read(s->attributes, ATTRIBUTES_MOST, &text, err);
	if (done && text.len && text.data[text.len - 1] != '\n')
		str_addc(&text, '\n');
	str_add(&text, ATTRIBUTE "\n");
	done = done && files_write(s->attributes, text.data, text.len, 0666, err);
	str_release(&text);
	return done;
}

static bool configure(const struct setup *s, const char *name, const char *value, struct err *err)
{
	const char *const words[] = {"config", "--local", name, value, NULL};
	struct str out;
	int status = 0;
	bool done;

	str_init(&out);
	done = git(s->top, words, &status, &out, err);
	str_release(&out);
	return done &&
	       (!status || err_set(err, "git config %s: ended with status %d", name, status));
}

static bool write_setup(const struct setup *s, struct err *err)
{
	if (!s->has_attribute && !add_attribute(s, err))
		return false;
	return s->has_driver || (configure(s, "merge.lutrin.name", "lutrin", err) &&
				 configure(s, "merge.lutrin.driver", s->driver, err));
}

/* Whether who sits there says yes; without a terminal nobody does. */
static bool is_wanted(struct job *job)
{
	char line[64];

	if (job_has(job, YES))
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	job_flush(job);
	fprintf(stderr, "%s ", _("Write this? (y/n)"));
	return fgets(line, sizeof line, stdin) && language_is_yes(line);
}

static void set_up(struct job *job, struct setup *s)
{
	struct err err;

	if (s->has_attribute && s->has_driver) {
		str_addf(&job->out, _("%s: notes are merged already\n"), s->top);
		return;
	}
	show(job, s);
	if (!is_wanted(job)) {
		err_set(&err, "git-setup: nothing written (--yes does it without asking)");
		job_refuse(job, &err);
	} else if (!write_setup(s, &err)) {
		job_fail(job, &err);
	}
}

static void run_git_setup(struct job *job)
{
	const char *folder = job->operands.len ? job->operands.items[0] : ".";
	struct setup s = {0};
	struct err err;

	if (job->operands.len > 1) {
		err_set(&err, "git-setup: one folder at most");
		job_misuse(job, &err);
		return;
	}
	if (job->readonly) {
		err_set(&err, "git-setup: --readonly: nothing is written");
		job_misuse(job, &err);
		return;
	}
	name_driver(&s);
	if (find_top(&s, folder, &err) && look_at_attributes(&s, &err) && look_at_driver(&s, &err))
		set_up(job, &s);
	else
		job_fail(job, &err);
	free(s.top);
	free(s.attributes);
}

const struct cli_command command_git_setup = {
	.name = "git-setup",
	.usage = N_("[--yes] [FOLDER]"),
	.summary = N_("makes a git repository merge notes"),
	.options = options,
	.more = N_("Shows what it would write, and asks: a line in .gitattributes that says which\n"
		   "files are sidecars, and the repository's own configuration of a merge driver.\n"
		   "Whoever clones the repository runs it once. Without a terminal to ask at, and\n"
		   "without --yes, nothing is written and the status is 1."),
	.runs_programs = true,
	.run = run_git_setup,
};
