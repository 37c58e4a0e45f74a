/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The selection and its motions.  Inside of the application.
 */
#ifndef LUTRIN_APP_SELECT_H
#define LUTRIN_APP_SELECT_H

#include "app/commands.h"
#include "app/model.h"

struct span selection_span(const struct app *app);
void selection_begin(struct app *app, struct span span, bool paragraphs);
void selection_leave(struct app *app);
void selection_move_to(struct app *app, size_t offset);
/* A motion of the reading commands, made by the selection's moving end; false
 * where it has no meaning there. */
bool selection_motion(struct app *app, enum command_id id, int count);

#endif
