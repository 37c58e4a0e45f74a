/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All articles are opened first, because some formats want them together; then
 * they are written at once, into a file that is whole or not there.
 */
#include <errno.h>
#include <nettle/md5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/paths.h"
#include "cli/plain.h"
#include "exchange/export.h"

enum { FORMAT = 1, OUT };

static const struct option options[] = {
	{FORMAT, "format", '\0', N_("F"),
	 N_("markdown (the default), org, html, json (W3C), hypothesis, koreader or\n"
	    "readwise (CSV)"),
	 "markdown org html json hypothesis koreader readwise"},
	{OUT, "output", 'o', N_("OUT"),
	 N_("the file to write, or a folder: a file for each article;\n"
	    "- is standard output"),
	 NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

struct exporting {
	enum export_format format;
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

/* KOReader knows a file by the MD5 of 1,024 bytes at 0, 1 KiB, 4 KiB, 16 KiB … 1 GiB.
 * NULL: it cannot be read twice. */
static char *md5_of(const char *path)
{
	uint8_t sample[1024], sum[MD5_DIGEST_SIZE];
	FILE *file = fopen(path, "rbe");
	struct md5_ctx md5;
	struct str text;
	size_t n;

	if (!file)
		return NULL;
	md5_init(&md5);
	for (int i = -1; i <= 10; i++) {
		if (fseeko(file, i < 0 ? 0 : (off_t)1024 << 2 * i, SEEK_SET) ||
		    !(n = fread(sample, 1, sizeof sample, file)))
			break;
		md5_update(&md5, n, sample);
	}
	fclose(file);
	md5_digest(&md5, sizeof sum, sum);
	str_init(&text);
	for (size_t i = 0; i < sizeof sum; i++)
		str_addf(&text, "%02x", sum[i]);
	return str_take(&text);
}

static void open_all(struct exporting *e, struct job *job)
{
	struct err err;

	paths_expand(&e->paths, job, PATHS_ANNOTATED, job->operands.items, job->operands.len);
	for (size_t i = 0; i < e->paths.items.len; i++) {
		struct export_item item;
		struct book b;

		job_progress(job, i, e->paths.items.len);
		if (!book_open(&b, job, e->paths.items.items[i], false, &err)) {
			job_fail(job, &err);
			continue;
		}
		item = (struct export_item){.article = b.article,
					    .book = b.notebook,
					    .title = title_of(b.article),
					    .meanings = job->settings.color_meaning};
		if (e->format == EXPORT_KOREADER)
			item.md5 = md5_of(b.path);
		vec_push(&e->books, b);
		vec_push(&e->items, item);
	}
}

static void close_all(struct exporting *e, struct job *job)
{
	for (size_t i = 0; i < e->items.len; i++) {
		free((char *)e->items.items[i].title);
		free((char *)e->items.items[i].md5);
		book_close(&e->books.items[i], job);
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

static bool write_file(const struct exporting *e, const char *path, const struct str *bytes,
		       struct err *err)
{
	if (is_source(e, path))
		return err_set(err, "%s: this is one of the files to export", path);
	return files_write(path, bytes->data, bytes->len, 0666, err);
}

/* All in one document. */
static bool write_one(const struct exporting *e, struct job *job, const char *path, const char *now,
		      struct err *err)
{
	struct str bytes;
	bool done = true;

	str_init(&bytes);
	export_write(e->items.items, e->items.len, e->format, now, &bytes);
	if (!path || !strcmp(path, "-"))
		str_addn(&job->out, bytes.data, bytes.len);
	else
		done = write_file(e, path, &bytes, err);
	str_release(&bytes);
	return done;
}

/* ---- a document for each article, in a folder */
static bool is_folder(const char *path)
{
	struct stat st;
	size_t len = path ? strlen(path) : 0;

	return len && (path[len - 1] == '/' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)));
}

/* Where the document of an article goes: as far below the folder as the article is
 * below the place where we stand. */
static char *name_below(const char *folder, const char *article, enum export_format format)
{
	struct str path;

	while (*article == '/' || !strncmp(article, "./", 2) || !strncmp(article, "../", 3))
		article += *article == '/' ? 1 : strcspn(article, "/");
	str_init(&path);
	str_addf(&path, "%s%s%s.%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", article,
		 export_extension(format));
	return str_take(&path);
}

/* The folders above the file, as they would be made by hand. */
static bool make_folders(char *path, struct err *err)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0777) && errno != EEXIST)
			return err_system(err, path);
		*slash = '/';
	}
	return true;
}

static bool write_each(const struct exporting *e, const char *folder, const char *now,
		       struct err *err)
{
	bool done = true;

	for (size_t i = 0; i < e->items.len && done; i++) {
		char *path = name_below(folder, e->books.items[i].path, e->format);
		struct str bytes;

		str_init(&bytes);
		export_write(&e->items.items[i], 1, e->format, now, &bytes);
		done = make_folders(path, err) && write_file(e, path, &bytes, err);
		str_release(&bytes);
		free(path);
	}
	return done;
}

static void add_writable(const struct job *job, struct writable *w)
{
	const char *out = job_value(job, OUT);

	if (out && strcmp(out, "-") != 0)
		writable_add_file(w, out);
}

static void run_export(struct job *job)
{
	const char *word = job_value(job, FORMAT), *out = job_value(job, OUT);
	struct exporting e = {.format = EXPORT_MARKDOWN};
	char now[MOMENT_TEXT];
	struct err err;

	if (job->readonly && out && strcmp(out, "-") != 0) {
		err_set(&err, "export: --readonly: nothing is written");
		job_misuse(job, &err);
		return;
	}
	if (word)
		export_format_parse(word, &e.format);
	open_all(&e, job);
	/* Half of what was asked would pass for all of it. */
	if (job->status == JOB_DONE) {
		book_now(now);
		if (!(is_folder(out) ? write_each(&e, out, now, &err)
				     : write_one(&e, job, out, now, &err)))
			job_fail(job, &err);
	}
	close_all(&e, job);
}

const struct cli_command command_export = {
	.name = "export",
	.usage = N_("[OPTION]... PATH..."),
	.summary = N_("writes annotations in a format of other programs"),
	.options = options,
	.more = N_(
		"A folder stands for every article under it that has annotations. They go into\n"
		"one file, or into one each where OUT is a folder, or ends in a slash. Where an\n"
		"article cannot be read, nothing is written."),
	.least = 1,
	.missing = N_("export: no file or folder given"),
	.writes = add_writable,
	.run = run_export,
};
