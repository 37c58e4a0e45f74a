/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file of notes taken into a notebook: read into an empty one, or merged.  Must not
 * know where the file comes from, and tells nobody.
 */
#ifndef LUTRIN_NOTES_INTAKE_H
#define LUTRIN_NOTES_INTAKE_H

#include "notes/sidecar.h"
#include "text/source.h"

/* As sidecar_parse(), from a file that is open. */
bool intake_read(struct notebook *b, const struct source *bytes, struct sidecar_report *report,
		 struct err *err);

/* Merges `bytes`, whose common past with the notebook is `base` (NULL: not known);
 * nothing where they are no sidecar.  Returns how many texts both sides changed. */
size_t intake_merge(struct notebook *b, const struct source *bytes, const struct source *base);

/* The newest backup of the sidecar `path` that is one; yours, or NULL. */
struct source *intake_newest_backup(const char *path);

#endif
