/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of annotations: an item knows its note by the id, and shows what it says when
 * its row is first drawn.  The filter looks at the notes themselves and at the text that
 * they are on, so that ten thousand of them take no longer than a key may.
 */
#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/editor.h"
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/section.h"
#include "app/view_preview.h"
#include "base/language.h"
#include "base/moment.h"
#include "base/utf8.h"

/* ---- which are listed */
enum { SCOPE_ALL, SCOPE_SECTION, SCOPE_PARAGRAPH, SCOPES };

/* The part of the text whose annotations are listed; false: there is no such part. */
static bool scope_span(const struct app *app, int scope, struct span *span)
{
	if (scope == SCOPE_SECTION)
		return section_at(app, focus_offset(app), span);
	if (scope == SCOPE_PARAGRAPH)
		return article_paragraph_at(app->article, focus_offset(app), span);
	return true;
}

static const char *scope_name(const struct app *app)
{
	static const char *const names[SCOPES] = {"", N_("this section"), N_("this paragraph")};

	return *names[app->list.scope] ? _(names[app->list.scope]) : "";
}

static void add_note(struct app *app, const struct note *n)
{
	struct list_item item = {.id = mem_strdup(n->id), .highlight = 1 + (unsigned)n->color};

	list_add(&app->list, item);
}

/* Paragraphs are told by number where the number is known, else by the part of the text
 * that is before them. */
static void place_name(const struct app *app, size_t offset, struct str *out)
{
	size_t size = article_size(app->article);

	if (article_index_reaches(app->article, offset))
		str_addf(out, "¶ %zu", article_paragraph_number(app->article, offset));
	else
		str_addf(out, "%d %%", (int)((double)offset * 100 / (double)(size + 1)));
}

/* The widest that may be there, without a look at each: paragraphs count upwards. */
static void measure(struct app *app)
{
	size_t count = notebook_count(app->notebook), placed = notebook_placed(app->notebook);
	struct str s;

	if (placed < count)
		list_widen(&app->list, _("article"));
	if (placed < count)
		list_widen(&app->list, _("lost"));
	if (!placed)
		return;
	str_init(&s);
	place_name(app, notebook_at(app->notebook, placed - 1)->span.start, &s);
	list_widen(&app->list, s.data);
	list_widen(&app->list, "99 %");
	str_release(&s);
}

static void fill(struct app *app)
{
	size_t count = notebook_count(app->notebook), i = 0;
	struct span within = {0, 0};

	if (app->list.scope != SCOPE_ALL && scope_span(app, app->list.scope, &within))
		i = notebook_first_near(app->notebook, within.start);
	else
		app->list.scope = SCOPE_ALL;
	for (; i < count; i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (app->list.scope == SCOPE_ALL || span_overlaps(n->span, within))
			add_note(app, n);
		else if (span_empty(n->span) || n->span.start >= within.end)
			break;
	}
	measure(app);
}

/* The annotation in focus, else the first that is not before what the reader has before
 * his eyes, else the last. */
static size_t start(const struct app *app)
{
	const struct list *list = &app->list;
	size_t here = app->focus.span.start, low = 0, high = list->shown.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *id = list->items.items[list->shown.items[middle]].id;
		const struct note *n = notebook_get(app->notebook, id);

		if (n && !span_empty(n->span) && n->span.start < here)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; app->focus.id && i < list->shown.len && i < low + 16; i++)
		if (!strcmp(list->items.items[list->shown.items[i]].id, app->focus.id))
			return i;
	return low < list->shown.len ? low : list->shown.len - 1;
}

/* What is shown of an annotation; nothing of one that is gone meanwhile. */
static void describe(const struct app *app, struct list_item *item)
{
	const struct note *n = notebook_get(app->notebook, item->id);
	struct str s;
	char *shown;

	if (!n)
		return;
	str_init(&s);
	if (span_empty(n->span))
		str_add(&s, n->quote ? _("lost") : _("article"));
	else
		place_name(app, n->span.start, &s);
	item->left = str_take(&s);
	if (!span_empty(n->span))
		flat_passage(&s, app->article, n->span);
	else if (n->quote)
		flat_text(&s, n->quote, strlen(n->quote));
	item->text = str_take(&s);
	shown = note_shown_text(n);
	flat_text(&s, shown ? shown : "", shown ? strlen(shown) : 0);
	item->right = str_take(&s);
	free(shown);
	item->sign = note_sign(n);
	item->highlight = 1 + (unsigned)n->color;
}

/* ---- the filter */
/* Statuses first, in the order of enum note_status. */
enum { IS_UNSURE = NOTE_ORPHAN + 1 };

static const char *const color_values[] = {N_("yellow"), N_("green"),  N_("blue"), N_("pink"),
					   N_("orange"), N_("purple"), NULL};
static const char *const kind_values[] = {N_("highlight"), N_("note"), N_("bookmark"), NULL};
static const char *const status_values[] = {
	N_("exact"),     N_("moved"),  N_("fuzzy"),  N_("changed"),
	N_("ambiguous"), N_("orphan"), N_("unsure"), NULL};

enum { KEY_COLOR, KEY_COLOUR, KEY_KIND, KEY_IS };

static const struct list_key keys[] = {
	[KEY_COLOR] = {N_("color"), color_values},
	[KEY_COLOUR] = {"colour", color_values},
	[KEY_KIND] = {N_("kind"), kind_values},
	[KEY_IS] = {N_("is"), status_values},
	{0},
};

static unsigned value_bits(const struct note *n, size_t key)
{
	switch (key) {
	case KEY_KIND:
		return 1U << n->kind;
	case KEY_IS:
		return 1U << n->status | (note_is_unsure(n) ? 1U << IS_UNSURE : 0);
	default:
		return 1U << n->color;
	}
}

static bool has_word(const struct app *app, const struct note *n, const struct list_term *term)
{
	const char *const texts[] = {n->text, span_empty(n->span) ? n->quote : NULL};
	struct span match;

	if (!span_empty(n->span) && query_match(term->query, article_text(app->article),
						n->span.start, n->span.start, n->span.end, &match))
		return true;
	return list_term_in(term, texts, 2) ||
	       list_term_in(term, (const char *const *)n->tags.items, n->tags.len);
}

static bool has(const struct app *app, const struct list_item *item, const struct list_term *term)
{
	const struct note *n = notebook_get(app->notebook, item->id);

	if (!n)
		return false;
	if (term->kind == TERM_KEY)
		return value_bits(n, term->key) & term->values;
	if (term->kind == TERM_TAG)
		return list_term_in(term, (const char *const *)n->tags.items, n->tags.len);
	return has_word(app, n, term);
}

static void complete_tag(const struct app *app, const char *typed, struct str *out)
{
	size_t len = strlen(typed);

	for (size_t i = 0; len > 0 && i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);

		for (size_t j = 0; j < n->tags.len; j++)
			if (!strncmp(n->tags.items[j], typed, len)) {
				str_add(out, n->tags.items[j] + len);
				return;
			}
	}
}

/* ---- what can be done with one */
static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	const struct note *n = notebook_get(app->notebook, item->id);

	(void)event;
	(void)effects;
	if (n && span_empty(n->span)) {
		app_complain(app, _("The passage of this annotation is no longer in the text"));
		return;
	}
	if (!n)
		list_close(app);
	else if (!list_leave(app, n->span.start))
		go_to_note(app, n);
}

static void after_change(struct app *app, struct effects *effects)
{
	annotate_changed(app, effects);
	list_refresh(app);
}

/* Also one that has no place any more. */
static void delete_note(struct app *app, const char *id, const struct call *call)
{
	char now[MOMENT_TEXT];

	moment_text(call->now, now);
	notebook_remove(app->notebook, id, now);
	after_change(app, call->effects);
	app_say(app, _("Annotation deleted: %s, or undo in the text, brings it back"),
		keymap_way(app->keymap, COMMAND_LIST_UNDO).text);
}

static const char *color_letters(void)
{
	return _("Colours: y yellow, g green, b blue, p pink, o orange, u purple");
}

static void color_note(struct app *app, const struct event *event, struct effects *effects)
{
	const struct list_item *item = list_current(app);
	const struct note *old = item ? notebook_get(app->notebook, item->id) : NULL;
	char word[UTF8_MAX + 1] = "", now[MOMENT_TEXT];
	enum note_color color;
	struct note *n;

	if (event->key == KEY_ESCAPE)
		return;
	if (event->key < KEY_NAMED)
		word[utf8_encode(event->key, word)] = '\0';
	if (!old || !annotate_color_named(word, &color)) {
		app_complain(app, color_letters());
		return;
	}
	n = note_copy(old);
	n->color = color;
	moment_text(event->now, now);
	notebook_replace(app->notebook, n, now);
	after_change(app, effects);
}

/* The list is there again when the note has been written. */
static void edit_note(struct app *app, const char *id, bool outside, struct effects *effects)
{
	const struct note *n = notebook_get(app->notebook, id);
	struct target target = {.note = n};

	if (!n)
		return;
	target.span = n->span;
	list_wait(app);
	editor_open(app, &target, n->text);
	if (outside)
		effects_add(effects, EFFECT_EDIT, app->editor.field.text.data, 0, 0);
}

static void take_back(struct app *app, const struct call *call)
{
	struct err err;

	list_wait(app);
	if (!app_run_line(app, "undo", 0, call->now, call->effects, &err))
		app_complain(app, err.text);
	list_resume(app);
}

/* From one part of the text to another, over those that there are not. */
static void next_scope(struct app *app, int by)
{
	struct list *list = &app->list;
	struct span span;

	do
		list->scope = (list->scope + SCOPES + by) % SCOPES;
	while (!scope_span(app, list->scope, &span));
	list_refresh(app);
}

/* What is done to the annotation that is chosen. */
static void change(struct app *app, const char *note, const struct call *call)
{
	if (call->id == COMMAND_LIST_DELETE)
		delete_note(app, note, call);
	else if (call->id == COMMAND_LIST_COLOR)
		app->list.asks = true;
	else
		edit_note(app, note, call->id == COMMAND_LIST_EDITOR, call->effects);
	if (app->list.asks)
		app_say(app, "%s", color_letters());
}

static bool act(struct app *app, const struct list_item *item, const struct call *call)
{
	char *note;

	if (call->id == COMMAND_LIST_SCOPE || call->id == COMMAND_LIST_SCOPE_BACK) {
		next_scope(app, call->id == COMMAND_LIST_SCOPE ? 1 : -1);
	} else if (call->id == COMMAND_LIST_UNDO) {
		take_back(app, call);
	} else if (!app_may_edit(app, call->err)) {
		return false;
	} else if (item) {
		note = mem_strdup(item->id); /* the list is filled anew */
		change(app, note, call);
		free(note);
	}
	return true;
}

static void preview(const struct app *app, const struct list_item *item, struct grid *g,
		    struct list_area area)
{
	const struct note *n = notebook_get(app->notebook, item->id);

	if (n)
		preview_note(app, g, area, n);
}

static const struct list_command commands[] = {
	{COMMAND_LIST_SCOPE, N_("section, ¶")}, {COMMAND_LIST_SCOPE_BACK, NULL},
	{COMMAND_LIST_DELETE, N_("delete")},    {COMMAND_LIST_COLOR, N_("colour")},
	{COMMAND_LIST_NOTE, N_("note")},        {COMMAND_LIST_EDITOR, N_("editor")},
	{COMMAND_LIST_UNDO, N_("undo")},
};

const struct list_source list_annotations = {
	.title = N_("Annotations"),
	.choice = N_("go there"),
	.empty = N_("No annotation here"),
	.marks = true,
	.of_notes = true,
	.commands = commands,
	.command_count = sizeof commands / sizeof *commands,
	.keys = keys,
	.example = N_("words  #tag  color:green  kind:note  is:orphan  -word"),
	.fill = fill,
	.start = start,
	.describe = describe,
	.has = has,
	.complete_tag = complete_tag,
	.scope = scope_name,
	.choose = choose,
	.act = act,
	.answer = color_note,
	.preview = preview,
	.preview_below = true,
};

bool do_annotations(struct app *app, const struct call *call)
{
	if (!notebook_count(app->notebook))
		return err_set(call->err, "No annotation yet: %s highlights, %s writes a note",
			       keymap_way(app->keymap, COMMAND_HIGHLIGHT).text,
			       keymap_way(app->keymap, COMMAND_NOTE).text);
	list_open(app, &list_annotations);
	return true;
}
