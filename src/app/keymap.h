/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys by name and what they do: sequences of up to four keys → command lines,
 * a set for each context.  Knows nothing of the commands but their table.
 */
#ifndef LUTRIN_APP_KEYMAP_H
#define LUTRIN_APP_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/commands.h"
#include "base/err.h"
#include "base/str.h"

#define KEYMAP_KEYS 4

struct keys {
	uint32_t key[KEYMAP_KEYS];
	size_t len;
};

/* Reads "j", "]]", "^F", "<C-f>", "<A-Enter>", "<Space>", "<F5>", "é". */
bool keys_parse(struct keys *keys, const char *text, struct err *err);
/* Writes them the way a person reads them: "]]", "^F", "Alt-Enter", "F5". */
void keys_show(const struct keys *keys, struct str *out);

struct keymap;

struct keymap *keymap_new(void); /* with the defaults of the table */
void keymap_free(struct keymap *m);

/* `line`: a command and its arguments.  Replaces what the keys did.  Where something is
 * typed (all contexts but reading and selecting) a key stands alone. */
bool keymap_bind(struct keymap *m, enum context context, const char *keys, const char *line,
		 struct err *err);
bool keymap_unbind(struct keymap *m, enum context context, const char *keys, struct err *err);
/* Back to the defaults. */
void keymap_reset(struct keymap *m);

enum keymap_result { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_FOUND };
/* What the keys typed so far mean; *line is borrowed. */
enum keymap_result keymap_look_up(const struct keymap *m, enum context context,
				  const struct keys *typed, const char **line);
/* Whether more keys after these have a command, too. */
bool keymap_goes_on(const struct keymap *m, enum context context, const struct keys *typed);

/* Whether the keys have a line in this very context; *line is borrowed. */
bool keymap_bound(const struct keymap *m, enum context context, const struct keys *keys,
		  const char **line);

/* The keys that run the command now, wherever that is, as shown to people, at most `most`
 * of them with ", " between. */
void keymap_show(const struct keymap *m, enum command_id id, size_t most, struct str *out);

/* How the command is called now, as shown to people: its first key, or ":NAME" where it has
 * none. */
struct keymap_way {
	char text[64];
};
struct keymap_way keymap_way(const struct keymap *m, enum command_id id);

/* What keys were bound to that is more than a command's name: the first such line from
 * the binding *at on, borrowed, with its keys as shown added to `keys`; *at goes behind
 * it.  NULL: there is none. */
const char *keymap_line(const struct keymap *m, size_t *at, struct str *keys);

#endif
