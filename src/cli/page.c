/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/page.h"

#include <string.h>

#include "layout/grapheme.h"
#include "layout/paragraph.h"

static void add_spaces(struct str *out, int count)
{
	while (count-- > 0)
		str_addc(out, ' ');
}

/* White space that is one character stays what it is: a no-break space must not be
 * lost.  Else it shows as spaces. */
static void add_white(struct str *out, const char *white, size_t len, int width)
{
	bool kept = len == grapheme_length(white, 0, len) && *white != '\t' && *white != '\n' &&
		    !grapheme_sign(white, len) && grapheme_width(white, len) == 1;

	if (kept)
		str_addn(out, white, len);
	add_spaces(out, width - kept);
}

static void add_glyphs(struct str *out, const struct article *a, const struct line *line)
{
	const char *text = article_text(a);
	struct glyph g = {0};

	for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g);) {
		if (g.len && *g.text == ' ')
			add_white(out, text + g.span.start, span_length(g.span), g.width);
		else
			str_addn(out, g.text, g.len);
	}
}

static void add_line(struct str *out, const struct article *a, const struct line *line)
{
	add_spaces(out, line->indent);
	if (line->plain) {
		size_t start = out->len;

		str_addn(out, article_text(a) + line->span.start, span_length(line->span));
		for (char *end = out->data + start;
		     (end = memchr(end, '\n', out->len - (size_t)(end - out->data)));)
			*end = ' ';
		if (line->hyphen)
			str_addc(out, '-');
	} else {
		add_glyphs(out, a, line);
	}
	str_addc(out, '\n');
}

void page_add_block(struct str *out, const struct article *a, struct span block,
		    const struct layout_options *options)
{
	struct paragraph *p = paragraph_set(a, block, options);

	for (size_t i = 0; i < p->count; i++)
		add_line(out, a, &p->lines[i]);
	paragraph_free(p);
}

/* Puts `first`, then spaces, before the lines from `start` on. */
static void indent(struct str *out, size_t start, const char *first)
{
	size_t cells = (size_t)grapheme_string_width(first, strlen(first));
	const char *lead = first;
	struct str spaces;

	str_init(&spaces);
	add_spaces(&spaces, (int)cells);
	while (start < out->len) {
		const char *end;

		if (out->data[start] != '\n')
			str_insert(out, start, lead, strlen(lead));
		lead = spaces.data;
		end = strchr(out->data + start, '\n');
		start = end ? (size_t)(end - out->data) + 1 : out->len;
	}
	str_release(&spaces);
}

void page_add_text(struct str *out, const char *text, size_t len, enum article_paragraphs mode,
		   const char *first, const struct layout_options *layout)
{
	struct article_options options = {.encoding = "UTF-8", .paragraphs = mode};
	struct article *a = article_from_bytes(text, len, &options, NULL);
	struct layout_options inner = *layout;
	size_t start = out->len;
	struct span p;

	inner.width -= grapheme_string_width(first, strlen(first));
	for (bool more = a && article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p))
		page_add_block(out, a, p, &inner);
	article_free(a);
	indent(out, start, first);
}
