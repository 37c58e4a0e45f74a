/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Grapheme clusters (UAX #29, properties by libunistring) and their width in
 * cells.  Terminals differ, so a cluster gets as many cells as any of them may
 * need: the running system's wcwidth(), by which curses draws, or libunistring's
 * width, whichever is larger (docs/UNICODE).  Works in any byte string; ill-formed parts and
 * controls are one cluster each, and no cluster is longer than GRAPHEME_MAX code points, so that a
 * heap of a million combining marks is an article like any other.
 */
#ifndef LUTRIN_LAYOUT_GRAPHEME_H
#define LUTRIN_LAYOUT_GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#define GRAPHEME_MAX 32 /* cf. the 30 non-starters of UAX #15's stream-safe format */

/* Bytes of the cluster that begins at `at` < `end`. */
size_t grapheme_length(const char *text, size_t at, size_t end);

/* Where the cluster before `at` > `start` begins; `start` is a border. */
size_t grapheme_before(const char *text, size_t start, size_t at);

/* `at` moved back to the border of the cluster it is in; `start` is a border. */
size_t grapheme_floor(const char *text, size_t start, size_t at, size_t end);

/* Cells that the cluster of `len` bytes takes on the screen: those of its code
 * points, together, and one more for a narrow sign with U+FE0F; 1 at least, for
 * what shows as a sign too; but 0 where it holds only what has no form of its own (soft hyphen,
 * zero-width space and joiners, direction marks, variation selectors).  A tab here is 1. */
int grapheme_width(const char *cluster, size_t len);

/* What is drawn instead of a cluster that cannot be drawn as it is, one cell wide
 * (utf8_control_sign() of a control; "�" for what is ill-formed or unknown to the
 * system; "◌" for marks that sit on nothing); NULL where it can.  Static. */
const char *grapheme_sign(const char *cluster, size_t len);

/* What is drawn for one code point of a cluster: itself, or U+FFFD for what takes a
 * cell here and none on other terminals, where it would be drawn upon the neighbour
 * (the Arabic number sign and its like). */
char32_t grapheme_character(char32_t cp);

/* Whether the cluster is white space and nothing else. */
bool grapheme_is_white(const char *cluster, size_t len);

/* Cells of a string, the sum over its clusters. */
int grapheme_string_width(const char *text, size_t len);

/* Bytes of the longest start of text[0, len) that takes at most `cells`. */
size_t grapheme_fit(const char *text, size_t len, int cells);

#endif
