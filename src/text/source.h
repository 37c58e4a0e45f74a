/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a file.  A small file is read: what is in memory is a snapshot
 * that nothing can change.  A larger one is mapped, so that nothing is read but what is
 * looked at; should it shrink meanwhile, the pages it has lost read as NUL bytes instead
 * of ending the program.  A mapped one may be made a snapshot later, bit by bit.  Must
 * not know what the bytes mean.
 */
#ifndef LUTRIN_TEXT_SOURCE_H
#define LUTRIN_TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct source;

/* Opens a regular file; files of more than `in_memory` bytes are mapped.  A
 * directory, FIFO, socket or device is refused by name, without waiting for one. */
struct source *source_open(const char *path, size_t in_memory, struct err *err);
/* The same of one that is open to be read; the descriptor stays yours. */
struct source *source_from(int fd, const char *path, size_t in_memory, struct err *err);
void source_free(struct source *s);

const char *source_bytes(const struct source *s); /* never NULL; no NUL at the end */
size_t source_size(const struct source *s);
bool source_mapped(const struct source *s); /* some of it at least */

/* Copies the next `bytes` (whole pages) of a mapped file to memory of our own, which
 * takes the place of the map: the bytes stay where they are, and are what they were.
 * False: the file cannot be read, or was written to since it was opened, so that its
 * bytes may be of different times. */
bool source_settle(struct source *s, size_t bytes);
size_t source_settled(const struct source *s); /* bytes that nothing can change */

/* Takes in what was added to the end of the file since.  False: the file of that path is
 * another now, or it was cut, or cannot be taken in so; nothing has changed then.  Bytes
 * that were there stay, pointers to them do not. */
bool source_grow(struct source *s, const char *path);

/* Whether the bytes are surely those of when it was opened: they are ours, or nobody wrote
 * to the file. */
bool source_unchanged(const struct source *s);

/* Whether pages were missing when they were read: the file has shrunk. */
bool source_damaged(const struct source *s);

/* The `len` bytes from `at` on, for one who passes through a large file: copied to
 * `room` where that costs less than to have the system map them. */
const char *source_read(const struct source *s, size_t at, size_t len, char *room);

/* Takes SIGBUS again for the maps there are, after somebody else took it, who gets then
 * what is about no map. */
void source_guard(void);

/* Maps the bytes [start, end) at once, where they are going to be read in order. */
void source_want(const struct source *s, size_t start, size_t end);

/* Gives the memory of the bytes [start, end) back to the system, where they are mapped;
 * they are still there to be read again. */
void source_forget(const struct source *s, size_t start, size_t end);

#endif
