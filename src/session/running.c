/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one program that runs for the reader at a time.  The loop comes here again and
 * again while it does: what it wrote goes to the application as it comes, and its end.
 * One that writes without end is stopped.
 */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "session/inside.h"
#include "session/tools.h"

#define PIECE (64u << 10)      /* bytes of its output between two looks at the keys */
#define OUTPUT_MOST (1u << 20) /* bytes of output that are taken in */
#define TAIL_MOST 400          /* bytes of its last line that are kept */
#define LOOK_EVERY 100         /* milliseconds between two looks whether it has ended … */
#define LOOK_SOON 10           /* … once it writes no more */
#define LOOK_TOO 20            /* … and when something else is waited for */

/* ---- beginning */
static const char *setting_of(const struct session *s, enum task task)
{
	return task == TASK_DEFINE ? s->settings.dictionary_command : s->settings.speech_command;
}

static const char *language_of(const struct session *s)
{
	const char *set = s->settings.language, *found;

	if (*set && strcmp(set, "auto"))
		return set;
	found = article_language(s->document->article);
	/* For translators, the tag of the language you translate to. */
	return found ? found : _("en");
}

static bool start(struct session *s, const struct config_words *words, const char *text,
		  bool *missing, struct err *err)
{
	struct running *r = &s->running;

	return program_start(&r->program, words->words.items, text, strlen(text),
			     r->task == TASK_SPEECH ? PROGRAM_ERRORS : PROGRAM_ALL, missing, err);
}

static bool start_command(struct session *s, const char *command, const char *text, struct err *err)
{
	struct config_words words = {0};
	bool missing, ok;

	if (*s->settings.shell) {
		if (!tools_words_for_shell(s->settings.shell, command, &words, err))
			return false;
	} else if (tools_wants_shell(command)) {
		return err_set(err, "This wants a shell: set shell sh");
	} else if (!tools_words(command, NULL, &words, err)) {
		return false;
	}
	ok = start(s, &words, text, &missing, err);
	config_release(&words);
	return ok;
}

/* The program of a setting, or the first that is there of those that are known. */
static bool start_known(struct session *s, enum task task, const char *text, struct err *err)
{
	const struct tools_fields fields = {task == TASK_DEFINE ? text : NULL, language_of(s)};
	const char *set = setting_of(s, task), *command;
	bool missing = true, ok = false;
	struct str line;

	/* A line of its own; one that begins with ! could be an order to spd-say. */
	str_init(&line);
	str_addf(&line, "%s%s\n", *text == '!' ? " " : "", text);
	for (size_t i = 0; missing && !ok && (command = tools_candidate(task, set, i)); i++) {
		struct config_words words = {0};

		missing = false;
		if (!tools_words(command, &fields, &words, err))
			break;
		ok = start(s, &words, line.data, &missing, err);
		config_release(&words);
	}
	str_release(&line);
	if (!ok && missing && !*set)
		err_set(err,
			task == TASK_DEFINE
				? N_("no dictionary found: install dict, or set dictionary-command")
				: N_("no voice found: install espeak-ng, or set speech-command"));
	return ok;
}

static void tell_end(struct session *s, const struct err *why)
{
	const struct event event = {
		.type = EVENT_ENDED,
		.now = time(NULL),
		.number = s->running.task,
		.ok = !why,
		.text = why ? why->text : NULL,
	};

	perform_event(s, &event);
}

void running_start(struct session *s, enum task task, const char *command, const char *text)
{
	struct running *r = &s->running;
	struct err err;
	bool ok;

	running_stop(s);
	r->task = task;
	r->written = r->lines = 0;
	str_clear(&r->tail);
	if (!session_runs_programs(s, &err))
		ok = false;
	else if (task == TASK_PIPE)
		ok = start_command(s, command, text, &err);
	else
		ok = start_known(s, task, text, &err);
	if (!ok)
		tell_end(s, &err);
}

/* ---- while it runs */
static void remember_line(struct running *r, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\n') {
			r->line_ended = true;
			continue;
		}
		if (r->line_ended || !r->lines) {
			str_clear(&r->tail);
			r->lines++;
			r->line_ended = false;
		}
		if (r->tail.len < TAIL_MOST)
			str_addc(&r->tail, bytes[i]);
	}
}

/* Takes in what it wrote; false: nothing now. */
static bool take_output(struct session *s, char *bytes)
{
	struct running *r = &s->running;
	size_t n = program_read(&r->program, bytes, PIECE);
	const struct event event = {
		.type = EVENT_OUTPUT, .now = time(NULL), .text = bytes, .len = n};

	if (!n)
		return false;
	r->written += n;
	remember_line(r, bytes, n);
	if (r->task != TASK_SPEECH)
		perform_event(s, &event);
	return true;
}

/* What a program that failed says of it in one line says more than its status. */
static void say_in_its_words(const struct running *r, struct err *err)
{
	const char *slash = strrchr(r->program.name, '/'), *line = r->tail.data;
	const char *name = slash ? slash + 1 : r->program.name;

	if (!r->lines || (r->lines > 1 && r->task != TASK_SPEECH))
		return;
	if (!strncmp(line, name, strlen(name)))
		err_set(err, "%s", line);
	else
		err_set(err, "%s: %s", name, line);
}

static void look_for_end(struct session *s, char *bytes)
{
	struct running *r = &s->running;
	struct err err;
	bool ok;

	if (!program_ended(&r->program, &ok, &err))
		return;
	while (r->written <= OUTPUT_MOST && take_output(s, bytes))
		;
	if (!ok)
		say_in_its_words(r, &err);
	program_release(&r->program);
	tell_end(s, ok ? NULL : &err);
}

void running_look(struct session *s)
{
	struct running *r = &s->running;
	struct err err;
	char *bytes;

	if (!r->program.pid)
		return;
	bytes = mem_alloc(PIECE);
	if (take_output(s, bytes) && r->written > OUTPUT_MOST) {
		err_set(&err, "%s: stopped, after a megabyte of output", r->program.name);
		program_stop(&r->program);
		tell_end(s, &err);
	} else if (r->program.pid) {
		look_for_end(s, bytes);
	}
	free(bytes);
}

int running_patience(const struct session *s)
{
	const struct program *p = &s->running.program;

	if (!p->pid)
		return -1;
	if (s->document->stream.fd >= 0)
		return LOOK_TOO;
	return p->fd < 0 ? LOOK_SOON : LOOK_EVERY;
}

void running_stop(struct session *s)
{
	struct program *p = &s->running.program;
	const char *silencer;

	if (!p->pid)
		return;
	silencer = s->running.task == TASK_SPEECH ? tools_silencer(p->name) : NULL;
	program_stop(p);
	if (silencer)
		program_feed(silencer, "", 0, NULL, NULL);
}
