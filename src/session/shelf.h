/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gathers what the shelf shows: what the history tells of articles that were read, and the
 * names in a folder.  No article is opened for it but those that somebody sees.
 */
#ifndef LUTRIN_SESSION_SHELF_H
#define LUTRIN_SESSION_SHELF_H

#include "app/shelf.h"
#include "base/err.h"
#include "session/document.h"
#include "session/history.h"

/* The folder's texts (NULL: no folder) and what was read lately; `open` (may be NULL) is
 * told as it stands now.  `shelf` is yours.  False with err where the folder was asked for
 * (`folder_first`) and cannot be read or has no texts. */
struct shelf_options {
	const char *folder;
	bool folder_first;
	const struct document *open;
	time_t now;
};
bool shelf_gather(struct shelf *shelf, const struct shelf_options *options, struct err *err);

/* Looks at one file, without opening it where its title and words are known; `found` is
 * yours until it is given away. */
void shelf_look(const char *path, bool known, struct shelf_entry *found);

/* What the history keeps of a document as it stands; the title is yours. */
void shelf_about(const struct document *d, struct history_about *about, char **title);

#endif
