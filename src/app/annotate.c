/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marking passages: which one the reader means, and the commands that highlight,
 * colour, adjust, delete and undo it.
 */
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/filter.h"
#include "app/model.h"
#include "app/move.h"
#include "app/overlap.h"
#include "app/page.h"
#include "app/prompt.h"
#include "app/review.h"
#include "app/run.h"
#include "app/seek.h"
#include "app/select.h"
#include "base/language.h"
#include "base/moment.h"
#include "notes/anchor.h"
#include "text/sentence.h"

/* ---- what is meant */
static const struct note *note_with_span(const struct app *app, struct span span)
{
	for (size_t i = notebook_first_near(app->notebook, span.start);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start > span.start)
			break;
		if (span_equal(n->span, span))
			return n;
	}
	return NULL;
}

/* A note that overlaps a span, and how many do. */
static const struct note *note_there(const struct app *app, struct span span, size_t *count)
{
	const struct note *there = NULL;

	*count = 0;
	for (size_t i = notebook_first_near(app->notebook, span.start);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start >= span.end)
			break;
		if (!span_overlaps(n->span, span))
			continue;
		++*count;
		there = n;
	}
	return there;
}

/* Of a sentence in focus the one there is meant; a paragraph is mostly meant as itself: a
 * note somewhere inside it is "there" only where one is asked for.  Of several none is. */
static const struct note *note_in_focus(const struct app *app, bool existing, struct err *err)
{
	const struct note *same = note_with_span(app, app->focus.span);
	size_t count;
	const struct note *n = note_there(app, app->focus.span, &count);

	if (same && !(existing && count > 1))
		return same;
	if (count == 1 && (existing || app->focus.kind == FOCUS_SENTENCE))
		return n;
	if (count > 1 && existing)
		err_set(err, "Several annotations here: %s goes to them, one by one",
			keymap_way(app->keymap, COMMAND_OTHER_ANNOTATION).text);
	return NULL;
}

/* A sidecar holds what it marks: it must stay a file that can be read at once. */
static bool short_enough(struct span passage, struct err *err)
{
	return span_length(passage) <= ANCHOR_MOST ||
	       err_set(err, "This passage is too long: select less of it");
}

bool annotate_target(struct app *app, bool existing, struct target *target, struct err *err)
{
	struct err why = {""};

	*target = (struct target){0};
	if (app->mode == MODE_SELECT) {
		target->span = selection_span(app);
		target->note = note_with_span(app, target->span);
	} else if (app->focus.kind == FOCUS_NOTE) {
		target->note = notebook_find(app->notebook, app->focus.id, NULL);
		target->span = app->focus.span;
	} else {
		if (app->focus.kind == FOCUS_PLACE &&
		    !article_paragraph_at(app->article, app->focus.span.start, &app->focus.span))
			return err_set(err, "The text is empty");
		target->note = note_in_focus(app, existing, &why);
		target->span = app->focus.span;
	}
	if (existing && !target->note)
		return err_set(err, "%s", why.text[0] ? why.text : _("No annotation here"));
	if (span_empty(target->span))
		return err_set(err, "Nothing to mark here");
	return target->note || short_enough(target->span, err);
}

/* ---- changing */
void annotate_changed(struct app *app, struct effects *effects)
{
	if (app->focus.kind == FOCUS_NOTE) {
		const struct note *n = notebook_find(app->notebook, app->focus.id, NULL);
		struct span p, at = app->focus.span;

		if (n && !span_empty(n->span))
			app->focus.span = n->span;
		else if (article_paragraph_at(app->article, at.start, &p))
			focus_set(app, FOCUS_SENTENCE,
				  sentence_at(article_text(app->article), p, at.start));
	}
	search_notes_changed(app);
	filter_notes_changed(app);
	if (effects)
		effects_add(effects, EFFECT_SAVE, NULL, 0, 0);
}

/* What is before the passage is counted now if it is known already, else when the note
 * is saved: the key is not to wait for all of a long text to be read. */
void annotate_mark(struct app *app, struct note *n, struct span span)
{
	anchor_mark(n, app->article, span);
	if (article_index_reaches(app->article, n->span.start))
		anchor_count(n, app->article);
}

struct note *annotate_new(struct app *app, struct span span)
{
	struct note *n = note_new();

	n->color = (enum note_color)app->settings->color;
	n->style = (enum note_style)app->settings->style;
	annotate_mark(app, n, span);
	return n;
}

static void add(struct app *app, struct note *n, const struct call *call)
{
	char now[MOMENT_TEXT];
	const struct note *added = NULL;

	moment_text(call->now, now);
	if (app->settings->merge_highlights && n->kind == NOTE_HIGHLIGHT)
		added = overlap_merge(app, n, now);
	if (!added)
		added = notebook_add(app->notebook, n, now);
	selection_leave(app);
	go_to_note(app, added);
	annotate_changed(app, call->effects);
}

static void replace(struct app *app, struct note *n, const struct call *call)
{
	char now[MOMENT_TEXT];

	moment_text(call->now, now);
	focus_set_note(app, notebook_replace(app->notebook, n, now));
	annotate_changed(app, call->effects);
}

static bool finish_adjusting(struct app *app, const struct call *call)
{
	const struct note *old = notebook_find(app->notebook, app->selection.adjusting, NULL);
	struct note *n;

	if (!old) {
		selection_leave(app);
		return err_set(call->err, "The annotation is no longer there");
	}
	if (!short_enough(selection_span(app), call->err))
		return false;
	n = note_copy(old);
	if (note_is_unsure(old))
		anchor_confirm(n, app->article, selection_span(app));
	else
		annotate_mark(app, n, selection_span(app));
	selection_leave(app);
	replace(app, n, call);
	review_resume(app);
	app_say(app, "%s", _("The annotation has its new ends"));
	return true;
}

bool do_highlight(struct app *app, const struct call *call)
{
	struct target t;

	if (app->mode == MODE_SELECT && app->selection.adjusting)
		return finish_adjusting(app, call);
	if (!annotate_target(app, false, &t, call->err))
		return false;
	if (t.note && span_equal(t.note->span, t.span)) {
		selection_leave(app);
		focus_set_note(app, t.note);
		app_say(app,
			_("This passage is highlighted already: %s changes its colour, %s deletes it"),
			keymap_way(app->keymap, COMMAND_COLOR).text,
			keymap_way(app->keymap, COMMAND_DELETE).text);
		return true;
	}
	add(app, annotate_new(app, t.span), call);
	return true;
}

static const struct note *bookmark_at(const struct app *app, struct span sentence)
{
	for (size_t i = notebook_first_near(app->notebook, sentence.start);
	     i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (span_empty(n->span) || n->span.start > sentence.start)
			break;
		if (n->kind == NOTE_BOOKMARK && span_equal(n->span, sentence))
			return n;
	}
	return NULL;
}

bool do_bookmark(struct app *app, const struct call *call)
{
	const struct note *there;
	struct span p, sentence;
	size_t at = focus_offset(app);
	struct note *n;

	if (!article_paragraph_at(app->article, at, &p))
		return err_set(call->err, "The text is empty");
	sentence = sentence_at(article_text(app->article), p, at);
	there = bookmark_at(app, sentence);
	if (there) {
		selection_leave(app);
		go_to_note(app, there);
		app_say(app, _("There is a bookmark here already: %s deletes it"),
			keymap_way(app->keymap, COMMAND_DELETE).text);
		return true;
	}
	n = annotate_new(app, sentence);
	n->kind = NOTE_BOOKMARK;
	add(app, n, call);
	app_say(app, "%s", _("Bookmark set"));
	return true;
}

/* ---- colour and style: a letter, or the whole word */
static const char color_letters[NOTE_COLORS + 1] = ANNOTATE_COLORS;

char annotate_color_letter(enum note_color color)
{
	return color_letters[color];
}

bool annotate_color_named(const char *word, enum note_color *color)
{
	const char *letter = word[0] && !word[1] ? strchr(color_letters, word[0]) : NULL;

	if (letter)
		*color = (enum note_color)(letter - color_letters);
	return letter || note_color_parse(word, color);
}

static bool style_named(const char *word, enum note_style *style)
{
	static const char letters[NOTE_STYLES + 1] = ANNOTATE_STYLES;
	const char *letter = word[0] && !word[1] ? strchr(letters, word[0]) : NULL;

	if (letter)
		*style = (enum note_style)(letter - letters);
	return letter || note_style_parse(word, style);
}

const char *annotate_color_word(enum note_color color)
{
	static const char *const words[NOTE_COLORS] = {
		N_("yellow"), N_("green"), N_("blue"), N_("pink"), N_("orange"), N_("purple"),
	};

	return _(words[color]);
}

const char *annotate_style_word(enum note_style style)
{
	static const char *const words[NOTE_STYLES] = {
		N_("solid"),
		N_("underline"),
		N_("strikethrough"),
		N_("outline"),
	};

	return _(words[style]);
}

static void tell_next(struct app *app, bool color)
{
	unsigned which = (unsigned)(color ? app->settings->color : app->settings->style);
	const char *word = color ? annotate_color_word((enum note_color)which)
				 : annotate_style_word((enum note_style)which);
	const char *meaning = color ? settings_color_meaning(app->settings, which) : NULL;

	if (meaning)
		app_say(app, _("Next highlight: %s (%s)"), word, meaning);
	else
		app_say(app, _("Next highlight: %s"), word);
}

/* Gives the annotation there the look that is set now; without one it is for the
 * next highlight, which a selection gets at once. */
static bool apply_look(struct app *app, bool color, const struct call *call)
{
	struct target t;
	struct note *n;

	if (app->mode == MODE_SELECT && !app->selection.adjusting)
		return do_highlight(app, call);
	if (!annotate_target(app, true, &t, NULL)) {
		tell_next(app, color);
		return true;
	}
	n = note_copy(t.note);
	if (color)
		n->color = (enum note_color)app->settings->color;
	else
		n->style = (enum note_style)app->settings->style;
	replace(app, n, call);
	return true;
}

bool do_color(struct app *app, const struct call *call)
{
	enum note_color color;

	if (!call->argument || !annotate_color_named(call->argument, &color))
		return err_set(call->err,
			       "Colours: y yellow, g green, b blue, p pink, o orange, u purple");
	app->settings->color = (int)color;
	return apply_look(app, true, call);
}

bool do_style(struct app *app, const struct call *call)
{
	enum note_style style;

	if (!call->argument || !style_named(call->argument, &style))
		return err_set(call->err,
			       "Styles: s solid, u underline, t strikethrough, o outline");
	app->settings->style = (int)style;
	return apply_look(app, false, call);
}

/* ---- deleting, adjusting, undoing */
bool do_delete(struct app *app, const struct call *call)
{
	struct target t;
	struct span p, at;
	char now[MOMENT_TEXT];

	if (!annotate_target(app, true, &t, call->err))
		return false;
	at = t.note->span;
	moment_text(call->now, now);
	notebook_remove(app->notebook, t.note->id, now);
	selection_leave(app);
	if (article_paragraph_at(app->article, at.start, &p))
		focus_set(app, FOCUS_SENTENCE,
			  sentence_at(article_text(app->article), p, at.start));
	annotate_changed(app, call->effects);
	app_say(app, _("Annotation deleted (%s brings it back)"),
		keymap_way(app->keymap, COMMAND_UNDO).text);
	return true;
}

bool do_adjust(struct app *app, const struct call *call)
{
	struct target t;

	if (!annotate_target(app, true, &t, call->err))
		return false;
	selection_begin(app, t.note->span, false);
	app->selection.adjusting = mem_strdup(t.note->id);
	page_show(app, (struct span){app->selection.cursor, t.note->span.end});
	return true;
}

static bool step_back_or_forth(struct app *app, bool back, const struct call *call)
{
	/* By what became of it, not by what it was that is taken back. */
	static const char *const undone[] = {
		[NOTEBOOK_ADDED] = N_("Undone: the annotation is back"),
		[NOTEBOOK_CHANGED] = N_("Undone: the annotation is as it was before"),
		[NOTEBOOK_REMOVED] = N_("Undone: the annotation is gone"),
	};
	static const char *const redone[] = {
		[NOTEBOOK_ADDED] = N_("Redone: the annotation is back"),
		[NOTEBOOK_CHANGED] = N_("Redone: the annotation is changed again"),
		[NOTEBOOK_REMOVED] = N_("Redone: the annotation is gone"),
	};
	enum notebook_change what;
	const struct note *n;
	const char *id;
	char now[MOMENT_TEXT];

	moment_text(call->now, now);
	if (!(back ? notebook_undo(app->notebook, now, &what, &id)
		   : notebook_redo(app->notebook, now, &what, &id)))
		return err_set(call->err, back ? N_("Nothing to undo") : N_("Nothing to redo"));
	selection_leave(app);
	n = notebook_find(app->notebook, id, NULL);
	if (n)
		go_to_note(app, n);
	annotate_changed(app, call->effects);
	app_say(app, "%s", back ? _(undone[what]) : _(redone[what]));
	return true;
}

bool do_undo(struct app *app, const struct call *call)
{
	return step_back_or_forth(app, true, call);
}

bool do_redo(struct app *app, const struct call *call)
{
	return step_back_or_forth(app, false, call);
}

bool do_merge(struct app *app, const struct call *call)
{
	(void)app;
	effects_add(call->effects, EFFECT_MERGE, NULL, 0, 0);
	return true;
}
