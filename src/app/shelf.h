/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shelf: articles that were read and texts of a folder, as a list.  The session
 * gathers what is remembered of them, and looks at a file when it is asked to
 * (EFFECT_SHELF_LOOK): what is on the screen, and all that have no title yet once
 * something is typed that may be in it.
 */
#ifndef LUTRIN_APP_SHELF_H
#define LUTRIN_APP_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/vec.h"

struct shelf_entry {
	char *path;     /* absolute; owned */
	char *title;    /* of the article, one line (owned), or NULL: not known */
	size_t words;   /* 0: not known */
	int percent;    /* that was read */
	size_t notes;   /* annotations */
	time_t read;    /* when it was left; 0: it was never read */
	bool in_folder; /* it is in the shelf's folder */
	bool open;      /* it is the one that is open */
	/* What a look at the file told: */
	bool looked;  /* there was one */
	bool gone;    /* the file is not there */
	bool no_text; /* it is none, and not shown */
};

struct shelf {
	VEC(struct shelf_entry) entries; /* the last read first, then those of the folder */
	char *folder;                    /* absolute, or NULL; owned */
	char *home;                      /* shown as "~", or NULL; owned */
	bool folder_first;               /* the folder was asked for */
	size_t looks;                    /* at files, so far */
	time_t now;
};

void shelf_release(struct shelf *shelf);

struct app;

/* Shows the shelf (takes it); one that is shown already stays filtered as it is. */
void app_show_shelf(struct app *app, struct shelf *shelf);
/* What was asked for by EFFECT_SHELF_LOOK: the title (taken), words, notes, and what the
 * look told, of the entry of that path. */
void app_tell_shelf(struct app *app, const char *path, struct shelf_entry *found);

#endif
