/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations as the Hypothesis client exports and imports them: the annotations of
 * its API, with positions in UTF-16 units of the document's text.
 */
#include <string.h>

#include "base/utf8.h"
#include "exchange/export.h"
#include "notes/json.h"

#define TITLE_MOST 500

static void add_string(struct str *out, const char *text)
{
	json_quote(out, text ? text : "", text ? strlen(text) : 0);
}

/* UTF-16 units of text[from, to). */
static size_t units(const char *text, size_t from, size_t to)
{
	size_t count = 0;
	char32_t cp;

	for (size_t at = from; at < to;) {
		at += utf8_decode(text + at, to - at, &cp);
		count += cp >= 0x10000 ? 2 : 1;
	}
	return count;
}

/* Where a walk through the article has got to: notes come in its order. */
struct reached {
	size_t offset, units;
};

static size_t units_before(const struct export_item *item, struct reached *r, size_t offset)
{
	if (offset < r->offset)
		*r = (struct reached){0, 0};
	r->units += units(article_text(item->article), r->offset, offset);
	r->offset = offset;
	return r->units;
}

static void add_selectors(struct str *out, const struct export_item *item, const struct note *n,
			  struct reached *r)
{
	str_add(out, ",\"selector\":[");
	if (!span_empty(n->span)) {
		size_t start = units_before(item, r, n->span.start);
		size_t end = start + units(article_text(item->article), n->span.start, n->span.end);

		str_addf(out, "{\"type\":\"TextPositionSelector\",\"start\":%zu,\"end\":%zu},",
			 start, end);
	}
	str_add(out, "{\"type\":\"TextQuoteSelector\",\"exact\":");
	add_string(out, n->quote);
	str_add(out, ",\"prefix\":");
	add_string(out, n->prefix);
	str_add(out, ",\"suffix\":");
	add_string(out, n->suffix);
	str_add(out, "}]");
}

static void add_tags(struct str *out, const struct note *n)
{
	str_add(out, ",\"tags\":[");
	for (size_t i = 0; i < n->tags.len; i++) {
		str_add(out, i ? "," : "");
		add_string(out, n->tags.items[i]);
	}
	str_addc(out, ']');
}

static void add_annotation(struct str *out, const struct export_item *item, const struct note *n,
			   struct reached *r)
{
	str_add(out, "{\"id\":");
	add_string(out, n->id);
	str_add(out, ",\"created\":");
	add_string(out, n->created);
	str_add(out, ",\"updated\":");
	add_string(out, n->modified ? n->modified : n->created);
	str_add(out, ",\"user\":");
	add_string(out, n->author_name);
	str_add(out, ",\"uri\":");
	add_string(out, export_source(item));
	str_add(out, ",\"document\":{\"title\":[");
	add_string(out, item->title);
	str_add(out, "]},\"text\":");
	add_string(out, n->text);
	add_tags(out, n);
	str_add(out, ",\"target\":[{\"source\":");
	add_string(out, export_source(item));
	if (n->quote) /* without one it is about the whole page */
		add_selectors(out, item, n, r);
	/* What Hypothesis has no member for, for those who know ours. */
	str_addf(out, "}],\"kind\":\"%s\",\"color\":\"%s\",\"highlight\":\"%s\"}",
		 note_kind_name(n->kind), note_color_name(n->color), note_style_name(n->style));
}

void hypothesis_write(const struct export_item *items, size_t count, const char *now,
		      struct str *out)
{
	struct str raw;
	bool any = false;

	str_init(&raw);
	str_add(&raw, "{\"export_date\":");
	add_string(&raw, now);
	str_add(&raw, ",\"export_userid\":\"\",\"client_version\":\"" PACKAGE_STRING
		      "\",\"annotations\":[");
	for (size_t i = 0; i < count; i++) {
		struct reached r = {0, 0};

		for (size_t k = 0; k < notebook_count(items[i].book); k++) {
			str_add(&raw, any ? "," : "");
			any = true;
			add_annotation(&raw, &items[i], notebook_at(items[i].book, k), &r);
		}
	}
	str_add(&raw, "]}");
	json_indent(out, raw.data, raw.len, 0);
	str_addc(out, '\n');
	str_release(&raw);
}
