/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a setting may be, in words: for the manual and for the sample of a configuration.
 */
#ifndef LUTRIN_DOCS_VALUES_H
#define LUTRIN_DOCS_VALUES_H

#include <stddef.h>

/* "10 to 1000; at first 72", without a full stop; yours. */
char *values_of(size_t setting);

#endif
