/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of annotations: an item knows its note by the id, and shows what it says when
 * the row is first drawn or searched.
 */
#include <string.h>

#include "app/annotate.h"
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "base/language.h"
#include "base/moment.h"
#include "layout/grapheme.h"

static char *left_of(const struct app *app, const struct note *n)
{
	struct str s;

	str_init(&s);
	if (span_empty(n->span))
		str_add(&s, n->quote ? _("lost") : _("article"));
	else
		str_addf(&s, "¶ %zu", article_paragraph_number(app->article, n->span.start));
	str_addf(&s, " %s", note_sign(n));
	return str_take(&s);
}

/* What is shown of an annotation, and searched; nothing of one that is gone meanwhile. */
static void describe(const struct app *app, struct list_item *item)
{
	const struct note *n = notebook_get(app->notebook, item->id);
	char *shown = n ? note_shown_text(n) : mem_strdup("");
	struct str s;

	item->left = n ? left_of(app, n) : mem_strdup("");
	str_init(&s);
	if (n && !span_empty(n->span))
		flat_passage(&s, app->article, n->span);
	else if (n && n->quote)
		flat_text(&s, n->quote, strlen(n->quote));
	item->text = str_take(&s);
	str_init(&s);
	flat_text(&s, shown, strlen(shown));
	item->right = str_take(&s);
	free(shown);
}

/* The widest that may be there, without a look at each: paragraphs count upwards. */
static void measure_annotations(struct app *app)
{
	size_t count = notebook_count(app->notebook), placed = notebook_placed(app->notebook);
	struct str s;
	int sign = 0;

	for (size_t i = 0; i < count; i++) {
		const struct note *n = notebook_at(app->notebook, i);
		int width = grapheme_string_width(note_sign(n), strlen(note_sign(n)));

		sign = width > sign ? width : sign;
		if (i >= placed)
			list_widen(&app->list, n->quote ? _("lost") : _("article"));
	}
	if (placed) {
		size_t last = notebook_at(app->notebook, placed - 1)->span.start;

		str_init(&s);
		str_addf(&s, "¶ %zu", article_paragraph_number(app->article, last));
		list_widen(&app->list, s.data);
		str_release(&s);
	}
	app->list.left += 1 + sign;
}

static void fill(struct app *app)
{
	for (size_t i = 0; i < notebook_count(app->notebook); i++) {
		const struct note *n = notebook_at(app->notebook, i);
		struct list_item item = {.id = mem_strdup(n->id),
					 .highlight = 1 + (unsigned)n->color};

		list_add(&app->list, item);
	}
	measure_annotations(app);
}

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
	if (n) {
		jump_push(app);
		go_to_note(app, n);
	}
	list_close(app);
}

/* Deletes the annotation chosen, also one that has no place any more. */
static void delete_current(struct app *app, const struct event *event, struct effects *effects)
{
	const struct list_item *item = list_current(app);
	char now[MOMENT_TEXT];

	if (app->readonly || !item)
		return;
	moment_text(event->now, now);
	notebook_remove(app->notebook, item->id, now);
	annotate_changed(app, effects);
	list_refresh(app);
	app_say(app, "%s", _("Annotation deleted: undo brings it back"));
}

static bool key(struct app *app, const struct event *event, struct effects *effects)
{
	const struct field *filter = &app->list.filter;

	/* In the filter Del deletes what follows the cursor. */
	if (event->key != KEY_DELETE || filter->cursor < filter->text.len)
		return false;
	delete_current(app, event, effects);
	return true;
}

const struct list_source list_annotations = {
	.title = N_("Annotations"),
	.choice = N_("go there"),
	.hints = (const struct list_hint[]){{N_("Del"), N_("delete"), true}, {0}},
	.fill = fill,
	.describe = describe,
	.choose = choose,
	.key = key,
};

bool do_annotations(struct app *app, const struct call *call)
{
	if (!notebook_count(app->notebook))
		return err_set(call->err, "No annotation yet: h highlights, a writes a note");
	list_open(app, &list_annotations);
	return true;
}
