/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The result starts as a copy of the preferred side; each field is then decided by
 * itself: a side that left the field as the ancestor had it gives way.  Selectors
 * are one field, since a quote without its own position and context is worth
 * nothing.
 */
#include "notes/blend.h"

#include <string.h>

#include "base/mem.h"
#include "notes/graft.h"

struct blend {
	const struct note *base, *ours, *theirs; /* base may be NULL */
	bool prefer_ours;
	struct note *out;
};

/* The side that decides a field, from whether each has it as the ancestor had. */
static const struct note *decide(const struct blend *b, bool ours_kept, bool theirs_kept)
{
	if (b->base && ours_kept != theirs_kept)
		return ours_kept ? b->theirs : b->ours;
	return b->prefer_ours ? b->ours : b->theirs;
}

/* ---- texts */

struct parts {
	VEC(char *) items;
};

static bool parts_hold(const struct parts *p, const char *part)
{
	for (size_t i = 0; i < p->items.len; i++)
		if (!strcmp(p->items.items[i], part))
			return true;
	return false;
}

static void parts_add(struct parts *p, const char *text)
{
	while (text) {
		const char *end = strstr(text, BLEND_CONFLICT);
		char *part = end ? mem_strndup(text, (size_t)(end - text)) : mem_strdup(text);

		if (*part && !parts_hold(p, part))
			vec_push(&p->items, part);
		else
			free(part);
		text = end ? end + sizeof BLEND_CONFLICT - 1 : NULL;
	}
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *parts_join(struct parts *p)
{
	struct str text;

	str_init(&text);
	if (p->items.len)
		qsort(p->items.items, p->items.len, sizeof *p->items.items, by_bytes);
	for (size_t i = 0; i < p->items.len; i++) {
		if (i)
			str_add(&text, BLEND_CONFLICT);
		str_add(&text, p->items.items[i]);
	}
	return str_take(&text);
}

static void parts_release(struct parts *p)
{
	for (size_t i = 0; i < p->items.len; i++)
		free(p->items.items[i]);
	vec_release(&p->items);
}

static char *both_texts(const char *a, const char *b)
{
	struct parts parts = {0};
	char *text;

	parts_add(&parts, a);
	parts_add(&parts, b);
	text = parts_join(&parts);
	parts_release(&parts);
	return text;
}

/* The text of the result; yours. */
static char *blend_texts(const struct blend *b, bool *conflict)
{
	const char *ours = b->ours->text, *theirs = b->theirs->text;
	const char *base = b->base ? b->base->text : NULL;
	char *text;

	*conflict = false;
	if (note_same_string(ours, theirs))
		return mem_strdup(ours);
	if (b->base && note_same_string(base, ours))
		return mem_strdup(theirs);
	if (b->base && note_same_string(base, theirs))
		return mem_strdup(ours);
	if (!ours || !theirs)
		return mem_strdup(ours ? ours : theirs);
	text = both_texts(ours, theirs);
	*conflict = strcmp(text, ours) && strcmp(text, theirs);
	return text;
}

/* ---- tags, place, and the rest */

/* A tag stays that both have, or that one has and the ancestor had not. */
static bool tag_stays(const struct blend *b, const char *tag)
{
	if (note_has_tag(b->ours, tag) && note_has_tag(b->theirs, tag))
		return true;
	return !b->base || !note_has_tag(b->base, tag);
}

static void blend_tags(struct blend *b)
{
	const struct note *sides[] = {b->prefer_ours ? b->ours : b->theirs,
				      b->prefer_ours ? b->theirs : b->ours};

	note_clear_tags(b->out);
	for (size_t s = 0; s < 2; s++)
		for (size_t i = 0; i < sides[s]->tags.len; i++)
			if (tag_stays(b, sides[s]->tags.items[i]))
				note_add_tag(b->out, sides[s]->tags.items[i]);
	note_add_text_tags(b->out);
}

/* Where the place is the one that ours has, it stands where ours stands. */
static void blend_place(struct blend *b)
{
	bool ours_kept = b->base && note_same_place(b->base, b->ours);
	bool theirs_kept = b->base && note_same_place(b->base, b->theirs);
	const struct note *side = decide(b, ours_kept, theirs_kept);
	const struct note *other = side == b->ours ? b->theirs : b->ours;

	note_take_place(b->out, side);
	if (!note_same_place(b->ours, b->theirs))
		return;
	if (!b->out->source_date)
		note_set_string(&b->out->source_date, other->source_date);
	b->out->status = b->ours->status;
	b->out->span = b->ours->span;
}

#define KEPT(field) \
	b->base && b->base->field == b->ours->field, b->base && b->base->field == b->theirs->field

static bool is_bookmark(const struct note *n)
{
	return n->kind == NOTE_BOOKMARK;
}

static void blend_kind(struct blend *b)
{
	bool ours_kept = b->base && is_bookmark(b->base) == is_bookmark(b->ours);
	bool theirs_kept = b->base && is_bookmark(b->base) == is_bookmark(b->theirs);

	note_set_bookmark(b->out, is_bookmark(decide(b, ours_kept, theirs_kept)));
}

static void blend_maker(struct blend *b)
{
	const struct note *other = b->prefer_ours ? b->theirs : b->ours;

	if (!b->out->created)
		note_set_string(&b->out->created, other->created);
	if (!b->out->author_id && !b->out->author_name) {
		note_set_string(&b->out->author_id, other->author_id);
		note_set_string(&b->out->author_name, other->author_name);
	}
}

void blend_raw(struct note *to, const struct note *base, const struct note *ours,
	       const struct note *theirs, bool prefer_ours)
{
	struct json_object raw;

	graft_objects(base ? &base->raw : NULL, &ours->raw, &theirs->raw, prefer_ours, &raw);
	json_release(&to->raw);
	to->raw = raw;
}

struct note *blend_notes(const struct note *base, const struct note *ours,
			 const struct note *theirs, bool prefer_ours, bool *conflict)
{
	struct blend blend = {base, ours, theirs, prefer_ours, NULL}, *b = &blend;

	b->out = note_copy(prefer_ours ? ours : theirs);
	free(b->out->text);
	b->out->text = blend_texts(b, conflict);
	blend_tags(b);
	b->out->color = decide(b, KEPT(color))->color;
	b->out->style = decide(b, KEPT(style))->style;
	blend_kind(b);
	blend_place(b);
	blend_maker(b);
	blend_raw(b->out, base, ours, theirs, prefer_ours);
	return b->out;
}
