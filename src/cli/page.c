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

static void add_line(struct str *out, const struct article *a, const struct line *line)
{
	struct glyph g = {0};
	int column = 0;

	for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g);) {
		if (g.width <= 0)
			continue;
		add_spaces(out, g.column - column);
		str_addn(out, g.text, g.len);
		column = g.column + g.width;
	}
	str_addc(out, '\n');
}

void page_add_paragraph(struct str *out, const struct article *a, struct span span, int width)
{
	struct layout_options options = {.width = width};
	struct paragraph *p = paragraph_set(a, span, &options);

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
		   const char *first, int width)
{
	struct article_options options = {.encoding = "UTF-8", .paragraphs = mode};
	struct article *a = article_from_bytes(text, len, &options, NULL);
	int rest = width - grapheme_string_width(first, strlen(first));
	size_t start = out->len;
	struct span p;

	for (bool more = a && article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p))
		page_add_paragraph(out, a, p, rest > 0 ? rest : 1);
	article_free(a);
	indent(out, start, first);
}
