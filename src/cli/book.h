/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article and its annotations, opened together as a command wants them.
 */
#ifndef LUTRIN_CLI_BOOK_H
#define LUTRIN_CLI_BOOK_H

#include "base/moment.h"
#include "cli/command.h"
#include "notes/notebook.h"
#include "notes/store.h"
#include "text/article.h"

struct book {
	struct article *article;
	struct store *store;
	struct notebook *notebook; /* anchored */
	const char *path;          /* as given; borrowed */
};

/* The article at `path`, "-" for standard input, read as the settings say. */
struct article *book_article(struct job *job, const char *path, struct err *err);

/* Opens both; `to_write`: they will be saved.  What the store finds worth telling is
 * told.  False with nothing to close. */
bool book_open(struct book *b, struct job *job, const char *path, bool to_write, struct err *err);
bool book_save(struct book *b, struct job *job, struct err *err);
/* Fails the job where the article could not be read to its end. */
void book_close(struct book *b, struct job *job);

/* Number of the paragraph where a note stands; 0 for one without a place. */
size_t book_paragraph(const struct book *b, const struct note *n);
/* Adds the passage, as it reads in the article or as it was quoted, on one line of
 * at most `cells`. */
void book_add_passage(struct str *out, const struct book *b, const struct note *n, int cells);

/* This moment, as the notebook wants it. */
void book_now(char out[MOMENT_TEXT]);

/* What people type of an id: the first 8 digits of a UUID, all of another. */
void book_add_short_id(struct str *out, const char *id);

#endif
