/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs of any bytes set in lines of any width. */
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "layout/paragraph.h"

static bool is_clean(const struct glyph *g)
{
	for (size_t at = 0; at < g->len;) {
		char32_t cp;

		at += utf8_decode(g->text + at, g->len - at, &cp);
		if (utf8_is_control(cp))
			return false;
	}
	return true;
}

/* Glyphs stand side by side from the indent on, and are as wide as the line is. */
static size_t look_at_glyphs(const struct article *a, const struct line *line)
{
	struct glyph g = {0};
	size_t count = 0;
	int column = line->indent;

	for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g);) {
		HOLDS(g.column == column);
		HOLDS(g.width >= 0 && is_clean(&g));
		HOLDS(at <= line->span.end);
		column += g.width;
		count += g.width > 0;
	}
	HOLDS(column == line->indent + line->width);
	return count;
}

static void look_at_lines(const struct article *a, const struct paragraph *p, int width)
{
	size_t end = p->span.start;

	HOLDS(p->count > 0);
	for (size_t i = 0; i < p->count; i++) {
		const struct line *line = &p->lines[i];
		size_t glyphs = look_at_glyphs(a, line);

		HOLDS(line->span.start >= end && line->span.end <= p->span.end);
		for (; end < line->span.start; end++)
			HOLDS((unsigned char)article_text(a)[end] <= ' ' ||
			      (article_text(a)[end] & 0x80));
		HOLDS(line->indent + line->width <= width || glyphs <= 1);
		HOLDS(paragraph_line_at(p, line->span.start) == i ||
		      line->span.start == line->span.end);
		end = line->span.end;
	}
}

/* Read once: reading the patterns takes longer than all the rest of a run. */
static struct hyphenator *french(void)
{
	static struct hyphenator *patterns;

	if (!patterns)
		patterns = hyphenator_new("fr", NULL);
	return patterns;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = {data, size};
	unsigned choice = fuzz_byte(&b);
	struct layout_options how = {.width = 1 + (int)(fuzz_byte(&b) % 120),
				     .justify = choice & 4};
	struct article_options options = {.paragraphs = (enum article_paragraphs)(choice % 4),
					  .encoding = "UTF-8"};
	struct article *a = article_from_bytes((const char *)b.at, b.left, &options, NULL);
	struct span p;

	if (choice & 8)
		how.hyphenate = french();
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		struct paragraph *set = paragraph_set(a, p, &how);

		look_at_lines(a, set, how.width);
		paragraph_free(set);
	}
	article_free(a);
	return 0;
}
