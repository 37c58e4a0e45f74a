/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 that may be ill-formed.  Bytes that are no character read as U+FFFD,
 * one for each maximal ill-formed part (Unicode 15, §3.9, table 3-8), so every
 * byte string is a string of code points.  Knows nothing of articles.
 */
#ifndef LUTRIN_BASE_UTF8_H
#define LUTRIN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#define UTF8_MAX 4
#define UTF8_REPLACEMENT 0xFFFDu

/* Jansson's archive has a function of this name. */
#define utf8_encode lutrin_utf8_encode

/* Decodes the code point at `s`, of which `len` > 0 bytes are there.  Returns
 * the bytes it takes (1 to 4). */
size_t utf8_decode(const char *s, size_t len, char32_t *cp);

/* The same for the code point that ends just before `s + at`, at > 0. */
size_t utf8_decode_before(const char *s, size_t at, char32_t *cp);

/* Writes `cp` (a surrogate or beyond U+10FFFF: U+FFFD) without a NUL.  Returns
 * the bytes written. */
size_t utf8_encode(char32_t cp, char out[UTF8_MAX]);

/* Whether all of the bytes are well-formed, at some gigabytes a second … */
bool utf8_valid(const char *s, size_t len);
/* … and how many code points they then hold: *count is meant only when it is true. */
bool utf8_count_valid(const char *s, size_t len, size_t *count);

/* How many code points the bytes hold, ill-formed parts counted as above. */
size_t utf8_count(const char *s, size_t len);

/* What would act on a terminal instead of showing on it: C0 and C1 controls,
 * DEL, bidirectional embeddings, overrides and isolates, the deprecated format
 * characters behind them (U+206A … U+206F), line and paragraph separators, interlinear
 * annotation, tag characters.  Every door to a terminal asks this.  (LRM, RLM,
 * ALM, zero-width spaces and joiners are no controls here; they have no width.) */
bool utf8_is_control(char32_t cp);

/* A visible sign for a control, as UTF-8: "␛" for ESC, "␡" for DEL, "�" for the
 * rest.  One cell wide.  Static. */
const char *utf8_control_sign(char32_t cp);

#endif
