/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must stand in all that a regular expression matches, found without
 * understanding much of it.  Must not know of PCRE2 or of texts.
 */
#ifndef LUTRIN_SEARCH_LITERAL_H
#define LUTRIN_SEARCH_LITERAL_H

/* The longest string of letters and digits (Latin ones) that every match of the pattern
 * holds, in one case or another; "" where none can be told.  Yours to free. */
char *literal_of(const char *pattern);

#endif
