/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the paths of the command line to the files they stand for, in name order.
 * Files stand for themselves, whatever they are; only folders are searched.
 */
#ifndef LUTRIN_CLI_PATHS_H
#define LUTRIN_CLI_PATHS_H

#include "base/vec.h"
#include "cli/command.h"

enum paths_kind {
	PATHS_FOLDER,    /* a folder's own texts; a folder without any is an error */
	PATHS_TREE,      /* all files in it and below; whoever reads them sees which are texts */
	PATHS_ANNOTATED, /* those that may have annotations */
};

#define PATHS_SIDECAR ".ann.json"

enum paths_notes {
	PATHS_NO_NOTES,
	PATHS_NOTES_BESIDE,  /* in a sidecar beside it, if there are any */
	PATHS_NOTES_UNKNOWN, /* only the opening can tell */
};

/* What is known of a path without the file having been read. */
struct paths_about {
	enum paths_notes notes;
	bool found; /* in a folder, where binary files do not count */
};

struct paths {
	VEC(char *) items;             /* owned */
	VEC(struct paths_about) about; /* of each */
};

/* What goes wrong is told through the job, and the rest still counts. */
void paths_expand(struct paths *paths, struct job *job, enum paths_kind kind, char *const *operands,
		  size_t count);
void paths_release(struct paths *paths);

#endif
