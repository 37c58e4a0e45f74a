/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the session share; for them alone.
 */
#ifndef LUTRIN_SESSION_INSIDE_H
#define LUTRIN_SESSION_INSIDE_H

#include <stdint.h>
#include <time.h>

#include "app/event.h"
#include "app/grid.h"
#include "app/settings.h"
#include "session/document.h"
#include "session/program.h"
#include "session/session.h"
#include "session/typed.h"
#include "term/term.h"

/* The program that runs for the reader, if one does. */
struct running {
	struct program program;
	enum task task;
	size_t written;  /* bytes of its output */
	size_t lines;    /* of it, those that are not empty … */
	struct str tail; /* … and the last of them */
	bool line_ended;
};

struct session {
	const struct session_options *options;
	struct settings settings;
	struct keymap *keymap;
	struct term *term;
	struct grid grid;
	struct document *document;
	struct document *aside; /* standard input, while another file is shown */
	int number;             /* of the file shown, from 0; -1: none of the command line … */
	char *path;             /* … but this one; NULL: there is no article, only the shelf */
	struct pace pace;
	struct typed typed;
	struct effects effects; /* asked for and not yet performed */
	struct running running;
	int64_t tick;  /* when app_tick() is over, of the clock that only goes on; 0: not asked */
	int sourcing;  /* configuration files inside each other */
	bool confined; /* no program can be run, and few folders be written to */
	bool quit;
	bool failed; /* something could not be saved at the end: */
	struct err failure;
};

/* ---- session.c */
/* Shows another file of the command line; false with err: the same stays. */
bool session_open(struct session *s, int number, struct err *err);
/* The same of any file. */
bool session_open_path(struct session *s, const char *path, struct err *err);

/* Shows the shelf; false with err where the folder of the command line has no texts. */
bool session_show_shelf(struct session *s, struct err *err);

/* Reads the article again, in another encoding ("auto": the one that is found out). */
void session_read_as(struct session *s, const char *encoding);

/* Whether programs may be run for the reader; else err says why not. */
bool session_runs_programs(const struct session *s, struct err *err);

/* ---- perform.c */
/* Gives the event to the application and performs what it asks for, in order; what is
 * only to be written to the disk stays for perform_effects(), which the loop calls when
 * the screen shows what it is about. */
void perform_event(struct session *s, const struct event *event);
bool perform_effects(struct session *s); /* whether there were any */
/* Reads the article's file again, and says so. */
void perform_reload(struct session *s);
/* Something to show; nothing for an empty text. */
void perform_message(struct session *s, bool ok, const char *text);

/* ---- running.c */
/* Runs a program in place of the one that runs; what it writes, and its end (or that it
 * could not begin), come to the application as events. */
void running_start(struct session *s, enum task task, const char *command, const char *text);
void running_stop(struct session *s);          /* silently */
void running_look(struct session *s);          /* takes in what happened; never waits */
int running_patience(const struct session *s); /* milliseconds until a look; -1: none runs */

/* ---- configure.c */
/* The settings of the configuration file, then those of the command line; false
 * with err for a wrong one there.  Wrong lines of the file are added to `wrong`,
 * the first as it is, the others as their number. */
struct configure_wrong {
	char first[512];
	int count;
};
bool configure_settings(struct session *s, struct configure_wrong *wrong, struct err *err);
/* The other lines (keys), which want an application to be told to. */
void configure_application(struct session *s, struct configure_wrong *wrong);
/* All lines of a file, as if they were typed. */
void configure_source(struct session *s, const char *path);
void configure_tell(struct session *s, const struct configure_wrong *wrong);

#endif
