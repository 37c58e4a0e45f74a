/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other programs' annotations into the sidecar of an article.
 */
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/plain.h"
#include "exchange/import.h"
#include "notes/place.h"

enum { FORMAT = 1 };

static const struct option options[] = {
	{FORMAT, "format", '\0', N_("F"), N_("json (W3C), hypothesis or koreader; else found out"),
	 "json hypothesis koreader"},
	{0, NULL, '\0', NULL, NULL, NULL},
};

static bool read_input(const char *path, struct str *bytes, struct err *err)
{
	if (!strcmp(path, "-"))
		return job_read_input(PLACE_LIMIT, bytes, err);
	return files_read(path, PLACE_LIMIT, bytes, err);
}

static void tell(struct job *job, const struct import_tally *t, const struct imported *i)
{
	str_addf(&job->out,
		 ngettext("%zu annotation imported", "%zu annotations imported", t->added),
		 t->added);
	if (t->orphans)
		str_addf(&job->out,
			 ngettext(", %zu of them an orphan: its passage is not in the text",
				  ", %zu of them orphans: their passages are not in the text",
				  t->orphans),
			 t->orphans);
	if (t->unsure)
		str_addf(&job->out, ngettext(", %zu to look at", ", %zu to look at", t->unsure),
			 t->unsure);
	if (t->known)
		str_addf(&job->out,
			 ngettext(", %zu already there", ", %zu already there", t->known),
			 t->known);
	if (i->elsewhere)
		str_addf(&job->out,
			 ngettext(", %zu on other articles", ", %zu on other articles",
				  i->elsewhere),
			 i->elsewhere);
	if (i->not_understood)
		str_addf(
			&job->out,
			ngettext(", %zu not understood", ", %zu not understood", i->not_understood),
			i->not_understood);
	str_addc(&job->out, '\n');
}

/* The title on one line, as exports have it. */
static char *title_of(const struct article *a)
{
	struct span span = article_title(a);
	struct str title;

	str_init(&title);
	plain_add(&title, article_text(a) + span.start, span_length(span));
	return str_take(&title);
}

static void import_bytes(struct job *job, struct book *b, const struct str *bytes,
			 enum import_format format)
{
	char *title = title_of(b->article), now[MOMENT_TEXT];
	struct import_tally tally;
	struct imported found;
	struct err err, why;

	if (!import_parse(bytes->data, bytes->len, b->article, title, &format, &found, &why)) {
		err_set(&err, "%s: %s", job->operands.items[1], why.text);
		job_fail(job, &err);
		free(title);
		return;
	}
	book_now(now);
	import_into(b->notebook, b->article, &found, now, &tally);
	if (tally.added + tally.known && !book_save(b, job, &err))
		job_fail(job, &err);
	else
		tell(job, &tally, &found);
	import_release(&found);
	free(title);
}

static void run_import(struct job *job)
{
	enum import_format format = IMPORT_FORMATS;
	const char *word = job_value(job, FORMAT);
	struct str bytes;
	struct book b;
	struct err err;

	if (job->readonly) {
		err_set(&err, "import: --readonly: annotations cannot be changed");
		job_misuse(job, &err);
		return;
	}
	if (job->operands.len != 2) {
		err_set(&err, "import: an article and one file to import are needed");
		job_misuse(job, &err);
		return;
	}
	if (word)
		import_format_parse(word, &format);
	str_init(&bytes);
	if (!read_input(job->operands.items[1], &bytes, &err) ||
	    !book_open(&b, job, job->operands.items[0], true, &err)) {
		job_fail(job, &err);
	} else {
		import_bytes(job, &b, &bytes, format);
		book_close(&b, job);
	}
	str_release(&bytes);
}

const struct cli_command command_import = {
	.name = "import",
	.usage = N_("[OPTION]... FILE INPUT"),
	.summary = N_("takes in annotations of other programs"),
	.options = options,
	.more = N_(
		"Each annotation is looked for in the article; one whose passage is not there is\n"
		"kept as an orphan. What was imported before is not imported again. Of a file\n"
		"with several articles only those of this one are taken, by its file name or its\n"
		"title. INPUT - is standard input."),
	.least = 2,
	.missing = N_("import: an article and a file to import are needed"),
	.writes = job_writes_notes,
	.run = run_import,
};
