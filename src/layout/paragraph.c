/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph is set stretch by stretch, a stretch being what stands between two
 * line ends that the author meant.  Its text becomes pieces, which no line breaks,
 * with joints between them, which say what a break there is worth; line_end(),
 * which knows of nothing else, chooses the breaks.  A huge paragraph is taken a
 * segment at a time: the last line of a segment is set again at the head of the
 * next one, where what follows it is known, so that the seams do not show.
 * Offsets are bytes of the article, widths cells.
 */
#include "layout/paragraph.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "layout/grapheme.h"
#include "layout/linebreak.h"

#define SEGMENT ((size_t)64 << 10)
#define TAB 8
#define TABS_MAX 8
#define SOFT_HYPHEN "\u00AD"

enum joint {
	JOINT_TIED,   /* a space that holds together what it stands between */
	JOINT_SPACE,  /* a space */
	JOINT_NONE,   /* nothing, but a break may stand here */
	JOINT_HYPHEN, /* a soft hyphen, the last cluster of the piece */
	JOINT_END,    /* of the stretch */
};

struct piece {
	struct span span;
	int width;
	int tabs; /* in the white space after it */
	enum joint after;
};

struct setter {
	const struct article *a;
	const char *text;
	struct span span; /* the paragraph */
	int width;
	size_t segment;
	int indent, next_indent; /* of this stretch and the next */
	struct span part;        /* the segment at hand; the same bytes in: */
	char *clean;             /* its text, well-formed, without the line ends not meant */
	char *breaks;            /* LINEBREAK_… */
	VEC(struct piece) pieces;
	VEC(struct line) lines;
};

/* ---- the choice of breaks */

/* Cells of a run of white space that begins at `column`. */
static int space_width(int column, int tabs)
{
	if (tabs == 0)
		return 1;
	return (column / TAB + (tabs < TABS_MAX ? tabs : TABS_MAX)) * TAB - column;
}

static int joint_width(const struct piece *p, int column)
{
	return p->after == JOINT_SPACE || p->after == JOINT_TIED ? space_width(column, p->tabs) : 0;
}

/* Whether a line may end after `p`, which ends at `column`. */
static bool may_end(const struct piece *p, int column, int width)
{
	return p->after != JOINT_TIED && (p->after != JOINT_HYPHEN || column < width);
}

/* Fills lines one by one: the end of the line that begins with pieces[first].
 * The last good joint that fits; else, where what is tied is wider than a line,
 * the last one of any kind; else one piece, too wide as it is. */
static size_t line_end(const struct piece *pieces, size_t count, size_t first, int indent,
		       int width)
{
	size_t good = first, any = first;
	int column = indent;

	for (size_t i = first; i < count; i++) {
		if (i > first)
			column += joint_width(&pieces[i - 1], column);
		column += pieces[i].width;
		if (column > width)
			break;
		any = i + 1;
		if (any == count || may_end(&pieces[i], column, width))
			good = any;
	}
	return good > first ? good : any > first ? any : first + 1;
}

static struct line line_of(const struct piece *pieces, size_t count, int indent, int width)
{
	const struct piece *last = &pieces[count - 1];
	struct line line = {.span = {pieces->span.start, last->span.end}, .indent = indent};
	int column = indent;

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			column += joint_width(&pieces[i - 1], column);
		column += pieces[i].width;
	}
	line.hyphen = last->after == JOINT_HYPHEN && column < width;
	line.width = column - indent + line.hyphen;
	return line;
}

static void fill_lines(struct setter *s)
{
	size_t next;

	for (size_t first = 0; first < s->pieces.len; first = next) {
		next = line_end(s->pieces.items, s->pieces.len, first, s->indent, s->width);
		vec_push(&s->lines,
			 line_of(&s->pieces.items[first], next - first, s->indent, s->width));
	}
	s->pieces.len = 0;
}

/* ---- from text to pieces */

/* A run of white space. */
struct white {
	size_t end;
	int tabs;
	bool meant; /* holds a line end that stays */
	int indent; /* cells after the last of those */
};

static struct white white_at(const struct setter *s, size_t at)
{
	struct white w = {.end = at};

	while (w.end < s->part.end) {
		size_t n = grapheme_length(s->text, w.end, s->span.end);

		if (!grapheme_is_white(s->text + w.end, n))
			break;
		if (memchr(s->breaks + (w.end - s->part.start), LINEBREAK_MUST, n)) {
			w.meant = true;
			w.indent = 0;
		} else if (s->text[w.end] == '\t') {
			w.tabs++;
			w.indent += space_width(w.indent, 1);
		} else {
			w.indent += grapheme_width(s->text + w.end, n);
		}
		w.end += n;
	}
	return w;
}

static bool ends_in_soft_hyphen(const struct setter *s, struct span span)
{
	size_t n = strlen(SOFT_HYPHEN);

	return span_length(span) >= n && !memcmp(s->text + span.end - n, SOFT_HYPHEN, n);
}

/* Puts an end to the piece at hand and begins another at `at`. */
static void piece_end(struct setter *s, struct piece *p, enum joint after, int tabs, size_t at)
{
	if (after == JOINT_NONE && ends_in_soft_hyphen(s, p->span))
		after = JOINT_HYPHEN;
	p->after = after;
	p->tabs = tabs;
	if (!span_empty(p->span))
		vec_push(&s->pieces, *p);
	*p = (struct piece){.span = {at, at}};
}

static bool may_break(const struct setter *s, size_t at)
{
	return at < s->part.end && s->breaks[at - s->part.start] == LINEBREAK_MAY;
}

/* Adds the cluster of `n` bytes to the piece at hand; one that would be wider than
 * a line is cut. */
static void piece_grow(struct setter *s, struct piece *p, size_t n)
{
	size_t at = p->span.end;
	int width = grapheme_width(s->text + at, n);

	if (!span_empty(p->span) &&
	    (may_break(s, at) || (width && p->width + width > s->width - s->indent)))
		piece_end(s, p, JOINT_NONE, 0, at);
	p->span.end += n;
	p->width += width;
}

/* Gathers the pieces of one stretch, from `at` to a meant line end or the end of
 * the segment.  Returns where the next one begins; `ended`: by a line end. */
static size_t gather(struct setter *s, size_t at, bool *ended)
{
	struct piece p = {.span = {at, at}};

	*ended = false;
	while (at < s->part.end && !*ended) {
		size_t n = grapheme_length(s->text, at, s->span.end);

		if (grapheme_is_white(s->text + at, n)) {
			struct white w = white_at(s, at);

			piece_end(s, &p, may_break(s, w.end) ? JOINT_SPACE : JOINT_TIED, w.tabs,
				  w.end);
			at = w.end;
			*ended = w.meant;
			s->next_indent = w.indent;
		} else {
			piece_grow(s, &p, n);
			at += n;
		}
	}
	piece_end(s, &p, JOINT_END, 0, at);
	return at;
}

/* ---- segments */
static void set_indent(struct setter *s, int indent)
{
	s->indent = indent < s->width / 2 ? indent : s->width / 2;
}

/* Where the segment that begins at `at` ends: at a space, else between clusters. */
static size_t segment_end(const struct setter *s, size_t at)
{
	const char *space;
	size_t end;

	if (s->span.end - at <= s->segment)
		return s->span.end;
	end = at + s->segment;
	space = memrchr(s->text + at + s->segment / 2, ' ', s->segment - s->segment / 2);
	if (space)
		end = (size_t)(space - s->text) + 1;
	end = grapheme_floor(s->text, at, end, s->span.end);
	return end > at ? end : at + grapheme_length(s->text, at, s->span.end);
}

/* Makes the copy that linebreak_find() reads, of the same length: line ends that
 * were not meant are spaces, bytes that are no character '^', which is a letter to
 * UAX #14 and nothing to French readers. */
static void clean_part(struct setter *s)
{
	size_t len = span_length(s->part), n;
	char32_t cp;

	memcpy(s->clean, s->text + s->part.start, len);
	for (char *end = s->clean; (end = memchr(end, '\n', len - (size_t)(end - s->clean))); end++)
		if (!article_break_is_meant(s->a, s->span,
					    s->part.start + (size_t)(end - s->clean)))
			*end = ' ';
	for (char *end = s->clean; (end = memchr(end, '\r', len - (size_t)(end - s->clean))); end++)
		*end = ' ';
	if (utf8_valid(s->clean, len))
		return;
	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(s->clean + at, len - at, &cp);
		if (cp == UTF8_REPLACEMENT && !utf8_valid(s->clean + at, n))
			memset(s->clean + at, '^', n);
	}
}

/* Sets the segment that begins at `at`.  Returns where the next one begins. */
static size_t set_segment(struct setter *s, size_t at)
{
	bool ended = false;

	s->part = (struct span){at, segment_end(s, at)};
	clean_part(s);
	linebreak_find(s->clean, span_length(s->part), true, s->breaks);
	for (size_t next = at; next < s->part.end;) {
		if (ended)
			set_indent(s, s->next_indent);
		next = gather(s, next, &ended);
		fill_lines(s);
	}
	if (ended)
		set_indent(s, s->next_indent);
	else if (s->part.end < s->span.end && s->lines.len &&
		 s->lines.items[s->lines.len - 1].span.start > at)
		return s->lines.items[--s->lines.len].span.start;
	return s->part.end;
}

/* The first line of verse or of a list keeps its indentation, which stands before
 * the paragraph, as the others keep theirs. */
static int first_indent(const struct setter *s)
{
	const char *text = s->text, *end;
	size_t from = s->span.start;
	int indent = 0;

	end = memchr(text + from, '\n', span_length(s->span));
	if (!end || !article_break_is_meant(s->a, s->span, (size_t)(end - text)))
		return 0;
	while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t'))
		from--;
	for (; from < s->span.start; from++)
		indent += text[from] == '\t' ? space_width(indent, 1) : 1;
	return indent;
}

struct paragraph *paragraph_set(const struct article *a, struct span span,
				const struct layout_options *options)
{
	struct paragraph *p = mem_alloc(sizeof *p);
	struct setter s = {.a = a, .text = article_text(a), .span = span, .width = options->width};
	size_t room;

	if (s.width < 1)
		s.width = 1;
	s.segment = options->segment ? options->segment : SEGMENT;
	/* A segment of a single cluster may be longer than it was meant to be. */
	room = (s.segment < span_length(span) ? s.segment : span_length(span)) +
	       UTF8_MAX * GRAPHEME_MAX;
	s.clean = mem_alloc(room);
	s.breaks = mem_alloc(room);
	if (article_paragraphs(a) != ARTICLE_LINE)
		set_indent(&s, first_indent(&s));
	for (size_t at = span.start; at < span.end;)
		at = set_segment(&s, at);
	if (s.lines.len == 0)
		vec_push(&s.lines, ((struct line){.span = {span.start, span.start}}));
	free(s.clean);
	free(s.breaks);
	vec_release(&s.pieces);
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

/* A run of white space shows as one space, or reaches to a tab's stop. */
static void glyph_of_white(const char *text, size_t end, struct glyph *g)
{
	static const char spaces[] = "                                "
				     "                                ";
	int tabs = 0;

	static_assert(sizeof spaces - 1 == TAB * TABS_MAX, "the widest run of tabs");
	for (size_t n; g->span.end < end; g->span.end += n) {
		n = grapheme_length(text, g->span.end, end);
		if (!grapheme_is_white(text + g->span.end, n))
			break;
		tabs += text[g->span.end] == '\t';
	}
	g->width = space_width(g->column, tabs);
	g->text = spaces;
	g->len = (size_t)g->width;
}

static void glyph_of_cluster(const char *text, const struct line *line, struct glyph *g)
{
	size_t n = grapheme_length(text, g->span.start, line->span.end);
	const char *cluster = text + g->span.start, *sign = grapheme_sign(cluster, n);

	g->span.end = g->span.start + n;
	g->width = grapheme_width(cluster, n);
	g->text = sign ? sign : cluster;
	g->len = sign ? strlen(sign) : n;
	if (g->width > 0)
		return;
	g->text = "";
	g->len = 0;
	if (line->hyphen && g->span.end == line->span.end) {
		g->text = "-";
		g->width = 1;
		g->len = 1;
	}
}

bool line_next_glyph(const struct article *a, const struct line *line, size_t *at, struct glyph *g)
{
	const char *text = article_text(a);

	if (*at >= line->span.end)
		return false;
	g->column = *at == line->span.start ? line->indent : g->column + g->width;
	g->span = (struct span){*at, *at};
	glyph_of_white(text, line->span.end, g);
	if (span_empty(g->span))
		glyph_of_cluster(text, line, g);
	*at = g->span.end;
	return true;
}
