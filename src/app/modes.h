/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each mode of the application keeps, apart from the others.  For model.h.
 */
#ifndef LUTRIN_APP_MODES_H
#define LUTRIN_APP_MODES_H

#include <time.h>

#include "app/field.h"
#include "app/modes_search.h"
#include "app/selection.h"
#include "base/span.h"
#include "base/vec.h"
#include "notes/note.h"

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

/* Keys that have a command and begin those of another: it ran at once.  Where the reader
 * was before it, should the other come. */
struct begun {
	bool ran;
	int count;
	time_t when;
	struct place top;
	struct focus focus;
	size_t anchor, cursor; /* of the selection */
};

enum prompt_kind { PROMPT_COMMAND, PROMPT_SEARCH, PROMPT_FILTER, PROMPT_PIPE };

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
	int context;        /* of a filter, in paragraphs */
	struct search kept; /* the search before, while another is tried … */
	bool live;          /* … as it is now */
	bool wrong;         /* the pattern does not compile (yet) or is not found */
	char *fault;        /* … why it does not compile, or NULL */
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

struct list_item {
	char *left, *text, *right; /* owned; a heading has its text only; see list_item_at() */
	char *id;                  /* what its list knows it by (owned), or NULL, … */
	struct span place;         /* … or by this */
	size_t number;             /* … or this */
	const char *sign;          /* of a note, or NULL */
	bool heading;
	int depth;          /* of 1 or more: steps to the right, from the least in the list on */
	unsigned highlight; /* as in a cell: its mark */
};

struct list {
	const struct list_source *source; /* NULL: no list is open */
	enum mode back;                   /* the mode it was opened from */
	struct field filter;
	bool wrong;                  /* something in the filter is not understood */
	char *completion;            /* what would complete what is typed, or NULL */
	VEC(struct list_item) items; /* all */
	VEC(size_t) shown;           /* indices of those that pass the filter */
	size_t current, first;       /* in `shown` */
	int left;                    /* cells that the widest `left` takes */
	int shallow;                 /* the least depth of an item that has one */
	bool touched;                /* the reader has typed or moved: nothing is chosen for him */
	/* a list that is filled in idle time: how far it has come, and paragraphs before */
	bool more;
	size_t reached, counted;
	bool asks;   /* the next key is an answer */
	bool warned; /* of what the next command does, if it is the same */
	int scope;   /* which annotations are listed */
	/* a note of the list is being written: where the reader was, to come back to */
	bool waiting;
	struct place top;
	struct focus focus;
};

/* The way to a heading that is to be gone to; idle time goes on with it. */
struct section_way {
	int left;        /* headings still to be met; 0: there is no way */
	int direction;   /* 1: further on, or -1 */
	struct span at;  /* the paragraph that it has come to */
	struct span met; /* the last heading on it; empty: none yet */
};

#endif
