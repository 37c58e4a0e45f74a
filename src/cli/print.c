/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text set in lines.  With its notes, a paragraph is copied with brackets put
 * round the passages, and the copy is set: so the brackets are part of the lines
 * and nothing is wider than asked for.  Notes are numbered in the order of the text.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/page.h"
#include "cli/parallel.h"
#include "cli/paths.h"
#include "cli/plain.h"
#include "layout/block.h"

enum { WIDTH = 1, JUSTIFY, HYPHENATE, NOTES };

#define NOTE_INDENT 4

static const struct option options[] = {
	{WIDTH, "width", '\0', N_("N"), N_("cells a line at most (the setting width, 72)"), NULL},
	{JUSTIFY, "justify", '\0', NULL, N_("lines come up to the right, as far as looks well"),
	 NULL},
	{HYPHENATE, "hyphenate", '\0', N_("LANG|no"),
	 N_("divide words as in that language; auto: in the article's own"), "auto no ..."},
	{NOTES, "notes", '\0', NULL, N_("mark the passages, and put the notes below them"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

/* A bracket in a paragraph, before the byte `at`. */
struct bracket {
	size_t at;
	bool opens;
	size_t partner; /* where the other one stands */
	size_t note;    /* index in the notebook */
};

struct brackets {
	VEC(struct bracket) items;
};

/* At one place: closing ones first, inner ones closed first and opened last. */
static int by_place(const void *one, const void *other)
{
	const struct bracket *a = one, *b = other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->opens != b->opens)
		return a->opens ? 1 : -1;
	if (a->partner != b->partner)
		return a->partner > b->partner ? -1 : 1;
	return a->note == b->note ? 0 : (a->note < b->note) == a->opens ? -1 : 1;
}

static bool says_something(const struct note *n)
{
	return n->text || n->tags.len > 0 || n->kind == NOTE_BOOKMARK;
}

/* The number of each note of the book, 0 where it says nothing; yours to free. */
static size_t *number_notes(const struct notebook *notebook)
{
	size_t count = notebook_count(notebook), next = 1;
	size_t *numbers = mem_zalloc((count + 1) * sizeof *numbers);

	for (size_t i = 0; i < count; i++)
		if (says_something(notebook_at(notebook, i)))
			numbers[i] = next++;
	return numbers;
}

static bool is_placed(const struct note *n)
{
	return !span_empty(n->span);
}

/* What of the text belongs to a paragraph: it and the blank space after it. */
static struct span reach(const struct article *a, struct span p)
{
	struct span next;

	if (!article_paragraph_after(a, p, &next))
		next.start = SIZE_MAX;
	return (struct span){p.start, next.start};
}

static size_t clamp(size_t at, struct span p)
{
	return at < p.start ? p.start : at > p.end ? p.end : at;
}

static void find_brackets(const struct book *b, struct span p, struct brackets *found)
{
	struct span own = reach(b->article, p);

	for (size_t i = notebook_first_near(b->notebook, p.start); i < notebook_count(b->notebook);
	     i++) {
		const struct note *n = notebook_at(b->notebook, i);
		struct bracket open = {.opens = true, .note = i}, close = {.note = i};

		if (!is_placed(n) || n->span.start >= own.end)
			break;
		if (!span_overlaps(n->span, own))
			continue;
		open.at = close.partner = clamp(n->span.start, p);
		close.at = open.partner = clamp(n->span.end, p);
		if (n->span.start >= p.start)
			vec_push(&found->items, open);
		if (n->span.end <= own.end)
			vec_push(&found->items, close);
	}
	if (found->items.len > 0)
		qsort(found->items.items, found->items.len, sizeof *found->items.items, by_place);
}

/* U+2060 keeps a number with its bracket; it has no width and is not printed. */
static void add_bracket(struct str *text, const struct bracket *b, const size_t *numbers)
{
	str_add(text, b->opens ? "⟦" : "⟧");
	if (!b->opens && numbers[b->note])
		str_addf(text, "\u2060[%zu]", numbers[b->note]);
}

static void print_marked(struct job *job, const struct book *b, struct span p,
			 const struct layout_options *layout, const struct brackets *brackets,
			 const size_t *numbers)
{
	const char *text = article_text(b->article);
	struct str marked;
	size_t at = p.start;

	str_init(&marked);
	for (size_t i = 0; i < brackets->items.len; i++) {
		const struct bracket *bracket = &brackets->items.items[i];

		str_addn(&marked, text + at, bracket->at - at);
		add_bracket(&marked, bracket, numbers);
		at = bracket->at;
	}
	str_addn(&marked, text + at, p.end - at);
	page_add_text(&job->out, marked.data, marked.len, article_paragraphs(b->article), "",
		      layout);
	str_release(&marked);
}

/* What a note says, tags that its text has not added. */
static void add_note_text(struct str *text, const struct note *n)
{
	if (n->kind == NOTE_BOOKMARK)
		str_add(text, _("(bookmark)"));
	if (n->text)
		str_addf(text, "%s%s", text->len ? " " : "", n->text);
	note_write_other_tags(n, text);
}

static void print_note(struct job *job, const struct note *n, size_t number,
		       const struct layout_options *layout)
{
	struct str text, first;

	str_init(&text);
	str_init(&first);
	str_addf(&first, "%*s[%zu] ", NOTE_INDENT, "", number);
	add_note_text(&text, n);
	page_add_text(&job->out, text.data, text.len, ARTICLE_LINE, first.data, layout);
	str_release(&first);
	str_release(&text);
}

/* The notes whose passages end in this paragraph. */
static void print_closed(struct job *job, const struct book *b, const struct layout_options *layout,
			 const struct brackets *brackets, const size_t *numbers)
{
	bool first = true;

	for (size_t i = 0; i < brackets->items.len; i++) {
		const struct bracket *bracket = &brackets->items.items[i];

		if (bracket->opens || !numbers[bracket->note])
			continue;
		if (first)
			str_addc(&job->out, '\n');
		first = false;
		print_note(job, notebook_at(b->notebook, bracket->note), numbers[bracket->note],
			   layout);
	}
}

/* Notes on the whole article and those whose passage is not there any more. */
static void print_unplaced(struct job *job, const struct book *b, const size_t *numbers,
			   const struct layout_options *layout)
{
	struct str quote;

	str_init(&quote);
	for (size_t i = 0; i < notebook_count(b->notebook); i++) {
		const struct note *n = notebook_at(b->notebook, i);

		if (is_placed(n))
			continue;
		str_clear(&quote);
		if (n->quote) {
			str_add(&quote, _("No longer in the text:"));
			str_add(&quote, " ⟦");
			plain_add(&quote, n->quote, strlen(n->quote));
			str_add(&quote, "⟧");
		} else {
			str_add(&quote, _("On the whole article:"));
		}
		if (numbers[i])
			str_addf(&quote, "\u2060[%zu]", numbers[i]);
		str_addc(&job->out, '\n');
		page_add_text(&job->out, quote.data, quote.len, ARTICLE_LINE, "", layout);
		if (numbers[i]) {
			str_addc(&job->out, '\n');
			print_note(job, n, numbers[i], layout);
		}
	}
	str_release(&quote);
}

/* A huge paragraph is set in the blocks that the reader's screen shows, and goes out
 * as it comes. */
static void print_blocks(struct job *job, const struct article *a, struct span p,
			 const struct layout_options *layout)
{
	struct span block = block_at(a, p, p.start, 0);

	page_add_block(&job->out, a, block, layout);
	while (block.end < p.end && job_put(job)) {
		block = block_at(a, p, block.end, 0);
		page_add_block(&job->out, a, block, layout);
	}
}

static void print_paragraph(struct job *job, const struct book *b, struct span p,
			    const struct layout_options *layout, const size_t *numbers)
{
	struct brackets brackets = {0};

	if (b->notebook)
		find_brackets(b, p, &brackets);
	if (brackets.items.len > 0) {
		print_marked(job, b, p, layout, &brackets, numbers);
		print_closed(job, b, layout, &brackets, numbers);
	} else {
		print_blocks(job, b->article, p, layout);
	}
	vec_release(&brackets.items);
}

static void print_book(struct job *job, const struct book *b, const struct layout_options *layout)
{
	size_t *numbers = b->notebook ? number_notes(b->notebook) : NULL;
	struct span p;
	bool first = true;

	if (!b->notebook && parallel_print(job, b->article, layout))
		return;
	for (bool more = article_paragraph_at(b->article, 0, &p); more && job_put(job);
	     more = article_paragraph_after(b->article, p, &p)) {
		if (!first)
			str_addc(&job->out, '\n');
		first = false;
		print_paragraph(job, b, p, layout, numbers);
	}
	if (b->notebook)
		print_unplaced(job, b, numbers, layout);
	free(numbers);
}

static bool open_one(struct job *job, const char *path, struct book *b, struct err *err)
{
	if (job_has(job, NOTES))
		return book_open(b, job, path, false, err);
	*b = (struct book){.path = path};
	b->article = book_article(job, path, err);
	return b->article;
}

/* What --hyphenate asks for; its "auto" divides words in ragged text too. */
static struct hyphenator *choose_hyphenator(const struct job *job, struct article *a,
					    struct err *err)
{
	const struct settings *s = &job->settings;
	const char *given = job_value(job, HYPHENATE);

	return hyphenator_choose(given ? given : s->hyphenate, s->language,
				 s->justify || given || job_has(job, JUSTIFY), a, err);
}

/* False: nothing more need be tried. */
static bool print_one(struct job *job, const char *path, struct layout_options layout, bool *first)
{
	struct book b;
	struct err err;

	if (!open_one(job, path, &b, &err)) {
		job_fail(job, &err);
		return true;
	}
	layout.hyphenate = choose_hyphenator(job, b.article, &err);
	if (err.text[0]) {
		job_fail(job, &err);
	} else {
		if (!*first)
			str_addc(&job->out, '\n');
		*first = false;
		print_book(job, &b, &layout);
	}
	hyphenator_free(layout.hyphenate);
	book_close(&b, job);
	return !err.text[0];
}

static void run_print(struct job *job)
{
	struct layout_options layout = {.justify = job->settings.justify || job_has(job, JUSTIFY)};
	size_t width = (size_t)job->settings.width;
	bool first = true, more = true;
	struct paths paths;
	struct err err;

	if (!job_number(job, WIDTH, "--width", 1, &width, &err)) {
		job_misuse(job, &err);
		return;
	}
	layout.width = (int)width;
	paths_expand(&paths, job, PATHS_FOLDER, job->operands.items, job->operands.len);
	for (size_t i = 0; more && i < paths.items.len && job_put(job); i++)
		more = print_one(job, paths.items.items[i], layout, &first);
	paths_release(&paths);
}

const struct cli_command command_print = {
	.name = "print",
	.usage = N_("[OPTION]... FILE..."),
	.summary = N_("sets the text in lines, on standard output"),
	.options = options,
	.more = N_("Passages that are highlighted stand in ⟦…⟧ with --notes; a note bears the\n"
		   "number that follows its passage.  Controls in the text show as signs."),
	.least = 1,
	.missing = N_("print: no file given"),
	.takes_input = true,
	.run = run_print,
};
