/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text goes out line by line, each line character by character with the escapes
 * of CommonMark 0.31 (any ASCII punctuation may follow a backslash) and those
 * that Obsidian needs (`^id`, `#tag`).  Front matter is YAML 1.2, whose double
 * quoted strings are JSON's.
 */
#include "exchange/export.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "notes/json.h"

/* Has a meaning wherever it stands in a line. */
static bool is_special(char32_t c)
{
	return c < 0x80 && c && strchr("\\`*_[]<>#~|^$", (int)c);
}

/* Has one by what follows: an entity, a comment, a highlight. */
static bool is_special_here(const char *rest, size_t len)
{
	char next = len > 1 ? rest[1] : '\0';

	if (rest[0] == '&')
		return next == '#' || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	return (rest[0] == '%' || rest[0] == '=') && next == rest[0];
}

/* How many characters of the line's start would begin a list, a rule, a heading's
 * underline or a fence: the last of them is escaped. */
static size_t marker(const char *line, size_t len)
{
	size_t digits = 0;

	if (len && strchr("+-=:", line[0]))
		return 1;
	while (digits < len && line[digits] >= '0' && line[digits] <= '9')
		digits++;
	if (digits && digits < len && (line[digits] == '.' || line[digits] == ')'))
		return digits + 1;
	return 0;
}

/* Indentation, which would make code, becomes no-break spaces. */
static size_t add_indentation(struct str *out, const char *line, size_t len)
{
	size_t at = 0;

	for (; at < len && (line[at] == ' ' || line[at] == '\t'); at++)
		str_add(out, "\u00A0");
	return at;
}

static void add_line(struct str *out, const char *line, size_t len)
{
	size_t at = add_indentation(out, line, len);
	size_t escaped = marker(line + at, len - at);

	for (size_t start = at; at < len;) {
		char32_t cp;
		size_t n = utf8_decode(line + at, len - at, &cp);

		if (is_special(cp) || at + 1 == start + escaped ||
		    is_special_here(line + at, len - at) || export_is_for_editor(line, at))
			str_addc(out, '\\');
		export_add_character(out, line + at, n, cp);
		at += n;
	}
}

/* Text whose lines begin with `mark` (its first character on a blank line) and,
 * but before a blank line and at the end, end with `end`. */
static void add_text(struct str *out, const char *text, const char *mark, const char *end)
{
	while (*text) {
		size_t len = strcspn(text, "\n"), used = len;
		const char *next = text + len + (text[len] == '\n');

		while (used > 0 && strchr(" \t\r", text[used - 1]))
			used--;
		str_addn(out, mark, used ? strlen(mark) : *mark != '\0');
		add_line(out, text, used);
		if (used && *next && *next != '\n')
			str_add(out, end);
		str_addc(out, '\n');
		text = next;
	}
}

/* A tag as note-taking programs read it: letters, marks, digits, "_", "-", "/". */
static void add_tag(struct str *out, const char *tag)
{
	size_t len = strlen(tag), n;
	char32_t cp;

	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(tag + at, len - at, &cp);
		if (cp == '_' || cp == '-' || cp == '/' ||
		    uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
								 UC_CATEGORY_MASK_N))
			str_addn(out, tag + at, n);
		else
			str_addc(out, '-');
	}
}

/* ---- front matter */

static void add_yaml(struct str *out, const char *text)
{
	size_t len = strlen(text), n;
	struct str visible;
	char32_t cp;

	str_init(&visible);
	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		export_add_character(&visible, text + at, n, cp);
	}
	json_quote(out, visible.data, visible.len);
	str_release(&visible);
}

struct tags {
	VEC(char *) list;
};

static void tags_collect(struct tags *tags, const struct notebook *b)
{
	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		for (size_t t = 0; t < n->tags.len; t++) {
			struct str tag;
			size_t k = 0;

			str_init(&tag);
			add_tag(&tag, n->tags.items[t]);
			while (k < tags->list.len && strcmp(tags->list.items[k], tag.data) != 0)
				k++;
			if (k == tags->list.len)
				vec_push(&tags->list, mem_strdup(tag.data));
			str_release(&tag);
		}
	}
}

static void add_front_tags(struct str *out, const struct export_item *items, size_t count)
{
	struct tags tags = {0};

	for (size_t i = 0; i < count; i++)
		tags_collect(&tags, items[i].book);
	str_add(out, "tags: [");
	for (size_t i = 0; i < tags.list.len; i++) {
		str_add(out, i ? ", " : "");
		add_yaml(out, tags.list.items[i]);
		free(tags.list.items[i]);
	}
	str_add(out, "]\n");
	vec_release(&tags.list);
}

static void add_front_matter(struct str *out, const struct export_item *items, size_t count,
			     const char *now)
{
	str_add(out, "---\n");
	if (count == 1) {
		str_add(out, "title: ");
		add_yaml(out, items->title);
		str_add(out, "\nsource: ");
		add_yaml(out, export_source(items));
		str_addc(out, '\n');
	}
	str_add(out, "created: ");
	add_yaml(out, now);
	str_addc(out, '\n');
	add_front_tags(out, items, count);
	str_add(out, "---\n");
}

/* ---- annotations */

/* The first eight digits of the id's UUID, or of its digest where it has none. */
static void add_block_id(struct str *out, const char *id)
{
	static const char urn[] = "urn:uuid:";
	const char *hex = strncmp(id, urn, sizeof urn - 1) == 0 ? id + sizeof urn - 1 : id;
	char digest[DIGEST_TEXT];

	if (strspn(hex, "0123456789abcdef") < 8) {
		digest_text(id, strlen(id), digest);
		hex = digest;
	}
	str_addf(out, "^a-%.8s\n", hex);
}

static void add_quote(struct str *out, const struct export_item *item, const struct note *n)
{
	struct str text;

	str_init(&text);
	export_passage(item, n, &text);
	add_text(out, text.data, "> ", "");
	str_release(&text);
}

/* What the colour says, as a label above the passage. */
static void add_meaning(struct str *out, const struct export_item *item, const struct note *n)
{
	const char *meaning = export_meaning(item, n);

	if (!meaning)
		return;
	str_add(out, "**");
	add_line(out, meaning, strcspn(meaning, "\n"));
	str_add(out, "**\n\n");
}

static void add_note(struct str *out, const struct export_item *item, const struct note *n)
{
	str_addc(out, '\n');
	add_meaning(out, item, n);
	if (n->quote) {
		add_quote(out, item, n);
		str_addc(out, '\n');
	}
	if (n->text) {
		/* Two spaces keep the line ends that the reader typed. */
		add_text(out, n->text, "", "  ");
		str_addc(out, '\n');
	}
	for (size_t i = 0; i < n->tags.len; i++) {
		str_add(out, i ? " #" : "#");
		add_tag(out, n->tags.items[i]);
	}
	if (n->tags.len)
		str_add(out, "\n\n");
	add_block_id(out, n->id);
}

static void add_heading(struct str *out, const struct export_item *item)
{
	str_add(out, "\n# ");
	add_line(out, item->title, strcspn(item->title, "\n"));
	str_add(out, "\n\n");
	add_line(out, export_source(item), strlen(export_source(item)));
	str_addc(out, '\n');
}

void markdown_write(const struct export_item *items, size_t count, const char *now, struct str *out)
{
	add_front_matter(out, items, count, now);
	for (size_t i = 0; i < count; i++) {
		if (count > 1)
			add_heading(out, &items[i]);
		for (size_t k = 0; k < notebook_count(items[i].book); k++)
			add_note(out, &items[i], notebook_at(items[i].book, k));
	}
}
