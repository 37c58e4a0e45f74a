/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A heading may be far away, or there may be none.  So a slice of the way to it is gone
 * at once and the rest in idle time, and whatever else is pressed meanwhile ends it, as
 * with a search.
 */
#include <stdlib.h>

#include "app/section.h"

#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "base/language.h"

#define SECTION_MOST ((size_t)256 << 10) /* bytes of one that is selected as such */
#define SECTION_PARAGRAPHS 4000          /* on each side */

bool section_at(const struct app *app, size_t offset, struct span *section)
{
	struct span own, p;
	int left = SECTION_PARAGRAPHS;

	if (!article_paragraph_at(app->article, offset, &own))
		return false;
	*section = p = own;
	while (!article_is_heading(app->article, p) &&
	       article_paragraph_before(app->article, p, &p)) {
		section->start = p.start;
		if (!left-- || span_length(*section) > SECTION_MOST)
			return false;
	}
	p = own;
	left = SECTION_PARAGRAPHS;
	while (article_paragraph_after(app->article, p, &p) &&
	       !article_is_heading(app->article, p)) {
		section->end = p.end;
		if (!left-- || span_length(*section) > SECTION_MOST)
			return false;
	}
	return true;
}

/* ---- the way to a heading */
static bool is_within(size_t from, size_t to, size_t reach)
{
	return (from < to ? to - from : from - to) < reach;
}

/* The heading that was meant; where there are fewer, the last. */
static bool arrive(struct app *app, struct err *err)
{
	struct section_way *way = &app->section_way;

	way->left = 0;
	if (span_empty(way->met))
		return err_set(err, way->direction > 0 ? N_("No heading further on")
						       : N_("No heading before"));
	go_to_heading(app, way->met);
	return true;
}

/* Goes on for a slice.  False: there is none. */
static bool go_on(struct app *app, struct err *err)
{
	struct section_way *way = &app->section_way;
	size_t from = way->at.start;
	int most = SECTION_SLICE_PARAGRAPHS;

	while (way->left > 0 && most-- && is_within(from, way->at.start, SECTION_SLICE)) {
		if (!step_paragraph(app, &way->at, way->direction))
			return arrive(app, err);
		if (!article_is_heading(app->article, way->at))
			continue;
		way->met = way->at;
		way->left--;
	}
	return way->left > 0 || arrive(app, err);
}

bool section_busy(const struct app *app)
{
	return app->section_way.left > 0;
}

void section_stop(struct app *app)
{
	app->section_way.left = 0;
}

static void tell_way(struct app *app)
{
	double size = (double)article_size(app->article) + 1;

	app_say(app, _("Looking for a heading: %d%%"),
		(int)((double)app->section_way.at.start * 100 / size));
}

/* The same from outside of a command. */
static bool go_on_and_tell(struct app *app)
{
	struct err err;
	bool ok;

	free(app->message);
	app->message = NULL;
	ok = go_on(app, &err);
	if (!ok)
		app_complain(app, err.text);
	else if (section_busy(app))
		tell_way(app);
	return ok;
}

void section_step(struct app *app)
{
	go_on_and_tell(app);
	if (!section_busy(app))
		page_settle(app);
}

bool section_hurry(struct app *app)
{
	bool ok = true;

	while (section_busy(app))
		ok = go_on_and_tell(app);
	return ok;
}

static bool set_out(struct app *app, int direction, const struct call *call)
{
	struct section_way *way = &app->section_way;
	int count = call->count > 0 ? call->count : 1;
	struct span here;

	if (section_busy(app) && way->direction == direction) {
		way->left += count;
		tell_way(app);
		return true;
	}
	section_stop(app);
	if (!article_paragraph_at(app->article, focus_offset(app), &here))
		return err_set(call->err, "The text is empty");
	*way = (struct section_way){.left = count, .direction = direction, .at = here};
	if (!go_on(app, call->err))
		return false;
	if (section_busy(app))
		tell_way(app);
	return true;
}

bool do_next_section(struct app *app, const struct call *call)
{
	return set_out(app, 1, call);
}

bool do_previous_section(struct app *app, const struct call *call)
{
	return set_out(app, -1, call);
}
