/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which encoding the bytes are in.  A tally counts what speaks for what, so that
 * windows of a large file can be looked at one by one.  What is not UTF-8 is
 * taken for Western European, and the three encodings it comes in differ in few
 * bytes; each of these is judged by its neighbours, as a reader would.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/charset.h"

const char *charset_by_mark(const char *bytes, size_t len)
{
	static const struct {
		const char *mark;
		size_t len;
		const char *name;
	} marks[] = {
		{"\xEF\xBB\xBF", 3, "UTF-8"},
		{"\xFF\xFE\0\0", 4, "UTF-32LE"}, /* before UTF-16LE, whose mark begins it */
		{"\0\0\xFE\xFF", 4, "UTF-32BE"},
		{"\xFF\xFE", 2, "UTF-16LE"},
		{"\xFE\xFF", 2, "UTF-16BE"},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (len >= marks[i].len && !memcmp(bytes, marks[i].mark, marks[i].len))
			return marks[i].name;
	return NULL;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c != 0xF7);
}

static bool is_upper(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0xDF && c != 0xD7);
}

static bool is_letter(unsigned char c)
{
	return is_lower(c) || is_upper(c);
}

static bool is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0;
}

/* A byte of 0xA0 to 0xBF or 0xC0 to 0xFF in a Western text: does it make sense
 * between `before` and `after`? */
static bool is_likely(unsigned char before, unsigned char c, unsigned char after)
{
	switch (c) {
	case 0xA0:
	case 0xA7:
	case 0xA9:
	case 0xAB:
	case 0xAE:
	case 0xBB:
		return true;
	case 0xB0: /* 25 °C, n° 5 */
		return is_digit(before) || is_letter(before) || is_space(before);
	case 0xB7:
	case 0xD7:
	case 0xB1:
	case 0xF7:
		return is_space(before) || is_digit(before) || is_letter(before);
	case 0xA1:
	case 0xBF: /* ¡Hola! ¿Qué? */
		return is_letter(after);
	case 0xA3:
	case 0xA4:
	case 0xA5:
	case 0xB2:
	case 0xB3:
	case 0xB9:
	case 0xB5:
		return is_digit(before) || is_digit(after) || is_letter(before) ||
		       is_letter(after) || is_space(before);
	case 0xBC:
	case 0xBD:
	case 0xBE:
	case 0xA6:
	case 0xA8:
	case 0xB4:
	case 0xB8:
	case 0xAA:
	case 0xBA:
		return is_letter(before) || is_letter(after) || is_digit(before);
	case 0xC0:
	case 0xE0:
	case 0xD4:
	case 0xF4: /* à, ô: words by themselves */
		return true;
	case 0xD0:
	case 0xDE:
	case 0xF0:
	case 0xFE:
	case 0xFF: /* Icelandic; a rare ÿ */
		return is_lower(before) && is_letter(after) && before < 0x80;
	default:
		return c >= 0xC0 && (is_letter(before) || is_letter(after));
	}
}

/* The bytes that ISO-8859-15 took for € Š š Ž ž Œ œ Ÿ. */
static void look_at_latin9(struct charset_tally *t, unsigned char before, unsigned char c,
			   unsigned char after)
{
	bool inside = is_letter(before) && is_letter(after);

	switch (c) {
	case 0xA4: /* €: nobody writes ¤ */
		t->latin9++;
		break;
	case 0xBC:
	case 0xBD: /* Œ and œ, or ¼ and ½ */
		if (is_letter(after) && !is_digit(before))
			t->latin9++;
		else
			t->latin1++;
		break;
	case 0xBE: /* Ÿ stands in L'HAŸ and its like, ¾ after a number or a space */
		if (is_upper(before))
			t->latin9++;
		else
			t->latin1++;
		break;
	case 0xA6:
	case 0xA8:
	case 0xB8:
		if (is_letter(after) || is_letter(before))
			t->latin9++;
		else
			t->latin1++;
		break;
	case 0xB4: /* Ž begins a word; l´homme has an accent for an apostrophe */
		if (is_letter(after) && !is_letter(before))
			t->latin9++;
		else if (inside || is_letter(before))
			t->latin1++;
		break;
	default:
		break;
	}
}

static void look_at_byte(struct charset_tally *t, unsigned char before, unsigned char c,
			 unsigned char after)
{
	if (c < 0xA0) {
		/* The five bytes that Windows-1252 leaves empty. */
		if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) {
			t->unlikely++;
		} else {
			t->c1++;
			t->likely++;
		}
		return;
	}
	if (is_likely(before, c, after))
		t->likely++;
	else
		t->unlikely++;
	look_at_latin9(t, before, c, after);
}

void charset_look(struct charset_tally *t, const char *bytes, size_t len, bool inner)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t at = 0;

	while (inner && at < len && at < UTF8_MAX - 1 && (b[at] & 0xC0) == 0x80)
		at++;
	while (at < len) {
		char32_t cp;
		size_t n = utf8_decode(bytes + at, len - at, &cp);

		if (b[at] < 0x80) {
			t->nuls += b[at] == 0;
		} else if (cp != UTF8_REPLACEMENT || (n == 3 && b[at] == 0xEF)) {
			t->good++;
		} else if (!inner || at + n < len) {
			t->bad++;
		}
		for (size_t i = at; b[at] >= 0x80 && i < at + n; i++)
			look_at_byte(t, i ? b[i - 1] : ' ', b[i], i + 1 < len ? b[i + 1] : ' ');
		at += n;
	}
}

const char *charset_guess(const struct charset_tally *t, bool *guessed)
{
	*guessed = t->bad > 0;
	/* A few bytes that went wrong do not make a UTF-8 text Latin-1: there, two
	 * high bytes that happen to be UTF-8 are rare.  Neither is Latin-1 what has
	 * NULs in it, or high bytes that no word explains: that is no text at all,
	 * and U+FFFD says so. */
	if (!t->bad || t->good >= t->bad || t->nuls || t->likely <= 2 * t->unlikely)
		return "UTF-8";
	if (t->c1)
		return "WINDOWS-1252";
	return t->latin9 > t->latin1 ? "ISO-8859-15" : "ISO-8859-1";
}
