/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shelf's part in idle time.  Inside of the application.
 */
#ifndef LUTRIN_APP_LIST_SHELF_H
#define LUTRIN_APP_LIST_SHELF_H

#include "app/model.h"

/* Whether an entry should be looked at; a step asks for one. */
bool shelf_busy(const struct app *app);
void shelf_step(struct app *app, struct effects *effects);

/* The window has another size. */
void shelf_resized(struct app *app);

#endif
