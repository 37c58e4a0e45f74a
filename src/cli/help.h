/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --help and --version, made from the tables of commands and options.
 */
#ifndef LUTRIN_CLI_HELP_H
#define LUTRIN_CLI_HELP_H

#include "base/str.h"
#include "cli/command.h"

/* How the program is called, a few lines. */
void help_add_usage(struct str *out);
/* All commands and the options that go with each. */
void help_add_overview(struct str *out, const struct cli_command *const *commands,
		       const struct option *common);
void help_add_command(struct str *out, const struct cli_command *command,
		      const struct option *common);
/* `terminal`: the library of the terminal, and its version. */
void help_add_version(struct str *out, const char *terminal);

#endif
