/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The application's model, shared by the files of this folder only.  What can be
 * derived (the rows on screen, the paragraph of the focus, what stands under a
 * cell) is not kept here.
 */
#ifndef LUTRIN_APP_MODEL_H
#define LUTRIN_APP_MODEL_H

#include "app/app.h"
#include "app/commands.h"
#include "app/keymap.h"
#include "app/modes.h"
#include "base/vec.h"
#include "layout/cache.h"

#define CACHE_PARAGRAPHS 512

struct app {
	struct article *article;
	struct notebook *notebook;
	struct settings *settings;
	struct cache *cache;
	struct keymap *keymap;
	struct hyphenator *hyphenator; /* NULL: words are not divided */
	int rows, columns;
	int usual_width;   /* what reset-width goes back to */
	struct span title; /* found once: it may lie anywhere in a long beginning */
	size_t block;      /* of a huge paragraph, in bytes; 0: the usual size */
	bool readonly;
	struct app_screen screen;
	int file_number, file_count;

	enum mode mode;
	bool following; /* the page stays at the end as the text grows, until a key comes */
	struct place top;
	struct focus focus;
	struct selection selection;
	struct search search;
	struct prompt prompt;
	struct editor editor;
	struct list list;
	VEC(struct note *) versions; /* those in the list of them; owned */
	struct question question;
	struct review review;

	struct keys keys;          /* typed so far of a sequence */
	int count;                 /* typed before it; 0: none */
	enum command_id wants_key; /* a command whose argument is the next key, or COMMAND_COUNT */
	int wants_count;

	size_t marks[52];    /* a…z A…Z: offset + 1; 0: not set */
	VEC(size_t) jumps;   /* places before jumps */
	size_t jump;         /* index of the one shown; jumps.len: at none of them */
	VEC(char *) past[2]; /* lines typed, by enum prompt_kind */
	VEC(struct draft) drafts;
	bool drafts_changed; /* since they were handed out to be kept */

	char *message; /* shown until the next key; NULL: none */
	bool message_is_error;
};

#endif
