/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * add, edit and remove.  All that was given is read and checked first (struct
 * fields), then the place is looked for, and only then anything is changed: a call
 * does all that it was asked or nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/utf8.h"
#include "cli/book.h"
#include "cli/command.h"
#include "notes/anchor.h"
#include "text/sentence.h"

enum { QUOTE = 1, PREFIX, SUFFIX, NTH, PARAGRAPH, NOTE, TAG, COLOR, STYLE, BOOKMARK };

#define NOTE_LIMIT ((size_t)16 << 20)

static const struct option options[] = {
	{QUOTE, "quote", '\0', N_("TEXT"), N_("the passage, as it reads in the article"), NULL},
	{PREFIX, "prefix", '\0', N_("TEXT"), N_("what stands just before it"), NULL},
	{SUFFIX, "suffix", '\0', N_("TEXT"), N_("what stands just after it"), NULL},
	{NTH, "nth", '\0', N_("N"), N_("the Nth such passage, from 1"), NULL},
	{PARAGRAPH, "paragraph", '\0', N_("N"), N_("the whole paragraph N, from 1"), NULL},
	{NOTE, "note", '\0', N_("TEXT"), N_("the note; - reads it from standard input"), NULL},
	{TAG, "tag", '\0', N_("TAG"), N_("a tag; may be given several times"), NULL},
	{COLOR, "color", '\0', N_("COLOR"), N_("yellow, green, blue, pink, orange or purple"),
	 SETTINGS_COLORS},
	{STYLE, "style", '\0', N_("STYLE"), N_("solid, underline, strikethrough or outline"),
	 SETTINGS_STYLES},
	{BOOKMARK, "bookmark", '\0', NULL, N_("a bookmark, not a highlight"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

static const struct option no_options[] = {{0, NULL, '\0', NULL, NULL, NULL}};

/* What the options say, checked. */
struct fields {
	const char *quote, *prefix, *suffix;
	size_t nth, paragraph; /* 0: not given */
	const char *note;      /* NULL: not given */
	struct str input;      /* the note where it came from standard input */
	enum note_color color;
	enum note_style style;
};

/* ---- reading the options */

static bool read_texts(const struct job *job, struct err *err)
{
	for (size_t i = 0; i < job->given.len; i++) {
		const char *value = job->given.items[i].value;

		if (value && !utf8_valid(value, strlen(value)))
			return err_set(err, "\"%s\": not UTF-8", value);
	}
	return true;
}

static bool read_place(const struct job *job, struct fields *f, struct err *err)
{
	f->quote = job_value(job, QUOTE);
	f->prefix = job_value(job, PREFIX);
	f->suffix = job_value(job, SUFFIX);
	if (!job_number(job, NTH, "--nth", 1, &f->nth, err) ||
	    !job_number(job, PARAGRAPH, "--paragraph", 1, &f->paragraph, err))
		return false;
	if (f->quote && f->paragraph)
		return err_set(err, "--quote and --paragraph exclude each other");
	if (!f->quote && (f->prefix || f->suffix || f->nth))
		return err_set(err, "--prefix, --suffix and --nth go with --quote");
	if (f->quote && !*f->quote)
		return err_set(err, "--quote: nothing to look for");
	return true;
}

static bool read_input_note(struct fields *f, struct err *err)
{
	if (!job_read_input(NOTE_LIMIT, &f->input, err))
		return false;
	if (strlen(f->input.data) != f->input.len || !utf8_valid(f->input.data, f->input.len))
		return err_set(err, "standard input: not UTF-8 text");
	if (f->input.len > 0 && f->input.data[f->input.len - 1] == '\n')
		str_truncate(&f->input, f->input.len - 1);
	f->note = f->input.data;
	return true;
}

static bool read_note(const struct job *job, struct fields *f, struct err *err)
{
	f->note = job_value(job, NOTE);
	if (!f->note || strcmp(f->note, "-"))
		return true;
	if (!strcmp(job->operands.items[0], "-"))
		return err_set(err, "standard input cannot be both the article and the note");
	return read_input_note(f, err);
}

static void read_looks(const struct job *job, struct fields *f)
{
	const char *color = job_value(job, COLOR), *style = job_value(job, STYLE);

	/* The settings' words stand in the order of the enumerations. */
	f->color = (enum note_color)job->settings.color;
	f->style = (enum note_style)job->settings.style;
	if (color)
		note_color_parse(color, &f->color);
	if (style)
		note_style_parse(style, &f->style);
}

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

static bool read_fields(const struct job *job, struct fields *f, struct err *err)
{
	*f = (struct fields){0};
	str_init(&f->input);
	read_looks(job, f);
	return read_texts(job, err) && read_place(job, f, err) && read_note(job, f, err);
}

/* ---- the place */

static bool find_paragraph(const struct book *b, const struct fields *f, bool bookmark,
			   struct span *span, struct err *err)
{
	if (!article_paragraph_by_number(b->article, f->paragraph, span))
		return err_set(err, "%s: there is no paragraph %zu, the last one is %zu", b->path,
			       f->paragraph, article_paragraph_count(b->article));
	if (bookmark)
		*span = sentence_at(article_text(b->article), *span, span->start);
	return true;
}

static bool choose(const struct book *b, const struct fields *f, const struct anchor_spans *found,
		   struct span *span, struct err *err)
{
	if (!found->len)
		return err_set(err, "%s: the passage is not in the text", b->path);
	if (!f->nth && found->len > 1)
		return err_set(err,
			       "%s: the passage is there %zu times; --nth, --prefix and --suffix "
			       "tell which",
			       b->path, found->len);
	if (f->nth > found->len)
		return err_set(err, "%s: there is no passage %zu, they are %zu", b->path, f->nth,
			       found->len);
	*span = found->items[f->nth ? f->nth - 1 : 0];
	return true;
}

static bool find_place(const struct book *b, const struct fields *f, bool bookmark,
		       struct span *span, struct err *err)
{
	struct anchor_spans found = {0};
	bool good;

	if (f->paragraph) {
		good = find_paragraph(b, f, bookmark, span, err);
	} else {
		anchor_quote(b->article, f->quote, f->prefix, f->suffix, &found);
		good = choose(b, f, &found, span, err);
		vec_release(&found);
	}
	if (good && span_length(*span) > ANCHOR_MOST)
		return err_set(err, "%s: the passage is too long to be quoted", b->path);
	return good;
}

/* ---- the changes */

static void add_tags(const struct job *job, struct note *n)
{
	for (size_t i = 0; i < job->given.len; i++)
		if (job->given.items[i].id == TAG && !is_blank(job->given.items[i].value))
			note_add_tag(n, job->given.items[i].value);
}

/* Saves, then prints the note's id; saving may put other notes in the place of
 * those that were there. */
static void save_and_print(struct job *job, struct book *b, const struct note *n)
{
	char *id = mem_strdup(n->id);
	struct err err;

	if (book_save(b, job, &err))
		str_addf(&job->out, "%s\n", id);
	else
		job_fail(job, &err);
	free(id);
}

static void add_to(struct job *job, struct book *b, const struct fields *f)
{
	bool bookmark = job_has(job, BOOKMARK);
	char now[MOMENT_TEXT];
	struct span span;
	struct err err;
	struct note *n;

	if (!find_place(b, f, bookmark, &span, &err)) {
		job_refuse(job, &err);
		return;
	}
	n = note_new();
	n->kind = bookmark ? NOTE_BOOKMARK : NOTE_HIGHLIGHT;
	n->color = f->color;
	n->style = f->style;
	anchor_describe(n, b->article, span);
	if (f->note)
		note_set_text(n, f->note);
	add_tags(job, n);
	book_now(now);
	save_and_print(job, b, notebook_add(b->notebook, n, now));
}

/* Opens the first operand to change it; false when it is told why not. */
static bool open_to_change(struct job *job, struct book *b)
{
	struct err err;

	if (job->readonly)
		err_set(&err, "%s: --readonly: annotations cannot be changed",
			job->operands.items[0]);
	else if (book_open(b, job, job->operands.items[0], true, &err))
		return true;
	job_fail(job, &err);
	return false;
}

static bool check_operands(const struct job *job, size_t most, struct err *err)
{
	if (job->operands.len <= most)
		return true;
	return err_set(err, "%s: one operand too many", job->operands.items[most]);
}

static void run_add(struct job *job)
{
	struct fields f;
	struct err err;
	struct book b;
	bool good = read_fields(job, &f, &err) && check_operands(job, 1, &err);

	if (good && !f.quote && !f.paragraph)
		good = err_set(&err, "add: --quote or --paragraph must say where");
	for (size_t i = 0; good && i < job->given.len; i++)
		if (job->given.items[i].id == TAG && is_blank(job->given.items[i].value))
			good = err_set(&err, "--tag: empty");
	if (!good) {
		job_misuse(job, &err);
	} else if (open_to_change(job, &b)) {
		add_to(job, &b, &f);
		book_close(&b, job);
	}
	str_release(&f.input);
}

/* The annotation of that id; NULL when it is told that there is none. */
static const struct note *find_note(struct job *job, const struct book *b, const char *id)
{
	bool several = false;
	const struct note *n = notebook_find(b->notebook, id, &several);
	struct err err;

	if (n)
		return n;
	if (several)
		err_set(&err, "%s: several annotations of %s begin so", id, b->path);
	else
		err_set(&err, "%s: no such annotation in %s", id, b->path);
	job_refuse(job, &err);
	return NULL;
}

static bool change(const struct job *job, const struct book *b, const struct fields *f,
		   struct note *n, struct err *err)
{
	bool bookmark = job_has(job, BOOKMARK);
	struct span span;

	if (f->quote || f->paragraph) {
		if (!find_place(b, f, bookmark, &span, err))
			return false;
		anchor_describe(n, b->article, span);
	}
	/* Tags given replace those there were; the words of the note add theirs. */
	if (job_has(job, TAG)) {
		char *text = mem_strdup(f->note ? f->note : n->text);

		note_clear_tags(n);
		note_set_text(n, NULL);
		note_set_text(n, text);
		add_tags(job, n);
		free(text);
	} else if (f->note) {
		note_set_text(n, f->note);
	}
	if (job_has(job, COLOR))
		n->color = f->color;
	if (job_has(job, STYLE))
		n->style = f->style;
	if (bookmark)
		n->kind = NOTE_BOOKMARK;
	return true;
}

static void edit_in(struct job *job, struct book *b, const struct fields *f)
{
	const struct note *old = find_note(job, b, job->operands.items[1]);
	char now[MOMENT_TEXT];
	struct err err;
	struct note *n;

	if (!old)
		return;
	n = note_copy(old);
	if (!change(job, b, f, n, &err)) {
		note_free(n);
		job_refuse(job, &err);
		return;
	}
	book_now(now);
	save_and_print(job, b, notebook_replace(b->notebook, n, now));
}

static void run_edit(struct job *job)
{
	struct fields f;
	struct err err;
	struct book b;
	bool good = read_fields(job, &f, &err) && check_operands(job, 2, &err);

	if (good && !job->given.len)
		good = err_set(&err, "edit: nothing to change was given");
	if (!good) {
		job_misuse(job, &err);
	} else if (open_to_change(job, &b)) {
		edit_in(job, &b, &f);
		book_close(&b, job);
	}
	str_release(&f.input);
}

static void remove_from(struct job *job, struct book *b)
{
	VEC(char *) ids = {0};
	char now[MOMENT_TEXT];
	struct err err;
	bool all = true;

	for (size_t i = 1; i < job->operands.len; i++) {
		const struct note *n = find_note(job, b, job->operands.items[i]);

		if (n)
			vec_push(&ids, mem_strdup(n->id));
		else
			all = false;
	}
	book_now(now);
	/* One that is named twice is gone the second time, as was asked. */
	for (size_t i = 0; i < ids.len; i++) {
		if (all)
			notebook_remove(b->notebook, ids.items[i], now);
		free(ids.items[i]);
	}
	vec_release(&ids);
	if (all && !book_save(b, job, &err))
		job_fail(job, &err);
}

static void run_remove(struct job *job)
{
	struct book b;

	if (!open_to_change(job, &b))
		return;
	remove_from(job, &b);
	book_close(&b, job);
}

const struct cli_command command_add = {
	.name = "add",
	.usage = N_("FILE (--quote TEXT | --paragraph N) [OPTION]..."),
	.summary = N_("makes one annotation and prints its id"),
	.options = options,
	.more = N_("The passage is looked for as people read: spaces of all kinds, line ends,\n"
		   "quotes, apostrophes and dashes are as good as each other; case and accents\n"
		   "count. #words in a note are its tags. With --paragraph, a bookmark takes the\n"
		   "first sentence. Where the passage is not found, or is found in several places\n"
		   "and --nth does not tell which, the status is 1."),
	.least = 1,
	.missing = N_("add: no file given"),
	.writes = job_writes_notes,
	.run = run_add,
};

const struct cli_command command_edit = {
	.name = "edit",
	.usage = N_("FILE ID OPTION..."),
	.summary = N_("changes an annotation"),
	.options = options,
	.more = N_(
		"What is not given stays. --note '' takes the note away; --tag replaces all tags\n"
		"(--tag '' leaves none but the #words of the note); --quote and --paragraph put\n"
		"the annotation on another passage. An ID may be shortened to its first\n"
		"characters, four at least, while no other begins with them."),
	.least = 2,
	.missing = N_("edit: a file and an id are needed"),
	.writes = job_writes_notes,
	.run = run_edit,
};

const struct cli_command command_remove = {
	.name = "remove",
	.usage = N_("FILE ID..."),
	.summary = N_("deletes annotations"),
	.options = no_options,
	.more = N_("Where one ID is unknown, nothing is deleted and the status is 1. An ID may be\n"
		   "shortened to its first characters, four at least, while no other begins with\n"
		   "them."),
	.least = 2,
	.missing = N_("remove: a file and an id are needed"),
	.writes = job_writes_notes,
	.run = run_remove,
};
