/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wiring: the language, the end of memory, then the command line, which hands reading
 * back. */
#include <stdio.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "session/session.h"

#define FAILED 2 /* the status of an error */

/* The last words where not even the reserve was enough. */
static void out_of_memory(void)
{
	char line[256];
	int len = snprintf(line, sizeof line, "%s: %s\n", PACKAGE, _("out of memory"));

	session_rescue();
	if (len > 0 && write(STDERR_FILENO, line, (size_t)len) < 0)
		_exit(FAILED);
	_exit(FAILED);
}

static bool read_articles(const struct cli_reading *reading, struct err *err)
{
	struct session_options options = {
		.files = reading->files,
		.file_count = reading->file_count,
		.folder = reading->folder,
		.position = reading->position,
		.config = reading->config,
		.sets = reading->sets,
		.set_count = reading->set_count,
		.encoding = reading->encoding,
		.paragraphs = reading->paragraphs,
		.readonly = reading->readonly,
	};

	return session_run(&options, err);
}

int main(int argc, char **argv)
{
	const struct cli_reader reader = {read_articles, session_terminal_library()};

	mem_reserve(out_of_memory);
	language_init();
	return cli_run(argc, argv, &reader);
}
