/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The set is an object of which "items" and "deleted" are taken apart into notes
 * and tombstones; all its other members stay together in the notebook as they were
 * read.  Writing puts the two arrays back, sets the members that are ours, and lays
 * the whole out.  Positions are code points, as the file records them: the order of
 * the items depends on nothing else, so that two programs write the same file.
 */
#include "notes/sidecar.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/moment.h"
#include "notes/item.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define PROGRAM "https://example.org/lutrin"
#define KEEP_SECONDS (90 * 24 * 60 * 60)

static const char *const set_order[] = {
	"@context",       "id",       "type",  "generator", "generated", "about",
	"sidecarVersion", "document", "items", "deleted",   NULL};
static const char *const generator_order[] = {"id", "type", "name", NULL};
static const char *const about_order[] = {"dc:title", "dc:format", "dc:language", NULL};
static const char *const document_order[] = {"name", "size", "chars", "sha256", NULL};
static const char *const dead_order[] = {"id", "deleted", "device", "annotation", NULL};

/* ---- reading */

static void keep_raw(struct notebook_raws *list, const char *raw)
{
	vec_push(list, mem_strdup(raw));
}

static void read_item(struct notebook *b, const char *raw)
{
	struct note *n = item_parse(raw);

	if (n && !notebook_get(b, n->id) && !notebook_tombstone(b, n->id)) {
		notebook_append(b, n);
		return;
	}
	note_free(n);
	keep_raw(&notebook_extra(b)->items, raw);
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
static void read_tombstone(struct notebook *b, const char *raw)
{
	struct tombstone t = {0};

	if (json_open(&t.raw, raw) && json_get_string(&t.raw, "id", &t.id) && *t.id &&
	    !notebook_get(b, t.id) && !notebook_tombstone(b, t.id)) {
		json_get_string(&t.raw, "deleted", &t.deleted);
		json_get_string(&t.raw, "device", &t.device);
		t.note = read_buried(&t.raw, t.id);
		notebook_bury(b, &t);
		return;
	}
	tombstone_release(&t);
	keep_raw(&notebook_extra(b)->deleted, raw);
}

static void read_list(struct notebook *b, const char *raw,
		      void (*read)(struct notebook *, const char *))
{
	struct json_object list;

	json_list(&list, raw);
	for (size_t i = 0; i < list.members.len; i++)
		read(b, list.members.items[i].raw);
	json_release(&list);
}

/* All members of that name, should there be several, out of the set. */
static void read_lists(struct notebook *b, struct json_object *set, const char *key,
		       void (*read)(struct notebook *, const char *))
{
	for (size_t i = 0; i < set->members.len; i++)
		if (!strcmp(set->members.items[i].key, key))
			read_list(b, set->members.items[i].raw, read);
	json_set(set, key, NULL);
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
}

bool sidecar_parse(struct notebook *b, const char *bytes, size_t len, struct sidecar_report *report,
		   struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t before = notebook_extra(b)->items.len + notebook_extra(b)->deleted.len;
	struct json_object set;

	if (len >= 3 && !memcmp(bytes, mark, 3)) {
		bytes += 3;
		len -= 3;
	}
	if (!json_parse(&set, bytes, len, err))
		return false;
	if (!json_raw_array(json_get(&set, "items"))) {
		json_release(&set);
		return err_set(err, "no annotations: \"items\" is missing");
	}
	fill_report(&set, report);
	read_lists(b, &set, "items", read_item);
	notebook_sort(b);
	read_lists(b, &set, "deleted", read_tombstone);
	take_members(b, &set);
	report->not_understood =
		notebook_extra(b)->items.len + notebook_extra(b)->deleted.len - before;
	return true;
}

/* ---- writing */

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

static void add_comma(struct str *array)
{
	if (array->len > 1)
		str_addc(array, ',');
}

static void add_raws(struct str *array, const struct notebook_raws *raws)
{
	for (size_t i = 0; i < raws->len; i++) {
		add_comma(array);
		str_add(array, raws->items[i]);
	}
}

static void write_items(const struct notebook *b, const char *source, struct json_object *set)
{
	VEC(const struct note *) notes = {0};
	struct str array;

	for (size_t i = 0; i < notebook_count(b); i++)
		vec_push(&notes, notebook_at(b, i));
	if (notes.len)
		qsort(notes.items, notes.len, sizeof *notes.items, compare_places);
	str_init(&array);
	str_addc(&array, '[');
	for (size_t i = 0; i < notes.len; i++) {
		add_comma(&array);
		item_write(notes.items[i], source, &array);
	}
	add_raws(&array, &notebook_extra_read(b)->items);
	str_addc(&array, ']');
	json_set(set, "items", array.data);
	str_release(&array);
	vec_release(&notes);
}

static bool is_old(const struct tombstone *t, const char *now)
{
	time_t deleted, current;

	return t->deleted && moment_parse(t->deleted, &deleted) && moment_parse(now, &current) &&
	       current - deleted > KEEP_SECONDS;
}

static void write_tombstone(const struct tombstone *t, const char *source, const char *now,
			    struct str *array)
{
	struct json_object o;
	struct str note;

	json_dup(&o, &t->raw);
	json_set_string(&o, "id", t->id);
	if (t->deleted)
		json_set_string(&o, "deleted", t->deleted);
	if (t->device)
		json_set_string(&o, "device", t->device);
	str_init(&note);
	if (t->note)
		item_write(t->note, source, &note);
	if (is_old(t, now))
		json_set(&o, "annotation", NULL);
	else if (t->note)
		json_set(&o, "annotation", note.data);
	json_write(&o, dead_order, false, array);
	str_release(&note);
	json_release(&o);
}

static void write_deleted(const struct notebook *b, const char *source, const char *now,
			  struct json_object *set)
{
	const struct notebook_raws *raws = &notebook_extra_read(b)->deleted;
	struct str array;

	if (!notebook_tombstones(b) && !raws->len)
		return;
	str_init(&array);
	str_addc(&array, '[');
	for (size_t i = 0; i < notebook_tombstones(b); i++) {
		add_comma(&array);
		write_tombstone(notebook_tombstone_at(b, i), source, now, &array);
	}
	add_raws(&array, raws);
	str_addc(&array, ']');
	json_set(set, "deleted", array.data);
	str_release(&array);
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

void sidecar_write(const struct notebook *b, const struct sidecar_about *about, const char *now,
		   struct str *out)
{
	struct json_object set;
	struct str text;
	char *source;

	json_dup(&set, &notebook_extra_read(b)->members);
	source = source_of(&set, about);
	if (!json_get(&set, "@context"))
		json_set_string(&set, "@context", CONTEXT);
	if (!json_get(&set, "type"))
		json_set_string(&set, "type", "AnnotationSet");
	write_generator(&set);
	json_set_string(&set, "generated", now);
	if (about)
		write_about(&set, about);
	json_set_size(&set, "sidecarVersion", SIDECAR_VERSION);
	write_items(b, source, &set);
	write_deleted(b, source, now, &set);
	str_init(&text);
	json_write(&set, set_order, false, &text);
	json_indent(out, text.data, text.len);
	str_addc(out, '\n');
	str_release(&text);
	json_release(&set);
	free(source);
}
