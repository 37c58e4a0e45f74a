/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another text in place of the one that is read: its file was edited.  Every place that
 * the model remembers becomes a note for a moment, on the words that stand there, and
 * these are found again as annotations are.  A place whose words are gone goes as far
 * from the last one before it that was found as it was.
 *
 * And a text that grows, which is followed to its end.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/editor.h"
#include "app/filter.h"
#include "app/list.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/section.h"
#include "app/seek.h"
#include "app/select.h"
#include "app/window.h"
#include "notes/anchor.h"
#include "notes/anchoring.h"
#include "text/sentence.h"

#define MARKS (sizeof((struct app *)NULL)->marks / sizeof(size_t))
#define WORDS 80 /* bytes of text that a place is known by */

/* Places of the model, and the notes that they are for the moment. */
struct followed {
	size_t *place;
	size_t before;
	char *id;
};

struct follow {
	VEC(struct followed) places;
	struct notebook *book;
	size_t marks[MARKS];
};

static int by_place(const void *a, const void *b)
{
	const struct followed *one = a, *other = b;

	return (one->before > other->before) - (one->before < other->before);
}

static void add(struct follow *f, struct article *a, size_t *place)
{
	struct followed followed = {place, *place, NULL};
	size_t size = article_size(a), end;
	struct span p;

	if (article_paragraph_at(a, *place, &p) && *place < p.end) {
		struct note *n = note_new();

		end = p.end - *place > WORDS ? *place + WORDS : p.end;
		anchor_describe(n, a, (struct span){*place < size ? *place : size, end});
		followed.id = mem_strdup(n->id);
		notebook_put(f->book, n);
	}
	vec_push(&f->places, followed);
}

static void add_all(struct follow *f, struct app *app)
{
	add(f, app->article, &app->top.offset);
	add(f, app->article, &app->focus.span.start);
	for (size_t i = 0; i < MARKS; i++) {
		f->marks[i] = app->marks[i] - 1;
		if (app->marks[i])
			add(f, app->article, &f->marks[i]);
	}
	for (size_t i = 0; i < app->jumps.len; i++)
		add(f, app->article, &app->jumps.items[i]);
	add(f, app->article, &app->last_selection.anchor);
	add(f, app->article, &app->last_selection.cursor);
	if (app->mode == MODE_NOTE)
		add(f, app->article, &app->editor.span.start);
	if (app->mode == MODE_PROMPT)
		add(f, app->article, &app->prompt.top.offset);
}

/* Puts the places where their words are in `a`. */
static void settle(struct follow *f, struct article *a)
{
	size_t old = 0, new = 0, size = article_size(a);

	anchoring_run(f->book, a);
	qsort(f->places.items, f->places.len, sizeof *f->places.items, by_place);
	for (size_t i = 0; i < f->places.len; i++) {
		struct followed *p = &f->places.items[i];
		const struct note *n = p->id ? notebook_get(f->book, p->id) : NULL;

		if (n && !span_empty(n->span)) {
			*p->place = new = n->span.start;
			old = p->before;
		} else {
			*p->place = new + (p->before - old) < size ? new + (p->before - old) : size;
		}
		free(p->id);
	}
	vec_release(&f->places);
	notebook_free(f->book);
}

/* What the focus was on, where it is now: its note, its sentence or its paragraph. */
static void settle_focus(struct app *app)
{
	struct focus *focus = &app->focus;
	struct span p;

	if (!article_paragraph_at(app->article, focus->span.start, &p)) {
		focus->span = (struct span){0, 0};
		return;
	}
	if (focus->span.start < p.start)
		focus->span.start = p.start;
	focus->span = focus->kind == FOCUS_SENTENCE || focus->kind == FOCUS_NOTE
			      ? sentence_at(article_text(app->article), p, focus->span.start)
			      : p;
}

void app_set_article(struct app *app, struct article *a)
{
	struct follow f = {.book = notebook_new(&(struct notebook_writer){.device = "place"})};
	size_t length = span_length(app->editor.span);

	if (app->mode == MODE_LIST)
		app->list.back = MODE_READ;
	else /* one that waits for a note to be written */
		list_release(app);
	if (app->mode == MODE_SELECT)
		selection_leave(app);
	/* Keys begun would lead back to a place of the old text. */
	focus_release(&app->begun.focus);
	app->begun.ran = false;
	app->keys.len = 0;
	if (app->mode == MODE_WINDOW)
		window_close(app);
	add_all(&f, app);
	drafts_name(app);
	for (size_t i = 0; i < app->drafts.len; i++)
		app->drafts.items[i].span = (struct span){0};
	app->article = a;
	settle(&f, a);
	for (size_t i = 0; i < MARKS; i++)
		if (app->marks[i]) {
			app->marks[i] = f.marks[i] + 1;
			app->marks_changed = true;
		}
	if (app->mode == MODE_NOTE)
		app->editor.span.end = app->editor.span.start + length < article_size(a)
					       ? app->editor.span.start + length
					       : article_size(a);
	cache_free(app->cache);
	app->cache = cache_new(a, CACHE_PARAGRAPHS);
	tally_free(app->tally);
	app->tally = tally_new(a, 0);
	app->paced = (struct span){0};
	app->title = article_title(a);
	app->search.current = (struct span){0, 0};
	section_stop(app);
	search_again(app);
	settle_focus(app);
	filter_again(app);
	if (app->mode == MODE_LIST)
		list_refresh(app);
	app_tell_encoding(app);
	if (app->following)
		go_to_end(app);
	page_settle(app);
}

/* ---- a text that grows */
bool do_follow(struct app *app, const struct call *call)
{
	(void)call;
	if (app->mode == MODE_SELECT)
		selection_leave(app);
	jump_push(app);
	go_to_end(app);
	app->following = true;
	return true;
}

bool app_follows(const struct app *app)
{
	return app->following;
}

/* ---- the file */
bool do_reload(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_RELOAD, NULL, 0, 0);
	return true;
}

/* The line of the file that the top of the page, or what is in focus, stands on. */
static size_t line_number(const struct app *app)
{
	const char *text = article_text(app->article);
	size_t at = app->focus.span.start, line = 1;
	const char *end = text;

	while ((end = memchr(end, '\n', (size_t)(text + at - end)))) {
		line++;
		end++;
	}
	return line;
}

bool do_edit_article(struct app *app, const struct call *call)
{
	if (!article_path(app->article))
		return err_set(call->err, "The text came through a pipe: there is no file to edit");
	effects_add(call->effects, EFFECT_EDIT_ARTICLE, NULL, line_number(app), 0);
	return true;
}
