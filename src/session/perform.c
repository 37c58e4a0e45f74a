/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Effects are a queue: performing one may give the application an event that
 * asks for more, which go to its end.  What writes to the disk may take as long as
 * a disk does, so it waits until the reader has seen what it is about.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "base/moment.h"
#include "session/editing.h"
#include "session/habit.h"
#include "session/history.h"
#include "session/inside.h"
#include "session/program.h"
#include "session/shelf.h"

enum clipboard { CLIPBOARD_OSC52, CLIPBOARD_COMMAND, CLIPBOARD_OFF };

static void give(struct session *s, enum event_type type, bool ok, const char *text, size_t len)
{
	const struct event event = {
		.type = type,
		.now = time(NULL),
		.ok = ok,
		.text = text,
		.len = len,
	};

	app_update(s->document->app, &event, &s->effects);
}

void perform_message(struct session *s, bool ok, const char *text)
{
	if (text[0])
		give(s, EVENT_MESSAGE, ok, text, strlen(text));
}

/* One save for all that wait: it writes the notes as they are now. */
static void drop_saves(struct effects *e)
{
	for (size_t i = e->list.len; i-- > 0;)
		if (e->list.items[i].type == EFFECT_SAVE)
			vec_remove(&e->list, i);
}

static void save(struct session *s)
{
	struct store_notice notice = {""};
	struct err err;

	drop_saves(&s->effects);
	if (document_save(s->document, time(NULL), &notice, &err))
		give(s, EVENT_SAVED, true, notice.text, strlen(notice.text));
	else
		give(s, EVENT_SAVED, false, err.text, strlen(err.text));
}

/* A stream that has not ended is known by no content yet. */
static void save_place(struct session *s, size_t offset)
{
	struct document *d = s->document;
	char now[MOMENT_TEXT], *title;
	struct history_about about;
	const struct history_save place = {offset, now, d->encoding, &about};
	struct err err;

	if (s->options->readonly || d->stream.fd >= 0 ||
	    (!d->is_stream && !article_path(d->article)))
		return;
	moment_text(time(NULL), now);
	shelf_about(d, &about, &title);
	if (history_save_place(d->article, &place, &err))
		app_standing_kept(d->app);
	else
		perform_message(s, false, err.text);
	free(title);
	habit_save(&s->pace, time(NULL), NULL);
}

static void save_marks(struct session *s, const char *marks)
{
	char now[MOMENT_TEXT];
	struct err err;

	if (s->options->readonly || s->document->stream.fd >= 0)
		return;
	moment_text(time(NULL), now);
	if (!history_save_marks(s->document->article, marks, now, &err))
		perform_message(s, false, err.text);
}

static void keep_typed(struct session *s, char prompt, const char *text)
{
	struct err err;

	if (!typed_add(&s->typed, prompt, text, !s->options->readonly, &err))
		perform_message(s, false, err.text);
}

static void save_draft(struct session *s, const char *text)
{
	struct err err;

	if (s->options->readonly)
		return;
	if (!document_save_draft(s->document, text, &err))
		perform_message(s, false, err.text);
}

static void edit(struct session *s, const char *text)
{
	struct str result;
	struct err err;
	char *path;
	bool ok;

	if (!session_runs_programs(s, &err)) {
		give(s, EVENT_EDITED, false, err.text, strlen(err.text));
		return;
	}
	str_init(&result);
	term_leave(s->term);
	ok = editing_run(s->settings.editor, text, &result, &path, &err);
	term_enter(s->term);
	if (ok)
		give(s, EVENT_EDITED, true, result.data, result.len);
	else
		give(s, EVENT_EDITED, false, err.text, strlen(err.text));
	perform_effects(s);
	/* The file stays where the note did not get to the disk. */
	if (ok && !s->document->why.text[0]) {
		unlink(path);
	} else if (ok) {
		err_set(&err, "%s; the text is kept in %s", s->document->why.text, path);
		perform_message(s, false, err.text);
	}
	free(path);
	str_release(&result);
}

/* The reader's program, else the one that suits what the terminal stands in. */
static bool copy_by_program(struct session *s, const char *text, struct err *err)
{
	static const char *const wayland[] = {"wl-copy", "xclip -selection clipboard", NULL};
	static const char *const other[] = {"xclip -selection clipboard",
					    "xsel --clipboard --input", "pbcopy", NULL};
	const char *display = getenv("WAYLAND_DISPLAY"), *set = s->settings.clipboard_command;
	const char *const *usual = display && *display ? wayland : other;
	bool missing = true;

	if (!session_runs_programs(s, err))
		return false;
	if (*set)
		return program_feed(set, text, strlen(text), NULL, err);
	for (; *usual && missing; usual++)
		if (program_feed(*usual, text, strlen(text), &missing, err))
			return true;
	if (missing)
		err_set(err, "no program for the clipboard found: set clipboard-command");
	return false;
}

static void copy(struct session *s, const char *text)
{
	struct err err;
	bool ok = true;

	switch ((enum clipboard)s->settings.clipboard) {
	case CLIPBOARD_OSC52:
		ok = term_copy(s->term, text, strlen(text), &err);
		break;
	case CLIPBOARD_COMMAND:
		ok = copy_by_program(s, text, &err);
		break;
	case CLIPBOARD_OFF:
		ok = err_set(&err, "clipboard: switched off (set clipboard osc52)");
		break;
	}
	if (!ok)
		perform_message(s, false, err.text);
}

/* Whoever is stopped may never come back. */
static void suspend(struct session *s)
{
	save_place(s, app_place(s->document->app));
	term_suspend(s->term);
	give(s, EVENT_RESUME, true, NULL, 0);
}

static void open_other(struct session *s, int by, const char *path)
{
	struct err err;

	if (!(path ? session_open_path(s, path, &err) : session_open(s, s->number + by, &err)))
		perform_message(s, false, err.text);
}

/* ---- the shelf */
static void show_shelf(struct session *s)
{
	struct err err;

	if (!session_show_shelf(s, &err))
		perform_message(s, false, err.text);
}

static void look(struct session *s, const char *path, bool known)
{
	struct shelf_entry found;

	shelf_look(path, known, &found);
	app_tell_shelf(s->document->app, path, &found);
}

static void forget(struct session *s, const char *path)
{
	struct err err;

	if (s->options->readonly)
		perform_message(s, false, _("With --readonly nothing is written"));
	else if (history_forget(path, &err))
		show_shelf(s);
	else
		perform_message(s, false, err.text);
}

static void show_stats(struct session *s)
{
	struct document *d = s->document;
	bool known = d->stream.fd < 0;
	struct pace pace = {0};
	double today;

	habit_load(&pace, time(NULL), &today);
	app_show_stats(d->app, known ? history_seconds(d->article) : 0, (size_t)today);
}

void perform_reload(struct session *s)
{
	struct store_notice notice;
	struct err err;

	if (!document_reload(s->document, &s->settings, &notice, &err)) {
		perform_message(s, false, err.text);
		return;
	}
	give(s, EVENT_NOTES, true, "", 0);
	perform_message(s, true, notice.text[0] ? notice.text : _("The article was read again"));
}

static void edit_article(struct session *s, size_t line)
{
	struct err err;
	bool ok;

	if (!session_runs_programs(s, &err)) {
		perform_message(s, false, err.text);
		return;
	}
	term_leave(s->term);
	ok = editing_file(s->settings.editor, article_path(s->document->article), line, &err);
	term_enter(s->term);
	give(s, EVENT_RESUME, true, NULL, 0);
	if (document_changed(s->document) == DOCUMENT_CHANGED)
		perform_reload(s);
	if (!ok)
		perform_message(s, false, err.text);
}

static void show_versions(struct session *s, const char *id)
{
	struct document *d = s->document;
	struct store_versions found = {0};

	if (d->store)
		store_find_versions(d->store, d->notebook, id, &found);
	if (found.len)
		app_show_versions(d->app, found.items, found.len);
	vec_release(&found);
}

static void merge(struct session *s)
{
	struct store_notice notice;
	struct err err;
	bool ok = document_merge(s->document, time(NULL), &notice, &err);

	give(s, EVENT_NOTES, true, "", 0);
	perform_message(s, ok, ok ? notice.text : err.text);
}

static void answer(struct session *s, enum document_asks asked, bool yes)
{
	struct store_notice notice;
	struct err err;
	bool ok = document_answer(s->document, asked, yes, time(NULL), &notice, &err);

	give(s, EVENT_NOTES, true, "", 0);
	perform_message(s, ok, ok ? notice.text : err.text);
}

static void perform(struct session *s, const struct effect *effect)
{
	switch (effect->type) {
	case EFFECT_SAVE:
		save(s);
		break;
	case EFFECT_SAVE_PLACE:
		save_place(s, effect->offset);
		break;
	case EFFECT_MARKS:
		save_marks(s, effect->text);
		break;
	case EFFECT_DRAFT:
		save_draft(s, effect->text ? effect->text : "");
		break;
	case EFFECT_TYPED:
		keep_typed(s, (char)effect->number, effect->text);
		break;
	case EFFECT_EDIT:
		edit(s, effect->text ? effect->text : "");
		break;
	case EFFECT_COPY:
		copy(s, effect->text);
		break;
	case EFFECT_SUSPEND:
		suspend(s);
		break;
	case EFFECT_REDRAW:
		term_redraw(s->term);
		break;
	case EFFECT_BELL:
		term_bell(s->term);
		break;
	case EFFECT_OPEN:
		open_other(s, effect->number, effect->text);
		break;
	case EFFECT_SHELF:
		show_shelf(s);
		break;
	case EFFECT_SHELF_LOOK:
		look(s, effect->text, effect->number);
		break;
	case EFFECT_FORGET:
		forget(s, effect->text);
		break;
	case EFFECT_STATS:
		show_stats(s);
		break;
	case EFFECT_SOURCE:
		configure_source(s, effect->text);
		break;
	case EFFECT_THEME:
		term_set_theme(s->term, effect->text, &s->settings.paints);
		break;
	case EFFECT_MOUSE:
		term_set_mouse(s->term, (enum term_mouse)s->settings.mouse);
		break;
	case EFFECT_ENCODING:
		session_read_as(s, effect->text);
		break;
	case EFFECT_RELOAD:
		perform_reload(s);
		break;
	case EFFECT_EDIT_ARTICLE:
		edit_article(s, effect->offset);
		break;
	case EFFECT_VERSIONS:
		show_versions(s, effect->text);
		break;
	case EFFECT_MERGE:
		merge(s);
		break;
	case EFFECT_RUN:
		running_start(s, (enum task)effect->number, effect->command, effect->text);
		break;
	case EFFECT_STOP:
		running_stop(s);
		break;
	case EFFECT_ANSWER:
		answer(s, (enum document_asks)effect->number, effect->offset);
		break;
	case EFFECT_QUIT:
		s->quit = true;
		break;
	}
}

/* Taken off the front before it is performed: performing may come back here. */
static void perform_first(struct session *s)
{
	struct effect effect = s->effects.list.items[0];

	vec_remove(&s->effects.list, 0);
	perform(s, &effect);
	effect_release(&effect);
}

bool perform_effects(struct session *s)
{
	bool any = s->effects.list.len > 0;

	while (s->effects.list.len > 0)
		perform_first(s);
	return any;
}

static bool can_wait(const struct effects *e)
{
	for (size_t i = 0; i < e->list.len; i++) {
		enum effect_type type = e->list.items[i].type;

		if (type != EFFECT_SAVE && type != EFFECT_SAVE_PLACE && type != EFFECT_MARKS &&
		    type != EFFECT_DRAFT && type != EFFECT_TYPED)
			return false;
	}
	return true;
}

void perform_event(struct session *s, const struct event *event)
{
	app_update(s->document->app, event, &s->effects);
	while (!can_wait(&s->effects))
		perform_first(s);
}
