/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes in some encoding to clean UTF-8: well-formed, lines ended by LF,
 * no byte order mark.  Finding the encoding out, and its names.  Must not know
 * where the bytes come from or what the text is for.
 */
#ifndef LUTRIN_TEXT_CHARSET_H
#define LUTRIN_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

#define CHARSET_NAME 48

/* The canonical upper-case name ("latin1" gives "ISO-8859-1") of an encoding
 * that can be decoded; else an error. */
bool charset_resolve(const char *name, char out[CHARSET_NAME], struct err *err);

/* Settles a name that leaves the byte order open (UTF-16, UTF-32): the mark at
 * the start of `bytes` tells, else it is little-endian.  Other names stay. */
void charset_settle(char name[CHARSET_NAME], const char *bytes, size_t len);

/* ---- finding out: a tally of some or all of the bytes, then a ranking. */
struct charset_tally {
	size_t bytes;
	size_t good;    /* well-formed UTF-8 sequences of two bytes or more */
	size_t bad;     /* ill-formed parts */
	size_t nuls[2]; /* NULs at even and at odd offsets */
};

/* `inner`: the bytes begin and end in the middle of a larger text, so that what
 * is cut at the borders says nothing. */
void charset_look(struct charset_tally *t, const char *bytes, size_t len, bool inner);

#define CHARSET_GUESSES 8

/* Encodings that a text may be in, the likeliest first; of those that make the same
 * text of it, one. */
struct charset_guess {
	char names[CHARSET_GUESSES][CHARSET_NAME];
	size_t count; /* at least 1 */
	bool sure;    /* the first is much likelier than the second */
};

/* By the tally and by the bytes, which need not be all. */
void charset_rank(const struct charset_tally *t, const char *bytes, size_t len,
		  struct charset_guess *g);

/* What uchardet calls the encoding of the bytes; false where it does not know, or is
 * not there. */
bool charset_ask_uchardet(const char *bytes, size_t len, char name[CHARSET_NAME]);

/* Its name and whether it can be loaded, for --version. */
const char *charset_library(bool *there);

/* The encoding that a byte order mark at the start tells, or NULL. */
const char *charset_by_mark(const char *bytes, size_t len);

/* Whether decoding these bytes, as UTF-8, would give them back as they are. */
bool charset_is_clean(const char *bytes, size_t len);

/* ---- decoding, in pieces: a piece may end inside a character. */
struct charset_decoder;

struct charset_decoder *charset_decoder_new(const char *name, struct err *err);
void charset_decoder_free(struct charset_decoder *d);

/* Adds the text of the bytes to `out`: CRLF, CR, NEL, U+2028 and U+2029 become
 * LF, ill-formed parts U+FFFD.  `last`: no more bytes come. */
void charset_decode(struct charset_decoder *d, const char *bytes, size_t len, bool last,
		    struct str *out);

bool charset_decoder_waits(const struct charset_decoder *d);     /* for the rest of a character */
size_t charset_decoder_invalid(const struct charset_decoder *d); /* U+FFFD put in so far */

#endif
