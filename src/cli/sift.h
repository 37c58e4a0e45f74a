/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of many files few match.  What can be told of a file from its bytes and those of its
 * sidecar is told on all processors, so that only those that remain are opened as books.
 * Must not know what is told of a match, and tells nobody anything itself.
 */
#ifndef LUTRIN_CLI_SIFT_H
#define LUTRIN_CLI_SIFT_H

#include "base/str.h"
#include "cli/paths.h"
#include "notes/note.h"
#include "search/query.h"

enum sift_verdict {
	SIFT_OPEN,    /* to be opened: for its matches, or for what is to be told of it */
	SIFT_NOTHING, /* it was read, and neither text nor notes match */
	SIFT_MATCHES, /* … and one of them does; only where names are all that is wanted */
	SIFT_BINARY,  /* no text, and found in a folder */
};

struct sift_options {
	struct query *query; /* borrowed; used by the caller's thread alone */
	bool regex;          /* how it was made */
	bool names;          /* only names are wanted */
	bool utf8;           /* files are UTF-8 if they can be */
};

struct sift;

/* `paths` is borrowed, and stays as it is. */
struct sift *sift_new(const struct paths *paths, const struct sift_options *options);
void sift_free(struct sift *s); /* waits for the other threads, which stop soon */

/* About the file of that index, to be asked in order. */
enum sift_verdict sift_at(struct sift *s, size_t index);

/* Whether a note matches; what was searched, "text #tag", replaces `text`. */
bool sift_note(struct query *q, const struct note *n, struct str *text);

#endif
