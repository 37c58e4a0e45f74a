/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loops over bytes that are compiled twice, for what the processor has: a BODY, which a
 * WIDE function and a NARROW one consist of, and who calls either by IS_WIDE.  What
 * compilers turn a loop or a vector type of theirs into is then twice as wide.
 *
 * glibc knows what there is.  The instruction that asks the processor itself is a slow one
 * in a virtual machine, and the compiler's own way (target_clones) runs it a dozen times
 * before main().
 */
#ifndef LUTRIN_BASE_WIDE_H
#define LUTRIN_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#if defined __GNUC__ && !defined __clang__
#define NARROW __attribute__((optimize("O3"))) /* clang makes vectors without being told */
#else
#define NARROW
#endif

#if defined __x86_64__ && defined __GNUC__ && !defined __clang__
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define IS_WIDE CPU_FEATURE_ACTIVE(AVX2)
#else
#define IS_WIDE __builtin_cpu_supports("avx2")
#endif
#define WIDE __attribute__((target("avx2"), optimize("O3")))
#else
#define IS_WIDE false
#define WIDE
#endif
#define BODY static inline __attribute__((always_inline))

/* What holds, as a byte of such a loop. */
#define MASK(condition) ((uint8_t)((condition) ? 0xFF : 0))

#endif
