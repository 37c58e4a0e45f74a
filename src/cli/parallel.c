/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Workers take the next part of the text, set it into a string of its own and put that
 * into a ring, whose slots the main thread writes out in turn.  As long as the next one is
 * not there it is a worker too, so that there is a thread for each processor and none has
 * to be waited for by an idle one.  A worker that is a whole ring ahead waits, so that no
 * more than the ring is ever held.  Everything but the setting itself is done under one lock.
 */
#include "cli/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cli/page.h"
#include "layout/block.h"

#define LEAST ((size_t)256 << 10) /* bytes of a text that is worth it */
#define PART ((size_t)64 << 10)
#define AHEAD 8 /* parts for each worker that may be set before they are written */
#define RING ((size_t)AHEAD * PARALLEL_MOST)
#define STACK ((size_t)1 << 20)
#define HUGE_PART ((size_t)1 << 20) /* bytes that are not kept but written as they come */

struct part {
	struct span span; /* whole paragraphs, and the blank space behind them */
	struct str out;
	bool done;
};

struct press {
	struct article *article;
	const struct layout_options *layout;
	size_t slots; /* of the ring, that are used */
	pthread_mutex_t lock;
	pthread_cond_t done, room; /* a part is done; the ring has room */
	struct part ring[RING];
	size_t taken, written; /* parts */
	size_t next;           /* where the next part begins */
	bool ended, stopped;   /* the last part was taken; nobody wants more */
};

struct worker {
	pthread_t thread;
	struct press *press;
	struct layout_options layout; /* with a hyphenator of its own */
};

/* ---- parts */

/* Where a part that begins at `from` ends: before the paragraph some way on. */
static size_t part_end(struct article *a, size_t from)
{
	size_t size = article_size(a);
	struct span p, next;

	if (size - from <= PART || !article_paragraph_at(a, from + PART, &p))
		return size;
	if (p.start > from)
		return p.start;
	return article_paragraph_after(a, p, &next) ? next.start : size;
}

static bool ring_is_full(const struct press *press)
{
	return press->taken - press->written >= press->slots;
}

/* The number of the next part, SIZE_MAX where there is none, or no room; its span is
 * filled. */
static size_t take_part(struct press *press)
{
	struct part *part;

	if (press->stopped || press->ended || ring_is_full(press))
		return SIZE_MAX;
	part = &press->ring[press->taken % press->slots];
	part->span.start = press->next;
	part->span.end = press->next = part_end(press->article, press->next);
	part->done = false;
	str_clear(&part->out);
	press->ended = press->next >= article_size(press->article);
	return press->taken++;
}

/* Sets the paragraphs of a part; with `job` what comes goes out at once, and false is
 * that nobody wants more. */
static bool set_part(const struct article *a, const struct layout_options *layout, struct span part,
		     struct str *out, struct job *job)
{
	struct span p;
	bool more = article_paragraph_at(a, part.start, &p), first = part.start == 0;

	for (; more && p.start < part.end && p.start >= part.start;
	     more = article_paragraph_after(a, p, &p), first = false) {
		struct span block = block_at(a, p, p.start, 0);

		if (!first)
			str_addc(out, '\n');
		page_add_block(out, a, block, layout);
		while (block.end < p.end) {
			if (job && !job_put(job))
				return false;
			block = block_at(a, p, block.end, 0);
			page_add_block(out, a, block, layout);
		}
	}
	return true;
}

static bool is_huge(const struct part *part)
{
	return span_length(part->span) > HUGE_PART;
}

/* Sets the next part; false: there is none that could be.  The lock is held, but not
 * meanwhile. */
static bool do_part(struct press *press, const struct article *view,
		    const struct layout_options *layout)
{
	size_t number = take_part(press);
	struct part *part;

	if (number == SIZE_MAX)
		return false;
	part = &press->ring[number % press->slots];
	pthread_mutex_unlock(&press->lock);
	if (!is_huge(part))
		set_part(view, layout, part->span, &part->out, NULL);
	pthread_mutex_lock(&press->lock);
	part->done = true;
	return true;
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct press *press = worker->press;
	struct article *view;

	pthread_mutex_lock(&press->lock);
	view = article_view(press->article);
	while (!press->stopped && !press->ended)
		if (do_part(press, view, &worker->layout))
			pthread_cond_signal(&press->done);
		else if (!press->stopped && !press->ended)
			pthread_cond_wait(&press->room, &press->lock);
	pthread_mutex_unlock(&press->lock);
	article_view_free(view);
	return NULL;
}

/* ---- writing */
static void write_parts(struct press *press, struct job *job)
{
	struct article *view;
	bool wanted;

	pthread_mutex_lock(&press->lock);
	view = article_view(press->article);
	while (!press->stopped && !(press->ended && press->written == press->taken)) {
		struct part *part = &press->ring[press->written % press->slots];

		if (press->written == press->taken || !part->done) {
			if (!do_part(press, view, press->layout))
				pthread_cond_wait(&press->done, &press->lock);
			continue;
		}
		pthread_mutex_unlock(&press->lock);
		str_addn(&job->out, part->out.data, part->out.len);
		wanted =
			!is_huge(part) || set_part(view, press->layout, part->span, &job->out, job);
		pthread_mutex_lock(&press->lock);
		press->stopped = !job_put(job) || !wanted;
		press->written++;
		pthread_cond_broadcast(&press->room);
	}
	pthread_mutex_unlock(&press->lock);
	article_view_free(view);
}

int parallel_processors(void)
{
	int processors;
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	processors = CPU_COUNT(&set);
	return processors < PARALLEL_MOST ? processors : PARALLEL_MOST;
}

bool parallel_start(pthread_t *thread, void *(*run)(void *), void *argument)
{
	pthread_attr_t how;
	bool started;

	if (pthread_attr_init(&how) != 0)
		return false;
	started = pthread_attr_setstacksize(&how, STACK) == 0 &&
		  pthread_create(thread, &how, run, argument) == 0;
	pthread_attr_destroy(&how);
	return started;
}

/* Beside the main thread: one for each other processor that we may run on. */
static int count_workers(const struct article *a)
{
	return article_size(a) < LEAST ? 0 : parallel_processors() - 1;
}

static bool start(struct worker *worker, struct press *press)
{
	const struct hyphenator *h = press->layout->hyphenate;

	*worker = (struct worker){.press = press, .layout = *press->layout};
	if (h && !(worker->layout.hyphenate = hyphenator_share(h)))
		return false;
	if (parallel_start(&worker->thread, work, worker))
		return true;
	hyphenator_free(worker->layout.hyphenate);
	return false;
}

bool parallel_print(struct job *job, struct article *a, const struct layout_options *layout)
{
	struct press press = {.article = a,
			      .layout = layout,
			      .lock = PTHREAD_MUTEX_INITIALIZER,
			      .done = PTHREAD_COND_INITIALIZER,
			      .room = PTHREAD_COND_INITIALIZER};
	int wanted = count_workers(a), started = 0;
	struct worker workers[PARALLEL_MOST];

	press.slots = AHEAD * (size_t)(wanted + 1);
	for (size_t i = 0; i < press.slots; i++)
		str_init(&press.ring[i].out);
	while (started < wanted && start(&workers[started], &press))
		started++;
	if (started)
		write_parts(&press, job);
	for (int i = 0; i < started; i++) {
		pthread_join(workers[i].thread, NULL);
		hyphenator_free(workers[i].layout.hyphenate);
	}
	for (size_t i = 0; i < press.slots; i++)
		str_release(&press.ring[i].out);
	return started > 0;
}
