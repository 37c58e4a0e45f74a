/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of commands (commands.def), by number and by name.  Knows nothing of
 * what they do.
 */
#ifndef LUTRIN_APP_COMMANDS_H
#define LUTRIN_APP_COMMANDS_H

#include <stddef.h>

enum command_id {
#define SECTION(title)
#define CMD(id, name, keys, flags, handler, help) COMMAND_##id,
#include "app/commands.def"
#undef CMD
#undef SECTION
	COMMAND_COUNT
};

enum {
	COMMAND_READ = 1,         /* bound while reading (and selecting) */
	COMMAND_IN_SELECTION = 2, /* bound while selecting only */
	COMMAND_TAKES_KEY = 4,    /* its argument is the key typed next */
	COMMAND_TAKES_TEXT = 8,   /* its argument is the rest of the line */
	COMMAND_EDITS = 16,       /* changes annotations */
};

struct command {
	const char *name; /* kebab-case */
	const char *keys; /* defaults, spaces between */
	unsigned flags;
	const char *help;    /* N_() */
	const char *section; /* N_(): only in the table's headings */
};

const struct command *command_at(enum command_id id);
/* The heading of the group it stands in, N_(). */
const char *command_section(enum command_id id);
/* By its whole name or one of the short ones (q, n, p, h …); COMMAND_COUNT: none. */
enum command_id command_find(const char *name);

#endif
