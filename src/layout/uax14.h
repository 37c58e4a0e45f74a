/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may break by the Unicode Line Breaking Algorithm (UAX #14, version
 * 15.0), numbers as its example 7 of tailoring has them, no dictionaries.  Knows
 * of no language and of no width.
 */
#ifndef LUTRIN_LAYOUT_UAX14_H
#define LUTRIN_LAYOUT_UAX14_H

#include <stddef.h>

/* Fills breaks[0, len): LINEBREAK_MAY before the first byte of a character where a
 * line may break there; LINEBREAK_MUST on each character that ends a line (on both
 * of CR LF), after which one begins; else LINEBREAK_NO.  Well-formed UTF-8 only. */
void uax14_find(const char *text, size_t len, char *breaks);

#endif
