/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The application's life, the running of commands, and the commands that are
 * about the application itself.
 */
#include "app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/editor.h"
#include "app/filter.h"
#include "app/list.h"
#include "app/marks.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/review.h"
#include "app/run.h"
#include "app/section.h"
#include "app/seek.h"
#include "app/select.h"
#include "app/versions.h"
#include "app/window.h"
#include "base/language.h"
#include "notes/note.h"

/* ---- life */
void app_tell_encoding(struct app *app)
{
	const char *encoding = article_encoding(app->article);
	size_t invalid = article_invalid(app->article);

	if (invalid > 0)
		app_say(app,
			ngettext("%zu place is not %s and shows as �",
				 "%zu places are not %s and show as �", invalid),
			invalid, encoding);
	else if (article_encoding_guessed(app->article))
		app_say(app, _("Read as %s, by a guess (C: another encoding)"), encoding);
}

/* The first paragraph from `p` on that is no furniture, if there is one. */
static struct span first_written(const struct app *app, struct span p)
{
	struct span first = p;

	while (is_furniture(app, p))
		if (!article_paragraph_after(app->article, p, &p))
			return first;
	return p;
}

struct app *app_new(const struct app_setup *setup)
{
	struct app *app = mem_zalloc(sizeof *app);
	struct span p;

	app->article = setup->article;
	app->notebook = setup->notebook;
	app->settings = setup->settings;
	app->rows = setup->rows;
	app->columns = setup->columns;
	app->usual_width = setup->settings->width;
	app->readonly = setup->readonly;
	app->block = setup->block;
	app->file_number = setup->file_number;
	app->file_count = setup->file_count;
	app->cache = cache_new(app->article, CACHE_PARAGRAPHS);
	app->keymap = setup->keymap;
	app->wants_key = COMMAND_COUNT;
	app->tally = tally_new(app->article, 0);
	app->pace = setup->pace ? setup->pace : &app->own_pace;
	app->nothing = setup->nothing;
	app->title = article_title(app->article);
	app->top.offset = setup->place;
	if (article_paragraph_at(app->article, setup->place, &p))
		app->focus.span = setup->place ? p : first_written(app, p);
	drafts_read(app, setup->draft);
	marks_read(app, setup->marks);
	app_tell_encoding(app);
	if (app->drafts.len > 0)
		app_say(app, "%s", _("A note was left as a draft: :draft goes on with it"));
	page_settle(app);
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	if (app->mode == MODE_PROMPT)
		prompt_close(app);
	list_release(app);
	/* Where a list or a prompt is over it, the note is open all the same. */
	editor_close(app);
	selection_leave(app);
	search_release(app);
	filter_release(app);
	focus_release(&app->focus);
	focus_release(&app->begun.focus);
	drafts_release(app);
	vec_release(&app->jumps);
	for (size_t kind = 0; kind < sizeof app->past / sizeof *app->past; kind++) {
		for (size_t i = 0; i < app->past[kind].len; i++)
			free(app->past[kind].items[i]);
		vec_release(&app->past[kind]);
	}
	cache_free(app->cache);
	tally_free(app->tally);
	shelf_release(&app->shelf);
	free(app->message);
	free(app->question.text);
	review_release(app);
	versions_release(app);
	window_release(app);
	free(app);
}

/* ---- messages */
static void show_message(struct app *app, const char *text, bool error)
{
	char *copy = mem_strdup(text); /* it may come from the old one */

	free(app->message);
	app->message = copy;
	app->message_is_error = error;
}

void app_say(struct app *app, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	show_message(app, text, false);
}

void app_complain(struct app *app, const char *text)
{
	show_message(app, text, true);
}

/* ---- running commands */
enum context app_context_of(enum mode mode)
{
	switch (mode) {
	case MODE_SELECT:
		return CONTEXT_SELECT;
	case MODE_LIST:
		return CONTEXT_LIST;
	case MODE_NOTE:
		return CONTEXT_NOTE;
	case MODE_PROMPT:
		return CONTEXT_PROMPT;
	case MODE_REVIEW:
		return CONTEXT_REVIEW;
	case MODE_WINDOW:
		return CONTEXT_WINDOW;
	case MODE_READ:
	case MODE_QUESTION:
		break;
	}
	return CONTEXT_READ;
}

enum context app_context(const struct app *app)
{
	return app_context_of(app->mode);
}

/* Commands of other contexts would change what is not shown. */
static bool is_for(const struct app *app, enum command_id id, struct err *err)
{
	unsigned flags = command_at(id)->flags;
	enum context here = app_context(app);

	if (flags & 1U << here || (here == CONTEXT_SELECT && flags & COMMAND_READ))
		return true;
	if (flags & COMMAND_READ)
		return err_set(err, "%s: only while reading", command_at(id)->name);
	return err_set(err, "%s: only in the context \"%s\"", command_at(id)->name,
		       context_name(command_context(id)));
}

bool app_may_edit(const struct app *app, struct err *err)
{
	return !app->readonly ||
	       err_set(err, "Annotations cannot be changed here: opened read-only");
}

typedef bool handler(struct app *app, const struct call *call);

/* Gives up what is being looked for; not for a command that goes on with it, nor for one
 * that is for anywhere, and so leads nowhere. */
static void stay_here(struct app *app, enum command_id id)
{
	if ((command_at(id)->flags & COMMAND_ANYWHERE) == COMMAND_ANYWHERE)
		return;
	if (id != COMMAND_NEXT_MATCH && id != COMMAND_PREVIOUS_MATCH)
		search_stop(app);
	if (id != COMMAND_NEXT_SECTION && id != COMMAND_PREVIOUS_SECTION)
		section_stop(app);
}

bool app_run(struct app *app, enum command_id id, const struct call *call)
{
	static handler *const handlers[] = {
#define SECTION(title)
#define CMD(id, name, keys, flags, handler, help) [COMMAND_##id] = handler,
#include "app/commands.def"
#undef CMD
#undef SECTION
	};
	unsigned flags = command_at(id)->flags;
	struct call own = *call;

	own.id = id;
	if (flags & COMMAND_EDITS && !app_may_edit(app, call->err))
		return false;
	if (!is_for(app, id, call->err))
		return false;
	/* Changes are meant for the match or the heading that is on its way; who goes elsewhere is
	 * not fetched back. */
	if (flags & COMMAND_EDITS)
		app_hurry(app);
	else if (flags & COMMAND_READ)
		stay_here(app, id);
	if (app->mode == MODE_SELECT && selection_motion(app, id, call->count))
		return true;
	if (flags & COMMAND_TAKES_KEY && !call->argument) {
		app->wants_key = id;
		app->wants_count = call->count;
		return true;
	}
	return handlers[id](app, &own);
}

const char *app_rest(const char *line, int words)
{
	line += strspn(line, " \t");
	while (words-- > 0) {
		line += strcspn(line, " \t");
		line += strspn(line, " \t");
	}
	return line;
}

/* ":12", ":30%", ":/text": places instead of names. */
static bool run_place(struct app *app, const char *line, struct call *call, bool *ok)
{
	char *end;
	long number = strtol(line, &end, 10);

	if (line[0] == '/' || line[0] == '?') {
		call->argument = line[1] ? line + 1 : NULL;
		*ok = app_run(app,
			      line[0] == '/' ? COMMAND_SEARCH_FORWARD : COMMAND_SEARCH_BACKWARD,
			      call);
		return true;
	}
	if (end == line || number < 0 || number > 1000000000 || (*end && strcmp(end, "%")))
		return false;
	call->count = number > 0 ? (int)number : 1;
	*ok = app_run(app, *end ? COMMAND_GO_TO_PERCENT : COMMAND_FIRST, call);
	return true;
}

static bool run_named(struct app *app, const char *line, const struct config_words *words,
		      struct call *call)
{
	const char *name = words->words.items[0];
	enum command_id id = command_find(name);
	size_t arguments = words->words.len - 1;
	unsigned flags;
	char *end;

	if (id == COMMAND_COUNT)
		return err_set(call->err, "%s: no such command", name);
	flags = command_at(id)->flags;
	if (flags & COMMAND_TAKES_TEXT) {
		call->argument = arguments ? app_rest(line, 1) : NULL;
	} else if (flags & COMMAND_TAKES_KEY) {
		call->argument = arguments ? words->words.items[1] : NULL;
	} else if (arguments) {
		long number = strtol(words->words.items[1], &end, 10);

		if (*end || arguments > 1 || number < 1 || number > 1000000000)
			return err_set(call->err, "%s: takes no argument but a count", name);
		call->count = (int)number;
	}
	return app_run(app, id, call);
}

bool app_run_line(struct app *app, const char *line, int count, time_t now, struct effects *effects,
		  struct err *err)
{
	struct call call = {.count = count, .now = now, .effects = effects, .err = err};
	struct config_words words = {0};
	bool ok = true;

	line = app_rest(line, 0);
	if (run_place(app, line, &call, &ok))
		return ok;
	if (!config_split(line, &words, err))
		return false;
	if (words.words.len > 0)
		ok = run_named(app, line, &words, &call);
	config_release(&words);
	return ok;
}

bool app_command(struct app *app, const char *line, time_t now, struct effects *effects,
		 struct err *err)
{
	bool ok = app_run_line(app, line, 0, now, effects, err);

	page_settle(app);
	return ok;
}

bool app_hurry(struct app *app)
{
	bool found = search_hurry(app);

	return section_hurry(app) && found;
}

void app_set_hyphenator(struct app *app, struct hyphenator *h)
{
	if (app->hyphenator == h)
		return;
	app->hyphenator = h;
	cache_forget(app->cache, 0); /* another one may stand where the last one stood */
	page_settle(app);
}

/* ---- the screen */
static bool change_width(struct app *app, int by, const struct call *call)
{
	int width = page_width(app) + by * 2 * (call->count > 0 ? call->count : 1);
	char text[16];

	snprintf(text, sizeof text, "%d", width);
	if (!settings_set(app->settings, "width", text, call->err))
		return false;
	app_say(app, _("Column of %d cells"), page_width(app));
	return true;
}

bool do_wider(struct app *app, const struct call *call)
{
	return change_width(app, 1, call);
}

bool do_narrower(struct app *app, const struct call *call)
{
	return change_width(app, -1, call);
}

bool do_reset_width(struct app *app, const struct call *call)
{
	(void)call;
	app->settings->width = app->usual_width;
	app_say(app, _("Column of %d cells"), page_width(app));
	return true;
}

/* ---- encodings */
bool do_next_encoding(struct app *app, const struct call *call)
{
	char name[ARTICLE_ENCODING];

	if (!article_next_encoding(app->article, name))
		return err_set(call->err, "The text came through a pipe: --encoding says how to "
					  "read it");
	effects_add(call->effects, EFFECT_ENCODING, name, 0, 0);
	return true;
}

bool do_redraw(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_REDRAW, NULL, 0, 0);
	return true;
}

bool do_cancel(struct app *app, const struct call *call)
{
	struct span p;

	(void)call;
	search_release(app);
	if (app->focus.kind != FOCUS_PLACE && focus_paragraph(app, &p))
		focus_set(app, FOCUS_PLACE, p);
	return true;
}

/* ---- files, leaving */
/* What must be kept of the reading, whatever comes next. */
static void close_article(struct app *app, struct effects *effects)
{
	if (app->drafts_changed)
		drafts_hand_out(app, effects);
	if (app->marks_changed)
		marks_hand_out(app, effects);
	effects_add(effects, EFFECT_SAVE_PLACE, NULL, app_place(app), 0);
}

void app_open(struct app *app, const char *path, struct effects *effects)
{
	close_article(app, effects);
	effects_add(effects, EFFECT_OPEN, path, 0, 0);
}

static bool open_other(struct app *app, int by, const struct call *call)
{
	int to = app->file_number + by;

	if (to < 1 || to > app->file_count)
		return err_set(call->err,
			       by > 0 ? N_("This is the last file") : N_("This is the first file"));
	close_article(app, call->effects);
	effects_add(call->effects, EFFECT_OPEN, NULL, 0, by);
	return true;
}

bool do_next_file(struct app *app, const struct call *call)
{
	return open_other(app, 1, call);
}

bool do_previous_file(struct app *app, const struct call *call)
{
	return open_other(app, -1, call);
}

bool do_suspend(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_SUSPEND, NULL, 0, 0);
	return true;
}

void app_leave(struct app *app, struct effects *effects)
{
	close_article(app, effects);
	effects_add(effects, EFFECT_QUIT, NULL, 0, 0);
}

bool do_quit(struct app *app, const struct call *call)
{
	app_leave(app, call->effects);
	return true;
}

size_t app_place(const struct app *app)
{
	return app->top.offset;
}
