/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader for each format makes a list of what the file holds: a note, and the names
 * of the article that it is about.  Then those of this article are chosen.  Positions
 * of Hypothesis are UTF-16 units of the article's text, all others code points.
 */
#include "exchange/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/moment.h"
#include "base/str.h"
#include "base/utf8.h"
#include "exchange/koreader.h"
#include "notes/anchor.h"
#include "notes/anchoring.h"
#include "notes/item.h"
#include "notes/json.h"
#include "notes/merge.h"

struct found {
	struct note *note;
	char *source, *title; /* of the article, or NULL */
};

struct reading {
	struct article *article;
	VEC(struct found) found;
	size_t not_understood;
};

static const char *const names[IMPORT_FORMATS] = {
	[IMPORT_JSON] = "json",
	[IMPORT_HYPOTHESIS] = "hypothesis",
	[IMPORT_KOREADER] = "koreader",
};

bool import_format_parse(const char *word, enum import_format *format)
{
	for (size_t i = 0; i < IMPORT_FORMATS; i++)
		if (!strcmp(word, names[i])) {
			*format = (enum import_format)i;
			return true;
		}
	return false;
}

const char *import_format_name(enum import_format format)
{
	return names[format];
}

static void add_found(struct reading *r, struct note *n, const char *source, const char *title)
{
	struct found f = {n, mem_strdup(source), mem_strdup(title)};

	vec_push(&r->found, f);
}

/* A name for what has none of its own, from what tells it from others. */
static char *stable_id(const char *program, const char *key)
{
	struct str salted, id;
	char d[DIGEST_TEXT];

	if (strchr(key, ':') && !strcmp(program, "hypothesis"))
		return mem_strdup(key); /* it is an IRI */
	str_init(&salted);
	str_init(&id);
	str_addf(&salted, "%s %s", program, key);
	digest_text(salted.data, salted.len, d);
	str_addf(&id, "urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s", d, d + 8, d + 12, d + 15, d + 18);
	str_release(&salted);
	return str_take(&id);
}

/* ---- W3C */
static char *source_of(const struct note *n)
{
	struct json_object targets, target;
	char *source = NULL;

	json_list(&targets, json_get(&n->raw, "target"));
	if (targets.members.len && json_open(&target, targets.members.items[0].raw)) {
		if (!json_get_string(&target, "source", &source))
			json_get_string(&target, "id", &source);
		json_release(&target);
	}
	json_release(&targets);
	return source;
}

static void read_items(struct reading *r, const char *raw)
{
	struct json_object items;

	json_list(&items, raw);
	for (size_t i = 0; i < items.members.len; i++) {
		struct note *n = item_parse(items.members.items[i].raw);
		char *source;

		if (!n) {
			r->not_understood++;
			continue;
		}
		source = source_of(n);
		add_found(r, n, source, NULL);
		free(source);
	}
	json_release(&items);
}

/* A collection holds its first page, which holds the items. */
static bool read_w3c(struct reading *r, const struct json_object *o, const char *raw)
{
	struct json_object page;

	if (json_raw_array(raw) || json_says(o, "type", "Annotation")) {
		read_items(r, raw);
		return true;
	}
	if (json_get(o, "items")) {
		read_items(r, json_get(o, "items"));
		return true;
	}
	if (!json_open(&page, json_get(o, "first")))
		return false;
	read_items(r, json_get(&page, "items"));
	json_release(&page);
	return true;
}

/* ---- Hypothesis */
/* The code point at `units` UTF-16 units from the start. */
static size_t position_of(struct article *a, size_t units)
{
	const char *text = article_text(a);
	size_t size = article_size(a), at = 0, count = 0, seen = 0;
	char32_t cp;

	for (; at < size && seen < units; count++) {
		at += utf8_decode(text + at, size - at, &cp);
		seen += cp >= 0x10000 ? 2 : 1;
	}
	return count;
}

static void read_selector(struct reading *r, struct note *n, const char *raw)
{
	struct json_object o;
	size_t start, end;

	if (!json_open(&o, raw))
		return;
	if (json_says(&o, "type", "TextQuoteSelector") && !n->quote &&
	    json_get_string(&o, "exact", &n->quote)) {
		json_get_string(&o, "prefix", &n->prefix);
		json_get_string(&o, "suffix", &n->suffix);
	} else if (json_says(&o, "type", "TextPositionSelector") &&
		   json_get_size(&o, "start", &start) && json_get_size(&o, "end", &end) &&
		   start <= end && end <= article_size(r->article)) {
		n->start = position_of(r->article, start);
		n->end = position_of(r->article, end);
	}
	json_release(&o);
}

static void read_hypothesis_target(struct reading *r, struct note *n, const char *raw)
{
	struct json_object targets, target, selectors;

	json_list(&targets, raw);
	if (targets.members.len && json_open(&target, targets.members.items[0].raw)) {
		json_list(&selectors, json_get(&target, "selector"));
		for (size_t i = 0; i < selectors.members.len; i++)
			read_selector(r, n, selectors.members.items[i].raw);
		json_release(&selectors);
		json_release(&target);
	}
	json_release(&targets);
	if (!n->quote) /* positions alone say nothing of another text */
		n->start = n->end = 0;
}

static void read_tags(struct note *n, const char *raw)
{
	struct json_object tags;
	char *tag;

	json_list(&tags, raw);
	for (size_t i = 0; i < tags.members.len; i++)
		if (json_decode_string(tags.members.items[i].raw, &tag)) {
			note_add_tag(n, tag);
			free(tag);
		}
	json_release(&tags);
}

/* The title, which is a list of one where the API wrote it. */
static char *title_of_document(const char *raw)
{
	struct json_object document, titles;
	char *title = NULL;

	if (!json_open(&document, raw))
		return NULL;
	json_list(&titles, json_get(&document, "title"));
	if (titles.members.len)
		json_decode_string(titles.members.items[0].raw, &title);
	json_release(&titles);
	json_release(&document);
	return title;
}

/* A date as we write it; NULL where it is none. */
static char *moment_of(const char *text)
{
	char moment[MOMENT_TEXT];
	time_t when;

	if (!text || !moment_parse(text, &when))
		return NULL;
	moment_text(when, moment);
	return mem_strdup(moment);
}

static void set_moment(const struct json_object *o, const char *key, char **to)
{
	char *text = NULL;

	json_get_string(o, key, &text);
	*to = moment_of(text);
	free(text);
}

/* Members that an export of ours has besides. */
static void read_look(struct note *n, const struct json_object *o)
{
	char *word;

	if (json_get_string(o, "color", &word)) {
		note_color_parse(word, &n->color);
		free(word);
	}
	if (json_get_string(o, "highlight", &word)) {
		note_style_parse(word, &n->style);
		free(word);
	}
	note_set_bookmark(n, json_says(o, "kind", "bookmark"));
}

static void read_hypothesis_one(struct reading *r, const char *raw)
{
	char *id = NULL, *uri = NULL, *text = NULL, *title;
	struct json_object o;
	struct note *n;

	if (!json_open(&o, raw) || !json_get(&o, "target")) {
		r->not_understood++;
		json_release(&o);
		return;
	}
	n = note_new();
	if (json_get_string(&o, "id", &id) && *id) {
		free(n->id);
		n->id = stable_id("hypothesis", id);
	}
	json_get_string(&o, "uri", &uri);
	json_get_string(&o, "text", &text);
	read_hypothesis_target(r, n, json_get(&o, "target"));
	note_set_text(n, text);
	read_tags(n, json_get(&o, "tags"));
	read_look(n, &o);
	set_moment(&o, "created", &n->created);
	set_moment(&o, "updated", &n->modified);
	json_get_string(&o, "user", &n->author_name);
	title = title_of_document(json_get(&o, "document"));
	add_found(r, n, uri, title);
	free(title);
	free(text);
	free(uri);
	free(id);
	json_release(&o);
}

static bool read_hypothesis(struct reading *r, const struct json_object *o, const char *raw)
{
	const char *list = json_get(o, "annotations");
	struct json_object all;

	(void)raw;
	if (!list)
		list = json_get(o, "rows"); /* what its API answers to a search */
	if (!json_raw_array(list))
		return false;
	json_list(&all, list);
	for (size_t i = 0; i < all.members.len; i++)
		read_hypothesis_one(r, all.members.items[i].raw);
	json_release(&all);
	return true;
}

/* ---- KOReader */
static struct note *read_entry(const struct json_object *o)
{
	char *drawer = NULL, *color = NULL, *text = NULL, moment[MOMENT_TEXT];
	struct note *n = note_new();
	struct str key;
	size_t time = 0;

	json_get_string(o, "text", &n->quote);
	json_get_string(o, "note", &text);
	note_set_text(n, text);
	if (json_get_string(o, "drawer", &drawer))
		n->style = koreader_style(drawer);
	if (json_get_string(o, "color", &color))
		n->color = koreader_color(color);
	note_set_bookmark(n, json_says(o, "sort", "bookmark"));
	if (json_get_size(o, "time", &time)) {
		moment_text((time_t)time, moment);
		n->created = mem_strdup(moment);
		n->modified = mem_strdup(moment);
	}
	str_init(&key);
	str_addf(&key, "%zu %d %s", time, n->kind == NOTE_BOOKMARK,
		 n->quote ? n->quote
		 : text   ? text
			  : "");
	free(n->id);
	n->id = stable_id("koreader", key.data);
	str_release(&key);
	free(drawer);
	free(color);
	free(text);
	return n;
}

static void read_entries(struct reading *r, const struct json_object *document)
{
	char *file = NULL, *title = NULL;
	struct json_object entries, entry;

	json_get_string(document, "file", &file);
	json_get_string(document, "title", &title);
	json_list(&entries, json_get(document, "entries"));
	for (size_t i = 0; i < entries.members.len; i++) {
		if (!json_open(&entry, entries.members.items[i].raw)) {
			r->not_understood++;
			continue;
		}
		add_found(r, read_entry(&entry), file, title);
		json_release(&entry);
	}
	json_release(&entries);
	free(file);
	free(title);
}

static bool read_koreader(struct reading *r, const struct json_object *o, const char *raw)
{
	struct json_object documents, document;

	(void)raw;
	if (json_get(o, "entries")) {
		read_entries(r, o);
		return true;
	}
	if (!json_raw_array(json_get(o, "documents")))
		return false;
	json_list(&documents, json_get(o, "documents"));
	for (size_t i = 0; i < documents.members.len; i++)
		if (json_open(&document, documents.members.items[i].raw)) {
			read_entries(r, &document);
			json_release(&document);
		}
	json_release(&documents);
	return true;
}

/* ---- which are of this article */
static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, c | 0x20);

	return c && at ? (int)(at - digits) : -1;
}

/* The file name that a path, a reference or an address ends with, decoded. */
static char *last_name(const char *source)
{
	const char *slash = strrchr(source, '/'), *at = slash && slash[1] ? slash + 1 : source;
	struct str name;

	str_init(&name);
	for (; *at; at++) {
		if (*at == '%' && hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0) {
			str_addc(&name, (char)(16 * hex_digit(at[1]) + hex_digit(at[2])));
			at += 2;
		} else {
			str_addc(&name, *at);
		}
	}
	return str_take(&name);
}

static bool is_about(const struct found *f, const char *name, const char *title)
{
	char *last = f->source ? last_name(f->source) : NULL;
	bool is = (last && !strcmp(last, name)) ||
		  (f->title && *f->title && title && !strcmp(f->title, title));

	free(last);
	return is;
}

static bool one_article(const struct reading *r)
{
	for (size_t i = 1; i < r->found.len; i++)
		if (!note_same_string(r->found.items[i].source, r->found.items[0].source))
			return false;
	return true;
}

static bool choose(struct reading *r, const char *name, const char *title, struct imported *out,
		   struct err *err)
{
	bool all = one_article(r);

	for (size_t i = 0; i < r->found.len; i++) {
		struct found *f = &r->found.items[i];

		if (all || is_about(f, name, title)) {
			vec_push(&out->notes, f->note);
			f->note = NULL;
		} else {
			out->elsewhere++;
		}
	}
	out->not_understood = r->not_understood;
	return out->notes.len || !out->elsewhere ||
	       err_set(err, "none of the annotations is of %s", name);
}

/* ---- the file */
static bool read_as(struct reading *r, enum import_format format, const struct json_object *o,
		    const char *raw)
{
	static bool (*const readers[])(struct reading *, const struct json_object *,
				       const char *) = {
		[IMPORT_JSON] = read_w3c,
		[IMPORT_HYPOTHESIS] = read_hypothesis,
		[IMPORT_KOREADER] = read_koreader,
	};

	return readers[format](r, o, raw);
}

static enum import_format guess(const struct json_object *o)
{
	if (json_get(o, "entries") || json_get(o, "documents"))
		return IMPORT_KOREADER;
	return json_get(o, "annotations") || json_get(o, "rows") ? IMPORT_HYPOTHESIS : IMPORT_JSON;
}

static void reading_release(struct reading *r)
{
	for (size_t i = 0; i < r->found.len; i++) {
		note_free(r->found.items[i].note);
		free(r->found.items[i].source);
		free(r->found.items[i].title);
	}
	vec_release(&r->found);
}

bool import_parse(const char *bytes, size_t len, struct article *a, const char *title,
		  enum import_format *format, struct imported *out, struct err *err)
{
	struct reading r = {.article = a};
	struct json_object o;
	bool done = false;
	char *raw;

	*out = (struct imported){0};
	if (!json_parse(&o, bytes, len, err))
		return false;
	while (len > 0 && strchr(" \t\r\n", bytes[0]))
		bytes++, len--;
	raw = mem_strndup(bytes, len);
	if (*format == IMPORT_FORMATS)
		*format = guess(&o);
	if (!read_as(&r, *format, &o, raw))
		err_set(err, "no annotations of the format %s", names[*format]);
	else
		done = choose(&r, article_name(a), title, out, err);
	free(raw);
	json_release(&o);
	reading_release(&r);
	if (!done)
		import_release(out);
	return done;
}

void import_release(struct imported *i)
{
	for (size_t k = 0; k < i->notes.len; k++)
		note_free(i->notes.items[k]);
	vec_release(&i->notes);
}

/* ---- into the book */
static bool same_words(const struct note *a, const struct note *b)
{
	if (!note_same_string(a->text, b->text) || a->kind != b->kind)
		return false;
	if (span_empty(a->span) || span_empty(b->span))
		return span_empty(a->span) && span_empty(b->span) &&
		       note_same_string(a->quote, b->quote);
	return span_equal(a->span, b->span);
}

static bool is_known(const struct notebook *b, const struct note *n)
{
	for (size_t i = 0; i < notebook_count(b); i++)
		if (same_words(notebook_at(b, i), n))
			return true;
	return false;
}

/* A note that stands where it says gets the context that our own have. */
static struct note *complete(const struct note *found, struct article *a)
{
	struct note *n = note_copy(found);

	if (!note_is_unsure(n) && !span_empty(n->span) && (!n->prefix || !n->suffix || !n->end))
		anchor_describe(n, a, n->span);
	return n;
}

/* What is there by its id takes in what another version of it says. */
static void merge_known(struct notebook *b, const struct note *n)
{
	struct notebook *theirs = notebook_new(notebook_writer(b));

	notebook_put(theirs, note_copy(n));
	notebook_sort(theirs);
	merge_notebooks(b, theirs, NULL);
	notebook_free(theirs);
}

/* A W3C item keeps its revision, any other becomes one of ours; neither is younger for
 * being imported. */
static void add(struct notebook *b, struct note *n, const char *now)
{
	char *modified = mem_strdup(n->modified);
	struct note *copy;

	if (n->raw.members.len) {
		notebook_put(b, n);
	} else {
		copy = note_copy(notebook_add(b, n, now));
		if (modified)
			note_set_string(&copy->modified, modified);
		notebook_put(b, copy);
	}
	free(modified);
}

static void take(struct notebook *b, struct article *a, const struct note *n, const char *now,
		 struct import_tally *tally)
{
	if (notebook_get(b, n->id) || notebook_tombstone(b, n->id)) {
		tally->known++;
		if (n->raw.members.len) /* ours or another's W3C, with its revision */
			merge_known(b, n);
		return;
	}
	if (is_known(b, n)) {
		tally->known++;
		return;
	}
	tally->added++;
	tally->orphans += n->status == NOTE_ORPHAN;
	tally->unsure += note_is_unsure(n) && n->status != NOTE_ORPHAN;
	add(b, complete(n, a), now);
}

void import_into(struct notebook *b, struct article *a, struct imported *i, const char *now,
		 struct import_tally *tally)
{
	struct notebook *scratch = notebook_new(notebook_writer(b));

	*tally = (struct import_tally){0};
	for (size_t k = 0; k < i->notes.len; k++) {
		notebook_put(scratch, i->notes.items[k]);
		i->notes.items[k] = NULL;
	}
	i->notes.len = 0;
	anchoring_run(scratch, a);
	for (size_t k = 0; k < notebook_count(scratch); k++)
		take(b, a, notebook_at(scratch, k), now, tally);
	notebook_sort(b);
	notebook_free(scratch);
}
