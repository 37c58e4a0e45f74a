/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any lines as those of the configuration and of the command line, each followed by a
 * screen; what a line changed can be told and taken back. */
#include <string.h>

#include "fuzz.h"
#include "look.h"

#define LINE 512

static const char text[] = "Le titre\n\nUn élève lit ; son cœur bat. « Oui », dit-il.\n\nLa fin.\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r;
	char line[LINE];

	reader_begin(&r, text, sizeof text - 1, &(struct article_options){.encoding = "UTF-8"}, 0);
	for (size_t at = 0; at < size;) {
		const uint8_t *end = memchr(data + at, '\n', size - at);
		size_t len = end ? (size_t)(end - data) - at : size - at;
		struct err err = {""};

		if (len < sizeof line && !memchr(data + at, '\0', len)) {
			memcpy(line, data + at, len);
			line[len] = '\0';
			HOLDS(app_command(r.app, line, 1763708400, &r.effects, &err) ||
			      err.text[0]);
			look_at_screen(&r);
			effects_clear(&r.effects);
		}
		at += len + 1;
	}
	reader_end(&r);
	return 0;
}
