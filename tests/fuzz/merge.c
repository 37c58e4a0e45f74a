/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two histories that go on from a third, as bytes tell, merged: nothing that somebody wrote
 * and nobody deleted is lost, and merging again changes nothing.
 */
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"
#include "notes/merge.h"
#include "notes/sidecar.h"

#define IDS 4
#define TEXT 64 /* bytes of a text */

static const char *const ids[IDS] = {"urn:uuid:00000000-0000-4000-8000-000000000001",
				     "urn:uuid:00000000-0000-4000-8000-000000000002",
				     "urn:uuid:00000000-0000-4000-8000-000000000003",
				     "urn:uuid:00000000-0000-4000-8000-000000000004"};

static void take_text(struct note *n, struct fuzz_bytes *b)
{
	char text[TEXT];
	size_t len = 0, wanted = fuzz_byte(b) % (TEXT - 1);

	while (len < wanted && b->left)
		text[len++] = (char)fuzz_byte(b);
	text[len] = '\0';
	note_set_text(n, text);
}

/* What a reader does in one of the copies, at a time that the bytes choose. */
static void act(struct notebook *book, struct fuzz_bytes *b)
{
	unsigned what = fuzz_byte(b);
	const char *id = ids[what % IDS];
	const struct note *old = notebook_get(book, id);
	struct note *n;
	char now[32];

	snprintf(now, sizeof now, "2026-01-02T03:04:%02uZ", fuzz_byte(b) % 60);
	if (what & 64) {
		notebook_remove(book, id, now);
		return;
	}
	n = old ? note_copy(old) : note_new();
	if (!old) {
		free(n->id);
		n->id = mem_strdup(id);
		n->quote = mem_strdup("quelques mots");
	}
	if (what & 32)
		n->color = (enum note_color)(fuzz_byte(b) % NOTE_COLORS);
	else
		take_text(n, b);
	if (old)
		notebook_replace(book, n, now);
	else
		notebook_add(book, n, now);
}

static void live(struct notebook *book, struct fuzz_bytes *b)
{
	for (unsigned count = fuzz_byte(b) % 8; count > 0; count--)
		act(book, b);
}

static struct notebook *copy_of(const struct notebook *b, const char *device)
{
	struct notebook *copy = notebook_new(&(struct notebook_writer){.device = device});
	struct sidecar_report report;
	struct str s;

	str_init(&s);
	sidecar_write(b, NULL, "2026-01-02T03:05:00Z", &s);
	HOLDS(sidecar_parse(copy, s.data, s.len, &report, NULL));
	str_release(&s);
	return copy;
}

static void same(const struct notebook *a, const struct notebook *b)
{
	HOLDS(notebook_count(a) == notebook_count(b));
	for (size_t i = 0; i < IDS; i++) {
		const struct note *m = notebook_get(a, ids[i]), *n = notebook_get(b, ids[i]);

		HOLDS(!m == !n);
		if (!m)
			continue;
		HOLDS(m->color == n->color && !m->text == !n->text);
		HOLDS(!m->text || !strcmp(m->text, n->text));
	}
}

/* A note of `from` is there, unless `other` knows it no more. */
static void nothing_lost(const struct notebook *merged, const struct notebook *from,
			 const struct notebook *other)
{
	for (size_t i = 0; i < notebook_count(from); i++) {
		const char *id = notebook_at(from, i)->id;

		HOLDS(notebook_get(merged, id) || notebook_tombstone(other, id));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = {data, size};
	struct notebook *base = notebook_new(&(struct notebook_writer){.device = "base"});
	struct notebook *ours, *theirs, *one, *two;

	live(base, &b);
	ours = copy_of(base, "ours");
	theirs = copy_of(base, "theirs");
	live(ours, &b);
	live(theirs, &b);
	one = notebook_copy(ours);
	two = notebook_copy(theirs);
	merge_notebooks(one, theirs, base);
	merge_notebooks(two, ours, base);
	same(one, two);
	nothing_lost(one, ours, theirs);
	nothing_lost(one, theirs, ours);
	merge_notebooks(one, theirs, base);
	same(one, two);
	notebook_free(two);
	two = notebook_copy(base);
	merge_notebooks(two, ours, base); /* what only one side did is what is done */
	same(two, ours);
	notebook_free(one);
	notebook_free(two);
	notebook_free(theirs);
	notebook_free(ours);
	notebook_free(base);
	return 0;
}
