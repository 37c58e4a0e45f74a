/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * posix_spawn() in three steps: words, descriptors, waiting.  Our signals are
 * blocked or ignored; a child gets the usual ones back.
 */
#include "session/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/config.h"
#include "base/language.h"

#define PATIENCE 3000 /* milliseconds for a program that takes a text */
#define PAUSE 5

extern char **environ;

static void usual_signals(posix_spawnattr_t *attributes)
{
	sigset_t all, none;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

/* Returns errno's kind of number, 0 when it runs. */
static int spawn(char **words, const posix_spawn_file_actions_t *files, pid_t *child)
{
	posix_spawnattr_t attributes;
	int error;

	usual_signals(&attributes);
	error = posix_spawnp(child, words[0], files, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* The words of a command; `argument` (NULL: none) and a NULL are put behind them. */
static bool split(const char *command, const char *argument, struct config_words *words,
		  struct err *err)
{
	if (!config_split(command, words, err))
		return false;
	if (!words->words.len) {
		config_release(words);
		return err_set(err, "no program is set");
	}
	if (argument)
		vec_push(&words->words, mem_strdup(argument));
	vec_push(&words->words, NULL);
	return true;
}

static bool judge(const char *name, int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		return err_set(err, "%s: ended with status %d", name, WEXITSTATUS(status));
	return err_set(err, "%s: ended by signal %d", name, WTERMSIG(status));
}

/* A program that stops itself alone would leave the shell waiting for us. */
static int wait_with(pid_t child)
{
	int status = 0;

	for (;;) {
		pid_t got = waitpid(child, &status, WUNTRACED);

		if (got == child && WIFSTOPPED(status)) {
			raise(SIGTSTP);
			kill(child, SIGCONT);
		} else if (got == child || errno != EINTR) {
			return status;
		}
	}
}

/* Standard input may be the article. */
static void terminal_files(posix_spawn_file_actions_t *files)
{
	posix_spawn_file_actions_init(files);
	if (!isatty(STDIN_FILENO))
		posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/tty", O_RDWR, 0);
	if (!isatty(STDOUT_FILENO))
		posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/tty", O_RDWR, 0);
}

bool program_on_terminal(const char *command, const char *argument, bool *missing, struct err *err)
{
	struct config_words words = {0};
	posix_spawn_file_actions_t files;
	pid_t child;
	int error;
	bool ok;

	if (missing)
		*missing = false;
	if (!split(command, argument, &words, err))
		return false;
	terminal_files(&files);
	error = spawn(words.words.items, &files, &child);
	posix_spawn_file_actions_destroy(&files);
	if (error) {
		if (missing)
			*missing = error == ENOENT;
		errno = error;
		ok = err_system(err, words.words.items[0]);
	} else {
		ok = judge(words.words.items[0], wait_with(child), err);
	}
	config_release(&words);
	return ok;
}

/* A file without a name, so that neither side ever waits for the other. */
static FILE *file_of(const char *text, size_t len, struct err *err)
{
	FILE *file = tmpfile();

	if (file && fwrite(text, 1, len, file) == len && fflush(file) == 0 &&
	    lseek(fileno(file), 0, SEEK_SET) == 0)
		return file;
	err_system(err, _("a temporary file"));
	if (file)
		fclose(file);
	return NULL;
}

/* Programs that keep a clipboard go to the background when they have it; one
 * that does not is left alone after a while. */
static bool wait_patiently(pid_t child, const char *name, struct err *err)
{
	const struct timespec pause = {0, PAUSE * 1000000L};
	int status;

	for (int waited = 0; waited < PATIENCE; waited += PAUSE) {
		if (waitpid(child, &status, WNOHANG) == child)
			return judge(name, status, err);
		nanosleep(&pause, NULL);
	}
	return err_set(err, "%s: still running after %d seconds", name, PATIENCE / 1000);
}

bool program_feed(const char *command, const char *text, size_t len, struct err *err)
{
	struct config_words words = {0};
	posix_spawn_file_actions_t files;
	FILE *input;
	pid_t child;
	int error;
	bool ok = false;

	if (!split(command, NULL, &words, err))
		return false;
	input = file_of(text, len, err);
	if (input) {
		posix_spawn_file_actions_init(&files);
		posix_spawn_file_actions_adddup2(&files, fileno(input), STDIN_FILENO);
		posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
		posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
		error = spawn(words.words.items, &files, &child);
		posix_spawn_file_actions_destroy(&files);
		errno = error;
		ok = error ? err_system(err, words.words.items[0])
			   : wait_patiently(child, words.words.items[0], err);
		fclose(input);
	}
	config_release(&words);
	return ok;
}
