/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long readers take from exec to their first screen, and how much memory
 * they hold: start ARTICLE TITLE PROGRAM…
 *
 * Each program is run on the article in a pseudo-terminal of 80×24, RUNS times,
 * in turn with the others so that a busy moment of the machine falls on all
 * alike.  The screen is there when the title has come and nothing more comes for
 * a while: the time is that of the last bytes before that silence.  Then `q`
 * leaves the program, and wait4() tells its peak of memory.  A run that never
 * shows the title stops the bench: a time would mean nothing.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	RUNS = 21,
	MOST_PROGRAMS = 8,
	SCREEN = 1 << 18,    /* bytes a first screen may take */
	SILENCE = 60,        /* ms without output that end the first screen */
	DEADLINE = 10 * 1000 /* ms for the title to come */
};

struct result {
	double ms[RUNS];
	double kib[RUNS];
};

struct screen {
	char bytes[SCREEN];
	size_t len;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static pid_t start(const char *program, const char *article, int *fd)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	pid_t pid = forkpty(fd, NULL, NULL, &size);

	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LESSHISTFILE", "-", 1);
		unsetenv("LESS");
		execlp(program, program, article, (char *)NULL);
		_exit(127);
	}
	return pid;
}

/* The index after the escape sequence at `i` (ECMA-35, ECMA-48): `[` begins one
 * with parameters, all others end with their first byte from `0` on. */
static size_t after_escape(const struct screen *s, size_t i)
{
	char first = '0';

	if (++i < s->len && s->bytes[i] == '[') {
		first = '@';
		i++;
	}
	while (i < s->len && (s->bytes[i] < first || s->bytes[i] > '~'))
		i++;
	return i + 1;
}

/* Whether the title has come, whatever escape sequences stand between its letters. */
static bool shows(const struct screen *s, const char *title)
{
	static char text[SCREEN];
	size_t len = 0;

	for (size_t i = 0; i < s->len;) {
		if (s->bytes[i] == '\033')
			i = after_escape(s, i);
		else
			text[len++] = s->bytes[i++];
	}
	return memmem(text, len, title, strlen(title));
}

/* Milliseconds from `began` to the last byte of the first screen; -1: none came. */
static double first_screen(int fd, const char *title, double began)
{
	static struct screen s;
	double last = -1;

	s.len = 0;
	for (;;) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		bool done = last >= 0 && shows(&s, title);
		int ready = poll(&p, 1, done ? SILENCE : DEADLINE);
		ssize_t n;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return done ? last - began : -1;
		n = read(fd, s.bytes + s.len, sizeof s.bytes - s.len);
		if (n <= 0)
			return -1;
		last = now_ms();
		s.len += (size_t)n;
	}
}

/* Leaves the program by `q`; its screen is read on, or it might wait for us. */
static bool leave(int fd, pid_t pid, struct rusage *usage)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	bool asked = write(fd, "q", 1) == 1;
	char rest[4096];
	int status;

	while (asked && poll(&p, 1, DEADLINE) > 0)
		if (read(fd, rest, sizeof rest) <= 0)
			break;
	if (!asked || !p.revents)
		kill(pid, SIGKILL);
	close(fd);
	return wait4(pid, &status, 0, usage) == pid && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool run(const char *program, const char *article, const char *title, struct result *result,
		int at)
{
	struct rusage usage;
	double began = now_ms();
	int fd;
	pid_t pid = start(program, article, &fd);

	if (pid < 0) {
		perror("start");
		return false;
	}
	result->ms[at] = first_screen(fd, title, began);
	if (result->ms[at] < 0) {
		kill(pid, SIGKILL);
		leave(fd, pid, &usage);
		fprintf(stderr, "start: %s did not show “%s”\n", program, title);
		return false;
	}
	if (!leave(fd, pid, &usage)) {
		fprintf(stderr, "start: %s did not leave well\n", program);
		return false;
	}
	result->kib[at] = usage.ru_maxrss;
	return true;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values)
{
	qsort(values, RUNS, sizeof *values, compare);
	return values[RUNS / 2];
}

static void report(char **programs, int count, struct result *results)
{
	double ms = 0, kib = 0;

	printf("medians of %d runs          first screen         peak memory\n", RUNS);
	for (int i = 0; i < count; i++) {
		const char *slash = strrchr(programs[i], '/');
		const char *name = slash ? slash + 1 : programs[i];
		double m = median(results[i].ms), k = median(results[i].kib);

		printf("%-22s %12.1f ms     %12.0f KiB", name, m, k);
		if (i)
			printf("     (the first takes ×%.2f the time, ×%.2f the memory)", ms / m,
			       kib / k);
		else
			ms = m, kib = k;
		putchar('\n');
	}
}

static bool installed(const char *program)
{
	char command[4096];

	snprintf(command, sizeof command, "command -v '%s' >/dev/null", program);
	return system(command) == 0;
}

int main(int argc, char **argv)
{
	static struct result results[MOST_PROGRAMS];
	char *programs[MOST_PROGRAMS];
	int count = 0;

	for (int i = 3; i < argc && count < MOST_PROGRAMS; i++) {
		if (installed(argv[i]))
			programs[count++] = argv[i];
		else
			printf("%s is not installed: left out\n", argv[i]);
	}
	if (!count) {
		fputs("usage: start ARTICLE TITLE PROGRAM…\n", stderr);
		return 2;
	}
	for (int at = -1; at < RUNS; at++) /* the first round warms the caches up */
		for (int i = 0; i < count; i++)
			if (!run(programs[i], argv[1], argv[2], &results[i], at < 0 ? 0 : at))
				return 1;
	report(programs, count, results);
	return 0;
}
