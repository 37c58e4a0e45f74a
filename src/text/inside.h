/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an article is made of, for article.c, which opens it, and settle.c, which goes on
 * with it in idle time; for them alone.
 */
#ifndef LUTRIN_TEXT_INSIDE_H
#define LUTRIN_TEXT_INSIDE_H

#include <nettle/sha2.h>

#include "base/str.h"
#include "text/article.h"
#include "text/charset.h"
#include "text/index.h"
#include "text/lines.h"
#include "text/shape.h"
#include "text/source.h"

struct article {
	char *path;                      /* NULL: none */
	struct source *source;           /* NULL: a stream */
	struct charset_decoder *decoder; /* NULL: the source's bytes are the text */
	struct str copy;
	struct str early; /* the bytes of a stream that is not decided */
	bool decided;
	size_t waiting;           /* bytes of `copy` that stand for a cut character */
	size_t streamed;          /* bytes of the stream */
	size_t digested;          /* bytes of the source … */
	struct sha256_ctx digest; /* … or of the stream, and what they come to */
	char sha256[DIGEST_TEXT];
	bool wants_digest; /* in idle time */

	size_t at_once; /* bytes that are read when it is opened; 0: all */
	bool settling;  /* the others are read in steps … */
	size_t settled; /* … and so many bytes of the text are what was expected … */
	bool stale;     /* … or not */

	char given[CHARSET_NAME]; /* the encoding asked for; "": find it out */
	char encoding[CHARSET_NAME];
	bool guessed;
	bool clean; /* what was seen is UTF-8 with plain line ends, and no mark or NUL */
	enum article_paragraphs wanted;
	struct lines lines;
	struct lines_memory memory; /* of `lines` */
	struct shape shape;
	struct index *index;
	const char *language; /* once it is known */
	bool language_known;
};

/* Whether bytes are UTF-8 with plain line ends, and no NUL. */
bool article_is_plain(const char *bytes, size_t len);

/* Bytes at the end that are a part of a character: its rest may still be written. */
size_t article_cut_character(const char *bytes, size_t len);

#endif
