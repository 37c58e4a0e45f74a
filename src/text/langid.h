/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which language a text is in, by libexttextcat.
 */
#ifndef LUTRIN_TEXT_LANGID_H
#define LUTRIN_TEXT_LANGID_H

#include <stddef.h>

/* The tag ("fr", "en") of the language of a text in UTF-8, of which some KiB are
 * looked at; NULL where it cannot be told.  Static. */
const char *langid_find(const char *text, size_t len);

#endif
