/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file is mapped while it is read, and its memory given back at once: the notebook
 * keeps nothing of it but the notes.
 */
#include "notes/intake.h"

#include "notes/backup.h"
#include "notes/merge.h"

bool intake_read(struct notebook *b, const struct source *bytes, struct sidecar_report *report,
		 struct err *err)
{
	bool done;

	source_want(bytes, 0, source_size(bytes));
	done = sidecar_parse(b, source_bytes(bytes), source_size(bytes), report, err);
	source_forget(bytes, 0, source_size(bytes));
	return done;
}

static struct notebook *parse_bytes(const struct source *bytes,
				    const struct notebook_writer *writer)
{
	struct notebook *b;
	struct sidecar_report report = {0};

	if (!bytes)
		return NULL;
	b = notebook_new(writer);
	if (intake_read(b, bytes, &report, NULL))
		return b;
	notebook_free(b);
	return NULL;
}

struct source *intake_newest_backup(const char *path)
{
	struct notebook_writer nobody = {0};
	struct source *version;

	for (size_t nth = 0; (version = backup_open(path, nth)); nth++) {
		struct notebook *b = parse_bytes(version, &nobody);

		notebook_free(b);
		if (b)
			return version;
		source_free(version);
	}
	return NULL;
}

size_t intake_merge(struct notebook *b, const struct source *bytes, const struct source *base)
{
	struct notebook *theirs = parse_bytes(bytes, notebook_writer(b));
	struct notebook *ancestor = parse_bytes(base, notebook_writer(b));
	size_t both;

	/* Somebody may be writing into it just now. */
	if (base && !source_unchanged(base)) {
		notebook_free(ancestor);
		ancestor = NULL;
	}
	both = theirs ? merge_notebooks(b, theirs, ancestor) : 0;
	notebook_free(ancestor);
	notebook_free(theirs);
	return both;
}
