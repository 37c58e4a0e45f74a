/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the program's own tables become in the manual and in the completions of
 * shells: each of these writes lines of one of them on standard output.
 */
#ifndef LUTRIN_DOCS_TABLES_H
#define LUTRIN_DOCS_TABLES_H

#include <stdbool.h>

void manual_commands(void);
void manual_settings(void);
/* Screen `number` of NAME.golden in the folder, from 1; false: there is none. */
bool manual_screen(const char *folder, const char *name, int number);

/* A configuration in which each setting stands with its help and its initial value, as a
 * comment; some keys to give commands. */
void sample_settings(void);
void sample_keys(void);
void manual_parts(void); /* of the screen, that a theme paints */

/* Branches of a `case` in bash: the options of a command; the argument of an option,
 * by "command:option"; the operands of a command; the words of a setting; the names of
 * files that are no articles.  And the names of all commands. */
void bash_commands(void);
void bash_options(void);
void bash_arguments(void);
void bash_operands(void);
void bash_settings(void);
void bash_by_products(void);

/* Specifications for _arguments, in zsh: of the options of every command; of those of one
 * and its operands, as branches of a `case`.  Commands and settings for _describe; the
 * words of a setting; the names of files that are no articles. */
void zsh_common(void);
void zsh_commands(void);
void zsh_options(void);
void zsh_settings(void);
void zsh_words(void);
void zsh_by_products(void);

/* Calls of `complete` in fish, for options and for commands; the names of options that
 * take a value; by command the kinds of operands, by setting its words: branches of a
 * `switch`; the names of files that are no articles. */
void fish_options(void);
void fish_commands(void);
void fish_valued(void);
void fish_operands(void);
void fish_settings(void);
void fish_by_products(void);

#endif
