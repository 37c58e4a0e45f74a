/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The door to a terminal.  Whatever a text, a name or a message holds, what comes out
 * here acts on no terminal: the grid of the reader takes its graphemes from
 * shown_cluster(), and what the commands write to a terminal goes through shown_add().
 * Knows neither screen nor files.
 */
#ifndef LUTRIN_LAYOUT_SHOWN_H
#define LUTRIN_LAYOUT_SHOWN_H

#include <stddef.h>

#include "base/str.h"

/* What is drawn of a grapheme cluster: grapheme_sign() where that has one, else its
 * characters, composed where that makes it shorter; a black flag without the tags behind
 * it, which few terminals know and part of which would make another flag.  No control and
 * nothing ill-formed is ever in it.  Writes whole code points and a NUL, at most `size` > 0
 * bytes; returns their count without the NUL. */
size_t shown_cluster(const char *cluster, size_t len, char *out, size_t size);

/* Adds text of any length as a terminal may be sent it: line feeds and tabs stay, all
 * else as above; what has no form (grapheme_width() of 0) is left out. */
void shown_add(struct str *out, const char *text, size_t len);

#endif
