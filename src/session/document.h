/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One article as it is open in a session: its text, its notes, the store of the
 * notes and the application that shows it; opened and closed together.  Must not
 * know of the terminal.
 */
#ifndef LUTRIN_SESSION_DOCUMENT_H
#define LUTRIN_SESSION_DOCUMENT_H

#include <stdbool.h>
#include <sys/stat.h>
#include <time.h>

#include "app/app.h"
#include "notes/store.h"
#include "session/stream.h"

struct document {
	struct article *article;
	struct notebook *notebook;
	struct store *store; /* NULL while a stream comes: its content has no hash yet */
	struct app *app;
	struct stream stream; /* fd -1 for a file */
	bool is_stream;
	char encoding[ARTICLE_ENCODING]; /* that the reader chose for it, or "" */
	bool readonly;
	struct stat file;                /* the article's, as it was read or seen to change */
	char *strangers;                 /* the sidecar that was asked about, or NULL */
	const struct settings *settings; /* borrowed */
	bool damaged;       /* a part of the article could not be read, and it was told */
	bool looked;        /* for something to ask about */
	bool kept;          /* the article, though it could not be read again */
	bool unsaved;       /* notes that are not on disk */
	struct err why;     /* … after a save that failed; else empty */
	char *draft;        /* drafts that are not on disk; NULL: none */
	char *drafts_known; /* those read or written last */
	bool drafts_afloat; /* … and not certain to outlast a loss of power */
	struct hyphenator *hyphenator; /* what divides its words, or NULL … */
	char *hyphenated;              /* … as these settings wanted */
};

struct document_options {
	const char *path;          /* "-": standard input; NULL: no article, for the shelf alone */
	struct settings *settings; /* borrowed; outlives the document */
	struct keymap *keymap;     /* the same */
	struct pace *pace;         /* the same */
	bool readonly;
	int rows, columns;
	int number, count;    /* of the files of the command line; number 0: none of them */
	const char *encoding; /* chosen now; "auto": none; NULL: as the last time */
	double place;         /* where it opens, as a part of the text; below 0: as left */
};

/* NULL with err.  The notice has what the store says of the notes. */
struct document *document_open(const struct document_options *options, struct store_notice *notice,
			       struct err *err);
/* Notes that could not be saved are lost here: see document_save(). */
void document_free(struct document *d);

/* Saves the notes.  Those of a stream that has not ended are held back until it
 * has: true then, with a notice. */
bool document_save(struct document *d, time_t now, struct store_notice *notice, struct err *err);

/* Keeps `text` as the draft of a note ("": forgets it); for a stream that has not
 * ended, when it has. */
bool document_save_draft(struct document *d, const char *text, struct err *err);

/* Waits until the drafts that were written are on the disk: not after each key, but soon. */
void document_synchronize_drafts(struct document *d);

/* What a look at the stream brought. */
struct document_news {
	bool grown; /* the article has, or it is complete now */
	bool notes; /* the notebook took in those of earlier readings */
	bool ok;    /* false: `said` tells what went wrong */
	struct store_notice said;
};

/* Reads what came of the stream; when it ends the notes get their store. */
void document_stream(struct document *d, const struct settings *settings, time_t now,
		     struct document_news *news);

/* Sees to it that words are divided as the settings want, if these have changed.
 * False with err: they ask for a language that has no patterns. */
/* What the reader may be asked about an article that was opened. */
enum document_asks {
	DOCUMENT_ASKS_NOTHING,
	DOCUMENT_ASKS_COPIES,    /* to take in conflict copies */
	DOCUMENT_ASKS_STRANGERS, /* to adopt the notes of another name */
	DOCUMENT_ASKS_HOME,      /* to move the notes beside the article */
};

/* Looks, once, for something to ask about; `text` is the question. */
enum document_asks document_question(struct document *d, struct store_notice *text);

/* Reads the article again, which was changed on disk: the reading goes on at the same
 * words, the notes are found again, nothing is lost.  False with err: all is as before. */
bool document_reload(struct document *d, const struct settings *settings,
		     struct store_notice *notice, struct err *err);

/* Whether the article's file is another than the one that was read, or is gone: told
 * once for each change. */
enum document_change {
	DOCUMENT_SAME,
	DOCUMENT_CHANGED,
	DOCUMENT_GONE,
	DOCUMENT_DAMAGED, /* it is the same, but a part of it could not be read */
};
enum document_change document_changed(struct document *d);

/* Takes in what was added to the article's file, as article_grow() does. */
enum article_growth document_grow(struct document *d);

/* What yes or no to it does; the notice says what came of it. */
bool document_answer(struct document *d, enum document_asks asked, bool yes, time_t now,
		     struct store_notice *notice, struct err *err);

/* Takes in the conflict copies of the notes, saves, and puts them away; the notice says
 * what came of it. */
bool document_merge(struct document *d, time_t now, struct store_notice *notice, struct err *err);

/* Whether there is something to be done while nobody wants anything: the application's
 * (EVENT_IDLE), else notes to be found in a text that was changed. */
bool document_busy(const struct document *d);
/* Some milliseconds of the latter.  True: now all are found; the notice says how many
 * want to be looked at, if any. */
bool document_anchor(struct document *d, struct store_notice *notice);
/* What wants all of the article to be read, or its digest: the article is read again where
 * it was not what its beginning let expect, notes in the data folder are taken in.  True:
 * the text or the notes are others now. */
bool document_complete(struct document *d, time_t now, struct store_notice *notice);

bool document_hyphenate(struct document *d, const struct settings *settings, struct err *err);

/* The last things before it is closed: what could not be saved is tried again, a
 * stream's notes are saved for as much of it as came.  False with err when that
 * failed. */
bool document_settle(struct document *d, const struct settings *settings, time_t now,
		     struct err *err);

#endif
