/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handing parts of the text to programs.  Inside of the application.
 */
#ifndef LUTRIN_APP_TOOLS_H
#define LUTRIN_APP_TOOLS_H

#include "app/model.h"

/* Looks the word after the one in the window up, or the one before, in its paragraph. */
void tools_define_next(struct app *app, bool forward, struct effects *effects);

#endif
