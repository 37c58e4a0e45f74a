/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All articles are opened first, because some formats want them together; then
 * they are written at once, into a file that is whole or not there.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/paths.h"
#include "cli/plain.h"
#include "notes/export.h"

enum { FORMAT = 1, OUT };

static const struct option options[] = {
	{FORMAT, "format", '\0', N_("F"), N_("markdown (the default) or json (W3C)")},
	{OUT, "output", 'o', N_("OUT"), N_("the file to write; - is standard output")},
	{0, NULL, '\0', NULL, NULL},
};

struct exporting {
	struct paths paths;
	VEC(struct book) books;
	VEC(struct export_item) items;
};

/* On one line; "" where the article has none. */
static char *title_of(const struct article *a)
{
	struct span span = article_title(a);
	struct str title;

	str_init(&title);
	plain_add(&title, article_text(a) + span.start, span_length(span));
	if (!title.len)
		plain_add_name(&title, article_name(a));
	return str_take(&title);
}

static void open_all(struct exporting *e, struct job *job)
{
	struct err err;

	paths_expand(&e->paths, job, PATHS_ANNOTATED, job->operands.items, job->operands.len);
	for (size_t i = 0; i < e->paths.items.len; i++) {
		struct export_item item;
		struct book b;

		if (!book_open(&b, job, e->paths.items.items[i], false, &err)) {
			job_fail(job, &err);
			continue;
		}
		item = (struct export_item){b.article, b.notebook, title_of(b.article)};
		vec_push(&e->books, b);
		vec_push(&e->items, item);
	}
}

static void close_all(struct exporting *e)
{
	for (size_t i = 0; i < e->items.len; i++) {
		free((char *)e->items.items[i].title);
		book_close(&e->books.items[i]);
	}
	vec_release(&e->items);
	vec_release(&e->books);
	paths_release(&e->paths);
}

static bool same_file(const char *a, const struct stat *b)
{
	struct stat st;

	return a && !stat(a, &st) && st.st_dev == b->st_dev && st.st_ino == b->st_ino;
}

/* A slip of the hand must not write over what is being exported. */
static bool is_source(const struct exporting *e, const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return false;
	for (size_t i = 0; i < e->books.len; i++)
		if (same_file(e->books.items[i].path, &st) ||
		    same_file(store_path(e->books.items[i].store), &st))
			return true;
	return false;
}

static bool write_out(const struct exporting *e, struct job *job, const struct str *bytes,
		      struct err *err)
{
	const char *path = job_value(job, OUT);

	if (!path || !strcmp(path, "-")) {
		str_addn(&job->out, bytes->data, bytes->len);
		return true;
	}
	if (is_source(e, path))
		return err_set(err, "%s: this is one of the files to export", path);
	return files_write(path, bytes->data, bytes->len, 0666, err);
}

static void run_export(struct job *job)
{
	enum export_format format = EXPORT_MARKDOWN;
	const char *word = job_value(job, FORMAT);
	struct exporting e = {0};
	char now[MOMENT_TEXT];
	struct str bytes;
	struct err err;

	if (word && !export_format_parse(word, &format)) {
		err_set(&err, "--format: \"%s\" is not one of: %s", word, "markdown json");
		job_misuse(job, &err);
		return;
	}
	open_all(&e, job);
	/* Half of what was asked would pass for all of it. */
	if (job->status == JOB_DONE) {
		str_init(&bytes);
		book_now(now);
		export_write(e.items.items, e.items.len, format, now, &bytes);
		if (!write_out(&e, job, &bytes, &err))
			job_fail(job, &err);
		str_release(&bytes);
	}
	close_all(&e);
}

const struct cli_command command_export = {
	.name = "export",
	.usage = N_("[OPTION]... PATH..."),
	.summary = N_("writes annotations in a format of other programs"),
	.options = options,
	.more = N_("A folder stands for every article under it that has annotations. Where one\n"
		   "cannot be read, nothing is written."),
	.least = 1,
	.missing = N_("export: no file or folder given"),
	.run = run_export,
};
