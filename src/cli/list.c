/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list and check: the annotations of one article after the other, each written as
 * soon as its article is read, so that a large folder needs little memory.
 */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/utf8.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/paths.h"
#include "cli/plain.h"
#include "layout/grapheme.h"
#include "text/difference.h"

enum { FORMAT = 1, KIND, TAG, COLOR, STATUS, DIFF };
enum format { TEXT, TSV, JSON };

#define LINE 80        /* cells of a line of text */
#define NUMBER_CELLS 5 /* of a paragraph number */

static const struct option list_options[] = {
	{FORMAT, "format", '\0', N_("F"), N_("text (the default), tsv or json"), "text tsv json"},
	{KIND, "kind", '\0', N_("KIND"), N_("only these: highlight, note or bookmark"),
	 "highlight note bookmark"},
	{TAG, "tag", '\0', N_("TAG"), N_("only those that bear this tag"), NULL},
	{COLOR, "color", '\0', N_("COLOR"),
	 N_("only those of this color: yellow, green, blue, pink, orange or purple"),
	 SETTINGS_COLORS},
	{STATUS, "status", '\0', N_("STATUS"),
	 N_("only these: exact, moved, fuzzy, changed, ambiguous or orphan"),
	 "exact moved fuzzy changed ambiguous orphan"},
	{0, NULL, '\0', NULL, NULL, NULL},
};

static const struct option check_options[] = {
	{DIFF, "diff", '\0', NULL, N_("below those to look at, what became of their words"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

/* Sets of wanted values, a bit each; 0: all. */
struct filter {
	unsigned kinds, colors, statuses;
};

struct list {
	struct job *job;
	enum format format;
	struct filter filter;
	size_t count;       /* written so far */
	const char *headed; /* text: the article whose name was written last */
};

/* ---- what is wanted */

static void add_wanted(struct filter *f, int id, const char *word)
{
	enum note_kind kind;
	enum note_color color;
	enum note_status status;

	if (id == KIND && note_kind_parse(word, &kind))
		f->kinds |= 1u << kind;
	else if (id == COLOR && note_color_parse(word, &color))
		f->colors |= 1u << color;
	else if (id == STATUS && note_status_parse(word, &status))
		f->statuses |= 1u << status;
}

static void read_options(struct list *l)
{
	const struct job *job = l->job;
	const char *format = job_value(job, FORMAT);

	for (size_t i = 0; i < job->given.len; i++)
		add_wanted(&l->filter, job->given.items[i].id, job->given.items[i].value);
	if (format)
		l->format = !strcmp(format, "tsv") ? TSV : !strcmp(format, "json") ? JSON : TEXT;
}

static bool is_wanted(const struct list *l, const struct note *n)
{
	const struct filter *f = &l->filter;

	if ((f->kinds && !(f->kinds & 1u << n->kind)) ||
	    (f->colors && !(f->colors & 1u << n->color)) ||
	    (f->statuses && !(f->statuses & 1u << n->status)))
		return false;
	for (size_t i = 0; i < l->job->given.len; i++)
		if (l->job->given.items[i].id == TAG &&
		    !note_has_tag(n, l->job->given.items[i].value))
			return false;
	return true;
}

/* ---- text, for people */

static const char *sign(enum note_kind kind)
{
	switch (kind) {
	case NOTE_NOTE:
		return "✎";
	case NOTE_BOOKMARK:
		return "⚑";
	case NOTE_HIGHLIGHT:
		break;
	}
	return "▌";
}

/* The name of an article above its annotations, but where it is the only one. */
static void add_heading(struct list *l, const struct book *b)
{
	struct str *out = &l->job->out;
	const struct job *job = l->job;

	if (l->headed == b->path ||
	    (job->operands.len == 1 && !strcmp(job->operands.items[0], b->path)))
		return;
	if (l->count)
		str_addc(out, '\n');
	plain_add_name(out, b->path);
	str_addc(out, '\n');
	l->headed = b->path;
}

static void add_spaces(struct str *out, int count)
{
	while (count-- > 0)
		str_addc(out, ' ');
}

/* The lines of a note, below its passage and in its column. */
static void add_note_lines(struct str *out, const char *text, int column)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len > 0) {
			add_spaces(out, column);
			plain_add(out, text, len);
			str_addc(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
}

/* Tags that the note's own words do not show. */
static void add_tag_line(struct str *out, const struct note *n, int column)
{
	struct str tags;

	str_init(&tags);
	note_write_other_tags(n, &tags);
	if (tags.len)
		add_note_lines(out, tags.data, column);
	str_release(&tags);
}

static void add_text(struct list *l, const struct book *b, const struct note *n)
{
	struct str *out = &l->job->out;
	const char *meaning = settings_color_meaning(&l->job->settings, n->color);
	size_t paragraph = book_paragraph(b, n), start;
	const int column = NUMBER_CELLS + 3;

	add_heading(l, b);
	start = out->len;
	if (paragraph)
		str_addf(out, "%*zu ", NUMBER_CELLS, paragraph);
	else
		str_addf(out, "%*s ", NUMBER_CELLS, "-");
	str_addf(out, "%s ", sign(n->kind));
	book_add_short_id(out, n->id);
	str_addc(out, ' ');
	if (note_is_unsure(n))
		str_addf(out, "(%s) ", note_status_name(n->status));
	if (meaning) {
		str_addc(out, '[');
		plain_add(out, meaning, strlen(meaning));
		str_add(out, "] ");
	}
	if (n->quote)
		book_add_passage(out, b, n,
				 LINE - grapheme_string_width(out->data + start, out->len - start));
	else
		str_add(out, _("(the whole article)"));
	str_addc(out, '\n');
	if (n->text)
		add_note_lines(out, n->text, column);
	add_tag_line(out, n, column);
}

/* ---- tables, for programs */

static void add_field(struct str *out, const char *text)
{
	if (text)
		plain_add_field(out, text, strlen(text));
	str_addc(out, '\t');
}

/* Tags with commas between; one inside a tag is \x2C. */
static void add_tags_field(struct str *out, const struct note *n)
{
	for (size_t i = 0; i < n->tags.len; i++) {
		const char *tag = n->tags.items[i];

		if (i > 0)
			str_addc(out, ',');
		while (*tag) {
			size_t len = strcspn(tag, ",");

			plain_add_field(out, tag, len);
			tag += len;
			if (*tag == ',') {
				str_add(out, "\\x2C");
				tag++;
			}
		}
	}
	str_addc(out, '\t');
}

static void add_tsv(struct list *l, const struct book *b, const struct note *n)
{
	struct str *out = &l->job->out;

	add_field(out, n->id);
	add_field(out, b->path);
	str_addf(out, "%zu\t", book_paragraph(b, n));
	add_field(out, note_kind_name(n->kind));
	add_field(out, note_status_name(n->status));
	add_field(out, note_color_name(n->color));
	add_field(out, n->quote);
	add_field(out, n->text);
	add_tags_field(out, n);
	add_field(out, n->created);
	add_field(out, n->modified);
	out->data[out->len - 1] = '\n';
}

static void add_member(struct str *out, const char *name, const char *value)
{
	str_addf(out, ",\n    \"%s\": ", name);
	if (value)
		json_quote(out, value, strlen(value));
	else
		str_add(out, "null");
}

static void add_number(struct str *out, const char *name, size_t n, bool known)
{
	str_addf(out, ",\n    \"%s\": ", name);
	if (known)
		str_addf(out, "%zu", n);
	else
		str_add(out, "null");
}

static void add_json(struct list *l, const struct book *b, const struct note *n)
{
	struct str *out = &l->job->out;
	size_t paragraph = book_paragraph(b, n);

	str_add(out, l->count ? ",\n  {\n    \"id\": " : "\n  {\n    \"id\": ");
	json_quote(out, n->id, strlen(n->id));
	add_member(out, "file", b->path);
	add_number(out, "paragraph", paragraph, paragraph);
	add_member(out, "kind", note_kind_name(n->kind));
	add_member(out, "status", note_status_name(n->status));
	add_member(out, "color", note_color_name(n->color));
	add_member(out, "style", note_style_name(n->style));
	add_member(out, "quote", n->quote);
	add_number(out, "start", article_position(b->article, n->span.start), paragraph);
	add_number(out, "end", article_position(b->article, n->span.end), paragraph);
	add_member(out, "note", n->text);
	str_add(out, ",\n    \"tags\": [");
	for (size_t i = 0; i < n->tags.len; i++) {
		if (i > 0)
			str_add(out, ", ");
		json_quote(out, n->tags.items[i], strlen(n->tags.items[i]));
	}
	str_add(out, "]");
	add_member(out, "author", n->author_name);
	add_member(out, "created", n->created);
	add_member(out, "modified", n->modified);
	str_add(out, "\n  }");
}

/* ---- the commands */

/* Calls `each` for every annotation under the operands, and `none` (may be NULL) for a
 * file without any. */
static void for_each_note(struct job *job, void *context,
			  void (*each)(void *context, const struct book *b, size_t index),
			  void (*none)(struct job *job, const struct book *b))
{
	struct paths paths;
	struct err err;

	paths_expand(&paths, job, PATHS_ANNOTATED, job->operands.items, job->operands.len);
	for (size_t i = 0; i < paths.items.len && job_put(job); i++) {
		struct book b;

		job_progress(job, i, paths.items.len);
		if (!book_open(&b, job, paths.items.items[i], false, &err)) {
			job_fail(job, &err);
			continue;
		}
		for (size_t n = 0; n < notebook_count(b.notebook) && job_put(job); n++)
			each(context, &b, n);
		if (none && !notebook_count(b.notebook))
			none(job, &b);
		book_close(&b, job);
	}
	paths_release(&paths);
}

static void list_note(void *context, const struct book *b, size_t index)
{
	struct list *l = context;
	const struct note *n = notebook_at(b->notebook, index);

	if (!is_wanted(l, n))
		return;
	switch (l->format) {
	case TEXT:
		add_text(l, b, n);
		break;
	case TSV:
		add_tsv(l, b, n);
		break;
	case JSON:
		add_json(l, b, n);
		break;
	}
	l->count++;
}

static void run_list(struct job *job)
{
	struct list l = {.job = job};

	read_options(&l);
	if (l.format == TSV)
		str_add(&job->out, "id\tfile\tparagraph\tkind\tstatus\tcolor\tquote\tnote\ttags\t"
				   "created\tmodified\n");
	if (l.format == JSON)
		str_add(&job->out, "[");
	for_each_note(job, &l, list_note, NULL);
	if (l.format == JSON)
		str_add(&job->out, l.count ? "\n]\n" : "]\n");
}

/* Below the line of a note: what became of its words. */
static void add_difference(struct str *out, const struct book *b, const struct note *n)
{
	struct difference d;
	struct str now, line;

	if (!n->quote)
		return;
	str_init(&now);
	str_init(&line);
	if (!span_empty(n->span))
		str_addn(&now, article_text(b->article) + n->span.start, span_length(n->span));
	difference_find(n->quote, now.data, &d);
	difference_write(&d, &line);
	str_add(out, "\t");
	plain_add(out, line.data, line.len);
	str_addc(out, '\n');
	difference_release(&d);
	str_release(&line);
	str_release(&now);
}

static void check_note(void *context, const struct book *b, size_t index)
{
	struct job *job = context;
	const struct note *n = notebook_at(b->notebook, index);

	str_addf(&job->out, "%s\t", note_status_name(n->status));
	plain_add_field(&job->out, b->path, strlen(b->path));
	str_addf(&job->out, ":%zu\t", book_paragraph(b, n));
	add_field(&job->out, n->id);
	if (n->quote)
		book_add_passage(&job->out, b, n, LINE);
	str_addc(&job->out, '\n');
	if (note_is_unsure(n) && job_has(job, DIFF))
		add_difference(&job->out, b, n);
	if (note_is_unsure(n) && job->status < JOB_NO)
		job->status = JOB_NO;
}

/* An article that was renamed, moved or copied has its notes elsewhere. */
static void check_none(struct job *job, const struct book *b)
{
	char *strangers = store_strangers(b->store);
	struct err err;

	if (strangers) {
		err_set(&err,
			"%s: the notes in %s seem to be this article's (lutrin import takes them)",
			b->path, strangers);
		job_refuse(job, &err);
	}
	free(strangers);
}

static void run_check(struct job *job)
{
	for_each_note(job, job, check_note, check_none);
}

const struct cli_command command_list = {
	.name = "list",
	.usage = N_("[OPTION]... PATH..."),
	.summary = N_("lists the annotations of articles, or of all articles under a folder"),
	.options = list_options,
	.more = N_(
		"--kind, --color and --status may be given several times: any of the values will\n"
		"do. --tag may too: all of the tags are wanted.\n"
		"\n"
		"tsv has a header line and the columns id, file, paragraph, kind, status, color,\n"
		"quote, note, tags (commas between), created, modified. In a field, \\t, \\n, \\r\n"
		"and \\\\ stand for a tab, line ends and a backslash, \\xHH and \\uHHHH for other\n"
		"controls. json is one array of objects with the same names, and some more. An\n"
		"annotation that has no place in the text is at paragraph 0 (json: null)."),
	.least = 1,
	.missing = N_("list: no file or folder given"),
	.run = run_list,
};

const struct cli_command command_check = {
	.name = "check",
	.usage = N_("[OPTION]... PATH..."),
	.summary = N_("tells how each annotation was found in its text"),
	.options = check_options,
	.more = N_("One line an annotation: STATUS, FILE:PARAGRAPH, ID and the beginning of the\n"
		   "passage, with tabs between. STATUS is exact or moved, or else fuzzy, changed,\n"
		   "ambiguous or orphan: such a one wants to be looked at, and the exit status is\n"
		   "1."),
	.least = 1,
	.missing = N_("check: no file or folder given"),
	.run = run_check,
};
