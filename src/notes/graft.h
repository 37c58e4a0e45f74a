/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a JSON value and their ancestor made one, without knowing what
 * they mean.  What only one side added, changed or removed counts; where both
 * changed, objects and arrays are merged within, and of other values the preferred
 * side's stays.
 */
#ifndef LUTRIN_NOTES_GRAFT_H
#define LUTRIN_NOTES_GRAFT_H

#include <stdbool.h>

#include "notes/json.h"

/* Raw values; NULL: absent (`base`: or unknown).  The result is yours; NULL where
 * nothing stays. */
char *graft_values(const char *base, const char *ours, const char *theirs, bool prefer_ours);

/* The same for objects, into `out`. */
void graft_objects(const struct json_object *base, const struct json_object *ours,
		   const struct json_object *theirs, bool prefer_ours, struct json_object *out);

#endif
