/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The set is an object of which "items" and "deleted" are taken apart into notes
 * and tombstones, entry by entry, in one walk over the file; all its other members stay
 * together in the notebook as they were read.  Writing sets the members that are ours and
 * lays out the file from its beginning to its end, some entries at a time, so that neither
 * ever holds all of it.  Positions are code points, as the file records them: the order of
 * the items depends on nothing else, so that two programs write the same file.
 */
#include "notes/sidecar.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "notes/item.h"
#include "notes/scan.h"
#include "notes/usual.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define PROGRAM "https://example.org/lutrin"
#define KEEP_SECONDS (90 * 24 * 60 * 60)
#define ENTRY_DEPTH 2           /* of an item or tombstone in the file */
#define CHUNK (128 << 10)       /* bytes that are written at once */
#define LARGE ((size_t)1 << 20) /* bytes of a file that holds many notes */

static const char *const set_order[] = {
	"@context",       "id",       "type",  "generator", "generated", "about",
	"sidecarVersion", "document", "items", "deleted",   NULL};
static const char *const generator_order[] = {"id", "type", "name", NULL};
static const char *const about_order[] = {"dc:title", "dc:format", "dc:language", NULL};
static const char *const document_order[] = {"name", "size", "chars", "sha256", NULL};
static const char *const dead_order[] = {"id", "deleted", "device", "annotation", NULL};

/* ---- the article */

/* RFC 3986, §2: all but the unreserved characters, so that no byte of a file name
 * means anything else. */
static char *encode_name(const char *name)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					 "0123456789-._~";
	struct str s;

	str_init(&s);
	for (; *name; name++) {
		if (strchr(unreserved, *name))
			str_addc(&s, *name);
		else
			str_addf(&s, "%%%02X", (unsigned)(unsigned char)*name);
	}
	return str_take(&s);
}

/* The article as a reference: from what is known of it now, else as it was read. */
static char *source_of(const struct json_object *set, const struct sidecar_about *about)
{
	struct json_object document;
	char *name = NULL, *source;

	if (about)
		return encode_name(about->name);
	json_open(&document, json_get(set, "document"));
	json_get_string(&document, "name", &name);
	json_release(&document);
	source = name ? encode_name(name) : NULL;
	free(name);
	return source;
}

/* ---- reading */

struct reading {
	struct scan scan;
	struct notebook *book;          /* takes each item as soon as it is read */
	struct json_object set;         /* the other members */
	struct notebook_raws odd, dead; /* items that are not understood; tombstones */
	bool has_items;                 /* the last "items" is a list */
	char *source;                   /* by which lutrin's own items name the article */
};

static void reading_release(struct reading *r)
{
	notebook_raws_release(&r->odd);
	notebook_raws_release(&r->dead);
	json_release(&r->set);
	scan_release(&r->scan);
	free(r->source);
}

/* The value that comes next, as raw text; yours.  NULL: it is not JSON. */
static char *cut_value(struct scan *s)
{
	size_t start = s->at;

	if (!scan_value(s) || !utf8_valid(s->text + start, s->at - start))
		return NULL;
	return mem_strndup(s->text + start, s->at - start);
}

/* Most items are as lutrin writes them: those need no second look. */
static struct note *cut_usual(struct reading *r)
{
	struct scan *s = &r->scan;
	size_t used = 0;
	struct note *n = NULL;

	if (r->source)
		n = usual_read(s->text + s->at, s->len - s->at, r->source, &used);
	s->at += used;
	return n;
}

static char *text_of(const struct note *n)
{
	struct str raw;

	str_init(&raw);
	item_write(n, NULL, &raw);
	return str_take(&raw);
}

/* One that is not understood, or whose id another one has, is kept as it is. */
static bool cut_item(struct reading *r)
{
	struct note *n = cut_usual(r);
	char *raw = n ? NULL : cut_value(&r->scan);

	if (!n && !raw)
		return false;
	n = n ? n : item_parse(raw);
	if (n && notebook_append_new(r->book, n)) {
		free(raw);
		return true;
	}
	vec_push(&r->odd, raw ? raw : text_of(n));
	note_free(n);
	return true;
}

static bool cut_entry(struct reading *r, bool item)
{
	char *raw;

	if (item)
		return cut_item(r);
	raw = cut_value(&r->scan);
	if (raw)
		vec_push(&r->dead, raw);
	return raw;
}

/* A member that holds annotations: mostly a list of them. */
static bool cut_list(struct reading *r, bool items)
{
	bool list = r->scan.text[r->scan.at] == '[';
	size_t name, name_len;
	enum scan_step step;

	r->has_items = items ? list : r->has_items;
	if (!list)
		return cut_entry(r, items);
	for (step = scan_enter(&r->scan, '[', &name, &name_len); step == SCAN_VALUE;
	     step = scan_next(&r->scan, '[', &name, &name_len))
		if (!cut_entry(r, items))
			return false;
	return step == SCAN_END;
}

static bool cut_member(struct reading *r, const char *name, size_t len)
{
	struct json_member m;
	bool items;

	if (!utf8_valid(name, len))
		return false;
	m = json_named(name, len);
	items = !strcmp(m.key, "items");
	if (items || !strcmp(m.key, "deleted")) {
		free(m.key);
		free(m.name);
		free(r->source);
		r->source = source_of(&r->set, NULL);
		return r->scan.at < r->scan.len && cut_list(r, items);
	}
	m.raw = cut_value(&r->scan);
	vec_push(&r->set.members, m);
	return m.raw;
}

static bool cut_set(struct reading *r)
{
	struct scan *s = &r->scan;
	size_t name, name_len;
	enum scan_step step;

	scan_space(s);
	for (step = scan_enter(s, '{', &name, &name_len); step == SCAN_VALUE;
	     step = scan_next(s, '{', &name, &name_len))
		if (!cut_member(r, s->text + name, name_len))
			return false;
	scan_space(s);
	return step == SCAN_END && s->at == s->len;
}

static struct note *read_buried(const struct json_object *o, const char *id)
{
	const char *raw = json_get(o, "annotation");
	struct note *n = raw ? item_parse(raw) : NULL;

	if (n && strcmp(n->id, id)) {
		note_free(n);
		return NULL;
	}
	return n;
}

/* Of a note that is there as well, the tombstone is not understood: no words go
 * for a contradiction. */
static void take_tombstone(struct notebook *b, char **raw)
{
	struct tombstone t = {0};

	if (json_open(&t.raw, *raw) && json_get_string(&t.raw, "id", &t.id) && *t.id &&
	    !notebook_get(b, t.id) && !notebook_tombstone(b, t.id)) {
		json_get_string(&t.raw, "deleted", &t.deleted);
		json_get_string(&t.raw, "device", &t.device);
		t.note = read_buried(&t.raw, t.id);
		notebook_bury(b, &t);
		return;
	}
	tombstone_release(&t);
	vec_push(&notebook_extra(b)->deleted, *raw);
	*raw = NULL;
}

static void fill_report(const struct json_object *set, struct sidecar_report *report)
{
	struct json_object document;
	char *sha256;

	*report = (struct sidecar_report){.version = 1};
	if (json_get(set, "sidecarVersion") &&
	    !json_get_size(set, "sidecarVersion", &report->version))
		report->version = SIZE_MAX;
	json_open(&document, json_get(set, "document"));
	if (json_get_string(&document, "sha256", &sha256)) {
		if (strlen(sha256) == sizeof report->sha256 - 1)
			memcpy(report->sha256, sha256, sizeof report->sha256);
		free(sha256);
	}
	json_release(&document);
}

/* The members of the set become the notebook's; it keeps its own id where the file
 * has none. */
static void take_members(struct notebook *b, struct json_object *set)
{
	struct notebook_extra *extra = notebook_extra(b);
	const char *id = json_get(&extra->members, "id");

	if (id && !json_get(set, "id"))
		json_set(set, "id", id);
	json_release(&extra->members);
	extra->members = *set;
	*set = (struct json_object){0};
}

/* What cannot be taken before all is read. */
static void take_rest(struct notebook *b, struct reading *r)
{
	notebook_sort(b);
	for (size_t i = 0; i < r->odd.len; i++)
		vec_push(&notebook_extra(b)->items, r->odd.items[i]);
	r->odd.len = 0;
	for (size_t i = 0; i < r->dead.len; i++)
		take_tombstone(b, &r->dead.items[i]);
	take_members(b, &r->set);
}

bool sidecar_parse(struct notebook *b, const char *bytes, size_t len, struct sidecar_report *report,
		   struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct notebook_extra *extra = notebook_extra(b);
	size_t count = notebook_count(b), before = extra->items.len + extra->deleted.len;
	size_t skip = len >= 3 && !memcmp(bytes, mark, 3) ? 3 : 0;
	struct reading r = {.book = b};
	bool good;

	if (len >= LARGE)
		mem_expect(len / 3 * 2); /* that is what notes take of it */
	scan_init(&r.scan, bytes + skip, len - skip);
	good = cut_set(&r);
	if (!good)
		err_set(err, "not JSON: line %zu", scan_line(&r.scan));
	else if (!r.has_items)
		good = err_set(err, "no annotations: \"items\" is missing");
	if (good) {
		fill_report(&r.set, report);
		take_rest(b, &r);
	} else {
		notebook_shorten(b, count);
	}
	report->not_understood = extra->items.len + extra->deleted.len - before;
	reading_release(&r);
	return good;
}

/* ---- writing */

/* Puts an object that is a member back after `o` was changed. */
static void put_object(struct json_object *set, const char *key, const struct json_object *o,
		       const char *const *order)
{
	char *raw = json_text(o, order, false);

	json_set(set, key, raw);
	free(raw);
}

static void write_generator(struct json_object *set)
{
	struct json_object o = {0};

	json_set_string(&o, "id", PROGRAM);
	json_set_string(&o, "type", "Software");
	json_set_string(&o, "name", "lutrin " VERSION);
	put_object(set, "generator", &o, generator_order);
	json_release(&o);
}

static void write_about(struct json_object *set, const struct sidecar_about *about)
{
	struct json_object o;

	json_open(&o, json_get(set, "about"));
	if (about->title)
		json_set_string(&o, "dc:title", about->title);
	json_set_string(&o, "dc:format", "text/plain");
	if (about->language)
		json_set_string(&o, "dc:language", about->language);
	put_object(set, "about", &o, about_order);
	json_release(&o);
	json_open(&o, json_get(set, "document"));
	json_set_string(&o, "name", about->name);
	json_set_size(&o, "size", about->size);
	if (about->sha256)
		json_set_size(&o, "chars", about->chars);
	else
		json_set(&o, "chars", NULL);
	json_set_string(&o, "sha256", about->sha256);
	put_object(set, "document", &o, document_order);
	json_release(&o);
}

static int compare_places(const void *a, const void *b)
{
	const struct note *x = *(const struct note *const *)a, *y = *(const struct note *const *)b;
	bool x_placed = x->quote || x->end > x->start, y_placed = y->quote || y->end > y->start;

	if (x_placed != y_placed)
		return y_placed - x_placed;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return strcmp(x->id, y->id);
}

static void write_item(const struct note *n, const char *source, struct str *out)
{
	struct str raw;

	if (!n->raw.members.len) {
		usual_write(n, source ? source : "", out);
		return;
	}
	str_init(&raw);
	item_write(n, source, &raw);
	json_indent(out, raw.data, raw.len, ENTRY_DEPTH);
	str_release(&raw);
}

static bool is_old(const struct tombstone *t, const char *now)
{
	time_t deleted, current;

	return t->deleted && moment_parse(t->deleted, &deleted) && moment_parse(now, &current) &&
	       current - deleted > KEEP_SECONDS;
}

static void write_tombstone(const struct tombstone *t, const char *source, const char *now,
			    struct str *out)
{
	struct str note, raw;
	struct json_object o;

	json_dup(&o, &t->raw);
	json_set_string(&o, "id", t->id);
	if (t->deleted)
		json_set_string(&o, "deleted", t->deleted);
	if (t->device)
		json_set_string(&o, "device", t->device);
	str_init(&note);
	str_init(&raw);
	if (t->note)
		item_write(t->note, source, &note);
	if (is_old(t, now))
		json_set(&o, "annotation", NULL);
	else if (t->note)
		json_set(&o, "annotation", note.data);
	json_write(&o, dead_order, false, &raw);
	json_indent(out, raw.data, raw.len, ENTRY_DEPTH);
	str_release(&note);
	str_release(&raw);
	json_release(&o);
}

/* The parts of the file: what is before the lists, their entries, what is after them. */
enum part { PART_HEAD, PART_ITEMS, PART_DELETED, PART_TAIL, PART_DONE };

struct sidecar_writer {
	const struct notebook *book;
	struct json_object set; /* its members but for the lists */
	char *source, *now;
	VEC(const struct note *) notes; /* by the positions that they record */
	enum part part;
	size_t next; /* entry of the part */
};

/* In a book whose notes stand where they were made they are in order already. */
static void sort_notes(struct sidecar_writer *w)
{
	bool sorted = true;

	vec_reserve(&w->notes, notebook_count(w->book));
	for (size_t i = 0; i < notebook_count(w->book); i++) {
		const struct note *n = notebook_at(w->book, i);

		sorted = sorted && (!i || compare_places(&w->notes.items[i - 1], &n) <= 0);
		vec_push(&w->notes, n);
	}
	if (!sorted)
		qsort(w->notes.items, w->notes.len, sizeof *w->notes.items, compare_places);
}

struct sidecar_writer *sidecar_writer_new(const struct notebook *b,
					  const struct sidecar_about *about, const char *now)
{
	struct sidecar_writer *w = mem_zalloc(sizeof *w);
	struct json_object *set = &w->set;

	w->book = b;
	json_dup(set, &notebook_extra_read(b)->members);
	w->source = source_of(set, about);
	w->now = mem_strdup(now);
	if (!json_get(set, "@context"))
		json_set_string(set, "@context", CONTEXT);
	if (!json_get(set, "type"))
		json_set_string(set, "type", "AnnotationSet");
	write_generator(set);
	json_set_string(set, "generated", now);
	if (about)
		write_about(set, about);
	json_set_size(set, "sidecarVersion", SIDECAR_VERSION);
	sort_notes(w);
	return w;
}

void sidecar_writer_free(struct sidecar_writer *w)
{
	json_release(&w->set);
	free(w->source);
	free(w->now);
	vec_release(&w->notes);
	free(w);
}

/* The members of the set that stand before the lists, or behind them, one a line. */
static void write_members(const struct sidecar_writer *w, bool before, struct str *out)
{
	struct json_object some = {0};
	struct str raw;

	for (size_t i = 0; i < w->set.members.len; i++)
		if (json_is_among(set_order, w->set.members.items[i].key) == before)
			vec_push(&some.members, w->set.members.items[i]); /* borrowed */
	str_init(&raw);
	json_write(&some, set_order, false, &raw);
	if (some.members.len) {
		/* Without the braces: what is inside of them. */
		size_t start = out->len;

		json_indent(out, raw.data, raw.len, 0);
		str_truncate(out, out->len - 2);
		if (!before)
			out->data[start] = ',';
	}
	str_release(&raw);
	vec_release(&some.members);
}

/* The next entry of a list; false where there is none any more. */
static bool write_entry(struct sidecar_writer *w, struct str *out)
{
	bool items = w->part == PART_ITEMS;
	const struct notebook_extra *extra = notebook_extra_read(w->book);
	const struct notebook_raws *raws = items ? &extra->items : &extra->deleted;
	size_t count = items ? w->notes.len : notebook_tombstones(w->book), i = w->next;

	if (i == 0 && (items || count + raws->len))
		str_add(out, items ? ",\n  \"items\": [" : ",\n  \"deleted\": [");
	if (i == count + raws->len) {
		str_add(out, i ? "\n  ]" : items ? "]" : "");
		return false;
	}
	str_add(out, i ? ",\n    " : "\n    ");
	if (i >= count)
		json_indent(out, raws->items[i - count], strlen(raws->items[i - count]),
			    ENTRY_DEPTH);
	else if (items)
		write_item(w->notes.items[i], w->source, out);
	else
		write_tombstone(notebook_tombstone_at(w->book, i), w->source, w->now, out);
	w->next++;
	return true;
}

bool sidecar_writer_next(struct sidecar_writer *w, struct str *out)
{
	size_t start = out->len;

	while (w->part != PART_DONE && out->len - start < CHUNK) {
		bool list = w->part == PART_ITEMS || w->part == PART_DELETED;

		if (list && write_entry(w, out))
			continue;
		if (!list)
			write_members(w, w->part == PART_HEAD, out);
		if (w->part == PART_TAIL)
			str_add(out, "\n}\n");
		w->part++;
		w->next = 0;
	}
	return out->len > start;
}

void sidecar_write(const struct notebook *b, const struct sidecar_about *about, const char *now,
		   struct str *out)
{
	struct sidecar_writer *w = sidecar_writer_new(b, about, now);

	while (sidecar_writer_next(w, out))
		;
	sidecar_writer_free(w);
}
