/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question in the last row that is answered with yes or no.  Inside of the
 * application.
 */
#ifndef LUTRIN_APP_QUESTION_H
#define LUTRIN_APP_QUESTION_H

#include "app/model.h"

/* Asks when nothing else is going on: where the reader is in the middle of something
 * it is dropped, and whoever asked may ask again.  EFFECT_ANSWER comes with the number
 * `what` and with offset 1 for yes, 0 for no or Esc. */
void question_ask(struct app *app, const char *text, int what);
/* False: the key was no answer, and is to be obeyed. */
bool question_key(struct app *app, const struct event *event, struct effects *effects);

#endif
