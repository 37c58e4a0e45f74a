/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copying: a passage unwrapped, alone or in a citation, whose form is a text with
 * fields (%q the passage, %t the title, %n its paragraph, %f the file).
 */
#include "app/copy.h"

#include <string.h>
#include <unictype.h>

#include "app/annotate.h"
#include "app/run.h"
#include "app/select.h"
#include "base/language.h"
#include "base/utf8.h"
#include "text/passage.h"

/* Words as word processors count them: what stands between white space, if there is a
 * letter or a digit in it.  So no French sign counts as one. */
static size_t count_words(const char *text, size_t len)
{
	size_t count = 0;
	bool inside = false;

	for (size_t at = 0; at < len;) {
		char32_t cp;

		at += utf8_decode(text + at, len - at, &cp);
		if (uc_is_property_white_space(cp)) {
			inside = false;
		} else if (!inside && (uc_is_property_alphabetic(cp) ||
				       uc_is_general_category(cp, UC_NUMBER))) {
			inside = true;
			count++;
		}
	}
	return count;
}

void copy_text(struct app *app, const char *text, const char *words, struct effects *effects)
{
	size_t count = count_words(words, strlen(words));

	effects_add(effects, EFFECT_COPY, text, 0, 0);
	/* What cannot be done with it is told after this, and instead. */
	if (text == words)
		app_say(app, ngettext("%zu word copied", "%zu words copied", count), count);
	else
		app_say(app,
			ngettext("%zu word copied, and where it stands",
				 "%zu words copied, and where they stand", count),
			count);
}

/* ---- citations */
static void add_title(const struct app *app, struct str *out)
{
	if (span_empty(app->title))
		str_add(out, article_name(app->article));
	else
		passage_text(app->article, app->title, out);
}

static void add_field(const struct app *app, char field, struct span passage, struct str *out)
{
	const char *path = article_path(app->article);

	switch (field) {
	case 'q':
		passage_text(app->article, passage, out);
		break;
	case 't':
		add_title(app, out);
		break;
	case 'n':
		str_addf(out, "%zu", article_paragraph_number(app->article, passage.start));
		break;
	case 'f':
		str_add(out, path ? path : article_name(app->article));
		break;
	default: /* %%, and what has no meaning stays as it is */
		if (field != '%')
			str_addc(out, '%');
		str_addc(out, field);
	}
}

static void cite(const struct app *app, struct span passage, struct str *out)
{
	/* For translators: %q is the passage, %t the title, %n the number of the
	 * paragraph. */
	const char *form = N_("“%q” — %t, ¶ %n");

	form = *app->settings->citation ? app->settings->citation : _(form);
	for (; *form; form++) {
		if (*form == '%' && form[1])
			add_field(app, *++form, passage, out);
		else
			str_addc(out, *form);
	}
}

static bool copy(struct app *app, bool citation, const struct call *call)
{
	struct target t;
	struct str words, cited;

	if (!annotate_target(app, false, &t, call->err))
		return false;
	str_init(&words);
	str_init(&cited);
	passage_text(app->article, t.span, &words);
	if (citation)
		cite(app, t.span, &cited);
	copy_text(app, citation ? cited.data : words.data, words.data, call->effects);
	selection_leave(app);
	str_release(&words);
	str_release(&cited);
	return true;
}

bool do_copy(struct app *app, const struct call *call)
{
	return copy(app, false, call);
}

bool do_copy_citation(struct app *app, const struct call *call)
{
	return copy(app, true, call);
}
