/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table from format to writer.  Writers append to one string and know nothing
 * of each other; the Markdown writer is in markdown.c.  The items of the JSON
 * collection are those of the sidecar, word for word, so that an annotation has
 * one spelling only.
 */
#include "exchange/export.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "notes/json.h"
#include "notes/sidecar.h"
#include "text/passage.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define LABEL "Annotations"
#define CHAPTER_REACH 4000 /* paragraphs above a note that are looked at for its heading */
#define CHAPTER_BYTES 300

/* A UUID made from bytes, so that the same collection has the same name (RFC
 * 9562, version 8). */
static void urn_of(const struct str *bytes, const char *role, struct str *out)
{
	struct str salted;
	char d[DIGEST_TEXT];

	str_init(&salted);
	str_add(&salted, role);
	str_addn(&salted, bytes->data, bytes->len);
	digest_text(salted.data, salted.len, d);
	str_addf(out, "\"urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s\"", d, d + 8, d + 12, d + 15, d + 18);
	str_release(&salted);
}

/* A copy without the items that were not understood: they may be anything. */
static struct notebook *understood(const struct notebook *b)
{
	struct notebook *copy = notebook_copy(b);
	struct notebook_extra *extra = notebook_extra(copy);

	for (size_t i = 0; i < extra->items.len; i++)
		free(extra->items.items[i]);
	extra->items.len = 0;
	return copy;
}

/* The items of the sidecar that the book would make, with commas between. */
static size_t add_items(const struct export_item *item, const char *now, struct str *out)
{
	struct article *a = item->article;
	struct sidecar_about about = {
		.name = article_name(a),
		.title = item->title,
		.size = article_file_size(a),
		.chars = article_position(a, article_size(a)),
		.sha256 = article_sha256(a),
	};
	struct notebook *book = understood(item->book);
	struct json_object set = {0}, items = {0};
	struct str sidecar;
	const char *raw;
	size_t count = 0;

	str_init(&sidecar);
	sidecar_write(book, &about, now, &sidecar);
	if (json_parse(&set, sidecar.data, sidecar.len, NULL) && (raw = json_get(&set, "items")) &&
	    json_parse(&items, raw, strlen(raw), NULL))
		count = items.members.len;
	for (size_t i = 0; i < count; i++) {
		str_add(out, out->len ? "," : "");
		str_add(out, items.members.items[i].raw);
	}
	json_release(&items);
	json_release(&set);
	str_release(&sidecar);
	notebook_free(book);
	return count;
}

void export_add_character(struct str *out, const char *bytes, size_t len, char32_t cp)
{
	if (utf8_is_control(cp))
		str_add(out, utf8_control_sign(cp));
	else if (cp == UTF8_REPLACEMENT)
		str_add(out, "\uFFFD");
	else
		str_addn(out, bytes, len);
}

bool export_is_for_editor(const char *line, size_t at)
{
	static const char *const words[] = {"Local Variables", "vim", "Vim", "vi", "ex"};
	size_t end = at;

	if (line[at] != ':')
		return false;
	while (end > 0 && strchr("<=>0123456789", line[end - 1])) /* "vim>=700:" */
		end--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);

		if (end >= len && !memcmp(line + end - len, words[i], len) &&
		    (end == len || !isalnum((unsigned char)line[end - len - 1])))
			return true;
	}
	return false;
}

/* An AnnotationCollection whose only page is embedded (W3C Web Annotation Data
 * Model, §5). */
static void write_json(const struct export_item *items, size_t count, const char *now,
		       struct str *out)
{
	struct str all, raw;
	size_t total = 0;

	str_init(&all);
	str_init(&raw);
	for (size_t i = 0; i < count; i++)
		total += add_items(&items[i], now, &all);
	str_add(&raw, "{\"@context\":\"" CONTEXT "\",\"id\":");
	urn_of(&all, "collection", &raw);
	str_add(&raw, ",\"type\":\"AnnotationCollection\",\"label\":");
	if (count == 1)
		json_quote(&raw, items->title, strlen(items->title));
	else
		str_add(&raw, "\"" LABEL "\"");
	str_add(&raw, ",\"created\":");
	json_quote(&raw, now, strlen(now));
	str_addf(&raw, ",\"total\":%zu,\"first\":{\"id\":", total);
	urn_of(&all, "page", &raw);
	str_add(&raw, ",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[");
	str_addn(&raw, all.data, all.len);
	str_add(&raw, "]}}");
	json_indent(out, raw.data, raw.len, 0);
	str_addc(out, '\n');
	str_release(&raw);
	str_release(&all);
}

static const struct {
	const char *name, *extension;
	export_writer *write;
} formats[] = {
	[EXPORT_MARKDOWN] = {"markdown", "md", markdown_write},
	[EXPORT_ORG] = {"org", "org", org_write},
	[EXPORT_HTML] = {"html", "html", html_write},
	[EXPORT_JSON] = {"json", "json", write_json},
	[EXPORT_HYPOTHESIS] = {"hypothesis", "json", hypothesis_write},
	[EXPORT_KOREADER] = {"koreader", "json", koreader_write},
	[EXPORT_READWISE] = {"readwise", "csv", readwise_write},
};

bool export_format_parse(const char *word, enum export_format *format)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(word, formats[i].name) != 0)
			continue;
		*format = (enum export_format)i;
		return true;
	}
	return false;
}

void export_write(const struct export_item *items, size_t count, enum export_format format,
		  const char *now, struct str *out)
{
	formats[format].write(items, count, now, out);
}

const char *export_extension(enum export_format format)
{
	return formats[format].extension;
}

/* ---- for the writers */
void export_passage(const struct export_item *item, const struct note *n, struct str *out)
{
	if (!span_empty(n->span))
		passage_text(item->article, n->span, out);
	else if (n->quote)
		str_add(out, n->quote);
}

const char *export_source(const struct export_item *item)
{
	const char *path = article_path(item->article);

	return path ? path : article_name(item->article);
}

size_t export_paragraph(const struct export_item *item, const struct note *n)
{
	struct span p;

	if (span_empty(n->span) || !article_paragraph_at(item->article, n->span.start, &p))
		return 0;
	return article_paragraph_number(item->article, p.start);
}

void export_chapter(const struct export_item *item, const struct note *n, struct str *out)
{
	struct span p;
	bool more = !span_empty(n->span) && article_paragraph_at(item->article, n->span.start, &p);
	size_t from = out->len;

	for (int i = 0; more && i < CHAPTER_REACH; i++) {
		if (article_is_heading(item->article, p) && span_length(p) <= CHAPTER_BYTES) {
			passage_text(item->article, p, out);
			break;
		}
		more = article_paragraph_before(item->article, p, &p);
	}
	for (; from < out->len; from++)
		if (out->data[from] == '\n')
			out->data[from] = ' ';
}

const char *export_meaning(const struct export_item *item, const struct note *n)
{
	return item->meanings ? item->meanings[n->color] : NULL;
}

void export_note_text(const struct note *n, struct str *out)
{
	if (n->text)
		str_add(out, n->text);
	note_write_other_tags(n, out);
}
