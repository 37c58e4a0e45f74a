/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Grapheme clusters (UAX #29, by libunistring) and their width in cells.  The
 * running system's wcwidth() is the arbiter, as it is for what curses draws.
 * Works in any byte string; ill-formed parts are one cluster each.
 */
#ifndef LUTRIN_LAYOUT_GRAPHEME_H
#define LUTRIN_LAYOUT_GRAPHEME_H

#include <stddef.h>
#include <uchar.h>

/* Bytes of the cluster at `at` < `end`. */
size_t grapheme_length(const char *text, size_t at, size_t end);

/* Where the cluster before `at` > `start` begins. */
size_t grapheme_before(const char *text, size_t start, size_t at);

/* `at` moved back to the border of the cluster it is in. */
size_t grapheme_floor(const char *text, size_t start, size_t at, size_t end);

/* Cells that the cluster of `len` bytes takes on the screen: 1 at least; a
 * control counts as its sign (utf8_control_sign); a tab here is 1. */
int grapheme_width(const char *cluster, size_t len);

/* Cells of a string, the sum over its clusters. */
int grapheme_string_width(const char *text, size_t len);

/* Bytes of the longest start of text[0, len) that takes at most `cells`. */
size_t grapheme_fit(const char *text, size_t len, int cells);

#endif
