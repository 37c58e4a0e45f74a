/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A string of bytes that grows.  `data` is not NULL after str_init() and
 * always ends with a NUL that `len` does not count; it may hold NULs.
 */
#ifndef LUTRIN_BASE_STR_H
#define LUTRIN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data;
	size_t len, cap;
};

void str_init(struct str *s);
void str_release(struct str *s);
void str_clear(struct str *s);
void str_add(struct str *s, const char *text); /* a C string */
void str_addn(struct str *s, const char *bytes, size_t len);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_insert(struct str *s, size_t at, const char *bytes, size_t len);
void str_remove(struct str *s, size_t at, size_t len);
void str_truncate(struct str *s, size_t len);
/* The bytes, now the caller's to free().  `s` is empty and owns nothing (its data
 * is NULL) until it is written to again. */
char *str_take(struct str *s);

#endif
