/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that leaves for the clipboard.  Inside of the application.
 */
#ifndef LUTRIN_APP_COPY_H
#define LUTRIN_APP_COPY_H

#include "app/model.h"

/* Copies the text and tells how many words are in `words`, which is the same string, or
 * the part of it that is cited. */
void copy_text(struct app *app, const char *text, const char *words, struct effects *effects);

#endif
