/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growing arrays: `VEC(struct span) hits = {0};`.  Items are plain values; what
 * they own is released by whoever owns the array.
 */
#ifndef LUTRIN_BASE_VEC_H
#define LUTRIN_BASE_VEC_H

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define VEC(type) \
	struct { \
		type *items; \
		size_t len, cap; \
	}

#define vec_reserve(v, n) \
	((n) <= (v)->cap \
		 ? (void)0 \
		 : (void)((v)->cap = (n) > 2 * (v)->cap ? (n) : 2 * (v)->cap, \
			  (v)->items = mem_resize((v)->items, (v)->cap, sizeof *(v)->items)))

#define vec_push(v, item) (vec_reserve(v, (v)->len + 1), (void)((v)->items[(v)->len++] = (item)))

#define vec_insert(v, at, item) \
	(vec_reserve(v, (v)->len + 1), \
	 memmove((v)->items + (at) + 1, (v)->items + (at), \
		 ((v)->len++ - (at)) * sizeof *(v)->items), \
	 (void)((v)->items[at] = (item)))

#define vec_remove(v, at) \
	((void)memmove((v)->items + (at), (v)->items + (at) + 1, \
		       (--(v)->len - (at)) * sizeof *(v)->items))

#define vec_release(v) (free((v)->items), (void)((v)->items = NULL, (v)->len = (v)->cap = 0))

#endif
