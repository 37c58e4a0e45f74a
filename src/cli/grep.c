/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From match to match: after one, the search goes on behind its paragraph, so the
 * paragraphs between are never looked at twice, and memory stays flat.
 */
#include <string.h>

#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/paths.h"
#include "cli/plain.h"
#include "cli/sift.h"
#include "search/find.h"

enum { REGEX = 1, FILES, COUNT };

static const struct option options[] = {
	{REGEX, "regex", 'E', NULL, N_("PATTERN is a regular expression (PCRE2)"), NULL},
	{FILES, "files-with-matches", 'l', NULL, N_("only the names of the files that match"),
	 NULL},
	{COUNT, "count", 'c', NULL, N_("only how many paragraphs and notes match"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

struct grep {
	struct job *job;
	struct query *query;
	bool files, count;
	size_t matches; /* in this file */
};

/* Bytes as they are, for a program to open; where they would break the line, signs. */
static void add_name(const struct grep *g, const char *path)
{
	if (strchr(path, '\n'))
		plain_add_name(&g->job->out, path);
	else
		str_add(&g->job->out, path);
}

/* A note is marked by its pencil, as it is on the screen. */
static void add_match(struct grep *g, const struct book *b, size_t paragraph, bool note,
		      const char *text, size_t len)
{
	add_name(g, b->path);
	str_addf(&g->job->out, ":%zu:%s", paragraph, note ? "✎ " : "");
	plain_add(&g->job->out, text, len);
	str_addc(&g->job->out, '\n');
}

/* For -l one match is enough. */
static bool goes_on(const struct grep *g)
{
	return job_put(g->job) && !(g->files && g->matches);
}

/* Whether what matches is shown too, and not only that it does. */
static bool count_match(struct grep *g)
{
	g->matches++;
	return !g->files && !g->count;
}

static void search_text(struct grep *g, const struct book *b)
{
	const char *text = article_text(b->article);
	struct span match, p;
	size_t from = 0;

	while (goes_on(g) && find_next(b->article, g->query, from, &match) &&
	       article_paragraph_at(b->article, match.start, &p)) {
		if (count_match(g))
			add_match(g, b, article_paragraph_number(b->article, p.start), false,
				  text + p.start, span_length(p));
		from = p.end;
	}
}

static void search_notes(struct grep *g, const struct book *b)
{
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < notebook_count(b->notebook) && goes_on(g); i++) {
		const struct note *n = notebook_at(b->notebook, i);

		if (sift_note(g->query, n, &text) && count_match(g))
			add_match(g, b, book_paragraph(b, n), true, text.data, text.len);
	}
	str_release(&text);
}

/* What is told of a file that was searched through. */
static void tell_file(struct grep *g, const char *path)
{
	if (g->files && g->matches) {
		add_name(g, path);
		str_addc(&g->job->out, '\n');
	} else if (g->count) {
		add_name(g, path);
		str_addf(&g->job->out, ":%zu\n", g->matches);
	}
}

/* Notes that are not there cost nothing. */
static bool open_book(struct grep *g, struct book *b, const char *path, enum paths_notes notes,
		      struct err *err)
{
	if (notes != PATHS_NO_NOTES)
		return book_open(b, g->job, path, false, err);
	*b = (struct book){.path = path};
	b->article = book_article(g->job, path, err);
	return b->article;
}

static void search_file(struct grep *g, const char *path, enum paths_notes notes)
{
	struct book b;
	struct err err;

	if (!open_book(g, &b, path, notes, &err)) {
		job_fail(g->job, &err);
		return;
	}
	search_text(g, &b);
	if (b.notebook)
		search_notes(g, &b);
	tell_file(g, path);
	book_close(&b, g->job);
}

static void search_all(struct grep *g)
{
	const struct sift_options how = {
		.query = g->query,
		.regex = job_has(g->job, REGEX),
		.names = g->files,
		.utf8 = !strcmp(g->job->settings.encoding, "auto"),
	};
	struct job *job = g->job;
	struct paths paths;
	struct sift *sift;
	bool any = false;

	paths_expand(&paths, job, PATHS_TREE, job->operands.items + 1, job->operands.len - 1);
	sift = sift_new(&paths, &how);
	for (size_t i = 0; i < paths.items.len && job_put(job); i++) {
		enum sift_verdict verdict = sift_at(sift, i);

		job_progress(job, i, paths.items.len);
		g->matches = verdict == SIFT_MATCHES;
		if (verdict == SIFT_OPEN)
			search_file(g, paths.items.items[i], paths.about.items[i].notes);
		else if (verdict != SIFT_BINARY)
			tell_file(g, paths.items.items[i]);
		any = any || g->matches;
	}
	sift_free(sift);
	paths_release(&paths);
	if (!any && job->status == JOB_DONE)
		job->status = JOB_NO;
}

static void run_grep(struct job *job)
{
	struct grep g = {
		.job = job,
		.files = job_has(job, FILES),
		.count = job_has(job, COUNT),
	};
	struct err err;

	g.query = query_new(job->operands.items[0], job_has(job, REGEX), &err);
	if (!g.query) {
		job_fail(job, &err);
		return;
	}
	search_all(&g);
	if (query_gave_up(g.query)) {
		err_set(&err, "%s: too costly to search for in all of this text",
			query_pattern(g.query));
		job_fail(job, &err);
	}
	query_free(g.query);
}

const struct cli_command command_grep = {
	.name = "grep",
	.usage = N_("[OPTION]... PATTERN PATH..."),
	.summary = N_("searches articles and notes as the reader's own search does"),
	.options = options,
	.more = N_(
		"Each match is FILE:PARAGRAPH:TEXT, the paragraph on one line; that of a note\n"
		"begins with ✎. A plain pattern matches without regard to case, accents,\n"
		"ligatures, typographic signs and line ends; a capital or an accent that is\n"
		"typed is meant. A folder stands for all texts under it. Where nothing matches,\n"
		"the status is 1."),
	.least = 2,
	.missing = N_("grep: a pattern and a file or folder are needed"),
	.run = run_grep,
};
