/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A long text set on all processors: cut between paragraphs, its parts are set at the
 * same time and written in their order.
 */
#ifndef LUTRIN_CLI_PARALLEL_H
#define LUTRIN_CLI_PARALLEL_H

#include <pthread.h>

#include "cli/command.h"
#include "layout/paragraph.h"
#include "text/article.h"

/* Threads that are of use at most, whatever there is. */
#define PARALLEL_MOST 8

/* How many processors we may run on, at least 1 and at most PARALLEL_MOST. */
int parallel_processors(void);

/* Starts a thread whose stack is large enough for all that a reading needs, as the first
 * one's is: some C libraries give 128 KiB.  False where that cannot be. */
bool parallel_start(pthread_t *thread, void *(*run)(void *), void *argument);

/* Writes all paragraphs of the article to job->out, with blank lines between, as they
 * are set one after the other.  False, and nothing written, where that is not worth it
 * or cannot be: a short text, one processor. */
bool parallel_print(struct job *job, struct article *a, const struct layout_options *layout);

#endif
