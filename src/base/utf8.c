/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <unistr.h>

size_t utf8_decode(const char *s, size_t len, char32_t *cp)
{
	const unsigned char *b = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xBF;
	size_t need;
	char32_t c;

	if (b[0] < 0x80) {
		*cp = b[0];
		return 1;
	}
	*cp = UTF8_REPLACEMENT;
	if (b[0] < 0xC2 || b[0] > 0xF4)
		return 1;
	need = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
	c = b[0] & (0xFF >> (need + 1));
	/* The second byte's range shuts out overlong forms, surrogates and what
	 * lies beyond U+10FFFF (Unicode 15, table 3-7). */
	if (b[0] == 0xE0)
		low = 0xA0;
	else if (b[0] == 0xED)
		high = 0x9F;
	else if (b[0] == 0xF0)
		low = 0x90;
	else if (b[0] == 0xF4)
		high = 0x8F;
	for (size_t i = 1; i < need; i++) {
		if (i >= len || b[i] < low || b[i] > high)
			return i;
		c = c << 6 | (b[i] & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*cp = c;
	return need;
}

size_t utf8_decode_before(const char *s, size_t at, char32_t *cp)
{
	/* The last of the parts that a reader from further left would see; four
	 * bytes back is always far enough. */
	for (size_t back = at < UTF8_MAX ? at : UTF8_MAX; back > 1; back--) {
		size_t from = at - back;

		if (((unsigned char)s[from] & 0xC0) == 0x80)
			continue;
		if (utf8_decode(s + from, back, cp) == back)
			return back;
	}
	if ((unsigned char)s[at - 1] < 0x80)
		*cp = (unsigned char)s[at - 1];
	else
		*cp = UTF8_REPLACEMENT;
	return 1;
}

size_t utf8_encode(char32_t cp, char out[UTF8_MAX])
{
	int n = u8_uctomb((uint8_t *)out, cp, UTF8_MAX);

	if (n < 0)
		n = u8_uctomb((uint8_t *)out, UTF8_REPLACEMENT, UTF8_MAX);
	return (size_t)n;
}

bool utf8_valid(const char *s, size_t len)
{
	return !u8_check((const uint8_t *)s, len);
}

size_t utf8_count(const char *s, size_t len)
{
	size_t count = 0;
	char32_t cp;

	for (size_t at = 0; at < len; count++)
		at += utf8_decode(s + at, len - at, &cp);
	return count;
}

bool utf8_is_control(char32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
	       (cp >= 0xE0000 && cp <= 0xE007F);
}

const char *utf8_control_sign(char32_t cp)
{
	/* U+2400 … U+241F, in order. */
	static const char pictures[32][4] = {
		"␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", "␉", "␊", "␋", "␌", "␍", "␎", "␏",
		"␐", "␑", "␒", "␓", "␔", "␕", "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟",
	};

	if (cp < 32)
		return pictures[cp];
	return cp == 0x7F ? "␡" : "�";
}
