/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The versions are copies, kept as long as the list is open; bringing one back is a
 * change like any other, and can be undone.
 */
#include "app/versions.h"

#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/list.h"
#include "app/move.h"
#include "app/run.h"
#include "app/select.h"
#include "app/view_preview.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/moment.h"

void versions_release(struct app *app)
{
	for (size_t i = 0; i < app->versions.len; i++)
		note_free(app->versions.items[i]);
	vec_release(&app->versions);
}

static void add_version(struct app *app, size_t index)
{
	const struct note *n = app->versions.items[index];
	struct list_item item = {
		.left = list_date(n->modified ? n->modified : n->created),
		.highlight = 1 + (unsigned)n->color,
		.number = index,
	};
	struct str s;

	str_init(&s);
	if (n->text)
		flat_text(&s, n->text, strlen(n->text));
	note_write_other_tags(n, &s);
	item.right = str_take(&s);
	str_init(&s);
	if (n->quote)
		flat_text(&s, n->quote, strlen(n->quote));
	item.text = str_take(&s);
	list_add(&app->list, item);
}

static void fill(struct app *app)
{
	for (size_t i = 0; i < app->versions.len; i++)
		add_version(app, i);
}

/* Brings a version back. */
static void restore(struct app *app, size_t index, const struct event *event,
		    struct effects *effects)
{
	const struct note *version = app->versions.items[index];
	const struct note *now = notebook_get(app->notebook, version->id);
	struct note *n = note_copy(now ? now : version);
	char moment[MOMENT_TEXT];

	if (now) { /* its words, not its place */
		note_clear_tags(n);
		note_set_text(n, version->text);
		for (size_t i = 0; i < version->tags.len; i++)
			note_add_tag(n, version->tags.items[i]);
		n->color = version->color;
		n->style = version->style;
		note_set_bookmark(n, version->kind == NOTE_BOOKMARK);
	}
	moment_text(event->now, moment);
	go_to_note(app, notebook_replace(app->notebook, n, moment));
	annotate_changed(app, effects);
	app_say(app, "%s", _("This version is back (undo takes it back)"));
}

static void choose(struct app *app, const struct list_item *item, const struct event *event,
		   struct effects *effects)
{
	size_t index = item->number;

	list_close(app);
	if (app->readonly)
		app_complain(app, _("Opened read-only: annotations cannot be changed"));
	else
		restore(app, index, event, effects);
	versions_release(app);
}

static void preview(const struct app *app, const struct list_item *item, struct grid *g,
		    struct list_area area)
{
	preview_note(app, g, area, app->versions.items[item->number]);
}

const struct list_source list_versions = {
	.title = N_("Versions"),
	.choice = N_("bring it back"),
	.marks = true,
	.preview = preview,
	.preview_below = true,
	.fill = fill,
	.choose = choose,
};

/* Those whose words are still known. */
static void take_deleted(struct app *app)
{
	for (size_t i = notebook_tombstones(app->notebook); i-- > 0;) {
		const struct tombstone *t = notebook_tombstone_at(app->notebook, i);

		if (t->note)
			vec_push(&app->versions, note_copy(t->note));
	}
}

void app_show_versions(struct app *app, struct note *const *notes, size_t count)
{
	versions_release(app);
	for (size_t i = 0; i < count; i++)
		vec_push(&app->versions, notes[i]);
	list_open(app, &list_versions);
}

bool do_history(struct app *app, const struct call *call)
{
	struct target t;

	if (annotate_target(app, true, &t, NULL)) {
		selection_leave(app);
		effects_add(call->effects, EFFECT_VERSIONS, t.note->id, 0, 0);
		return true;
	}
	versions_release(app);
	take_deleted(app);
	if (!app->versions.len)
		return err_set(call->err, "No annotation here, and none was deleted");
	selection_leave(app);
	list_open(app, &list_versions);
	return true;
}
