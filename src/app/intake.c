/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A character, a colour or a line end at a time is taken from the front of the bytes
 * that wait; one that may be cut at their end stays until more come.
 */
#include "app/intake.h"

#include <string.h>

#include "base/utf8.h"

#define TAB 8
#define NUL_SIGN 0x2400
#define COLOUR_MOST 64 /* bytes of one; what goes on is none */

void intake_init(struct intake *in)
{
	*in = (struct intake){0};
	str_init(&in->text);
	str_init(&in->rest);
}

void intake_release(struct intake *in)
{
	str_release(&in->text);
	str_release(&in->rest);
}

static void end_line(struct intake *in)
{
	str_addc(&in->text, '\n');
	in->column = 0;
}

static void add_tab(struct intake *in)
{
	do {
		str_addc(&in->text, ' ');
	} while (++in->column % TAB);
}

/* What was written last on this line goes; printers struck over it to make it bold. */
static void strike(struct intake *in)
{
	char32_t cp;

	if (!in->column)
		return;
	str_truncate(&in->text,
		     in->text.len - utf8_decode_before(in->text.data, in->text.len, &cp));
	in->column--;
}

static void add_character(struct intake *in, char32_t cp)
{
	char bytes[UTF8_MAX];

	if (!cp)
		cp = NUL_SIGN; /* the text is a C string for those who copy it */
	str_addn(&in->text, bytes, utf8_encode(cp, bytes));
	in->column++;
}

/* Bytes of the colour that `s` begins with; 0: it is none; beyond `len`: it may be one. */
static size_t colour_length(const char *s, size_t len)
{
	size_t at = 2;

	if (len < 2)
		return 2;
	if (s[1] != '[')
		return 0;
	at += strspn(s + at, "0123456789;:");
	if (at >= len)
		return len < COLOUR_MOST ? len + 1 : 0;
	return s[at] == 'm' ? at + 1 : 0;
}

/* Bytes of a character that is cut at the end of s[0, len) are left, at most three. */
static bool is_cut(const char *s, size_t len)
{
	unsigned char first = (unsigned char)*s;
	size_t wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;

	if (first > 0xF4 || len >= wanted)
		return false;
	for (size_t i = 1; i < len; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Takes one thing from s[0, len), len > 0; 0: more is needed to know what it is. */
static size_t take(struct intake *in, const char *s, size_t len, bool last)
{
	size_t n;
	char32_t cp;

	switch (*s) {
	case '\n':
		end_line(in);
		return 1;
	case '\t':
		add_tab(in);
		return 1;
	case '\b':
		strike(in);
		return 1;
	case '\r':
		if (len < 2 && !last)
			return 0;
		if (len < 2 || s[1] != '\n')
			end_line(in);
		return 1;
	case '\033':
		n = colour_length(s, len);
		if (n > len && !last)
			return 0;
		if (n > 0 && n <= len)
			return n;
		break;
	}
	if (!last && is_cut(s, len))
		return 0;
	n = utf8_decode(s, len, &cp);
	add_character(in, cp);
	return n;
}

void intake_add(struct intake *in, const char *bytes, size_t len, bool last)
{
	size_t at = 0, n = 1;

	str_addn(&in->rest, bytes, len);
	while (at < in->rest.len && (n = take(in, in->rest.data + at, in->rest.len - at, last)) > 0)
		at += n;
	str_remove(&in->rest, 0, at);
}
