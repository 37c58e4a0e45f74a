/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file is read whole and its lines are views of it: of ten thousand only those that
 * somebody asks about are looked at.
 */
#include "session/places.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

#define FILE_MOST ((size_t)32 << 20)

static const char *const members[] = {"title", "words", "percent", "notes", "seconds"};

/* ---- the file */
static void cut_lines(struct places *p)
{
	const char *at = p->file.data, *end = p->file.data + p->file.len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct places_word line = {at, (size_t)((stop ? stop : end) - at)};

		if (line.len > 0)
			vec_push(&p->lines, line);
		at = stop ? stop + 1 : end;
	}
}

bool places_read(const char *path, struct places *p, struct err *err)
{
	*p = (struct places){0};
	str_init(&p->file);
	if (!files_read(path, FILE_MOST, &p->file, err) && errno != ENOENT)
		return false;
	cut_lines(p);
	return true;
}

void places_release(struct places *p)
{
	vec_release(&p->lines);
	str_release(&p->file);
}

/* ---- a line */
/* The word at `*at` in the line that ends at `end`; moves `*at` behind it. */
static struct places_word next_word(const char **at, const char *end)
{
	const char *start = *at, *stop = memchr(start, ' ', (size_t)(end - start));

	if (!stop)
		stop = end;
	*at = stop < end ? stop + 1 : end;
	return (struct places_word){start, (size_t)(stop - start)};
}

static bool number(struct places_word digits, size_t *value)
{
	*value = 0;
	for (size_t i = 0; i < digits.len; i++) {
		size_t digit = (size_t)(digits.text[i] - '0');

		if (digit > 9 || *value > (SIZE_MAX - digit) / 10)
			return false;
		*value = *value * 10 + digit;
	}
	return digits.len > 0;
}

static bool is_member(struct places_word word)
{
	return memchr(word.text, '=', word.len) != NULL;
}

bool places_parse(struct places_word line, struct places_line *p)
{
	const char *at = line.text, *end = line.text + line.len;
	struct places_word rest;

	*p = (struct places_line){0};
	p->content = next_word(&at, end);
	if (!number(next_word(&at, end), &p->size) || !number(next_word(&at, end), &p->offset))
		return false;
	p->date = next_word(&at, end);
	p->path = next_word(&at, end);
	p->members = rest = (struct places_word){at, (size_t)(end - at)};
	p->encoding = next_word(&at, end);
	if (is_member(p->encoding))
		p->encoding = (struct places_word){end, 0};
	else
		p->members = rest = (struct places_word){at, (size_t)(end - at)};
	for (at = rest.text; at < end;)
		if (!is_member(next_word(&at, end)))
			return false;
	return p->path.len > 0;
}

bool places_is(struct places_word word, const char *text)
{
	return word.len == strlen(text) && !memcmp(word.text, text, word.len);
}

struct places_word places_member(const struct places_line *line, const char *name)
{
	const char *at = line->members.text, *end = at + line->members.len;
	size_t len = strlen(name);

	while (at < end) {
		struct places_word word = next_word(&at, end);

		if (word.len > len && word.text[len] == '=' && !memcmp(word.text, name, len))
			return (struct places_word){word.text + len + 1, word.len - len - 1};
	}
	return (struct places_word){end, 0};
}

size_t places_number(const struct places_line *line, const char *name)
{
	size_t value;

	return number(places_member(line, name), &value) ? value : 0;
}

static bool is_own(struct places_word word)
{
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		size_t len = strlen(members[i]);

		if (word.len > len && word.text[len] == '=' && !memcmp(word.text, members[i], len))
			return true;
	}
	return false;
}

void places_add_others(const struct places_line *line, struct str *out)
{
	const char *at = line->members.text, *end = at + line->members.len;

	while (at < end) {
		struct places_word word = next_word(&at, end);

		if (!is_own(word)) {
			str_addc(out, ' ');
			str_addn(out, word.text, word.len);
		}
	}
}

/* ---- paths and titles */
char *places_encode(const char *text, bool ascii)
{
	struct str s;

	str_init(&s);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c > ' ' && c != '%' && c != 0x7F && (c < 0x80 || !ascii))
			str_addc(&s, *text);
		else
			str_addf(&s, "%%%02X", c);
	}
	return str_take(&s);
}

static int hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : toupper((unsigned char)c) - 'A' + 10;
}

char *places_decode(struct places_word word)
{
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < word.len; i++) {
		const char *c = word.text + i;

		if (*c == '%' && i + 2 < word.len && isxdigit((unsigned char)c[1]) &&
		    isxdigit((unsigned char)c[2])) {
			str_addc(&s, (char)(hex(c[1]) * 16 + hex(c[2])));
			i += 2;
		} else {
			str_addc(&s, *c);
		}
	}
	return str_take(&s);
}
