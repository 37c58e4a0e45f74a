/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's settings: one table (settings.def) gives the names, types,
 * defaults, allowed values and help of all.  No I/O, no commands.
 */
#ifndef LUTRIN_APP_SETTINGS_H
#define LUTRIN_APP_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/paint.h"
#include "base/err.h"
#include "base/str.h"

/* The words of choices that the command line gives too. */
#define SETTINGS_PARAGRAPHS "auto line block indent"
#define SETTINGS_COLORS "yellow green blue pink orange purple"
#define SETTINGS_STYLES "solid underline strikethrough outline"

#define SETTINGS_CONFINE "auto yes no"
enum { SETTINGS_CONFINE_AUTO, SETTINGS_CONFINE_YES, SETTINGS_CONFINE_NO };

#define SETTINGS_MEANINGS 6 /* words that can be given one */

/* A number a line of settings.def: its index. */
enum {
#define SETTING_NUMBER(field, name, initial, low, high, help) SETTING_##field,
#define SETTING_FLAG(field, name, initial, help) SETTING_##field,
#define SETTING_TEXT(field, name, initial, help) SETTING_##field,
#define SETTING_CHOICE(field, name, initial, words, help) SETTING_##field,
#define SETTING_MEANINGS(field, name, words, help) SETTING_##field,
#define SETTING_NAME(field, name, initial, words, help) SETTING_##field,
#include "app/settings.def"
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_MEANINGS
#undef SETTING_NAME
	SETTINGS_COUNT
};

/* One field a line of settings.def: SETTING_NUMBER → int, SETTING_FLAG → bool,
 * SETTING_TEXT → char * (owned, never NULL), SETTING_CHOICE → int, the index of
 * the word in its list, SETTING_MEANINGS → a char * for each word of its list (owned;
 * NULL: it has no meaning), SETTING_NAME → char * (owned, never NULL), one of its words or
 * the name of an own theme. */
struct settings {
#define SETTING_NUMBER(field, name, initial, low, high, help) int field;
#define SETTING_FLAG(field, name, initial, help) bool field;
#define SETTING_TEXT(field, name, initial, help) char *field;
#define SETTING_CHOICE(field, name, initial, words, help) int field;
#define SETTING_MEANINGS(field, name, words, help) char *field[SETTINGS_MEANINGS];
#define SETTING_NAME(field, name, initial, words, help) char *field;
#include "app/settings.def"
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_MEANINGS
#undef SETTING_NAME
	/* Owned, by index: where the value came from; NULL: it is the initial one. */
	char *origin[SETTINGS_COUNT];
	char *source;         /* owned: where what is set now comes from */
	struct paints paints; /* the reader's own themes */
};

void settings_init(struct settings *s);
void settings_release(struct settings *s);

size_t settings_index(const char *name); /* SETTINGS_COUNT: none */
size_t settings_count(void);
const char *settings_name(size_t index);  /* NULL beyond the last */
const char *settings_help(size_t index);  /* not translated: N_() */
const char *settings_words(size_t index); /* "auto line block", or NULL */
bool settings_is_flag(size_t index);

/* What is set from now on comes from `source` ("config:3", copied); NULL: from the reader's
 * hands. */
void settings_from(struct settings *s, const char *source);
/* Where the value came from; "": from the reader's hands; NULL: it is the initial one. */
const char *settings_origin(const struct settings *s, size_t index);
/* The value stays, but what it came from no longer counts. */
void settings_disown(struct settings *s, size_t index);
/* Back to the initial value. */
bool settings_reset(struct settings *s, const char *name, struct err *err);

/* What the reader says that a colour (enum note_color) means; NULL: nothing. */
const char *settings_color_meaning(const struct settings *s, unsigned color);

/* `value` as the reader writes it; a flag takes on/off, yes/no, true/false; meanings take
 * "WORD:MEANING" or "WORD MEANING", several with ; between ("WORD:": none, "": none at
 * all), and the other words keep theirs. */
bool settings_set(struct settings *s, const char *name, const char *value, struct err *err);
bool settings_get(const struct settings *s, const char *name, struct str *value);

/* The words after `set`: "NAME VALUE…", "NAME=VALUE"; a flag also "NAME" and
 * "noNAME"; "NAME&" goes back to the initial value. */
bool settings_assign(struct settings *s, char *const *words, size_t count, struct err *err);

#endif
