/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what another program exported, taken into a notebook. */
#include <string.h>

#include "exchange/import.h"
#include "fuzz.h"
#include "notes/sidecar.h"

#define NOW "2026-01-02T03:04:05Z"

static const char text[] = "Le titre\n\nUn élève lit ; son cœur bat. « Oui », dit-il.\n\nLa fin.\n";

static void look_at_notes(const struct notebook *b, size_t size)
{
	struct str s;

	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		HOLDS(n->id && n->span.start <= n->span.end && n->span.end <= size);
		HOLDS(notebook_get(b, n->id) == n);
	}
	str_init(&s);
	sidecar_write(b, NULL, NOW, &s);
	str_release(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = {data, size};
	enum import_format format = (enum import_format)(fuzz_byte(&b) % (IMPORT_FORMATS + 1));
	struct article *a = article_from_bytes(
		text, sizeof text - 1, &(struct article_options){.encoding = "UTF-8"}, NULL);
	struct notebook *book = notebook_new(&(struct notebook_writer){.device = "test"});
	struct import_tally tally = {0}, again = {0};
	struct imported imported = {0};

	for (int round = 0; round < 2; round++) {
		enum import_format found = format;

		if (!import_parse((const char *)b.at, b.left, a, "Le titre", &found, &imported,
				  NULL))
			break;
		import_into(book, a, &imported, NOW, round ? &again : &tally);
		import_release(&imported);
		imported = (struct imported){0};
		look_at_notes(book, sizeof text - 1);
	}
	HOLDS(!again.added); /* the second time all are known */
	import_release(&imported);
	notebook_free(book);
	article_free(a);
	return 0;
}
