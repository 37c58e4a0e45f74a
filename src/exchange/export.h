/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations written for other programs and for people (docs/SIDECAR).  Each
 * writer escapes what its format needs.  No I/O: bytes go to a string.
 */
#ifndef LUTRIN_NOTES_EXPORT_H
#define LUTRIN_NOTES_EXPORT_H

#include <uchar.h>

#include "base/str.h"
#include "notes/notebook.h"
#include "text/article.h"

enum export_format {
	EXPORT_MARKDOWN,
	EXPORT_ORG,
	EXPORT_HTML,
	EXPORT_JSON,
	EXPORT_HYPOTHESIS,
	EXPORT_KOREADER,
	EXPORT_READWISE,
	EXPORT_FORMATS
};

struct export_item {
	struct article *article;
	const struct notebook *book;
	const char *title; /* of the article */
	const char *md5;   /* of its file as KOReader makes it; NULL: not known */
	/* What the colours mean to the reader, by enum note_color, each NULL where it means
	 * nothing; NULL: none does.  Borrowed. */
	char *const *meanings;
};

/* A writer: all of `items` in one document. */
typedef void export_writer(const struct export_item *items, size_t count, const char *now,
			   struct str *out);
export_writer markdown_write, org_write, html_write, hypothesis_write, koreader_write,
	readwise_write;

/* The name that a file of the format ends with: "md", "json" … */
const char *export_extension(enum export_format format);

/* ---- for the writers */
/* The passage as it reads in the article; where it is no longer there, its quote. */
void export_passage(const struct export_item *item, const struct note *n, struct str *out);
/* Path of the article, else its name. */
const char *export_source(const struct export_item *item);
/* Number of the paragraph that the note stands in; 0: in none. */
size_t export_paragraph(const struct export_item *item, const struct note *n);
/* The heading that the note stands under, on one line; nothing where there is none. */
void export_chapter(const struct export_item *item, const struct note *n, struct str *out);
/* What the reader says that its colour means; NULL: nothing. */
const char *export_meaning(const struct export_item *item, const struct note *n);
/* The note's text, and its tags that are no words of it. */
void export_note_text(const struct note *n, struct str *out);
/* A character of `len` bytes that reads as `cp`: a control as its sign, what is ill-formed
 * as U+FFFD, all else as it is. */
void export_add_character(struct str *out, const char *bytes, size_t len, char32_t cp);
/* Whether the colon at line[at] ends what an editor would obey, wherever it finds it in a
 * file: "Local Variables:" (Emacs), "vim:" and its like. */
bool export_is_for_editor(const char *line, size_t at);

bool export_format_parse(const char *word, enum export_format *format);
void export_write(const struct export_item *items, size_t count, enum export_format format,
		  const char *now, struct str *out);

#endif
