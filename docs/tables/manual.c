/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of keys and of settings in mdoc(7).
 */
#include "tables.h"
#include "values.h"

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
			put_text(_(section));
			puts("\n.Bl -tag -width Ds -compact");
		}
		fputs(".It Ic ", stdout);
		put_text(c->name);
		if (*c->keys) {
			fputs("\\ \\  Sy ", stdout);
			put_keys(c->keys);
		}
		putchar('\n');
		put_text(_(c->help));
		putchar('\n');
	}
	puts(".El");
}

void manual_settings(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < SETTINGS_COUNT; i++) {
		char *values = values_of(i);

		fputs(".It Cm ", stdout);
		put_text(settings_name(i));
		putchar('\n');
		put_text(_(settings_help(i)));
		puts(".");
		put_text(values);
		puts(".");
		free(values);
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
		put_text(_(paint_part_help((enum paint_part)part)));
		putchar('\n');
	}
	puts(".El");
	str_release(&name);
}
