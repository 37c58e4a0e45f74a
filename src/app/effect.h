/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the application wants done outside of it.  Plain values, which the session
 * performs.
 */
#ifndef LUTRIN_APP_EFFECT_H
#define LUTRIN_APP_EFFECT_H

#include <stddef.h>

#include "base/vec.h"

/* What a program is run for. */
enum task {
	TASK_DEFINE, /* a word is looked up with the setting dictionary-command */
	TASK_PIPE,   /* a passage goes through a command that was typed */
	TASK_SPEECH, /* a sentence is read aloud with the setting speech-command */
};

/* Ends each record of a draft: a control, which no typed text holds. */
#define EFFECT_DRAFT_END '\x1e'

enum effect_type {
	EFFECT_SAVE,       /* the notebook has changed */
	EFFECT_SAVE_PLACE, /* remember offset for the article */
	EFFECT_MARKS,      /* keep text, "a12,Z400": letters and byte offsets, as marks */
	EFFECT_DRAFT,      /* keep text, records of EFFECT_DRAFT_END, as drafts (empty: none) */
	EFFECT_TYPED,      /* keep the line `text`, typed after the character `number` */
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
	EFFECT_MOUSE,        /* the setting of that name has changed */
	EFFECT_ENCODING,     /* read the article again, in the encoding `text` */
	EFFECT_RELOAD,       /* read the article again */
	EFFECT_EDIT_ARTICLE, /* in the editor, at line `offset`; then read it again */
	EFFECT_VERSIONS,     /* the versions of the note `text`: app_show_versions() */
	EFFECT_MERGE,        /* take in the conflict copies of the notes */
	EFFECT_RUN,          /* a program for the task `number`, text on its standard input */
	EFFECT_STOP,         /* end it, if it still runs; nothing more is told of it */
	EFFECT_ANSWER,       /* offset 1: yes was said to the question `number`, 0: no */
	EFFECT_QUIT,
};

struct effect {
	enum effect_type type;
	char *text;    /* owned by the list; NULL where unused */
	char *command; /* the same: the words of TASK_PIPE, as they were typed */
	size_t offset;
	int number;
};

struct effects {
	VEC(struct effect) list;
};

/* Copies text (NULL is fine). */
void effects_add(struct effects *e, enum effect_type type, const char *text, size_t offset,
		 int number);
/* EFFECT_RUN; copies both texts. */
void effects_run(struct effects *e, enum task task, const char *command, const char *text);
/* Frees the texts of an effect that was taken off its list. */
void effect_release(struct effect *effect);
void effects_clear(struct effects *e); /* keeps the room */
void effects_release(struct effects *e);

#endif
