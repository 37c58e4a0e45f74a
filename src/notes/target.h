/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The target of an annotation: which article, which version of it, which words
 * (W3C Web Annotation Data Model, §3.2 and §4).  Between a note's fields and the
 * member "target" of its JSON.
 */
#ifndef LUTRIN_NOTES_TARGET_H
#define LUTRIN_NOTES_TARGET_H

#include "notes/note.h"

/* Fills the place of a note from the first target in its raw members; false where
 * there is none, or no resource in it. */
bool target_read(struct note *n);

/* Puts it into `item`'s target, where other targets stay; `source` as for
 * item_write(). */
void target_write(const struct note *n, struct json_object *item, const char *source);

#endif
