/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded: breaks what LUTRIN_BREAKS says, as NAME=VALUE between commas.
 *
 *   memory=N      from the N-th allocation on there is no more memory than is in use then
 *   count=FILE    writes the number of allocations to FILE at the end
 *   only=N        the N-th allocation fails, and no other
 *   reads=WORD    every read of a file with WORD in its path fails with EIO
 *   writes=E      every write to a regular file fails with the errno E
 *   clock=FILE    the time of day is as many seconds off as FILE says
 *   crash=KIND    abort, fault or stack: how it ends when it waits after it has written
 *                 a file with the word QUIT
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *p);

static struct {
	long memory, only;
	int writes;
	char reads[64], clock[256], crash[16], count[256];
} breaks;
static atomic_long calls, used, most = -1;

static long number_of(const char *name)
{
	const char *at = getenv("LUTRIN_BREAKS");

	at = at ? strstr(at, name) : NULL;
	return at ? strtol(at + strlen(name), NULL, 10) : 0;
}

static void word_of(const char *name, char *to, size_t size)
{
	const char *at = getenv("LUTRIN_BREAKS");
	size_t len;

	at = at ? strstr(at, name) : NULL;
	at = at ? at + strlen(name) : "";
	len = strcspn(at, ",");
	len = len < size ? len : size - 1;
	memcpy(to, at, len);
	to[len] = '\0';
}

__attribute__((constructor)) static void begin(void)
{
	breaks.memory = number_of("memory=");
	breaks.only = number_of("only=");
	breaks.writes = (int)number_of("writes=");
	word_of("reads=", breaks.reads, sizeof breaks.reads);
	word_of("clock=", breaks.clock, sizeof breaks.clock);
	word_of("crash=", breaks.crash, sizeof breaks.crash);
	word_of("count=", breaks.count, sizeof breaks.count);
}

__attribute__((destructor)) static void end(void)
{
	char line[32];
	int fd, len = snprintf(line, sizeof line, "%ld\n", (long)calls);

	if (!breaks.count[0])
		return;
	fd = open(breaks.count, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd >= 0) {
		syscall(SYS_write, fd, line, len);
		close(fd);
	}
}

/* ---- memory */
static bool refused(size_t size)
{
	long number = atomic_fetch_add(&calls, 1) + 1;

	if (breaks.memory && number == breaks.memory)
		most = used;
	if ((breaks.only && number == breaks.only) || (most >= 0 && used + (long)size > most)) {
		errno = ENOMEM;
		return true;
	}
	return false;
}

static void *taken(void *p)
{
	if (p)
		atomic_fetch_add(&used, (long)malloc_usable_size(p));
	return p;
}

static void given_back(void *p)
{
	if (p)
		atomic_fetch_sub(&used, (long)malloc_usable_size(p));
}

void *malloc(size_t size)
{
	return refused(size) ? NULL : taken(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return refused(count * size) ? NULL : taken(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
	size_t before = old ? malloc_usable_size(old) : 0;
	void *p;

	if (refused(size > before ? size - before : 0))
		return NULL;
	p = __libc_realloc(old, size);
	if (p || !size) {
		atomic_fetch_sub(&used, (long)before);
		taken(p);
	}
	return p;
}

void free(void *p)
{
	given_back(p);
	__libc_free(p);
}

/* ---- files */
static bool is_broken(int fd)
{
	char link[64], path[512];
	ssize_t n;

	if (!breaks.reads[0])
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return false;
	path[n] = '\0';
	return strstr(path, breaks.reads);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	if (is_broken(fd)) {
		errno = EIO;
		return -1;
	}
	return syscall(SYS_read, fd, bytes, len);
}

ssize_t pread64(int fd, void *bytes, size_t len, off64_t at)
{
	if (is_broken(fd)) {
		errno = EIO;
		return -1;
	}
	return syscall(SYS_pread64, fd, bytes, len, at);
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
	return pread64(fd, bytes, len, at);
}

static bool doomed;

/* Deeper than any stack. */
static int dive(volatile int depth)
{
	volatile char room[4096];

	room[0] = (char)depth;
	return depth >= 0 ? dive(depth + 1) + room[0] : 0;
}

static void crash(void)
{
	if (!strcmp(breaks.crash, "abort"))
		abort();
	if (!strcmp(breaks.crash, "stack"))
		dive(0);
	*(volatile int *)NULL = 0;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	struct stat st;

	if (breaks.writes && !fstat(fd, &st) && S_ISREG(st.st_mode)) {
		errno = breaks.writes;
		return -1;
	}
	if (breaks.crash[0] && memmem(bytes, len, "QUIT", 4) && !fstat(fd, &st))
		doomed = doomed || S_ISREG(st.st_mode);
	return syscall(SYS_write, fd, bytes, len);
}

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *patience, const sigset_t *mask)
{
	if (doomed)
		crash();
	return (int)syscall(SYS_ppoll, fds, count, patience, mask, 8);
}

/* ---- the clock */
static long seconds_off(void)
{
	char text[32] = "";
	int fd = breaks.clock[0] ? open(breaks.clock, O_RDONLY) : -1;

	if (fd >= 0) {
		syscall(SYS_read, fd, text, sizeof text - 1);
		close(fd);
	}
	return strtol(text, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, clock, now);

	if (!result && clock == CLOCK_REALTIME)
		now->tv_sec += seconds_off();
	return result;
}

time_t time(time_t *to)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (to)
		*to = now.tv_sec;
	return now.tv_sec;
}
