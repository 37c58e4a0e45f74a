/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph is set stretch by stretch, a stretch being what stands between two
 * line ends that the author meant: pieces.c cuts its text, fit.c chooses where the
 * lines end.  Offsets are bytes of the article, widths cells.
 */
#include "layout/paragraph.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "layout/fit.h"
#include "layout/grapheme.h"
#include "layout/pieces.h"

struct setter {
	const struct article *a;
	const char *text;
	struct span paragraph, span; /* all of it, and the part that is set */
	struct fit fit;
	struct pieces pieces;
	VEC(struct line) lines;
	VEC(size_t) ends; /* of a stretch */
};

/* ---- lines */
static bool any_odd(const struct piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pieces[i].odd)
			return true;
	return false;
}

static void add_line(struct setter *s, size_t first, size_t next, bool last)
{
	const struct piece *pieces = s->pieces.items.items;
	struct fit_line fit = fit_line(pieces, first, next, &s->fit, last);
	struct line line = {
		.span = {pieces[first].span.start, pieces[next - 1].span.end},
		.indent = first ? s->fit.hang : s->fit.indent,
		.width = fit.width + fit.stretch,
		.stretch = fit.stretch,
		.gaps = fit.gaps,
		.still = first ? 0 : s->fit.still,
		.mirrored = s->lines.len % 2,
		.plain = !fit.stretch && !any_odd(pieces + first, next - first),
		.hyphen = fit.hyphen,
	};

	vec_push(&s->lines, line);
}

static bool has_tabs(const struct pieces *p)
{
	for (size_t i = 0; i < p->items.len; i++)
		if (p->items.items[i].tabs)
			return true;
	return false;
}

static void fill_lines(struct setter *s)
{
	const struct piece *pieces = s->pieces.items.items;
	size_t count = s->pieces.items.len, lines, first = 0;

	vec_reserve(&s->ends, count);
	if (has_tabs(&s->pieces))
		lines = fit_greedy(pieces, count, &s->fit, s->ends.items);
	else
		lines = fit_total(pieces, count, &s->fit, s->ends.items);
	for (size_t i = 0; i < lines; i++) {
		add_line(s, first, s->ends.items[i], i + 1 == lines);
		first = s->ends.items[i];
	}
}

/* ---- stretches */
static int at_most_half(const struct setter *s, int indent)
{
	return indent < s->fit.width / 2 ? indent : s->fit.width / 2;
}

/* Runs of white space in the mark of `len` bytes that a stretch begins with, or behind
 * the dash that opens a speech: what follows stands always at the same place. */
static int still_gaps(const struct setter *s, size_t at, size_t len)
{
	size_t end = s->span.end, n;
	int gaps = 0, tabs = 0;
	char32_t cp;

	if (!len && at < end) {
		n = utf8_decode(s->text + at, end - at, &cp);
		return (cp == '-' || (cp >= 0x2013 && cp <= 0x2015)) &&
		       pieces_white(s->text, at + n, end, &tabs) > 0;
	}
	for (size_t mark_end = at + len; at < mark_end; at += n ? n : 1) {
		n = pieces_white(s->text, at, mark_end, &tabs);
		gaps += n > 0;
	}
	return gaps;
}

/* Indents of a stretch that begins at `at`, `indent` cells from the left: what wraps
 * of an item stands to the right of its mark. */
static void set_indents(struct setter *s, size_t at, int indent)
{
	size_t mark = article_hanging(s->a, s->paragraph, at);

	s->fit.indent = at_most_half(s, indent);
	s->fit.hang = s->fit.indent;
	s->fit.still = still_gaps(s, at, mark);
	if (mark)
		s->fit.hang = at_most_half(s, indent + grapheme_string_width(s->text + at, mark));
}

/* The first line of verse or of a list keeps its indentation, which stands before
 * the paragraph, as the others keep theirs. */
static int first_indent(const struct setter *s)
{
	const char *text = s->text, *end;
	size_t from = s->span.start;
	int indent = 0;

	if (article_paragraphs(s->a) == ARTICLE_LINE || from > s->paragraph.start)
		return 0;
	end = memchr(text + from, '\n', span_length(s->span));
	if (!end || !pieces_end_line(&s->pieces, (size_t)(end - text)))
		return 0;
	while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t'))
		from--;
	for (; from < s->span.start; from++)
		indent += text[from] == '\t' ? fit_space(indent, 1) : 1;
	return indent;
}

static void set_stretches(struct setter *s)
{
	bool whole = s->fit.ends;
	size_t at = s->span.start;

	set_indents(s, at, first_indent(s));
	while (pieces_take(&s->pieces,
			   s->fit.width -
				   (s->fit.indent > s->fit.hang ? s->fit.indent : s->fit.hang))) {
		s->fit.ends = whole || s->pieces.ended;
		fill_lines(s);
		if (s->pieces.ended)
			set_indents(s, s->pieces.at, s->pieces.indent);
	}
}

/* The paragraph that `span` is, or is a part of. */
static struct span paragraph_of(const struct article *a, struct span span)
{
	struct span all;

	if (!article_paragraph_at(a, span.start, &all) || all.start > span.start ||
	    all.end < span.end)
		return span;
	return all;
}

struct paragraph *paragraph_set(const struct article *a, struct span span,
				const struct layout_options *options)
{
	struct paragraph *p = mem_alloc(sizeof *p);
	struct setter s = {.a = a, .text = article_text(a), .span = span};
	bool plain;

	s.paragraph = paragraph_of(a, span);
	plain = (options->justify || options->hyphenate) && article_is_heading(a, s.paragraph);
	s.fit.width = options->width > 1 ? options->width : 1;
	s.fit.justify = options->justify && !plain;
	s.fit.ends = span.end >= s.paragraph.end;
	pieces_init(&s.pieces, a, s.paragraph, span, plain ? NULL : options->hyphenate);
	set_stretches(&s);
	if (s.lines.len == 0)
		vec_push(&s.lines, ((struct line){.span = {span.start, span.start}}));
	pieces_release(&s.pieces);
	vec_release(&s.ends);
	*p = (struct paragraph){.span = span, .lines = s.lines.items, .count = s.lines.len};
	return p;
}

void paragraph_free(struct paragraph *p)
{
	if (p)
		free(p->lines);
	free(p);
}

size_t paragraph_line_at(const struct paragraph *p, size_t offset)
{
	size_t low = 0, high = p->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (p->lines[middle].span.start <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* ---- from a line to its glyphs */

/* A run of white space shows as one space, reaches to a tab's stop, or is wider in
 * a justified line. */
static void glyph_of_white(const char *text, const struct line *line, struct glyph *g)
{
	static const char spaces[] = "                                "
				     "                                ";
	int tabs = 0;

	static_assert(sizeof spaces - 1 == FIT_TAB * FIT_TABS_MAX, "the widest run of tabs");
	g->span.end += pieces_white(text, g->span.start, line->span.end, &tabs);
	if (span_empty(g->span))
		return;
	g->width = fit_space(g->column, tabs);
	if (line->stretch && g->gap >= line->still)
		g->width +=
			fit_gap(line->stretch, line->gaps, g->gap - line->still, line->mirrored);
	g->gap++;
	g->text = spaces;
	g->len = (size_t)g->width;
}

static void glyph_of_cluster(const char *text, const struct line *line, struct glyph *g)
{
	size_t n = grapheme_length(text, g->span.start, line->span.end);
	const char *cluster = text + g->span.start, *sign = grapheme_sign(cluster, n);

	g->span.end = g->span.start + n;
	g->width = grapheme_width(cluster, n);
	g->text = sign ? sign : g->width ? cluster : "";
	g->len = sign ? strlen(sign) : g->width ? n : 0;
}

/* The hyphen comes once, behind the last cluster. */
static bool glyph_of_hyphen(const struct line *line, struct glyph *g)
{
	if (!line->hyphen || g->span.start == line->span.end)
		return false;
	g->column += g->width;
	g->span = (struct span){line->span.end, line->span.end};
	g->width = 1;
	g->text = "-";
	g->len = 1;
	return true;
}

bool line_next_glyph(const struct article *a, const struct line *line, size_t *at, struct glyph *g)
{
	const char *text = article_text(a);

	if (*at >= line->span.end)
		return glyph_of_hyphen(line, g);
	g->column = *at == line->span.start ? line->indent : g->column + g->width;
	g->span = (struct span){*at, *at};
	if ((unsigned char)text[*at] <= ' ' || (unsigned char)text[*at] >= 0x7F)
		glyph_of_white(text, line, g);
	if (span_empty(g->span))
		glyph_of_cluster(text, line, g);
	*at = g->span.end;
	return true;
}
