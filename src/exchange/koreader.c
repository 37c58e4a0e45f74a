/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Highlights as KOReader's exporter writes them.  What it calls a page is a paragraph
 * here.  It has no tags: those that are no words of the note go behind it.
 */
#include <string.h>

#include "base/moment.h"
#include "exchange/export.h"
#include "exchange/koreader.h"
#include "notes/json.h"

#define VERSION_WORD "json/1.0.0"

static const char *const drawers[NOTE_STYLES] = {
	[NOTE_SOLID] = "lighten",
	[NOTE_UNDERLINE] = "underscore",
	[NOTE_STRIKETHROUGH] = "strikeout",
	[NOTE_OUTLINE] = "invert",
};

/* Ours first, so that what was written comes back; then those of its that we lack. */
static const struct {
	const char *name;
	enum note_color color;
} colors[] = {
	{"yellow", NOTE_YELLOW}, {"green", NOTE_GREEN},   {"blue", NOTE_BLUE},
	{"red", NOTE_PINK},      {"orange", NOTE_ORANGE}, {"purple", NOTE_PURPLE},
	{"pink", NOTE_PINK},     {"olive", NOTE_GREEN},   {"cyan", NOTE_BLUE},
	{"gray", NOTE_YELLOW},
};

enum note_style koreader_style(const char *drawer)
{
	for (size_t i = 0; i < NOTE_STYLES; i++)
		if (!strcmp(drawer, drawers[i]))
			return (enum note_style)i;
	return NOTE_SOLID;
}

enum note_color koreader_color(const char *name)
{
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
		if (!strcmp(name, colors[i].name))
			return colors[i].color;
	return NOTE_YELLOW;
}

static const char *color_name(enum note_color color)
{
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
		if (colors[i].color == color)
			return colors[i].name;
	return colors[0].name;
}

static void add_member(struct str *out, const char *key, const char *value)
{
	str_addf(out, ",\"%s\":", key);
	json_quote(out, value, strlen(value));
}

static void add_entry(struct str *out, const struct export_item *item, const struct note *n)
{
	time_t when = 0;
	struct str text;

	str_init(&text);
	if (n->created)
		moment_parse(n->created, &when);
	str_addf(out, "{\"sort\":\"%s\",\"page\":%zu,\"time\":%lld",
		 n->kind == NOTE_BOOKMARK ? "bookmark" : "highlight", export_paragraph(item, n),
		 (long long)when);
	export_passage(item, n, &text);
	add_member(out, "text", text.data);
	str_clear(&text);
	export_note_text(n, &text);
	if (text.len)
		add_member(out, "note", text.data);
	str_clear(&text);
	export_chapter(item, n, &text);
	add_member(out, "chapter", text.data);
	add_member(out, "drawer", drawers[n->style]);
	add_member(out, "color", color_name(n->color));
	str_addc(out, '}');
	str_release(&text);
}

/* One document, without the brace at its end. */
static void add_document(struct str *out, const struct export_item *item)
{
	str_add(out, "{\"title\":");
	json_quote(out, item->title, strlen(item->title));
	add_member(out, "author", ""); /* the article's is not known */
	str_add(out, ",\"entries\":[");
	for (size_t i = 0; i < notebook_count(item->book); i++) {
		str_add(out, i ? "," : "");
		add_entry(out, item, notebook_at(item->book, i));
	}
	str_addc(out, ']');
	add_member(out, "file", export_source(item));
	if (item->md5)
		add_member(out, "md5sum", item->md5);
	str_addf(out, ",\"number_of_pages\":%zu", article_paragraph_count(item->article));
}

void koreader_write(const struct export_item *items, size_t count, const char *now, struct str *out)
{
	struct str raw;
	time_t when = 0;

	moment_parse(now, &when);
	str_init(&raw);
	if (count == 1) {
		add_document(&raw, items);
		str_addc(&raw, ',');
	} else {
		str_add(&raw, "{\"documents\":[");
		for (size_t i = 0; i < count; i++) {
			str_add(&raw, i ? "," : "");
			add_document(&raw, &items[i]);
			str_addc(&raw, '}');
		}
		str_add(&raw, "],");
	}
	str_addf(&raw, "\"created_on\":%lld,\"version\":\"" VERSION_WORD "\"}", (long long)when);
	json_indent(out, raw.data, raw.len, 0);
	str_addc(out, '\n');
	str_release(&raw);
}
