/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line at the bottom: commands and patterns.  Inside of the application.
 */
#ifndef LUTRIN_APP_PROMPT_H
#define LUTRIN_APP_PROMPT_H

#include "app/completion.h"
#include "app/model.h"

/* A prompt that is open gives way. */
void prompt_open(struct app *app, enum prompt_kind kind, bool backward);
/* A key that has no command there, or a paste: what is typed. */
void prompt_key(struct app *app, const struct event *event);
void prompt_close(struct app *app);
/* Gives up an open prompt, where there is one: the text is as it was before. */
void prompt_leave(struct app *app);
/* A line that may be brought back; `effects` (NULL: it comes from there) has it kept. */
void prompt_remember(struct app *app, enum prompt_kind kind, const char *line,
		     struct effects *effects);
/* The completions of what stands in the prompt; none where none were asked for.  Yours. */
void prompt_completions(const struct app *app, struct completions *found);

#endif
