/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading looks at the raw members and fills the fields of a note; writing starts
 * from a copy of the raw members and changes only those that say something else
 * than the fields do.  So an item that nobody changed comes back as it was, and a
 * changed one keeps what we do not know.  Bodies are worked on as a list, whether
 * the item has one or an array of them: the first text in it is the note, those
 * for tagging are its tags, the others are not ours.
 */
#include "notes/item.h"

#include <string.h>

#include "base/mem.h"
#include "notes/target.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"

static const char *const item_order[] = {
	"@context", "id",    "type",      "motivation", "created",  "modified", "creator", "body",
	"target",   "color", "highlight", "gone",       "previous", "rev",      NULL};
static const char *const creator_order[] = {"id", "type", "name", NULL};
static const char *const body_order[] = {"type", "purpose", "format", "language", "value", NULL};
static const char *const rev_order[] = {"n", "device", "parents", NULL};

static const char *const motivations[] = {[NOTE_HIGHLIGHT] = "highlighting",
					  [NOTE_NOTE] = "commenting",
					  [NOTE_BOOKMARK] = "bookmarking"};

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

/* ---- bodies */

enum body_role { BODY_OTHER, BODY_TEXT, BODY_TAG };

static enum body_role role_of(const struct json_object *body)
{
	static const char *const texts[] = {"commenting", "describing", "replying"};

	if (json_get(body, "type") && !json_says(body, "type", "TextualBody"))
		return BODY_OTHER;
	if (!json_get(body, "purpose"))
		return BODY_TEXT;
	if (json_says(body, "purpose", "tagging"))
		return BODY_TAG;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (json_says(body, "purpose", texts[i]))
			return BODY_TEXT;
	return BODY_OTHER;
}

static bool is_tag(const char *value)
{
	struct note n = {0};
	bool is;

	note_add_tag(&n, value);
	is = n.tags.len;
	note_clear_tags(&n);
	vec_release(&n.tags);
	return is;
}

/* What a body is to us; *value (yours) is set unless BODY_OTHER. */
static enum body_role read_body(const char *raw, char **value)
{
	enum body_role role = BODY_OTHER;
	struct json_object body;

	if (json_open(&body, raw) && json_get_string(&body, "value", value)) {
		role = role_of(&body);
		if (role == BODY_TAG ? !is_tag(*value) : is_blank(*value))
			role = BODY_OTHER;
		if (role == BODY_OTHER)
			free(*value);
	}
	json_release(&body);
	return role;
}

/* The short form that the model has for one plain text. */
static bool read_body_value(const struct json_object *item, char **value)
{
	if (!json_get_string(item, "bodyValue", value))
		return false;
	if (!is_blank(*value))
		return true;
	free(*value);
	return false;
}

static void read_bodies(struct note *n)
{
	struct json_object list;

	json_list(&list, json_get(&n->raw, "body"));
	for (size_t i = 0; i < list.members.len; i++) {
		char *value = NULL;
		enum body_role role = read_body(list.members.items[i].raw, &value);

		if (role == BODY_TEXT && !n->text) {
			n->text = value;
			continue;
		}
		if (role == BODY_TAG)
			note_add_tag(n, value);
		if (role != BODY_OTHER)
			free(value);
	}
	if (!n->text)
		read_body_value(&n->raw, &n->text);
	json_release(&list);
}

static char *new_body(const char *purpose, const char *format, const char *value)
{
	struct json_object body = {0};
	char *raw;

	json_set_string(&body, "type", "TextualBody");
	json_set_string(&body, "purpose", purpose);
	json_set_string(&body, "format", format);
	json_set_string(&body, "value", value);
	raw = json_text(&body, body_order, false);
	json_release(&body);
	return raw;
}

static void set_body_value(struct json_object *list, size_t at, const char *value)
{
	struct json_object body;

	json_open(&body, list->members.items[at].raw);
	json_set_string(&body, "value", value);
	json_list_replace(list, at, json_text(&body, body_order, false));
	json_release(&body);
}

/* The text into its body, and the tags that went away out of the list.  Returns
 * whether there was a body for the text; adds to `seen` the tags that have one. */
static bool update_bodies(const struct note *n, struct json_object *list, struct note *seen)
{
	bool had_text = false;

	for (size_t i = 0; i < list->members.len;) {
		char *value = NULL;
		enum body_role role = read_body(list->members.items[i].raw, &value);
		bool keep = true;

		if (role == BODY_TEXT && !had_text) {
			had_text = true;
			keep = n->text;
			if (keep)
				set_body_value(list, i, n->text);
		} else if (role == BODY_TAG) {
			keep = note_has_tag(n, value);
			note_add_tag(seen, value);
		}
		if (role != BODY_OTHER)
			free(value);
		if (keep)
			i++;
		else
			json_list_remove(list, i);
	}
	return had_text;
}

static void write_bodies(const struct note *n, struct json_object *item)
{
	struct note seen = {0};
	struct json_object list;
	char *raw, *value;

	json_list(&list, json_get(item, "body"));
	if (!update_bodies(n, &list, &seen)) {
		if (n->text)
			json_list_insert(&list, 0, new_body("commenting", "text/plain", n->text));
		if (read_body_value(item, &value)) {
			free(value);
			json_set(item, "bodyValue", NULL);
		}
	}
	for (size_t i = 0; i < n->tags.len; i++)
		if (!note_has_tag(&seen, n->tags.items[i]))
			json_list_insert(&list, list.members.len,
					 new_body("tagging", NULL, n->tags.items[i]));
	raw = list.members.len ? json_text(&list, NULL, true) : NULL;
	json_set(item, "body", raw);
	free(raw);
	json_release(&list);
	note_clear_tags(&seen);
	vec_release(&seen.tags);
}

/* ---- the rest */

static void read_kind(struct note *n)
{
	note_set_bookmark(n, json_says(&n->raw, "motivation", motivations[NOTE_BOOKMARK]));
}

/* Which of our kinds a motivation is; NOTE_BOOKMARK + 1 for none. */
static size_t kind_of(const char *raw)
{
	size_t kind = 0;
	char *word;

	if (!json_decode_string(raw, &word))
		return NOTE_BOOKMARK + 1;
	while (kind <= NOTE_BOOKMARK && strcmp(word, motivations[kind]))
		kind++;
	free(word);
	return kind;
}

/* A motivation of the model that we have no kind for stays; of ours, only the one
 * that fits. */
static void write_motivation(const struct note *n, struct json_object *item)
{
	struct json_object list;
	bool fits = false, wrong = false, enough;

	json_list(&list, json_get(item, "motivation"));
	for (size_t i = list.members.len; i-- > 0;) {
		size_t kind = kind_of(list.members.items[i].raw);

		if (kind == (size_t)n->kind) {
			fits = true;
		} else if (kind <= NOTE_BOOKMARK) {
			wrong = true;
			json_list_remove(&list, i);
		}
	}
	enough = fits || (list.members.len && !wrong && n->kind != NOTE_BOOKMARK);
	if (!enough) {
		struct str word;

		str_init(&word);
		json_quote(&word, motivations[n->kind], strlen(motivations[n->kind]));
		json_list_insert(&list, 0, str_take(&word));
	}
	if (wrong || !enough)
		json_set_list(item, "motivation", &list);
	json_release(&list);
}

static void read_creator(struct note *n)
{
	struct json_object list, creator;

	json_list(&list, json_get(&n->raw, "creator"));
	if (list.members.len && json_open(&creator, list.members.items[0].raw)) {
		json_get_string(&creator, "id", &n->author_id);
		json_get_string(&creator, "name", &n->author_name);
		json_release(&creator);
	} else if (list.members.len) {
		json_decode_string(list.members.items[0].raw, &n->author_id);
	}
	json_release(&list);
}

/* Who made it does not change, so what was read stays. */
static void write_creator(const struct note *n, struct json_object *item)
{
	struct json_object creator = {0};
	char *raw;

	if (json_get(item, "creator") || (!n->author_id && !n->author_name))
		return;
	json_set_string(&creator, "id", n->author_id);
	json_set_string(&creator, "type", "Person");
	json_set_string(&creator, "name", n->author_name);
	raw = json_text(&creator, creator_order, false);
	json_set(item, "creator", raw);
	free(raw);
	json_release(&creator);
}

static void read_look(struct note *n)
{
	char *word;

	if (json_get_string(&n->raw, "color", &word)) {
		note_color_parse(word, &n->color);
		free(word);
	}
	if (json_get_string(&n->raw, "highlight", &word)) {
		note_style_parse(word, &n->style);
		free(word);
	}
}

/* A colour or style that we do not know is shown as the first of ours, and stays
 * as it is until another is chosen. */
static void write_look(const struct note *n, struct json_object *item)
{
	struct note read = {0};

	read.raw = *item;
	read_look(&read);
	if (read.color != n->color || !json_get(item, "color"))
		json_set_string(item, "color", note_color_name(n->color));
	if (read.style != n->style || !json_get(item, "highlight"))
		json_set_string(item, "highlight", note_style_name(n->style));
}

static void read_rev(struct note *n)
{
	struct json_object rev, parents;

	if (!json_open(&rev, json_get(&n->raw, "rev")))
		return;
	json_get_size(&rev, "n", &n->rev);
	json_get_string(&rev, "device", &n->device);
	json_list(&parents, json_get(&rev, "parents"));
	for (size_t i = 0; i < parents.members.len; i++) {
		char *hash;

		if (json_decode_string(parents.members.items[i].raw, &hash)) {
			note_add_parent(n, hash);
			free(hash);
		}
	}
	json_release(&parents);
	json_release(&rev);
}

static char *parents_text(const struct note *n)
{
	struct json_object list = {0};
	char *raw;

	for (size_t i = 0; i < NOTE_PARENTS && n->parents[i]; i++) {
		struct str hash;

		str_init(&hash);
		json_quote(&hash, n->parents[i], strlen(n->parents[i]));
		json_list_insert(&list, i, str_take(&hash));
	}
	raw = json_text(&list, NULL, true);
	json_release(&list);
	return raw;
}

static bool same_rev(const struct note *a, const struct note *b)
{
	for (size_t i = 0; i < NOTE_PARENTS; i++)
		if (!note_same_string(a->parents[i], b->parents[i]))
			return false;
	return a->rev == b->rev && note_same_string(a->device, b->device);
}

static bool rev_is_written(const struct note *n, const struct json_object *item)
{
	struct note *read = mem_zalloc(sizeof *read);
	bool same;

	json_dup(&read->raw, item);
	read_rev(read);
	same = same_rev(read, n);
	note_free(read);
	return same;
}

static void write_rev(const struct note *n, struct json_object *item)
{
	struct json_object rev;
	char *raw;

	if (rev_is_written(n, item))
		return;
	json_open(&rev, json_get(item, "rev"));
	json_set_size(&rev, "n", n->rev);
	if (n->device)
		json_set_string(&rev, "device", n->device);
	raw = parents_text(n);
	json_set(&rev, "parents", raw);
	free(raw);
	raw = json_text(&rev, rev_order, false);
	json_set(item, "rev", raw);
	free(raw);
	json_release(&rev);
}

/* ---- the whole */

struct note *item_parse(const char *raw)
{
	struct note *n = mem_zalloc(sizeof *n);

	n->status = NOTE_ORPHAN;
	if (!json_open(&n->raw, raw) || !json_get_string(&n->raw, "id", &n->id) || !*n->id ||
	    !json_says(&n->raw, "type", "Annotation") || !target_read(n)) {
		note_free(n);
		return NULL;
	}
	read_bodies(n);
	read_kind(n);
	read_creator(n);
	read_look(n);
	read_rev(n);
	n->gone = json_get(&n->raw, "gone") && !strcmp(json_get(&n->raw, "gone"), "true");
	json_get_string(&n->raw, "created", &n->created);
	json_get_string(&n->raw, "modified", &n->modified);
	return n;
}

void item_write(const struct note *n, const char *source, struct str *out)
{
	struct json_object item;

	json_dup(&item, &n->raw);
	if (!json_get(&item, "@context"))
		json_set_string(&item, "@context", CONTEXT);
	if (!json_get(&item, "id"))
		json_set_string(&item, "id", n->id);
	if (!json_get(&item, "type"))
		json_set_string(&item, "type", "Annotation");
	write_motivation(n, &item);
	if (n->created)
		json_set_string(&item, "created", n->created);
	if (n->modified)
		json_set_string(&item, "modified", n->modified);
	write_creator(n, &item);
	write_bodies(n, &item);
	target_write(n, &item, source);
	write_look(n, &item);
	if (n->gone || json_get(&item, "gone"))
		json_set(&item, "gone", n->gone ? "true" : NULL);
	write_rev(n, &item);
	json_write(&item, item_order, false, out);
	json_release(&item);
}
