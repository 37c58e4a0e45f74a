/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One page that needs nothing else: the article as it is read, its highlights, and the
 * notes in the margin, level with what they are about (in a narrow window below it).
 * A paragraph is cut wherever a highlight begins or ends; each piece is marked as the
 * note on top of it looks.  The style sheet is exchange/html.inc.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/export.h"

static const char style_sheet[] =
#include "exchange/html.inc"
	;

/* An article on its way to the page. */
struct page {
	const struct export_item *item;
	struct str *out;
	size_t first;       /* number of its first note that says something */
	size_t *numbers;    /* by index in the book, 0 where it says nothing */
	const char *prefix; /* of ids, so that those of several articles differ */
};

/* ---- characters */
static void add_char(struct str *out, const char *bytes, size_t n, char32_t cp)
{
	switch (cp) {
	case '&':
		str_add(out, "&amp;");
		break;
	case '<':
		str_add(out, "&lt;");
		break;
	case '>':
		str_add(out, "&gt;");
		break;
	case '"':
		str_add(out, "&quot;");
		break;
	case '\t':
		str_addc(out, ' ');
		break;
	default:
		export_add_character(out, bytes, n, cp);
	}
}

/* Text of a note or a title; its line ends show. */
static void add_text(struct str *out, const char *text)
{
	size_t len = strlen(text);
	char32_t cp;

	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		if (cp == '\n')
			str_add(out, "<br>");
		else
			add_char(out, text + at, n, cp);
	}
}

/* A part of a paragraph, wrapped by whoever shows it. */
static void add_part(const struct page *p, struct span paragraph, struct span part)
{
	const char *text = article_text(p->item->article);
	char32_t cp;

	for (size_t at = part.start, n; at < part.end; at += n) {
		n = utf8_decode(text + at, part.end - at, &cp);
		if (cp == '\r')
			continue;
		if (cp == '\n')
			str_add(p->out, article_break_is_meant(p->item->article, paragraph, at)
						? "<br>"
						: " ");
		else
			add_char(p->out, text + at, n, cp);
	}
}

/* ---- notes */
static bool says_something(const struct note *n)
{
	return n->text || n->tags.len || n->kind == NOTE_BOOKMARK || note_is_unsure(n);
}

static void number_notes(struct page *p)
{
	size_t count = notebook_count(p->item->book), next = p->first;

	p->numbers = mem_zalloc((count + 1) * sizeof *p->numbers);
	for (size_t i = 0; i < count; i++)
		if (says_something(notebook_at(p->item->book, i)))
			p->numbers[i] = next++;
}

/* The tags that are no words of the note. */
static void add_tags(struct str *out, const struct note *n)
{
	struct str tags;

	str_init(&tags);
	note_write_other_tags(n, &tags);
	if (tags.len) {
		str_add(out, " <span class=\"tags\">");
		add_text(out, tags.data);
		str_add(out, "</span>");
	}
	str_release(&tags);
}

/* What a note says: its text, its tags, that it is a bookmark, that its place is not
 * sure. */
static void add_words(const struct page *p, const struct note *n)
{
	const char *meaning = export_meaning(p->item, n);
	struct str *out = p->out;

	if (meaning) {
		str_add(out, "<span class=\"kind\">");
		add_text(out, meaning);
		str_add(out, "</span> ");
	}
	if (n->kind == NOTE_BOOKMARK)
		str_addf(out, "<span class=\"kind\">%s</span> ", _("Bookmark"));
	if (n->text)
		add_text(out, n->text);
	add_tags(out, n);
	if (note_is_unsure(n) && n->quote) {
		str_addf(out, "<span class=\"was\">%s ", _("It was:"));
		add_text(out, n->quote);
		str_add(out, "</span>");
	}
}

/* The number behind the passage, and the note, which the style puts into the margin. */
static void add_note(const struct page *p, const struct note *n, size_t number)
{
	str_addf(p->out,
		 "<a class=\"ref\" id=\"%sr%zu\" href=\"#%sn%zu\" aria-label=\"%s %zu\">%zu</a>",
		 p->prefix, number, p->prefix, number, _("Note"), number, number);
	str_addf(p->out, "<span class=\"note %s\" id=\"%sn%zu\" role=\"note\">",
		 note_color_name(n->color), p->prefix, number);
	str_addf(p->out, "<a href=\"#%sr%zu\" aria-label=\"%s\">%zu</a> ", p->prefix, number,
		 _("Back to the passage"), number);
	add_words(p, n);
	str_add(p->out, "</span>");
}

/* ---- paragraphs */
struct cuts {
	VEC(size_t) items;
};

static int by_place(const void *a, const void *b)
{
	size_t one = *(const size_t *)a, other = *(const size_t *)b;

	return (one > other) - (one < other);
}

static void add_cut(struct cuts *cuts, struct span paragraph, size_t at)
{
	if (at > paragraph.start && at < paragraph.end)
		vec_push(&cuts->items, at);
}

/* The notes that may stand in the paragraph: [*first, end) of the book. */
static size_t notes_in(const struct page *p, struct span paragraph, size_t *first)
{
	const struct notebook *b = p->item->book;
	size_t end;

	*first = end = notebook_first_near(b, paragraph.start);
	while (end < notebook_count(b) && !span_empty(notebook_at(b, end)->span) &&
	       notebook_at(b, end)->span.start < paragraph.end)
		end++;
	return end;
}

/* As on the screen: the one that began last, then the shortest. */
static const struct note *top_note(const struct page *p, size_t first, size_t end, struct span part)
{
	const struct note *top = NULL;

	for (size_t i = first; i < end; i++) {
		const struct note *n = notebook_at(p->item->book, i);

		if (n->kind != NOTE_BOOKMARK && span_overlaps(n->span, part) &&
		    (!top || n->span.start > top->span.start || n->span.end < top->span.end))
			top = n;
	}
	return top;
}

static void add_mark(const struct page *p, const struct note *n)
{
	const char *meaning = export_meaning(p->item, n);

	str_addf(p->out, "<mark class=\"%s %s\"", note_color_name(n->color),
		 note_style_name(n->style));
	if (meaning) {
		str_add(p->out, " title=\"");
		add_text(p->out, meaning);
		str_addc(p->out, '"');
	}
	str_addc(p->out, '>');
}

static void add_piece(const struct page *p, struct span paragraph, struct span part, size_t first,
		      size_t end)
{
	const struct note *top = top_note(p, first, end, part);

	if (top)
		add_mark(p, top);
	add_part(p, paragraph, part);
	if (top)
		str_add(p->out, "</mark>");
	for (size_t i = first; i < end; i++) {
		const struct note *n = notebook_at(p->item->book, i);

		/* The passage may reach into the blank space behind the paragraph. */
		if (p->numbers[i] && n->span.end > part.start &&
		    (n->span.end <= part.end ||
		     (part.end == paragraph.end && n->span.end <= paragraph.end + 2)))
			add_note(p, n, p->numbers[i]);
	}
}

static void add_pieces(const struct page *p, struct span paragraph)
{
	struct cuts cuts = {0};
	size_t first, end = notes_in(p, paragraph, &first), at = paragraph.start;

	for (size_t i = first; i < end; i++) {
		const struct note *n = notebook_at(p->item->book, i);

		add_cut(&cuts, paragraph, n->span.start);
		add_cut(&cuts, paragraph, n->span.end);
	}
	if (cuts.items.len)
		qsort(cuts.items.items, cuts.items.len, sizeof *cuts.items.items, by_place);
	vec_push(&cuts.items, paragraph.end);
	for (size_t i = 0; i < cuts.items.len; i++) {
		if (cuts.items.items[i] > at)
			add_piece(p, paragraph, (struct span){at, cuts.items.items[i]}, first, end);
		at = cuts.items.items[i];
	}
	vec_release(&cuts.items);
}

static void add_paragraph(const struct page *p, struct span paragraph, size_t number)
{
	int level = article_heading_level(p->item->article, paragraph);
	char tag[] = "p\0";

	/* The article's title is the page's h1, or one of several h2. */
	if (level) {
		tag[0] = 'h';
		tag[1] = (char)('0' + (level < 5 ? level + 1 : 6));
	}
	str_addf(p->out, "<%s id=\"%sp%zu\">", tag, p->prefix, number);
	add_pieces(p, paragraph);
	str_addf(p->out, "</%s>\n", tag);
}

/* ---- the page */
/* Notes that no paragraph shows: on the whole article, and those that lost their
 * passage. */
static void add_rest(const struct page *p)
{
	const struct notebook *b = p->item->book;
	bool any = false;

	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		if (!span_empty(n->span))
			continue;
		if (!any)
			str_addf(p->out, "<section class=\"rest\"><h2>%s</h2>\n",
				 _("Notes without a place in the text"));
		any = true;
		str_addf(p->out, "<div class=\"%s\">", note_color_name(n->color));
		if (n->quote) {
			str_add(p->out, "<blockquote>");
			add_text(p->out, n->quote);
			str_add(p->out, "</blockquote>");
		}
		str_add(p->out, "<p>");
		if (n->text)
			add_text(p->out, n->text);
		add_tags(p->out, n);
		str_add(p->out, "</p></div>\n");
	}
	if (any)
		str_add(p->out, "</section>\n");
}

static void add_article(struct str *out, const struct export_item *item, const char *prefix,
			bool alone)
{
	struct page p = {.item = item, .out = out, .first = 1, .prefix = prefix};
	const char *language = article_language(item->article);
	size_t number = 0;
	struct span title = article_title(item->article), paragraph;

	number_notes(&p);
	str_add(out, "<article");
	if (language)
		str_addf(out, " lang=\"%s\"", language);
	str_addf(out, " id=\"%stext\">\n<header><h1>", prefix);
	add_text(out, item->title);
	str_add(out, "</h1>\n<p class=\"source\">");
	add_text(out, alone ? article_name(item->article) : export_source(item));
	str_addf(out,
		 ngettext(" · %zu annotation", " · %zu annotations", notebook_count(item->book)),
		 notebook_count(item->book));
	str_add(out, "</p></header>\n");
	for (bool more = article_paragraph_at(item->article, 0, &paragraph); more;
	     more = article_paragraph_after(item->article, paragraph, &paragraph)) {
		size_t first;

		number++;
		/* It stands above already, unless something is marked in it. */
		if (span_equal(paragraph, title) && notes_in(&p, paragraph, &first) == first)
			continue;
		add_paragraph(&p, paragraph, number);
	}
	add_rest(&p);
	str_add(out, "</article>\n");
	free(p.numbers);
}

static void add_contents(struct str *out, const struct export_item *items, size_t count)
{
	str_addf(out, "<nav aria-label=\"%s\"><ol>\n", _("Articles"));
	for (size_t i = 0; i < count; i++) {
		str_addf(out, "<li><a href=\"#a%zu-text\">", i + 1);
		add_text(out, items[i].title);
		str_add(out, "</a></li>\n");
	}
	str_add(out, "</ol></nav>\n");
}

void html_write(const struct export_item *items, size_t count, const char *now, struct str *out)
{
	const char *language = count ? article_language(items->article) : NULL;

	str_addf(out, "<!DOCTYPE html>\n<html%s%s%s>\n<head>\n<meta charset=\"utf-8\">\n",
		 language ? " lang=\"" : "", language ? language : "", language ? "\"" : "");
	str_add(out,
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'unsafe-inline'\">\n<meta name=\"generator\" content=\"" PACKAGE_STRING
		"\">\n<title>");
	add_text(out, count == 1 ? items->title : _("Annotations"));
	str_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style_sheet);
	str_addf(out, "<a class=\"skip\" href=\"#%stext\">%s</a>\n<main>\n", count > 1 ? "a1-" : "",
		 _("To the text"));
	if (count > 1)
		add_contents(out, items, count);
	for (size_t i = 0; i < count; i++) {
		char prefix[32] = "";

		if (count > 1)
			snprintf(prefix, sizeof prefix, "a%zu-", i + 1);
		add_article(out, &items[i], prefix, count == 1);
	}
	str_addf(
		out,
		"</main>\n<footer>lutrin · <time datetime=\"%s\">%.10s</time></footer>\n</body>\n</html>\n",
		now, now);
}
