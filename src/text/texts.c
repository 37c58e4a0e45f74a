/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By the name what other programs leave beside articles is known, by the beginning what is
 * no text.
 */
#include "text/texts.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BEGINNING ((size_t)8192) /* bytes that tell whether a file is a text */

static bool ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len > n && !strcmp(name + len - n, end);
}

const char *const texts_by_products[] = {".ann.json", "~",    ".bak", ".old",  ".orig", ".rej",
					 ".swp",      ".swo", ".tmp", ".part", NULL};

bool texts_is_by_product(const char *name)
{
	if (name[0] == '.' || (name[0] == '#' && ends_with(name, "#")))
		return true;
	for (size_t i = 0; texts_by_products[i]; i++)
		if (ends_with(name, texts_by_products[i]))
			return true;
	return ends_with(name, ".json") && (strstr(name, ".ann.") || strstr(name, ".ann ("));
}

/* A NUL near the start, but for UTF-16 and UTF-32, which begin with their mark. */
bool texts_is_binary(const char *bytes, size_t len)
{
	if (len >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2)))
		return false;
	return len && memchr(bytes, '\0', len < BEGINNING ? len : BEGINNING);
}

bool texts_is_binary_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char bytes[BEGINNING];
	ssize_t n;

	/* What cannot be read is for the opening to tell. */
	if (fd < 0)
		return false;
	n = read(fd, bytes, sizeof bytes);
	close(fd);
	return n > 0 && texts_is_binary(bytes, (size_t)n);
}
