/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations written for other programs and for people (docs/SIDECAR).  Each
 * writer escapes what its format needs.  No I/O: bytes go to a string.
 */
#ifndef LUTRIN_NOTES_EXPORT_H
#define LUTRIN_NOTES_EXPORT_H

#include "base/str.h"
#include "notes/notebook.h"
#include "text/article.h"

enum export_format { EXPORT_MARKDOWN, EXPORT_JSON };

struct export_item {
	struct article *article;
	const struct notebook *book;
	const char *title; /* of the article */
};

bool export_format_parse(const char *word, enum export_format *format);
void export_write(const struct export_item *items, size_t count, enum export_format format,
		  const char *now, struct str *out);

#endif
