/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line for the completions of bash, zsh and fish.  An option has the words
 * of its argument in its own table; else the name that the help gives an argument or an
 * operand says what may stand there (`kinds`).
 */
#include "tables.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "cli/command.h"
#include "text/texts.h"

enum kind { NOTHING, ARTICLE, ANY_FILE, FOLDER, ID, SETTING };

static const struct {
	const char *name;
	enum kind operand, argument;
} kinds[] = {
	{"FILE", ARTICLE, ANY_FILE},  {"PATH", ARTICLE, NOTHING},
	{"INPUT", ANY_FILE, NOTHING}, {"BASE", ANY_FILE, NOTHING},
	{"OURS", ANY_FILE, NOTHING},  {"THEIRS", ANY_FILE, NOTHING},
	{"FOLDER", FOLDER, NOTHING},  {"ID", ID, NOTHING},
	{"OUT", NOTHING, ANY_FILE},   {"NAME=VALUE", NOTHING, SETTING},
};

/* As the completions call them; in zsh they are functions, _lutrin_article … */
static const char *const kind_names[] = {
	[NOTHING] = "nothing", [ARTICLE] = "article", [ANY_FILE] = "file",
	[FOLDER] = "folder",   [ID] = "id",           [SETTING] = "setting",
};

/* ---- the tables, walked */

static const char *operand_kind(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i].name) == len && !memcmp(kinds[i].name, name, len))
			return kind_names[kinds[i].operand];
	return kind_names[NOTHING];
}

static enum kind argument_kind(const struct option *o)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].name, o->argument))
			return kinds[i].argument;
	return NOTHING;
}

/* An operand of a usage such as "[OPTION]... FILE (--quote TEXT | --paragraph N) ID...". */
struct operand {
	const char *name;
	size_t len;
	bool repeats;
};

/* The next operand of the first line of *usage, which moves behind it. */
static bool next_operand(const char **usage, struct operand *operand)
{
	bool argument = false; /* the word is that of the option before it */

	for (const char *word = *usage; *word && *word != '\n';) {
		size_t len = strcspn(word, " \n"), open = strspn(word, "[(");
		size_t name = strcspn(word + open, ".]) \n");
		bool option = word[open] == '-';

		*operand = (struct operand){
			word + open, name, strstr(word, "...") && strstr(word, "...") < word + len};
		*usage = word + len + strspn(word + len, " ");
		if (!option && !argument && name > 1 && strncmp(word + open, "OPTION", name))
			return true;
		argument = option && open + name == len;
		word = *usage;
	}
	return false;
}

/* The next of the words that may be offered, of which *words moves behind it. */
static bool next_word(const char **words, const char **word, int *len)
{
	if (!*words || !**words || !strcmp(*words, "..."))
		return false;
	*word = *words;
	*len = (int)strcspn(*words, " ");
	*words += *len + (int)strspn(*words + *len, " ");
	return true;
}

static void put_words(const char *words)
{
	const char *word, *between = "";
	int len;

	while (next_word(&words, &word, &len)) {
		printf("%s%.*s", between, len, word);
		between = " ";
	}
}

/* The words that a setting may be; of a text, what it is at first. */
static void put_values(size_t setting)
{
	const char *words = settings_words(setting);
	struct settings initial;
	struct str value;

	str_init(&value);
	settings_init(&initial);
	if (settings_is_flag(setting))
		words = "on off";
	else if (!words && settings_get(&initial, settings_name(setting), &value) &&
		 !strchr(value.data, ' '))
		words = value.data;
	put_words(words);
	settings_release(&initial);
	str_release(&value);
}

/* In quotes as bash and zsh have them, with a backslash before each of `special`. */
static void put_escaped(const char *text, const char *special)
{
	for (; *text; text++) {
		if (strchr(special, *text))
			putchar('\\');
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text == '\n' ? ' ' : *text);
	}
}

/* ---- bash */

void bash_commands(void)
{
	fputs("\tcommands='", stdout);
	for (size_t i = 0; cli_commands[i]; i++)
		printf("%s%s", i ? " " : "", cli_commands[i]->name);
	puts("'");
}

static void bash_put_options(const char *command, const struct option *options)
{
	const char *between = "";

	printf("\t%s) options='", command);
	for (const struct option *o = options; o->name; o++) {
		printf("%s--%s", between, o->name);
		if (o->letter)
			printf(" -%c", o->letter);
		between = " ";
	}
	puts("' ;;");
}

void bash_options(void)
{
	bash_put_options("''", cli_options);
	for (size_t i = 0; cli_commands[i]; i++)
		bash_put_options(cli_commands[i]->name, cli_commands[i]->options);
}

static void bash_put_arguments(const char *command, const struct option *options)
{
	for (const struct option *o = options; o->name; o++) {
		if (!o->argument)
			continue;
		printf("\t%s:--%s", command, o->name);
		if (o->letter)
			printf(" | %s:-%c", command, o->letter);
		printf(") kind=%s words='", o->words ? "word" : kind_names[argument_kind(o)]);
		put_words(o->words);
		puts("' ;;");
	}
}

void bash_arguments(void)
{
	bash_put_arguments("*", cli_options);
	for (size_t i = 0; cli_commands[i]; i++)
		bash_put_arguments(cli_commands[i]->name, cli_commands[i]->options);
}

/* The kinds of a command's operands, "..." behind the last where it repeats. */
static void put_operands(const struct cli_command *c)
{
	const char *usage = c->usage, *between = "";
	struct operand operand;

	while (next_operand(&usage, &operand)) {
		printf("%s%s%s", between, operand_kind(operand.name, operand.len),
		       operand.repeats ? " ..." : "");
		between = " ";
	}
}

void bash_operands(void)
{
	for (size_t i = 0; cli_commands[i]; i++) {
		printf("\t%s) operands='", cli_commands[i]->name);
		put_operands(cli_commands[i]);
		puts("' ;;");
	}
}

void bash_settings(void)
{
	fputs("\t=) words='", stdout);
	for (size_t i = 0; i < settings_count(); i++)
		printf("%s%s=", i ? " " : "", settings_name(i));
	puts("' ;;");
	for (size_t i = 0; i < settings_count(); i++) {
		printf("\t%s) words='", settings_name(i));
		put_values(i);
		puts("' ;;");
	}
}

void bash_by_products(void)
{
	putchar('\t');
	for (size_t i = 0; texts_by_products[i]; i++)
		printf("%s*%s", i ? " | " : "", texts_by_products[i]);
	puts(") ;;");
}

/* ---- zsh */

static void zsh_put_option(const struct option *o, const char *indent)
{
	if (o->letter)
		printf("%s\\*{-%c%s,--%s%s}'[", indent, o->letter, o->argument ? "+" : "", o->name,
		       o->argument ? "=" : "");
	else
		printf("%s'*--%s%s[", indent, o->name, o->argument ? "=" : "");
	put_escaped(o->help, "\\[]:");
	putchar(']');
	if (o->argument) {
		putchar(':');
		put_escaped(o->argument, "\\:");
		if (o->words) {
			fputs(":(", stdout);
			put_words(o->words);
			putchar(')');
		} else {
			printf(":_lutrin_%s", kind_names[argument_kind(o)]);
		}
	}
	puts("'");
}

void zsh_common(void)
{
	for (const struct option *o = cli_options; o->name; o++)
		zsh_put_option(o, "\t\t");
}

void zsh_commands(void)
{
	for (size_t i = 0; cli_commands[i]; i++) {
		printf("\t\t'%s:", cli_commands[i]->name);
		put_escaped(cli_commands[i]->summary, "\\:");
		puts("'");
	}
}

void zsh_options(void)
{
	for (size_t i = 0; cli_commands[i]; i++) {
		const char *usage = cli_commands[i]->usage;
		struct operand operand;

		printf("\t%s)\n\t\tspecs=(\n", cli_commands[i]->name);
		for (const struct option *o = cli_commands[i]->options; o->name; o++)
			zsh_put_option(o, "\t\t\t");
		for (int n = 1; next_operand(&usage, &operand); n++) {
			fputs("\t\t\t'", stdout);
			if (operand.repeats)
				putchar('*');
			else
				printf("%d", n);
			printf(":%.*s:_lutrin_%s'\n", (int)operand.len, operand.name,
			       operand_kind(operand.name, operand.len));
		}
		puts("\t\t)\n\t\t;;");
	}
}

void zsh_settings(void)
{
	for (size_t i = 0; i < settings_count(); i++) {
		printf("\t\t'%s:", settings_name(i));
		put_escaped(settings_help(i), "\\:");
		puts("'");
	}
}

void zsh_words(void)
{
	for (size_t i = 0; i < settings_count(); i++) {
		printf("\t%s) words=(", settings_name(i));
		put_values(i);
		puts(") ;;");
	}
}

void zsh_by_products(void)
{
	fputs("\tby_products='*(", stdout);
	for (size_t i = 0; texts_by_products[i]; i++)
		printf("%s%s", i ? "|" : "", texts_by_products[i]);
	puts(")'");
}

/* ---- fish */

/* In quotes; fish takes a backslash in them, before a quote or another. */
static void fish_put_text(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			putchar('\\');
		putchar(*text == '\n' ? ' ' : *text);
	}
	putchar('\'');
}

static void fish_put_options(const char *command, const struct option *options)
{
	for (const struct option *o = options; o->name; o++) {
		enum kind kind = o->argument ? argument_kind(o) : NOTHING;

		fputs("complete -c lutrin", stdout);
		if (command)
			printf(" -n '__lutrin_in %s'", command);
		if (o->letter)
			printf(" -s %c", o->letter);
		printf(" -l %s", o->name);
		if (o->argument)
			fputs(kind == ANY_FILE ? " -r -F" : " -x", stdout);
		if (o->words) {
			fputs(" -a '", stdout);
			put_words(o->words);
			putchar('\'');
		} else if (kind == SETTING) {
			fputs(" -a '(__lutrin_settings)'", stdout);
		}
		fputs(" -d ", stdout);
		fish_put_text(o->help);
		putchar('\n');
	}
}

void fish_options(void)
{
	fish_put_options(NULL, cli_options);
	for (size_t i = 0; cli_commands[i]; i++)
		fish_put_options(cli_commands[i]->name, cli_commands[i]->options);
}

void fish_commands(void)
{
	for (size_t i = 0; cli_commands[i]; i++) {
		printf("complete -c lutrin -n __lutrin_first -a %s -d ", cli_commands[i]->name);
		fish_put_text(cli_commands[i]->summary);
		putchar('\n');
	}
}

static void fish_put_valued(const struct option *options)
{
	for (const struct option *o = options; o->name; o++) {
		if (!o->argument)
			continue;
		printf(" --%s", o->name);
		if (o->letter)
			printf(" -%c", o->letter);
	}
}

/* The options that take a value; a name means that in all commands or in none. */
void fish_valued(void)
{
	fputs("\tset -l valued", stdout);
	fish_put_valued(cli_options);
	for (size_t i = 0; cli_commands[i]; i++)
		fish_put_valued(cli_commands[i]->options);
	putchar('\n');
}

void fish_operands(void)
{
	for (size_t i = 0; cli_commands[i]; i++) {
		printf("\t\tcase %s\n\t\t\tset kinds ", cli_commands[i]->name);
		put_operands(cli_commands[i]);
		putchar('\n');
	}
}

/* What may be the value of $name, as "NAME=VALUE"; without a name, the names. */
void fish_settings(void)
{
	for (size_t i = 0; i < settings_count(); i++) {
		printf("\t\tcase %s\n\t\t\tset -l values ", settings_name(i));
		put_values(i);
		puts("\n\t\t\tprintf '%s\\n' $name=$values");
	}
	puts("\t\tcase ''");
	for (size_t i = 0; i < settings_count(); i++) {
		printf("\t\t\tprintf '%%s\\t%%s\\n' %s= ", settings_name(i));
		fish_put_text(settings_help(i));
		putchar('\n');
	}
}

void fish_by_products(void)
{
	fputs("\tset -l by_products", stdout);
	for (size_t i = 0; texts_by_products[i]; i++)
		printf(" '*%s'", texts_by_products[i]);
	putchar('\n');
}
