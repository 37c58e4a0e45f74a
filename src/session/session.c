/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The session owns the settings, the terminal and the document that is open, and
 * runs the loop: render, draw, write to the disk what was drawn, wait, update, perform
 * what the update asked for.  Everything that is waiting is taken in before the screen
 * is drawn again.
 *
 * Standard input can be read once only, so its document is kept aside while
 * another file of the command line is shown.
 */
#include "session/session.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/confine.h"
#include "base/language.h"
#include "base/mem.h"
#include "notes/writable.h"
#include "session/habit.h"
#include "session/inside.h"
#include "session/shelf.h"
#include "text/source.h"

#define CHECK_EVERY 1000 /* milliseconds between two looks at the sidecar */
#define FOLLOW_EVERY 200 /* … and at the end of a file that is followed */
#define SHORT (64 << 10) /* bytes of a text whose paragraphs are counted before it is shown */
#define SLICE 40         /* of idle work, or of keys that never stop, between two drawings */

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- opening and closing documents */
static void keep_failure(struct session *s, const struct err *err)
{
	if (s->failed)
		return;
	s->failed = true;
	s->failure = *err;
}

static void close_document(struct session *s, struct document *d)
{
	struct err err;

	if (d && !document_settle(d, &s->settings, time(NULL), &err))
		keep_failure(s, &err);
	if (d)
		document_synchronize_drafts(d);
	document_free(d);
}

/* Why it ended though nobody left; nothing else went wrong then. */
static void tell_memory(struct session *s)
{
	struct err err;

	if (!mem_is_low())
		return;
	err_set(&err, "out of memory: what you wrote is saved");
	keep_failure(s, &err);
}

/* What a file is opened with; number -1: one that is not on the command line. */
static struct document_options options_for(struct session *s, int number, const char *path)
{
	struct document_options how = {
		.path = number < 0 ? path : s->options->files[number],
		.pace = &s->pace,
		.settings = &s->settings,
		.keymap = s->keymap,
		.readonly = s->options->readonly,
		.number = number + 1,
		.count = s->options->file_count,
		.place = -1,
		/* The first one opens before the terminal: its size comes with an event. */
		.rows = 24,
		.columns = 80,
	};

	if (s->term)
		term_size(s->term, &how.rows, &how.columns);
	return how;
}

static struct document *open_document(struct session *s, const struct document_options *how,
				      struct store_notice *notice, struct err *err)
{
	struct document *d = s->aside;

	notice->text[0] = '\0';
	if (how->path && !strcmp(how->path, "-") && d) {
		s->aside = NULL;
		return d;
	}
	d = document_open(how, notice, err);
	if (d)
		typed_give(&s->typed, d->app);
	return d;
}

/* The window may be another than the one the application was made for. */
static void give_size(struct session *s)
{
	struct event event = {.type = EVENT_RESIZE, .now = time(NULL)};

	term_size(s->term, &event.rows, &event.columns);
	perform_event(s, &event);
}

/* Shows another document in place of the one that is open. */
static bool show(struct session *s, const struct document_options *how, struct err *err)
{
	struct document *old = s->document, *d;
	struct store_notice notice;

	/* Notes that cannot be saved keep their article open. */
	if (old && !old->is_stream && !document_settle(old, &s->settings, time(NULL), err))
		return false;
	d = open_document(s, how, &notice, err);
	if (!d)
		return false;
	if (old && old->is_stream)
		s->aside = old;
	else
		close_document(s, old);
	s->document = d;
	s->number = how->number - 1;
	if (how->path != s->path) {
		free(s->path);
		s->path = s->number < 0 && how->path ? mem_strdup(how->path) : NULL;
	}
	if (s->term)
		give_size(s);
	perform_message(s, true, notice.text);
	return true;
}

bool session_open(struct session *s, int number, struct err *err)
{
	const struct document_options how = options_for(s, number, NULL);

	return show(s, &how, err);
}

/* The number of the command line's file that is the one at `path`, or -1. */
static int number_of(const struct session *s, const char *path)
{
	int found = -1;

	for (int i = 0; i < s->options->file_count && found < 0; i++) {
		char *real = realpath(s->options->files[i], NULL);

		if (real && !strcmp(real, path))
			found = i;
		free(real);
	}
	return found;
}

bool session_open_path(struct session *s, const char *path, struct err *err)
{
	const struct document_options how = options_for(s, number_of(s, path), path);

	return show(s, &how, err);
}

/* The folder that the session began with, else the one that the article is in. */
static char *shelf_folder(const struct session *s)
{
	const char *path = article_path(s->document->article), *slash;

	if (s->options->folder || !s->options->file_count || !path)
		return mem_strdup(s->options->folder ? s->options->folder : ".");
	slash = strrchr(path, '/');
	if (!slash)
		return mem_strdup(".");
	return mem_strndup(path, slash > path ? (size_t)(slash - path) : 1);
}

bool session_show_shelf(struct session *s, struct err *err)
{
	char *folder = shelf_folder(s);
	const struct shelf_options options = {
		.folder = folder,
		.folder_first = s->options->folder != NULL,
		.open = s->document,
		.now = time(NULL),
	};
	struct shelf shelf;
	bool ok = shelf_gather(&shelf, &options, err);

	if (ok)
		app_show_shelf(s->document->app, &shelf);
	free(folder);
	return ok;
}

/* The part of the text that is before the first line shown. */
static double part_read(const struct document *d)
{
	size_t count = article_position(d->article, article_size(d->article));

	return count ? (double)article_position(d->article, app_place(d->app)) / (double)count : 0;
}

void session_read_as(struct session *s, const char *encoding)
{
	struct document_options how = options_for(s, s->number, s->path);
	struct err err = {""};
	struct str said;
	bool ok;

	how.encoding = encoding;
	how.place = part_read(s->document);
	if (s->document->is_stream) {
		perform_message(s, false,
				_("The text came through a pipe: --encoding says how to "
				  "read it"));
		return;
	}
	ok = show(s, &how, &err);
	str_init(&said);
	str_addf(&said, _("Read as %s (C: another encoding)"),
		 article_encoding(s->document->article));
	perform_message(s, ok, ok ? said.data : err.text);
	str_release(&said);
}

bool session_runs_programs(const struct session *s, struct err *err)
{
	if (s->options->readonly)
		return err_set(err, "With --readonly no program is run");
	return !s->confined || err_set(err, "Confined as it is (set confine), it runs no program");
}

/* ---- the loop */
static void look_at_sidecar(struct session *s)
{
	struct document *d = s->document;
	struct store_notice notice = {""};
	struct event event = {.type = EVENT_NOTES, .now = time(NULL), .ok = true};
	struct err err;

	if (!d->store || !store_changed(d->store))
		return;
	if (store_refresh(d->store, d->notebook, &notice, &err)) {
		event.text = notice.text;
		perform_event(s, &event);
	} else {
		perform_message(s, false, err.text);
	}
}

static void tell_changed(struct session *s)
{
	struct str text;

	str_init(&text);
	str_addf(&text, _("The article has changed on disk: %s reads it again"),
		 keymap_way(s->keymap, COMMAND_RELOAD).text);
	perform_message(s, true, text.data);
	str_release(&text);
}

static void look_at_article(struct session *s)
{
	switch (document_changed(s->document)) {
	case DOCUMENT_CHANGED:
		tell_changed(s);
		break;
	case DOCUMENT_GONE:
		perform_message(s, false,
				_("The article's file is gone; what was read stays here"));
		break;
	case DOCUMENT_DAMAGED:
		perform_message(s, false,
				_("A part of the article could not be read; it is shown empty"));
		break;
	case DOCUMENT_SAME:
		break;
	}
}

/* A file that is followed: what was added to it is taken in; one that was cut, or is
 * another now, is read again. */
static void look_at_end(struct session *s)
{
	const struct event grown = {.type = EVENT_STREAM, .now = time(NULL)};

	switch (document_grow(s->document)) {
	case ARTICLE_GROWN:
		perform_event(s, &grown);
		break;
	case ARTICLE_OTHER:
		perform_reload(s);
		break;
	case ARTICLE_SAME:
		break;
	}
}

/* Settings and articles change in many ways: what they come to is looked at once. */
static void look_at_hyphens(struct session *s)
{
	struct err err;

	if (!document_hyphenate(s->document, &s->settings, &err))
		perform_message(s, false, err.text);
}

/* False: nothing came. */
static bool read_stream(struct session *s)
{
	struct event event = {.type = EVENT_STREAM, .now = time(NULL)};
	struct document_news news;

	document_stream(s->document, &s->settings, event.now, &news);
	if (news.grown)
		perform_event(s, &event);
	event.type = EVENT_NOTES;
	if (news.notes)
		perform_event(s, &event);
	perform_message(s, news.ok, news.said.text);
	return news.grown;
}

static void take_event(struct session *s, const struct event *event)
{
	s->tick = 0;
	perform_event(s, event);
	if (event->type == EVENT_QUIT)
		s->quit = true;
}

static void look_for_notes(struct session *s)
{
	struct document *d = s->document;
	struct store_notice notice;
	struct event event = {.type = EVENT_NOTES, .now = time(NULL), .ok = true};

	event.text = notice.text;
	if (document_complete(d, event.now, &notice)) {
		perform_event(s, &event);
		return;
	}
	if (!d->store)
		return;
	if (!store_anchored(d->store)) {
		if (document_anchor(d, &notice))
			perform_event(s, &event);
		return;
	}
	event.type = EVENT_ASK;
	event.number = document_question(d, &notice);
	if (event.number != DOCUMENT_ASKS_NOTHING)
		perform_event(s, &event);
}

/* What the application does when nobody wants anything of it. */
static void work_idly(struct session *s, int64_t until, struct event *event)
{
	const struct event idle = {.type = EVENT_IDLE, .now = time(NULL)};

	while (event->type == EVENT_NONE && !s->quit && document_busy(s->document) &&
	       milliseconds_now() < until) {
		if (app_busy(s->document->app))
			perform_event(s, &idle);
		else
			look_for_notes(s);
		perform_effects(s); /* the screen shows what this is about */
		term_wait(s->term, 0, -1, event);
	}
}

/* Takes in what pours through a pipe; keys are looked for between two pieces, and where
 * it stands is counted as it comes.  False: nothing came. */
static bool take_stream(struct session *s, int64_t until, struct event *event)
{
	const struct event idle = {.type = EVENT_IDLE, .now = time(NULL)};
	bool came = false;

	while (event->type == EVENT_NONE && read_stream(s)) {
		came = true;
		if (app_busy(s->document->app))
			perform_event(s, &idle);
		if (milliseconds_now() >= until)
			break;
		term_wait(s->term, 0, -1, event);
	}
	return came;
}

/* How long to wait where nobody wants anything. */
static int patience(const struct document *d)
{
	if (document_busy(d))
		return 0;
	return app_follows(d->app) && !d->is_stream ? FOLLOW_EVERY : d->store ? CHECK_EVERY : -1;
}

/* How long the application wants to wait for its next tick; -1: it wants none. */
static int tick_patience(struct session *s)
{
	int64_t now = milliseconds_now();
	int every = app_tick(s->document->app);

	if (!every)
		s->tick = 0;
	else if (!s->tick)
		s->tick = now + every;
	return !every ? -1 : s->tick > now ? (int)(s->tick - now) : 0;
}

static void look_at_clock(struct session *s)
{
	const struct event tick = {.type = EVENT_TICK, .now = time(NULL)};

	if (!s->tick || milliseconds_now() < s->tick)
		return;
	s->tick = 0;
	perform_event(s, &tick);
}

static int sooner(int one, int other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

/* Waits for one event and takes in all that came with it. */
static void take_events(struct session *s)
{
	const struct document *d = s->document;
	int fd = d->stream.fd >= 0 ? d->stream.fd : s->running.program.fd;
	int wait = sooner(sooner(patience(d), running_patience(s)), tick_patience(s));
	struct event event;
	int64_t until;

	term_wait(s->term, wait, fd, &event);
	until = milliseconds_now() + SLICE;
	if (event.type == EVENT_NONE && !take_stream(s, until, &event))
		work_idly(s, until, &event);
	while (event.type != EVENT_NONE && !s->quit) {
		take_event(s, &event);
		if (milliseconds_now() >= until)
			return;
		term_wait(s->term, 0, -1, &event);
	}
}

/* What others do to the files. */
static void look_at_files(struct session *s, int64_t *checked, int64_t *followed)
{
	int64_t now = milliseconds_now();

	if (now - *followed >= FOLLOW_EVERY && app_follows(s->document->app)) {
		look_at_end(s);
		*followed = now;
	}
	if (now - *checked >= CHECK_EVERY) {
		document_synchronize_drafts(s->document);
		look_at_sidecar(s);
		if (!app_follows(s->document->app))
			look_at_article(s);
		*checked = now;
	}
}

/* Leaves while there is still enough memory to save with. */
static void look_at_memory(struct session *s)
{
	const struct event quit = {.type = EVENT_QUIT, .now = time(NULL)};

	if (mem_is_low())
		take_event(s, &quit);
}

static void run(struct session *s)
{
	int64_t checked = milliseconds_now(), followed = 0;

	while (!s->quit) {
		look_at_hyphens(s);
		app_set_screen(s->document->app, term_screen(s->term));
		app_render(s->document->app, &s->grid);
		term_draw(s->term, &s->grid);
		if (perform_effects(s))
			continue; /* it may have something to tell */
		take_events(s);
		running_look(s);
		look_at_clock(s);
		if (!s->quit)
			look_at_files(s, &checked, &followed);
		look_at_memory(s);
	}
}

/* ---- beginning and end */
/* "+/text" means the first match of all, wherever the reading was left. */
static bool go_to_position(struct session *s, const char *position, struct err *err)
{
	struct app *app = s->document->app;
	bool search = *position == '/', found;

	if (search)
		app_command(app, "first", time(NULL), &s->effects, NULL);
	found = app_command(app, position, time(NULL), &s->effects, err) && app_hurry(app);
	if (search && !found)
		app_command(app, "jump-back", time(NULL), &s->effects, NULL);
	return found;
}

/* The first file, or the shelf over no article at all. */
static bool open_first(struct session *s, struct err *err)
{
	if (s->options->file_count)
		return session_open(s, 0, err);
	return session_open_path(s, NULL, err) && session_show_shelf(s, err);
}

static void begin(struct session *s, struct configure_wrong *wrong)
{
	const char *position = s->options->position;
	struct err err = {""};

	term_set_theme(s->term, s->settings.theme, &s->settings.paints);
	term_set_mouse(s->term, (enum term_mouse)s->settings.mouse);
	configure_application(s, wrong);
	perform_effects(s);
	give_size(s);
	if (position && !go_to_position(s, position, &err) && *err.text)
		perform_message(s, false, err.text);
	configure_tell(s, wrong);
	perform_effects(s);
	/* It takes less time than to draw the number of paragraphs once they are known. */
	if (article_size(s->document->article) <= SHORT && app_busy(s->document->app))
		perform_event(s, &(struct event){.type = EVENT_IDLE, .now = time(NULL)});
}

/* Whoever changes nothing is confined unless told otherwise; whoever takes notes when told
 * so, since a reader's own programs, and files that are opened later, want more.  Before
 * anything of an article is looked at. */
static void confine_session(struct session *s)
{
	const struct session_options *o = s->options;
	struct writable w = {.folders = {0}};

	if (o->readonly && s->settings.confine != SETTINGS_CONFINE_NO) {
		confine(NULL, 0);
	} else if (s->settings.confine == SETTINGS_CONFINE_YES) {
		s->confined = true;
		writable_add_own(&w);
		for (int i = 0; i < o->file_count; i++)
			writable_add_article(&w, o->files[i]);
		if (o->folder)
			writable_add_file(&w, o->folder);
		confine(w.folders.items, w.folders.len);
		writable_release(&w);
	}
}

bool session_run(const struct session_options *options, struct err *err)
{
	struct session s = {.options = options, .running.program.fd = -1};
	struct configure_wrong wrong = {0};
	bool ok;

	settings_init(&s.settings);
	habit_load(&s.pace, time(NULL), NULL);
	s.keymap = keymap_new();
	grid_init(&s.grid);
	typed_read(&s.typed);
	str_init(&s.running.tail);
	ok = configure_settings(&s, &wrong, err);
	if (ok)
		confine_session(&s);
	ok = ok && open_first(&s, err) && (s.term = term_open(err));
	source_guard();
	if (ok) {
		begin(&s, &wrong);
		run(&s);
		perform_effects(&s);
	}
	running_stop(&s);
	str_release(&s.running.tail);
	close_document(&s, s.document);
	close_document(&s, s.aside);
	tell_memory(&s);
	term_close(s.term);
	effects_release(&s.effects);
	typed_release(&s.typed);
	grid_release(&s.grid);
	settings_release(&s.settings);
	keymap_free(s.keymap);
	free(s.path);
	if (ok && s.failed && err)
		*err = s.failure;
	return ok && !s.failed;
}

void session_rescue(void)
{
	term_rescue();
}

const char *session_terminal_library(void)
{
	return term_library();
}
