/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Objects are matched by their keys.  The entries of arrays are matched by what
 * they are: the first of each kind that our annotations have once (a quote, a
 * position, a state, the note's text, a resource) by the kind, all others by
 * their whole text, the second of two equal ones with the second.  Recursion ends
 * at a fixed depth, below which a value counts as a whole.
 */
#include "notes/graft.h"

#include <string.h>

#include "base/mem.h"

#define DEPTH 12

/* Three versions of one value, NULL where absent. */
struct three {
	const char *base, *ours, *theirs;
	bool prefer_ours;
};

static char *graft(struct three v, unsigned depth);

static bool same(const char *a, const char *b)
{
	struct str x, y;
	bool equal;

	if (!a || !b)
		return a == b;
	if (!strcmp(a, b))
		return true;
	str_init(&x);
	str_init(&y);
	json_compact(&x, a);
	json_compact(&y, b);
	equal = !strcmp(x.data, y.data);
	str_release(&x);
	str_release(&y);
	return equal;
}

/* ---- objects */

static bool is_last(const struct json_object *o, size_t index)
{
	const struct json_member *m = &o->members.items[index];

	return json_get(o, m->key) == m->raw;
}

static void add_member(struct json_object *out, const struct json_member *like, char *raw)
{
	struct json_member m = {mem_strdup(like->key), mem_strdup(like->name), raw};

	if (raw)
		vec_push(&out->members, m);
	else {
		free(m.key);
		free(m.name);
	}
}

static void graft_members(const struct json_object *base, const struct json_object *ours,
			  const struct json_object *theirs, bool prefer_ours, unsigned depth,
			  struct json_object *out)
{
	const struct json_object *first = prefer_ours ? ours : theirs;
	const struct json_object *second = prefer_ours ? theirs : ours;

	*out = (struct json_object){0};
	for (int round = 0; round < 2; round++) {
		const struct json_object *o = round ? second : first;

		for (size_t i = 0; i < o->members.len; i++) {
			const struct json_member *m = &o->members.items[i];
			struct three v = {json_get(base, m->key), json_get(ours, m->key),
					  json_get(theirs, m->key), prefer_ours};

			if (round && json_get(first, m->key))
				continue;
			add_member(out, m, is_last(o, i) ? graft(v, depth) : mem_strdup(m->raw));
		}
	}
}

static char *graft_object(struct three v, unsigned depth)
{
	struct json_object base, ours, theirs, out;
	char *raw;

	json_open(&base, v.base);
	json_open(&ours, v.ours);
	json_open(&theirs, v.theirs);
	graft_members(&base, &ours, &theirs, v.prefer_ours, depth, &out);
	raw = json_text(&out, NULL, false);
	json_release(&base);
	json_release(&ours);
	json_release(&theirs);
	json_release(&out);
	return raw;
}

/* ---- arrays */

/* An array's entries with the names by which they are matched. */
struct named {
	struct json_object list;
	VEC(char *) names;
};

/* The name of an entry whose kind comes once in an annotation; NULL for others. */
static const char *kind_of(const char *raw)
{
	static const char *const kinds[] = {"TextQuoteSelector", "TextPositionSelector",
					    "TimeState"};
	const char *kind = NULL;
	struct json_object o;

	if (!json_open(&o, raw))
		return NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (json_says(&o, "type", kinds[i]))
			kind = kinds[i];
	if (json_get(&o, "source"))
		kind = "source";
	if (json_says(&o, "type", "TextualBody") &&
	    (!json_get(&o, "purpose") || json_says(&o, "purpose", "commenting")))
		kind = "text";
	json_release(&o);
	return kind;
}

static bool is_named(const struct named *n, const char *name)
{
	for (size_t i = 0; i < n->names.len; i++)
		if (!strcmp(n->names.items[i], name))
			return true;
	return false;
}

static void name_entry(struct named *n, const char *raw)
{
	const char *kind = kind_of(raw);
	struct str name;

	str_init(&name);
	if (kind && !is_named(n, kind)) {
		str_add(&name, kind);
	} else {
		/* Begins with no letter of a kind's name. */
		str_addc(&name, '=');
		json_compact(&name, raw);
		while (is_named(n, name.data))
			str_addc(&name, '+');
	}
	vec_push(&n->names, str_take(&name));
}

static void named_init(struct named *n, const char *raw)
{
	*n = (struct named){0};
	json_list(&n->list, raw);
	for (size_t i = 0; i < n->list.members.len; i++)
		name_entry(n, n->list.members.items[i].raw);
}

static void named_release(struct named *n)
{
	for (size_t i = 0; i < n->names.len; i++)
		free(n->names.items[i]);
	vec_release(&n->names);
	json_release(&n->list);
}

static const char *named_get(const struct named *n, const char *name)
{
	for (size_t i = 0; i < n->names.len; i++)
		if (!strcmp(n->names.items[i], name))
			return n->list.members.items[i].raw;
	return NULL;
}

static char *graft_array(struct three v, unsigned depth)
{
	struct named base, ours, theirs;
	struct json_object out = {0};
	char *raw;

	named_init(&base, v.base);
	named_init(&ours, v.ours);
	named_init(&theirs, v.theirs);
	for (int round = 0; round < 2; round++) {
		const struct named *first = v.prefer_ours ? &ours : &theirs;
		const struct named *n = !round == v.prefer_ours ? &ours : &theirs;

		for (size_t i = 0; i < n->names.len; i++) {
			const char *name = n->names.items[i];
			struct three e = {named_get(&base, name), named_get(&ours, name),
					  named_get(&theirs, name), v.prefer_ours};
			char *entry = round && named_get(first, name) ? NULL : graft(e, depth);

			if (entry)
				json_list_insert(&out, out.members.len, entry);
		}
	}
	raw = json_text(&out, NULL, true);
	named_release(&base);
	named_release(&ours);
	named_release(&theirs);
	json_release(&out);
	return raw;
}

/* ---- all values */

static char *graft(struct three v, unsigned depth)
{
	if (same(v.ours, v.theirs) || same(v.base, v.theirs))
		return mem_strdup(v.ours ? v.ours : v.base ? NULL : v.theirs);
	if (same(v.base, v.ours))
		return mem_strdup(v.theirs);
	if (!v.ours || !v.theirs)
		return mem_strdup(v.ours ? v.ours : v.theirs);
	if (depth && json_raw_object(v.ours) && json_raw_object(v.theirs))
		return graft_object(v, depth - 1);
	if (depth && (json_raw_array(v.ours) || json_raw_array(v.theirs)))
		return graft_array(v, depth - 1);
	return mem_strdup(v.prefer_ours ? v.ours : v.theirs);
}

void graft_objects(const struct json_object *base, const struct json_object *ours,
		   const struct json_object *theirs, bool prefer_ours, struct json_object *out)
{
	static const struct json_object none;

	graft_members(base ? base : &none, ours, theirs, prefer_ours, DEPTH, out);
}
