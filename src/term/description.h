/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terminal descriptions (terminfo): which one to use and what it says that
 * curses keeps to itself.
 */
#ifndef LUTRIN_TERM_DESCRIPTION_H
#define LUTRIN_TERM_DESCRIPTION_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* The description to use for the terminal `fd`: $TERM, or its 24-bit sister
 * where COLORTERM promises such colours.  Yours to free; NULL with err where
 * $TERM is missing, unknown, or too simple to move a cursor. */
char *description_name(int fd, struct err *err);

/* ---- of the current screen */
/* Colours are 0xRRGGBB. */
bool description_direct(void);
/* The terminal reads ANSI's control sequences, so that private ones which it
 * does not know are passed over. */
bool description_ansi(void);
/* The terminal reports the mouse in the extended form, as far as is known; `tmux`: it is
 * one of tmux's windows, which do whatever their description says. */
bool description_mouse(bool tmux);
/* It answers questions, or passes them over in silence, and writes none of them on its
 * screen. */
bool description_answers(void);
/* Appends what takes the cursor to a row and a column, both from 0. */
void description_place(struct str *out, int row, int column);
/* Appends what clears the row from the cursor on. */
void description_clear_line(struct str *out);
/* Appends what keeps the terminal from showing a change before all of it has come
 * (synchronized output, private mode 2026) and from going on in the next row. */
void description_hold(struct str *out, bool on);
/* Appends what gives the terminal back: cursor, keypad, attributes, first screen. */
void description_farewell(struct str *out);

#endif
