/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to the application (events) and what it wants done (effects).
 * Plain values: the terminal and the session make and perform them, tests too.
 */
#ifndef LUTRIN_APP_EVENT_H
#define LUTRIN_APP_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/vec.h"

/* Keys that are no character; the others are their code point.  Control keys are
 * the letter with KEY_CTRL ('f' | KEY_CTRL), so ^I ^J ^M ^[ are told apart only
 * as far as terminals do: Tab, Enter and Esc have names; ^J is 'j' | KEY_CTRL. */
enum {
	KEY_NAMED = 0x110000,
	KEY_UP_ARROW,
	KEY_DOWN_ARROW,
	KEY_LEFT_ARROW,
	KEY_RIGHT_ARROW,
	KEY_HOME_KEY,
	KEY_END_KEY,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_BACKSPACE_KEY,
	KEY_ENTER_KEY,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_ESCAPE,
	KEY_F1, /* … KEY_F1 + 11 is F12 */
	KEY_LAST = KEY_F1 + 12,
	KEY_CTRL = 0x1000000,
	KEY_ALT = 0x2000000,
	KEY_SHIFT = 0x4000000, /* with named keys only */
};

enum event_type {
	EVENT_NONE, /* nothing came within the time given */
	EVENT_KEY,
	EVENT_PASTE,   /* text, len: bracketed paste, raw bytes */
	EVENT_RESIZE,  /* rows, columns */
	EVENT_IDLE,    /* a few milliseconds to spare */
	EVENT_RESUME,  /* back from suspension or a program: draw all again */
	EVENT_QUIT,    /* SIGTERM, SIGHUP, SIGINT: save what is typed, leave */
	EVENT_STREAM,  /* the article has grown (article_append was called) */
	EVENT_SAVED,   /* ok, text: what the store had to say ("" : nothing) */
	EVENT_NOTES,   /* the notebook changed under us (another program) */
	EVENT_EDITED,  /* ok, text, len: what came back from the editor */
	EVENT_MESSAGE, /* text: to be shown; ok false: an error */
	EVENT_ASK,     /* text: a question; number: what a yes will mean → EFFECT_ANSWER */
};

struct event {
	enum event_type type;
	time_t now; /* wall clock when it happened */
	uint32_t key;
	int rows, columns;
	const char *text; /* borrowed for the call */
	size_t len;
	bool ok;
	int number;
};

/* Ends each record of a draft: a control, which no typed text holds. */
#define EFFECT_DRAFT_END '\x1e'

enum effect_type {
	EFFECT_SAVE,       /* the notebook has changed */
	EFFECT_SAVE_PLACE, /* remember offset for the article */
	EFFECT_DRAFT,      /* keep text, records of EFFECT_DRAFT_END, as drafts (empty: none) */
	EFFECT_EDIT,       /* run $VISUAL/$EDITOR on text → EVENT_EDITED */
	EFFECT_COPY,       /* text to the clipboard */
	EFFECT_SUSPEND,
	EFFECT_REDRAW, /* the screen may be garbled: draw every cell again */
	EFFECT_BELL,
	EFFECT_OPEN,         /* number: +1 next file, -1 previous; or the file `text` */
	EFFECT_SHELF,        /* what was read, and a folder's texts: app_show_shelf() */
	EFFECT_SHELF_LOOK,   /* at the file `text`: app_tell_shelf(); number 1: its title and
			      * words are known */
	EFFECT_FORGET,       /* take the file `text` out of the history */
	EFFECT_STATS,        /* how long there was reading: app_show_stats() */
	EFFECT_SOURCE,       /* read the configuration file `text` → more commands */
	EFFECT_THEME,        /* text: the theme's name */
	EFFECT_ENCODING,     /* read the article again, in the encoding `text` */
	EFFECT_RELOAD,       /* read the article again */
	EFFECT_EDIT_ARTICLE, /* in the editor, at line `offset`; then read it again */
	EFFECT_VERSIONS,     /* the versions of the note `text`: app_show_versions() */
	EFFECT_MERGE,        /* take in the conflict copies of the notes */
	EFFECT_ANSWER,       /* offset 1: yes was said to the question `number`, 0: no */
	EFFECT_QUIT,
};

struct effect {
	enum effect_type type;
	char *text; /* owned by the list; NULL where unused */
	size_t offset;
	int number;
};

struct effects {
	VEC(struct effect) list;
};

/* Copies text (NULL is fine). */
void effects_add(struct effects *e, enum effect_type type, const char *text, size_t offset,
		 int number);
void effects_clear(struct effects *e); /* keeps the room */
void effects_release(struct effects *e);

#endif
