/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came is held until it is a whole character or a whole sequence, and then looked at
 * as one.  A sequence is whole as ECMA-48 has it: CSI with its final byte, OSC and DCS with
 * their terminators, else ESC with intermediate bytes and one more.
 */
#include "term/strict.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sent as they are: the modes of keypad and charset, the questions about the ground. */
static const char *const fixed[] = {
	"\033(B", "\033)0",       "\033=",        "\033>",           "\0337",    "\0338",
	"\033M",  "\033[22;0;0t", "\033[23;0;0t", "\033[4l",         "\033[c",   "\r",
	"\n",     "\b",           "\t",           "\033]11;?\033\\", "\033[10m", "\033[11m",
};

/* CSI ? … h, l: what is switched on and off again. */
static const int modes[] = {1, 7, 12, 25, 1000, 1002, 1006, 1049, 2004, 2026, 2031};

/* CSI … m; nothing blinks, and nothing is concealed. */
static bool is_rendition(int n)
{
	return n <= 4 || n == 7 || (n >= 21 && n <= 24) || n == 27 || n == 29 ||
	       (n >= 30 && n <= 49) || (n >= 90 && n <= 97) || (n >= 100 && n <= 107);
}

static bool is_mode(int n)
{
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (modes[i] == n)
			return true;
	return false;
}

/* Numbers with `;` between them up to the final byte, each of them right; in 38 and 48
 * what follows is a colour. */
static bool numbers_are(const char *at, bool (*right)(int))
{
	while (*at >= '0' && *at <= '9') {
		int n = atoi(at);

		if (!right(n))
			return false;
		if ((n == 38 || n == 48) && right == is_rendition)
			return true;
		at += strspn(at, "0123456789");
		at += *at == ';';
	}
	return !at[1];
}

/* CSI: the cursor moves, cells are erased, repeated, inserted, deleted, looks change. */
static bool is_own_csi(const char *text, size_t len)
{
	char final = text[len - 1];
	const char *at = text + 2;

	if (*at == '?')
		return strchr("hl", final) && numbers_are(at + 1, is_mode);
	if (strspn(at, "0123456789;") != len - 3)
		return false;
	return final == 'm' ? numbers_are(at, is_rendition)
			    : strchr("ABCDGHJKLMPSTXZ@dbr", final) != NULL;
}

/* OSC 52 with base64 and nothing else. */
static bool is_clipboard(struct strict *s, const char *text, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789+/=";
	const size_t head = sizeof "\033]52;c;" - 1;

	if (strncmp(text, "\033]52;c;", head) || head + strspn(text + head, letters) != len - 1 ||
	    text[len - 1] != '\a')
		return false;
	snprintf(s->clipboard, sizeof s->clipboard, "%.*s", (int)(len - 1 - head), text + head);
	return true;
}

static bool is_own(struct strict *s, const char *text, size_t len)
{
	if (s->plain)
		return !strcmp(text, "\n") || !strcmp(text, "\t");
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (!strcmp(text, fixed[i]))
			return true;
	return is_clipboard(s, text, len) ||
	       (len > 2 && text[0] == '\033' && text[1] == '[' && is_own_csi(text, len));
}

/* How many bytes the sequence has that begins with ESC; 0: it is not whole. */
static size_t sequence(const char *s, size_t len)
{
	size_t at = 2;

	if (len < 2)
		return 0;
	if (s[1] == '[') {
		while (at < len && s[at] >= 0x20 && s[at] < 0x40)
			at++;
		return at < len ? at + 1 : 0;
	}
	if (s[1] && strchr("]PX^_", s[1])) {
		for (; at < len; at++)
			if (s[at] == '\a' || (s[at] == '\\' && s[at - 1] == '\033'))
				return at + 1;
		return 0;
	}
	for (at = 1; at < len && s[at] >= 0x20 && s[at] < 0x30;)
		at++;
	return at < len ? at + 1 : 0;
}

/* Nothing that acts, reorders, hides or has no form of its own; no surrogates. */
static bool is_text(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} alien[] = {{0, 0x1F},          {0x7F, 0x9F},          {0xAD, 0xAD},     {0x61C, 0x61C},
		     {0x180E, 0x180E},   {0x200B, 0x200F},      {0x2028, 0x202E}, {0x2060, 0x206F},
		     {0xD800, 0xDFFF},   {0xFEFF, 0xFEFF},      {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF},
		     {0xE0000, 0xE0FFF}, {0x110000, UINT32_MAX}};

	for (size_t i = 0; i < sizeof alien / sizeof *alien; i++)
		if (cp >= alien[i].first && cp <= alien[i].last)
			return false;
	return true;
}

/* The bytes of the character at `s`; 0: more are wanted.  What is ill-formed or too long
 * for its character decodes to what is no text. */
static size_t character(const char *s, size_t len, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *b = (const unsigned char *)s;
	size_t n = b[0] < 0x80 ? 1 : b[0] < 0xC0 ? 0 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;

	*cp = n == 1 ? b[0] : n ? b[0] & (0xFFu >> (n + 1)) : UINT32_MAX;
	for (size_t i = 1; i < n; i++) {
		if (i == len)
			return 0;
		if ((b[i] & 0xC0) != 0x80) {
			*cp = UINT32_MAX;
			return i;
		}
		*cp = *cp << 6 | (b[i] & 0x3F);
	}
	if (n > 1 && *cp < least[n])
		*cp = UINT32_MAX;
	return n ? n : 1;
}

static void tell(struct strict *s, size_t len)
{
	size_t at = 0;

	if (s->alien[0])
		return;
	for (size_t i = 0; i < len && at + 5 < sizeof s->alien; i++)
		at += (size_t)snprintf(s->alien + at, sizeof s->alien - at,
				       s->held[i] >= 0x20 && s->held[i] < 0x7F ? "%c" : "\\x%02X",
				       (unsigned char)s->held[i]);
}

/* Looks at what begins the bytes held; false: it is not whole. */
static bool step(struct strict *s)
{
	char text[sizeof s->held + 1];
	uint32_t cp = 0;
	bool escape = s->held[0] == '\033' && !s->plain;
	size_t n = escape ? sequence(s->held, s->len) : character(s->held, s->len, &cp);

	if (!n)
		return false;
	memcpy(text, s->held, n);
	text[n] = '\0';
	if (escape || (cp && cp < 0x20) ? !is_own(s, text, n) : !is_text(cp))
		tell(s, n);
	s->len -= n;
	memmove(s->held, s->held + n, s->len);
	return true;
}

void strict_take(void *strict, const char *bytes, size_t len)
{
	struct strict *s = strict;

	for (size_t i = 0; i < len; i++) {
		if (s->len == sizeof s->held) {
			tell(s, 64);
			s->len = 0;
		}
		s->held[s->len++] = bytes[i];
		while (s->len && step(s))
			continue;
	}
}

bool strict_good(struct strict *s)
{
	if (s->len)
		tell(s, s->len);
	return !s->alien[0];
}
