/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample of a configuration: every line of it is a comment, so that it changes
 * nothing until one is made a command.
 */
#include "tables.h"
#include "values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "app/wrap.h"
#include "base/language.h"

#define WIDTH 76 /* cells of a comment */

static void put_comment(const char *text)
{
	struct wrap w = {0};

	wrap_text(&w, text, strlen(text), WIDTH);
	for (size_t i = 0; i < w.lines.len; i++) {
		struct span line = w.lines.items[i];

		printf("# %.*s\n", (int)span_length(line), text + line.start);
	}
	wrap_release(&w);
}

/* A value as config_split() takes it. */
static void put_value(const char *value)
{
	if (*value && !strpbrk(value, " \t\"'\\#"))
		fputs(value, stdout);
	else
		printf("\"%s\"", value); /* no initial value holds a quote */
}

static void put_setting(const struct settings *s, size_t setting)
{
	struct str value;
	char *values = values_of(setting);

	str_init(&value);
	settings_get(s, settings_name(setting), &value);
	putchar('\n');
	put_comment(_(settings_help(setting)));
	put_comment(values);
	printf("#set %s ", settings_name(setting));
	put_value(value.data);
	putchar('\n');
	str_release(&value);
	free(values);
}

void sample_settings(void)
{
	struct settings s;

	settings_init(&s);
	put_comment(_("A sample of lutrin's configuration: $XDG_CONFIG_HOME/lutrin/config, or "
		      "~/.config/lutrin/config."));
	put_comment(_("Each line is a command, as it is typed after ':' while reading.  What "
		      "stands here with a # in front is how it is anyway: take the # away and "
		      "change the line.  While reading, :source reads this file again and :set "
		      "shows all settings and where they come from."));
	for (size_t i = 0; i < SETTINGS_COUNT; i++)
		put_setting(&s, i);
	settings_release(&s);
}

void sample_keys(void)
{
	static const struct {
		const char *help, *line;
	} keys[] = {
		{N_("A key for a command; F1 shows all commands with their keys."),
		 "map H highlight"},
		{N_("A command with its argument, on a function key."), "map <F6> \"color green\""},
		{N_("Two keys after one another."), "map ]h next-section"},
		{N_("A key that counts only in a selection, in a list, in a note being written."),
		 "map -note <C-s> note-save"},
		{N_("A key that shall do nothing."), "unmap <C-z>"},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		putchar('\n');
		put_comment(_(keys[i].help));
		printf("#%s\n", keys[i].line);
	}
}
