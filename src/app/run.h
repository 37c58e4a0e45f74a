/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running commands and telling how it went.  Inside of the application.
 */
#ifndef LUTRIN_APP_RUN_H
#define LUTRIN_APP_RUN_H

#include "app/commands.h"
#include "app/model.h"

/* One run of a command. */
struct call {
	enum command_id id;   /* app_run() sets it */
	int count;            /* 0: none given */
	const char *argument; /* NULL: none */
	time_t now;
	struct effects *effects;
	struct err *err;
};

void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *text);
/* How the bytes were read, where that may be wrong. */
void app_tell_encoding(struct app *app);
/* `line` without its first `words` words and the blanks behind them. */
const char *app_rest(const char *line, int words);
/* Where the value of a setting came from, in words (borrowed). */
const char *app_origin(const struct settings *s, size_t setting);
/* Whose keys count now. */
enum context app_context(const struct app *app);
enum context app_context_of(enum mode mode);
/* Leaves for another article, with what must be kept … */
void app_open(struct app *app, const char *path, struct effects *effects);
/* … or for good. */
void app_leave(struct app *app, struct effects *effects);
/* Whether annotations may be changed. */
bool app_may_edit(const struct app *app, struct err *err);
bool app_run(struct app *app, enum command_id id, const struct call *call);
bool app_run_line(struct app *app, const char *line, int count, time_t now, struct effects *effects,
		  struct err *err);

/* ---- the handlers of commands.def */
#define SECTION(title)
#define CMD(id, name, keys, flags, handler, help) \
	bool handler(struct app *app, const struct call *call);
#include "app/commands.def"
#undef CMD
#undef SECTION

#endif
