/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader as a model: app_update() takes an event and changes only the model,
 * app_render() draws it on a grid.  No I/O, no globals, no clock, no terminal:
 * all that is to be done outside comes out as effects.
 */
#ifndef LUTRIN_APP_APP_H
#define LUTRIN_APP_APP_H

#include "app/event.h"
#include "app/grid.h"
#include "app/keymap.h"
#include "app/pace.h"
#include "app/settings.h"
#include "app/shelf.h"
#include "notes/notebook.h"
#include "text/article.h"

struct app;
struct hyphenator;

struct app_setup {
	struct article *article;   /* borrowed; outlives the app */
	struct notebook *notebook; /* borrowed; outlives the app */
	struct settings *settings; /* borrowed; outlives the app */
	struct keymap *keymap;     /* borrowed; outlives the app */
	int rows, columns;
	size_t place;                /* byte offset to open at */
	const char *marks;           /* text of EFFECT_MARKS kept before, or NULL */
	const char *draft;           /* records of EFFECT_DRAFT kept before, or NULL */
	bool readonly;               /* annotations cannot be changed */
	size_t block;                /* bytes of a huge paragraph set at a time; 0: the usual */
	int file_number, file_count; /* of the command line, from 1; 0: none of them */
	struct pace *pace;           /* borrowed; outlives the app; NULL: one of its own */
	bool nothing;                /* there is no article, only the shelf: leaving it quits */
};

/* What the terminal makes of the theme. */
struct app_screen {
	bool colorless;
	const char *theme; /* what "auto" is now (static); NULL: not known */
};

struct app *app_new(const struct app_setup *setup);
void app_free(struct app *app);

/* One line of the command language, as `:` and the configuration take it
 * ("set width 66", "map H highlight").  False with err on a wrong one. */
bool app_command(struct app *app, const char *line, time_t now, struct effects *effects,
		 struct err *err);

/* A line that was typed in an earlier session after ':' or '/', for Up to bring back:
 * the newest is the last given. */
void app_remember(struct app *app, char prompt, const char *line);

/* Ends a search that idle time would go on with; false: there is no match. */
bool app_hurry(struct app *app);

void app_set_screen(struct app *app, struct app_screen screen);

/* What divides words from now on (borrowed until the next call), or NULL. */
/* Another text in place of the article, which was edited (borrowed; the old one must
 * still be there): the page, the focus, marks and jumps stay on their words.  Places
 * of notes are the caller's to find. */
void app_set_article(struct app *app, struct article *a);
/* A list of versions of one annotation, to bring one back (takes them). */
void app_show_versions(struct app *app, struct note *const *notes, size_t count);
/* Numbers of the article and of the reading (:stats); seconds that were spent before what
 * the application itself knows of: on the article, and today. */
void app_show_stats(struct app *app, size_t on_article, size_t today);
void app_set_hyphenator(struct app *app, struct hyphenator *h);

void app_update(struct app *app, const struct event *event, struct effects *effects);
void app_render(struct app *app, struct grid *grid); /* resizes the grid to the model's size */

/* Whether EVENT_IDLE would do anything now. */
bool app_busy(const struct app *app);
/* Milliseconds after which EVENT_TICK is wanted, from the last one or the last key on; 0: it
 * is not. */
int app_tick(const struct app *app);
/* Whether the end of the text is to be shown as it grows: its file is to be looked at
 * again and again. */
bool app_follows(const struct app *app);
/* Byte offset of the first line shown: the place to remember. */
size_t app_place(const struct app *app);
/* What else the history keeps. */
struct app_standing {
	struct span title; /* of the article's text */
	size_t words;      /* 0: not counted yet */
	int percent;       /* that was read, with what is shown */
	size_t seconds;    /* spent on the article since app_standing_kept() */
};
void app_standing(struct app *app, struct app_standing *standing);
void app_standing_kept(struct app *app);

#endif
