/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens for the manual, from those that the tests compare with (tests/screen/NAME.golden):
 * "-- title" before each, then rows "12|text", in which {style:text} is text.
 */
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 4096 /* bytes of a row */

/* The screens in the language that the environment asks for, else the English ones. */
static FILE *open_screens(const char *folder, const char *name)
{
	const char *language = getenv("LANGUAGE");
	char path[LONGEST];
	FILE *file = NULL;

	if (language && *language) {
		snprintf(path, sizeof path, "%s/%s.%s.golden", folder, name, language);
		file = fopen(path, "r");
	}
	if (!file) {
		snprintf(path, sizeof path, "%s/%s.golden", folder, name);
		file = fopen(path, "r");
	}
	return file;
}

/* One character of a row, so that roff takes it for no request and no escape. */
static void put(char c)
{
	if (c == '\\')
		fputs("\\e", stdout);
	else if (c == '-')
		fputs("\\-", stdout);
	else
		putchar(c);
}

static void put_row(const char *row)
{
	fputs("\\&", stdout);
	while (*row && *row != '\n') {
		const char *text = *row == '{' ? strchr(row, ':') : NULL;
		const char *end = text ? strchr(text, '}') : NULL;

		if (!end) {
			put(*row++);
			continue;
		}
		while (++text < end)
			put(*text);
		row = end + 1;
	}
	putchar('\n');
}

bool manual_screen(const char *folder, const char *name, int number)
{
	FILE *file = open_screens(folder, name);
	char line[LONGEST];
	int screen = 0, rows = 0;

	while (file && fgets(line, sizeof line, file)) {
		const char *row = strchr(line, '|');

		if (!strncmp(line, "-- ", 3)) {
			screen++;
		} else if (screen == number && row &&
			   strspn(line, " 0123456789") == (size_t)(row - line)) {
			put_row(row + 1);
			rows++;
		}
	}
	if (file)
		fclose(file);
	return rows > 0;
}
