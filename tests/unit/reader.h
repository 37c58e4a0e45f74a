/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An application over an article in memory, for the tests that press its keys. */
#ifndef LUTRIN_TESTS_READER_H
#define LUTRIN_TESTS_READER_H

#include "app/app.h"

struct reader {
	struct article *article;
	struct notebook *book;
	struct settings settings;
	struct effects effects;
	struct grid grid;
	struct keymap *keymap;
	struct app *app;
};

static inline void reader_begin(struct reader *r, const char *text, size_t len,
				const struct article_options *options, size_t block)
{
	struct app_setup setup = {.settings = &r->settings,
				  .rows = 12,
				  .columns = 50,
				  .file_number = 1,
				  .file_count = 1,
				  .block = block};

	*r = (struct reader){0};
	r->article = article_from_bytes(text, len, options, NULL);
	r->book = notebook_new(&(struct notebook_writer){.device = "test"});
	settings_init(&r->settings);
	grid_init(&r->grid);
	r->keymap = keymap_new();
	setup.keymap = r->keymap;
	setup.article = r->article;
	setup.notebook = r->book;
	r->app = app_new(&setup);
}

static inline void reader_end(struct reader *r)
{
	app_free(r->app);
	keymap_free(r->keymap);
	notebook_free(r->book);
	article_free(r->article);
	settings_release(&r->settings);
	effects_release(&r->effects);
	grid_release(&r->grid);
}

#endif
