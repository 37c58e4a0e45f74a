/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folders that must be written to where notes are kept: what a program that does
 * nothing else may be confined to.  Must not know how.
 */
#ifndef LUTRIN_NOTES_WRITABLE_H
#define LUTRIN_NOTES_WRITABLE_H

#include "base/vec.h"

struct writable {
	VEC(char *) folders;
};

/* Adds the program's own data and state folders, which are made where they are missing. */
void writable_add_own(struct writable *w);
/* Adds the folder that the article's sidecar is in, through a link too ("-": none). */
void writable_add_article(struct writable *w, const char *path);
/* Adds the folder that the file at `path` is written in, or would be when it is made; one
 * that is there itself where `path` is a folder. */
void writable_add_file(struct writable *w, const char *path);
void writable_release(struct writable *w);

#endif
