/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/plain.h"

#include <string.h>

#include "base/utf8.h"
#include "layout/grapheme.h"

static bool is_space(char32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0x2028 ||
	       cp == 0x2029;
}

static void add_shown(struct str *out, const char *bytes, size_t len, char32_t cp)
{
	char encoded[UTF8_MAX];

	if (utf8_is_control(cp))
		str_add(out, utf8_control_sign(cp));
	else if (cp == UTF8_REPLACEMENT)
		str_addn(out, encoded, utf8_encode(cp, encoded));
	else
		str_addn(out, bytes, len);
}

void plain_add(struct str *out, const char *text, size_t len)
{
	size_t start = out->len;
	bool space = false;

	for (size_t at = 0, n; at < len; at += n) {
		char32_t cp;

		n = utf8_decode(text + at, len - at, &cp);
		if (is_space(cp)) {
			space = out->len > start;
			continue;
		}
		if (space)
			str_addc(out, ' ');
		space = false;
		add_shown(out, text + at, n, cp);
	}
}

void plain_add_short(struct str *out, const char *text, size_t len, int cells)
{
	size_t start = out->len, fits;

	plain_add(out, text, len);
	fits = grapheme_fit(out->data + start, out->len - start, cells);
	if (start + fits == out->len)
		return;
	fits = grapheme_fit(out->data + start, out->len - start, cells - 1);
	while (fits > 0 && out->data[start + fits - 1] == ' ')
		fits--;
	str_truncate(out, start + fits);
	str_add(out, "…");
}

void plain_add_name(struct str *out, const char *name)
{
	size_t len = strlen(name);

	for (size_t at = 0, n; at < len; at += n) {
		char32_t cp;

		n = utf8_decode(name + at, len - at, &cp);
		add_shown(out, name + at, n, cp);
	}
}

/* U+FFFD that is written as such, not bytes that only read so. */
static bool is_written_replacement(const char *bytes, size_t len)
{
	return len == 3 && !memcmp(bytes, "\xEF\xBF\xBD", 3);
}

static void add_escaped(struct str *out, const char *bytes, size_t len, char32_t cp)
{
	static const char named[] = "\tt\nn\rr\\\\";

	for (size_t i = 0; i + 1 < sizeof named; i += 2)
		if (cp == (unsigned char)named[i]) {
			str_addf(out, "\\%c", named[i + 1]);
			return;
		}
	if (cp < 0x80 || cp == UTF8_REPLACEMENT)
		for (size_t i = 0; i < len; i++)
			str_addf(out, "\\x%02X", (unsigned char)bytes[i]);
	else
		str_addf(out, cp > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)cp);
}

void plain_add_field(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0, n; at < len; at += n) {
		char32_t cp;

		n = utf8_decode(text + at, len - at, &cp);
		if (cp == '\\' || utf8_is_control(cp) ||
		    (cp == UTF8_REPLACEMENT && !is_written_replacement(text + at, n)))
			add_escaped(out, text + at, n, cp);
		else
			str_addn(out, text + at, n);
	}
}
