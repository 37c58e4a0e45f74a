/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of the page is dimmed, for a reader who wants one passage at a time.  Must not
 * know how dimmed text looks.  Inside of the application.
 */
#ifndef LUTRIN_APP_LIGHT_H
#define LUTRIN_APP_LIGHT_H

#include "app/model.h"

/* The bytes of text that are not dimmed: the paragraph or the sentence in focus, whole;
 * false: nothing is dimmed. */
bool light_span(const struct app *app, struct span *light);

#endif
