/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations out of other programs' files, as notes that are still to be found in the
 * text.  No I/O; what the bytes hold is not trusted.
 */
#ifndef LUTRIN_EXCHANGE_IMPORT_H
#define LUTRIN_EXCHANGE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/vec.h"
#include "notes/notebook.h"
#include "text/article.h"

enum import_format {
	IMPORT_JSON, /* W3C: a collection, a page, a set, a list, one annotation; a sidecar */
	IMPORT_HYPOTHESIS,
	IMPORT_KOREADER,
	IMPORT_FORMATS,
};

bool import_format_parse(const char *word, enum import_format *format);
const char *import_format_name(enum import_format format);

struct imported {
	VEC(struct note *) notes; /* owned */
	size_t elsewhere;         /* annotations of other articles */
	size_t not_understood;
};

/* Reads those of the article `a`, which a file of several articles names by its file
 * name or its title; a file of one article is taken to be about it.  *format is
 * IMPORT_FORMATS to find it out, and then what it was.  Ids that are no IRIs become
 * some, always the same.  False where the bytes are no such file, or hold several
 * articles but not this one. */
bool import_parse(const char *bytes, size_t len, struct article *a, const char *title,
		  enum import_format *format, struct imported *out, struct err *err);
void import_release(struct imported *i);

/* Puts the notes into the book, which stays sorted: each is looked for in the text.
 * Those that are there already, by their id or because they say the same of the same
 * passage, only add what they say otherwise (W3C) or nothing.  The notes are taken. */
struct import_tally {
	size_t added, orphans, unsure, known;
};
void import_into(struct notebook *b, struct article *a, struct imported *i, const char *now,
		 struct import_tally *tally);

#endif
