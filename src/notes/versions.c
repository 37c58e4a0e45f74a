/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The versions of one note, out of the backups of the sidecar that it is in.  A version
 * that says what the one before it says is left out.
 */
#include <stdlib.h>

#include "base/str.h"
#include "notes/backup.h"
#include "notes/place.h"
#include "notes/sidecar.h"
#include "notes/store.h"

#define BACKUPS_MOST 200

static void take(struct store_versions *found, const struct note *n)
{
	const struct note *last = found->len ? found->items[found->len - 1] : NULL;

	if (n && (!last || !note_same(last, n)))
		vec_push(found, note_copy(n));
}

static const struct note *trace_of(const struct notebook *b, const char *id)
{
	const struct tombstone *t = notebook_tombstone(b, id);
	const struct note *n = notebook_get(b, id);

	return n ? n : t ? t->note : NULL;
}

void store_find_versions(struct store *s, const struct notebook *b, const char *id,
			 struct store_versions *found)
{
	const struct notebook_writer nobody = {.device = "versions"};
	struct source *version;

	take(found, trace_of(b, id));
	for (size_t nth = 0; nth < BACKUPS_MOST; nth++) {
		struct sidecar_report report = {0};
		struct notebook *old;

		version = backup_open(store_path(s), nth);
		if (!version)
			break;
		old = notebook_new(&nobody);
		if (sidecar_parse(old, source_bytes(version), source_size(version), &report, NULL))
			take(found, trace_of(old, id));
		notebook_free(old);
		source_free(version);
	}
}
