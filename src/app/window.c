/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is wrapped as it comes: only its last line, which may still grow, is wrapped
 * again.  A match lies in one line of the text, as the program ended it.
 */
#include "app/window.h"

#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/copy.h"
#include "app/editor.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "app/tools.h"
#include "app/wrap.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "search/query.h"

#define WIDEST 120            /* cells of a line */
#define NOTE_MOST (16u << 10) /* bytes that can be made a note */
#define MATCH_MOST 512        /* bytes of a match that are looked at */
#define LOW 12                /* rows of a screen that has none to spare */
#define LEAST 4               /* title, a line of the page, label, hints */

static const char *text_of(const struct app *app)
{
	return app->window.intake.text.data;
}

static size_t size_of(const struct app *app)
{
	return app->window.intake.text.len;
}

int window_left(const struct app *app)
{
	return page_left(app);
}

int window_width(const struct app *app)
{
	int room = app->columns - window_left(app) - 1;
	int width = room < WIDEST ? room : WIDEST;

	return width > 1 ? width : 1;
}

int window_height(const struct app *app)
{
	int most = app->rows >= LOW ? app->rows * 3 / 5 : app->rows - LEAST;
	int lines = app->window.lines.len < (size_t)most ? (int)app->window.lines.len : most;

	return lines > 1 ? lines : 1;
}

static size_t last_first(const struct app *app)
{
	size_t lines = app->window.lines.len, height = (size_t)window_height(app);

	return lines > height ? lines - height : 0;
}

/* ---- lines */
/* Index of the line that holds a byte. */
static size_t line_at(const struct window *w, size_t at)
{
	size_t low = 0, high = w->lines.len;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (w->lines.items[middle].span.start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* What wraps of an indented line is indented as well, if that leaves room. */
static void add_lines(struct window *w, struct span line)
{
	const char *text = w->intake.text.data;
	struct wrap wrap = {0};
	int indent = 0;

	while (line.start + (size_t)indent < line.end && text[line.start + (size_t)indent] == ' ')
		indent++;
	if (indent > w->width / 2)
		indent = 0;
	line.start += (size_t)indent;
	wrap_text(&wrap, text + line.start, span_length(line), w->width - indent);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		struct span s = wrap.lines.items[i];
		struct window_line part = {{line.start + s.start, line.start + s.end}, indent};

		vec_push(&w->lines, part);
	}
	wrap_release(&wrap);
}

static void wrap_on(struct window *w)
{
	const struct str *text = &w->intake.text;

	while (w->lines.len > 0 && w->lines.items[w->lines.len - 1].span.start >= w->open)
		w->lines.len--;
	while (w->open < text->len) {
		const char *from = text->data + w->open;
		const char *end = memchr(from, '\n', text->len - w->open);
		size_t to = end ? (size_t)(end - text->data) : text->len;

		add_lines(w, (struct span){w->open, to});
		if (!end)
			break;
		w->open = to + 1;
	}
}

void window_settle(struct app *app)
{
	struct window *w = &app->window;
	size_t top = 0;

	if (app->mode != MODE_WINDOW)
		return;
	if (w->width != window_width(app)) {
		if (w->first < w->lines.len)
			top = w->lines.items[w->first].span.start;
		w->lines.len = w->open = 0;
		w->width = window_width(app);
		wrap_on(w);
		w->first = w->lines.len ? line_at(w, top) : 0;
	}
	if (w->first > last_first(app))
		w->first = last_first(app);
	page_show(app, w->passage);
}

/* ---- life */
void window_release(struct app *app)
{
	struct window *w = &app->window;

	if (!w->title)
		return;
	free(w->title);
	intake_release(&w->intake);
	vec_release(&w->lines);
	field_release(&w->field);
	query_free(w->query);
	*w = (struct window){0};
}

void window_open(struct app *app, enum task task, const char *title, struct span passage)
{
	struct window *w = &app->window;
	struct place before = app->mode == MODE_WINDOW ? w->before : app->top;

	window_release(app);
	*w = (struct window){.title = mem_strdup(title),
			     .task = task,
			     .passage = passage,
			     .before = before,
			     .running = true};
	intake_init(&w->intake);
	field_init(&w->field, false);
	selection_leave(app);
	app->mode = MODE_WINDOW;
	focus_set(app, FOCUS_SENTENCE, passage);
	window_settle(app);
}

void window_close(struct app *app)
{
	app->top = app->window.before;
	app->mode = MODE_READ;
	window_release(app);
}

void window_take(struct app *app, const char *bytes, size_t len)
{
	struct window *w = &app->window;

	intake_add(&w->intake, bytes, len, false);
	wrap_on(w);
	window_settle(app);
}

static size_t lines_written(const struct window *w)
{
	size_t count = 0;

	for (size_t i = 0; i < w->lines.len; i++)
		count += !span_empty(w->lines.items[i].span);
	return count;
}

void window_end(struct app *app, const char *why)
{
	struct window *w = &app->window;

	w->running = false;
	intake_add(&w->intake, "", 0, true);
	wrap_on(w);
	window_settle(app);
	if (!size_of(app) && !why) {
		app_say(app, _("%s: done, without a word"), w->title);
		window_close(app);
	} else if (!why) {
		return;
	} else if (lines_written(w) > 1) {
		app_complain(app, why);
	} else {
		app_complain(app, why);
		window_close(app);
	}
}

/* ---- searching */
static struct span line_of(const struct app *app, size_t at)
{
	const char *text = text_of(app);
	const char *start = memrchr(text, '\n', at);
	const char *end = memchr(text + at, '\n', size_of(app) - at);

	return (struct span){start ? (size_t)(start + 1 - text) : 0,
			     end ? (size_t)(end - text) : size_of(app)};
}

bool window_match(const struct app *app, struct span part, struct span *hit)
{
	while (app->window.query && part.start < part.end) {
		struct span line = line_of(app, part.start);
		size_t end = line.end;

		/* A line may be long; no more of it is looked at than a match can need. */
		if (end > part.end + MATCH_MOST)
			end = grapheme_floor(text_of(app), part.end, part.end + MATCH_MOST, end);
		if (query_match(app->window.query, text_of(app), line.start, part.start, end,
				hit) &&
		    hit->start < part.end)
			return true;
		part.start = line.end + 1;
	}
	return false;
}

/* The last match that begins before `at`. */
static bool match_before(const struct app *app, size_t at, struct span *hit)
{
	while (at > 0) {
		struct span line = line_of(app, at - 1), part = {line.start, at}, found;
		bool any = false;

		while (window_match(app, part, &found)) {
			*hit = found;
			any = true;
			part.start = found.end;
		}
		if (any)
			return true;
		at = line.start;
	}
	return false;
}

static void show_hit(struct app *app, struct span hit)
{
	struct window *w = &app->window;
	size_t line = line_at(w, hit.start), height = (size_t)window_height(app);

	w->hit = hit;
	if (line < w->first || line >= w->first + height)
		w->first = line > height / 3 ? line - height / 3 : 0;
	window_settle(app);
}

/* Goes to the next match, round the end where need be. */
static void seek(struct app *app, size_t from, bool backward)
{
	size_t size = size_of(app);
	struct span hit;

	if (!app->window.query)
		return;
	if (backward ? match_before(app, from, &hit) || match_before(app, size, &hit)
		     : window_match(app, (struct span){from, size}, &hit) ||
			       window_match(app, (struct span){0, size}, &hit))
		show_hit(app, hit);
	else
		app_complain(app, _("Nothing matches"));
}

static void seek_again(struct app *app, bool backward)
{
	const struct window *w = &app->window;

	seek(app, backward ? w->hit.start : w->hit.end, backward);
}

static void set_pattern(struct app *app)
{
	struct window *w = &app->window;
	const char *pattern = w->field.text.data;
	struct err err;

	query_free(w->query);
	w->query = NULL;
	w->hit = (struct span){0, 0};
	if (!*pattern)
		return;
	w->query = query_new(pattern, false, &err);
	if (!w->query)
		app_complain(app, err.text);
	else
		seek(app, w->first < w->lines.len ? w->lines.items[w->first].span.start : 0, false);
}

static void pattern_key(struct app *app, const struct event *event)
{
	struct window *w = &app->window;

	if (event->type == EVENT_PASTE) {
		field_insert(&w->field, event->text, event->len);
		set_pattern(app);
	} else if (event->key == KEY_ENTER_KEY) {
		w->typing = false;
	} else if (event->key == KEY_ESCAPE || event->key == ('c' | KEY_CTRL) ||
		   (event->key == KEY_BACKSPACE_KEY && !w->field.text.len)) {
		field_set(&w->field, "");
		set_pattern(app);
		w->typing = false;
	} else if (field_key(&w->field, event->key)) {
		set_pattern(app);
	}
}

/* ---- what becomes of the text */
/* The note of the passage is opened with the text at its end. */
static void make_note(struct app *app, struct effects *effects)
{
	struct span passage = app->window.passage;
	struct target t;
	struct str said;
	struct err err;

	if (app->readonly) {
		app_complain(app, _("Opened read-only: annotations cannot be changed"));
		return;
	}
	if (size_of(app) > NOTE_MOST) {
		app_complain(app, _("This is too long for a note"));
		return;
	}
	str_init(&said);
	str_addn(&said, text_of(app), size_of(app));
	while (said.len > 0 && strchr(" \n", said.data[said.len - 1]))
		str_truncate(&said, said.len - 1);
	if (app->window.running)
		effects_add(effects, EFFECT_STOP, NULL, 0, 0);
	window_close(app);
	selection_begin(app, passage, false);
	if (!annotate_target(app, false, &t, &err)) {
		selection_leave(app);
		app_complain(app, err.text);
	} else {
		editor_open(app, &t, t.note ? t.note->text : NULL);
		if (app->editor.field.text.len > 0)
			field_insert(&app->editor.field, "\n", 1);
		field_insert(&app->editor.field, said.data, said.len);
		draft_keep(app);
	}
	str_release(&said);
}

/* ---- keys */
static void scroll(struct app *app, long by)
{
	struct window *w = &app->window;
	long first = (long)w->first + by, last = (long)last_first(app);

	w->first = (size_t)(first < 0 ? 0 : first > last ? last : first);
}

/* ^C ends the program and leaves what it wrote. */
static void stop(struct app *app, struct effects *effects)
{
	bool was_running = app->window.running;

	if (was_running)
		effects_add(effects, EFFECT_STOP, NULL, 0, 0);
	app->window.running = false;
	if (!was_running || !size_of(app))
		window_close(app);
	if (was_running)
		app_say(app, "%s", _("Stopped"));
}

static void leave(struct app *app, struct effects *effects)
{
	if (app->window.running)
		effects_add(effects, EFFECT_STOP, NULL, 0, 0);
	window_close(app);
}

static bool scroll_key(struct app *app, uint32_t key)
{
	long page = window_height(app), all = (long)app->window.lines.len;

	switch (key) {
	case 'j':
	case KEY_DOWN_ARROW:
	case KEY_ENTER_KEY:
		scroll(app, 1);
		return true;
	case 'k':
	case KEY_UP_ARROW:
		scroll(app, -1);
		return true;
	case ' ':
	case KEY_PAGE_DOWN:
	case 'f' | KEY_CTRL:
		scroll(app, page);
		return true;
	case 'b':
	case KEY_PAGE_UP:
	case 'b' | KEY_CTRL:
		scroll(app, -page);
		return true;
	case 'd' | KEY_CTRL:
		scroll(app, (page + 1) / 2);
		return true;
	case 'u' | KEY_CTRL:
		scroll(app, -(page + 1) / 2);
		return true;
	case 'g':
	case KEY_HOME_KEY:
		scroll(app, -all);
		return true;
	case 'G':
	case KEY_END_KEY:
		scroll(app, all);
		return true;
	default:
		return false;
	}
}

void window_key(struct app *app, const struct event *event, struct effects *effects)
{
	if (app->window.typing) {
		pattern_key(app, event);
		return;
	}
	if (event->type != EVENT_KEY || scroll_key(app, event->key))
		return;
	switch (event->key) {
	case KEY_ESCAPE:
	case 'q':
		leave(app, effects);
		break;
	case 'c' | KEY_CTRL:
		stop(app, effects);
		break;
	case '/':
		field_set(&app->window.field, "");
		app->window.typing = true;
		break;
	case 'n':
		seek_again(app, false);
		break;
	case 'N':
		seek_again(app, true);
		break;
	case KEY_LEFT_ARROW:
	case KEY_RIGHT_ARROW:
		if (app->window.task == TASK_DEFINE)
			tools_define_next(app, event->key == KEY_RIGHT_ARROW, effects);
		break;
	case 'y':
		copy_text(app, text_of(app), text_of(app), effects);
		break;
	case 'a':
		make_note(app, effects);
		break;
	default:
		effects_add(effects, EFFECT_BELL, NULL, 0, 0);
	}
}
