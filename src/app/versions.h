/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Earlier versions of an annotation, or the annotations that were deleted, to be chosen
 * from a list and brought back.  Inside of the application.
 */
#ifndef LUTRIN_APP_VERSIONS_H
#define LUTRIN_APP_VERSIONS_H

#include "app/model.h"

/* Forgets those that were listed. */
void versions_release(struct app *app);

#endif
