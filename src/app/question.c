/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Only y, n and Esc are answers; any other key takes the question away without one and
 * does what it does, so that nobody who reads on is held up.
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

bool question_key(struct app *app, const struct event *event, struct effects *effects)
{
	char answer[2] = "";
	bool no;

	app->mode = MODE_READ;
	if (event->type != EVENT_KEY)
		return false;
	if (event->key < 0x80)
		answer[0] = (char)event->key;
	no = event->key == KEY_ESCAPE || answer[0] == 'n' || answer[0] == 'N';
	if (!no && !(answer[0] && language_is_yes(answer)))
		return false;
	effects_add(effects, EFFECT_ANSWER, NULL, !no, app->question.what);
	return true;
}
