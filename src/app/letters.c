/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going to a letter of the paragraph: f, t, F, T as in vi, and ; and , that go on.  A letter
 * is found as a search finds it: e finds é, é does not find e, and line ends are spaces.
 */
#include <string.h>

#include "app/model.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "search/query.h"

#define REACH ((size_t)256 << 10) /* bytes that are looked through: a paragraph may be huge */
#define PIECE ((size_t)1 << 10)   /* … backwards, at a time */

/* The last match in the paragraph that starts before `at`. */
static bool match_before(struct query *q, const char *text, struct span p, size_t at,
			 struct span *match)
{
	size_t least = at - p.start > REACH ? at - REACH : p.start, end = at;
	bool found = false;

	while (!found && end > least) {
		size_t from = end - least > PIECE ? end - PIECE : least;
		struct span hit;

		from = grapheme_floor(text, p.start, from, p.end);
		for (size_t i = from; query_match(q, text, p.start, i, end, &hit); i = hit.end) {
			*match = hit;
			found = true;
		}
		end = from;
	}
	return found;
}

static bool match_after(struct query *q, const char *text, struct span p, size_t at,
			struct span *match)
{
	size_t end = p.end - at > REACH ? at + REACH : p.end;

	return at < p.end && query_match(q, text, p.start, at, end, match);
}

/* The n-th such letter from an offset on; `till`: the character before it, seen from
 * here.  Going on from a letter that was stopped before, it is passed over. */
static bool find_letter(const struct app *app, struct query *q, const struct letter *l, int n,
			bool again, size_t *place)
{
	const char *text = article_text(app->article);
	size_t at = app->selection.cursor;
	struct span p, match;

	if (!article_paragraph_at(app->article, at, &p))
		return false;
	if (again && l->till && !l->backward)
		at = grapheme_end(app, at);
	else if (again && l->till && at > p.start)
		at = grapheme_before(text, p.start, at);
	while (n-- > 0) {
		if (!(l->backward ? match_before(q, text, p, at, &match)
				  : match_after(q, text, p, grapheme_end(app, at), &match)))
			return false;
		at = match.start;
	}
	if (l->till && l->backward)
		at = grapheme_end(app, at);
	else if (l->till && at > p.start)
		at = grapheme_before(text, p.start, at);
	*place = at;
	return true;
}

static bool go_to_letter(struct app *app, const struct letter *l, bool again,
			 const struct call *call)
{
	struct query *q = query_new(l->text, false, call->err);
	size_t place;
	bool found = q && find_letter(app, q, l, call->count > 0 ? call->count : 1, again, &place);

	query_free(q);
	if (!found)
		return err_set(call->err, "%s: not in this paragraph any more", l->text);
	selection_move_to(app, place);
	return true;
}

static bool new_letter(struct app *app, bool backward, bool till, const struct call *call)
{
	struct letter letter = {"", backward, till};

	if (!call->argument || !*call->argument || strlen(call->argument) >= sizeof letter.text)
		return err_set(call->err, "One letter is wanted");
	strcpy(letter.text, call->argument);
	app->letter = letter;
	return go_to_letter(app, &letter, false, call);
}

static bool same_letter(struct app *app, bool turn, const struct call *call)
{
	struct letter letter = app->letter;

	if (!*letter.text)
		return err_set(call->err, "No letter has been gone to yet");
	letter.backward ^= turn;
	return go_to_letter(app, &letter, true, call);
}

bool do_to_letter(struct app *app, const struct call *call)
{
	return new_letter(app, false, false, call);
}

bool do_till_letter(struct app *app, const struct call *call)
{
	return new_letter(app, false, true, call);
}

bool do_back_to_letter(struct app *app, const struct call *call)
{
	return new_letter(app, true, false, call);
}

bool do_back_till_letter(struct app *app, const struct call *call)
{
	return new_letter(app, true, true, call);
}

bool do_same_letter(struct app *app, const struct call *call)
{
	return same_letter(app, false, call);
}

bool do_same_letter_back(struct app *app, const struct call *call)
{
	return same_letter(app, true, call);
}
