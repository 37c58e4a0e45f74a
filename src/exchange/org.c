/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations for Org: a heading each, its facts as properties, the passage as a
 * quotation, then the note.  Org has no escape character: where a line would begin
 * something, or a sign mark something up, a space of no width (U+200B) keeps them
 * apart, as its manual advises.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "base/utf8.h"
#include "exchange/export.h"

#define GAP "\u200B"
#define HEADING_CELLS 60 /* code points of the passage in a heading */

static bool begins_something(const char *line, size_t len)
{
	static const char *const words[] = {
		"CLOCK:", "DEADLINE:", "SCHEDULED:", "CLOSED:", "COMMENT", "%%("};
	size_t at = 0;

	while (at < len && (line[at] == ' ' || line[at] == '\t'))
		at++;
	if (at < len && strchr("*#:|", line[at]))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (len - at >= strlen(words[i]) && !strncmp(line + at, words[i], strlen(words[i])))
			return true;
	return len - at >= 5 && !strncmp(line + at, "-----", 5);
}

/* Whether code begins at `at` that Org runs when it exports. */
static bool is_inline_code(const char *line, size_t len, size_t at)
{
	return (len - at > 4 && !strncasecmp(line + at, "src_", 4)) ||
	       (len - at > 5 && !strncasecmp(line + at, "call_", 5));
}

/* Whether the colon at `at` makes a link of what runs when it is followed, or a line that
 * an editor obeys. */
static bool runs(const char *line, size_t at)
{
	return line[at] == ':' && ((at >= 5 && (!strncasecmp(line + at - 5, "elisp", 5) ||
						!strncasecmp(line + at - 5, "shell", 5))) ||
				   export_is_for_editor(line, at));
}

/* Whether the sign at `at` begins a link, a target, a macro, an entity … */
static bool marks_up(const char *line, size_t len, size_t at)
{
	char c = line[at], next = at + 1 < len ? line[at + 1] : '\0';
	char before = at > 0 ? line[at - 1] : ' ';

	if ((c == '[' || c == '<' || c == '{' || c == '@') && next == c)
		return true;
	if (c == '[' && next == 'f')
		return at + 3 < len && !strncmp(line + at, "[fn:", 4);
	if (c == '\\')
		return isalpha((unsigned char)next) || next == '\\' || next == '(' || next == '[';
	if (is_inline_code(line, len, at))
		return true;
	if (c == '<')
		return isdigit((unsigned char)next) || next == '%';
	/* *bold* /italic/ _under_ =code= ~code~ +gone+ */
	return strchr("*/_=~+$", c) && next && !isspace((unsigned char)next) &&
	       (isspace((unsigned char)before) || strchr("-('\"{", before));
}

static void add_line(struct str *out, const char *line, size_t len)
{
	char32_t cp;

	if (begins_something(line, len))
		str_add(out, GAP);
	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(line + at, len - at, &cp);
		if (runs(line, at))
			str_add(out, GAP);
		export_add_character(out, line + at, n, cp);
		if (n == 1 && marks_up(line, len, at))
			str_add(out, GAP);
	}
	str_addc(out, '\n');
}

static void add_text(struct str *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		add_line(out, text, len);
		text += len + (text[len] == '\n');
	}
}

/* Letters, digits, _ @ # %, which a tag may be made of. */
static void add_tag(struct str *out, const char *tag)
{
	size_t len = strlen(tag);
	char32_t cp;

	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(tag + at, len - at, &cp);
		if (uc_is_alnum(cp) || cp == '_' || cp == '@' || cp == '%' ||
		    uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M))
			str_addn(out, tag + at, n);
		else
			str_addc(out, '_');
	}
}

/* The beginning of a text on one line. */
static void add_beginning(struct str *out, const char *text)
{
	size_t at = 0, len = strlen(text), count = 0;
	struct str line;
	char32_t cp;

	str_init(&line);
	while (at < len && count++ < HEADING_CELLS) {
		size_t n = utf8_decode(text + at, len - at, &cp);

		if (cp == '\n')
			str_addc(&line, ' ');
		else
			str_addn(&line, text + at, n);
		at += n;
	}
	add_line(out, line.data, line.len);
	str_truncate(out, out->len - 1);
	if (at < len)
		str_add(out, "…");
	else if (line.len && line.data[line.len - 1] == ':') /* no tag */
		str_add(out, GAP);
	str_release(&line);
}

/* A property's value stands on its line. */
static void add_property(struct str *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	str_addf(out, ":%s: ", name);
	for (size_t at = 0, len = strlen(value), n; at < len; at += n) {
		char32_t cp;

		n = utf8_decode(value + at, len - at, &cp);
		if (cp == '\n' || cp == '\t')
			str_addc(out, ' ');
		else
			export_add_character(out, value + at, n, cp);
	}
	str_addc(out, '\n');
}

static void add_properties(struct str *out, const struct export_item *item, const struct note *n)
{
	size_t paragraph = export_paragraph(item, n);
	char number[24] = "";

	if (paragraph)
		snprintf(number, sizeof number, "%zu", paragraph);
	str_add(out, ":PROPERTIES:\n");
	add_property(out, "ID", n->id);
	add_property(out, "KIND", note_kind_name(n->kind));
	add_property(out, "COLOR", note_color_name(n->color));
	add_property(out, "MEANING", export_meaning(item, n));
	add_property(out, "STYLE", note_style_name(n->style));
	add_property(out, "PARAGRAPH", number);
	add_property(out, "STATUS", note_status_name(n->status));
	add_property(out, "CREATED", n->created);
	add_property(out, "MODIFIED", n->modified);
	add_property(out, "AUTHOR", n->author_name);
	str_add(out, ":END:\n");
}

static void add_note(struct str *out, const struct export_item *item, const struct note *n,
		     const char *stars)
{
	struct str passage;

	str_init(&passage);
	export_passage(item, n, &passage);
	str_addf(out, "\n%s ", stars);
	add_beginning(out, passage.len ? passage.data : n->text ? n->text : item->title);
	for (size_t i = 0; i < n->tags.len; i++) {
		str_add(out, i ? ":" : " :");
		add_tag(out, n->tags.items[i]);
	}
	str_add(out, n->tags.len ? ":\n" : "\n");
	add_properties(out, item, n);
	if (passage.len) {
		str_add(out, "#+begin_quote\n");
		add_text(out, passage.data);
		str_add(out, "#+end_quote\n");
	}
	if (n->text) {
		str_addc(out, '\n');
		add_text(out, n->text);
	}
	str_release(&passage);
}

/* What a document of one article begins with, or the heading of one among several. */
static void add_article(struct str *out, const struct export_item *item, bool alone)
{
	if (!alone) {
		str_add(out, "\n* ");
		add_line(out, item->title, strlen(item->title));
		str_add(out, ":PROPERTIES:\n");
		add_property(out, "SOURCE", export_source(item));
		str_add(out, ":END:\n");
		return;
	}
	str_add(out, "#+title: ");
	add_line(out, item->title, strlen(item->title));
	str_add(out, "#+source: ");
	add_line(out, export_source(item), strlen(export_source(item)));
}

void org_write(const struct export_item *items, size_t count, const char *now, struct str *out)
{
	str_addf(out, "#+date: %s\n#+options: ^:nil tex:nil f:nil -:nil\n", now);
	for (size_t i = 0; i < count; i++) {
		add_article(out, &items[i], count == 1);
		for (size_t k = 0; k < notebook_count(items[i].book); k++)
			add_note(out, &items[i], notebook_at(items[i].book, k),
				 count > 1 ? "**" : "*");
	}
}
