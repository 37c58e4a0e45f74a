/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mark is an offset in the model's table, a slot for each letter; they are kept with the
 * article's history as "a12,Z400".
 */
#include "app/marks.h"

#include <stdlib.h>
#include <string.h>

#include "app/move.h"
#include "app/run.h"
#include "base/language.h"

#define LETTERS 52

static int index_of(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a';
	return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 26 : -1;
}

static int mark_index(const char *key)
{
	return key && key[0] && !key[1] ? index_of(key[0]) : -1;
}

char mark_letter(int index)
{
	return (char)(index < 26 ? 'a' + index : 'A' + index - 26);
}

void marks_read(struct app *app, const char *text)
{
	while (text && *text) {
		int i = index_of(*text);
		char *end;
		unsigned long long offset = strtoull(text + 1, &end, 10);

		if (i < 0 || end == text + 1)
			return;
		if (offset < article_size(app->article))
			app->marks[i] = (size_t)offset + 1;
		text = end + (*end == ',');
	}
}

void marks_hand_out(struct app *app, struct effects *effects)
{
	struct str text;

	str_init(&text);
	for (int i = 0; i < LETTERS; i++)
		if (app->marks[i])
			str_addf(&text, "%s%c%zu", text.len ? "," : "", mark_letter(i),
				 app->marks[i] - 1);
	effects_add(effects, EFFECT_MARKS, text.data, 0, 0);
	str_release(&text);
	app->marks_changed = false;
}

bool do_set_mark(struct app *app, const struct call *call)
{
	int i = mark_index(call->argument);

	if (i < 0)
		return err_set(call->err, "A mark is a letter from a to z or A to Z");
	app->marks[i] = app->top.offset + 1;
	marks_hand_out(app, call->effects);
	app_say(app, _("Mark %s set"), call->argument);
	return true;
}

bool do_go_to_mark(struct app *app, const struct call *call)
{
	int i = mark_index(call->argument);
	size_t to;

	if (call->argument && (*call->argument == '?' || *call->argument == '\t'))
		return do_marks(app, call);
	if (call->argument && !strcmp(call->argument, "'")) {
		if (!app->jumps.len)
			return err_set(call->err, "No place to go back to");
		to = app->jumps.items[app->jumps.len - 1];
	} else if (i < 0) {
		return err_set(call->err, "A mark is a letter from a to z or A to Z");
	} else if (!app->marks[i]) {
		return err_set(call->err, "Mark %s is not set", call->argument);
	} else {
		to = app->marks[i] - 1;
	}
	jump_push(app);
	go_to_offset(app, to);
	return true;
}
