/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is there or the program is not: each function ends it when memory is out,
 * so no caller checks.  Some is set aside for that: what fails first gives it back and
 * goes on, and whoever has something to save sees that memory is low and leaves in time.
 * What they return belongs to the caller, who calls free().
 */
#ifndef LUTRIN_BASE_MEM_H
#define LUTRIN_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

#define MEM_IS_THERE __attribute__((returns_nonnull))

void *mem_alloc(size_t size) MEM_IS_THERE;
void *mem_zalloc(size_t size) MEM_IS_THERE;
void *mem_resize(void *old, size_t count, size_t size) MEM_IS_THERE;
char *mem_strdup(const char *s);                           /* NULL gives NULL */
char *mem_strndup(const char *s, size_t len) MEM_IS_THERE; /* exactly len bytes, and a NUL */

/* A large block is going to be filled: has it ready at once, as what the system gives page
 * by page, when each is touched, takes several times as long. */
void mem_ready(void *p, size_t size);
/* The same for many bytes that are soon asked for in small pieces, where malloc() is glibc's.
 * At most 16 MiB, as the guess may be wrong: what is not asked for then stays with the
 * program. */
void mem_expect(size_t size);

/* Sets the reserve aside.  `last` is called when that is used up, too: it tells what
 * happened and ends the program, and may not ask for memory.  Where it returns, and where
 * there is none, the program aborts. */
void mem_reserve(void (*last)(void));

/* Whether the reserve was needed: it is time to save and to leave. */
bool mem_is_low(void);

/* For who asks another library for memory and gets none: returns when there is some more,
 * so that it can be asked again; else the program ends. */
void mem_yield(void);

#endif
