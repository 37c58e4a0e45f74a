/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Output is gathered in a string and written in large pieces by write(2), because
 * the reason of a failure must be known when it is told, and stdio forgets it.
 */
#include "cli/command.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "layout/shown.h"

#define PIECE ((size_t)1 << 16)
#define PROGRESS_AFTER 1000 /* milliseconds */
#define PROGRESS_EVERY 100
#define PROGRESS_CELLS 50

/* ---- progress */
static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void clear_progress(struct job *job)
{
	if (job->progress.shown)
		fprintf(stderr, "\r%*s\r", PROGRESS_CELLS, "");
	job->progress.shown = 0;
}

void job_progress(struct job *job, size_t done, size_t all)
{
	int64_t now;
	int cells;

	now = milliseconds();
	if (!job->progress.began)
		job->progress.began = now;
	if (now - job->progress.began < PROGRESS_AFTER ||
	    (job->progress.shown && now - job->progress.shown < PROGRESS_EVERY))
		return;
	if (!isatty(STDERR_FILENO)) {
		job->progress.began = INT64_MAX; /* it is not asked for each file */
		return;
	}
	fputc('\r', stderr);
	cells = fprintf(stderr, _("%zu of %zu articles"), done, all);
	if (cells < PROGRESS_CELLS)
		fprintf(stderr, "%*s", PROGRESS_CELLS - cells, "");
	job->progress.shown = now;
}

/* Whoever reads this is a person, wherever it goes. */
static void tell(struct job *job, const char *text)
{
	struct str shown;

	clear_progress(job);
	str_init(&shown);
	shown_add(&shown, text, strlen(text));
	/* One write, so that lines of several programs do not mix. */
	fprintf(stderr, "%s: %s\n", PACKAGE, shown.data);
	str_release(&shown);
}

static void worsen(struct job *job, int status)
{
	if (job->status < status)
		job->status = status;
}

void job_fail(struct job *job, const struct err *err)
{
	tell(job, err->text);
	worsen(job, JOB_FAILED);
}

void job_refuse(struct job *job, const struct err *err)
{
	tell(job, err->text);
	worsen(job, JOB_NO);
}

void job_warn(struct job *job, const char *text)
{
	tell(job, text);
}

void job_misuse(struct job *job, const struct err *err)
{
	struct err with_hint;

	err_set(&with_hint, "%s (--help tells more)", err->text);
	job_fail(job, &with_hint);
}

/* Writes all bytes, waiting where the other end is slow and non-blocking. */
static int write_all(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);

		if (n >= 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			struct pollfd fd = {.fd = STDOUT_FILENO, .events = POLLOUT};

			poll(&fd, 1, -1);
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

/* Programs get the bytes, a terminal what shows of them. */
static int write_out(const struct str *bytes)
{
	struct str shown;
	int error;

	if (!isatty(STDOUT_FILENO))
		return write_all(bytes->data, bytes->len);
	str_init(&shown);
	shown_add(&shown, bytes->data, bytes->len);
	error = write_all(shown.data, shown.len);
	str_release(&shown);
	return error;
}

void job_flush(struct job *job)
{
	clear_progress(job);
	if (job->out.len && !job->out_error)
		job->out_error = write_out(&job->out);
	str_clear(&job->out);
}

bool job_put(struct job *job)
{
	if (job->out.len >= PIECE)
		job_flush(job);
	return !job->out_error;
}

void job_finish(struct job *job)
{
	struct err err;
	bool wrote = job->out.len > 0 || job->out_error;

	job_flush(job);
	/* Some file systems tell of a full disk only here. */
	if (wrote && close(STDOUT_FILENO) && !job->out_error)
		job->out_error = errno;
	if (!job->out_error)
		return;
	worsen(job, JOB_FAILED);
	/* Nobody listens any more: that needs no words. */
	if (job->out_error == EPIPE)
		return;
	errno = job->out_error;
	err_system(&err, _("standard output"));
	tell(job, err.text);
}

char *job_value(const struct job *job, int id)
{
	for (size_t i = job->given.len; i-- > 0;)
		if (job->given.items[i].id == id)
			return job->given.items[i].value;
	return NULL;
}

bool job_has(const struct job *job, int id)
{
	for (size_t i = 0; i < job->given.len; i++)
		if (job->given.items[i].id == id)
			return true;
	return false;
}

bool job_number(const struct job *job, int id, const char *name, size_t low, size_t *n,
		struct err *err)
{
	const char *value = job_value(job, id);
	unsigned long number;
	char *end;

	if (!value)
		return true;
	errno = 0;
	number = strtoul(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end || errno || number < low || number > INT_MAX)
		return err_set(err, "%s: \"%s\" is not a number from %zu on", name, value, low);
	*n = number;
	return true;
}

void job_writes_notes(const struct job *job, struct writable *w)
{
	writable_add_own(w);
	writable_add_article(w, job->operands.items[0]);
}

bool job_read_input(size_t limit, struct str *out, struct err *err)
{
	char piece[PIECE];

	for (;;) {
		ssize_t n = read(STDIN_FILENO, piece, sizeof piece);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN) {
			struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};

			poll(&fd, 1, -1);
			continue;
		}
		if (n < 0)
			return err_system(err, _("standard input"));
		if (n == 0)
			return true;
		if ((size_t)n > limit - out->len)
			return err_set(err, "standard input: more than %zu bytes", limit);
		str_addn(out, piece, (size_t)n);
	}
}
