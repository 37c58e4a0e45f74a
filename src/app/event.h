/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to the application; effect.h has what it wants done.  Plain values: the
 * terminal and the session make them, tests too.
 */
#ifndef LUTRIN_APP_EVENT_H
#define LUTRIN_APP_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "app/effect.h"

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
	EVENT_MOUSE,   /* mouse; row, column of the screen; number: which click in a row */
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
	EVENT_OUTPUT,  /* text, len: what the program of EFFECT_RUN wrote, raw bytes */
	EVENT_ENDED,   /* it has ended; number: its enum task; not ok: text tells how */
	EVENT_TICK,    /* the time that app_tick() wants to pass is over */
};

/* What the left button, or the wheel, did. */
enum mouse_event { MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_type type;
	time_t now; /* wall clock when it happened */
	uint32_t key;
	int rows, columns;
	enum mouse_event mouse;
	int row, column;
	const char *text; /* borrowed for the call */
	size_t len;
	bool ok;
	int number;
};

#endif
