/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of keys and of settings in mdoc(7).
 */
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/keymap.h"
#include "app/paint.h"
#include "app/settings.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"

enum kind { NUMBER, FLAG, TEXT, CHOICE, NAME };

struct setting {
	enum kind kind;
	const char *name, *text; /* text: the words of a choice or a name, else the initial text */
	int initial, low, high;
	const char *help;
};

static const struct setting settings[] = {
#define SETTING_NUMBER(field, name, initial, low, high, help) \
	{NUMBER, name, NULL, initial, low, high, help},
#define SETTING_FLAG(field, name, initial, help) {FLAG, name, NULL, initial, 0, 1, help},
#define SETTING_TEXT(field, name, initial, help) {TEXT, name, initial, 0, 0, 0, help},
#define SETTING_CHOICE(field, name, initial, words, help) \
	{CHOICE, name, words, initial, 0, 0, help},
#define SETTING_NAME(field, name, initial, words, help) {NAME, name, words, 0, 0, 0, help},
#include "app/settings.def"
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_NAME
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Text that roff must not take for a request, an escape or an argument. */
static void put_char(char c)
{
	switch (c) {
	case '\\':
		fputs("\\e", stdout);
		break;
	case '\'':
		fputs("\\(aq", stdout);
		break;
	case '^':
		fputs("\\(ha", stdout);
		break;
	case '"':
		fputs("\\(dq", stdout);
		break;
	case '-':
		fputs("\\-", stdout);
		break;
	default:
		putchar(c);
	}
}

static void put_text(const char *text)
{
	fputs("\\&", stdout);
	for (; *text; text++)
		put_char(*text);
}

/* The keys as the help screen shows them. */
static void put_keys(const char *text)
{
	char *copy = mem_strdup(text), *rest = copy, *key;
	const char *between = "";

	while ((key = strsep(&rest, " "))) {
		struct keys keys;
		struct str shown;

		str_init(&shown);
		if (!keys_parse(&keys, key, NULL))
			abort();
		keys_show(&keys, &shown);
		fputs(between, stdout);
		put_text(shown.data);
		between = ",\\ ";
		str_release(&shown);
	}
	free(copy);
}

void manual_commands(void)
{
	const char *section = NULL;

	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *c = command_at(id);

		if (command_section(id) != section) {
			printf("%s.Ss ", section ? ".El\n" : "");
			section = command_section(id);
			put_text(section);
			puts("\n.Bl -tag -width Ds -compact");
		}
		fputs(".It Ic ", stdout);
		put_text(c->name);
		if (*c->keys) {
			fputs("\\ \\  Sy ", stdout);
			put_keys(c->keys);
		}
		putchar('\n');
		put_text(c->help);
		putchar('\n');
	}
	puts(".El");
}

/* What a setting may be, and what it is at first. */
static void put_values(const struct setting *s)
{
	const char *word = s->text;

	switch (s->kind) {
	case NUMBER:
		printf("%d to %d; at first %d.\n", s->low, s->high, s->initial);
		break;
	case FLAG:
		printf("on or off; at first %s.\n", s->initial ? "on" : "off");
		break;
	case TEXT:
		fputs(*s->text ? "At first " : "At first empty", stdout);
		put_text(s->text);
		puts(".");
		break;
	case CHOICE:
	case NAME: /* at first its first word */
		for (int i = 0; i < s->initial; i++)
			word = strchr(word, ' ') + 1;
		fputs(s->kind == NAME ? "Your own or one of " : "One of ", stdout);
		put_text(s->text);
		printf("; at first %.*s.\n", (int)strcspn(word, " "), word);
		break;
	}
}

void manual_settings(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < COUNT(settings); i++) {
		fputs(".It Cm ", stdout);
		put_text(settings[i].name);
		putchar('\n');
		put_text(settings[i].help);
		puts(".");
		put_values(&settings[i]);
	}
	puts(".El");
}

void manual_parts(void)
{
	struct str name;

	str_init(&name);
	puts(".Bl -tag -width highlight-yellow -compact");
	for (int part = 0; part < PAINT_PART_COUNT; part++) {
		fputs(".It Cm ", stdout);
		str_clear(&name);
		paint_part_name((enum paint_part)part, &name);
		put_text(name.data);
		putchar('\n');
		put_text(paint_part_help((enum paint_part)part));
		putchar('\n');
	}
	puts(".El");
	str_release(&name);
}
