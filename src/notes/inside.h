/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the store share; for them alone.
 */
#ifndef LUTRIN_NOTES_INSIDE_H
#define LUTRIN_NOTES_INSIDE_H

#include <time.h>

#include "notes/anchoring.h"
#include "notes/place.h"
#include "notes/store.h"

enum { BESIDE, DATA, PLACES };

struct store {
	struct article *article;
	struct store_options options;
	struct place places[PLACES];
	struct anchoring *anchoring; /* NULL: all are found */
	int target;                  /* the place that is written */
	bool readonly;               /* as asked, or because of what was found */
	bool away;       /* in the data folder, though they might be beside the article */
	bool waits;      /* the data folder was not looked at yet */
	bool undigested; /* what was saved last lacks what only the digest tells */
	bool swept, registered, told_backup, told_data, told_lock;
	unsigned mode;       /* of a new sidecar: who may read the article may read it */
	bool dated;          /* whether it is known … */
	time_t article_date; /* … when the article was last changed */
};

#endif
