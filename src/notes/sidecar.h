/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A notebook as the bytes of a sidecar and back (docs/SIDECAR).  No I/O.
 */
#ifndef LUTRIN_NOTES_SIDECAR_H
#define LUTRIN_NOTES_SIDECAR_H

#include "base/err.h"
#include "base/str.h"
#include "notes/notebook.h"
#include "text/article.h"

#define SIDECAR_VERSION 1

/* What reading found worth telling. */
struct sidecar_report {
	size_t not_understood; /* items kept as they are */
	size_t version;        /* sidecarVersion (none: 1, not a number: the highest);
				* above SIDECAR_VERSION: do not write */
	char sha256[65];       /* document.sha256, or "" */
};

/* Adds the items to `b`, not yet anchored (all are orphans).  False where the bytes
 * are no sidecar at all (not JSON, not an object, no items).  Items that cannot be
 * understood, and those whose id another one has, are kept as they are. */
bool sidecar_parse(struct notebook *b, const char *bytes, size_t len, struct sidecar_report *report,
		   struct err *err);

/* Facts about the article that the sidecar records. */
struct sidecar_about {
	const char *name;     /* file name, any bytes */
	const char *title;    /* NULL: as it was */
	const char *language; /* NULL: unknown */
	size_t size, chars;
	const char *sha256; /* NULL: this and `chars` are not known yet, and left out */
};

/* The whole file, appended to `out`.  The same notebook, article and `now` give the
 * same bytes, and so does what is read from them.  Items are in the order of the
 * positions that they record, whether anchored or not; notes on the whole article
 * are last.  `about` NULL (the article is not at hand): what was known of it stays.
 * A tombstone keeps its annotation for 90 days. */
void sidecar_write(const struct notebook *b, const struct sidecar_about *about, const char *now,
		   struct str *out);

/* The same bit by bit.  The notebook is borrowed and must not change meanwhile. */
struct sidecar_writer;
struct sidecar_writer *sidecar_writer_new(const struct notebook *b,
					  const struct sidecar_about *about, const char *now);
/* Appends what comes next, some 100 KiB; false: that was all. */
bool sidecar_writer_next(struct sidecar_writer *w, struct str *out);
void sidecar_writer_free(struct sidecar_writer *w);

#endif
