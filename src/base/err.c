/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/utf8.h"

/* A message may quote a file name or a sidecar: nothing in it may act on a
 * terminal, and a character cut at the end goes whole. */
static void clean(char *text)
{
	size_t len = strlen(text), at = 0, to = 0;

	while (at < len) {
		char32_t cp;
		size_t n = utf8_decode(text + at, len - at, &cp);

		if (utf8_is_control(cp) || cp == UTF8_REPLACEMENT)
			text[to++] = '?';
		else
			for (size_t i = 0; i < n; i++)
				text[to++] = text[at + i];
		at += n;
	}
	text[to] = '\0';
}

void err_write(struct err *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return;
	va_start(args, format);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	vsnprintf(err->text, sizeof err->text, _(format), args);
#pragma GCC diagnostic pop
	va_end(args);
	clean(err->text);
}

void err_write_system(struct err *err, const char *what)
{
	int saved = errno;

	if (err)
		err_write(err, "%s: %s", what, strerror(saved));
	errno = saved;
}
