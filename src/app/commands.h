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

/* Where keys have a meaning of their own.  While selecting, those that have none there
 * mean what they mean while reading. */
enum context {
	CONTEXT_READ,
	CONTEXT_SELECT,
	CONTEXT_LIST,
	CONTEXT_NOTE,   /* a note being written */
	CONTEXT_PROMPT, /* a line being typed */
	CONTEXT_REVIEW,
	CONTEXT_WINDOW, /* what a program writes */
	CONTEXT_COUNT
};

enum {
	COMMAND_READ = 1 << CONTEXT_READ, /* bound, and run, while reading and selecting */
	COMMAND_IN_SELECTION = 1 << CONTEXT_SELECT, /* … while selecting only */
	COMMAND_IN_LIST = 1 << CONTEXT_LIST,
	COMMAND_IN_NOTE = 1 << CONTEXT_NOTE,
	COMMAND_IN_PROMPT = 1 << CONTEXT_PROMPT,
	COMMAND_IN_REVIEW = 1 << CONTEXT_REVIEW,
	COMMAND_ANYWHERE = (1 << CONTEXT_COUNT) - 1, /* also: all of these bits */
	COMMAND_TAKES_KEY = 1 << 8,                  /* its argument is the key typed next */
	COMMAND_TAKES_TEXT = 1 << 9,                 /* its argument is the rest of the line */
	COMMAND_EDITS = 1 << 10,                     /* changes annotations */
};

struct command {
	const char *name; /* kebab-case */
	const char *keys; /* defaults, spaces between */
	unsigned flags;
	const char *help; /* N_() */
	int line;         /* of commands.def, where it is written */
};

const struct command *command_at(enum command_id id);
/* The heading of the group it stands in, N_(). */
const char *command_section(enum command_id id);
/* "read", "select", "list", "note", "prompt", "review", "window"; back, CONTEXT_COUNT: none. */
const char *context_name(enum context context);
enum context context_find(const char *name);
/* The first context that the command is for. */
enum context command_context(enum command_id id);

/* By its whole name or one of the short ones (q, n, p, h …); COMMAND_COUNT: none. */
enum command_id command_find(const char *name);

#endif
