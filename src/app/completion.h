/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a word of a command line may go on as, and what each of that is: out of the tables
 * of commands, settings and contexts.  Inside of the application.
 */
#ifndef LUTRIN_APP_COMPLETION_H
#define LUTRIN_APP_COMPLETION_H

#include "app/model.h"

struct completion {
	char *word;
	char *about; /* in the reader's language; "" where the word says it all */
};

struct completions {
	VEC(struct completion) list; /* by word; owned */
};

/* The completions of the last word of `line`, which may be empty. */
void completions_find(const struct app *app, const char *line, struct completions *found);
void completions_release(struct completions *c);

#endif
