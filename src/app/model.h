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
#include "app/field.h"
#include "app/keymap.h"
#include "base/vec.h"
#include "layout/cache.h"
#include "search/find.h"

enum mode { MODE_READ, MODE_SELECT, MODE_PROMPT, MODE_NOTE, MODE_LIST };

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
	size_t anchor, cursor; /* offsets of graphemes, both inside */
	bool paragraphs;       /* whole paragraphs (V) */
	char *adjusting;       /* id of the note whose ends are moved, or NULL */
	VEC(struct span) grown; /* what shrinking goes back to */
};

struct search {
	struct query *query; /* NULL: none */
	struct finder *finder;
	bool backward;
	struct span current; /* the match that was gone to; empty: none yet */
	bool counted;        /* all matches are known */
};

enum prompt_kind { PROMPT_COMMAND, PROMPT_SEARCH };

struct prompt {
	enum prompt_kind kind;
	struct field field;
	enum mode back;       /* the mode it was opened from */
	char *before;         /* what was typed before Tab or Up changed it, or NULL */
	size_t choice;        /* which completion, or which line of the past */
	/* where a live search began, to come back to */
	struct place top;
	struct focus focus;
	size_t cursor;        /* of the selection, where there is one */
	bool backward;
	bool wrong;           /* the pattern does not compile (yet) or is not found */
};

/* A note being written: on the note `id`, or a new one on `span`. */
struct editor {
	struct field field;
	char *id;
	struct span span;
	size_t first; /* first line shown */
};

/* Text of a note that was left without saving it. */
struct draft {
	char *target; /* the note's id, or "START-END" in code points */
	char *text;
};

enum list_kind { LIST_ANNOTATIONS, LIST_HELP };

struct list_item {
	char *left, *text, *right; /* owned; left and right may be NULL */
	bool heading;
	unsigned highlight;  /* as in a cell */
	char *id;            /* a note to go to, or NULL */
	const char *command; /* a command to run, or NULL */
};

struct list {
	enum list_kind kind;
	struct field filter;
	VEC(struct list_item) items; /* all */
	VEC(size_t) shown;           /* indices of those that pass the filter */
	size_t current, first;       /* in `shown` */
};

struct app {
	struct article *article;
	struct notebook *notebook;
	struct settings *settings;
	struct cache *cache;
	struct keymap *keymap;
	int rows, columns;
	int usual_width;  /* what reset-width goes back to */
	size_t seen_size; /* of the article, so far */
	bool readonly;
	int file_number, file_count;

	enum mode mode;
	struct place top;
	struct focus focus;
	struct selection selection;
	struct search search;
	struct prompt prompt;
	struct editor editor;
	struct list list;

	struct keys keys; /* typed so far of a sequence */
	int count;        /* typed before it; 0: none */
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

/* One run of a command. */
struct call {
	int count;            /* 0: none given */
	const char *argument; /* NULL: none */
	time_t now;
	struct effects *effects;
	struct err *err;
};

/* ---- page.c: what stands where on the screen */
enum row_kind { ROW_GAP, ROW_TEXT, ROW_NOTE, ROW_END };

struct row {
	enum row_kind kind;
	struct span paragraph;
	size_t line;             /* ROW_TEXT: index in the paragraph */
	const struct note *note; /* ROW_NOTE */
	struct span text;        /* ROW_NOTE: bytes of note_shown_text() */
	bool first;              /* ROW_NOTE: its first row */
};

struct page {
	VEC(struct row) rows; /* as many as there is room for */
};

int page_height(const struct app *app);     /* rows of text */
int page_first_row(const struct app *app);  /* row of the screen they begin at */
int page_width(const struct app *app);      /* cells of the column */
int page_left(const struct app *app);       /* its first column */
void page_fill(const struct app *app, struct page *page);
void page_release(struct page *page);
/* The bytes of text from the first line shown to the last. */
struct span page_span(const struct app *app);
const struct paragraph *page_paragraph(const struct app *app, struct span paragraph);
/* A note as it is shown: its text, and the tags that are not in it.  Yours. */
char *note_shown_text(const struct note *note);
bool note_is_open(const struct app *app, const struct note *note);
/* Moves a place by rows of text, up (negative) or down; stops at both ends. */
struct place place_move(const struct app *app, struct place place, int rows);
struct place place_of(const struct app *app, size_t offset);
struct place place_last(const struct app *app); /* the last page's */
bool place_before(struct place a, struct place b);
/* Brings the span into view, moving as little as reads well. */
void page_show(struct app *app, struct span span);
/* After any change: no room left empty below the end, a focus that is a mere
 * place stays on the screen. */
void page_settle(struct app *app);

/* ---- move.c: where the reader is */
void focus_set(struct app *app, enum focus_kind kind, struct span span);
void focus_set_note(struct app *app, const struct note *note);
void focus_release(struct focus *focus);
struct focus focus_copy(const struct focus *focus);
bool focus_paragraph(const struct app *app, struct span *paragraph);
void jump_push(struct app *app); /* remembers this place before leaving it */
void go_to(struct app *app, enum focus_kind kind, struct span span);
void go_to_note(struct app *app, const struct note *note); /* an orphan: nowhere */
/* The paragraphs from one heading to the next. */
struct span section_at(const struct app *app, size_t offset);

/* ---- select.c */
struct span selection_span(const struct app *app);
void selection_begin(struct app *app, struct span span, bool paragraphs);
void selection_leave(struct app *app);
void selection_move_to(struct app *app, size_t offset);
/* A motion of the reading commands, made by the selection's moving end; false
 * where it has no meaning there. */
bool selection_motion(struct app *app, enum command_id id, int count);

/* ---- seek.c */
void search_release(struct app *app);
/* Looks for a new pattern from the page on and goes to the first match, round the
 * end where need be.  False: a wrong pattern, or no match (err says which). */
bool search_start(struct app *app, const char *pattern, bool backward, struct err *err);
void search_again(struct app *app); /* the text has grown */
bool search_step(struct app *app); /* counts on in idle time; false: all counted */
/* "3/17", or "" without a search.  Yours. */
char *search_position(const struct app *app);

/* ---- prompt.c */
void prompt_open(struct app *app, enum prompt_kind kind, bool backward);
void prompt_key(struct app *app, const struct event *event, struct effects *effects);
void prompt_close(struct app *app);
/* The completions of what stands in the prompt, as words; empty: none asked for.
 * Release with words_release(). */
struct words {
	VEC(char *) list; /* owned */
};
void words_release(struct words *words);
void prompt_completions(const struct app *app, struct words *words);

/* ---- annotate.c, editor.c */
struct target {
	const struct note *note; /* the one there, or NULL */
	struct span span;
};
/* What the reader means: the selection, the note in focus, else the sentence or
 * paragraph in focus and the note there.  `existing`: there must be a note. */
bool annotate_target(struct app *app, bool existing, struct target *target, struct err *err);
/* After a change of the notebook: it is to be saved; the focus may be gone. */
void annotate_changed(struct app *app, struct effects *effects);
/* A new note on a passage, as the settings would have it, not in the book yet. */
struct note *annotate_new(struct app *app, struct span span);
void editor_open(struct app *app, const struct target *target, const char *text);
void editor_close(struct app *app);
bool editor_save(struct app *app, time_t now, struct effects *effects, struct err *err);
void editor_key(struct app *app, const struct event *event, struct effects *effects);
int editor_height(const struct app *app); /* rows of text it shows now */
int editor_width(const struct app *app);
void editor_edited(struct app *app, const struct event *event, struct effects *effects);
void drafts_read(struct app *app, const char *blob);
void drafts_hand_out(struct app *app, struct effects *effects); /* to be kept */
void drafts_release(struct app *app);
/* Keeps what is being typed as a draft. */
void draft_keep(struct app *app);

/* ---- list.c */
/* Text on one row: each run of white space one space. */
void flat_text(struct str *out, const char *text, size_t len);
void list_open(struct app *app, enum list_kind kind);
void list_close(struct app *app);
void list_key(struct app *app, const struct event *event, struct effects *effects);
int list_height(const struct app *app);
/* The sign of a note in gutter and lists: "✎", "⚑", or "" for a plain highlight. */
const char *note_sign(const struct note *note);

/* ---- app.c */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *text);
/* Leaves, with what must be kept. */
void app_leave(struct app *app, struct effects *effects);
bool app_run(struct app *app, enum command_id id, const struct call *call);
bool app_run_line(struct app *app, const char *line, int count, time_t now,
		  struct effects *effects, struct err *err);

/* ---- the handlers of commands.def */
#define SECTION(title)
#define CMD(id, name, keys, flags, handler, help) \
	bool handler(struct app *app, const struct call *call);
#include "app/commands.def"
#undef CMD
#undef SECTION

#endif
