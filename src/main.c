/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wiring: the language, then the command line, which hands reading back. */
#include "base/language.h"
#include "cli/cli.h"
#include "session/session.h"

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

	language_init();
	return cli_run(argc, argv, &reader);
}
