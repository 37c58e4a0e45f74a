/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article: its text and the paragraphs it is made of.
 *
 * The text is UTF-8 with the byte order mark dropped.  Where the file is UTF-8
 * with LF line ends its bytes are used as they are (mapped when it is large);
 * else a converted copy is kept: other encodings decoded, CRLF and CR turned to
 * LF, ill-formed bytes to U+FFFD.  A large mapped file may hold ill-formed bytes
 * and CRs further on: read code points with utf8_decode() only.
 *
 * With `at_once` the rest of the file is read in idle time (text/settle.h).
 *
 * Paragraphs are found by a local scan from any offset; only their numbers, and
 * code point positions, need what comes before, through a sparse index that
 * grows as far as it is asked for.  The text never changes, but that of a stream
 * grows at its end.  Must not know of layout, search, notes or the terminal.
 */
#ifndef LUTRIN_TEXT_ARTICLE_H
#define LUTRIN_TEXT_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/span.h"

enum article_paragraphs {
	ARTICLE_AUTO,
	ARTICLE_LINE,   /* each line that is not blank is a paragraph */
	ARTICLE_BLOCK,  /* blank lines between; lines inside are joined */
	ARTICLE_INDENT, /* a blank line or an indented line begins one */
};

struct article_options {
	const char *encoding; /* NULL or "auto": found out */
	enum article_paragraphs paragraphs;
	size_t in_memory;  /* larger files stay mapped; 0: the usual 16 MiB */
	size_t at_once;    /* of others so many bytes are read, and later the rest; 0: all */
	size_t checkpoint; /* bytes between two points of the index; 0: 64 KiB */
	size_t long_line;  /* bytes of one that is remembered when found; 0: 64 KiB */
};

#define ARTICLE_AT_ONCE ((size_t)64 << 10)

struct article;

/* Opens a regular file (else an error: a directory, a FIFO and a device are
 * refused by name).  Empty and binary files are articles too. */
struct article *article_open(const char *path, const struct article_options *options,
			     struct err *err);

/* An article of bytes in memory (copied), without a path.  An encoding that is
 * unknown here is an error. */
struct article *article_from_bytes(const char *bytes, size_t len,
				   const struct article_options *options, struct err *err);

/* More bytes at the end of an article made by article_from_bytes() (of no bytes,
 * for a stream): a piece may end anywhere, in a character or between CR and LF.
 * Offsets and text before stay; pointers from article_text() do not.  `last`: no
 * more come.  Only while fewer than 4 KiB are there may what comes change how all
 * of it reads: its encoding and its paragraphs.  Returns the offset from which
 * text or paragraphs are other than before: usually the size it had. */
size_t article_append(struct article *a, const char *bytes, size_t len, bool last);

/* The same with what was added to the end of a file.  ARTICLE_OTHER: it was cut, is another
 * now, or reads in another way: it must be opened again; the text here is as before. */
enum article_growth { ARTICLE_SAME, ARTICLE_GROWN, ARTICLE_OTHER };
enum article_growth article_grow(struct article *a);

void article_free(struct article *a);

/* The same text for another thread, which remembers its own last paragraphs: for the text,
 * paragraphs and line ends alone, while the article stays as it is. */
struct article *article_view(const struct article *a);
void article_view_free(struct article *view);

/* ---- the text */
const char *article_text(const struct article *a);      /* not NUL-terminated */
size_t article_size(const struct article *a);           /* bytes of text */
const char *article_path(const struct article *a);      /* as opened; NULL: none */
const char *article_name(const struct article *a);      /* last part of the path, or "-" */
const char *article_encoding(const struct article *a);  /* "UTF-8", "ISO-8859-1", … */
bool article_encoding_guessed(const struct article *a); /* and another is as likely */
#define ARTICLE_ENCODING 48
/* The encoding that is tried after this one when the text looks wrong: the others that
 * it may be in, the likelier first, and round again.  NULL: its bytes are gone. */
const char *article_next_encoding(const struct article *a, char name[ARTICLE_ENCODING]);
size_t article_invalid(const struct article *a);   /* ill-formed parts seen so far */
size_t article_file_size(const struct article *a); /* bytes of the file */
bool article_is_valid(const struct article *a);    /* known to be well-formed throughout */
bool article_damaged(const struct article *a);     /* the file shrank under the map: reload */
/* SHA-256 of the file's bytes, computed at the first call: for seconds where it is large. */
const char *article_sha256(struct article *a);

/* ---- paragraphs.  A paragraph's span holds no blank line, no line end at its
 * end and no trailing white space; its leading indentation is in it only in
 * block and indent modes' verse (never at the start of the span). */
enum article_paragraphs article_paragraphs(const struct article *a); /* never AUTO */

/* The paragraph that holds `offset`; in blank space the one after, after the
 * last one the last.  False only where the article has none. */
bool article_paragraph_at(const struct article *a, size_t offset, struct span *p);
bool article_paragraph_after(const struct article *a, struct span p, struct span *next);
bool article_paragraph_before(const struct article *a, struct span p, struct span *previous);

/* Whether a line end at `offset` inside a paragraph is one the author meant
 * (verse, lists, addresses, headings) and not the wrapping of a hard-wrapped
 * text: such a break stays.  Always false in line mode, whose paragraphs hold
 * no line end. */
bool article_break_is_meant(const struct article *a, struct span paragraph, size_t offset);

/* `copy` is the text of `span`, a part of the paragraph: turns the line ends in it that
 * were not meant into spaces. */
void article_join_lines(const struct article *a, struct span paragraph, struct span span,
			char *copy);

/* The first short paragraph, else the first line, cut to a paragraph's span and to
 * 2 KiB; empty when there is none. */
struct span article_title(const struct article *a);

/* A heading: Markdown `#`, underlined, CHAPITRE IV, all capitals, a short lone
 * line before text; the title too. */
bool article_is_heading(const struct article *a, struct span paragraph);

/* 0: no heading; else how deep it stands, 1 being the title and chapters. */
int article_heading_level(const struct article *a, struct span paragraph);

/* What a scraped page left around the text: shown dimmed and passed over by the
 * paragraph keys.  Never a real paragraph as far as can be known. */
bool article_is_furniture(const struct article *a, struct span paragraph);

/* Bytes of the mark ("- ", "12. ", "> ") that the author's line at `offset`, the
 * first of the paragraph or one after a meant break, begins with, and that what
 * wraps of it stands to the right of; 0: there is none. */
size_t article_hanging(const struct article *a, struct span paragraph, size_t offset);

/* The tag of the language that the text is in ("fr"); NULL where it cannot be told.
 * Found out at the first call. */
const char *article_language(struct article *a);

/* ---- numbers (they need the index; each call grows it as far as needed) */
size_t article_paragraph_number(struct article *a, size_t offset); /* from 1; 0: none */
bool article_paragraph_by_number(struct article *a, size_t number, struct span *p);
size_t article_paragraph_count(struct article *a);
size_t article_position(struct article *a, size_t offset); /* code points before it */
size_t article_offset(struct article *a, size_t position); /* the reverse, clamped */
bool article_index_reaches(const struct article *a, size_t offset);

#endif
