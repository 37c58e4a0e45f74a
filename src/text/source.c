/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A source is a block of bytes, on the heap or mapped; offsets are those of the
 * file.  Of a map, the first `settled` bytes are pages of our own that were put over
 * those of the file: a copy on write would not do, as the system takes such pages away
 * with those of the file when that shrinks.  Maps stand in a small static table, `guards`, because
 * a SIGBUS handler gets no other argument: it looks there for the address that failed.  The table
 * is written before a map is read and read by the handler only; its addresses
 * are volatile for that reason.
 */
#include "text/source.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define GUARDS 16
#define COMPARED 4096 /* bytes of a file that has grown: those before must be the same */
#define READ_MOST ((size_t)32 << 20) /* bytes of one that is held in memory as it grows */
#define LARGE ((size_t)1 << 20)      /* … that is read at once */

struct source {
	char *bytes;
	size_t size;
	int guard;        /* index into guards[]; -1: not mapped */
	int fd;           /* of what is mapped and not settled; else -1 */
	size_t settled;   /* bytes of a map that are ours */
	struct stat file; /* as it was opened */
};

static struct {
	volatile uintptr_t start, end; /* start == end: free */
	volatile sig_atomic_t damaged;
} guards[GUARDS];

static struct sigaction before_us;
static uintptr_t page_size;

/* Puts a page of zeros where the file has none any more.  A fault elsewhere is
 * not ours: the instruction fails again, under the action that was there before. */
static void on_sigbus(int number, siginfo_t *info, void *context)
{
	uintptr_t at = (uintptr_t)info->si_addr;
	int saved = errno;

	(void)context;
	for (int i = 0; i < GUARDS; i++) {
		if (at < guards[i].start || at >= guards[i].end)
			continue;
		if (mmap((void *)(at - at % page_size), page_size, PROT_READ,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
			break;
		guards[i].damaged = 1;
		errno = saved;
		return;
	}
	sigaction(number, &before_us, NULL);
	errno = saved;
}

/* Whoever took the signal since is who comes after us now. */
static void stand_guard(void)
{
	struct sigaction action = {.sa_sigaction = on_sigbus, .sa_flags = SA_SIGINFO | SA_ONSTACK};
	struct sigaction now;

	sigemptyset(&action.sa_mask);
	if (!sigaction(SIGBUS, NULL, &now) && now.sa_sigaction != on_sigbus) {
		before_us = now;
		sigaction(SIGBUS, &action, NULL);
	}
}

void source_guard(void)
{
	if (page_size)
		stand_guard();
}

/* Returns the index of a guard for the map, or -1 when the table is full. */
static int guard_add(const char *bytes, size_t size)
{
	page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
	stand_guard();
	for (int i = 0; i < GUARDS; i++) {
		if (guards[i].start != guards[i].end)
			continue;
		guards[i].damaged = 0;
		guards[i].start = (uintptr_t)bytes;
		guards[i].end = (uintptr_t)bytes + size;
		return i;
	}
	return -1;
}

static void guard_remove(int guard)
{
	guards[guard].end = guards[guard].start = 0;
}

static void unmap(struct source *s)
{
	munmap(s->bytes, s->size);
	guard_remove(s->guard);
	s->guard = -1;
}

/* False when the file cannot be mapped; then it is read. */
static bool map(struct source *s, int fd, size_t size)
{
	void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (bytes == MAP_FAILED)
		return false;
	s->guard = guard_add(bytes, size);
	if (s->guard < 0) {
		munmap(bytes, size);
		return false;
	}
	s->bytes = bytes;
	s->size = size;
	s->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (s->fd >= 0)
		return true;
	unmap(s);
	s->bytes = NULL;
	s->size = 0;
	return false;
}

/* Reads to the end of the file, wherever that is by now, but not beyond `limit`:
 * a file that grows as fast as it is read must not be read for ever. */
static bool read_all(struct source *s, int fd, size_t expected, size_t limit)
{
	size_t room = expected + 1;

	s->bytes = mem_alloc(room);
	if (room >= LARGE)
		mem_ready(s->bytes, room);
	for (;;) {
		ssize_t n;

		if (s->size == room) {
			if (room >= limit)
				return true;
			room = 2 * room < limit ? 2 * room : limit;
			s->bytes = mem_resize(s->bytes, room, 1);
		}
		n = read(fd, s->bytes + s->size, room - s->size);
		if (n > 0)
			s->size += (size_t)n;
		else if (n == 0)
			return true;
		else if (errno != EINTR)
			return false;
	}
}

static bool refuse(const char *path, mode_t mode, struct err *err)
{
	if (S_ISDIR(mode))
		return err_set(err, "%s: is a directory", path);
	if (S_ISFIFO(mode))
		return err_set(err, "%s: is a FIFO, not a regular file", path);
	if (S_ISSOCK(mode))
		return err_set(err, "%s: is a socket, not a regular file", path);
	return err_set(err, "%s: is a device, not a regular file", path);
}

static bool load(struct source *s, const char *path, int fd, size_t in_memory, struct err *err)
{
	struct stat st;
	size_t size;

	if (fstat(fd, &st))
		return err_system(err, path);
	if (!S_ISREG(st.st_mode))
		return refuse(path, st.st_mode, err);
	if (st.st_size < 0 || (uintmax_t)st.st_size > SIZE_MAX / 4)
		return err_set(err, "%s: too large for this machine", path);
	size = (size_t)st.st_size;
	s->file = st;
	if (size > in_memory && map(s, fd, size))
		return true;
	if (!read_all(s, fd, size, size > in_memory ? size : in_memory + 1))
		return err_system(err, path);
	return true;
}

struct source *source_from(int fd, const char *path, size_t in_memory, struct err *err)
{
	struct source *s = mem_zalloc(sizeof *s);

	s->guard = s->fd = -1;
	if (load(s, path, fd, in_memory, err))
		return s;
	source_free(s);
	return NULL;
}

struct source *source_open(const char *path, size_t in_memory, struct err *err)
{
	struct source *s;
	struct stat st;
	int fd, saved;

	/* Asked first, because opening a device may already do something to it;
	 * asked again when it is open, because it may be another by then. */
	if (!stat(path, &st) && !S_ISREG(st.st_mode)) {
		refuse(path, st.st_mode, err);
		return NULL;
	}
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		err_system(err, path);
		return NULL;
	}
	s = source_from(fd, path, in_memory, err);
	saved = errno;
	close(fd);
	errno = saved;
	return s;
}

void source_free(struct source *s)
{
	if (!s)
		return;
	if (s->guard < 0)
		free(s->bytes);
	else
		unmap(s);
	if (s->fd >= 0)
		close(s->fd);
	free(s);
}

/* ---- files that grow */
static bool is_source_of(const struct source *s, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_dev == s->file.st_dev &&
	       st->st_ino == s->file.st_ino && (uintmax_t)st->st_size >= s->size &&
	       (uintmax_t)st->st_size <= SIZE_MAX / 4;
}

static bool map_more(struct source *s, size_t size)
{
	char *bytes;

	if (guards[s->guard].damaged)
		return false;
	bytes = mremap(s->bytes, s->size, size, MREMAP_MAYMOVE);
	if (bytes == MAP_FAILED)
		return false;
	guards[s->guard].start = (uintptr_t)bytes;
	guards[s->guard].end = (uintptr_t)bytes + size;
	s->bytes = bytes;
	s->size = size;
	return true;
}

/* Whether the last bytes that were read are still those of the file. */
static bool goes_on(const struct source *s, int fd)
{
	size_t len = s->size < COMPARED ? s->size : COMPARED;
	char bytes[COMPARED];

	return pread(fd, bytes, len, (off_t)(s->size - len)) == (ssize_t)len &&
	       !memcmp(bytes, s->bytes + s->size - len, len);
}

/* Room for `size` bytes; pages that were put over a map go to the heap. */
static void make_room(struct source *s, size_t size)
{
	char *bytes;

	if (s->guard < 0) {
		s->bytes = mem_resize(s->bytes, size, 1);
		return;
	}
	bytes = mem_alloc(size);
	memcpy(bytes, s->bytes, s->size);
	unmap(s);
	s->bytes = bytes;
}

static bool read_more(struct source *s, int fd, size_t size)
{
	ssize_t n = 1;

	if (size > READ_MOST || !goes_on(s, fd)) /* it is time to map it */
		return false;
	make_room(s, size);
	while (s->size < size && n > 0) {
		n = pread(fd, s->bytes + s->size, size - s->size, (off_t)s->size);
		if (n > 0)
			s->size += (size_t)n;
	}
	return true;
}

bool source_grow(struct source *s, const char *path)
{
	struct stat st;
	bool ok;
	int fd;

	/* Where logs are put away there is none for a moment. */
	if (stat(path, &st) != 0)
		return true;
	if (!is_source_of(s, &st))
		return false;
	if ((size_t)st.st_size == s->size)
		return true;
	if (source_mapped(s))
		return !s->settled && map_more(s, (size_t)st.st_size);
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	ok = fd >= 0 && !fstat(fd, &st) && is_source_of(s, &st) &&
	     read_more(s, fd, (size_t)st.st_size);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* ---- its bytes */
const char *source_bytes(const struct source *s)
{
	return s->bytes;
}

size_t source_size(const struct source *s)
{
	return s->size;
}

bool source_mapped(const struct source *s)
{
	return s->guard >= 0 && s->settled < s->size;
}

/* ---- reading what is mapped */
static bool read_at(int fd, size_t at, size_t len, char *to)
{
	while (len) {
		ssize_t n = pread(fd, to, len, (off_t)at);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		if (n < 0)
			continue;
		to += n;
		at += (size_t)n;
		len -= (size_t)n;
	}
	return true;
}

const char *source_read(const struct source *s, size_t at, size_t len, char *room)
{
	if (s->fd < 0 || at + len <= s->settled || !read_at(s->fd, at, len, room))
		return s->bytes + at;
	return room;
}

static bool settle_piece(struct source *s, size_t len)
{
	char *own = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (own == MAP_FAILED)
		return false;
	if (read_at(s->fd, s->settled, len, own) &&
	    mremap(own, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, s->bytes + s->settled) !=
		    MAP_FAILED)
		return true;
	munmap(own, len);
	return false;
}

static bool is_unchanged(const struct source *s)
{
	struct stat st;

	return fstat(s->fd, &st) == 0 && (uintmax_t)st.st_size == s->size &&
	       st.st_mtim.tv_sec == s->file.st_mtim.tv_sec &&
	       st.st_mtim.tv_nsec == s->file.st_mtim.tv_nsec;
}

bool source_settle(struct source *s, size_t bytes)
{
	size_t left = s->size - s->settled;
	bool unchanged;

	if (!source_mapped(s))
		return true;
	bytes = bytes / page_size * page_size;
	bytes = !bytes ? page_size : bytes;
	bytes = bytes < left ? bytes : left;
	if (!settle_piece(s, bytes))
		return false;
	s->settled += bytes;
	if (s->settled < s->size)
		return true;
	unchanged = is_unchanged(s);
	close(s->fd);
	s->fd = -1;
	return unchanged;
}

size_t source_settled(const struct source *s)
{
	return s->guard < 0 ? s->size : s->settled;
}

bool source_unchanged(const struct source *s)
{
	return s->fd < 0 || is_unchanged(s);
}

bool source_damaged(const struct source *s)
{
	return s->guard >= 0 && guards[s->guard].damaged;
}

void source_want(const struct source *s, size_t start, size_t end)
{
#ifdef MADV_POPULATE_READ
	if (s->guard >= 0 && start < end) {
		start -= start % page_size;
		madvise(s->bytes + start, end - start, MADV_POPULATE_READ);
	}
#else
	(void)s, (void)start, (void)end;
#endif
}

void source_forget(const struct source *s, size_t start, size_t end)
{
	size_t from, to;

	if (s->guard < 0)
		return;
	/* Pages of our own would be lost. */
	start = start > s->settled ? start : s->settled;
	/* Whole pages only; the first is rounded up, not to take what comes before. */
	from = (start + page_size - 1) / page_size * page_size;
	to = end / page_size * page_size;
	if (from < to)
		madvise(s->bytes + from, to - from, MADV_DONTNEED);
}
