/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of the file in which places are remembered, the newest last:
 *
 *	CONTENT SIZE OFFSET DATE PATH [ENCODING] [NAME=VALUE]...
 *
 * CONTENT is the SHA-256 of the file's bytes, or "@" and the time of its last change
 * where that was not known: of a large file it takes longer than anyone waits.  SIZE is
 * in bytes, OFFSET in bytes of the article's text, PATH absolute and percent-encoded, "-"
 * where there is none; ENCODING is one that the reader chose.  The members tell what the
 * shelf shows: title (percent-encoded), words, percent (that was read), notes, seconds
 * (spent reading); others are kept as they are.  Must not know of articles.
 */
#ifndef LUTRIN_SESSION_PLACES_H
#define LUTRIN_SESSION_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

/* A word of a line, borrowed from it; not NUL-terminated. */
struct places_word {
	const char *text;
	size_t len;
};

struct places_line {
	struct places_word content, date, path, encoding;
	size_t size, offset;
	struct places_word members; /* all, to the end of the line */
};

/* The lines of the file without their ends, borrowed from its text. */
struct places {
	struct str file;
	VEC(struct places_word) lines;
};

/* A file that is missing is an empty one. */
bool places_read(const char *path, struct places *p, struct err *err);
void places_release(struct places *p);

/* False for a line of another form. */
bool places_parse(struct places_word line, struct places_line *parsed);
bool places_is(struct places_word word, const char *text);

/* The value of a member; an empty word where it is not there. */
struct places_word places_member(const struct places_line *line, const char *name);
size_t places_number(const struct places_line *line, const char *name); /* 0: none */
/* Appends, each after a space, the members that are not lutrin's own. */
void places_add_others(const struct places_line *line, struct str *out);

/* Spaces, controls and percent signs as %XX (for a path, all that is not ASCII too), and
 * back; yours. */
char *places_encode(const char *text, bool ascii);
char *places_decode(struct places_word word);

#endif
