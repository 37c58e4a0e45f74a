/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which files of a folder are texts.
 */
#ifndef LUTRIN_TEXT_TEXTS_H
#define LUTRIN_TEXT_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

/* How the names end that editors, mail and sync tools leave beside articles: sidecars,
 * backups.  NULL behind the last. */
extern const char *const texts_by_products[];

/* Whether a name is one of these, or hidden. */
bool texts_is_by_product(const char *name);

/* Whether a file that begins with these bytes (8 KiB are enough) is no text: a NUL near the
 * start, but for UTF-16 and UTF-32, which begin with their mark. */
bool texts_is_binary(const char *bytes, size_t len);
/* The same of a file; of one that cannot be read it is for the opening to tell. */
bool texts_is_binary_file(const char *path);

#endif
