/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands that hand a part of the text to a program, whose words come to the window.
 */
#include "app/tools.h"

#include "app/list.h"
#include "app/move.h"
#include "app/prompt.h"
#include "app/run.h"
#include "app/select.h"
#include "app/window.h"
#include "base/language.h"
#include "text/passage.h"
#include "text/sentence.h"

#define PASSAGE_MOST ((size_t)8 << 20) /* bytes that a program is given */

/* The selection, else the sentence, note or paragraph in focus. */
static bool passage_meant(const struct app *app, struct span *passage, struct err *err)
{
	*passage = app->focus.span;
	if (app->mode == MODE_SELECT)
		*passage = selection_span(app);
	else if (app->focus.kind == FOCUS_PLACE &&
		 !article_paragraph_at(app->article, app->focus.span.start, passage))
		return err_set(err, "The text is empty");
	if (span_length(*passage) > PASSAGE_MOST)
		return err_set(err, "This passage is too long: select less of it");
	return !span_empty(*passage) || err_set(err, "The text is empty");
}

/* The selection, else the word that search-word would take. */
static bool word_meant(const struct app *app, struct span *word, struct err *err)
{
	size_t at = app->focus.span.start;
	struct span p;

	if (app->mode == MODE_SELECT)
		return passage_meant(app, word, err);
	if (!span_empty(app->search.current) && span_overlaps(app->search.current, app->focus.span))
		at = app->search.current.start;
	if (!article_paragraph_at(app->article, at, &p))
		return err_set(err, "The text is empty");
	*word = word_at(article_text(app->article), p, at);
	return !span_empty(*word) || err_set(err, "No word here");
}

/* Looks `word` up, or what stands in the text. */
static void define(struct app *app, const char *word, struct span passage, struct effects *effects)
{
	struct str text;

	str_init(&text);
	if (word)
		str_add(&text, word);
	else
		flat_passage(&text, app->article, passage);
	window_open(app, TASK_DEFINE, text.data, passage);
	effects_run(effects, TASK_DEFINE, NULL, text.data);
	str_release(&text);
}

bool do_define(struct app *app, const struct call *call)
{
	struct span word;

	if (!word_meant(app, &word, call->err))
		return false;
	define(app, call->argument, word, call->effects);
	return true;
}

void tools_define_next(struct app *app, bool forward, struct effects *effects)
{
	const char *text = article_text(app->article);
	struct span passage = app->window.passage, p, word;

	if (!article_paragraph_at(app->article, passage.start, &p))
		return;
	if (forward ? word_after(text, p, passage.end - 1, &word)
		    : word_before(text, p, passage.start, &word))
		define(app, NULL, word, effects);
}

bool do_pipe(struct app *app, const struct call *call)
{
	struct span passage;
	struct str text;

	if (!call->argument) {
		prompt_open(app, PROMPT_PIPE, false);
		return true;
	}
	if (!passage_meant(app, &passage, call->err))
		return false;
	str_init(&text);
	passage_text(app->article, passage, &text);
	str_add(&text, "\n");
	window_open(app, TASK_PIPE, call->argument, passage);
	effects_run(call->effects, TASK_PIPE, call->argument, text.data);
	str_release(&text);
	return true;
}
