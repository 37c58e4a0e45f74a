/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The light is derived from the focus: the paragraphs that it touches, or the sentences.
 * A focus that is a paragraph or a mere place has no sentence of its own and lights its
 * paragraph.  Here too are the other commands that say how much stands around the text.
 */
#include "app/light.h"

#include "app/move.h"
#include "app/page.h"
#include "app/run.h"
#include "base/language.h"
#include "text/sentence.h"

enum { FOCUS_OFF, FOCUS_ON_PARAGRAPH, FOCUS_ON_SENTENCE }; /* the words of the setting */

/* What the reader is at. */
static struct span attention(const struct app *app)
{
	struct span s = app->focus.span;

	if (app->mode == MODE_SELECT)
		s = (struct span){app->selection.cursor, app->selection.cursor + 1};
	else if (app->mode == MODE_NOTE)
		s = app->editor.span;
	return span_empty(s) ? (struct span){s.start, s.start + 1} : s;
}

static bool has_sentence(const struct app *app)
{
	return app->mode == MODE_SELECT || app->mode == MODE_NOTE ||
	       app->focus.kind >= FOCUS_SENTENCE;
}

bool light_span(const struct app *app, struct span *light)
{
	const char *text = article_text(app->article);
	struct span s = attention(app), first, last;

	if (app->settings->focus == FOCUS_OFF ||
	    !article_paragraph_at(app->article, s.start, &first) ||
	    !article_paragraph_at(app->article, s.end - 1, &last))
		return false;
	if (app->settings->focus == FOCUS_ON_SENTENCE && has_sentence(app)) {
		first = sentence_at(text, first, s.start);
		last = sentence_at(text, last, s.end - 1);
	}
	*light = (struct span){first.start, last.end};
	return true;
}

/* A count says which: 1 the paragraph, 2 the sentence. */
bool do_focus(struct app *app, const struct call *call)
{
	int *focus = &app->settings->focus;

	if (call->count > 0) {
		*focus = call->count == 1 ? FOCUS_ON_PARAGRAPH : FOCUS_ON_SENTENCE;
	} else if (*focus != FOCUS_OFF) {
		app->usual_focus = *focus;
		*focus = FOCUS_OFF;
	} else {
		*focus = app->usual_focus ? app->usual_focus : FOCUS_ON_PARAGRAPH;
	}
	app_say(app, "%s",
		*focus == FOCUS_OFF            ? _("All of the text is lit")
		: *focus == FOCUS_ON_PARAGRAPH ? _("Only the paragraph in focus is lit")
					       : _("Only the sentence in focus is lit"));
	return true;
}

/* The way back is told once: nothing else on the screen tells it. */
bool do_zen(struct app *app, const struct call *call)
{
	(void)call;
	app->settings->zen = !app->settings->zen;
	if (!app->settings->zen)
		return true;
	app_say(app, _("The text alone (%s brings the rest back)"),
		keymap_way(app->keymap, COMMAND_ZEN).text);
	return true;
}

bool do_numbers(struct app *app, const struct call *call)
{
	(void)call;
	app->settings->numbers = !app->settings->numbers;
	return true;
}
