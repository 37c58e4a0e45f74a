/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraph by paragraph.  White space is held back until what follows it is
 * known: before a line end it goes with it.
 */
#include "text/passage.h"

#include "base/utf8.h"

#define SOFT_HYPHEN 0xAD

static bool is_blank(char32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x202F || cp == '\r';
}

static size_t skip_blanks(const char *text, size_t at, size_t end)
{
	char32_t cp;
	size_t n;

	while (at < end && (n = utf8_decode(text + at, end - at, &cp), is_blank(cp)))
		at += n;
	return at;
}

static void add_part(const struct article *a, struct span paragraph, struct span part,
		     struct str *out)
{
	const char *text = article_text(a);
	size_t kept = out->len; /* up to where no white space ends it */

	for (size_t at = part.start; at < part.end;) {
		char32_t cp;
		size_t n = utf8_decode(text + at, part.end - at, &cp);

		if (cp == '\n') {
			str_truncate(out, kept);
			str_addc(out, article_break_is_meant(a, paragraph, at) ? '\n' : ' ');
			at = skip_blanks(text, at + n, part.end);
			kept = out->len;
			continue;
		}
		if (cp != SOFT_HYPHEN)
			str_addn(out, text + at, n);
		if (!is_blank(cp))
			kept = out->len;
		at += n;
	}
}

void passage_text(const struct article *a, struct span passage, struct str *out)
{
	struct span p;
	bool more = article_paragraph_at(a, passage.start, &p);

	for (bool first = true; more && p.start < passage.end; first = false) {
		struct span part = {p.start > passage.start ? p.start : passage.start,
				    p.end < passage.end ? p.end : passage.end};

		if (!first)
			str_add(out, "\n\n");
		add_part(a, p, part, out);
		more = article_paragraph_after(a, p, &p);
	}
}
