/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places and notes of articles whose digest takes longer than anyone waits. */
#include "unit.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/str.h"
#include "notes/anchor.h"
#include "notes/store.h"
#include "session/history.h"
#include "text/settle.h"

#define LATER "2099-01-01T00:00:00Z" /* than all that happens to files here */
#define NOW 1700000000

static char home[64];

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int enter(void **state)
{
	(void)state;
	strcpy(home, "/tmp/lutrin-undigested-XXXXXX");
	if (!mkdtemp(home) || chdir(home) < 0 || setenv("XDG_STATE_HOME", home, 1))
		return -1;
	return setenv("XDG_DATA_HOME", home, 1);
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") || nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* More than is digested at once. */
static void make_article(const char *path, char fill)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	for (int i = 0; i < 2000; i++)
		fprintf(f, "Ligne %d %c%c%c%c%c%c%c%c.\n", i, fill, fill, fill, fill, fill, fill,
			fill, fill);
	fclose(f);
}

static struct article *open_article(const char *path)
{
	const struct article_options usual = {.paragraphs = ARTICLE_LINE};
	struct article *a = article_open(path, &usual, NULL);

	assert_non_null(a);
	return a;
}

static void take_all_steps(struct article *a)
{
	while (article_step(a, 1 << 20))
		;
}

static bool file_has(const char *path, const char *words)
{
	struct str text;
	bool has;

	str_init(&text);
	assert_true(files_read(path, 1 << 24, &text, NULL));
	has = strstr(text.data, words);
	str_release(&text);
	return has;
}

/* ---- places */
static void leave_at(const char *path, size_t offset, const char *date, bool idle)
{
	struct article *a = open_article(path);
	char encoding[ARTICLE_ENCODING];

	history_place(a, encoding);
	if (idle)
		take_all_steps(a);
	assert_true(history_save_place(a, &(struct history_save){offset, date, "", NULL}, NULL));
	article_free(a);
}

static size_t place_of(const char *path)
{
	struct article *a = open_article(path);
	char encoding[ARTICLE_ENCODING];
	size_t place = history_place(a, encoding);

	article_free(a);
	return place;
}

static void who_leaves_at_once_comes_back_to_the_place(void **state)
{
	char *positions = files_path(FILES_STATE, "positions");

	(void)state;
	make_article("a.txt", 'a');
	leave_at("a.txt", 50, LATER, false);
	assert_true(file_has(positions, "@"));
	assert_int_equal(place_of("a.txt"), 50);
	leave_at("a.txt", 75, LATER, true);
	assert_false(file_has(positions, "@")); /* the older word on the same file is gone */
	assert_int_equal(place_of("a.txt"), 75);
	free(positions);
}

static void a_copy_is_known_by_what_is_in_it(void **state)
{
	(void)state;
	make_article("a.txt", 'a');
	make_article("b.txt", 'a');
	make_article("c.txt", 'c');
	leave_at("a.txt", 50, LATER, true);
	assert_int_equal(place_of("b.txt"), 50);
	assert_int_equal(place_of("c.txt"), 0);
}

/* Only what was not touched since is known without its digest. */
static void the_digest_is_not_needed_for_what_was_not_touched(void **state)
{
	struct article *a;
	char encoding[ARTICLE_ENCODING];

	(void)state;
	make_article("a.txt", 'a');
	leave_at("a.txt", 50, LATER, true);
	a = open_article("a.txt");
	assert_int_equal(history_place(a, encoding), 50);
	assert_null(article_sha256_known(a));
	article_free(a);
	leave_at("a.txt", 50, "2001-01-01T00:00:00Z", true);
	a = open_article("a.txt");
	assert_int_equal(history_place(a, encoding), 50);
	assert_non_null(article_sha256_known(a));
	article_free(a);
}

/* ---- notes */
struct reader {
	struct article *article;
	struct store *store;
	struct notebook *book;
	struct store_notice notice;
};

static void begin(struct reader *r, bool lazily)
{
	const struct store_options options = {.lazily = lazily};
	const struct notebook_writer writer = {.device = "test-0000"};

	r->article = open_article("a.txt");
	r->store = store_new(r->article, &options);
	r->book = notebook_new(&writer);
	assert_true(store_load(r->store, r->book, &r->notice, NULL));
}

static void end(struct reader *r)
{
	notebook_free(r->book);
	store_free(r->store);
	article_free(r->article);
}

static void annotate(struct reader *r, size_t at)
{
	struct note *n = note_new();

	anchor_describe(n, r->article, (struct span){at, at + 5});
	notebook_add(r->book, n, "2026-11-21T07:31:55Z");
}

static void notes_are_saved_at_once_and_the_digest_follows(void **state)
{
	struct reader r;
	bool again;

	(void)state;
	make_article("a.txt", 'a');
	begin(&r, true);
	annotate(&r, 0);
	assert_true(store_save(r.store, r.book, NOW, &r.notice, NULL));
	assert_null(article_sha256_known(r.article));
	assert_true(file_has("a.txt.ann.json", "Ligne"));
	assert_false(file_has("a.txt.ann.json", "sha256"));
	assert_false(file_has("a.txt.ann.json", "chars"));
	assert_true(store_waits(r.store));
	assert_false(store_digested(r.store, r.book, &r.notice, &again));
	assert_false(again);
	take_all_steps(r.article);
	assert_false(store_digested(r.store, r.book, &r.notice, &again));
	assert_true(again);
	assert_true(store_save(r.store, r.book, NOW, &r.notice, NULL));
	assert_true(file_has("a.txt.ann.json", article_sha256(r.article)));
	assert_true(file_has("a.txt.ann.json", "chars"));
	assert_false(store_waits(r.store));
	end(&r);
}

/* Notes that were kept in the data folder, as the article's could not be written. */
static void make_notes_away(void)
{
	const struct store_options options = {.in_data = true};
	struct reader r;

	make_article("a.txt", 'a');
	begin(&r, false);
	store_free(r.store);
	r.store = store_new(r.article, &options);
	annotate(&r, 0);
	assert_true(store_save(r.store, r.book, NOW, &r.notice, NULL));
	end(&r);
	assert_int_not_equal(access("a.txt.ann.json", F_OK), 0);
}

static void notes_in_the_data_folder_come_when_the_digest_is_known(void **state)
{
	struct reader r;
	bool again;

	(void)state;
	make_notes_away();
	begin(&r, true);
	assert_int_equal(notebook_count(r.book), 0);
	assert_true(store_waits(r.store));
	take_all_steps(r.article);
	assert_true(store_digested(r.store, r.book, &r.notice, &again));
	assert_int_equal(notebook_count(r.book), 1);
	assert_true(store_is_away(r.store));
	assert_false(store_waits(r.store));
	end(&r);
}

static void notes_made_before_that_are_joined_to_them(void **state)
{
	struct reader r;
	bool again;

	(void)state;
	make_notes_away();
	begin(&r, true);
	annotate(&r, 100);
	assert_true(store_save(r.store, r.book, NOW, &r.notice, NULL));
	take_all_steps(r.article);
	assert_true(store_digested(r.store, r.book, &r.notice, &again));
	assert_true(again);
	assert_int_equal(notebook_count(r.book), 2);
	assert_true(store_save(r.store, r.book, NOW, &r.notice, NULL));
	end(&r);
	begin(&r, false);
	assert_int_equal(notebook_count(r.book), 2);
	end(&r);
}

int main(void)
{
#define HERE(test) cmocka_unit_test_setup_teardown(test, enter, leave)
	const struct CMUnitTest tests[] = {
		HERE(who_leaves_at_once_comes_back_to_the_place),
		HERE(a_copy_is_known_by_what_is_in_it),
		HERE(the_digest_is_not_needed_for_what_was_not_touched),
		HERE(notes_are_saved_at_once_and_the_digest_follows),
		HERE(notes_in_the_data_folder_come_when_the_digest_is_known),
		HERE(notes_made_before_that_are_joined_to_them),
	};

	return cmocka_run_group_tests_name("undigested", tests, NULL, NULL);
}
