/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each mode of the application keeps, apart from the others.  For model.h.
 */
#ifndef LUTRIN_APP_MODES_H
#define LUTRIN_APP_MODES_H

#include "app/field.h"
#include "base/span.h"
#include "base/vec.h"
#include "notes/note.h"
#include "search/find.h"

enum mode {
	MODE_READ,
	MODE_SELECT,
	MODE_PROMPT,
	MODE_NOTE,
	MODE_LIST,
	MODE_QUESTION,
	MODE_REVIEW,
	MODE_WINDOW,
};

/* What the reader's attention is on.  A place is where scrolling came to: its
 * paragraph is marked, but no note opens for it. */
enum focus_kind { FOCUS_PLACE, FOCUS_PARAGRAPH, FOCUS_SENTENCE, FOCUS_NOTE };

struct focus {
	enum focus_kind kind;
	struct span span;
	char *id; /* of the note; NULL unless FOCUS_NOTE */
};

/* A row of the text as the top of the screen: the line that holds `offset`, or
 * the blank row above it when it begins a paragraph. */
struct place {
	size_t offset;
	bool gap;
};

struct selection {
	size_t anchor, cursor;  /* offsets of graphemes, both inside */
	bool paragraphs;        /* whole paragraphs (V) */
	char *adjusting;        /* id of the note whose ends are moved, or NULL */
	VEC(struct span) grown; /* what shrinking goes back to */
};

struct search {
	struct query *query; /* NULL: none */
	struct finder *finder;
	bool backward;
	struct span current; /* the match that was gone to; empty: none yet */
	bool counted;        /* all matches are known */
	/* The way to the match that is to be gone to; idle time goes on with it. */
	bool seeking;
	struct find find;
	int left;   /* matches still to be met, the one to go to among them */
	bool round; /* the search has gone on at the other end … */
	bool met;   /* … and has met something on its way */
};

enum prompt_kind { PROMPT_COMMAND, PROMPT_SEARCH, PROMPT_PIPE, PROMPT_KINDS };

struct prompt {
	enum prompt_kind kind;
	struct field field;
	enum mode back;  /* the mode it was opened from */
	char *before;    /* what was typed before Tab or Up changed it, or NULL */
	size_t choice;   /* which completion, or which line of the past */
	bool completing; /* it is a completion */
	/* where a live search began, to come back to */
	struct place top;
	struct focus focus;
	size_t cursor; /* of the selection, where there is one */
	bool backward;
	bool wrong; /* the pattern does not compile (yet) or is not found */
};

/* A note being written: on the note `id`, or a new one on `span`. */
struct editor {
	struct field field;
	char *id;
	struct note *before; /* the note as it was when the writing began, or NULL */
	struct span span;
};

/* Text of a note that was left without saving it. */
struct draft {
	char *target;     /* the note's id, or "START-END" in code points; NULL: not counted yet */
	struct span span; /* the passage in bytes; empty: of a note, or not looked for yet */
	char *text;
};

/* Annotations that want the reader's word. */
struct review {
	VEC(char *) ids;         /* all that were unsure when it began */
	size_t current;          /* the one shown */
	VEC(struct span) places; /* where an ambiguous one may be … */
	size_t place;            /* … and which of them is proposed */
	bool placing;            /* a selection is made for it */
};

/* Something that yes or no is said to. */
struct question {
	char *text; /* NULL: none was asked yet */
	int what;   /* who asked knows */
};

enum list_kind { LIST_ANNOTATIONS, LIST_CONTENTS, LIST_HELP, LIST_SETTINGS, LIST_VERSIONS };

struct list_item {
	char *left, *text, *right; /* owned; a heading has its text only; see list_item_at() */
	bool heading;
	unsigned highlight;  /* as in a cell */
	char *id;            /* a note to go to, or NULL */
	struct span place;   /* a paragraph to go to, or empty */
	const char *command; /* a command to run, or NULL */
	const char *setting; /* a setting to change, or NULL */
	size_t version;      /* index + 1 of a version to bring back, or 0 */
};

struct list {
	enum list_kind kind;
	struct field filter;
	VEC(struct list_item) items; /* all */
	VEC(size_t) shown;           /* indices of those that pass the filter */
	size_t current, first;       /* in `shown` */
	int left;                    /* cells that the widest `left` takes */
};

#endif
