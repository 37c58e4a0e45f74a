/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large sidecars, which are mapped instead of read, and what others do to them meanwhile. */
#include "unit.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/files.h"
#include "base/str.h"
#include "notes/anchor.h"
#include "notes/store.h"

#define NOW 1795246315 /* 2026-11-21T07:31:55Z */
#define ARTICLE "a.txt"
#define SIDECAR "a.txt.ann.json"

static const char text[] = "Un mot, puis un autre, puis encore un, et le dernier.\n";
static char home[64];

/* ---- a world of its own for each test */

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
	strcpy(home, "/tmp/lutrin-large-XXXXXX");
	if (!mkdtemp(home) || chdir(home) < 0 || setenv("XDG_STATE_HOME", home, 1) ||
	    setenv("XDG_DATA_HOME", home, 1))
		return -1;
	return files_write(ARTICLE, text, strlen(text), 0644, NULL) ? 0 : -1;
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") || nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- readers at work, for whom every sidecar is a large one */

struct reader {
	struct article *article;
	struct store *store;
	struct notebook *book;
	struct store_notice notice;
	struct err err;
};

static void open_reader(struct reader *r)
{
	const struct notebook_writer writer = {.device = "test-0000"};
	const struct article_options encoding = {.encoding = "UTF-8"};
	const struct store_options options = {.large = 1};

	*r = (struct reader){0};
	r->article = article_open(ARTICLE, &encoding, &r->err);
	assert_non_null(r->article);
	r->store = store_new(r->article, &options);
	r->book = notebook_new(&writer);
	assert_true(store_load(r->store, r->book, &r->notice, &r->err));
}

static void close_reader(struct reader *r)
{
	notebook_free(r->book);
	store_free(r->store);
	article_free(r->article);
}

static void add(struct reader *r, const char *words)
{
	const char *at = strstr(text, words);
	struct note *n = note_new();

	assert_non_null(at);
	anchor_describe(n, r->article,
			(struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)});
	notebook_add(r->book, n, "2026-11-21T07:31:55Z");
}

static void save(struct reader *r)
{
	assert_true(store_save(r->store, r->book, NOW, &r->notice, &r->err));
}

/* As if nobody had touched the file for long: one that was is read once more. */
static void age(void)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = NOW - 60, .tv_nsec = 1}};

	assert_int_equal(utimensat(AT_FDCWD, SIDECAR, times, 0), 0);
}

static void add_and_save(const char *words)
{
	struct reader r;

	open_reader(&r);
	add(&r, words);
	save(&r);
	close_reader(&r);
	age();
}

static bool has(const struct reader *r, const char *words)
{
	for (size_t i = 0; i < notebook_count(r->book); i++)
		if (!strcmp(notebook_at(r->book, i)->quote, words))
			return true;
	return false;
}

/* The notes of the sidecar are those on the words, a list that NULL ends. */
static void assert_notes(const char *const *words)
{
	struct reader r;
	size_t count = 0;

	open_reader(&r);
	assert_string_equal(r.notice.text, "");
	for (; words[count]; count++)
		assert_true(has(&r, words[count]));
	assert_int_equal(notebook_count(r.book), count);
	close_reader(&r);
}

#define assert_has_notes(...) assert_notes((const char *const[]){__VA_ARGS__, NULL})

/* ---- other programs, which know nothing of locks */

static char *get(const char *path)
{
	struct str bytes;

	str_init(&bytes);
	assert_true(files_read(path, 1 << 24, &bytes, NULL));
	return str_take(&bytes);
}

/* Writes into the file itself, as some editors and most scripts do. */
static void write_into(const char *path, const char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
	assert_int_equal(close(fd), 0);
}

static void write_over(const char *path, const char *bytes)
{
	write_into("other", bytes);
	assert_int_equal(rename("other", path), 0);
}

/* The sidecar as it would be with a note on `words` more; yours. */
static char *version_with(const char *words)
{
	char *before = get(SIDECAR), *after;

	assert_int_equal(rename(SIDECAR, "aside"), 0);
	write_into(SIDECAR, before);
	add_and_save(words);
	after = get(SIDECAR);
	assert_int_equal(rename("aside", SIDECAR), 0);
	free(before);
	return after;
}

/* A version of the same size. */
static char *version_of_same_size(void)
{
	char *bytes = get(SIDECAR), *at = strstr(bytes, "\"exact\": \"mot\"");

	assert_non_null(at);
	memcpy(at, "\"exact\": \"MOT\"", 14);
	return bytes;
}

/* While the last folder is synced, which is after the new file got its name, another
 * program is faster than anyone can look: what it writes, and how. */
static void (*meanwhile)(const char *path, const char *bytes);
static char *meant;

int fsync(int fd)
{
	struct stat st;

	if (meanwhile && !fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		void (*write)(const char *, const char *) = meanwhile;

		meanwhile = NULL;
		write(SIDECAR, meant);
	}
	return (int)syscall(SYS_fsync, fd);
}

/* ---- the tests */

static void saves_follow_each_other(void **state)
{
	struct reader r;

	(void)state;
	open_reader(&r);
	add(&r, "mot");
	save(&r);
	add(&r, "autre");
	save(&r);
	store_settle(r.store);
	add(&r, "encore");
	save(&r);
	assert_string_equal(r.notice.text, "");
	close_reader(&r);
	assert_has_notes("mot", "autre", "encore");
}

/* One adds a note while the other does. */
static void both_notes_are_kept(void (*write)(const char *, const char *), bool saved_before)
{
	struct reader r;
	char *theirs;

	add_and_save("mot");
	theirs = version_with("autre");
	open_reader(&r);
	if (saved_before) {
		add(&r, "dernier");
		save(&r);
		free(theirs);
		theirs = version_with("autre");
	}
	write(SIDECAR, theirs);
	assert_true(store_changed(r.store));
	add(&r, "encore");
	save(&r);
	assert_true(has(&r, "autre"));
	close_reader(&r);
	free(theirs);
	if (saved_before)
		assert_has_notes("mot", "autre", "encore", "dernier");
	else
		assert_has_notes("mot", "autre", "encore");
}

static void a_file_that_is_replaced_loses_no_note(void **state)
{
	(void)state;
	both_notes_are_kept(write_over, false);
}

static void a_file_that_is_replaced_after_a_save_loses_no_note(void **state)
{
	(void)state;
	both_notes_are_kept(write_over, true);
}

static void a_file_that_is_written_into_loses_no_note(void **state)
{
	(void)state;
	both_notes_are_kept(write_into, false);
}

static void a_file_that_is_written_into_after_a_save_loses_no_note(void **state)
{
	(void)state;
	both_notes_are_kept(write_into, true);
}

/* The file that the notebook was read from, written into, is no common past with the one
 * that replaces it then. */
static void one_that_is_written_into_and_then_replaced_loses_no_note(void **state)
{
	struct reader r;
	char *first, *second;

	(void)state;
	add_and_save("mot");
	first = version_with("autre");
	open_reader(&r);
	write_into(SIDECAR, first);
	second = version_with("dernier");
	write_over(SIDECAR, second);
	add(&r, "encore");
	save(&r);
	close_reader(&r);
	free(first);
	free(second);
	assert_has_notes("mot", "autre", "dernier", "encore");
}

static void one_that_is_cut_loses_no_note(void **state)
{
	struct reader r;

	(void)state;
	add_and_save("mot");
	open_reader(&r);
	assert_int_equal(truncate(SIDECAR, 100), 0);
	add(&r, "encore");
	save(&r);
	close_reader(&r);
	assert_has_notes("mot", "encore");
}

static void a_change_of_the_same_size_is_seen(void **state)
{
	struct reader r;
	char *theirs;

	(void)state;
	open_reader(&r);
	add(&r, "mot");
	save(&r);
	theirs = version_of_same_size();
	write_into(SIDECAR, theirs);
	assert_true(store_changed(r.store));
	free(theirs);
	close_reader(&r);
}

/* What is there when the save is done need not be what was saved. */
static void is_faster(void (*write)(const char *, const char *))
{
	struct reader r;

	add_and_save("mot");
	meant = version_with("autre");
	open_reader(&r);
	add(&r, "encore");
	meanwhile = write;
	save(&r);
	assert_null(meanwhile);
	assert_true(store_changed(r.store));
	add(&r, "dernier");
	save(&r);
	close_reader(&r);
	free(meant);
	assert_has_notes("mot", "autre", "encore", "dernier");
}

static void one_that_is_replaced_as_soon_as_saved_loses_no_note(void **state)
{
	(void)state;
	is_faster(write_over);
}

static void one_that_is_written_into_as_soon_as_saved_loses_no_note(void **state)
{
	(void)state;
	is_faster(write_into);
}

/* A note that was read says what it says. */
static void only_what_is_made_here_is_dated(void **state)
{
	static const char member[] = "\"state\": {";
	struct reader r;
	char *bytes, *from, *to;

	(void)state;
	add_and_save("mot");
	bytes = get(SIDECAR);
	from = strstr(bytes, member);
	assert_non_null(from);
	to = strstr(from, "\"selector\"");
	assert_non_null(to);
	memmove(from, to, strlen(to) + 1);
	write_over(SIDECAR, bytes);
	free(bytes);
	open_reader(&r);
	assert_int_equal(notebook_at(r.book, 0)->raw.members.len, 0); /* it is read quickly */
	add(&r, "autre");
	save(&r);
	close_reader(&r);
	bytes = get(SIDECAR);
	from = strstr(bytes, member);
	assert_non_null(from);
	assert_null(strstr(from + 1, member));
	free(bytes);
	assert_has_notes("mot", "autre");
}

#define in_a_world(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_world(saves_follow_each_other),
		in_a_world(a_file_that_is_replaced_loses_no_note),
		in_a_world(a_file_that_is_replaced_after_a_save_loses_no_note),
		in_a_world(a_file_that_is_written_into_loses_no_note),
		in_a_world(a_file_that_is_written_into_after_a_save_loses_no_note),
		in_a_world(one_that_is_written_into_and_then_replaced_loses_no_note),
		in_a_world(one_that_is_cut_loses_no_note),
		in_a_world(a_change_of_the_same_size_is_seen),
		in_a_world(one_that_is_replaced_as_soon_as_saved_loses_no_note),
		in_a_world(one_that_is_written_into_as_soon_as_saved_loses_no_note),
		in_a_world(only_what_is_made_here_is_dated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
