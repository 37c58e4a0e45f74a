/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a file.  A small file is read: what is in memory is a snapshot
 * that nothing can change.  A large one is mapped; should it shrink meanwhile,
 * the pages it has lost read as NUL bytes instead of ending the program.  Must
 * not know what the bytes mean.
 */
#ifndef LUTRIN_TEXT_SOURCE_H
#define LUTRIN_TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define SOURCE_IN_MEMORY ((size_t)16 << 20)

struct source;

/* Opens a regular file; files of more than `in_memory` bytes are mapped.  A
 * directory, FIFO, socket or device is refused by name, without waiting for one. */
struct source *source_open(const char *path, size_t in_memory, struct err *err);
void source_free(struct source *s);

const char *source_bytes(const struct source *s); /* never NULL; no NUL at the end */
size_t source_size(const struct source *s);
bool source_mapped(const struct source *s);

/* Whether pages were missing when they were read: the file has shrunk. */
bool source_damaged(const struct source *s);

/* Gives the memory of the bytes [start, end) back to the system; they are still
 * there to be read again. */
void source_forget(const struct source *s, size_t start, size_t end);

#endif
