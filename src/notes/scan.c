/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is open around the current place is a string of the brackets themselves, so
 * depth costs a byte a level and no stack.  Offsets are bytes of the text being scanned.
 */
#include "notes/scan.h"

#include <string.h>

void scan_init(struct scan *s, const char *text, size_t len)
{
	*s = (struct scan){.text = text, .len = len};
	str_init(&s->open);
}

void scan_release(struct scan *s)
{
	str_release(&s->open);
}

size_t scan_line(const struct scan *s)
{
	size_t line = 1;

	for (size_t i = 0; i < s->at && i < s->len; i++)
		line += s->text[i] == '\n';
	return line;
}

static char peek(const struct scan *s)
{
	return s->at < s->len ? s->text[s->at] : '\0';
}

bool scan_take(struct scan *s, char c)
{
	if (s->at >= s->len || s->text[s->at] != c)
		return false;
	s->at++;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The loops of this and of strings keep the place to themselves: most of a sidecar's
 * bytes pass through them. */
void scan_space(struct scan *s)
{
	const char *text = s->text;
	size_t at = s->at, len = s->len;

	while (at < len && scan_is_space(text[at]))
		at++;
	s->at = at;
}

static bool scan_escape(struct scan *s)
{
	char c = peek(s);

	s->at++;
	if (c != 'u')
		return c && strchr("\"\\/bfnrt", c);
	for (int i = 0; i < 4; i++, s->at++)
		if (!is_hex(peek(s)))
			return false;
	return true;
}

/* Where a quote, a backslash or a control comes next. */
static size_t plain_end(const struct scan *s)
{
	const char *text = s->text;
	size_t at = s->at, len = s->len;

	while (at < len && text[at] != '"' && text[at] != '\\' && (unsigned char)text[at] >= 0x20)
		at++;
	return at;
}

bool scan_string(struct scan *s)
{
	if (!scan_take(s, '"'))
		return false;
	while ((s->at = plain_end(s)) < s->len) {
		char c = s->text[s->at++];

		if (c == '"')
			return true;
		if (c != '\\' || !scan_escape(s))
			return false;
	}
	return false;
}

static bool scan_digits(struct scan *s)
{
	if (!is_digit(peek(s)))
		return false;
	while (is_digit(peek(s)))
		s->at++;
	return true;
}

static bool scan_number(struct scan *s)
{
	scan_take(s, '-');
	if (!scan_take(s, '0') && !scan_digits(s))
		return false;
	if (scan_take(s, '.') && !scan_digits(s))
		return false;
	if (!scan_take(s, 'e') && !scan_take(s, 'E'))
		return true;
	if (!scan_take(s, '+'))
		scan_take(s, '-');
	return scan_digits(s);
}

static bool scan_word(struct scan *s, const char *word)
{
	size_t len = strlen(word);

	if (s->len - s->at < len || memcmp(s->text + s->at, word, len))
		return false;
	s->at += len;
	return true;
}

static bool scan_scalar(struct scan *s)
{
	switch (peek(s)) {
	case '"':
		return scan_string(s);
	case 't':
		return scan_word(s, "true");
	case 'f':
		return scan_word(s, "false");
	case 'n':
		return scan_word(s, "null");
	default:
		return scan_number(s);
	}
}

/* `"key" :` and the space before the value. */
static bool scan_name(struct scan *s)
{
	scan_space(s);
	if (!scan_string(s))
		return false;
	scan_space(s);
	if (!scan_take(s, ':'))
		return false;
	scan_space(s);
	return true;
}

/* Where a value begins: past a scalar or an empty container (*whole is set), or
 * into a container as far as its first value. */
static bool scan_into(struct scan *s, bool *whole)
{
	char c = peek(s);

	*whole = c != '{' && c != '[';
	if (*whole)
		return scan_scalar(s);
	s->at++;
	scan_space(s);
	*whole = scan_take(s, scan_closing(c));
	if (*whole)
		return true;
	str_addc(&s->open, c);
	return c == '[' || scan_name(s);
}

/* After a value inside containers: to the next value, or out of those that end
 * here, not beyond the depth where it all began. */
static bool scan_on(struct scan *s, size_t depth)
{
	while (s->open.len > depth) {
		char top = s->open.data[s->open.len - 1];

		scan_space(s);
		if (scan_take(s, ',')) {
			scan_space(s);
			return top == '[' || scan_name(s);
		}
		if (!scan_take(s, scan_closing(top)))
			return false;
		str_truncate(&s->open, s->open.len - 1);
	}
	return true;
}

/* One whole value, without the space around it. */
bool scan_value(struct scan *s)
{
	size_t depth = s->open.len;
	bool whole;

	do {
		if (!scan_into(s, &whole) || (whole && !scan_on(s, depth)))
			return false;
	} while (s->open.len > depth);
	return true;
}

/* ---- the entries of a container */

/* To the next value: past its name in an object. */
static enum scan_step step(struct scan *s, bool object, size_t *name, size_t *name_len)
{
	scan_space(s);
	if (object) {
		*name = s->at;
		if (!scan_string(s))
			return SCAN_WRONG;
		*name_len = s->at - *name;
		scan_space(s);
		if (!scan_take(s, ':'))
			return SCAN_WRONG;
		scan_space(s);
	}
	return SCAN_VALUE;
}

enum scan_step scan_enter(struct scan *s, char opening, size_t *name, size_t *name_len)
{
	if (!scan_take(s, opening))
		return SCAN_WRONG;
	scan_space(s);
	if (scan_take(s, scan_closing(opening)))
		return SCAN_END;
	return step(s, opening == '{', name, name_len);
}

enum scan_step scan_next(struct scan *s, char opening, size_t *name, size_t *name_len)
{
	scan_space(s);
	if (scan_take(s, ','))
		return step(s, opening == '{', name, name_len);
	return scan_take(s, scan_closing(opening)) ? SCAN_END : SCAN_WRONG;
}
