/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The smallest program that keeps notes, for tests that kill it or let its
 * system calls fail:
 *
 *   saver add ARTICLE COUNT WORDS   adds notes on WORDS, saving after each
 *   saver verify ARTICLE            tells how many notes there are, then that
 *                                   one more can be added and read back
 *
 * After `large` every sidecar, however small, is saved as large ones are.
 *
 * What is told goes to standard output; status 1 when a save failed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "notes/anchor.h"
#include "notes/store.h"

#define RETRIES 20

struct saver {
	bool large;
	struct article *article;
	struct store *store;
	struct notebook *book;
};

static void say(const char *line)
{
	if (*line)
		puts(line);
}

static bool saver_open(struct saver *s, const char *path)
{
	const struct article_options encoding = {.encoding = "UTF-8"};
	const struct notebook_writer writer = {.device = "test-0000"};
	const struct store_options options = {.large = s->large ? 1 : 0};
	struct store_notice notice = {""};
	struct err err;

	s->article = article_open(path, &encoding, &err);
	if (!s->article) {
		say(err.text);
		return false;
	}
	s->store = store_new(s->article, &options);
	s->book = notebook_new(&writer);
	if (!store_load(s->store, s->book, &notice, &err))
		say(err.text);
	say(notice.text);
	return true;
}

static void saver_close(struct saver *s)
{
	notebook_free(s->book);
	store_free(s->store);
	article_free(s->article);
}

static bool add(struct saver *s, const char *words)
{
	const char *text = article_text(s->article);
	const char *at = memmem(text, article_size(s->article), words, strlen(words));
	struct store_notice notice = {""};
	struct note *n = note_new();
	struct err err = {""};
	bool saved;

	if (at)
		anchor_describe(
			n, s->article,
			(struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)});
	notebook_add(s->book, n, "2026-11-21T07:31:55Z");
	/* Nothing else calls it: where the trace of saving begins. */
	syscall(SYS_getppid);
	saved = store_save(s->store, s->book, time(NULL), &notice, &err);
	say(notice.text);
	if (!saved)
		say(err.text);
	return saved;
}

static bool save_again(struct saver *s)
{
	struct store_notice notice = {""};
	struct err err;

	return store_save(s->store, s->book, time(NULL), &notice, &err);
}

static int run_add(bool large, const char *path, int count, const char *words)
{
	struct saver s = {.large = large};
	bool saved = true;

	if (!saver_open(&s, path))
		return 2;
	for (int i = 0; i < count; i++)
		saved = add(&s, words);
	/* Where many write, one may wait too long for its turn: what it could not save is
	 * in the book, and saved with the next one. */
	for (int i = 0; i < RETRIES && !saved && count > 1; i++)
		saved = save_again(&s);
	saver_close(&s);
	return saved ? 0 : 1;
}

static int run_verify(bool large, const char *path)
{
	struct saver s = {.large = large};
	size_t before;
	bool saved;

	if (!saver_open(&s, path))
		return 2;
	before = notebook_count(s.book);
	printf("%zu notes\n", before);
	saved = add(&s, "mot");
	saver_close(&s);
	if (!saved || !saver_open(&s, path))
		return 1;
	saved = notebook_count(s.book) == before + 1;
	saver_close(&s);
	return saved ? 0 : 1;
}

int main(int argc, char **argv)
{
	bool large = argc > 1 && strcmp(argv[1], "large") == 0;

	language_init();
	argc -= large;
	argv += large;
	if (argc == 5 && strcmp(argv[1], "add") == 0)
		return run_add(large, argv[2], atoi(argv[3]), argv[4]);
	if (argc == 3 && strcmp(argv[1], "verify") == 0)
		return run_verify(large, argv[2]);
	return 2;
}
