/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the reader is: the focus, and going elsewhere.  Inside of the application.
 */
#ifndef LUTRIN_APP_MOVE_H
#define LUTRIN_APP_MOVE_H

#include "app/model.h"

void focus_set(struct app *app, enum focus_kind kind, struct span span);
void focus_set_note(struct app *app, const struct note *note);
void focus_release(struct focus *focus);
struct focus focus_copy(const struct focus *focus);
bool focus_paragraph(const struct app *app, struct span *paragraph);
/* Where the reader's eye is: the moving end of a selection, else the focus. */
size_t focus_offset(const struct app *app);
/* Shows the end of the text. */
void go_to_end(struct app *app);
void go_to_offset(struct app *app, size_t offset); /* shows it at the top */
void jump_push(struct app *app);                   /* remembers this place before leaving it */
/* Whether a paragraph is dimmed and passed over. */
bool is_furniture(const struct app *app, struct span paragraph);
void go_to(struct app *app, enum focus_kind kind, struct span span);
void go_to_note(struct app *app, const struct note *note); /* an orphan: nowhere */
void go_to_heading(struct app *app, struct span heading);  /* it will be at the top */
/* The next paragraph (direction 1) or the one before (-1) of those to be seen. */
bool step_paragraph(const struct app *app, struct span *p, int direction);
/* The sentence after the one that holds sentence->start, or the one before, in
 * whatever paragraph; false at the ends. */
bool sentence_after(const struct app *app, struct span *sentence);
bool sentence_before(const struct app *app, struct span *sentence);
/* The first word that starts after `offset`, or the last that starts before, in whatever
 * paragraph; false at the ends. */
bool word_next(const struct app *app, size_t offset, bool forward, struct span *word);
#endif
