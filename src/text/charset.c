/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A decoder is iconv (or our own eyes, for UTF-8), the bytes of a character that
 * was cut at the end of a piece, and what must be remembered for line ends: a CR
 * gives its LF at once and swallows the LF that may follow, so text that is out
 * never changes.  Finding the encoding out is in guess.c.
 */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"

#define HELD_MAX 16 /* more than the longest character of any encoding */
#define REPLACEMENT "\xEF\xBF\xBD"
#define MARK "\xEF\xBB\xBF"

struct charset_decoder {
	iconv_t iconv; /* (iconv_t)-1: UTF-8 */
	size_t unit;   /* bytes to step over where one is ill-formed */
	char held[HELD_MAX];
	size_t held_len;
	size_t invalid;
	bool drops_mark; /* U+FEFF at the start is a mark, not text */
	bool after_cr;
};

/* ---- names */
static const struct {
	const char *alias, *name; /* aliases without punctuation */
} aliases[] = {
	{"UTF8", "UTF-8"},
	{"UTF16", "UTF-16"},
	{"UTF16LE", "UTF-16LE"},
	{"UTF16BE", "UTF-16BE"},
	{"UTF32", "UTF-32"},
	{"UTF32LE", "UTF-32LE"},
	{"UTF32BE", "UTF-32BE"},
	{"LATIN1", "ISO-8859-1"},
	{"L1", "ISO-8859-1"},
	{"ISO88591", "ISO-8859-1"},
	{"LATIN9", "ISO-8859-15"},
	{"LATIN0", "ISO-8859-15"},
	{"ISO885915", "ISO-8859-15"},
	{"WINDOWS1252", "WINDOWS-1252"},
	{"CP1252", "WINDOWS-1252"},
	{"WIN1252", "WINDOWS-1252"},
	{"ANSI", "WINDOWS-1252"},
	{"MACINTOSH", "MACINTOSH"},
	{"MACROMAN", "MACINTOSH"},
	{"MAC", "MACINTOSH"},
	{"CP850", "CP850"},
	{"IBM850", "CP850"},
	{"850", "CP850"},
	{"USASCII", "US-ASCII"},
	{"ASCII", "US-ASCII"},
};

/* Upper case of ASCII letters whatever the locale. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (upper(c) >= 'A' && upper(c) <= 'Z');
}

/* What iconv_open() takes as a name and no more: no "//TRANSLIT", nothing empty
 * (which would mean the locale's). */
static bool is_name(const char *name)
{
	size_t len = strlen(name);

	if (!len || len >= CHARSET_NAME)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_alnum(name[i]) && !strchr("-_.:+()", name[i]))
			return false;
	return is_alnum(name[0]);
}

static void canonical(const char *name, char out[CHARSET_NAME])
{
	char bare[CHARSET_NAME];
	size_t n = 0;

	for (size_t i = 0; name[i]; i++) {
		out[i] = upper(name[i]);
		out[i + 1] = '\0';
		if (is_alnum(name[i]))
			bare[n++] = upper(name[i]);
	}
	bare[n] = '\0';
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (!strcmp(bare, aliases[i].alias))
			strcpy(out, aliases[i].name);
}

bool charset_resolve(const char *name, char out[CHARSET_NAME], struct err *err)
{
	iconv_t known;

	/* glibc also takes the names of C's types; their byte order is the machine's. */
	if (!is_name(name) || !strcasecmp(name, "char") || !strcasecmp(name, "wchar_t"))
		return err_set(err, "%s: unknown encoding", name);
	canonical(name, out);
	known = iconv_open("UTF-8", out);
	if (known == (iconv_t)-1)
		return err_set(err, "%s: unknown encoding", name);
	iconv_close(known);
	return true;
}

void charset_settle(char name[CHARSET_NAME], const char *bytes, size_t len)
{
	const char *mark = charset_by_mark(bytes, len);

	if (strcmp(name, "UTF-16") != 0 && strcmp(name, "UTF-32") != 0)
		return;
	/* In UTF-16, the mark of UTF-32LE is a mark and a NUL. */
	if (!strcmp(name, "UTF-16") && len >= 2 && !memcmp(bytes, "\xFF\xFE", 2))
		mark = "UTF-16LE";
	if (mark && !strncmp(mark, name, strlen(name)))
		strcpy(name, mark);
	else
		strcat(name, "LE");
}

/* ---- line ends */
/* Adds well-formed text, with whatever ends a line turned to LF. */
static void add_text(struct charset_decoder *d, const char *text, size_t len, struct str *out)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		size_t takes = 0;

		if (c == '\n' && d->after_cr) {
			str_addn(out, text + from, i - from);
			from = i + 1;
		} else if (c == '\r') {
			takes = 1;
		} else if (c == 0xC2 && (unsigned char)text[i + 1] == 0x85) {
			takes = 2;
		} else if (c == 0xE2 && (unsigned char)text[i + 1] == 0x80 &&
			   ((unsigned char)text[i + 2] & 0xFE) == 0xA8) {
			takes = 3;
		}
		d->after_cr = c == '\r';
		if (takes) {
			str_addn(out, text + from, i - from);
			str_addc(out, '\n');
			i += takes - 1;
			from = i + 1;
		}
	}
	str_addn(out, text + from, len - from);
}

/* Whether NEL, U+2028 or U+2029 stands in the bytes: C2 85, E2 80 A8, E2 80 A9. */
static bool has_odd_line_end(const char *bytes, size_t len)
{
	const char *end = bytes + len, *at = bytes;

	for (; at < end && (at = memchr(at, '\xC2', (size_t)(end - at))); at++)
		if (at + 1 < end && at[1] == '\x85')
			return true;
	for (at = bytes; at < end && (at = memchr(at, '\xE2', (size_t)(end - at))); at++)
		if (at + 2 < end && at[1] == '\x80' && (at[2] == '\xA8' || at[2] == '\xA9'))
			return true;
	return false;
}

bool charset_is_clean(const char *bytes, size_t len)
{
	return utf8_valid(bytes, len) && !memchr(bytes, '\r', len) && !has_odd_line_end(bytes, len);
}

/* ---- decoding */
struct charset_decoder *charset_decoder_new(const char *name, struct err *err)
{
	struct charset_decoder *d = mem_zalloc(sizeof *d);

	d->iconv = (iconv_t)-1;
	d->drops_mark = !strncmp(name, "UTF-", 4);
	d->unit = !strncmp(name, "UTF-16", 6) ? 2 : !strncmp(name, "UTF-32", 6) ? 4 : 1;
	if (strcmp(name, "UTF-8") != 0) {
		d->iconv = iconv_open("UTF-8", name);
		if (d->iconv == (iconv_t)-1) {
			free(d);
			err_set(err, "%s: unknown encoding", name);
			return NULL;
		}
	}
	return d;
}

void charset_decoder_free(struct charset_decoder *d)
{
	if (!d)
		return;
	if (d->iconv != (iconv_t)-1)
		iconv_close(d->iconv);
	free(d);
}

static void add_decoded(struct charset_decoder *d, const char *text, size_t len, struct str *out)
{
	if (!len)
		return;
	if (d->drops_mark && len >= 3 && !memcmp(text, MARK, 3)) {
		text += 3;
		len -= 3;
	}
	d->drops_mark = false;
	add_text(d, text, len, out);
}

static void add_invalid(struct charset_decoder *d, struct str *out)
{
	d->invalid++;
	add_decoded(d, REPLACEMENT, 3, out);
}

/* Whether the bytes are the beginning of a character that more could complete. */
static bool is_cut(const char *bytes, size_t len)
{
	static const char rest[] = "\x80\x90\xA0\xBF";
	char whole[UTF8_MAX];
	char32_t cp;

	/* Some continuation makes it longer than it is. */
	for (size_t i = 0; len < UTF8_MAX && i < sizeof rest - 1; i++) {
		memcpy(whole, bytes, len);
		whole[len] = rest[i];
		if (utf8_decode(whole, len + 1, &cp) > len)
			return true;
	}
	return false;
}

/* Both return the bytes that are done with; the rest is a character that is cut. */
static size_t decode_utf8(struct charset_decoder *d, const char *bytes, size_t len, struct str *out)
{
	size_t from = 0, at = 0;

	while (at < len) {
		char32_t cp;
		size_t n;

		if ((unsigned char)bytes[at] < 0x80) {
			at++;
			continue;
		}
		n = utf8_decode(bytes + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT && (n < 3 || memcmp(bytes + at, REPLACEMENT, 3) != 0)) {
			add_decoded(d, bytes + from, at - from, out);
			from = at;
			if (at + n == len && is_cut(bytes + at, n))
				break;
			add_invalid(d, out);
			from = at + n;
		}
		at += n;
	}
	add_decoded(d, bytes + from, at - from, out);
	return at;
}

static size_t decode_iconv(struct charset_decoder *d, const char *bytes, size_t len,
			   struct str *out)
{
	char buffer[4096];
	char *in = (char *)bytes; /* iconv() does not write there, its type says otherwise */
	size_t left = len;

	while (left) {
		char *to = buffer;
		size_t room = sizeof buffer;
		size_t done = iconv(d->iconv, &in, &left, &to, &room);
		int why = done == (size_t)-1 ? errno : 0;

		add_decoded(d, buffer, (size_t)(to - buffer), out);
		if (why == EINVAL)
			break;
		if (why == EILSEQ) {
			size_t skip = left < d->unit ? left : d->unit;

			in += skip;
			left -= skip;
			add_invalid(d, out);
		}
	}
	return len - left;
}

static size_t decode(struct charset_decoder *d, const char *bytes, size_t len, struct str *out)
{
	return d->iconv == (iconv_t)-1 ? decode_utf8(d, bytes, len, out)
				       : decode_iconv(d, bytes, len, out);
}

/* Feeds the held bytes, one more each time, until their character is through.
 * Returns how many of `bytes` went with them. */
static size_t complete(struct charset_decoder *d, const char *bytes, size_t len, struct str *out)
{
	size_t used = 0;

	while (d->held_len && used < len) {
		size_t done;

		d->held[d->held_len++] = bytes[used++];
		done = decode(d, d->held, d->held_len, out);
		memmove(d->held, d->held + done, d->held_len - done);
		d->held_len -= done;
		if (d->held_len == HELD_MAX) { /* no encoding is like that: let one go */
			memmove(d->held, d->held + 1, --d->held_len);
			add_invalid(d, out);
		}
	}
	return used;
}

/* What a stateful encoding still keeps back. */
static void flush(struct charset_decoder *d, struct str *out)
{
	char buffer[64], *to = buffer;
	size_t room = sizeof buffer;

	if (d->iconv != (iconv_t)-1 && iconv(d->iconv, NULL, NULL, &to, &room) != (size_t)-1)
		add_decoded(d, buffer, (size_t)(to - buffer), out);
}

void charset_decode(struct charset_decoder *d, const char *bytes, size_t len, bool last,
		    struct str *out)
{
	size_t used = complete(d, bytes, len, out);

	if (used < len) {
		size_t done = used + decode(d, bytes + used, len - used, out);

		while (len - done >= HELD_MAX) {
			add_invalid(d, out);
			done += d->unit;
		}
		memcpy(d->held, bytes + done, len - done);
		d->held_len = len - done;
	}
	if (!last)
		return;
	if (d->held_len)
		add_invalid(d, out);
	d->held_len = 0;
	flush(d, out);
}

bool charset_decoder_waits(const struct charset_decoder *d)
{
	return d->held_len > 0;
}

size_t charset_decoder_invalid(const struct charset_decoder *d)
{
	return d->invalid;
}
