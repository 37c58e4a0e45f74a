/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the paths of the command line to the files they stand for, in name order.
 * Files stand for themselves, whatever they are; only folders are searched.
 */
#ifndef LUTRIN_CLI_PATHS_H
#define LUTRIN_CLI_PATHS_H

#include "base/vec.h"
#include "cli/command.h"

/* How the names end that editors, mail and sync tools leave beside articles: sidecars,
 * backups.  NULL behind the last. */
extern const char *const paths_by_products[];

enum paths_kind {
	PATHS_FOLDER,    /* a folder's own texts; a folder without any is an error */
	PATHS_TREE,      /* all texts in it and below */
	PATHS_ANNOTATED, /* those that may have annotations */
};

struct paths {
	VEC(char *) items;   /* owned */
	VEC(bool) annotated; /* for each, whether it may have annotations */
};

/* What goes wrong is told through the job, and the rest still counts. */
void paths_expand(struct paths *paths, struct job *job, enum paths_kind kind, char *const *operands,
		  size_t count);
void paths_release(struct paths *paths);

#endif
