/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void reserve(struct str *s, size_t len)
{
	if (len + 1 <= s->cap)
		return;
	s->cap = len + 1 > 2 * s->cap ? len + 1 : 2 * s->cap;
	s->data = mem_resize(s->data, s->cap, 1);
}

void str_init(struct str *s)
{
	*s = (struct str){0};
	reserve(s, 15);
	s->data[0] = '\0';
}

void str_release(struct str *s)
{
	free(s->data);
	*s = (struct str){0};
}

void str_clear(struct str *s)
{
	str_truncate(s, 0);
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addn(struct str *s, const char *bytes, size_t len)
{
	reserve(s, s->len + len);
	if (len)
		memcpy(s->data + s->len, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);
	reserve(s, s->len + (size_t)len);
	va_start(args, format);
	vsnprintf(s->data + s->len, (size_t)len + 1, format, args);
	va_end(args);
	s->len += (size_t)len;
}

void str_insert(struct str *s, size_t at, const char *bytes, size_t len)
{
	assert(at <= s->len);
	reserve(s, s->len + len);
	if (!s->len)
		s->data[0] = '\0';
	memmove(s->data + at + len, s->data + at, s->len - at + 1);
	if (len)
		memcpy(s->data + at, bytes, len);
	s->len += len;
}

void str_remove(struct str *s, size_t at, size_t len)
{
	assert(at + len <= s->len);
	memmove(s->data + at, s->data + at + len, s->len - at - len + 1);
	s->len -= len;
}

void str_truncate(struct str *s, size_t len)
{
	assert(len <= s->len);
	reserve(s, len);
	s->len = len;
	s->data[len] = '\0';
}

char *str_take(struct str *s)
{
	char *data;

	if (!s->data)
		str_init(s);
	data = s->data;
	*s = (struct str){0};
	return data;
}
