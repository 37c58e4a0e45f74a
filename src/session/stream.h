/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article that comes through a descriptor, piece by piece.
 */
#ifndef LUTRIN_SESSION_STREAM_H
#define LUTRIN_SESSION_STREAM_H

#include <stdbool.h>

#include "base/err.h"
#include "text/article.h"

struct stream {
	int fd;     /* to wait for; -1: all has come */
	size_t len; /* bytes that came so far */
};

/* Waits for a first screenful (or the end, or a moment's silence) and makes an
 * article of it. */
struct article *stream_open(struct stream *s, int fd, const struct article_options *options,
			    struct err *err);

/* Takes in what is there now; never waits.  False with err when something ended
 * the stream before its time: what has come stays. */
bool stream_read(struct stream *s, struct article *a, struct err *err);

/* No more will be read. */
void stream_end(struct stream *s, struct article *a);

#endif
