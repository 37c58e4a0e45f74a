/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/book.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/plain.h"
#include "text/passage.h"

/* What a pipe may bring; a file is mapped and has no such limit. */
#define INPUT_LIMIT ((size_t)1 << 30)

/* The setting's words stand in the order of the enumeration. */
static struct article_options article_options(const struct settings *s)
{
	struct article_options options = {
		.encoding = strcmp(s->encoding, "auto") ? s->encoding : NULL,
		.paragraphs = (enum article_paragraphs)s->paragraphs,
	};

	return options;
}

static struct article *read_input(const struct article_options *options, struct err *err)
{
	struct article *a = NULL;
	struct str bytes;

	str_init(&bytes);
	if (job_read_input(INPUT_LIMIT, &bytes, err))
		a = article_from_bytes(bytes.data, bytes.len, options, err);
	str_release(&bytes);
	return a;
}

struct article *book_article(struct job *job, const char *path, struct err *err)
{
	struct article_options options = article_options(&job->settings);

	if (!strcmp(path, "-"))
		return read_input(&options, err);
	return article_open(path, &options, err);
}

static struct notebook *new_notebook(const struct job *job, bool to_write)
{
	const struct notebook_writer writer = {
		.author = *job->settings.author ? job->settings.author : NULL,
		.kept = to_write,
	};

	return notebook_new(&writer);
}

static void tell_notice(struct job *job, const struct store_notice *notice)
{
	if (*notice->text)
		job_warn(job, notice->text);
}

bool book_open(struct book *b, struct job *job, const char *path, bool to_write, struct err *err)
{
	struct store_options options = {
		.in_data = job->settings.sidecar == 1, /* "beside data" */
		.readonly = !to_write || job->readonly,
	};
	struct store_notice notice = {""};

	*b = (struct book){.path = path};
	b->article = book_article(job, path, err);
	if (!b->article)
		return false;
	b->store = store_new(b->article, &options);
	b->notebook = new_notebook(job, to_write);
	if (!store_load(b->store, b->notebook, &notice, err)) {
		book_close(b, job);
		return false;
	}
	tell_notice(job, &notice);
	return true;
}

bool book_save(struct book *b, struct job *job, struct err *err)
{
	struct store_notice notice = {""};

	if (!store_save(b->store, b->notebook, time(NULL), &notice, err))
		return false;
	tell_notice(job, &notice);
	return true;
}

void book_close(struct book *b, struct job *job)
{
	struct err err;

	if (b->article && article_damaged(b->article)) {
		err_set(&err,
			"%s: a part of it could not be read: the file was cut, or its disk failed",
			b->path);
		job_fail(job, &err);
	}
	notebook_free(b->notebook);
	store_free(b->store);
	article_free(b->article);
	*b = (struct book){0};
}

size_t book_paragraph(const struct book *b, const struct note *n)
{
	if (!n->quote || span_empty(n->span))
		return 0;
	return article_paragraph_number(b->article, n->span.start);
}

void book_now(char out[MOMENT_TEXT])
{
	moment_text(time(NULL), out);
}

void book_add_short_id(struct str *out, const char *id)
{
	static const char urn[] = "urn:uuid:";

	if (!strncmp(id, urn, sizeof urn - 1))
		plain_add_short(out, id + sizeof urn - 1, strnlen(id + sizeof urn - 1, 8), 8);
	else
		plain_add(out, id, strlen(id));
}

void book_add_passage(struct str *out, const struct book *b, const struct note *n, int cells)
{
	struct str text;

	str_init(&text);
	if (span_empty(n->span))
		str_add(&text, n->quote);
	else
		passage_text(b->article, n->span, &text);
	plain_add_short(out, text.data, text.len, cells);
	str_release(&text);
}
