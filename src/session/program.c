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
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/config.h"
#include "base/language.h"

#define PATIENCE 3000 /* milliseconds for a program that takes a text */
#define PAUSE 5
#define STOP_PATIENCE 100 /* … for one that is asked to end */

extern char **environ;

static void usual_signals(posix_spawnattr_t *attributes, short flags)
{
	sigset_t all, none;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes,
				 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | flags);
}

/* Returns errno's kind of number, 0 when it runs. */
static int spawn(char *const *words, const posix_spawn_file_actions_t *files, short flags,
		 pid_t *child)
{
	posix_spawnattr_t attributes;
	int error;

	usual_signals(&attributes, flags);
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
	error = spawn(words.words.items, &files, 0, &child);
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

/* A file in memory, so that neither side ever waits for the other, and no disk sees what
 * is read. */
static int file_of(const char *text, size_t len, struct err *err)
{
	int fd = memfd_create("passage", MFD_CLOEXEC);
	ssize_t n = 1;

	while (fd >= 0 && len > 0 && (n > 0 || errno == EINTR)) {
		n = write(fd, text, len);
		text += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	if (fd >= 0 && !len && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	err_system(err, _("a temporary file"));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Spawns with `input` to read, and two descriptors to write to (-1: nowhere). */
static int spawn_with(char *const *words, int input, int out, int errors, short flags, pid_t *child)
{
	posix_spawn_file_actions_t files;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	if (out >= 0)
		posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
	error = spawn(words, &files, flags, child);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

static bool could_not(int error, const char *name, bool *missing, struct err *err)
{
	if (missing)
		*missing = error == ENOENT;
	errno = error;
	return err_system(err, name);
}

/* ---- a text for a program */

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

/* The first line of what it complained of, if there is one, says more than its status. */
static void add_complaint(int errors, const char *name, struct err *err)
{
	char line[256];
	ssize_t n = pread(errors, line, sizeof line - 1, 0);

	if (!err || n <= 0)
		return;
	line[n] = '\0';
	line[strcspn(line, "\n")] = '\0';
	if (*line && !strncmp(line, name, strlen(name)))
		err_set(err, "%s", line);
	else if (*line)
		err_set(err, "%s: %s", name, line);
}

bool program_feed(const char *command, const char *text, size_t len, bool *missing, struct err *err)
{
	struct config_words words = {0};
	int input, errors, error;
	pid_t child;
	bool ok = false;

	if (missing)
		*missing = false;
	if (!split(command, NULL, &words, err))
		return false;
	input = file_of(text, len, err);
	errors = input < 0 ? -1 : file_of("", 0, err);
	if (errors >= 0) {
		error = spawn_with(words.words.items, input, -1, errors, 0, &child);
		ok = error ? could_not(error, words.words.items[0], missing, err)
			   : wait_patiently(child, words.words.items[0], err);
		if (!error && !ok)
			add_complaint(errors, words.words.items[0], err);
		close(errors);
	}
	if (input >= 0)
		close(input);
	config_release(&words);
	return ok;
}

/* ---- a program beside the reader */
static bool start(struct program *p, char *const *words, int input, enum program_output output,
		  bool *missing, struct err *err)
{
	int ends[2], error;

	if (pipe2(ends, O_CLOEXEC))
		return err_system(err, words[0]);
	/* In a session of its own it cannot write over our screen by /dev/tty. */
	error = spawn_with(words, input, output == PROGRAM_ALL ? ends[1] : -1, ends[1],
			   POSIX_SPAWN_SETSID, &p->pid);
	close(ends[1]);
	if (error) {
		close(ends[0]);
		return could_not(error, words[0], missing, err);
	}
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	p->fd = ends[0];
	p->name = mem_strdup(words[0]);
	return true;
}

void program_release(struct program *p)
{
	if (p->fd >= 0)
		close(p->fd);
	free(p->name);
	*p = (struct program){.fd = -1};
}

bool program_start(struct program *p, char *const *words, const char *text, size_t len,
		   enum program_output output, bool *missing, struct err *err)
{
	int input = file_of(text, len, err);
	bool ok;

	*p = (struct program){.fd = -1};
	*missing = false;
	if (input < 0)
		return false;
	ok = start(p, words, input, output, missing, err);
	close(input);
	if (!ok)
		program_release(p);
	return ok;
}

size_t program_read(struct program *p, char *bytes, size_t size)
{
	ssize_t n;

	if (p->fd < 0)
		return 0;
	n = read(p->fd, bytes, size);
	if (n > 0)
		return (size_t)n;
	if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		close(p->fd);
		p->fd = -1;
	}
	return 0;
}

bool program_ended(struct program *p, bool *ok, struct err *err)
{
	int status;

	if (waitpid(p->pid, &status, WNOHANG) != p->pid)
		return false;
	*ok = judge(p->name, status, err);
	p->pid = 0;
	return true;
}

void program_stop(struct program *p)
{
	const struct timespec pause = {0, PAUSE * 1000000L};
	bool gone;

	if (!p->pid)
		return;
	kill(-p->pid, SIGTERM);
	gone = waitpid(p->pid, NULL, WNOHANG) == p->pid;
	for (int waited = 0; !gone && waited < STOP_PATIENCE; waited += PAUSE) {
		nanosleep(&pause, NULL);
		gone = waitpid(p->pid, NULL, WNOHANG) == p->pid;
	}
	kill(-p->pid, SIGKILL);
	if (!gone)
		waitpid(p->pid, NULL, 0);
	program_release(p);
}
