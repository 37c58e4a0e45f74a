/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done for an article while nobody wants anything: the rest of its file is read
 * and checked, the index grows, the digest is computed if it was asked for.
 *
 * Who shows an article wants its first screen and not all of the file.  An article that
 * was opened with `at_once` is a map of the file, taken for what its beginning lets
 * expect.  Settled, it is a snapshot that nothing can change, in the same place.  Must not
 * know who has time, or when.
 */
#ifndef LUTRIN_TEXT_SETTLE_H
#define LUTRIN_TEXT_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/article.h"

/* Until this is called no more than a MiB of a line is looked through for its end, and what
 * is longer is cut there.  Whether something was, so that paragraphs are other ones now. */
bool article_look_far(struct article *a);

/* Whether there is something left to do. */
bool article_busy(const struct article *a);

/* Does about as much of it as passing through `bytes` of text takes: of 2^20, less than
 * two milliseconds.  False when nothing is left. */
bool article_step(struct article *a, size_t bytes);

/* Reads all of the file now, if it is not a large one, which stays mapped. */
void article_settle(struct article *a);

/* Whether the file was not what its beginning let expect (it has bytes that are no UTF-8,
 * other line ends, NULs), or was written to before all was read: it wants to be opened
 * again, without `at_once`. */
bool article_is_stale(const struct article *a);

/* article_sha256() where it takes no time; else NULL, and article_step() sees to it. */
const char *article_sha256_known(struct article *a);

/* The `len` bytes of text from `at` on, for who passes through much of it: copied to `room`
 * where that costs less than to have the system map them. */
const char *article_read(const struct article *a, size_t at, size_t len, char *room);

/* Gives back what memory the text of `span` takes, where it can be read again. */
void article_forget(const struct article *a, struct span span);

#endif
