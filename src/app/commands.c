/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/commands.h"

#include <string.h>

#include "base/language.h"

/* commands.def writes the flags without their prefix. */
#define READ COMMAND_READ
#define IN_SELECTION COMMAND_IN_SELECTION
#define IN_LIST COMMAND_IN_LIST
#define IN_NOTE COMMAND_IN_NOTE
#define IN_PROMPT COMMAND_IN_PROMPT
#define IN_REVIEW COMMAND_IN_REVIEW
#define ANYWHERE COMMAND_ANYWHERE
#define TAKES_KEY COMMAND_TAKES_KEY
#define TAKES_TEXT COMMAND_TAKES_TEXT
#define EDITS COMMAND_EDITS

static const struct command table[COMMAND_COUNT] = {
#define SECTION(title)
#define CMD(id, name, keys, flags, handler, help) {name, keys, flags, help, __LINE__},
#include "app/commands.def"
#undef CMD
#undef SECTION
};

/* A heading is that of the commands that are written behind it. */
static const struct {
	const char *title;
	int line;
} headings[] = {
#define SECTION(title) {title, __LINE__},
#define CMD(id, name, keys, flags, handler, help)
#include "app/commands.def"
#undef CMD
#undef SECTION
};

/* Names that hands know from elsewhere. */
static const struct {
	const char *name;
	enum command_id id;
} aliases[] = {
	{"q", COMMAND_QUIT},         {"q!", COMMAND_QUIT},
	{"wq", COMMAND_QUIT},        {"x", COMMAND_QUIT},
	{"n", COMMAND_NEXT_FILE},    {"p", COMMAND_PREVIOUS_FILE},
	{"h", COMMAND_HELP},         {"colour", COMMAND_COLOR},
	{"noh", COMMAND_CANCEL},     {"nohlsearch", COMMAND_CANCEL},
	{"edit", COMMAND_EDIT_NOTE},
};

const struct command *command_at(enum command_id id)
{
	return &table[id];
}

const char *command_section(enum command_id id)
{
	size_t i = sizeof headings / sizeof *headings - 1;

	while (headings[i].line > table[id].line)
		i--;
	return headings[i].title;
}

static const char *const contexts[CONTEXT_COUNT] = {
	"read", "select", "list", "note", "prompt", "review", "window",
};

const char *context_name(enum context context)
{
	return contexts[context];
}

enum context context_find(const char *name)
{
	int i = 0;

	while (i < CONTEXT_COUNT && strcmp(contexts[i], name))
		i++;
	return (enum context)i;
}

enum context command_context(enum command_id id)
{
	int i = 0;

	while (!(command_at(id)->flags & 1U << i))
		i++;
	return (enum context)i;
}

enum command_id command_find(const char *name)
{
	for (int id = 0; id < COMMAND_COUNT; id++)
		if (!strcmp(command_at(id)->name, name))
			return id;
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (!strcmp(aliases[i].name, name))
			return aliases[i].id;
	return COMMAND_COUNT;
}
