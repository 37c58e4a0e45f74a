/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was told last is remembered as places (struct told); what is there now is compared
 * with it, and only the difference is said, in sentences that a screen reader pauses
 * between.  So no command has to tell by itself where it has gone.
 */
#include "app/announce.h"

#include <stdlib.h>
#include <string.h>

#include "app/annotate.h"
#include "app/list.h"
#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "text/sentence.h"

#define AT_ONCE ((size_t)1 << 20) /* bytes of text before a place that are counted unasked */
#define WORDS_MOST 300            /* that are counted in a selection … */
#define NOTES_MOST 99             /* … and annotations of one passage */

/* Begins the next sentence of what is said. */
static struct str *sentence(struct str *s)
{
	if (s->len > 0)
		str_add(s, strchr(".!?", s->data[s->len - 1]) ? " " : ". ");
	return s;
}

/* ---- the parts */
static bool is_known(const struct app *app, size_t offset)
{
	return offset <= AT_ONCE || article_index_reaches(app->article, offset);
}

static void say_paragraph(const struct app *app, struct span paragraph, struct str *out)
{
	if (!is_known(app, paragraph.start))
		str_addf(sentence(out), _("%d%% of the text"), page_percent(app, page_span(app)));
	else if (!is_known(app, article_size(app->article)))
		str_addf(sentence(out), _("Paragraph %zu"),
			 article_paragraph_number(app->article, paragraph.start));
	else
		str_addf(sentence(out), _("Paragraph %zu of %zu"),
			 article_paragraph_number(app->article, paragraph.start),
			 article_paragraph_count(app->article));
}

static void say_kind(const struct app *app, struct span paragraph, struct str *out)
{
	if (is_furniture(app, paragraph))
		str_add(sentence(out), _("Not of the article"));
	else if (article_is_heading(app->article, paragraph))
		str_add(sentence(out), _("Heading"));
}

static void say_title(const struct app *app, struct str *out)
{
	if (span_empty(app->title))
		str_add(sentence(out), article_name(app->article));
	else
		flat_passage(sentence(out), app->article, app->title);
}

static void say_note(const struct app *app, const struct note *n, struct str *out)
{
	char *shown = note_shown_text(n);
	struct str flat;

	if (n->kind == NOTE_BOOKMARK)
		str_add(sentence(out), _("Bookmark"));
	else
		str_addf(sentence(out), _("Highlight, %s"), annotate_color_word(n->color));
	if (note_is_unsure(n))
		str_add(sentence(out), _("Its passage is not sure"));
	str_init(&flat);
	flat_text(&flat, shown, strlen(shown));
	if (flat.len > 0) {
		flat.data[grapheme_fit(flat.data, flat.len, app->columns)] = '\0';
		str_addf(sentence(out), _("Note: %s"), flat.data);
	}
	str_release(&flat);
	free(shown);
}

/* The annotations that `passage` touches and `before` did not. */
static void say_notes(const struct app *app, struct span passage, struct span before,
		      struct str *out)
{
	size_t more = 0, count = notebook_placed(app->notebook);
	const struct note *first = NULL;

	for (size_t i = notebook_first_near(app->notebook, passage.start); i < count; i++) {
		const struct note *n = notebook_at(app->notebook, i);

		if (n->span.start >= passage.end || more == NOTES_MOST)
			break;
		if (!span_overlaps(n->span, passage) || span_overlaps(n->span, before))
			continue;
		more += first != NULL;
		if (!first)
			first = n;
	}
	if (first)
		say_note(app, first, out);
	if (more > 0)
		str_addf(sentence(out),
			 ngettext("%zu more annotation", "%zu more annotations", more), more);
}

static void say_match(const struct app *app, struct str *out)
{
	const struct search *s = &app->search;
	size_t count = finder_count(s->finder), index = finder_index(s->finder, s->current.start);

	if (s->counted)
		str_addf(sentence(out), _("Match %zu of %zu"), index + 1, count);
	else
		str_add(sentence(out), _("Match"));
}

static size_t count_words(const struct app *app, struct span span)
{
	const char *text = article_text(app->article);
	size_t count = 0;
	struct span p, word;

	for (bool more = article_paragraph_at(app->article, span.start, &p);
	     more && p.start < span.end && count <= WORDS_MOST;
	     more = article_paragraph_after(app->article, p, &p)) {
		word = word_at(text, p, span.start > p.start ? span.start : p.start);
		while (!span_empty(word) && word.start < span.end && count <= WORDS_MOST) {
			count += word.end > span.start;
			if (!word_after(text, p, word.start, &word))
				break;
		}
	}
	return count;
}

static void say_selection(const struct app *app, struct str *out)
{
	size_t words = count_words(app, selection_span(app));

	if (words > WORDS_MOST)
		str_addf(sentence(out), _("Selection: more than %d words"), WORDS_MOST);
	else
		str_addf(sentence(out),
			 ngettext("Selection: %zu word", "Selection: %zu words", words), words);
}

/* ---- what is new */
/* What is at hand: the line where the focus is a mere place. */
static struct told look(const struct app *app)
{
	size_t at = focus_offset(app);
	struct told now = {.begun = true,
			   .mode = app->mode,
			   .kind = app->focus.kind,
			   .passage = app->focus.span,
			   .match = app->search.current,
			   .counted = app->search.counted};

	if (!article_paragraph_at(app->article, at, &now.paragraph))
		return now;
	if (app->mode == MODE_SELECT)
		now.passage = selection_span(app);
	else if (app->focus.kind == FOCUS_PLACE)
		now.passage = page_line(app, now.paragraph, at);
	return now;
}

static void say_reading(const struct app *app, const struct told *before, const struct told *now,
			bool changed, struct str *out)
{
	bool moved = !span_equal(now->passage, before->passage) || now->kind != before->kind;

	if (!span_equal(now->paragraph, before->paragraph)) {
		say_paragraph(app, now->paragraph, out);
		say_kind(app, now->paragraph, out);
	}
	if (now->kind != FOCUS_NOTE)
		say_notes(app, now->passage, before->passage, out);
	else if (moved || changed)
		say_note(app, notebook_get(app->notebook, app->focus.id), out);
}

/* A match is told when it is met, and all again once it is known how many there are. */
static bool is_counted_now(const struct told *before, const struct told *now)
{
	return !span_empty(now->match) && span_equal(now->match, before->match) && now->counted &&
	       !before->counted;
}

static void say_news(const struct app *app, const struct told *before, const struct told *now,
		     bool changed, struct str *out)
{
	if (app->search.finder && !span_empty(now->match) && !span_equal(now->match, before->match))
		say_match(app, out);
	if (now->mode == MODE_READ)
		say_reading(app, before, now, changed, out);
	else if (now->mode != before->mode || !span_equal(now->passage, before->passage))
		say_selection(app, out);
	if (!before->begun)
		say_title(app, out); /* last: it may be too long for the row */
}

void announce(struct app *app, bool changed)
{
	struct told now, before = app->told;
	struct str said;

	if (!app->settings->plain || app->search.seeking || app->following ||
	    (app->mode != MODE_READ && app->mode != MODE_SELECT))
		return;
	now = look(app);
	str_init(&said);
	if (is_counted_now(&before, &now))
		before = (struct told){.begun = true};
	else if (app->message)
		str_add(&said, app->message);
	say_news(app, &before, &now, changed, &said);
	app->told = now;
	if (said.len > 0 && (!app->message || strcmp(said.data, app->message)))
		app_say(app, "%s", said.data);
	str_release(&said);
}

bool do_where(struct app *app, const struct call *call)
{
	size_t notes = notebook_count(app->notebook);
	struct span paragraph;
	struct str said;

	if (!article_paragraph_at(app->article, focus_offset(app), &paragraph))
		return err_set(call->err, "The text is empty");
	str_init(&said);
	say_paragraph(app, paragraph, &said);
	str_addf(sentence(&said), _("%d%%"), page_percent(app, page_span(app)));
	if (notes > 0)
		str_addf(sentence(&said), ngettext("%zu note", "%zu notes", notes), notes);
	say_title(app, &said);
	app_say(app, "%s", said.data);
	str_release(&said);
	return true;
}
