/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fills templates from the program's own tables, so that a key, an option or a setting
 * is written once.  Copies standard input to standard output; a line that is only
 * @NAME@ becomes that table, and @VERSION@ anywhere becomes the version.  The texts of
 * the tables are in the language that the environment asks for; run from the top of the
 * build.  A line @SCREEN NAME NUMBER@ becomes a screen of the tests, which stand in the
 * folder that is the argument.
 */
#include "tables.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"

static const struct {
	const char *line;
	void (*put)(void);
} tables[] = {
	{"@COMMANDS@\n", manual_commands},
	{"@SETTINGS@\n", manual_settings},
	{"@SAMPLE@\n", sample_settings},
	{"@SAMPLE_KEYS@\n", sample_keys},
	{"@PARTS@\n", manual_parts},
	{"@BASH_COMMANDS@\n", bash_commands},
	{"@BASH_OPTIONS@\n", bash_options},
	{"@BASH_ARGUMENTS@\n", bash_arguments},
	{"@BASH_OPERANDS@\n", bash_operands},
	{"@BASH_SETTINGS@\n", bash_settings},
	{"@BASH_BY_PRODUCTS@\n", bash_by_products},
	{"@ZSH_COMMON@\n", zsh_common},
	{"@ZSH_COMMANDS@\n", zsh_commands},
	{"@ZSH_OPTIONS@\n", zsh_options},
	{"@ZSH_SETTINGS@\n", zsh_settings},
	{"@ZSH_WORDS@\n", zsh_words},
	{"@ZSH_BY_PRODUCTS@\n", zsh_by_products},
	{"@FISH_OPTIONS@\n", fish_options},
	{"@FISH_COMMANDS@\n", fish_commands},
	{"@FISH_VALUED@\n", fish_valued},
	{"@FISH_OPERANDS@\n", fish_operands},
	{"@FISH_SETTINGS@\n", fish_settings},
	{"@FISH_BY_PRODUCTS@\n", fish_by_products},
};

/* "@SCREEN NAME NUMBER@".  False: the line is none, or there is no such screen. */
static bool put_screen(const char *folder, const char *line)
{
	char name[64];
	int number;

	return folder && sscanf(line, "@SCREEN %63s %d@", name, &number) == 2 &&
	       manual_screen(folder, name, number);
}

static void put_line(const char *folder, const char *line)
{
	static const char version[] = "@VERSION@";
	const char *at;

	if (put_screen(folder, line))
		return;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!strcmp(line, tables[i].line)) {
			tables[i].put();
			return;
		}
	while ((at = strstr(line, version))) {
		printf("%.*s%s", (int)(at - line), line, PACKAGE_VERSION);
		line = at + strlen(version);
	}
	fputs(line, stdout);
}

int main(int argc, char **argv)
{
	char line[4096];

	language_init();
#ifdef ENABLE_NLS
	/* This program stands elsewhere than the one that is installed. */
	bindtextdomain(PACKAGE, "share/locale");
#endif
	while (fgets(line, sizeof line, stdin))
		put_line(argc > 1 ? argv[1] : NULL, line);
	if (ferror(stdin) || fflush(stdout) || ferror(stdout)) {
		perror("tables");
		return 1;
	}
	return 0;
}
