/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a note: a few lines at the bottom of the screen.  What is typed is a
 * draft until Enter saves it: kept apart by the passage it belongs to, handed out
 * in idle time, so that neither Esc nor a crash costs more than the last key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/editor.h"
#include "app/model.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "app/wrap.h"
#include "base/language.h"
#include "base/moment.h"
#include "notes/anchor.h"
#include "notes/blend.h"

int editor_width(const struct app *app)
{
	return page_width(app);
}

int editor_height(const struct app *app)
{
	const struct str *text = &app->editor.field.text;
	struct wrap w = {0};
	int most = (app->rows - 4) / 2, lines;

	wrap_text(&w, text->data, text->len, editor_width(app));
	lines = (int)w.lines.len;
	wrap_release(&w);
	if (lines > most)
		lines = most;
	return lines > 1 ? lines : 1;
}

/* ---- drafts */
static void draft_release(struct draft *d)
{
	free(d->target);
	free(d->text);
}

/* The passage it was written on; empty for that of a note. */
static struct span draft_passage(struct app *app, struct draft *d)
{
	size_t start, end;
	char *rest;

	if (!span_empty(d->span) || !d->target)
		return d->span;
	start = strtoull(d->target, &rest, 10);
	if (rest == d->target || *rest != '-')
		return d->span;
	end = strtoull(rest + 1, NULL, 10);
	d->span = (struct span){article_offset(app->article, start),
				article_offset(app->article, end)};
	return d->span;
}

/* The draft on a note, or (id NULL) on a passage. */
static size_t draft_find(struct app *app, const char *id, struct span span)
{
	size_t i = 0;

	for (; i < app->drafts.len; i++) {
		struct draft *d = &app->drafts.items[i];

		if (id ? d->target && !strcmp(d->target, id)
		       : span_equal(draft_passage(app, d), span))
			break;
	}
	return i;
}

/* Takes it out of the list; a new one where there is none. */
static struct draft draft_take(struct app *app, const char *id, struct span span)
{
	size_t i = draft_find(app, id, span);
	struct draft d = {.target = mem_strdup(id), .span = id ? (struct span){0} : span};

	if (i == app->drafts.len)
		return d;
	draft_release(&d);
	d = app->drafts.items[i];
	vec_remove(&app->drafts, i);
	app->drafts_changed = true;
	return d;
}

static void draft_forget(struct app *app, const char *id, struct span span)
{
	struct draft d = draft_take(app, id, span);

	draft_release(&d);
}

static bool passage_has_draft(struct app *app, struct span span)
{
	return draft_find(app, NULL, span) < app->drafts.len;
}

void draft_keep(struct app *app)
{
	struct editor *e = &app->editor;
	const struct note *n = e->id ? notebook_find(app->notebook, e->id, NULL) : NULL;
	const char *text = e->field.text.data;
	struct draft d = draft_take(app, e->id, e->span);

	if (!*text || !strcmp(text, n && n->text ? n->text : "")) {
		draft_release(&d);
		return;
	}
	free(d.text);
	d.text = mem_strdup(text);
	vec_push(&app->drafts, d);
	app->drafts_changed = true;
}

void drafts_read(struct app *app, const char *blob)
{
	while (blob && *blob) {
		const char *end = strchr(blob, EFFECT_DRAFT_END);
		const char *line = strchr(blob, '\n');
		size_t len = end ? (size_t)(end - blob) : strlen(blob);

		if (line && line < blob + len) {
			struct field clean; /* the file may hold anything */
			struct draft d = {.target = mem_strndup(blob, (size_t)(line - blob))};

			field_init(&clean, true);
			field_insert(&clean, line + 1, len - (size_t)(line + 1 - blob));
			d.text = mem_strdup(clean.text.data);
			field_release(&clean);
			vec_push(&app->drafts, d);
		}
		blob += len + (end ? 1 : 0);
	}
}

bool drafts_ready(const struct app *app)
{
	for (size_t i = 0; i < app->drafts.len; i++)
		if (!app->drafts.items[i].target &&
		    !article_index_reaches(app->article, app->drafts.items[i].span.end))
			return false;
	return true;
}

void drafts_name(struct app *app)
{
	for (size_t i = 0; i < app->drafts.len; i++) {
		struct draft *d = &app->drafts.items[i];
		struct str s;

		if (d->target)
			continue;
		str_init(&s);
		str_addf(&s, "%zu-%zu", article_position(app->article, d->span.start),
			 article_position(app->article, d->span.end));
		d->target = str_take(&s);
	}
}

void drafts_hand_out(struct app *app, struct effects *effects)
{
	struct str blob;

	drafts_name(app);
	str_init(&blob);
	for (size_t i = 0; i < app->drafts.len; i++)
		str_addf(&blob, "%s\n%s%c", app->drafts.items[i].target, app->drafts.items[i].text,
			 EFFECT_DRAFT_END);
	effects_add(effects, EFFECT_DRAFT, blob.data, 0, 0);
	app->drafts_changed = false;
	str_release(&blob);
}

void drafts_release(struct app *app)
{
	for (size_t i = 0; i < app->drafts.len; i++)
		draft_release(&app->drafts.items[i]);
	vec_release(&app->drafts);
}

/* ---- opening and closing */
void editor_close(struct app *app)
{
	field_release(&app->editor.field);
	free(app->editor.id);
	note_free(app->editor.before);
	app->editor = (struct editor){0};
	app->mode = MODE_READ;
}

/* The passage that is written on, unless it is lost. */
static void show_passage(struct app *app)
{
	if (!span_empty(app->editor.span))
		page_show(app, app->editor.span);
}

void editor_open(struct app *app, const struct target *target, const char *text)
{
	struct editor *e = &app->editor;
	size_t draft;

	*e = (struct editor){.span = target->span,
			     .id = target->note ? mem_strdup(target->note->id) : NULL,
			     .before = target->note ? note_copy(target->note) : NULL};
	field_init(&e->field, true);
	draft = draft_find(app, e->id, e->span);
	if (draft < app->drafts.len) {
		field_set(&e->field, app->drafts.items[draft].text);
		app_say(app, "%s", _("The draft of this note, as you left it"));
	} else if (text) {
		field_set(&e->field, text);
	}
	selection_leave(app);
	app->mode = MODE_NOTE;
	show_passage(app);
}

static bool open_on_target(struct app *app, struct err *err)
{
	struct target t;

	if (!annotate_target(app, false, &t, err))
		return false;
	if (t.note && !span_equal(t.note->span, t.span) && passage_has_draft(app, t.span))
		t.note = NULL;
	editor_open(app, &t, t.note ? t.note->text : NULL);
	return true;
}

bool do_note(struct app *app, const struct call *call)
{
	return open_on_target(app, call->err);
}

static void ask_editor(struct app *app, struct effects *effects)
{
	effects_add(effects, EFFECT_EDIT, app->editor.field.text.data, 0, 0);
}

bool do_edit_note(struct app *app, const struct call *call)
{
	if (!open_on_target(app, call->err))
		return false;
	ask_editor(app, call->effects);
	return true;
}

/* The passage a draft belongs to; where that is gone, the one in focus. */
static bool draft_target(struct app *app, struct draft *d, struct target *t)
{
	*t = (struct target){0};
	if (d->target)
		t->note = notebook_find(app->notebook, d->target, NULL);
	t->span = t->note ? t->note->span : draft_passage(app, d);
	if (!span_empty(t->span))
		return true;
	return article_paragraph_at(app->article, app->focus.span.start, &t->span);
}

bool do_draft(struct app *app, const struct call *call)
{
	struct draft d;
	struct target t;

	if (!app->drafts.len)
		return err_set(call->err, "No draft is waiting");
	if (!draft_target(app, &app->drafts.items[app->drafts.len - 1], &t))
		return err_set(call->err, "The text is empty");
	/* Under its passage's name from now on, which may be another one. */
	d = app->drafts.items[--app->drafts.len];
	jump_push(app);
	editor_open(app, &t, d.text);
	if (strcmp(app->editor.field.text.data, d.text)) {
		/* Another draft was waiting here: both go on, as one. */
		field_insert(&app->editor.field, "\n", 1);
		field_insert(&app->editor.field, d.text, strlen(d.text));
	}
	draft_keep(app);
	draft_release(&d);
	return true;
}

/* ---- saving */
/* The note `old` with the text that was written.  What another program made of it
 * meanwhile stays: of a text that both changed, both versions. */
static struct note *written(struct app *app, const struct note *old)
{
	struct note *mine = note_copy(app->editor.before), *both;
	bool conflict = false;

	note_set_text(mine, app->editor.field.text.data);
	both = blend_notes(app->editor.before, mine, old, false, &conflict);
	note_free(mine);
	if (conflict)
		app_say(app, "%s", _("Also changed elsewhere: both texts are kept"));
	return both;
}

bool editor_save(struct app *app, time_t now, struct effects *effects, struct err *err)
{
	struct editor *e = &app->editor;
	const struct note *old = e->id ? notebook_find(app->notebook, e->id, NULL) : NULL;
	const char *text = e->field.text.data;
	char moment[MOMENT_TEXT];
	const struct note *saved;
	struct note *n;

	if (!old && !text[strspn(text, " \n")]) {
		editor_close(app);
		return err_set(err, "Nothing written: no note made");
	}
	moment_text(now, moment);
	if (old) {
		saved = notebook_replace(app->notebook, written(app, old), moment);
	} else {
		n = annotate_new(app, e->span);
		note_set_text(n, text);
		saved = notebook_add(app->notebook, n, moment);
	}
	draft_forget(app, e->id, e->span);
	editor_close(app);
	go_to_note(app, saved);
	annotate_changed(app, effects);
	return true;
}

bool do_note_save(struct app *app, const struct call *call)
{
	struct err err;

	if (!editor_save(app, call->now, call->effects, &err))
		app_say(app, "%s", err.text);
	return true;
}

void editor_edited(struct app *app, const struct event *event, struct effects *effects)
{
	if (app->mode != MODE_NOTE)
		return;
	if (!event->ok) {
		app_complain(app, event->text);
		return;
	}
	str_clear(&app->editor.field.text);
	app->editor.field.cursor = 0;
	field_insert(&app->editor.field, event->text, event->len);
	/* Editors end the last line; the note does not. */
	while (app->editor.field.text.len > 0 &&
	       app->editor.field.text.data[app->editor.field.text.len - 1] == '\n')
		str_truncate(&app->editor.field.text, app->editor.field.text.len - 1);
	app->editor.field.cursor = app->editor.field.text.len;
	do_note_save(app, &(struct call){.now = event->now, .effects = effects});
}

bool do_note_leave(struct app *app, const struct call *call)
{
	size_t before;
	bool kept;

	(void)call;
	draft_keep(app);
	before = app->drafts.len;
	kept = before > 0 &&
	       !strcmp(app->drafts.items[before - 1].text, app->editor.field.text.data);
	/* What was selected is the passage to write again on. */
	if (kept && !app->editor.id && !span_equal(app->editor.span, app->focus.span))
		focus_set(app, FOCUS_SENTENCE, app->editor.span);
	editor_close(app);
	if (kept)
		app_say(app, "%s", _("Kept as a draft: write again on this passage, or :draft"));
	return true;
}

/* What was typed is kept, and the lines it grew by are taken from the page. */
static void typed(struct app *app)
{
	draft_keep(app);
	show_passage(app);
}

bool do_note_line(struct app *app, const struct call *call)
{
	(void)call;
	field_insert(&app->editor.field, "\n", 1);
	typed(app);
	return true;
}

bool do_note_editor(struct app *app, const struct call *call)
{
	draft_keep(app);
	ask_editor(app, call->effects);
	return true;
}

void editor_key(struct app *app, const struct event *event)
{
	struct field *f = &app->editor.field;

	if (event->type == EVENT_PASTE)
		field_insert(f, event->text, event->len);
	else if (event->key == KEY_UP_ARROW || event->key == KEY_DOWN_ARROW)
		field_move_line(f, event->key == KEY_DOWN_ARROW ? 1 : -1, editor_width(app));
	else if (!field_key(f, event->key))
		return;
	typed(app);
}
