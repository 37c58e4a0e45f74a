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
#include "app/output.h"
#include "base/vec.h"
#include "layout/cache.h"
#include "text/tally.h"

#define CACHE_PARAGRAPHS 512

/* What was told in words last; see app/announce.h. */
struct told {
	bool begun; /* something was */
	enum mode mode;
	enum focus_kind kind;
	struct span passage, paragraph, match;
	bool counted; /* with the number of all matches */
};

struct app {
	struct article *article;
	struct notebook *notebook;
	struct settings *settings;
	struct cache *cache;
	struct keymap *keymap;
	struct hyphenator *hyphenator; /* NULL: words are not divided */
	int rows, columns;
	int usual_width;   /* what reset-width goes back to */
	int number_cells;  /* that numbers of paragraphs take in the gutter; 0: none are shown */
	int usual_focus;   /* the setting that `focus` goes back to; 0: none yet */
	struct span title; /* found once: it may lie anywhere in a long beginning */
	size_t block;      /* of a huge paragraph, in bytes; 0: the usual size */
	bool readonly;
	bool nothing; /* there is no article, only the shelf */
	struct app_screen screen;
	int file_number, file_count;

	enum mode mode;
	bool following; /* the page stays at the end as the text grows, until a key comes */
	struct place top;
	struct focus focus;
	size_t line; /* where the line begins that is in focus, in a focus that is a place */
	struct told told;
	struct selection selection;
	struct ends last_selection;
	struct letter letter;
	struct search search;
	struct section_way section_way;
	struct filter filter;
	struct prompt prompt;
	struct editor editor;
	struct list list;
	VEC(struct note *) versions; /* those in the list of them; owned */
	struct shelf shelf;          /* what is in the list of it */
	struct question question;
	struct review review;
	struct window window;
	bool aloud;         /* the sentence in focus is being read aloud … */
	size_t aloud_until; /* … and what follows it, up to this byte */
	int scrolling;      /* of the automatic scrolling, in words a minute; 0: it is off */

	size_t pressed;   /* offset + 1 of where the mouse's button went down, or 0 */
	struct keys keys; /* typed so far of a sequence */
	struct begun begun;
	int count;                 /* typed before it; 0: none */
	enum command_id wants_key; /* a command whose argument is the next key, or COMMAND_COUNT */
	int wants_count;

	size_t marks[52];    /* a…z A…Z: offset + 1; 0: not set */
	bool marks_changed;  /* since they were handed out to be kept */
	VEC(size_t) jumps;   /* places before jumps */
	size_t jump;         /* index of the one shown; jumps.len: at none of them */
	VEC(char *) past[3]; /* lines typed: commands, patterns, commands of the system */
	VEC(struct draft) drafts;
	bool drafts_changed; /* since they were handed out to be kept */

	struct tally *tally;
	struct pace *pace, own_pace; /* the latter where no other was given */
	struct span paced;           /* the text on the screen after the last key … */
	size_t paced_top;            /* … and its top; an empty span: it was none */
	double seconds;              /* spent on the article, not yet handed out */
	size_t spent, spent_today;   /* … and before, as :stats was told */

	char *message; /* shown until the next key; NULL: none */
	bool message_is_error;
};

#endif
