/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reserve is a block that nobody touches, so it costs addresses and no memory until it
 * is given back.  It is one of the few globals: whoever finds that memory is out knows
 * nothing of who could tell him what to do.
 */
#include "base/mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define RESERVE ((size_t)4 << 20)
#define EXPECTED ((size_t)16 << 20) /* at most; beyond twice that malloc() learns nothing */

static struct {
	_Atomic(void *) reserve;
	atomic_bool low;
	void (*last)(void);
} state;

void mem_reserve(void (*last)(void))
{
	state.last = last;
	atomic_store(&state.reserve, malloc(RESERVE));
}

bool mem_is_low(void)
{
	return atomic_load(&state.low);
}

void mem_yield(void)
{
	void *reserve = atomic_exchange(&state.reserve, NULL);

	if (!reserve) {
		if (state.last)
			state.last();
		abort();
	}
	free(reserve);
	atomic_store(&state.low, true);
}

void *mem_alloc(size_t size)
{
	void *p;

	while (!(p = malloc(size ? size : 1)))
		mem_yield();
	return p;
}

#ifdef MADV_POPULATE_WRITE
void mem_ready(void *p, size_t size)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = ((uintptr_t)p + page - 1) & ~(page - 1);
	uintptr_t end = ((uintptr_t)p + size) & ~(page - 1);

	if (end <= start)
		return;
	/* Of huge pages there are a few to clear, not thousands. */
	madvise((void *)start, end - start, MADV_HUGEPAGE);
	madvise((void *)start, end - start, MADV_POPULATE_WRITE);
}
#else
void mem_ready(void *p, size_t size)
{
	(void)p, (void)size;
}
#endif

#ifdef __GLIBC__
void mem_expect(size_t size)
{
	void *volatile lesson; /* which no compiler may leave out */
	void *p;

	if (size > EXPECTED)
		size = EXPECTED;
	lesson = malloc(size);
	/* What was a mapping of its own and is given back teaches malloc() to make the next of
	 * its size part of the heap, and to keep it there when it is free (mallopt(3)). */
	free(lesson);
	p = malloc(size);
	if (p)
		mem_ready(p, size);
	free(p);
}
#else
void mem_expect(size_t size)
{
	(void)size;
}
#endif

void *mem_zalloc(size_t size)
{
	void *p = mem_alloc(size);

	memset(p, 0, size);
	return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	void *p;

	if (size && count > SIZE_MAX / size)
		abort();
	while (!(p = realloc(old, count * size > 0 ? count * size : 1)))
		mem_yield();
	return p;
}

char *mem_strndup(const char *s, size_t len)
{
	char *copy = mem_alloc(len + 1);

	if (len)
		memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *mem_strdup(const char *s)
{
	return s ? mem_strndup(s, strlen(s)) : NULL;
}
