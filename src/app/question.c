/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * While a question stands no other key does anything: what is typed ahead must not
 * answer it, so neither Enter nor Space means yes.
 */
#include "app/question.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/mem.h"

void question_ask(struct app *app, const char *text, int what)
{
	if (app->mode != MODE_READ || app->keys.len || app->wants_key != COMMAND_COUNT)
		return;
	free(app->question.text);
	app->question.text = mem_strdup(text);
	app->question.what = what;
	app->mode = MODE_QUESTION;
}

void question_key(struct app *app, const struct event *event, struct effects *effects)
{
	char answer[2] = "";
	bool no;

	if (event->type != EVENT_KEY)
		return;
	if (event->key < 0x80)
		answer[0] = (char)event->key;
	no = event->key == KEY_ESCAPE || event->key == ('c' | KEY_CTRL) || answer[0] == 'n' ||
	     answer[0] == 'N' || answer[0] == 'q';
	if (!no && !(answer[0] && language_is_yes(answer)))
		return;
	app->mode = MODE_READ;
	effects_add(effects, EFFECT_ANSWER, NULL, !no, app->question.what);
}
