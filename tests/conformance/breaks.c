/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs the Unicode Character Database's own tests of line, grapheme and word breaks
 * (the package unicode-data has them) over the functions that lutrin uses, without
 * the French tailoring:
 *
 *     breaks FOLDER
 *
 * A line of the test files is code points in hexadecimal with ÷ or × around them,
 * for a break or none.  All lines must pass; docs/UNICODE would list what does not.
 */
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniwbrk.h>

#include "base/utf8.h"
#include "layout/grapheme.h"
#include "layout/linebreak.h"

#define LINE_MAX_BYTES 8192
#define TEXT_MAX 1024

struct sample {
	char text[TEXT_MAX];
	bool wanted[TEXT_MAX + 1]; /* a break before the byte */
	size_t len;
};

/* Fills breaks[1, len): whether one stands before the byte. */
typedef void breaker(const char *text, size_t len, bool *breaks);

static bool parse(char *line, struct sample *s)
{
	char *hash = strchr(line, '#');

	if (hash)
		*hash = '\0';
	memset(s, 0, sizeof *s);
	for (char *word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
		if (!strcmp(word, "÷"))
			s->wanted[s->len] = true;
		else if (strcmp(word, "×") != 0)
			s->len += utf8_encode((char32_t)strtoul(word, NULL, 16), s->text + s->len);
	}
	return s->len > 0;
}

static bool passes(breaker *find, const struct sample *s)
{
	bool breaks[TEXT_MAX + 1] = {0};

	find(s->text, s->len, breaks);
	for (size_t at = 1; at < s->len; at++)
		if (breaks[at] != s->wanted[at])
			return false;
	return true;
}

static void find_lines(const char *text, size_t len, bool *breaks)
{
	char found[TEXT_MAX];

	linebreak_find(text, len, false, found);
	for (size_t at = 1; at < len; at++) {
		size_t before = at - 1;

		if (((unsigned char)text[at] & 0xC0) == 0x80)
			continue;
		while (((unsigned char)text[before] & 0xC0) == 0x80)
			before--;
		/* A line ends behind what ends it. */
		breaks[at] =
			found[at] == LINEBREAK_MAY || (found[before] == LINEBREAK_MUST &&
						       !(text[before] == '\r' && text[at] == '\n'));
		if (found[at] == LINEBREAK_MUST && found[before] != LINEBREAK_MUST)
			breaks[at] = false;
	}
}

static void find_graphemes(const char *text, size_t len, bool *breaks)
{
	for (size_t at = 0; at < len;) {
		at += grapheme_length(text, at, len);
		breaks[at] = true;
	}
}

/* Words are libunistring's; text/words.c makes the reader's of them. */
static void find_words(const char *text, size_t len, bool *breaks)
{
	char found[TEXT_MAX];

	u8_wordbreaks((const uint8_t *)text, len, found);
	for (size_t at = 0; at < len; at++)
		breaks[at] = found[at];
}

/* Prints a TAP line; what does not pass is shown as the file has it. */
static void run(const char *folder, const char *name, int number, breaker *find)
{
	char path[1024], line[LINE_MAX_BYTES], copy[LINE_MAX_BYTES];
	size_t passed = 0, all = 0;
	struct sample s;
	FILE *file;

	snprintf(path, sizeof path, "%s/auxiliary/%s", folder, name);
	file = fopen(path, "r");
	if (!file) {
		printf("ok %d - %s # SKIP no %s\n", number, name, path);
		return;
	}
	while (fgets(line, sizeof line, file)) {
		strcpy(copy, line);
		if (!parse(line, &s))
			continue;
		all++;
		if (passes(find, &s))
			passed++;
		else
			printf("# %s", copy);
	}
	fclose(file);
	printf("%s %d - %s: %zu of %zu lines\n", all && passed == all ? "ok" : "not ok", number,
	       name, passed, all);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : UNICODE_DATA;

	setlocale(LC_ALL, "C.UTF-8");
	puts("1..3");
	run(folder, "LineBreakTest.txt", 1, find_lines);
	run(folder, "GraphemeBreakTest.txt", 2, find_graphemes);
	run(folder, "WordBreakTest.txt", 3, find_words);
	return 0;
}
