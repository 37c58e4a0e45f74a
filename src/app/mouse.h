/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mouse on the page: what stands under a cell, clicks, drags and the wheel.  Inside of
 * the application.
 */
#ifndef LUTRIN_APP_MOUSE_H
#define LUTRIN_APP_MOUSE_H

#include "app/model.h"

void mouse_event(struct app *app, const struct event *event, struct effects *effects);

#endif
