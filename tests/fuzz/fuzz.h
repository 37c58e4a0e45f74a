/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a fuzz target is: a function of any bytes, which must end, and end well.  libFuzzer
 * calls it, or driver.c where that is not built in.
 */
#ifndef LUTRIN_TESTS_FUZZ_H
#define LUTRIN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What has to be true of whatever comes. */
#define HOLDS(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, \
				#condition); \
			abort(); \
		} \
	} while (0)

/* Bytes taken from the front, which choose what is done with the rest. */
struct fuzz_bytes {
	const uint8_t *at;
	size_t left;
};

/* 0 where none are left. */
static inline unsigned fuzz_byte(struct fuzz_bytes *b)
{
	if (!b->left)
		return 0;
	b->left--;
	return *b->at++;
}

#endif
