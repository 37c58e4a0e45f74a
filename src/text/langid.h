/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which language a text is in, by libexttextcat and its fingerprints, which are
 * loaded with the first question.  Must not know what the answer is for.
 */
#ifndef LUTRIN_TEXT_LANGID_H
#define LUTRIN_TEXT_LANGID_H

#include <stdbool.h>
#include <stddef.h>

/* The tag ("fr", "en") of the language of a text in UTF-8, of which parts from all
 * over are looked at; NULL where it is too short, in no language that is known, or in
 * several alike.  Static. */
const char *langid_find(const char *text, size_t len);

/* The library's name and whether it can be loaded, for --version. */
const char *langid_library(bool *there);

#endif
