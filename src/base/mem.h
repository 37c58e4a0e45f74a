/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is there or the program is not: each function aborts when memory
 * is out (the terminal's SIGABRT handler puts the screen right first), so no
 * caller checks.  What they return belongs to the caller, who calls free().
 */
#ifndef LUTRIN_BASE_MEM_H
#define LUTRIN_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
void *mem_resize(void *old, size_t count, size_t size);
char *mem_strdup(const char *s);              /* NULL gives NULL */
char *mem_strndup(const char *s, size_t len); /* exactly len bytes, and a NUL */

#endif
