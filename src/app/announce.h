/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telling in words what others see at a glance: where the focus has come to, what is
 * marked there, how much is selected.  Must not know how any of it is drawn.  Inside of
 * the application.
 */
#ifndef LUTRIN_APP_ANNOUNCE_H
#define LUTRIN_APP_ANNOUNCE_H

#include "app/model.h"

/* After an event, in the plain mode: says what is new since the last time, behind the
 * message that there may be.  `changed`: so are annotations. */
void announce(struct app *app, bool changed);

#endif
