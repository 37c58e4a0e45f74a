/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which articles have notes, and where: so that an article that was renamed, moved or
 * copied is told whose notes are probably its own.  A file in the state folder, that may
 * be lost: what is in it can be made again.
 */
#ifndef LUTRIN_NOTES_REGISTRY_H
#define LUTRIN_NOTES_REGISTRY_H

#include <stdbool.h>

#include "text/article.h"

/* Remembers that the notes of the article are in the sidecar. */
void registry_add(struct article *a, const char *sidecar);

/* The sidecar of other name or place whose notes are probably this article's: one in
 * the same folder, or a known one, that was made on the same bytes or the same file; or
 * one in the same folder whose own article is gone, and at least half of whose quotes are
 * in this text.  Yours to free; NULL: none, or the reader said no. */
char *registry_find(struct article *a, const char *sidecar);

/* The reader said that they are not. */
void registry_refuse(struct article *a, const char *sidecar);

/* Whether the article that the sidecar is named for is there. */
bool registry_has_article(const char *sidecar);

#endif
