/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: the only part that includes curses.  Shows grids, turns what
 * comes from the keyboard, signals and descriptors into events, keeps the
 * terminal sane whatever happens.  Must not know of articles or notes.
 */
#ifndef LUTRIN_TERM_TERM_H
#define LUTRIN_TERM_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "app/event.h"
#include "app/grid.h"
#include "base/err.h"

struct term;

/* Takes the terminal over: alternate screen, raw keys, bracketed paste.  Keys
 * come from standard input, or from /dev/tty where that is no terminal.  An
 * unknown $TERM is an error that says so.  Needs setlocale() to have been called. */
struct term *term_open(struct err *err);
/* Gives it back as it was. */
void term_close(struct term *t);
/* The same at once, for a program that ends where it stands; nothing else may follow. */
void term_rescue(void);

void term_size(const struct term *t, int *rows, int *columns);
/* One of PAINT_THEMES or of `paints` (borrowed until the next call).  "auto" asks the
 * terminal for its ground, once the first screen is there.  False: no such theme. */
bool term_set_theme(struct term *t, const char *name, const struct paints *paints);
struct app_screen term_screen(const struct term *t);

/* Whether the mouse is reported: where the terminal is known to do it well, always, never. */
enum term_mouse { TERM_MOUSE_AUTO, TERM_MOUSE_ON, TERM_MOUSE_OFF };
void term_set_mouse(struct term *t, enum term_mouse mouse);

/* Shows the grid: only cells that differ are sent. */
void term_draw(struct term *t, const struct grid *g);
void term_redraw(struct term *t); /* the next draw sends all */

/* Waits up to `milliseconds` (-1: for ever) for the next event.  Also returns,
 * with EVENT_NONE, as soon as `fd` (-1: none) can be read or the theme has changed by
 * itself.  The event's text lives until the next call. */
void term_wait(struct term *t, int milliseconds, int fd, struct event *event);

/* Puts the terminal back for a while (an editor, suspension), then takes it
 * again; between the two the caller may run a program on it. */
void term_leave(struct term *t);
void term_enter(struct term *t);

/* Stops the whole process group as the shell's job control expects (SIGTSTP);
 * returns when it is continued. */
void term_suspend(struct term *t);

/* Sets the clipboard with OSC 52 (inside tmux and screen too).  False with err
 * for a text that terminals would drop. */
bool term_copy(struct term *t, const char *text, size_t len, struct err *err);
void term_bell(struct term *t);

/* The name and version of the library below: "ncurses 6.4.20221231". */
const char *term_library(void);

#endif
