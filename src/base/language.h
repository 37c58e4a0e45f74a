/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's language: gettext's words, and setting up the locale so that both
 * UTF-8 and the interface language work even where the system lacks the locale
 * that LANG names.
 */
#ifndef LUTRIN_BASE_LANGUAGE_H
#define LUTRIN_BASE_LANGUAGE_H

#include <stdbool.h>

#ifdef ENABLE_NLS
#include <libintl.h>
#define _(text) gettext(text)
#else
#define _(text) (text)
#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))
#endif
#define N_(text) text

/* Calls setlocale() and binds the message catalogue, found beside the program
 * (../share/locale) or in LOCALEDIR.  Where the locale named by LC_ALL, LC_CTYPE
 * or LANG is missing, C.UTF-8 stands in and LANGUAGE carries the language on. */
void language_init(void);

/* Whether what was answered means yes: it begins with "y", or with the letter that
 * the reader's language says it with. */
bool language_is_yes(const char *answer);

#endif
