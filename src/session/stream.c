/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The descriptor may be shared with other programs, so it is not made
 * non-blocking: poll() says when a read will not wait.
 */
#include "session/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"

#define FIRST_BYTES 65536
#define SCREENFUL 4096   /* bytes, which also tell the encoding and the kind of text */
#define FIRST_MOMENT 150 /* milliseconds that the first ones may take, … */
#define SILENCE 20       /* … and without any: the writer has paused, … */
#define PAUSE 5          /* … of which a screenful is not held up for longer than this */
#define PIECE 65536
#define PIECES 8               /* that are taken in before the keys have their turn */
#define MOST ((size_t)1 << 30) /* /dev/zero has no end */

/* Reads one piece when one comes within `milliseconds` (-1: for ever).  Returns
 * the bytes, 0 at the end, -1 when nothing came or the read failed (errno 0 or
 * not). */
static ssize_t read_piece(int fd, int milliseconds, char *bytes)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	ssize_t n;
	int ready;

	errno = 0;
	ready = poll(&wait, 1, milliseconds);
	if (ready <= 0) {
		if (ready == 0 || errno == EINTR)
			errno = 0;
		return -1;
	}
	n = read(fd, bytes, PIECE);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		errno = 0;
	return n;
}

static int milliseconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int)((now.tv_sec - start->tv_sec) * 1000 +
		     (now.tv_nsec - start->tv_nsec) / 1000000);
}

/* How long to wait for the next piece of the first ones; -1: for ever. */
static int first_patience(size_t len, const struct timespec *start)
{
	int left = FIRST_MOMENT - milliseconds_since(start);
	int pause = len < SCREENFUL ? SILENCE : PAUSE;

	if (!len)
		return -1;
	return left < 0 ? 0 : left < pause ? left : pause;
}

/* Waits as long as it takes for the first byte, then a moment for the others. */
static bool read_first(struct stream *s, struct str *first, struct err *err)
{
	char *bytes = mem_alloc(PIECE);
	struct timespec start = {0};
	bool ok = true;

	while (s->fd >= 0 && first->len < FIRST_BYTES) {
		ssize_t n = read_piece(s->fd, first_patience(first->len, &start), bytes);

		if (n > 0) {
			if (!first->len)
				clock_gettime(CLOCK_MONOTONIC, &start);
			str_addn(first, bytes, (size_t)n);
		} else if (n == 0) {
			s->fd = -1;
		} else if (errno) {
			ok = err_system(err, _("standard input"));
			break;
		} else if (first->len) {
			break;
		}
	}
	free(bytes);
	return ok;
}

struct article *stream_open(struct stream *s, int fd, const struct article_options *options,
			    struct err *err)
{
	struct article *a = NULL;
	struct str first;

	*s = (struct stream){.fd = fd};
	str_init(&first);
	if (read_first(s, &first, err))
		a = article_from_bytes("", 0, options, err);
	if (a) {
		article_append(a, first.data, first.len, s->fd < 0);
		s->len = first.len;
	}
	str_release(&first);
	return a;
}

void stream_end(struct stream *s, struct article *a)
{
	if (s->fd < 0)
		return;
	s->fd = -1;
	article_append(a, "", 0, true);
}

bool stream_read(struct stream *s, struct article *a, struct err *err)
{
	char *bytes = mem_alloc(PIECE);
	ssize_t n = 1;
	bool ok = true;

	for (int i = 0; i < PIECES && n > 0 && s->fd >= 0; i++) {
		n = read_piece(s->fd, 0, bytes);
		if (n > 0) {
			article_append(a, bytes, (size_t)n, false);
			s->len += (size_t)n;
		} else if (n == 0) {
			stream_end(s, a);
		} else if (errno) {
			ok = err_system(err, _("standard input"));
			stream_end(s, a);
		}
		if (s->len >= MOST && s->fd >= 0) {
			ok = err_set(err, "standard input: only its first %zu MiB are shown",
				     MOST >> 20);
			stream_end(s, a);
		}
	}
	free(bytes);
	return ok;
}
