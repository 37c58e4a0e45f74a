/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks: places with a letter.  Inside of the application.
 */
#ifndef LUTRIN_APP_MARKS_H
#define LUTRIN_APP_MARKS_H

#include "app/model.h"

/* From the text of EFFECT_MARKS (NULL: none); what is beyond the text is left out. */
void marks_read(struct app *app, const char *text);
/* All of them, to be kept. */
void marks_hand_out(struct app *app, struct effects *effects);
/* The letter of mark `index`, from 0 to 51. */
char mark_letter(int index);

#endif
