/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that leaves for the clipboard.  Inside of the application.
 */
#ifndef LUTRIN_APP_COPY_H
#define LUTRIN_APP_COPY_H

#include "app/model.h"

/* Copies text[0, len) and tells how many words it has. */
void copy_text(struct app *app, const char *text, size_t len, struct effects *effects);

#endif
