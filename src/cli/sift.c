/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files are cut into batches.  Every worker takes the next one that nobody has, and
 * leaves a byte for each of its files; who asks for the verdict of a batch that is not
 * there yet is a worker too, until it is.  So with one processor nothing is done ahead of
 * its time and no thread is made.  A worker has a query of its own, one piece of memory
 * into which it reads file after file, and the folder of the last one open, from which
 * the way to the next is short.
 */
#include "cli/sift.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/parallel.h"
#include "notes/sidecar.h"
#include "text/texts.h"

#define BATCH ((size_t)32)      /* files */
#define FEW ((size_t)256)       /* files for which no thread is worth its making */
#define SHORT ((size_t)1 << 20) /* bytes of a file that is looked at */

struct worker {
	pthread_t thread;
	struct sift *sift;
	struct query *query;
	char *bytes;       /* SHORT; NULL until it is needed */
	size_t len;        /* of them, of the file that was read last */
	struct str folder; /* with its slash … */
	int folder_fd;     /* … open; -1: none is, or it cannot be */
	struct str path, text;
};

struct sift {
	const struct paths *paths;
	struct sift_options options;
	pthread_mutex_t lock;  /* on what follows, but for the workers' own */
	pthread_cond_t done;   /* a batch is */
	size_t batches, taken; /* those that are not taken will not be, once it is over */
	bool *ready;           /* for each batch */
	unsigned char *verdicts;
	struct worker workers[PARALLEL_MOST + 1]; /* the first is the caller's thread */
	int started;
};

/* ---- reading */

/* The folder of a path is opened once for all of its files that follow each other. */
static int open_file(struct worker *w, const char *path)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 0;

	if (!slash)
		return open(path, flags);
	if (len != w->folder.len || memcmp(path, w->folder.data, len) != 0) {
		if (w->folder_fd >= 0)
			close(w->folder_fd);
		str_clear(&w->folder);
		str_addn(&w->folder, path, len);
		w->folder_fd = open(w->folder.data, O_PATH | O_DIRECTORY | O_CLOEXEC);
	}
	return w->folder_fd < 0 ? open(path, flags) : openat(w->folder_fd, path + len, flags);
}

/* Reads a short file; false: it is not that, or another wants to tell about it (errno: 0,
 * or why), and some of its bytes may be there. */
static bool read_short(struct worker *w, const char *path)
{
	ssize_t n = -1;
	int fd;

	if (!w->bytes)
		w->bytes = mem_alloc(SHORT);
	w->len = 0;
	fd = open_file(w, path);
	if (fd < 0)
		return false;
	while (w->len < SHORT && (n = read(fd, w->bytes + w->len, SHORT - w->len)) > 0)
		w->len += (size_t)n;
	close(fd);
	errno = 0;
	return n == 0;
}

/* ---- looking */
bool sift_note(struct query *q, const struct note *n, struct str *text)
{
	struct span match;

	str_clear(text);
	str_add(text, n->text ? n->text : "");
	note_write_other_tags(n, text); /* those that are no words of it */
	return query_match(q, text->data, 0, 0, text->len, &match);
}

static bool any_note_matches(struct worker *w, const struct notebook *b)
{
	for (size_t i = 0; i < notebook_count(b); i++)
		if (sift_note(w->query, notebook_at(b, i), &w->text))
			return true;
	return false;
}

/* What there would be to tell of a sidecar is left to the opening. */
static enum sift_verdict look_at_notes(struct worker *w, const char *path, bool matches)
{
	const struct notebook_writer nobody = {0};
	struct sidecar_report report = {0};
	struct notebook *b;
	struct err err;
	bool good;

	str_clear(&w->path);
	str_addf(&w->path, "%s%s", path, PATHS_SIDECAR);
	if (!read_short(w, w->path.data))
		return errno != ENOENT ? SIFT_OPEN : matches ? SIFT_MATCHES : SIFT_NOTHING;
	b = notebook_new(&nobody);
	good = sidecar_parse(b, w->bytes, w->len, &report, &err) && !report.not_understood &&
	       report.version <= SIDECAR_VERSION;
	matches = matches || (good && any_note_matches(w, b));
	notebook_free(b);
	if (!good || query_gave_up(w->query) || (matches && !w->sift->options.names))
		return SIFT_OPEN;
	return matches ? SIFT_MATCHES : SIFT_NOTHING;
}

static enum sift_verdict look_at(struct worker *w, const char *path,
				 const struct paths_about *about)
{
	const struct sift_options *options = &w->sift->options;
	enum query_glance glance;
	bool whole;

	if (about->notes == PATHS_NOTES_UNKNOWN && !about->found)
		return SIFT_OPEN;
	whole = read_short(w, path);
	if (about->found && texts_is_binary(w->bytes, w->len))
		return SIFT_BINARY;
	if (!whole || about->notes == PATHS_NOTES_UNKNOWN || !options->utf8 ||
	    memchr(w->bytes, '\0', w->len) || !utf8_valid(w->bytes, w->len))
		return SIFT_OPEN;
	glance = query_glance(w->query, w->bytes, w->len);
	if (glance == QUERY_PERHAPS || (glance == QUERY_MATCHES && !options->names))
		return SIFT_OPEN;
	if (about->notes == PATHS_NOTES_BESIDE)
		return look_at_notes(w, path, glance == QUERY_MATCHES);
	return glance == QUERY_MATCHES ? SIFT_MATCHES : SIFT_NOTHING;
}

/* ---- working */

/* Looks at the next batch that nobody has; false: there is none.  The lock is held, but
 * not meanwhile. */
static bool do_batch(struct worker *w)
{
	struct sift *s = w->sift;
	size_t batch, end;

	if (s->taken == s->batches)
		return false;
	batch = s->taken++;
	pthread_mutex_unlock(&s->lock);
	end = (batch + 1) * BATCH < s->paths->items.len ? (batch + 1) * BATCH : s->paths->items.len;
	for (size_t i = batch * BATCH; i < end; i++)
		s->verdicts[i] = (unsigned char)look_at(w, s->paths->items.items[i],
							&s->paths->about.items[i]);
	pthread_mutex_lock(&s->lock);
	s->ready[batch] = true;
	pthread_cond_signal(&s->done);
	return true;
}

static void *work(void *worker)
{
	struct worker *w = worker;

	pthread_mutex_lock(&w->sift->lock);
	while (do_batch(w))
		continue;
	pthread_mutex_unlock(&w->sift->lock);
	return NULL;
}

enum sift_verdict sift_at(struct sift *s, size_t index)
{
	enum sift_verdict verdict;

	pthread_mutex_lock(&s->lock);
	while (!s->ready[index / BATCH])
		if (!do_batch(&s->workers[0]))
			pthread_cond_wait(&s->done, &s->lock);
	verdict = (enum sift_verdict)s->verdicts[index];
	pthread_mutex_unlock(&s->lock);
	return verdict;
}

static void worker_init(struct worker *w, struct sift *s, struct query *query)
{
	*w = (struct worker){.sift = s, .query = query, .folder_fd = -1};
	str_init(&w->folder);
	str_init(&w->path);
	str_init(&w->text);
}

static void worker_release(struct worker *w)
{
	if (w->folder_fd >= 0)
		close(w->folder_fd);
	str_release(&w->folder);
	str_release(&w->path);
	str_release(&w->text);
	free(w->bytes);
}

/* Starts one thread more; false where that cannot be. */
static bool start(struct sift *s)
{
	struct worker *w = &s->workers[s->started + 1];
	struct err err;
	struct query *query = query_new(query_pattern(s->options.query), s->options.regex, &err);

	if (!query)
		return false;
	worker_init(w, s, query);
	if (parallel_start(&w->thread, work, w)) {
		s->started++;
		return true;
	}
	worker_release(w);
	query_free(query);
	return false;
}

struct sift *sift_new(const struct paths *paths, const struct sift_options *options)
{
	struct sift *s = mem_zalloc(sizeof *s);
	int wanted = paths->items.len < FEW ? 0 : parallel_processors() - 1;

	s->paths = paths;
	s->options = *options;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->done, NULL);
	s->batches = (paths->items.len + BATCH - 1) / BATCH;
	s->ready = mem_zalloc(s->batches + 1);
	s->verdicts = mem_zalloc(paths->items.len + 1);
	worker_init(&s->workers[0], s, options->query);
	while (s->started < wanted && start(s))
		continue;
	return s;
}

void sift_free(struct sift *s)
{
	pthread_mutex_lock(&s->lock);
	s->taken = s->batches;
	pthread_mutex_unlock(&s->lock);
	for (int i = 1; i <= s->started; i++) {
		pthread_join(s->workers[i].thread, NULL);
		query_free(s->workers[i].query);
		worker_release(&s->workers[i]);
	}
	worker_release(&s->workers[0]);
	pthread_cond_destroy(&s->done);
	pthread_mutex_destroy(&s->lock);
	free(s->ready);
	free(s->verdicts);
	free(s);
}
