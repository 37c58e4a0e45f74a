/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations as Markdown for note-taking programs: front matter, then for each
 * its quote, note, tags and a block id.  What a quote or a note holds cannot
 * become Markdown, HTML or YAML.
 */
#ifndef LUTRIN_NOTES_MARKDOWN_H
#define LUTRIN_NOTES_MARKDOWN_H

#include "base/str.h"
#include "notes/export.h"

/* One article: its title, path, date and tags in the front matter.  Several: a
 * heading each. */
void markdown_write(const struct export_item *items, size_t count, const char *now,
		    struct str *out);

#endif
