/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a JSON object and their ancestor made one, without knowing what
 * they mean.  What only one side added, changed or removed counts; where both
 * changed, objects and arrays are merged within, and of other values the preferred
 * side's stays.
 */
#ifndef LUTRIN_NOTES_GRAFT_H
#define LUTRIN_NOTES_GRAFT_H

#include <stdbool.h>

#include "notes/json.h"

/* Into `out`; `base` is NULL where it is not known. */
void graft_objects(const struct json_object *base, const struct json_object *ours,
		   const struct json_object *theirs, bool prefer_ours, struct json_object *out);

#endif
