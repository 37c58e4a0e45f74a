/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What curses reads from the keyboard → the keys of app/event.h.
 */
#ifndef LUTRIN_TERM_KEYS_H
#define LUTRIN_TERM_KEYS_H

#include <stdint.h>
#include <wchar.h>

/* A character as get_wch() gives it. */
uint32_t keys_of_character(wint_t character);

/* A function key: its code, and the name that keyname() has for it.  0: none
 * that we know. */
uint32_t keys_of_code(int code, const char *name);

#endif
