/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The copies that tools which keep folders alike on several machines leave beside a
 * sidecar when it was changed on two of them: finding them by their names, merging
 * them, putting them away.  Must not know who asks for it.
 */
#ifndef LUTRIN_NOTES_CONFLICT_H
#define LUTRIN_NOTES_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/vec.h"
#include "notes/notebook.h"

struct conflict_copy {
	char *path;
	bool taken;     /* merged into a notebook, … */
	struct err why; /* … or why not; once it is put away, why that failed, or "" */
};

struct conflict_copies {
	VEC(struct conflict_copy) items; /* in the order of their names */
};

/* Whether `name` is that of a conflict copy of the sidecar `sidecar` (file names):
 * before the ".json" stand ".sync-conflict-…" (Syncthing), "_conflict-…" (ownCloud) or
 * " (…)" with a word like "conflict" in it (Nextcloud, Dropbox, in several languages). */
bool conflict_names(const char *name, const char *sidecar);

/* The copies beside the sidecar at `path`. */
void conflict_find(const char *path, struct conflict_copies *copies);
void conflict_release(struct conflict_copies *copies);

/* Merges one into the notebook.  *both: notes whose text both sides changed are added to
 * it.  False where it is no sidecar, or one of a newer version: nothing is changed. */
bool conflict_take(const char *path, struct notebook *b, size_t *both, struct err *err);

/* Merges all that can be.  Returns how many were. */
size_t conflict_take_all(struct conflict_copies *copies, struct notebook *b, size_t *both);

/* Puts away all that were merged, once the notebook is saved.  False: some could not. */
bool conflict_put_all_away(struct conflict_copies *copies);

/* Moves a copy that was merged and saved to the state folder, "conflicts/". */
bool conflict_put_away(const char *path, struct err *err);

#endif
