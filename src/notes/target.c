/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A target, its selectors and its states may each be one value or an array of
 * them, so all are worked on as lists.  In a list "ours" is the first entry of its
 * kind that can be understood; the others are left as they are.  Positions are
 * code points of the article that the note was made on.
 */
#include "notes/target.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"

#define QUOTE "TextQuoteSelector"
#define POSITION "TextPositionSelector"

static const char *const target_order[] = {"type", "source", "state", "selector", NULL};
static const char *const state_order[] = {"type", "sourceDate", NULL};
static const char *const selector_order[] = {"type",  "exact", "prefix", "suffix",
					     "start", "end",   NULL};

/* ---- selectors */

static bool read_quote(const char *raw, struct note *n)
{
	struct json_object o;
	bool good = json_open(&o, raw) && json_says(&o, "type", QUOTE) &&
		    json_get_string(&o, "exact", &n->quote);

	if (good) {
		json_get_string(&o, "prefix", &n->prefix);
		json_get_string(&o, "suffix", &n->suffix);
	}
	json_release(&o);
	return good;
}

static bool read_position(const char *raw, size_t *start, size_t *end)
{
	size_t from, to;
	struct json_object o;
	bool good = json_open(&o, raw) && json_says(&o, "type", POSITION) &&
		    json_get_size(&o, "start", &from) && json_get_size(&o, "end", &to) &&
		    from <= to;

	if (good) {
		*start = from;
		*end = to;
	}
	json_release(&o);
	return good;
}

static void read_selectors(struct note *n, const char *raw)
{
	struct json_object list;
	bool quote = false, position = false;

	json_list(&list, raw);
	for (size_t i = 0; i < list.members.len; i++) {
		quote = quote || read_quote(list.members.items[i].raw, n);
		position = position || read_position(list.members.items[i].raw, &n->start, &n->end);
	}
	json_release(&list);
}

static bool is_quote(const char *raw)
{
	struct note n = {0};
	bool is = read_quote(raw, &n);

	free(n.quote);
	free(n.prefix);
	free(n.suffix);
	return is;
}

static bool is_position(const char *raw)
{
	size_t start, end;

	return read_position(raw, &start, &end);
}

/* Puts a context that is known; one that is not is left where it is no string. */
static void set_context(struct json_object *o, const char *key, const char *value)
{
	char *old = NULL;

	if (value || json_get_string(o, key, &old))
		json_set_string(o, key, value);
	free(old);
}

static char *quote_text(const struct note *n, const char *old)
{
	struct json_object o;
	char *raw;

	json_open(&o, old);
	if (!old)
		json_set_string(&o, "type", QUOTE);
	json_set_string(&o, "exact", n->quote);
	set_context(&o, "prefix", n->prefix);
	set_context(&o, "suffix", n->suffix);
	raw = json_text(&o, selector_order, false);
	json_release(&o);
	return raw;
}

static char *position_text(const struct note *n, const char *old)
{
	struct json_object o;
	char *raw;

	json_open(&o, old);
	if (!old)
		json_set_string(&o, "type", POSITION);
	json_set_size(&o, "start", n->start);
	json_set_size(&o, "end", n->end);
	raw = json_text(&o, selector_order, false);
	json_release(&o);
	return raw;
}

/* The place of the first entry that `is` ours; the length where there is none. */
static size_t find_entry(const struct json_object *list, bool (*is)(const char *))
{
	size_t i = 0;

	while (i < list->members.len && !is(list->members.items[i].raw))
		i++;
	return i;
}

/* Puts our entry in its place, at `otherwise` where it is new, or takes it out. */
static void put_entry(struct json_object *list, bool (*is)(const char *), bool wanted,
		      const struct note *n, char *(*text)(const struct note *, const char *),
		      size_t otherwise)
{
	size_t at = find_entry(list, is);

	if (at < list->members.len && wanted)
		json_list_replace(list, at, text(n, list->members.items[at].raw));
	else if (at < list->members.len)
		json_list_remove(list, at);
	else if (wanted)
		json_list_insert(list, otherwise, text(n, NULL));
}

static void write_selectors(const struct note *n, struct json_object *target)
{
	struct json_object list;
	bool positioned = n->end > n->start;
	char *raw;

	json_list(&list, json_get(target, "selector"));
	/* A quote may stand at a position of no length only where it was read so. */
	if (n->quote && !positioned)
		positioned = find_entry(&list, is_position) < list.members.len;
	put_entry(&list, is_quote, n->quote, n, quote_text, 0);
	put_entry(&list, is_position, positioned, n, position_text, n->quote ? 1 : 0);
	raw = list.members.len ? json_text(&list, NULL, true) : NULL;
	json_set(target, "selector", raw);
	free(raw);
	json_release(&list);
}

/* ---- state */

static bool read_state(const char *raw, char **date)
{
	struct json_object o;
	bool good = json_open(&o, raw) && json_says(&o, "type", "TimeState") &&
		    json_get_string(&o, "sourceDate", date);

	json_release(&o);
	return good;
}

static bool is_state(const char *raw)
{
	char *date = NULL;
	bool is = read_state(raw, &date);

	free(date);
	return is;
}

static void read_states(struct note *n, const char *raw)
{
	struct json_object list;

	json_list(&list, raw);
	for (size_t i = 0; i < list.members.len && !n->source_date; i++)
		read_state(list.members.items[i].raw, &n->source_date);
	json_release(&list);
}

static char *state_text(const struct note *n, const char *old)
{
	struct json_object o;
	char *raw;

	json_open(&o, old);
	if (!old)
		json_set_string(&o, "type", "TimeState");
	json_set_string(&o, "sourceDate", n->source_date);
	raw = json_text(&o, state_order, false);
	json_release(&o);
	return raw;
}

static void write_states(const struct note *n, struct json_object *target)
{
	struct json_object list;

	json_list(&list, json_get(target, "state"));
	put_entry(&list, is_state, n->source_date, n, state_text, 0);
	json_set_list(target, "state", &list);
	json_release(&list);
}

/* ---- targets */

bool target_read(struct note *n)
{
	struct json_object list, target;
	char *iri = NULL;
	bool good;

	json_list(&list, json_get(&n->raw, "target"));
	if (list.members.len && json_open(&target, list.members.items[0].raw)) {
		good = json_get(&target, "source") || json_get(&target, "id");
		read_selectors(n, json_get(&target, "selector"));
		read_states(n, json_get(&target, "state"));
		json_release(&target);
	} else {
		good = list.members.len && json_decode_string(list.members.items[0].raw, &iri);
		free(iri);
	}
	json_release(&list);
	return good;
}

/* RFC 3986, §3.1: whether a scheme stands at the start. */
static bool is_absolute(const char *iri)
{
	size_t i = 0;

	if (!isalpha((unsigned char)iri[0]))
		return false;
	while (isalnum((unsigned char)iri[i]) || (iri[i] && strchr("+-.", iri[i])))
		i++;
	return iri[i] == ':';
}

static void write_source(struct json_object *target, const char *source)
{
	const char *raw = json_get(target, "source");
	char *old = NULL;

	if (!raw)
		json_set_string(target, "source", source ? source : "");
	else if (json_decode_string(raw, &old) && source && !is_absolute(old))
		json_set_string(target, "source", source);
	free(old);
}

/* A target that names a resource by its id, or by a string alone, stays so as long
 * as nothing is known about a place in it. */
static bool is_plain(const struct note *n, const struct json_object *target)
{
	return !json_get(target, "source") && json_get(target, "id") && !n->quote &&
	       n->end <= n->start && !n->source_date;
}

static char *target_text(const struct note *n, const char *old, const char *source)
{
	struct json_object o;
	char *iri = NULL, *raw;

	json_open(&o, old);
	if (json_decode_string(old, &iri)) {
		if (!n->quote && n->end <= n->start && !n->source_date) {
			free(iri);
			return mem_strdup(old);
		}
		json_set_string(&o, "source", iri);
		free(iri);
	}
	if (!is_plain(n, &o)) {
		if (!json_get(&o, "type"))
			json_set_string(&o, "type", "SpecificResource");
		write_source(&o, source);
		write_states(n, &o);
		write_selectors(n, &o);
	}
	raw = json_text(&o, target_order, false);
	json_release(&o);
	return raw;
}

void target_write(const struct note *n, struct json_object *item, const char *source)
{
	struct json_object list;

	json_list(&list, json_get(item, "target"));
	if (list.members.len)
		json_list_replace(&list, 0, target_text(n, list.members.items[0].raw, source));
	else
		json_list_insert(&list, 0, target_text(n, NULL, source));
	json_set_list(item, "target", &list);
	json_release(&list);
}
